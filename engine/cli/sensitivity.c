/* sensitivity.c : yuanjing sensitivity METHOD FILE, or METHOD --from ID */
#include "base/name.h"
#include "base/text.h"
#include "cli/archive.h"
#include "cli/batch.h"
#include "cli/sensed.h"

#include <stdio.h>
#include <string.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }

/* ---- the method ------------------------------------------------------------------------------------------------------ */

/* "morris, sobol and pawn" of those that `fits` says, all when it is NULL. */
static const char *list_methods(Arena *arena, bool (*fits)(const SensitivityMethod *, DesignKind), DesignKind kind) {
  const char *text = NULL, *before = NULL;
  for (int i = 0; i <= SENSITIVITY_METHODS; i++) {
    const char *word = i < SENSITIVITY_METHODS && (!fits || fits(sensitivity_methods[i], kind)) ? sensitivity_methods[i]->word : NULL;
    if (i < SENSITIVITY_METHODS && !word) continue;
    if (before) text = text ? arena_printf(arena, "%s%s%s", text, word ? ", " : " and ", before) : before;
    before = word;
  }
  return text ? text : "none";
}

static const SensitivityMethod *find_method(const char *word, Arena *arena, Fail *fail) {
  const SensitivityMethod *m = sensitivity_find(word);
  if (m) return m;
  const char *names[SENSITIVITY_METHODS];
  for (int i = 0; i < SENSITIVITY_METHODS; i++) names[i] = sensitivity_methods[i]->word;
  const char *nearest = name_nearest(word, names, SENSITIVITY_METHODS);
  fail_set(fail, E639, nowhere(), word, nearest ? arena_printf(arena, " (did you mean '%s'?)", nearest) : "", list_methods(arena, NULL, DESIGN_COUNT));
  return NULL;
}

static bool fits_design(const SensitivityMethod *m, DesignKind kind) {
  for (unsigned i = 0; i < m->n_designs; i++)
    if (m->designs[i] == kind) return true;
  return false;
}

/* ---- a stored study, by another method --------------------------------------------------------------------------------- */

static DesignKind design_of(const Options *stored) {
  const SensitivityMethod *m = sensitivity_find(stored->files[0]);
  return stored->points ? DESIGN_FILE : stored->design ? design_find(stored->design) : m ? m->designs[0] : DESIGN_COUNT;
}

/* The words that a study was asked by. */
static bool read_spec(const Study *study, Arena *arena, Options *stored) {
  const char *name;
  int words;
  char **argv = asked_words(study->spec, arena, &name, &words);
  return argv && !options_read(arena, name, command_sensitivity.takes | OPTIONS_COMMON, words, argv, stored, &(Fail){0}) && stored->n_files == 2;
}

static const char *inside(Arena *arena, const char *folder, const char *path) { return path ? arena_printf(arena, "%s/%s", folder, path) : NULL; }

/* Which stored studies the method could analyse: "take --from 4 or 7"; else how to make one. */
static const char *cure(const Options *o, const SensitivityMethod *m, Archive *archive, Arena *arena) {
  Study *all = NULL;
  unsigned n = 0;
  const char *fitting = NULL;
  if (archive_list(archive, arena, &all, &n, &(Fail){0})) n = 0;
  for (unsigned i = 0; i < n; i++) {
    Options stored;
    if (strcmp(all[i].kind, "sensitivity") || !read_spec(&all[i], o->arena, &stored)) continue;
    DesignKind kind = design_of(&stored);
    if (kind == DESIGN_COUNT || !fits_design(m, kind)) continue;
    fitting = fitting ? arena_printf(o->arena, "%s, %lld", fitting, (long long)all[i].id) : arena_printf(o->arena, "%lld", (long long)all[i].id);
  }
  return fitting ? arena_printf(o->arena, "for %s take --from one of %s", m->word, fitting)
                 : arena_printf(o->arena, "'yuanjing sensitivity %s FILE' makes runs for %s", m->word, m->word);
}

/* What this command line says replaces what the stored one said; its script is the stored text. */
static int merge(const Options *o, const char *folder, Options *stored, Fail *fail) {
  Arena *arena = o->arena;
  stored->files[0] = o->files[0], stored->files[1] = inside(arena, folder, stored->files[1]);
  stored->models = inside(arena, folder, stored->models), stored->points = inside(arena, folder, stored->points);
  stored->resamples = o->resamples, stored->tolerance = o->tolerance, stored->jansen = o->jansen;
  stored->json = o->json, stored->quiet = o->quiet, stored->lang = o->lang, stored->jobs = o->jobs, stored->out = o->out, stored->csv = o->csv;
  stored->archive = o->archive, stored->no_archive = o->no_archive, stored->block = o->block, stored->isa = o->isa;
  return arena_failed(arena) ? fail_set(fail, E801, nowhere(), "a study of sensitivity") : 0;
}

