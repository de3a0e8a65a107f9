/* Times whole processes, from start to end, and the most memory they held. Commands are given between "--"; each round runs
 * every command once, in turn, so that what is compared saw the same machine. Output goes nowhere.
 *
 *   measure ROUNDS -- COMMAND ... -- COMMAND ...
 *
 * Prints a line a command: median wall seconds, median processor seconds, most memory in MB. */
#define _DEFAULT_SOURCE                  /* wait4 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MOST = 16, ROUNDS_MOST = 101 };

static double wall[COMMANDS_MOST][ROUNDS_MOST], processor[COMMANDS_MOST][ROUNDS_MOST];
static long memory[COMMANDS_MOST];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double of(struct timeval t) { return (double)t.tv_sec + 1e-6 * (double)t.tv_usec; }

/* False when it could not run or ended with a code above 1 (1: a target missed). */
static bool once(char **command, int which, int round) {
  double from = now();
  pid_t child = fork();
  if (child == 0) {
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 2; fd++) dup2(nowhere, fd);
    execvp(command[0], command);
    _exit(127);
  }
  int status;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) != child) return false;
  wall[which][round] = now() - from;
  processor[which][round] = of(used.ru_utime) + of(used.ru_stime);
  if (used.ru_maxrss > memory[which]) memory[which] = used.ru_maxrss;
  return WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *v, int n) {
  qsort(v, (size_t)n, sizeof *v, by_size);
  return v[n / 2];
}

int main(int argc, char **argv) {
  char **commands[COMMANDS_MOST];
  int n = 0, rounds = argc > 1 ? atoi(argv[1]) : 0;
  for (int i = 2; i < argc; i++) {
    if (strcmp(argv[i], "--") != 0) continue;
    argv[i] = NULL;
    if (n < COMMANDS_MOST) commands[n++] = argv + i + 1;
  }
  if (n == 0 || rounds < 1 || rounds > ROUNDS_MOST) return fprintf(stderr, "usage: measure ROUNDS -- COMMAND ... -- COMMAND ...\n"), 2;
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < n; i++)
      if (!once(commands[i], i, round)) return fprintf(stderr, "measure: %s failed\n", commands[i][0]), 1;
  for (int i = 0; i < n; i++) printf("%.6f\t%.6f\t%.2f\n", median(wall[i], rounds), median(processor[i], rounds), (double)memory[i] * 1024e-6);
  return 0;
}
