/* source.c : reads a script's bytes and refuses what is not plain UTF-8 text. */
#include "script/source.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- checks of the bytes ------------------------------------------------------------------------------------- */

static Place place_of_byte(const char *path, const char *bytes, size_t at) {
  Place place = {path, 1, 1};
  for (size_t i = 0; i < at; i++) {
    bool continues = ((unsigned char)bytes[i] & 0xC0) == 0x80;
    if (bytes[i] == '\n') { place.line++; place.column = 1; }
    else if (!continues) place.column++;
  }
  return place;
}

static bool is_utf16(const char *bytes, size_t n) {
  const unsigned char *b = (const unsigned char *)bytes;
  if (n >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF))) return true;
  size_t odd = 0, even = 0, look = n < 256 ? n : 256;
  for (size_t i = 0; i < look; i++)
    if (!b[i]) { if (i & 1) odd++; else even++; }
  return look >= 8 && (odd > look / 4 || even > look / 4);
}

/* luaL_loadfile would skip a first line of # and then take a compiled chunk: look behind it. */
static size_t first_line_of_hash(const char *bytes, size_t n) {
  if (!n || bytes[0] != '#') return 0;
  const char *end = memchr(bytes, '\n', n);
  return end ? (size_t)(end - bytes) : n;
}

static int check_bytes(const char *path, const char *bytes, size_t n, Fail *fail) {
  size_t hash = first_line_of_hash(bytes, n), start = hash < n && hash ? hash + 1 : hash;
  if (start < n && bytes[start] == '\x1b') return fail_set(fail, E105, place_of_byte(path, bytes, start));
  if (is_utf16(bytes, n)) return fail_set(fail, E103, place_at(path, 1, 1));
  const char *nul = memchr(bytes, 0, n);
  size_t bad = text_valid(bytes, n);
  if (nul && (size_t)(nul - bytes) <= bad) return fail_set(fail, E104, place_of_byte(path, bytes, (size_t)(nul - bytes)));
  if (bad < n) return fail_set(fail, E102, place_of_byte(path, bytes, bad), (unsigned)(unsigned char)bytes[bad]);
  return 0;
}

int source_from(Arena *arena, const char *path, const char *bytes, size_t n, Source *out, Fail *fail) {
  *out = (Source){.path = arena_copy(arena, path, strlen(path))};
  if (!out->path) return fail_set(fail, E801, place_at(NULL, 0, 0), "a script");
  if (n > SOURCE_BYTES) return fail_set(fail, E101, place_at(out->path, 0, 0), n, (int)SOURCE_BYTES);
  int code = check_bytes(out->path, bytes, n, fail);
  if (code) return code;
  size_t skip = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  if (!skip) skip = first_line_of_hash(bytes, n);
  out->text = arena_copy(arena, bytes + skip, n - skip);
  out->n = n - skip;
  return out->text ? 0 : fail_set(fail, E801, place_at(out->path, 0, 0), "a script");
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

/* Up to one byte more than the limit, so that a longer file shows. Returns the bytes, or -1 with errno. */
static long read_all(int fd, char *buffer, size_t room) {
  size_t n = 0;
  while (n < room) {
    ssize_t got = read(fd, buffer + n, room - n);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    n += (size_t)got;
  }
  return (long)n;
}

static int read_file(int fd, Arena *arena, const char *path, Source *out, Fail *fail) {
  static const size_t room = SOURCE_BYTES + 1;
  struct stat about;
  if (fstat(fd, &about)) return fail_set(fail, E106, place_at(path, 0, 0), strerror(errno));
  if (!S_ISREG(about.st_mode)) return fail_set(fail, E106, place_at(path, 0, 0), "it is not a plain file");
  if (about.st_size > SOURCE_BYTES) return fail_set(fail, E101, place_at(path, 0, 0), (size_t)about.st_size, (int)SOURCE_BYTES);
  size_t size = about.st_size > 0 ? (size_t)about.st_size + 1 : room;   /* files of /proc tell no size */
  char *buffer = arena_alloc(arena, size);
  if (!buffer) return fail_set(fail, E801, place_at(path, 0, 0), "a script");
  long n = read_all(fd, buffer, size);
  if (n < 0) return fail_set(fail, E106, place_at(path, 0, 0), strerror(errno));
  return source_from(arena, path, buffer, (size_t)n, out, fail);
}

int source_read(Arena *arena, const char *path, Source *out, Fail *fail) {
  *out = (Source){0};
  const char *kept = arena_copy(arena, path, strlen(path));          /* the failure's place outlives the caller's path */
  if (!kept) return fail_set(fail, E801, place_at(NULL, 0, 0), "a script");
  int fd = open(kept, O_RDONLY | O_CLOEXEC | O_NONBLOCK);            /* a FIFO must not block */
  if (fd < 0) return fail_set(fail, E106, place_at(kept, 0, 0), strerror(errno));
  int code = read_file(fd, arena, kept, out, fail);
  close(fd);
  return code;
}