static int read_stored(const Options *o, Archive *archive, Arena *arena, Options *stored, const char **folder, Fail *fail) {
  Study *study;
  Source *sources;
  unsigned n;
  const SensitivityMethod *m = sensitivity_find(o->files[0]);
  int code = archive_study(archive, o->from, arena, &study, fail);
  if (!code && strcmp(study->kind, "sensitivity")) code = fail_set(fail, E638, nowhere(), o->from);
  if (!code) code = archive_sources(archive, study->id, arena, &sources, &n, fail);
  if (code) return code;
  if (!read_spec(study, o->arena, stored)) return fail_set(fail, E842, nowhere(), (long long)study->id, "its command is damaged");
  DesignKind kind = design_of(stored);
  if (kind == DESIGN_COUNT || !fits_design(m, kind))
    return fail_set(fail, E648, nowhere(), o->from, kind == DESIGN_COUNT ? "unknown" : design_words[kind], m->word, list_methods(o->arena, fits_design, kind), cure(o, m, archive, arena));
  stored->design = stored->points ? NULL : design_words[kind];
  code = sources_unpack(sources, n, o->arena, folder, fail);
  return code ? code : merge(o, *folder, stored, fail);
}

static int open_stored(const Options *o, Options *stored, const char **folder, Fail *fail) {
  Archive *archive = NULL;
  Arena *arena = arena_new();
  if (!arena) return fail_set(fail, E801, nowhere(), "a study of sensitivity");
  int code = archive_open(o->archive ? o->archive : ARCHIVE_NAME, ARCHIVE_READ, &archive, fail);
  if (!code) code = read_stored(o, archive, arena, stored, folder, fail);
  archive_close(archive);
  arena_free(arena);
  return code;
}

/* ---- the command ---------------------------------------------------------------------------------------------------------- */

static bool is_csv(const char *path) {
  size_t n = strlen(path);
  return n > 4 && strcmp(path + n - 4, ".csv") == 0;
}

static int save_csv(const SensitivityView *v, const char *path, Fail *fail) {
  Buffer csv = {0};
  int code = report_sensitivity_csv(v, &csv, fail);
  if (!code) code = buffer_save(&csv, path, fail);
  buffer_free(&csv);
  return code;
}

static int show(Sensed *s, Fail *fail) {
  const Options *o = s->options;
  Buffer json = {0}, text = {0};
  SensitivityView v = sensed_view(s);
  ReportLook look = look_of(o, s->opened.loaded);
  int code = report_sensitivity_json(&v, &json, fail);
  if (!code) code = sensed_keep(s, buffer_text(&json), fail);
  batch_catch_signals();                                     /* a file is written whole, or not at all */
  if (!code && o->csv) code = save_csv(&v, o->csv, fail);
  if (!code && o->out) code = is_csv(o->out) ? save_csv(&v, o->out, fail) : buffer_save(&json, o->out, fail);
  sensed_end_at_once(s, !code);
  if (!code && !o->json) code = report_sensitivity(&v, &look, &text, fail);
  if (!code) code = print_out(o, o->json ? &json : &text, fail);
  buffer_free(&json), buffer_free(&text);
  return code;
}

static int perform(const SensitivityMethod *m, const Options *o, Fail *fail) {
  Sensed s;
  int status = sensed_open(m, o, &s, fail) ? COMMAND_FAILED : sensed_run(&s, fail);
  if (status == 0 && show(&s, fail)) status = COMMAND_FAILED;
  sensed_close(&s, fail);
  return status;
}

static int refuse_beside_from(const Options *o, Fail *fail) {
  const char *what = o->has_n ? "-n" : o->indicators ? "--indicators" : o->n_years ? "--years" : o->n_sets ? "--set" : o->points ? "--points" :
                     o->design ? "--design" : o->groups ? "--groups" : o->second_order ? "--second-order" : NULL;
  if (o->n_files > 1) return fail_set(fail, E906, nowhere(), o->files[1], "sensitivity --from", "sensitivity");
  return what ? fail_set(fail, E643, nowhere(), "--from", what, "it analyses the runs that are stored") : 0;
}

static int run(const Options *given, Fail *fail) {
  Options o = *given;
  const char *folder = NULL;
  const SensitivityMethod *m = find_method(o.files[0], o.arena, fail);
  if (!m) return COMMAND_FAILED;
  batch_catch_signals();
  if (!o.from && o.n_files < 2) return fail_set(fail, E905, nowhere(), "sensitivity", "a method and a scenario or model file", "sensitivity"), COMMAND_FAILED;
  int code = o.from ? refuse_beside_from(given, fail) : o.points && o.has_n ? fail_set(fail, E643, nowhere(), "--points", "-n", "every row of the file is run once") : 0;
  if (!code && o.from) code = open_stored(given, &o, &folder, fail);
  if (!o.from && !o.has_n) o.n = sensed_default_n(m);
  int status = code ? COMMAND_FAILED : perform(m, &o, fail);
  if (folder) sources_remove(folder);
  return status;
}

