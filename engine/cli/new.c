/* new.c : yuanjing new NAME */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "record/json.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *name, *file;       /* "greener", "scripts/greener.lua" */
  const char *parent;            /* the parent's name, or NULL */
  const char *parent_file;       /* where it lies, or the model's file when there is no parent; NULL: not found */
  const char *model;
} Plan;

static bool is_file(const char *path) {
  struct stat is;
  return path && !stat(path, &is) && S_ISREG(is.st_mode);
}

static bool is_folder(const char *path) {
  struct stat is;
  return !stat(path, &is) && S_ISDIR(is.st_mode);
}

/* ---- where ---------------------------------------------------------------------------------------------------- */

static bool is_name(const char *text, size_t n) {
  if (!n || isdigit((unsigned char)*text)) return false;
  for (size_t i = 0; i < n; i++)
    if (!isalnum((unsigned char)text[i]) && text[i] != '_') return false;
  return true;
}

static int name_file(const Options *o, Plan *p, Fail *fail) {
  const char *given = o->files[0], *slash = strrchr(given, '/'), *base = slash ? slash + 1 : given;
  size_t n = strlen(base);
  bool dotted = n > 4 && !strcmp(base + n - 4, ".lua");
  if (dotted) n -= 4;
  if (!is_name(base, n)) return fail_set(fail, E904, place_at(NULL, 0, 0), given, "NAME", "letters, digits and _, like more_wind");
  const char *folder = !slash && is_folder("scripts") ? "scripts/" : "";
  p->name = arena_copy(o->arena, base, n);
  p->file = arena_printf(o->arena, "%s%s%s", folder, given, dotted ? "" : ".lua");
  return p->file && p->name ? 0 : fail_set(fail, E801, place_at(NULL, 0, 0), "a scenario");
}

static const char *beside(const Options *o, const Plan *p, const char *before, const char *name, const char *after) {
  const char *slash = strrchr(p->file, '/');
  int folder = slash ? (int)(slash + 1 - p->file) : 0;
  return arena_printf(o->arena, "%.*s%s%s%s", folder, p->file, before, name, after);
}

static int find_parent(const Options *o, Plan *p, Fail *fail) {
  const char *parent = o->based_on ? o->based_on : "baseline", *file = beside(o, p, "", parent, ".lua");
  p->model = o->model ? o->model : "chongqing";
  if (is_file(file) && strcmp(file, p->file) && (o->based_on || !o->model)) {
    p->parent = parent;
    p->parent_file = file;
    return 0;
  }
  if (o->based_on) return fail_set(fail, E905, place_at(NULL, 0, 0), "new --based-on", file ? file : parent, "new");
  const char *folder = o->models ? arena_printf(o->arena, "%s/%s/model.lua", o->models, p->model) : NULL;
  const char *tries[] = {folder, beside(o, p, "../models/", p->model, "/model.lua"), beside(o, p, "models/", p->model, "/model.lua")};
  for (unsigned i = 0; i < 3 && !p->parent_file; i++)
    if (is_file(tries[i])) p->parent_file = tries[i];
  return 0;
}

/* ---- what ----------------------------------------------------------------------------------------------------- */

static void put_lever(const Result *r, const Symbol *s, Buffer *out) {
  const Decl *d = s->decl;
  char a[32], b[32];
  double ends[2] = {result_at(r, s, 0, 0), result_at(r, s, 0, r->n_times - 1)};
  int decimals = number_decimals(ends, 2);
  number_shown(ends[0], decimals, a);
  number_shown(ends[1], decimals, b);
  if (s->size == 1) buffer_format(out, "    -- %s = %s,", s->name, b);
  else buffer_format(out, "    -- %s = default * 1.1,", s->name);
  buffer_format(out, "  -- %s, %s", label_in(LANG_ZH, d->label, s->name), d->unit_text);
  if (d->has_range) buffer_format(out, ", %g … %g", d->range_low, d->range_high);
  if (s->size == 1) buffer_format(out, "; %s → %s", a, b);
  if (d->chapter) buffer_format(out, "; %s", d->chapter);
  buffer_char(out, '\n');
}

static void put_head(const Plan *p, Buffer *out) {
  buffer_format(out, "-- %s : 一个情景。只写与上级不同之处，其余沿用。\n", p->file);
  buffer_format(out, "--   yuanjing run %s\n", p->file);
  if (p->parent) buffer_format(out, "--   yuanjing compare %s %s\n", p->parent_file, p->file);
  buffer_format(out, "return scenario \"%s\" {\n  title = {zh = \"%s\", en = \"%s\"},\n", p->name, p->name, p->name);
  buffer_put(out, "  story = \"用两句话说：未来会怎样，为什么。\",\n");
  if (p->parent) buffer_format(out, "  based_on = \"%s\",\n", p->parent);
  else buffer_format(out, "  model = \"%s\",\n", p->model);
}

