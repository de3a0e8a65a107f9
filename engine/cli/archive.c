/* archive.c : yuanjing archive list | show | export | rerun | merge */
#include "cli/archive.h"
#include "record/csv.h"
#include "record/json.h"
#include "view/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BAD_SHOWN = 10, BAD_MOST = ENSEMBLE_BAD_LISTED };

static Place nowhere(void) { return place_at(NULL, 0, 0); }
static const char *name_of(const Options *o) { return o->archive ? o->archive : ARCHIVE_NAME; }

int archive_study(Archive *a, const char *text, Arena *arena, Study **out, Fail *fail) {
  double id = NAN;
  *out = NULL;
  bool number = text_parse_double(text, strlen(text), &id, NULL) == TEXT_NUMBER_OK && id >= 1 && id < 9e15 && id == floor(id);
  int code = number ? archive_get(a, (int64_t)id, false, arena, out, fail) : 0;
  return code || *out ? code : fail_set(fail, E840, nowhere(), text);
}

/* ---- list --------------------------------------------------------------------------------------------------------------- */

static const char *state_of(const Study *s, Lang lang) {
  if (s->finished) return say(lang, "已完成", "finished");
  return s->done ? say(lang, "未完成，可继续", "can go on") : say(lang, "未完成", "unfinished");
}

/* "sensitivity sobol", "ensemble, latin": with the method, and the design where one was asked for. */
static const char *kind_of(const Study *s, Arena *arena) {
  const char *command, *design = NULL;
  int n;
  char **words = asked_words(s->spec, arena, &command, &n);
  for (int i = 0; words && i + 1 < n; i++) design = !strcmp(words[i], "--design") ? words[i + 1] : !strcmp(words[i], "--points") ? "file" : design;
  const char *kind = words && n && !strcmp(s->kind, "sensitivity") ? arena_printf(arena, "%s %s", s->kind, words[0]) : s->kind;
  return design ? arena_printf(arena, "%s, %s", kind, design) : kind;
}

static const char *runs_of(const Study *s, Arena *arena) {
  if (s->finished) return arena_printf(arena, "%llu", (unsigned long long)s->wanted);
  return arena_printf(arena, "%llu/%llu", (unsigned long long)s->done, (unsigned long long)s->wanted);
}

static void list_text(const Study *rows, unsigned n, const ReportLook *look, Arena *arena, Buffer *out) {
  Lang lang = look->lang;
  static const char *const zh[8] = {"编号", "种类", "情景", "运行次数", "状态", "用时(秒)", "时间(UTC)", "键"}, *const en[8] = {"id", "kind", "scenario", "runs", "state", "seconds", "made (UTC)", "key"};
  Sheet *sheet = sheet_new(arena, 8);
  if (!sheet) return;
  for (unsigned i = 0; i < 8; i++) sheet_cell(sheet, say(lang, zh[i], en[i]));
  sheet_end(sheet), sheet_head(sheet);
  for (unsigned c = 1; c < 3; c++) sheet_align(sheet, c, TEXT_LEFT);
  for (unsigned i = 0; i < n; i++) {
    const Study *s = &rows[i];
    const char *cells[8] = {arena_printf(arena, "%lld", (long long)s->id), kind_of(s, arena), s->title, runs_of(s, arena), state_of(s, lang),
                            arena_printf(arena, "%.1f", s->seconds), s->created, arena_printf(arena, "%.8s", s->key)};
    for (unsigned c = 0; c < 8; c++) sheet_cell(sheet, cells[c] ? cells[c] : "");
    sheet_end(sheet);
  }
  sheet_label(sheet, 2);
  sheet_optional(sheet, 7), sheet_optional(sheet, 5);
  report_left_out(sheet_print(sheet, look->width, "", out), lang, out);
}

static void study_json(const Study *s, Json *j) {
  json_pair_count(j, "id", (unsigned long)s->id), json_pair(j, "key", s->key), json_pair(j, "kind", s->kind), json_pair(j, "title", s->title);
  json_pair(j, "engine", s->engine), json_pair(j, "created", s->created);
  json_pair_count(j, "wanted", s->wanted), json_pair_count(j, "done", s->done);
  json_key(j, "finished"), json_bool(j, s->finished);
  json_pair_number(j, "seconds", s->seconds);
}

static void list_json(const Study *rows, unsigned n, Buffer *out) {
  Json j = json_to(out);
  json_object(&j);
  json_key(&j, "studies"), json_array(&j);
  for (unsigned i = 0; i < n; i++) json_object(&j), study_json(&rows[i], &j), json_end(&j);
  json_end(&j), json_end(&j);
  buffer_put(out, "\n");
}

