/* csv.h : cells of comma separated text (RFC 4180), and a run as a table of data.
 *
 * A run is written in the form the engine reads: series,year,value,unit,source,confidence, one number a row, so that a
 * result can be the data of another model. Numbers have 17 significant digits. */
#ifndef YJ_RECORD_CSV_H
#define YJ_RECORD_CSV_H
#include "record/buffer.h"
#include "study/result.h"

/* The cell, in quotes when it holds a comma, a quote, a line end, or a blank at an end. */
void csv_cell(Buffer *, const char *);

/* Every indicator of the run, or with `all` every named value; elements of axes as name.element. */
void csv_of_result(Buffer *, const Result *, bool all);
#endif
