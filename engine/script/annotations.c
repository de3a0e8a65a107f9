/* annotations.c : the vocabulary and a model's names for editors. */
#include "script/annotations.h"
#include "base/text.h"
#include <ctype.h>
#include <string.h>

static const WordHelp rows[] = {
#define HELP(word, parameters, zh, en) {word, parameters, zh, en},
#include "script/help.def"
};
enum { N_ROWS = sizeof rows / sizeof *rows };

const WordHelp *script_help_row(unsigned i) { return i < N_ROWS ? &rows[i] : NULL; }

const WordHelp *script_help(const char *word) {
  for (unsigned i = 0; i < N_ROWS; i++)
    if (strcmp(rows[i].word, word) == 0) return &rows[i];
  return NULL;
}

/* ---- words ---------------------------------------------------------------------------------------------------------- */

static int decl_kind(const char *word) {
  for (int kind = 0; kind < DECL_COUNT; kind++)
    if (strcmp(decl_words[kind], word) == 0) return kind;
  return -1;
}

/* Parameters that a call may leave out. */
static bool may_miss(const WordHelp *help, unsigned i) {
  Word word = word_find(help->word);
  return word < WORD_COUNT && (int)i >= word_rows[word].least;
}

/* The type of a parameter, by its name. */
static const char *type_of(const char *name, size_t n) {
  static const struct { const char *name, *type; } types[] = {
    {"axis", "quantity"}, {"element", "quantity"}, {"points", "table<number|string, number|boolean>"}, {"options", "table<string, value>"},
    {"unit", "string"}, {"title", "string"}, {"name", "string"}, {"direction", "\"down\""}, {"...", "value"},
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strlen(types[i].name) == n && memcmp(types[i].name, name, n) == 0) return types[i].type;
  return "value";
}

static void write_parameters(FILE *f, const WordHelp *help) {
  const char *at = help->parameters;
  for (unsigned i = 0; *at; i++) {
    size_t n = strcspn(at, ",");
    fprintf(f, "---@param %.*s%s %s\n", (int)n, at, may_miss(help, i) && *at != '.' ? "?" : "", type_of(at, n));
    at += n;
    while (*at == ',' || *at == ' ') at++;
  }
}

/* What stands behind a word: a quantity, or one more table. */
static void write_result(FILE *f, const char *word) {
  int kind = decl_kind(word);
  if (strcmp(word, "by") == 0) fputs("---@return fun(parts: table<string|number, value>): quantity\n", f);
  else if (strcmp(word, "as") == 0) fputs("---@return fun(number: number): quantity\n", f);
  else if (strcmp(word, "model") == 0) fputs("---@return fun(t: model_table): model_file\n", f);
  else if (strcmp(word, "scenario") == 0) fputs("---@return fun(t: scenario_table): scenario_file\n", f);
  else if (kind == DECL_AXIS) fputs("---@return quantity\n", f);
  else if (kind == DECL_DIMENSION) return;
  else if (kind >= 0) fprintf(f, "---@return fun(t: %s_table): quantity\n", word);
  else fputs("---@return quantity\n", f);
}

static void write_word(FILE *f, const WordHelp *help) {
  bool table = strcmp(help->parameters, "{}") == 0;
  fprintf(f, "\n---%s  \n---%s\n", help->zh, help->en);
  if (!*help->parameters) { fprintf(f, "---@type quantity\n%s = nil\n", help->word); return; }
  if (table) fputs("---@param t table\n", f); else write_parameters(f, help);
  write_result(f, help->word);
  fprintf(f, "function %s(%s) end\n", help->word, table ? "t" : help->parameters);
}

static void write_quantity(FILE *f) {
  static const char *const operators[] = {"add", "sub", "mul", "div", "pow"};
  fputs("---@meta\n-- Written by yuanjing from its vocabulary; it changes with the program and the model.\n\n"
        "---@alias value quantity|number|table\n---@alias label string|{zh: string?, en: string?}\n---@alias range number[]\n\n"
        "---A name of the model, or an expression of names: operators build expressions, they do not compute.\n---@class quantity\n", f);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) fprintf(f, "---@operator %s(value): quantity\n", operators[i]);
  fputs("---@operator unm: quantity\n---@operator call(number): quantity\n---@field [string] quantity\n---@field [number] quantity\n---@field [quantity] quantity\n", f);
}

static void write_declaration_tables(FILE *f) {
  for (int kind = 0; kind < DECL_COUNT; kind++) {
    if (kind == DECL_AXIS || kind == DECL_DIMENSION) continue;
    fprintf(f, "\n---@class %s_table\n---@field [1]? value\n", decl_words[kind]);
    const char *key, *type;
    for (unsigned i = 0; (key = script_declaration_key((DeclKind)kind, i, &type)); i++) fprintf(f, "---@field %s? %s\n", key, type);
  }
}

/* ---- names of a model ------------------------------------------------------------------------------------------------- */

static bool is_defining(const Decl *decl) {
  return decl->kind != DECL_GIVEN && decl->kind != DECL_OBSERVED && decl->kind != DECL_CHECK && decl->kind != DECL_DIMENSION;
}

/* A text of the model on one comment line. */
static void put_text(FILE *f, const char *text) {
  char line[400];
  text_escape(line, sizeof line, text, strlen(text));
  fputs(line, f);
}

