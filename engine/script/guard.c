/* guard.c : tokens of a Lua text, the rules that tracing cannot enforce, and where names and keys stand. */
#include "script/guard.h"
#include "base/text.h"
#include "model/model.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_SIGN } TokenKind;

typedef struct {
  const char *text;
  unsigned n;
  int line;
  unsigned char kind;                    /* a TokenKind */
  bool special;                          /* a sign, or a name that a rule speaks of */
} Token;

typedef struct {
  int table;                             /* the table it belongs to */
  const char *key;                       /* NULL: a number */
  double number;
  const char *text;                      /* where it is written */
  int line, inside;                      /* inside: the table written as its value, or -1 */
} Key;

typedef struct { const char *head; int head_line, line; unsigned first, n; } TableText;   /* keys[first..first+n) */

struct Guard {
  Arena *arena;
  const char *file, *text;
  Token *tokens; unsigned n_tokens, room;
  unsigned n_braces, n_commas;           /* at most so many tables, and keys */
  Key *keys; unsigned n_keys;            /* sorted by table and key after guard_check */
  TableText *tables; unsigned n_tables;
};

/* Columns count characters, and only when somebody asks. */
static Place place_in(const Guard *g, int line, const char *at) {
  int column = 1;
  for (const char *s = at; s > g->text && s[-1] != '\n'; s--) column += ((unsigned char)s[-1] & 0xC0) != 0x80;
  return place_at(g->file, line, column);
}

static Place place_of(const Guard *g, const Token *t) { return place_in(g, t->line, t->text); }

static inline bool is(const Token *t, const char *text) {
  return *t->text == *text && t->kind != TOKEN_STRING && strlen(text) == t->n && memcmp(t->text, text, t->n) == 0;
}

/* ---- tokens -------------------------------------------------------------------------------------------------- */

typedef struct { const char *at, *end; int line; } Cursor;

/* "[[", "[==[": the number of = signs, or -1 when no long bracket opens here. */
static int long_bracket(const Cursor *c) {
  const char *s = c->at + 1;
  while (s < c->end && *s == '=') s++;
  return s < c->end && *s == '[' ? (int)(s - c->at - 1) : -1;
}

/* Moves behind the closing bracket of that level; false when it never comes. */
static bool skip_long(Cursor *c, int level) {
  for (c->at += level + 2; c->at < c->end; c->at++) {
    c->line += *c->at == '\n';
    if (*c->at != ']') continue;
    const char *s = c->at + 1;
    while (s < c->end && *s == '=') s++;
    if (s < c->end && *s == ']' && s - c->at - 1 == level) { c->at = s + 1; return true; }
  }
  return false;
}

static bool skip_string(Cursor *c) {
  char quote = *c->at++;
  for (; c->at < c->end && *c->at != quote; c->at++) {
    if (*c->at == '\\' && c->at + 1 < c->end) c->at++;
    c->line += *c->at == '\n';
  }
  return c->at < c->end && c->at++;
}

static bool skip_comment(Cursor *c) {
  c->at += 2;
  int level = c->at < c->end && *c->at == '[' ? long_bracket(c) : -1;
  if (level >= 0) return skip_long(c, level);
  while (c->at < c->end && *c->at != '\n') c->at++;
  return true;
}

static void skip_name(Cursor *c) { while (c->at < c->end && (isalnum((unsigned char)*c->at) || *c->at == '_')) c->at++; }

static void skip_number(Cursor *c) {
  bool hex = c->at[0] == '0' && c->at + 1 < c->end && (c->at[1] | 32) == 'x';
  for (; c->at < c->end; c->at++) {
    bool exponent = (*c->at | 32) == (hex ? 'p' : 'e');
    if (exponent && c->at + 1 < c->end && (c->at[1] == '+' || c->at[1] == '-')) c->at++;
    else if (!isalnum((unsigned char)*c->at) && *c->at != '.') break;
  }
}

static void skip_sign(Cursor *c) {
  static const char *const wide[] = {"...", "..", "==", "~=", "<=", ">=", "//", "<<", ">>", "::"};
  bool two = c->at + 1 < c->end && strchr("=./<>:", c->at[1]);
  for (size_t i = 0; two && i < sizeof wide / sizeof *wide; i++) {
    size_t n = strlen(wide[i]);
    if ((size_t)(c->end - c->at) >= n && memcmp(c->at, wide[i], n) == 0) { c->at += n; return; }
  }
  c->at++;
}

