#define _POSIX_C_SOURCE 200809L
#include "cli/options.h"

#include "base/name.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct { const char *name, *value, *what_en, *what_zh; } OptionRow;   /* value NULL: a switch */

static const OptionRow rows[OPTION_COUNT] = {
  [OPTION_HELP]         = {"help",         NULL,             "this page",                                      "本页"},
  [OPTION_JSON]         = {"json",         NULL,             "one JSON object on stdout, nothing else",        "标准输出只给一个 JSON 对象"},
  [OPTION_QUIET]        = {"quiet",        NULL,             "no table, only errors, files and the exit code", "不印表，只留错误、文件和退出码"},
  [OPTION_LANG]         = {"lang",         "zh|en",          "language of labels (zh unless said)",            "标签语言(默认 zh)"},
  [OPTION_ALL]          = {"all",          NULL,             "every indicator, not only the main table",       "列出全部指标，不只主表"},
  [OPTION_YEARS]        = {"years",        "2025,2030-2035", "years to show, or ranges of years",              "要显示的年份或区间"},
  [OPTION_SET]          = {"set",          "lever=value",    "sets a lever or parameter, in its own unit; may be repeated", "设定政策或参数，用其自身单位，可重复"},
  [OPTION_OUT]          = {"out",          "PATH",           "where to write", "写到何处"},
  [OPTION_IAMC]         = {"iamc",         "FILE.csv",       "writes the IAMC variables as wide CSV",          "按 IAMC 格式写宽表 CSV"},
  [OPTION_FAIL_ON_MISS] = {"fail-on-miss", NULL,             "exit code 1 when a target is missed",            "有目标未完成时退出码为 1"},
  [OPTION_DEPTH]        = {"depth",        "N",              "how far to follow inputs (2 unless said)",       "追溯层数(默认 2)"},
  [OPTION_MODEL]        = {"model",        "NAME",           "the model (chongqing unless said)",              "模型(默认 chongqing)"},
  [OPTION_BASED_ON]     = {"based-on",     "NAME",           "the scenario it starts from (baseline unless said)", "所依据的情景(默认 baseline)"},
  [OPTION_MODELS]       = {"models",       "FOLDER",         "folder of models (beside the script unless said)", "模型文件夹(默认在脚本旁)"},
  [OPTION_TARGET]       = {"target",       "NAME",           "the result to explain",                          "要分解的结果"},
  [OPTION_FACTORS]      = {"factors",      "A,B/A,C/B",      "factors that multiply to the target",            "相乘等于该结果的各因素"},
  [OPTION_CHAINED]      = {"chained",      NULL,             "follows every step of a period",                 "每期逐步累计"},
  [OPTION_RUNS]         = {"runs",         "N",              "how many runs, also -n N (4096 unless said)",    "运行次数，也可写 -n N(默认 4096)"},
  [OPTION_SEED]         = {"seed",         "S",              "seed of all draws (1 unless said)",              "随机种子(默认 1)"},
  [OPTION_JOBS]         = {"jobs",         "J",              "threads (one a processor unless said); never changes a number", "线程数(默认等于处理器数)，不影响结果"},
  [OPTION_DESIGN]       = {"design",       "NAME",           "random, latin, maximin, sobol or grid (sobol unless said)", "抽样设计 random、latin、maximin、sobol 或 grid(默认 sobol)"},
  [OPTION_LEVELS]       = {"levels",       "K",              "levels of each input in a grid (as many as -n allows unless said)", "网格中每个输入的级数(默认取 -n 允许的最多)"},
  [OPTION_DIMENSIONS]   = {"dimensions",   "A=17,B=3",       "Sobol dimensions of inputs, 0 to 1023 (from their names unless said)", "输入所用的 Sobol 维，0 到 1023(默认由名字决定)"},
  [OPTION_POINTS]       = {"points",       "FILE.csv",       "runs the points of a CSV, a column a parameter", "运行 CSV 中的点，每个参数一列"},
  [OPTION_INDICATORS]   = {"indicators",   "A,B,...",        "what to summarise (the main table unless said)", "要汇总的指标(默认主表)"},
  [OPTION_EXACT]        = {"exact",        NULL,             "keeps every value, whatever memory it takes",    "保留全部数值，不计内存"},
  [OPTION_REPAIR]       = {"repair",       NULL,             "uses the nearest correlations when those given cannot all hold", "相关系数互相矛盾时取最接近的一组"},
  [OPTION_ARCHIVE]      = {"archive",      "FILE.db",        "the archive (yuanjing.db unless said)",          "档案文件(默认 yuanjing.db)"},
  [OPTION_NO_ARCHIVE]   = {"no-archive",   NULL,             "keeps nothing",                                  "不存档"},
  [OPTION_DRAWS]        = {"draws",        "FILE",           "writes every run's outcomes: .csv, .npy or .nc", "写出每次运行的结果：.csv、.npy 或 .nc"},
  [OPTION_DRAWS_INPUTS] = {"draws-inputs", NULL,             "every run's inputs too, in the file of --draws", "--draws 的文件里也写出每次运行的输入"},
  [OPTION_SHARD]        = {"shard",        "I/N",            "does the I-th of N parts; join them with archive merge", "只做 N 份中的第 I 份，之后用 archive merge 合并"},
  [OPTION_BLOCK]        = {"block",        "LANES",          "runs side by side, a multiple of 8; never changes a number", "并排运行数，8 的倍数，不影响结果"},
  [OPTION_CSV]          = {"csv",          "FILE.csv",       "writes every index as CSV",                      "把全部指数写成 CSV"},
  [OPTION_FROM]         = {"from",         "ID",             "analyses the runs of a stored study, instead of FILE", "分析档案中已有研究的运行，不再给文件"},
  [OPTION_GROUPS]       = {"groups",       "\"g=a,b;h=c\"",  "inputs taken together; also by-name, by-file",   "合并为组的输入；也可写 by-name、by-file"},
  [OPTION_SECOND_ORDER] = {"second-order", NULL,             "pairs of inputs too (sobol)",                    "也算两两相互作用(sobol)"},
  [OPTION_JANSEN]       = {"jansen",       NULL,             "Jansen's estimator for S1 (sobol)",              "S1 用 Jansen 估计(sobol)"},
  [OPTION_RESAMPLES]    = {"resamples",    "B",              "bootstrap resamples (100 unless said; 0: no intervals)", "自助重抽样次数(默认 100；0 为不给区间)"},
  [OPTION_TOLERANCE]    = {"tolerance",    "T",              "half an interval at which an index has converged (0.05 unless said)", "区间半宽不超过多少算收敛(默认 0.05)"},
  [OPTION_VERIFY]       = {"verify",       NULL,             "ends with exit code 1 when a number has changed", "有数值变化时退出码为 1"},
  [OPTION_BAD]          = {"bad",          "RUN",            "with show: what went wrong in that run",          "用于 show：那次运行错在哪里"},
  [OPTION_ISA]          = {"isa",          "NAME",           "avx512, avx2 or sse2; never changes a number",   "指令集 avx512、avx2 或 sse2，不影响结果"},
};