static int list(const Options *o, Archive *a, Arena *arena, Buffer *out, Fail *fail) {
  Study *rows;
  unsigned n;
  int code = archive_list(a, arena, &rows, &n, fail);
  if (code) return code;
  if (o->json) list_json(rows, n, out);
  else if (n == 0) buffer_put(out, say(o->lang, "档案是空的\n", "the archive is empty\n"));
  else {
    ReportLook look = look_of(o, NULL);
    list_text(rows, n, &look, arena, out);
  }
  return 0;
}

/* ---- show --------------------------------------------------------------------------------------------------------------- */

/* A word as a shell takes it. */
static const char *quoted(const char *word, Arena *arena) {
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./,:=+-@%";
  if (*word && strspn(word, plain) == strlen(word)) return word;
  const char *text = "'";
  for (const char *p = word; *p; p += strcspn(p, "'"), p += *p == '\'') text = arena_printf(arena, "%s%.*s%s", text, (int)strcspn(p, "'"), p, p[strcspn(p, "'")] ? "'\\''" : "");
  return arena_printf(arena, "%s'", text);
}

/* The command that costs what the study cost: its n is among its words, or is its runs. */
static const char *asked_line(const Study *s, Arena *arena) {
  const char *command, *line = "";
  bool sized = s->wanted <= 1;
  int n;
  char **words = asked_words(s->spec, arena, &command, &n);
  if (!words) return s->spec;
  for (int i = 0; i < n; i++) line = arena_printf(arena, "%s %s", line, quoted(words[i], arena)), sized |= !strcmp(words[i], "--runs");
  return arena_printf(arena, "yuanjing %s%s%s", command, line, sized ? "" : arena_printf(arena, " -n %llu", (unsigned long long)s->wanted));
}

static double quantile_of(const JsonNode *column, unsigned i) {
  const JsonNode *q = json_child(column, "quantiles"), *x = q ? q->first : NULL;
  while (x && i--) x = x->next;
  return x && x->kind == JSON_NUMBER ? x->number : NAN;
}

static void summary_row(const JsonNode *item, const JsonNode *column, Lang lang, Arena *arena, Sheet *sheet) {
  const char *label = json_text_of(json_child(item, "label"), say(lang, "zh", "en")), *unit = json_text_of(item, "unit");
  double q[3] = {quantile_of(column, 1), quantile_of(column, 3), quantile_of(column, 5)}, p = json_number_of(item, "probability");
  char text[32], shown[UNIT_SHOWN];
  int decimals = number_decimals(q, 3);
  sheet_cell(sheet, label ? label : item->key);
  sheet_cell(sheet, unit ? unit_shown(lang, unit, shown) : "");
  for (int i = 0; i < 3; i++) sheet_cell(sheet, number_shown(q[i], decimals, text));
  sheet_cell(sheet, isnan(p) ? "" : arena_printf(arena, "%.1f%%", 100 * p));
  sheet_end(sheet);
}

static const JsonNode *last_of(const JsonNode *list) {
  const JsonNode *x = list ? list->first : NULL;
  while (x && x->next) x = x->next;
  return x;
}

/* Of an ensemble: indicators at the last time, outcomes, targets. Of a study: the indices. */
static void show_summary(const Study *s, const ReportLook *look, Arena *arena, Buffer *out) {
  const JsonNode *whole = s->result ? json_read(s->result, strlen(s->result), arena) : NULL;
  Lang lang = look->lang;
  if (archive_is_study(whole)) { archive_study_show(whole, look, arena, out); return; }
  Sheet *sheet = sheet_new(arena, 6);
  if (!json_child(whole, "quantile_levels") || !sheet) return;
  static const char *const zh[6] = {"指标(末年)、结果、目标", "单位", "10%", "中位数", "90%", "实现概率"}, *const en[6] = {"Indicators (last year), outcomes, targets", "unit", "10%", "median", "90%", "probability"};
  for (unsigned i = 0; i < 6; i++) sheet_cell(sheet, say(lang, zh[i], en[i]));
  sheet_end(sheet), sheet_head(sheet);
  static const char *const groups[3] = {"indicators", "outcomes", "targets"};
  for (unsigned g = 0; g < 3; g++) {
    const JsonNode *group = json_child(whole, groups[g]);
    for (const JsonNode *item = group ? group->first : NULL; item; item = item->next)
      summary_row(item, g ? item : last_of(json_child(item, "years")), lang, arena, sheet);
  }
  buffer_put(out, "\n");
  sheet_parts(sheet, 2);
  sheet_print(sheet, look->width, "", out);
}