/* What to write instead of a character that only looks like Lua. */
static const char *instead_of(int character, char out[16]) {
  if (character >= 0xFF01 && character <= 0xFF5E) snprintf(out, 16, "'%c'", character - 0xFF01 + '!');
  else if (character == 0x3000 || character == 0xA0) return "a plain blank";
  else if (character == 0x2018 || character == 0x2019 || character == 0x201C || character == 0x201D) return "a plain quote \"";
  else if (character == 0x3002) return "'.'";
  else if (character == 0x3001) return "','";
  else if (character == 0x00D7) return "'*'";
  else if (character == 0x2212 || character == 0x2013 || character == 0x2014) return "'-'";
  else return "names in Latin letters, and put other text in quotes";
  return out;
}

static int refuse_foreign(const Guard *g, Cursor *c, Fail *fail) {
  int character = 0, n = text_next(c->at, (size_t)(c->end - c->at), &character);
  char shown[8] = {0}, out[16];
  if (n > 0) memcpy(shown, c->at, (size_t)n);
  return fail_set(fail, E107, place_in(g, c->line, c->at), shown, (unsigned)character, instead_of(character, out));
}

/* Names that a rule speaks of: all others are passed over quickly. */
static bool is_special(const Token *t) {
  static const char *const words[] = {"if", "elseif", "and", "or", "not", "repeat", "while", "_ENV", "local", "function", "do", "end", "until"};
  if (t->kind == TOKEN_SIGN) return true;
  if (t->kind != TOKEN_NAME || !memchr("ieaonrw_lfdu", *t->text, 12)) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) if (is(t, words[i])) return true;
  return false;
}

static bool add_token(Guard *g, const Token *token) {
  if (g->n_tokens == g->room) {
    unsigned room = 2 * g->room + 64;
    Token *wider = arena_array(g->arena, room, sizeof *wider);
    if (!wider) return false;
    if (g->n_tokens) memcpy(wider, g->tokens, g->n_tokens * sizeof *wider);
    g->tokens = wider;
    g->room = room;
  }
  g->n_braces += is(token, "{");
  g->n_commas += is(token, ",") || is(token, ";");
  g->tokens[g->n_tokens++] = *token;
  return true;
}

static int split(Guard *g, const Source *source, Fail *fail) {
  Cursor c = {source->text, source->text + source->n, 1};
  while (c.at < c.end) {
    unsigned char first = (unsigned char)*c.at;
    c.line += first == '\n';
    if (first <= ' ') { c.at++; continue; }
    if (first >= 0x80) return refuse_foreign(g, &c, fail);
    if (first == '-' && c.at + 1 < c.end && c.at[1] == '-') {
      if (!skip_comment(&c)) return 0;
      continue;
    }
    Token token = {.text = c.at, .line = c.line};
    int level = first == '[' ? long_bracket(&c) : -1;
    bool whole = true;
    if (isalpha(first) || first == '_') { token.kind = TOKEN_NAME; skip_name(&c); }
    else if (isdigit(first) || (first == '.' && c.at + 1 < c.end && isdigit((unsigned char)c.at[1]))) { token.kind = TOKEN_NUMBER; skip_number(&c); }
    else if (first == '"' || first == '\'') { token.kind = TOKEN_STRING; whole = skip_string(&c); }
    else if (level >= 0) { token.kind = TOKEN_STRING; whole = skip_long(&c, level); }
    else { token.kind = TOKEN_SIGN; skip_sign(&c); }
    if (!whole) return 0;                                  /* Lua will say where it begins */
    token.n = (unsigned)(c.at - token.text);
    token.special = is_special(&token);
    if (!add_token(g, &token)) return fail_set(fail, E801, place_at(g->file, c.line, 0), "a script");
  }
  return 0;
}

int guard_split(Arena *arena, const Source *source, Guard **out, Fail *fail) {
  Guard *g = *out = arena_alloc(arena, sizeof *g);
  if (!g) return fail_set(fail, E801, place_at(source->path, 0, 0), "a script");
  *g = (Guard){.arena = arena, .file = source->path, .text = source->text, .room = (unsigned)source->n / 3 + 64};   /* a token has three bytes or more, mostly */
  g->tokens = arena_array(arena, g->room, sizeof *g->tokens);
  if (!g->tokens) return fail_set(fail, E801, place_at(source->path, 0, 0), "a script");
  return split(g, source, fail);
}

/* ---- words that are decided too early ------------------------------------------------------------------------ */