/* Where the same option means something else: in commands that also take `beside`. */
static const struct { OptionId id; OptionSet beside; const char *what_en, *what_zh; } rows_of_command[] = {
  {OPTION_RUNS,   TAKES(GROUPS),  "the method's n, also -n N (see below)",               "方法的 n，也可写 -n N(见下)"},
  {OPTION_DESIGN, TAKES(GROUPS),  "random, latin or sobol (the method's own unless said)", "抽样设计 random、latin 或 sobol(默认用方法自己的)"},
  {OPTION_INDICATORS, TAKES(GROUPS), "what to analyse (all there is unless said)",         "要分析的指标、结果、目标(默认全部)"},
  {OPTION_OUT,    TAKES(GROUPS),  "writes the result as JSON, or as CSV when its name ends so", "把结果写成 JSON，文件名以 .csv 结尾则写 CSV"},
  {OPTION_OUT,    TAKES(IAMC),    "writes every indicator and year as CSV",               "把各指标各年写成 CSV"},
  {OPTION_OUT,    TAKES(DRAWS),   "writes the summary as JSON",                           "把汇总写成 JSON"},
  {OPTION_OUT,    TAKES(VERIFY),  "where to export to: .json or .csv",                    "导出到何处：.json 或 .csv"},
};

static const char *what_of(OptionId id, OptionSet takes, Lang lang) {
  for (size_t i = 0; i < sizeof rows_of_command / sizeof *rows_of_command; i++)
    if (rows_of_command[i].id == id && takes & rows_of_command[i].beside) return say(lang, rows_of_command[i].what_zh, rows_of_command[i].what_en);
  return say(lang, rows[id].what_zh, rows[id].what_en);
}

