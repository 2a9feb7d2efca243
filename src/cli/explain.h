/*
 * explain: a whole decision, as one reads it aloud: its steps, what came of them, and what would
 * have come next.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "screen.h"
#include "steps.h"

/* What is explained. */
struct explanation {
	struct decision *decision;
	const struct steps *steps;
	const struct vshim_error *error; /* what ended it, or NULL: it came to its end */
};

/* Adds it to TEXT, in lines for SCREEN. */
void explain_add(const struct explanation *explanation, const struct screen *screen,
	struct text *text);

/* Adds it to JSON, as the last members of an object. */
void explain_add_json(const struct explanation *explanation, struct text *json);

#endif