/* Stored in English; the others are names of checks. */
static const char *reason_shown(const char *reason, Lang lang) { return strcmp(reason, "not finite") == 0 ? say(lang, "不是有限数", reason) : reason; }

static void show_bad(const BadRow *bad, unsigned n, Lang lang, Buffer *out) {
  if (!n) return;
  buffer_format(out, n < BAD_MOST ? say(lang, "\n不计入汇总的运行 %u 次：\n", "\nRuns that are not in the summary, %u:\n")
                                  : say(lang, "\n不计入汇总的运行，前 %u 次：\n", "\nRuns that are not in the summary, the first %u:\n"), n);
  for (unsigned i = 0; i < n && i < BAD_SHOWN; i++) buffer_format(out, "  %llu  %s\n", (unsigned long long)bad[i].run, reason_shown(bad[i].reason, lang));
  if (n > BAD_SHOWN) buffer_put(out, say(lang, "  其余见 archive export\n", "  the others: archive export\n"));
  buffer_format(out, say(lang, "  错在哪里：archive show 编号 --bad %llu\n", "  what went wrong: archive show ID --bad %llu\n"), (unsigned long long)bad[0].run);
}

static int show(const Options *o, Archive *a, Arena *arena, Buffer *out, Fail *fail) {
  Study *s;
  Source *sources;
  BadRow *bad;
  unsigned n_sources, n_bad;
  Lang lang = o->lang;
  int code = archive_study(a, o->files[1], arena, &s, fail);
  if (!code) code = archive_sources(a, s->id, arena, &sources, &n_sources, fail);
  if (!code) code = archive_bad(a, s->id, BAD_MOST, arena, &bad, &n_bad, fail);
  if (code) return code;
  if (o->json) return archive_write_json(s, sources, n_sources, bad, n_bad, out), 0;
  buffer_format(out, "%lld  %s  %s  %s  %s\n", (long long)s->id, kind_of(s, arena), s->title, runs_of(s, arena), state_of(s, lang));
  buffer_format(out, say(lang, "命令  %s\n键    %s\n时间  %s UTC，用时 %.1f 秒，数值版本 %s\n", "asked  %s\nkey    %s\nmade   %s UTC, %.1f s of work, numerics %s\n"),
                asked_line(s, arena), s->key, s->created, s->seconds, s->engine);
  buffer_put(out, say(lang, "\n所据文本：\n", "\nMade from:\n"));
  for (unsigned i = 0; i < n_sources; i++)
    buffer_format(out, "  %.12s  %8zu  %s\n", digest_of(sources[i].text, sources[i].bytes).hex, sources[i].bytes, sources[i].path);
  show_bad(bad, n_bad, lang, out);
  ReportLook look = look_of(o, NULL);
  show_summary(s, &look, arena, out);
  return 0;
}

/* ---- export --------------------------------------------------------------------------------------------------------------- */

void archive_write_json(const Study *s, const Source *sources, unsigned n_sources, const BadRow *bad, unsigned n_bad, Buffer *out) {
  Json j = json_to(out);
  json_object(&j);
  study_json(s, &j);
  json_key(&j, "asked"), json_raw(&j, s->spec);
  json_key(&j, "sources"), json_array(&j);
  for (unsigned i = 0; i < n_sources; i++) {
    json_object(&j);
    json_pair(&j, "path", sources[i].path), json_pair(&j, "sha256", digest_of(sources[i].text, sources[i].bytes).hex), json_pair(&j, "text", sources[i].text);
    json_end(&j);
  }
  json_end(&j);
  json_key(&j, "bad"), json_array(&j);
  for (unsigned i = 0; i < n_bad; i++) {
    json_object(&j);
    json_pair_count(&j, "run", bad[i].run), json_pair(&j, "reason", bad[i].reason);
    json_end(&j);
  }
  json_end(&j);
  json_key(&j, "result"), json_raw(&j, s->result ? s->result : "null");
  json_end(&j);
  buffer_put(out, "\n");
}

static void csv_number(Buffer *out, double x) {
  char text[32];
  buffer_char(out, ',');
  if (!isnan(x)) text_double(text, x), buffer_put(out, text);
}

