/*
 * columns: tables, aligned whatever the script that is in them, and no wider than the screen.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "screen.h"

/*
 * What becomes of a column for which the screen is too narrow. The last one, if it is a path
 * or folded, makes room for the others; where too little is left, it stands below them.
 */
enum fit {
	FIT_WHOLE, /* its end is left out, of the widest first */
	FIT_NUMBER, /* the same; and it is aligned to the right */
	FIT_PATH, /* its middle is left out */
	FIT_FOLD, /* it goes on in the next lines */
};

struct columns {
	const struct screen *screen;
	const enum fit *fits; /* one a column */
	size_t n; /* columns */
	/* Below here nothing is of interest to others. */
	struct cell *cells; /* n of each row and its notes */
	size_t used, size;
};

/* A table of N columns for SCREEN, which fits them as FITS say. */
struct columns columns_make(const struct screen *screen, const enum fit *fits, size_t n);

/* Adds a cell: the next in the row, or the first of another row. STRING is copied. */
void columns_add(struct columns *columns, enum style style, const char *string);

/*
 * Adds to the row that has all its cells what does not fit into columns, twice at most: on a
 * screen in lines of its own below, else behind the last cell after a colon.
 */
void columns_note(struct columns *columns, enum style style, const char *string);

/* The same for a command, which can be copied from the lines that it takes. */
void columns_command(struct columns *columns, enum style style, const char *string);

/* Adds the table to TEXT. */
void columns_write(const struct columns *columns, struct text *text);

void columns_free(struct columns *columns);

#endif