static void put_about(FILE *f, const Decl *decl) {
  if (decl->label.zh) { put_text(f, decl->label.zh); fputs(" ", f); put_text(f, decl->label.en); fputs(" ", f); }
  fprintf(f, "(%s", decl_words[decl->kind]);
  if (decl->unit_text) { fputs(", ", f); put_text(f, decl->unit_text); }
  if (decl->has_range) {
    char low[32], high[32];
    text_double(low, decl->range_low);
    text_double(high, decl->range_high);
    fprintf(f, ", %s..%s", low, high);
  }
  fputs(")", f);
}

static void write_elements(FILE *f, const Decl *decl) {
  fprintf(f, "---@class axis_%s: quantity\n", decl->name);
  for (unsigned i = 0; i < decl->n_elements; i++)
    if (isalpha((unsigned char)*decl->elements[i])) fprintf(f, "---@field %s quantity\n", decl->elements[i]);
}

static void write_names(FILE *f, const Model *model) {
  for (unsigned i = 0; i < model->n_decls; i++) {
    const Decl *decl = model->decls[i];
    if (!is_defining(decl)) continue;
    fputs("\n", f);
    if (decl->kind == DECL_AXIS) write_elements(f, decl);
    fputs("---", f);
    put_about(f, decl);
    if (decl->kind == DECL_AXIS) fprintf(f, "\n---@type axis_%s\n%s = nil\n", decl->name, decl->name);
    else fprintf(f, "\n---@type quantity\n%s = nil\n", decl->name);
  }
}

/* levers = {...} and assumptions = {...} of a scenario: the names that may stand there. */
static void write_changes(FILE *f, const char *class, const Model *model, bool levers) {
  fprintf(f, "\n---@class %s\n", class);
  for (unsigned i = 0; model && i < model->n_decls; i++) {
    const Decl *decl = model->decls[i];
    DeclKind kind = decl->kind;
    bool assumption = kind == DECL_PARAMETER || kind == DECL_NEED || kind == DECL_FLOW || kind == DECL_LEVEL;
    if (levers ? kind != DECL_LEVER : !assumption) continue;
    fprintf(f, "---@field %s? value ", decl->name);
    put_about(f, decl);
    fputs("\n", f);
  }
}

static void write_file_tables(FILE *f, const Model *model) {
  write_changes(f, "levers", model, true);
  write_changes(f, "assumptions", model, false);
  fputs("\n---@class model_file\n---@class scenario_file\n\n---@class scenario_table\n---@field title? label\n---@field story? label\n---@field model? string\n"
        "---@field based_on? string\n---@field levers? levers\n---@field assumptions? assumptions\n---@field correlate? table[]\n---@field horizon? number\n"
        "---@field targets? table<string, quantity>\n\n---@class model_table\n---@field title? label\n---@field calendar? boolean\n---@field start number\n"
        "---@field horizon number\n---@field latest? number\n---@field step? number\n---@field time? string\n---@field method? \"euler\"|\"rk4\"\n"
        "---@field files? string[]\n---@field show? table[]\n", f);
}

int script_write_annotations(FILE *f, const Model *model) {
  write_quantity(f);
  write_declaration_tables(f);
  write_file_tables(f, model);
  for (unsigned i = 0; i < N_ROWS; i++) write_word(f, &rows[i]);
  if (model) write_names(f, model);
  return ferror(f) ? -1 : 0;
}

/* ---- settings of the tools ------------------------------------------------------------------------------------------------ */

static void put_json(FILE *f, const char *text) {
  fputc('"', f);
  for (const char *c = text; *c; c++) {
    if (*c == '"' || *c == '\\') fputc('\\', f);
    if ((unsigned char)*c < ' ') fprintf(f, "\\u%04x", (unsigned char)*c); else fputc(*c, f);
  }
  fputc('"', f);
}

int script_write_luarc(FILE *f, const char *annotations) {
  static const char *const absent[] = {"coroutine", "debug", "io", "os", "package", "utf8"};
  fputs("{\n  \"runtime.version\": \"Lua 5.4\",\n  \"workspace.library\": [", f);
  put_json(f, annotations);
  fputs("],\n  \"diagnostics.disable\": [\"lowercase-global\", \"duplicate-set-field\"],\n  \"runtime.builtin\": {", f);
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) fprintf(f, "%s\"%s\": \"disable\"", i ? ", " : "", absent[i]);
  fputs("}\n}\n", f);
  return ferror(f) ? -1 : 0;
}

/* A bare assignment defines a name, and a name may be read before it is defined: luacheck knows the words, and the names of
 * the model where there is one. */
int script_write_luacheckrc(FILE *f, const Model *model) {
  static const char *const library[] = {"assert", "error", "ipairs", "math", "pairs", "select", "string", "table", "tonumber", "tostring", "type"};
  fputs("-- Written by yuanjing from its vocabulary; it changes with the program.\nstd = \"none\"\nmax_line_length = false\nallow_defined = true\nignore = {\"131\"}  -- a name that no other line of the file reads\nread_globals = {", f);
  for (size_t i = 0; i < sizeof library / sizeof *library; i++) fprintf(f, "%s\"%s\"", i ? ", " : "\n  ", library[i]);
  for (unsigned i = 0; i < N_ROWS; i++) fprintf(f, ",%s\"%s\"", i % 10 ? " " : "\n  ", rows[i].word);
  fputs(",\n}\nglobals = {", f);
  unsigned n = 0;
  for (unsigned i = 0; model && i < model->n_decls; i++)
    if (is_defining(model->decls[i])) fprintf(f, "%s\"%s\",", n++ % 8 ? " " : "\n  ", model->decls[i]->name);
  fputs("\n}\n", f);
  return ferror(f) ? -1 : 0;
}