static const struct { const char *word, *instead; } early[] = {
  {"if", "where(condition, a, b)"},
  {"elseif", "where(condition, a, b) inside another where"},
  {"and", "both(a, b)"},
  {"or", "either(a, b)"},
  {"not", "the opposite comparison, or neither(a, b)"},
  {"==", "same(a, b)"},
  {"~=", "1 - same(a, b)"},
  {"repeat", "a numeric for (for i = 1, 10 do ... end)"},
};

static const struct { const char *sign, *instead; } bitwise[] = {
  {"&", "both(a, b)"}, {"|", "either(a, b)"}, {"~", "the opposite comparison"}, {"<<", "a multiplication"}, {">>", "a division"},
};

static const Token none = {"", 0, 0, TOKEN_SIGN, true};

static const Token *token_at(const Guard *g, unsigned i) { return i < g->n_tokens ? &g->tokens[i] : &none; }

static int check_early(const Guard *g, unsigned i, Fail *fail) {
  const Token *t = &g->tokens[i];
  bool equality = is(t, "==") || is(t, "~=");
  if (equality && (is(token_at(g, i + 1), "nil") || (i && is(&g->tokens[i - 1], "nil"))))
    return fail_set(fail, E122, place_of(g, t));
  for (size_t k = 0; k < sizeof early / sizeof *early; k++)
    if (is(t, early[k].word)) return fail_set(fail, E121, place_of(g, t), early[k].word, early[k].instead);
  for (size_t k = 0; k < sizeof bitwise / sizeof *bitwise; k++)
    if (is(t, bitwise[k].sign)) return fail_set(fail, E123, place_of(g, t), bitwise[k].sign, bitwise[k].instead);
  if (is(t, "while") && !is(token_at(g, i + 1), "true"))
    return fail_set(fail, E121, place_of(g, t), "while", "a numeric for (for i = 1, 10 do ... end)");
  if (is(t, "_ENV")) return fail_set(fail, E125, place_of(g, t));
  return 0;
}

/* local x = flow "1" {...} : the name would be lost. */
static int check_local(const Guard *g, unsigned i, Fail *fail) {
  const Token *name = token_at(g, i + 1), *word = token_at(g, i + 3), *after = token_at(g, i + 4);
  if (!is(&g->tokens[i], "local") || name->kind != TOKEN_NAME || !is(token_at(g, i + 2), "=") || word->kind != TOKEN_NAME) return 0;
  if (after->kind != TOKEN_STRING && !is(after, "(") && !is(after, "{")) return 0;
  for (int k = 0; k < DECL_COUNT; k++)
    if (is(word, decl_words[k]))
      return fail_set(fail, E126, place_of(g, name), arena_copy(g->arena, name->text, name->n), decl_words[k], decl_words[k]);
  return 0;
}

enum { FIELDS_MOST = 20000 };            /* Lua 5.4.4 names a failing a.b.c with one C frame and a walk for each field */

static int check_words(const Guard *g, Fail *fail) {
  int fields = 0;
  for (unsigned i = 0; i < g->n_tokens; i++) {
    const Token *t = &g->tokens[i];
    if (!t->special) continue;
    bool field = i && (is(&g->tokens[i - 1], ".") || is(&g->tokens[i - 1], ":"));
    if (is(t, ".") || is(t, ":") || is(t, "[")) fields++;
    if (fields > FIELDS_MOST) return fail_set(fail, E114, place_of(g, t), FIELDS_MOST);
    int code = field && is(t, "_ENV") ? fail_set(fail, E125, place_of(g, t)) : check_early(g, i, fail);
    if (!code) code = check_local(g, i, fail);
    if (code) return code;
  }
  return 0;
}

/* ---- tables and their keys ----------------------------------------------------------------------------------- */

enum { OPEN_BLOCK = -2, OPEN_BRACKET = -1 };   /* else the number of a table */

typedef struct {
  Guard *g;
  int *open; unsigned n_open;            /* what is open, innermost last */
  unsigned *positional;                  /* of each table: items without a key so far */
  int last_key;                          /* the entry that a table opening now belongs to, or -1 */
} Walk;

static char *copy_string(const Guard *g, const Token *t) {       /* quotes off; escapes stay as written */
  unsigned cut = *t->text == '[' ? 2 : 1;
  return arena_copy(g->arena, t->text + cut, t->n >= 2 * cut ? t->n - 2 * cut : 0);
}

