#define _XOPEN_SOURCE 700
#include "record/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void buffer_free(Buffer *b) {
  free(b->text);
  *b = (Buffer){0};
}

/* Room for n more bytes and the NUL. */
static bool grow(Buffer *b, size_t n) {
  if (b->failed) return false;
  if (b->capacity - b->length > n) return true;
  size_t capacity = b->capacity ? b->capacity : 4096;
  while (capacity - b->length <= n) capacity *= 2;
  char *text = realloc(b->text, capacity);
  if (!text) return b->failed = true, false;
  b->text = text;
  b->capacity = capacity;
  return true;
}

void buffer_bytes(Buffer *b, const char *bytes, size_t n) {
  if (!grow(b, n)) return;
  memcpy(b->text + b->length, bytes, n);
  b->length += n;
  b->text[b->length] = 0;
}

void buffer_put(Buffer *b, const char *text) { buffer_bytes(b, text, strlen(text)); }

void buffer_char(Buffer *b, char c) { buffer_bytes(b, &c, 1); }

void buffer_repeat(Buffer *b, const char *text, unsigned times) {
  while (times--) buffer_put(b, text);
}

void buffer_format(Buffer *b, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n >= 0 && grow(b, (size_t)n)) {
    vsnprintf(b->text + b->length, (size_t)n + 1, format, again);
    b->length += (size_t)n;
  }
  va_end(again);
}

const char *buffer_text(const Buffer *b) { return b->text ? b->text : ""; }

/* ---- leaving -------------------------------------------------------------------------------------------------- */

static int write_all(int fd, const char *bytes, size_t n) {
  while (n) {
    ssize_t done = write(fd, bytes, n);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return done ? errno : EIO;
    bytes += done;
    n -= (size_t)done;
  }
  return 0;
}

static int refuse(Fail *fail, const char *name, int error) {
  return fail_set(fail, E811, place_at(NULL, 0, 0), name, strerror(error));
}

int buffer_send(const Buffer *b, int descriptor, const char *name, Fail *fail) {
  if (b->failed) return fail_set(fail, E801, place_at(NULL, 0, 0), name);
  int error = write_all(descriptor, buffer_text(b), b->length);
  return error && error != EPIPE ? refuse(fail, name, error) : 0;
}

/* A device or a pipe cannot be replaced by renaming. */
static int write_directly(const Buffer *b, const char *path, Fail *fail) {
  int fd = open(path, O_WRONLY | O_NOCTTY);
  if (fd < 0) return refuse(fail, path, errno);
  int error = write_all(fd, buffer_text(b), b->length);
  if (close(fd) && !error) error = errno;
  return error ? refuse(fail, path, error) : 0;
}

static int write_file(const Buffer *b, const char *part, mode_t mode) {
  int fd = open(part, O_WRONLY | O_CREAT | O_EXCL, mode);
  if (fd < 0) return errno;
  int error = write_all(fd, buffer_text(b), b->length);
  if (!error && fsync(fd) && errno != EINVAL && errno != ENOTSUP) error = errno;
  if (close(fd) && !error) error = errno;
  if (error) unlink(part);
  return error;
}

static int replace_file(const Buffer *b, const char *path, mode_t mode, Fail *fail) {
  size_t size = strlen(path) + 32;
  char *part = malloc(size);
  if (!part) return fail_set(fail, E801, place_at(NULL, 0, 0), path);
  snprintf(part, size, "%s.part-%ld", path, (long)getpid());
  int error = write_file(b, part, mode);
  if (!error && rename(part, path)) {
    error = errno;
    unlink(part);
  }
  free(part);
  return error ? refuse(fail, path, error) : 0;
}

int buffer_save(const Buffer *b, const char *path, Fail *fail) {
  if (b->failed) return fail_set(fail, E801, place_at(NULL, 0, 0), path);
  struct stat is;
  if (stat(path, &is)) return replace_file(b, path, 0666, fail);
  if (S_ISDIR(is.st_mode)) return refuse(fail, path, EISDIR);
  if (!S_ISREG(is.st_mode)) return write_directly(b, path, fail);
  if (access(path, W_OK)) return refuse(fail, path, errno);
  char *real = realpath(path, NULL);             /* through a symbolic link, not over it */
  int code = replace_file(b, real ? real : path, is.st_mode & 0777, fail);
  free(real);
  return code;
}