static const char ways[] =
    "\n"
    "  -- 政策：去掉行首的 -- 再改数。数用该政策自己的单位，只管起始年之后的年份。写法：\n"
    "  --   一个数          200                                  从下一年起\n"
    "  --   折线            path {[2025] = 80, [2035] = 200}     年份之间直线\n"
    "  --   直线上升        ramp {from = 2021, start = 40, to = 2035, reach = 300}\n"
    "  --   台阶            stairs {[2028] = 30, [2032] = 60}\n"
    "  --   相对上级        default * 1.2\n"
    "  --   看状态行事      where(less(previous(total_fertility), 1.1), 0.3, 0.1)\n";

static const char rest[] =
    "\n"
    "  -- 假设：参数、数据，或整条方程(流量、水平)。分布也可以：normal(1.5, 0.4)\n"
    "  -- assumptions = {\n"
    "  --   income_elasticity = default * 1.1,\n"
    "  -- },\n"
    "\n"
    "  -- horizon = 2035,\n"
    "  -- targets = {\n"
    "  --   my_goal = target \"万人\" { at(population, 2035), at_least = 3200, label = \"我的目标\" },\n"
    "  -- },\n"
    "}\n";

static void put_scenario(const Plan *p, const Result *r, Buffer *out) {
  put_head(p, out);
  buffer_put(out, ways);
  buffer_put(out, "  levers = {\n");
  for (unsigned i = 0; r && i < r->linked->n_symbols; i++)
    if (r->linked->symbols[i].decl->kind == DECL_LEVER) put_lever(r, &r->linked->symbols[i], out);
  buffer_put(out, "  },\n");
  buffer_put(out, rest);
}

/* ---- the command ---------------------------------------------------------------------------------------------- */

static int announce(const Options *o, const Plan *p, Fail *fail) {
  Buffer out = {0};
  if (o->json) {
    Json j = json_to(&out);
    json_object(&j);
    json_pair(&j, "file", p->file);
    json_pair(&j, "scenario", p->name);
    json_pair(&j, "based_on", p->parent);
    json_end(&j);
    buffer_char(&out, '\n');
  } else {
    buffer_format(&out, say(o->lang, "已写好 %s\n下一步：yuanjing run %s\n", "wrote %s\nnext: yuanjing run %s\n"), p->file, p->file);
  }
  int code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

/* The last folder on the way to the file, when only that one is missing; saving tells of what is still wrong. */
static void make_folder(const Options *o, const char *file) {
  const char *slash = strrchr(file, '/');
  char *folder = slash ? arena_copy(o->arena, file, (size_t)(slash - file)) : NULL;
  if (folder && *folder && !is_folder(folder)) mkdir(folder, 0777);
}

static int write_scenario(const Options *o, const Plan *p, const Result *r, Fail *fail) {
  Buffer out = {0};
  put_scenario(p, r, &out);
  make_folder(o, p->file);
  int code = buffer_save(&out, p->file, fail);
  buffer_free(&out);
  return code ? code : announce(o, p, fail);
}

static int new_scenario(const Options *o, Fail *fail) {
  Plan p = {0};
  Case c = {NULL, NULL};
  int code = name_file(o, &p, fail);
  struct stat is;
  if (!code && !lstat(p.file, &is)) code = fail_set(fail, E909, place_at(NULL, 0, 0), p.file);
  if (!code) code = find_parent(o, &p, fail);
  if (!code && p.parent_file) code = case_open(p.parent_file, o, &c, fail);
  if (!code) code = write_scenario(o, &p, c.result, fail);
  case_close(&c, o, code ? fail : NULL);
  return code ? COMMAND_FAILED : EXIT_SUCCESS;
}

const Command command_new = {
  .name = "new",
  .takes = TAKES(MODEL) | TAKES(BASED_ON) | TAKES(MODELS),
  .least = 1, .most = 1,
  .arguments = "NAME",
  .wants = "a name for the scenario",
  .what_en = "writes a commented scenario to start from",
  .what_zh = "写一个带注释的情景作起点",
  .help_en = "Writes scripts/NAME.lua (NAME.lua where there is no scripts folder) with every lever, its unit, range and present value.\n"
             "A file that is there already is left alone.\n"
             "\nExamples:\n"
             "  yuanjing new more_wind\n"
             "  yuanjing new more_rail --based-on green\n"
             "  yuanjing new drafts/first.lua --model china\n",
  .help_zh = "写出 scripts/NAME.lua(没有 scripts 文件夹时为 NAME.lua)，列出每个政策及单位、范围和现值。\n"
             "已有的文件不会被改动。\n"
             "\n例：\n"
             "  yuanjing new more_wind\n"
             "  yuanjing new more_rail --based-on green\n"
             "  yuanjing new drafts/first.lua --model china\n",
  .run = new_scenario,
};