static void csv_summary_row(const char *group, const JsonNode *item, const JsonNode *column, Buffer *out) {
  static const char *const plain[4] = {"mean", "sd", "min", "max"};
  const char *unit = json_text_of(item, "unit");
  csv_cell(out, group), buffer_char(out, ','), csv_cell(out, item->key), buffer_char(out, ','), csv_cell(out, unit ? unit : "");
  csv_number(out, json_number_of(column, "year"));
  for (unsigned i = 0; i < 7; i++) csv_number(out, quantile_of(column, i));
  for (unsigned i = 0; i < 4; i++) csv_number(out, json_number_of(column, plain[i]));
  csv_number(out, json_number_of(item, "probability"));
  buffer_char(out, '\n');
}

static void csv_summary(const JsonNode *whole, Buffer *out) {
  static const char *const groups[3] = {"indicators", "outcomes", "targets"};
  buffer_put(out, "group,name,unit,year,q0.025,q0.1,q0.25,q0.5,q0.75,q0.9,q0.975,mean,sd,min,max,probability\n");
  for (unsigned g = 0; g < 3; g++) {
    const JsonNode *group = json_child(whole, groups[g]);
    for (const JsonNode *item = group ? group->first : NULL; item; item = item->next) {
      const JsonNode *years = json_child(item, "years");
      for (const JsonNode *year = years ? years->first : NULL; year; year = year->next) csv_summary_row(groups[g], item, year, out);
      if (!years) csv_summary_row(groups[g], item, item, out);
    }
  }
}

/* Every number and text with its path: for studies of other kinds. */
static void csv_flat(const JsonNode *node, const char *path, Arena *arena, Buffer *out) {
  unsigned i = 0;
  for (const JsonNode *x = node->first; x; x = x->next, i++)
    csv_flat(x, x->key ? arena_printf(arena, "%s%s%s", path, *path ? "." : "", x->key) : arena_printf(arena, "%s[%u]", path, i), arena, out);
  if (node->kind != JSON_NUMBER && node->kind != JSON_STRING) return;
  csv_cell(out, path);
  if (node->kind == JSON_NUMBER) csv_number(out, node->number);
  else buffer_char(out, ','), csv_cell(out, node->text);
  buffer_char(out, '\n');
}

static int write_csv(const Study *s, Arena *arena, Buffer *out, Fail *fail) {
  const JsonNode *whole = s->result ? json_read(s->result, strlen(s->result), arena) : NULL;
  if (!s->result) return fail_set(fail, E841, nowhere(), (long long)s->id);
  if (!whole) return fail_set(fail, E824, nowhere(), "a stored result is no JSON");
  if (json_child(whole, "quantile_levels")) return csv_summary(whole, out), 0;
  if (archive_is_study(whole)) return archive_study_csv(whole, arena, out), 0;
  buffer_put(out, "path,value\n");
  csv_flat(whole, "", arena, out);
  return 0;
}

static bool ends(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);
  return n >= m && strcmp(text + n - m, end) == 0;
}

static int export(const Options *o, Archive *a, Arena *arena, Fail *fail) {
  Study *s;
  Source *sources;
  BadRow *bad;
  unsigned n_sources, n_bad;
  Buffer out = {0};
  if (!o->out || (!ends(o->out, ".json") && !ends(o->out, ".csv")))
    return fail_set(fail, E904, nowhere(), o->out ? o->out : "", "--out", "a file name that ends in .json or .csv");
  int code = archive_study(a, o->files[1], arena, &s, fail);
  if (!code) code = archive_sources(a, s->id, arena, &sources, &n_sources, fail);
  if (!code) code = archive_bad(a, s->id, BAD_MOST, arena, &bad, &n_bad, fail);
  if (!code && ends(o->out, ".json")) archive_write_json(s, sources, n_sources, bad, n_bad, &out);
  else if (!code) code = write_csv(s, arena, &out, fail);
  if (!code) code = buffer_save(&out, o->out, fail);
  buffer_free(&out);
  return code;
}

/* ---- the door --------------------------------------------------------------------------------------------------------------- */

static int read_only(const Options *o, const char *word, Fail *fail) {
  Arena *arena = arena_new();
  Archive *a = NULL;
  Buffer out = {0};
  int code = arena ? archive_open(name_of(o), ARCHIVE_READ, &a, fail) : fail_set(fail, E801, nowhere(), "the archive");
  if (!code) code = *word == 'l' ? list(o, a, arena, &out, fail) : *word == 's' ? show(o, a, arena, &out, fail) : export(o, a, arena, fail);
  if (!code && arena_failed(arena)) code = fail_set(fail, E801, nowhere(), "the archive");
  if (!code && *word != 'e') code = print_out(o, &out, fail);
  archive_close(a);
  buffer_free(&out);
  arena_free(arena);
  return code ? COMMAND_FAILED : 0;
}

