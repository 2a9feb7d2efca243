/*
 * rclines: the lines for rc files as they stand in somebody's file: which of its
 * lines are ours, and putting one in. Text only.
 */
#ifndef RCLINES_H
#define RCLINES_H

#include "shells.h"
#include "text.h"

#include <stdbool.h>
#include <stddef.h>

/* What `vshim init --write` ends its lines with; a comment in every shell. */
#define RCLINES_COMMENT "# added by vshim init --write"
#define RCLINES_MARK " " RCLINES_COMMENT

/* How a line comes to be ours. */
enum rcline {
	RCLINE_OTHER,
	RCLINE_MARKED, /* by `vshim init --write` */
	RCLINE_PLAIN, /* pasted as documented */
	RCLINE_MENTION, /* it speaks of vshim, in a way of the user's own */
};

/* A line of a text: START is its first byte and END the one behind its newline. */
struct rcline_span {
	size_t start, end;
	int number; /* 1 is the first */
	enum rcline kind;
};

/*
 * The next line of TEXT after *SPAN, which starts as {0}, in *SPAN: false at the end. VSHIM is
 * the path of the command.
 */
bool rclines_next(const struct text *text, const char *vshim, struct rcline_span *span);

/* Puts LINE, without a newline, at the end of TEXT, whose last line may lack its newline. */
void rclines_append(struct text *text, const char *line);

#endif