/* The word before the table: path {, flow "1" {, flow("1", area) {. */
static const Token *head_of(const Guard *g, unsigned brace) {
  if (!brace) return &none;
  unsigned i = brace - 1;
  if (g->tokens[i].kind == TOKEN_STRING && i) i--;
  else if (is(&g->tokens[i], ")")) {
    for (int depth = 0; ; i--) {
      if (is(&g->tokens[i], ")")) depth++;
      if (is(&g->tokens[i], "(") && --depth == 0) break;
      if (i == 0) return &none;
    }
    if (!i) return &none;
    i--;
  }
  return g->tokens[i].kind == TOKEN_NAME ? &g->tokens[i] : &none;
}

static void open_table(Walk *w, unsigned i) {
  Guard *g = w->g;
  const Token *t = &g->tokens[i], *head = head_of(g, i);
  g->tables[g->n_tables] = (TableText){.head = head->n ? arena_copy(g->arena, head->text, head->n) : NULL,
                                       .head_line = head->line, .line = t->line};
  if (w->last_key >= 0) g->keys[w->last_key].inside = (int)g->n_tables;
  w->last_key = -1;
  w->open[w->n_open++] = (int)g->n_tables++;
}

static double number_of(const Token *t) {
  double number = 0;
  if (text_parse_double(t->text, t->n, &number, NULL) == TEXT_NUMBER_OK) return number;
  char text[64];
  snprintf(text, sizeof text, "%.*s", (int)(t->n < 63 ? t->n : 63), t->text);
  return strtod(text, NULL);                               /* hexadecimal */
}

/* Reads the key that begins at token i of table `table`; returns the token its value begins at. */
static unsigned read_key(Walk *w, int table, unsigned i) {
  Guard *g = w->g;
  const Token *t = token_at(g, i), *one = token_at(g, i + 1), *two = token_at(g, i + 2), *three = token_at(g, i + 3);
  Key key = {.table = table, .line = t->line, .text = t->text, .inside = -1};
  unsigned value = i;
  if (t->kind == TOKEN_NAME && is(one, "=")) {
    key.key = arena_copy(g->arena, t->text, t->n);
    value = i + 2;
  } else if (is(t, "[") && is(two, "]") && (one->kind == TOKEN_STRING || one->kind == TOKEN_NUMBER)) {
    if (one->kind == TOKEN_STRING) key.key = copy_string(g, one); else key.number = number_of(one);
    value = i + 4;
  } else if (is(t, "[") && is(one, "-") && two->kind == TOKEN_NUMBER && is(three, "]")) {
    key.number = -number_of(two);
    value = i + 5;
  } else if (is(t, "[")) {
    w->last_key = -1;                                      /* a computed key */
    return i;
  } else {
    key.number = ++w->positional[table];
  }
  w->last_key = (int)g->n_keys;
  g->keys[g->n_keys++] = key;
  return value;
}

/* Follows brackets and blocks; a key may begin after "{", and after "," or ";" directly inside a table. */
static void walk(Walk *w) {
  Guard *g = w->g;
  for (unsigned i = 0; i < g->n_tokens; i++) {
    const Token *t = &g->tokens[i];
    int top = w->n_open ? w->open[w->n_open - 1] : OPEN_BLOCK;
    if (!t->special) { w->last_key = -1; continue; }
    if (is(t, "{")) open_table(w, i);
    else if (is(t, "(") || is(t, "[")) w->open[w->n_open++] = OPEN_BRACKET;
    else if (is(t, "function") || is(t, "do") || is(t, "if") || is(t, "repeat")) w->open[w->n_open++] = OPEN_BLOCK;
    else if (is(t, "}") || is(t, ")") || is(t, "]") || is(t, "end") || is(t, "until")) { if (w->n_open) w->n_open--; }
    bool begins = is(t, "{") || (top >= 0 && (is(t, ",") || is(t, ";")));
    if (!begins) { if (!is(t, "{")) w->last_key = -1; continue; }
    if (is(token_at(g, i + 1), "}")) continue;
    unsigned value = read_key(w, w->open[w->n_open - 1], i + 1);
    i = value - 1;                                         /* the loop goes on with the value's first token */
  }
}

static int compare_keys(const void *a, const void *b) {
  const Key *x = a, *y = b;
  if (x->table != y->table) return x->table < y->table ? -1 : 1;
  if (!x->key != !y->key) return x->key ? 1 : -1;
  int order = x->key ? strcmp(x->key, y->key) : (x->number > y->number) - (x->number < y->number);
  if (order) return order;
  return (x->text > y->text) - (x->text < y->text);
}

static bool same_key(const Key *x, const Key *y) {
  if (x->table != y->table || !x->key != !y->key) return false;
  return x->key ? strcmp(x->key, y->key) == 0 : x->number == y->number;
}