static int run(const Options *o, Fail *fail) {
  const char *word = o->files[0];
  static const struct { const char *word; unsigned least, most; const char *wants; } words[5] = {
    {"list", 1, 1, "nothing more"}, {"show", 2, 2, "the number of a study"}, {"export", 2, 2, "the number of a study"},
    {"rerun", 2, 2, "the number of a study"}, {"merge", 2, 1001, "the archives of the parts"}};
  unsigned i = 0;
  while (i < 5 && strcmp(words[i].word, word) != 0) i++;
  if (i == 5) return fail_set(fail, E904, nowhere(), word, "archive", "list, show, export, rerun or merge"), COMMAND_FAILED;
  if (o->n_files < words[i].least) return fail_set(fail, E905, nowhere(), arena_printf(o->arena, "archive %s", word), words[i].wants, "archive"), COMMAND_FAILED;
  if (o->n_files > words[i].most) return fail_set(fail, E906, nowhere(), o->files[words[i].most], arena_printf(o->arena, "archive %s", word), "archive"), COMMAND_FAILED;
  if (o->has_bad && i != 1) return fail_set(fail, E643, nowhere(), arena_printf(o->arena, "archive %s", word), "--bad", "'archive show ID --bad RUN' tells what went wrong"), COMMAND_FAILED;
  if (o->has_bad) return archive_tell_bad(name_of(o), o, fail);
  if (i < 3) return read_only(o, word, fail);
  return i == 3 ? archive_rerun(name_of(o), o, fail) : archive_merge(name_of(o), o, fail);
}

const Command command_archive = {
  .name = "archive",
  .takes = TAKES(ARCHIVE) | TAKES(OUT) | TAKES(JOBS) | TAKES(VERIFY) | TAKES(BAD),
  .least = 1, .most = 1002,
  .arguments = "WORD ...",
  .wants = "list, show, export, rerun or merge",
  .what_en = "what was computed before: lists, shows, exports, runs again, joins parts",
  .what_zh = "以往的计算：列出、查看、导出、重算核对、合并各份",
  .help_en = "The archive (yuanjing.db, or --archive FILE) keeps every ensemble and study with the full text it was made from.\n"
             "  list              what it holds\n"
             "  show ID           one study: command, sources, bad runs, summary; with --bad RUN what went wrong in that run\n"
             "  export ID         with --out FILE.json everything, with --out FILE.csv the summary as a table\n"
             "  rerun ID          computes it again from the stored text: identical, or changed by how much\n"
             "  merge PART.db...  joins the parts that --shard made into --archive FILE\n"
             "\nExamples:\n"
             "  yuanjing archive list\n"
             "  yuanjing archive show 3 --lang en\n"
             "  yuanjing archive export 3 --out green.csv\n"
             "  yuanjing archive rerun 3 --verify\n"
             "  yuanjing archive merge part1.db part2.db part3.db --archive whole.db\n"
             "\nExit codes: 0 done; 1 with --verify when something changed; 2 usage; 3 the stored script is wrong; 4 the machine failed.\n",
  .help_zh = "档案(yuanjing.db，或 --archive 指定)保存每个批量运行和研究，连同所据的全部文本。\n"
             "  list              列出\n"
             "  show 编号         一项研究：命令、文本、未计入的运行、汇总；加 --bad 运行序号：那次运行错在哪里\n"
             "  export 编号       --out 文件.json 为全部内容，--out 文件.csv 为汇总表\n"
             "  rerun 编号        用存下的文本重算：完全相同，或变化多少\n"
             "  merge 各份.db...  把 --shard 的各份合并到 --archive 指定的档案\n"
             "\n例：\n"
             "  yuanjing archive list\n"
             "  yuanjing archive show 3\n"
             "  yuanjing archive export 3 --out green.csv\n"
             "  yuanjing archive rerun 3 --verify\n"
             "  yuanjing archive merge part1.db part2.db part3.db --archive whole.db\n"
             "\n退出码：0 完成；1 加 --verify 且有变化；2 用法错误；3 存下的脚本有错；4 机器出错。\n",
  .run = run,
};