static Place nowhere(void) { return place_at(NULL, 0, 0); }

/* " (did you mean '--years'?)" or nothing. */
static const char *hint(OptionSet takes, const char *wanted, char out[64]) {
  const char *names[OPTION_COUNT];
  for (unsigned i = 0; i < OPTION_COUNT; i++) names[i] = takes & (OptionSet)1 << i ? rows[i].name : NULL;
  const char *nearest = name_nearest(wanted, names, OPTION_COUNT);
  out[0] = 0;
  if (nearest) snprintf(out, 64, " (did you mean '--%s'?)", nearest);
  return out;
}

static int find(const char *command, OptionSet takes, const char *name, size_t n, OptionId *id, Fail *fail) {
  for (unsigned i = 0; i < OPTION_COUNT; i++)
    if (takes & (OptionSet)1 << i && strlen(rows[i].name) == n && !strncmp(rows[i].name, name, n)) return *id = (OptionId)i, 0;
  char wanted[64], near[64], whole[80];
  snprintf(wanted, sizeof wanted, "%.*s", (int)(n < 60 ? n : 60), name);
  snprintf(whole, sizeof whole, "--%s", wanted);
  return fail_set(fail, E902, nowhere(), command, whole, hint(takes, wanted, near), command);
}

/* ---- values --------------------------------------------------------------------------------------------------- */

static int refuse(OptionId id, const char *text, const char *cure, Fail *fail) {
  char name[32];
  snprintf(name, sizeof name, "--%s", rows[id].name);
  return fail_set(fail, E904, nowhere(), text, name, cure);
}

static int read_lang(const char *text, Options *o, Fail *fail) {
  if (strcmp(text, "zh") && strcmp(text, "en")) return refuse(OPTION_LANG, text, "zh or en", fail);
  o->lang = strcmp(text, "en") ? LANG_ZH : LANG_EN;
  return 0;
}

static bool read_time(const char *text, size_t n, double *out) {
  return text_parse_double(text, n, out, NULL) == TEXT_NUMBER_OK;
}

/* "2025" or "2030-2035"; more years than fit make it false. */
static bool read_years_part(const char *text, size_t n, Options *o) {
  double from, to;
  const char *dash = n ? memchr(text + 1, '-', n - 1) : NULL;
  size_t first = dash ? (size_t)(dash - text) : n;
  if (!read_time(text, first, &from)) return false;
  if (!dash) to = from;
  else if (!read_time(dash + 1, n - first - 1, &to) || to < from || to - from > OPTION_YEARS_MOST) return false;
  for (double year = from; year <= to; year += 1) {
    if (o->n_years == OPTION_YEARS_MOST) return false;
    o->years[o->n_years++] = year;
  }
  return true;
}

static int read_years(const char *text, Options *o, Fail *fail) {
  for (const char *part = text;; part++) {
    size_t n = strcspn(part, ",");
    if (!read_years_part(part, n, o)) return refuse(OPTION_YEARS, text, "up to 24 years like 2025,2030-2035", fail);
    part += n;
    if (!*part) return 0;
  }
}

static int read_depth(const char *text, Options *o, Fail *fail) {
  double depth;
  if (!read_time(text, strlen(text), &depth) || depth < 0 || depth > 99 || depth != floor(depth))
    return refuse(OPTION_DEPTH, text, "a whole number from 0 to 99", fail);
  o->depth = (unsigned)depth;
  o->has_depth = true;
  return 0;
}

static int read_set(const char *text, Options *o, Fail *fail) {
  const char *equals = strchr(text, '=');
  if (!equals || equals == text || !equals[1]) return refuse(OPTION_SET, text, "a name, = and a value: carbon_price=200", fail);
  o->sets[o->n_sets++] = text;
  return 0;
}

static int read_count(OptionId id, const char *text, double least, double most, uint64_t *out, Fail *fail) {
  double n;
  char cure[96];
  snprintf(cure, sizeof cure, "a whole number from %.0f to %.0f", least, most);
  if (!read_time(text, strlen(text), &n) || n < least || n > most || n != floor(n)) return refuse(id, text, cure, fail);
  *out = (uint64_t)n;
  return 0;
}

static int read_tolerance(const char *text, Options *o, Fail *fail) {
  if (read_time(text, strlen(text), &o->tolerance) && o->tolerance > 0 && o->tolerance <= 1) return 0;
  return refuse(OPTION_TOLERANCE, text, "a number above 0, at most 1", fail);
}