static int refuse_twice(const Guard *g, const Key *first, const Key *second, Fail *fail) {
  char number[32], shown[80];
  text_double(number, second->number);
  if (second->key) snprintf(shown, sizeof shown, "'%.70s'", second->key);
  else snprintf(shown, sizeof shown, "[%s]", number);
  return fail_set(fail, E124, place_in(g, second->line, second->text), shown, first->line);
}

static int check_keys(Guard *g, Fail *fail) {
  qsort(g->keys, g->n_keys, sizeof *g->keys, compare_keys);
  const Key *worst = NULL;                                 /* the first one in the text */
  for (unsigned i = 0; i < g->n_keys; i++) {
    TableText *table = &g->tables[g->keys[i].table];
    if (!table->n++) table->first = i;
    if (i && same_key(&g->keys[i - 1], &g->keys[i]) &&
        (!worst || g->keys[i].text < worst->text))
      worst = &g->keys[i];
  }
  return worst ? refuse_twice(g, worst - 1, worst, fail) : 0;
}

/* path {5, 6} would mean the years 1 and 2. */
static int check_paths(const Guard *g, const unsigned *positional, Fail *fail) {
  for (unsigned i = 0; i < g->n_tables; i++) {
    const TableText *table = &g->tables[i];
    if (!positional[i] || !table->head) continue;
    Word word = word_find(table->head);
    if (word < WORD_COUNT && word_rows[word].class == CLASS_PATH)
      return fail_set(fail, E127, place_at(g->file, table->line, 0), table->head, table->head);
  }
  return 0;
}

static int check_tables(Guard *g, Fail *fail) {
  g->keys = arena_array(g->arena, g->n_braces + g->n_commas + 1, sizeof *g->keys);
  g->tables = arena_array(g->arena, g->n_braces + 1, sizeof *g->tables);
  Walk w = {g, arena_array(g->arena, g->n_tokens + 1, sizeof *w.open), 0, arena_array(g->arena, g->n_braces + 1, sizeof *w.positional), -1};
  if (!g->keys || !g->tables || !w.open || !w.positional) return fail_set(fail, E801, place_at(g->file, 0, 0), "a script");
  walk(&w);
  int code = check_keys(g, fail);
  return code ? code : check_paths(g, w.positional, fail);
}

int guard_check(Guard *g, Fail *fail) {
  int code = check_words(g, fail);
  return code ? code : check_tables(g, fail);
}

/* ---- where things stand -------------------------------------------------------------------------------------- */

static unsigned first_of_line(const Guard *g, int line) {
  unsigned low = 0, high = g->n_tokens;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (g->tokens[middle].line < line) low = middle + 1; else high = middle;
  }
  return low;
}

bool guard_returns(const Guard *g, const char *word) {
  for (unsigned i = 0; i + 1 < g->n_tokens; i++)
    if (is(&g->tokens[i], "return") && is(&g->tokens[i + 1], word)) return true;
  return false;
}

int guard_last(const Guard *g, const char *word) {
  for (unsigned i = g->n_tokens; i-- > 0;)
    if (is(&g->tokens[i], word)) return g->tokens[i].line;
  return 0;
}

Place guard_name(const Guard *g, int line, const char *name) {
  for (unsigned i = first_of_line(g, line); i < g->n_tokens && g->tokens[i].line == line; i++)
    if (g->tokens[i].kind == TOKEN_NAME && is(&g->tokens[i], name)) return place_of(g, &g->tokens[i]);
  return place_at(g->file, line, 0);
}

int guard_table(const Guard *g, int line, const char *head) {
  for (unsigned i = 0; i < g->n_tables; i++) {
    const TableText *table = &g->tables[i];
    if (table->head && (table->head_line == line || table->line == line) && strcmp(table->head, head) == 0) return (int)i;
  }
  return -1;
}

Place guard_key(const Guard *g, int table, const char *key, double number, int *inside) {
  if (inside) *inside = -1;
  if (table < 0 || (unsigned)table >= g->n_tables) return place_at(g->file, 0, 0);
  for (unsigned i = 0; i < g->tables[table].n; i++) {
    const Key *k = &g->keys[g->tables[table].first + i];
    if (!k->key != !key || (key ? strcmp(k->key, key) != 0 : k->number != number)) continue;
    if (inside) *inside = k->inside;
    return place_in(g, k->line, k->text);
  }
  return place_at(g->file, 0, 0);
}
