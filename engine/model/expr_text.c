/* expr_text.c : an expression as a person would write it.
 *
 * Parentheses stand only where the text would otherwise read back as another tree. A part that was a local of the text
 * is written as that local's name. */
#include "model/model.h"
#include "base/text.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Text that stops growing at its limit; the walk asks `full` and gives up early, so wide trees cost nothing. */
typedef struct { char *bytes; size_t n, limit; bool full; } Out;

static void put(Out *out, const char *text) {
  size_t n = strlen(text);
  if (n > out->limit - out->n) { n = out->limit - out->n; out->full = true; }
  memcpy(out->bytes + out->n, text, n);
  out->n += n;
}

static void put_number(Out *out, double number) {
  char text[32];
  text_double(text, number);
  put(out, text);
}

static void put_string(Out *out, const char *text) {
  put(out, "\"");
  for (const char *s = text; *s && !out->full; s++) {
    char one[3] = {'\\', *s, 0};
    put(out, *s == '"' || *s == '\\' ? one : one + 1);
  }
  put(out, "\"");
}

/* How tightly a form binds, as in Lua. */
enum { BIND_LOOSE, BIND_SUM, BIND_PRODUCT, BIND_MINUS, BIND_POWER, BIND_TIGHT };

static int form_binding(const Expr *e) {
  if (e->kind == EXPR_NUMBER && e->number < 0) return BIND_MINUS;
  if (e->kind != EXPR_CALL) return BIND_TIGHT;
  switch (e->word) {
    case WORD_ADD: case WORD_SUB: return BIND_SUM;
    case WORD_MUL: case WORD_DIV: return BIND_PRODUCT;
    case WORD_NEG: return BIND_MINUS;
    case WORD_POW: return BIND_POWER;
    default: return BIND_TIGHT;
  }
}

static int binding(const Expr *e) { return e->local ? BIND_TIGHT : form_binding(e); }

static void put_expr(Out *, const Expr *);

/* In parentheses when it binds less tightly than `least`. */
static void put_bound(Out *out, const Expr *e, int least) {
  bool parentheses = binding(e) < least;
  if (parentheses) put(out, "(");
  put_expr(out, e);
  if (parentheses) put(out, ")");
}

static void put_operator(Out *out, const Expr *e) {
  int own = form_binding(e);
  if (e->word == WORD_NEG) {
    put(out, "-");
    put_bound(out, e->args[0], BIND_POWER);
  } else if (e->word == WORD_POW) {                        /* groups to the right; a sign may follow it */
    put_bound(out, e->args[0], BIND_TIGHT);
    put(out, "^");
    put_bound(out, e->args[1], BIND_MINUS);
  } else {
    put_bound(out, e->args[0], own);
    put(out, " ");
    put(out, word_rows[e->word].text);
    put(out, " ");
    put_bound(out, e->args[1], own + 1);
  }
}

static bool is_name(const char *text) {
  if (!isalpha((unsigned char)*text) && *text != '_') return false;
  for (; *text; text++) if (!isalnum((unsigned char)*text) && *text != '_') return false;
  return true;
}

/* Numeric keys 1..k are written as a list, unless they are years of a path. */
static unsigned list_length(const Entry *entries, unsigned n) {
  unsigned k = 0;
  while (k < n && !entries[k].key && entries[k].number == k + 1.0) k++;
  return k < n && !entries[k].key ? 0 : k;
}

static void put_key(Out *out, const Entry *entry) {
  if (entry->key && is_name(entry->key)) { put(out, entry->key); put(out, " = "); return; }
  put(out, "[");
  if (entry->key) put_string(out, entry->key); else put_number(out, entry->number);
  put(out, "] = ");
}

/* Entries are sorted; a person writes what remains for the others last. */
static bool is_others(const Entry *entry) { return entry->key && strcmp(entry->key, "others") == 0; }

/* The inside of a table: arguments that are written as list items, then entries. */
static void put_table(Out *out, Expr *const *items, unsigned n_items, const Entry *entries, unsigned n, bool years) {
  unsigned listed = years ? 0 : list_length(entries, n);
  put(out, "{");
  for (unsigned i = 0; i < n_items && !out->full; i++) {
    if (i) put(out, ", ");
    put_expr(out, items[i]);
  }
  unsigned written = n_items;
  for (int last = 0; last < 2; last++)
    for (unsigned i = 0; i < n && !out->full; i++) {
      if (is_others(&entries[i]) != last) continue;
      if (written++) put(out, ", ");
      if (i >= listed) put_key(out, &entries[i]);
      put_expr(out, entries[i].value);
    }
  put(out, "}");
}

