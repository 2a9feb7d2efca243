/*
 * rows: environments as they are listed: a table, or a JSON object each.
 */
#ifndef ROWS_H
#define ROWS_H

#include "gather.h"
#include "screen.h"

/* Prints ROW as one line of JSON, its size WITH_SIZE only. */
void rows_print_json(const struct gathered *row, bool with_size);

/* What the table has besides. */
struct rows_more {
	bool sizes, remedies;
};

/* Prints the N ROWS as a table for SCREEN. */
void rows_print_table(const struct screen *screen, const struct gathered *rows, size_t n,
	struct rows_more more);

#endif