static int read_small(OptionId id, const char *text, double least, double most, unsigned *out, Fail *fail) {
  uint64_t n;
  int code = read_count(id, text, least, most, &n, fail);
  if (!code) *out = (unsigned)n;
  return code;
}

/* "2/8" */
static int read_shard(const char *text, Options *o, Fail *fail) {
  double i, n;
  const char *slash = strchr(text, '/');
  if (!slash || !read_time(text, (size_t)(slash - text), &i) || !read_time(slash + 1, strlen(slash + 1), &n) || i < 1 || i > n || n > 10000 ||
      i != floor(i) || n != floor(n))
    return refuse(OPTION_SHARD, text, "which part of how many, like 2/8", fail);
  o->shard = (unsigned)i - 1, o->shards = (unsigned)n;
  return 0;
}

static int read_isa(const char *text, Options *o, Fail *fail) {
  for (Isa isa = ISA_SSE2; isa <= ISA_AVX512; isa++)
    if (strcmp(text, isa_name(isa)) == 0 && isa_present(isa)) return o->isa = isa, 0;
  return refuse(OPTION_ISA, text, "sse2, avx2 or avx512, as this machine has", fail);
}

static int read_block(const char *text, Options *o, Fail *fail) {
  int code = read_small(OPTION_BLOCK, text, 8, 1024, &o->block, fail);
  return code ? code : o->block % 8 ? refuse(OPTION_BLOCK, text, "a multiple of 8 up to 1024", fail) : 0;
}

static int take_text(OptionId id, const char *text, const char **out, Fail *fail) {
  if (!*text) return refuse(id, text, rows[id].value, fail);
  *out = text;
  return 0;
}

static int take_value(OptionId id, const char *text, Options *o, Fail *fail) {
  switch (id) {
    case OPTION_LANG: return read_lang(text, o, fail);
    case OPTION_YEARS: return read_years(text, o, fail);
    case OPTION_SET: return read_set(text, o, fail);
    case OPTION_DEPTH: return read_depth(text, o, fail);
    case OPTION_OUT: return take_text(id, text, &o->out, fail);
    case OPTION_IAMC: return take_text(id, text, &o->iamc, fail);
    case OPTION_MODEL: return take_text(id, text, &o->model, fail);
    case OPTION_BASED_ON: return take_text(id, text, &o->based_on, fail);
    case OPTION_MODELS: return take_text(id, text, &o->models, fail);
    case OPTION_TARGET: return take_text(id, text, &o->target, fail);
    case OPTION_FACTORS: return take_text(id, text, &o->factors, fail);
    case OPTION_RUNS: return o->has_n = true, read_count(id, text, 1, 4e9, &o->n, fail);
    case OPTION_BAD: return o->has_bad = true, read_count(id, text, 0, 9e15, &o->bad, fail);
    case OPTION_SEED: return read_count(id, text, 0, 9e15, &o->seed, fail);
    case OPTION_JOBS: return read_small(id, text, 1, 1024, &o->jobs, fail);
    case OPTION_DESIGN: return take_text(id, text, &o->design, fail);
    case OPTION_LEVELS: return read_small(id, text, 2, 65536, &o->levels, fail);
    case OPTION_DIMENSIONS: return take_text(id, text, &o->dimensions, fail);
    case OPTION_POINTS: return take_text(id, text, &o->points, fail);
    case OPTION_INDICATORS: return take_text(id, text, &o->indicators, fail);
    case OPTION_ARCHIVE: return take_text(id, text, &o->archive, fail);
    case OPTION_DRAWS: return take_text(id, text, &o->draws, fail);
    case OPTION_CSV: return take_text(id, text, &o->csv, fail);
    case OPTION_FROM: return take_text(id, text, &o->from, fail);
    case OPTION_GROUPS: return take_text(id, text, &o->groups, fail);
    case OPTION_RESAMPLES: return read_small(id, text, 0, 10000, &o->resamples, fail);
    case OPTION_TOLERANCE: return read_tolerance(text, o, fail);
    case OPTION_SHARD: return read_shard(text, o, fail);
    case OPTION_BLOCK: return read_block(text, o, fail);
    case OPTION_ISA: return read_isa(text, o, fail);
    default: return 0;
  }
}

