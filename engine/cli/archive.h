/* archive.h : what the files of the archive command share. */
#ifndef YJ_CLI_ARCHIVE_H
#define YJ_CLI_ARCHIVE_H
#include "base/text.h"
#include "cli/batch.h"
#include "record/json_read.h"

/* The study that a word of the command line names, with its blobs. Returns 0, E840 or the archive's failures. */
int archive_study(Archive *, const char *text, Arena *, Study **out, Fail *);
void archive_write_json(const Study *, const Source *, unsigned n_sources, const BadRow *, unsigned n_bad, Buffer *);

/* archive_study.c: the result of a study of sensitivity, its indices at the last time as tables, all of them as CSV. */
bool archive_is_study(const JsonNode *result);
void archive_study_show(const JsonNode *result, const ReportLook *, Arena *, Buffer *);
void archive_study_csv(const JsonNode *result, Arena *, Buffer *);

/* archive_again.c. Process exit codes, or COMMAND_FAILED. */
int archive_rerun(const char *path, const Options *, Fail *);
int archive_merge(const char *path, const Options *, Fail *);
int archive_tell_bad(const char *path, const Options *, Fail *);
#endif