const Command command_sensitivity = {
  .name = "sensitivity",
  .takes = OPTIONS_MANY | TAKES(ALL) | TAKES(YEARS) | TAKES(DESIGN) | TAKES(POINTS) | TAKES(INDICATORS) | TAKES(OUT) | TAKES(CSV) | TAKES(FROM) |
           TAKES(GROUPS) | TAKES(SECOND_ORDER) | TAKES(JANSEN) | TAKES(RESAMPLES) | TAKES(TOLERANCE),
  .least = 1, .most = 2, .words = 1,
  .arguments = "METHOD FILE",
  .wants = "a method and a scenario or model file",
  .what_en = "finds which uncertain inputs matter, by how much, and whether the sample is large enough to say so",
  .what_zh = "找出哪些不确定输入最重要、重要多少、样本够不够下结论",
  .help_en = "Methods, and what n means:\n"
             "  sobol       variance shares alone (S1) and with interplay (ST), pairs with --second-order; n base points, n (k + 2) runs\n"
             "  shapley     variance shares that add up to 1, also with correlated inputs; n base points, n (k + 1) runs\n"
             "  morris      screening by elementary effects; n trajectories, n (k + 1) runs\n"
             "  pawn delta  distances of distributions, also with correlated inputs; n runs\n"
             "  regression  SRC and PRCC with R2; n runs.   rbd-fast: S1 from any sample; n runs.   local: elasticities; 2 k + 1 runs\n"
             "k is the number of uncertain inputs (or groups). n is 1024 for sobol, shapley and delta, 32 for morris, else 4096; powers of two are best.\n"
             "Every indicator of the main table, in every year, and every outcome and target is analysed in one pass; --indicators and\n"
             "--years name fewer (outcomes and targets may be named too). Verdict: an index has converged when half its 95 % interval is at\n"
             "most --tolerance; otherwise the n to try next is given. The archive keeps runs and result: Ctrl-C, and the same command goes on;\n"
             "a larger n takes over the runs there are; --from analyses them by another method that fits their design: delta, pawn,\n"
             "regression and rbd-fast share theirs (below, 3 is the study that archive list shows for the delta).\n"
             "--csv writes every index; --out writes JSON, or CSV when its name ends so.\n"
             "\nExamples:\n"
             "  yuanjing sensitivity sobol scripts/green.lua --indicators co2 --years 2035 -n 4096 --lang en\n"
             "  yuanjing sensitivity sobol scripts/green.lua --indicators co2,gdp --groups by-file\n"
             "  yuanjing sensitivity morris scripts/baseline.lua --csv effects.csv\n"
             "  yuanjing sensitivity delta scripts/green.lua --indicators co2 --years 2030,2035 -n 8192\n"
             "  yuanjing sensitivity pawn --from 3\n"
             "\nExit codes: 0 done; 2 usage; 3 the script is wrong; 4 the machine failed; 130 stopped by Ctrl-C.\n",
  .help_zh = "方法，以及 n 的含义：\n"
             "  sobol       方差份额：单独 S1、连同相互作用 ST，加 --second-order 给出两两作用；n 个基点，n (k + 2) 次运行\n"
             "  shapley     合计为 1 的方差份额，输入相关时也成立；n 个基点，n (k + 1) 次运行\n"
             "  morris      基本效应筛选；n 条轨迹，n (k + 1) 次运行\n"
             "  pawn delta  分布之间的距离，输入相关时也成立；n 次运行\n"
             "  regression  SRC、PRCC 与 R²；n 次运行。  rbd-fast：由任意样本估计 S1；n 次运行。  local：弹性；2 k + 1 次运行\n"
             "k 是不确定输入(或组)的个数。不写 n 时，sobol、shapley、delta 为 1024，morris 为 32，其余为 4096；最好是 2 的幂。\n"
             "一次算出主表各指标的每一年，以及全部结果和目标；--indicators 和 --years 只要其中一些(结果和目标也可写名字)。\n"
             "结论：95 % 区间的半宽不超过 --tolerance 为“已收敛”，否则给出下次该试的 n。\n"
             "档案保存运行和结果：Ctrl-C 之后用同一命令继续；n 加大时沿用已有运行；--from 用另一种合适的方法分析同一批运行：\n"
             "delta、pawn、regression、rbd-fast 的运行通用(下例中的 3 是 archive list 给 delta 那次研究的编号)。\n"
             "--csv 写出全部指数；--out 写 JSON，文件名以 .csv 结尾则写 CSV。\n"
             "\n例：\n"
             "  yuanjing sensitivity sobol scripts/green.lua --indicators co2 --years 2035 -n 4096\n"
             "  yuanjing sensitivity sobol scripts/green.lua --indicators co2,gdp --groups by-file\n"
             "  yuanjing sensitivity morris scripts/baseline.lua --csv effects.csv\n"
             "  yuanjing sensitivity delta scripts/green.lua --indicators co2 --years 2030,2035 -n 8192\n"
             "  yuanjing sensitivity pawn --from 3\n"
             "\n退出码：0 完成；2 用法错误；3 脚本有错；4 机器出错；130 被 Ctrl-C 停止。\n",
  .run = run,
};
