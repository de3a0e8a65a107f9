/* path.c : paths as text. */
#include "script/path.h"
#include <string.h>
#include <sys/stat.h>

/* Drops "." and "x/.." from a path in place. */
static void tidy(char *path) {
  char *out = path, *in = path;
  unsigned inner = 0;                                      /* parts written that ".." may take away */
  if (*in == '/') { out++; in++; }
  while (*in) {
    size_t n = strcspn(in, "/");
    if (n == 2 && in[0] == '.' && in[1] == '.' && inner) {
      for (out--; out > path && out[-1] != '/'; out--) {}
      inner--;
    } else if (n && !(n == 1 && in[0] == '.')) {
      if (!(n == 2 && in[0] == '.' && in[1] == '.')) inner++;
      memmove(out, in, n);
      out += n;
      if (in[n]) *out++ = '/';
    }
    in += n + (in[n] == '/');
  }
  if (out > path + 1 && out[-1] == '/') out--;
  *out = 0;
}

const char *path_beside(Arena *arena, const char *file, const char *relative) {
  const char *slash = strrchr(file, '/');
  if (*relative == '/') return arena_copy(arena, relative, strlen(relative));
  char *path = arena_printf(arena, "%.*s%s", slash ? (int)(slash - file + 1) : 0, file, relative);
  if (path) tidy(path);
  return path;
}

bool path_is_file(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

bool path_same_file(const char *a, const char *b) {
  struct stat x, y;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}