static void take_switch(OptionId id, Options *o) {
  if (id == OPTION_HELP) o->help = true;
  if (id == OPTION_JSON) o->json = true;
  if (id == OPTION_QUIET) o->quiet = true;
  if (id == OPTION_ALL) o->all = true;
  if (id == OPTION_FAIL_ON_MISS) o->fail_on_miss = true;
  if (id == OPTION_CHAINED) o->chained = true;
  if (id == OPTION_EXACT) o->exact = true;
  if (id == OPTION_SECOND_ORDER) o->second_order = true;
  if (id == OPTION_JANSEN) o->jansen = true;
  if (id == OPTION_REPAIR) o->repair = true;
  if (id == OPTION_NO_ARCHIVE) o->no_archive = true;
  if (id == OPTION_VERIFY) o->verify = true;
  if (id == OPTION_DRAWS_INPUTS) o->draws_inputs = true;
}

/* ---- the line ------------------------------------------------------------------------------------------------- */

/* One option at argv[i]; *used is 1 or 2. */
static int read_option(const char *command, OptionSet takes, int left, char **argv, int *used, Options *o, Fail *fail) {
  const char *name = argv[0] + 2, *equals = strchr(name, '=');
  size_t n = equals ? (size_t)(equals - name) : strlen(name);
  OptionId id;
  *used = 1;
  int code = find(command, takes, name, n, &id, fail);
  if (code) return code;
  if (!rows[id].value) {
    if (equals) return refuse(id, equals + 1, "it alone; it takes no value", fail);
    return take_switch(id, o), 0;
  }
  if (!equals && (left < 2 || !strcmp(argv[1], "--"))) return fail_set(fail, E903, nowhere(), argv[0], rows[id].value);
  if (!equals) *used = 2;
  return take_value(id, equals ? equals + 1 : argv[1], o, fail);
}

/* -n 100000 */
static int read_runs(int left, char **argv, int *used, Options *o, Fail *fail) {
  if (left < 2) return fail_set(fail, E903, nowhere(), argv[0], "N");
  *used = 2;
  return take_value(OPTION_RUNS, argv[1], o, fail);
}

static bool is_short_help(const char *text) { return !strcmp(text, "-h") || !strcmp(text, "-?"); }

int options_read(Arena *arena, const char *command, OptionSet takes, int argc, char **argv, Options *o, Fail *fail) {
  *o = (Options){.arena = arena, .lang = LANG_ZH, .depth = 2, .n = 4096, .seed = 1, .resamples = 100, .tolerance = 0.05};
  o->sets = arena_array(arena, (size_t)argc + 1, sizeof *o->sets);
  o->files = arena_array(arena, (size_t)argc + 1, sizeof *o->files);
  if (arena_failed(arena)) return fail_set(fail, E801, nowhere(), "the command line");
  bool ended = false;
  for (int i = 0; i < argc;) {
    int used = 1, code = 0;
    if (ended || argv[i][0] != '-' || !argv[i][1]) o->files[o->n_files++] = argv[i];
    else if (!strcmp(argv[i], "--")) ended = true;
    else if (is_short_help(argv[i])) o->help = true;
    else if (!strcmp(argv[i], "-n") && takes & TAKES(RUNS)) code = read_runs(argc - i, argv + i, &used, o, fail);
    else if (argv[i][1] != '-') code = fail_set(fail, E902, nowhere(), command, argv[i], "", command);
    else code = read_option(command, takes, argc - i, argv + i, &used, o, fail);
    if (code) return code;
    i += used;
  }
  return 0;
}

Lang options_lang(int argc, char **argv) {
  for (int i = 0; i < argc; i++) {
    if (!strcmp(argv[i], "--lang=en")) return LANG_EN;
    if (!strcmp(argv[i], "--lang") && i + 1 < argc && !strcmp(argv[i + 1], "en")) return LANG_EN;
  }
  return LANG_ZH;
}

const char *options_help(Arena *arena, OptionSet takes, Lang lang) {
  const char *text = "";
  for (unsigned i = 0; i < OPTION_COUNT; i++) {
    if (!(takes & (OptionSet)1 << i)) continue;
    char left[64];
    snprintf(left, sizeof left, "--%s%s%s", rows[i].name, rows[i].value ? " " : "", rows[i].value ? rows[i].value : "");
    text = arena_printf(arena, "%s  %-24s %s\n", text, left, what_of((OptionId)i, takes, lang));
    if (!text) return "";
  }
  return text;
}