static void put_arguments(Out *out, const Expr *e) {
  put(out, "(");
  for (unsigned i = 0; i < e->n_args && !out->full; i++) {
    if (i) put(out, ", ");
    put_expr(out, e->args[i]);
  }
  if (e->n_entries) { put(out, ", "); put_table(out, NULL, 0, e->entries, e->n_entries, false); }
  put(out, ")");
}

/* lookup's option `smooth` is written among its points. */
static void put_lookup(Out *out, const Expr *e) {
  put_expr(out, e->args[0]);
  put(out, ", {");
  for (unsigned i = 0; i < e->args[1]->n_entries && !out->full; i++) {
    if (i) put(out, ", ");
    put_key(out, &e->args[1]->entries[i]);
    put_expr(out, e->args[1]->entries[i].value);
  }
  if (e->n_entries) put(out, ", smooth = true");
  put(out, "})");
}

static void put_call(Out *out, const Expr *e) {
  const WordRow *row = &word_rows[e->word];
  if (row->class == CLASS_OPERATOR) { put_operator(out, e); return; }
  if (e->word == WORD_SLICE) {
    put_bound(out, e->args[0], BIND_TIGHT);
    put(out, "[");
    put_expr(out, e->args[1]);
    put(out, "]");
    return;
  }
  put(out, row->text);
  if (e->word == WORD_LOOKUP) { put(out, "("); put_lookup(out, e); return; }
  if (e->word == WORD_BY) {
    put(out, "(");
    put_expr(out, e->args[0]);
    put(out, ") ");
    put_table(out, NULL, 0, e->entries, e->n_entries, true);
  } else if (row->class == CLASS_PATH || row->class == CLASS_DATA || e->word == WORD_CHOICE || e->word == WORD_EMPIRICAL) {
    put(out, " ");
    put_table(out, e->args, e->n_args, e->entries, e->n_entries, row->class == CLASS_PATH);
  } else {
    put_arguments(out, e);
  }
}

static void put_element(Out *out, const Expr *e) {
  put_expr(out, e->args[0]);
  if (e->text && is_name(e->text)) { put(out, "."); put(out, e->text); return; }
  put(out, "[");
  if (e->text) put_string(out, e->text); else put_number(out, e->number);
  put(out, "]");
}

static void put_whole(Out *out, const Expr *e) {
  switch (e->kind) {
    case EXPR_NUMBER: put_number(out, e->number); break;
    case EXPR_AS: put(out, "as "); put_string(out, e->text); put(out, " ("); put_number(out, e->number); put(out, ")"); break;
    case EXPR_NAME: put(out, e->text); break;
    case EXPR_ELEMENT: put_element(out, e); break;
    case EXPR_RANGE:
      put_expr(out, e->args[0]);
      put(out, "(");
      put_expr(out, e->args[1]);
      put(out, ", ");
      put_expr(out, e->args[2]);
      put(out, ")");
      break;
    case EXPR_STRING: put_string(out, e->text); break;
    case EXPR_TABLE: put_table(out, NULL, 0, e->entries, e->n_entries, false); break;
    case EXPR_DEFAULT: put(out, "default"); break;
    case EXPR_CALL: put_call(out, e); break;
  }
}

static void put_expr(Out *out, const Expr *e) {
  if (out->full) return;
  if (e->local) put(out, e->local); else put_whole(out, e);
}

enum { TEXT_LONGEST = 64 << 10 };      /* bytes of a text without a width */

const char *expr_text(Arena *arena, const Expr *expr, unsigned width) {
  static const char ellipsis[] = "…";
  size_t limit = width && width < TEXT_LONGEST ? width : TEXT_LONGEST;
  Out out = {arena_alloc(arena, limit + sizeof ellipsis), 0, limit, false};
  if (!out.bytes) return "";
  put_whole(&out, expr);
  if (!out.full) { out.bytes[out.n] = 0; return out.bytes; }
  size_t room = limit < sizeof ellipsis - 1 ? 0 : limit - (sizeof ellipsis - 1);
  size_t whole = text_valid(out.bytes, room);              /* a cut in the middle of a character shows as malformed */
  memcpy(out.bytes + whole, ellipsis, sizeof ellipsis);
  return out.bytes;
}
