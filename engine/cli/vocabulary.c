/* vocabulary.c : yuanjing vocabulary [FILE] */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "record/json.h"
#include "script/annotations.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char annotations[] = ".luals/yuanjing.lua";

/* ---- files for editors ---------------------------------------------------------------------------------------- */

typedef int Writer(FILE *, const void *);

static int write_words(FILE *f, const void *model) { return script_write_annotations(f, model); }
static int write_luarc(FILE *f, const void *model) { return (void)model, script_write_luarc(f, annotations); }
static int write_luacheckrc(FILE *f, const void *model) { return script_write_luacheckrc(f, model); }

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "the vocabulary"); }

static int write_file(const Options *o, const char *name, Writer *writer, const Model *model, Fail *fail) {
  Buffer out = {0};
  size_t n = 0;
  const char *path = arena_printf(o->arena, "%s/%s", o->out, name);
  FILE *f = path ? open_memstream(&out.text, &n) : NULL;
  if (!f) return no_memory(fail);
  int failed = writer(f, model);
  failed |= fclose(f);
  out.length = n;
  int code = failed ? no_memory(fail) : buffer_save(&out, path, fail);
  buffer_free(&out);
  return code;
}

static int make_folder(const Options *o, Fail *fail) {
  const char *path = arena_printf(o->arena, "%s/.luals", o->out);
  if (!path) return no_memory(fail);
  return mkdir(path, 0777) && errno != EEXIST ? fail_set(fail, E811, place_at(NULL, 0, 0), path, strerror(errno)) : 0;
}

static int write_files(const Options *o, const Model *model, Fail *fail) {
  int code = make_folder(o, fail);
  if (!code) code = write_file(o, annotations, write_words, model, fail);
  if (!code) code = write_file(o, ".luarc.json", write_luarc, model, fail);
  if (!code) code = write_file(o, ".luacheckrc", write_luacheckrc, model, fail);
  return code;
}

/* ---- the list ------------------------------------------------------------------------------------------------- */

static void put_words(const Options *o, Buffer *out) {
  const WordHelp *row;
  for (unsigned i = 0; (row = script_help_row(i)); i++) {
    const char *form = !*row->parameters ? "%s%s" : !strcmp(row->parameters, "{}") ? "%s %s" : "%s(%s)";
    char left[160];
    snprintf(left, sizeof left, form, row->word, row->parameters);
    buffer_format(out, "%-34s %s\n", left, say(o->lang, row->zh, row->en));
  }
}

static void put_names(Json *j, const Model *model) {
  json_key(j, "names");
  json_array(j);
  for (unsigned i = 0; model && i < model->n_decls; i++) {
    const Decl *d = model->decls[i];
    if (d->kind == DECL_GIVEN || d->kind == DECL_OBSERVED || d->kind == DECL_CHECK || d->kind == DECL_DIMENSION) continue;
    json_object(j);
    json_pair(j, "name", d->name);
    json_pair(j, "kind", decl_words[d->kind]);
    json_pair(j, "unit", d->unit_text);
    json_pair(j, "label", label_in(LANG_ZH, d->label, d->name));
    json_end(j);
  }
  json_end(j);
}

static void put_json(const Model *model, Buffer *out) {
  Json j = json_to(out);
  const WordHelp *row;
  json_object(&j);
  json_key(&j, "words");
  json_array(&j);
  for (unsigned i = 0; (row = script_help_row(i)); i++) {
    json_object(&j);
    json_pair(&j, "word", row->word);
    json_pair(&j, "parameters", row->parameters);
    json_pair(&j, "zh", row->zh);
    json_pair(&j, "en", row->en);
    json_end(&j);
  }
  json_end(&j);
  put_names(&j, model);
  json_end(&j);
  buffer_char(out, '\n');
}

static int show(const Options *o, const Model *model, Fail *fail) {
  Buffer out = {0};
  if (o->json) put_json(model, &out);
  else if (!o->out) put_words(o, &out);
  else buffer_format(&out, say(o->lang, "已写好 %s/%s、.luarc.json、.luacheckrc\n", "wrote %s/%s, .luarc.json, .luacheckrc\n"), o->out, annotations);
  int code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

static int vocabulary(const Options *o, Fail *fail) {
  LoadOptions load = {.models = o->models};
  Case c = {NULL, NULL};
  int code = o->n_files ? script_load(o->files[0], &load, &c.loaded, fail) : 0;
  const Model *model = c.loaded ? c.loaded->model : NULL;
  if (!code && o->out) code = write_files(o, model, fail);
  if (!code) code = show(o, model, fail);
  case_close(&c, o, code ? fail : NULL);
  return code ? COMMAND_FAILED : EXIT_SUCCESS;
}

const Command command_vocabulary = {
  .name = "vocabulary",
  .takes = TAKES(OUT) | TAKES(MODELS),
  .least = 0, .most = 1,
  .arguments = "[FILE]",
  .wants = "nothing, or a scenario or model file",
  .what_en = "lists the words of the language; writes what editors need to complete them",
  .what_zh = "列出建模语言的词；写出编辑器补全所需的文件",
  .help_en = "With --out FOLDER it writes .luals/yuanjing.lua (annotations of the words and of the model's names), .luarc.json\n"
             "and .luacheckrc there, for the Lua language server and luacheck.\n"
             "\nExamples:\n"
             "  yuanjing vocabulary --lang en\n"
             "  yuanjing vocabulary models/chongqing/model.lua --out .\n",
  .help_zh = "加 --out 文件夹 时在其中写出 .luals/yuanjing.lua（语言的词与模型的名字）、.luarc.json 和 .luacheckrc，\n"
             "供 Lua 语言服务器和 luacheck 使用。\n"
             "\n例：\n"
             "  yuanjing vocabulary\n"
             "  yuanjing vocabulary models/chongqing/model.lua --out .\n",
  .run = vocabulary,
};
