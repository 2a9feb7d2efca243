/*
 * explain: the steps of a decision, as one reads them aloud.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "steps.h"
#include "text.h"

/* Prints STEPS. */
void explain_steps(const struct steps *steps);

/* Prints what came of them: the program, its argv, the changes to the environment. */
void explain_end(const struct decision *decision);

/* Adds STEPS to JSON, as an array. */
void explain_json(const struct steps *steps, struct text *json);

#endif
