/*
 * outline: lines below lines: a tree on a terminal, no wider than that; indented elsewhere.
 */
#ifndef OUTLINE_H
#define OUTLINE_H

#include "screen.h"

/* Starts as {0}. */
struct outline {
	struct outline_line {
		size_t depth; /* 0: it stands below nothing */
		enum style style;
		char *string; /* owned */
	} * lines;
	size_t n, size;
};

/* Adds a line in STYLE below the last one of DEPTH - 1; the words are those of text_format(). */
void outline_add(
	struct outline *outline, size_t depth, enum style style, const char *format, ...);

/* Adds OUTLINE to TEXT as it is shown on SCREEN. */
void outline_write(
	const struct outline *outline, const struct screen *screen, struct text *text);

void outline_free(struct outline *outline);

#endif
