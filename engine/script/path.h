/* path.h : paths as text, for files that name other files. */
#ifndef YJ_SCRIPT_PATH_H
#define YJ_SCRIPT_PATH_H
#include "base/arena.h"
#include <stdbool.h>

/* `relative` seen from the folder of `file`, without . and .. inside where that changes nothing; an absolute one stays.
 * In the arena; NULL when memory is short. */
const char *path_beside(Arena *, const char *file, const char *relative);
bool path_is_file(const char *path);
bool path_same_file(const char *a, const char *b);       /* one file under two spellings */
#endif
