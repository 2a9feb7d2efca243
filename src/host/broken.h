/*
 * broken: an environment that cannot do what it is asked: what is wrong with it, and the
 * command that mends it, by who made it.
 */
#ifndef BROKEN_H
#define BROKEN_H

#include "problem.h"
#include "text.h"

#include <vshim.h>

/* Adds to TEXT why the interpreter of PROBLEM does not work. */
void broken_reason(const struct problem *problem, struct text *text);

/* Fills *ERROR for PROBLEM: an interpreter that does not work. Always -1. */
int broken_say(const struct problem *problem, struct vshim_error *error);

/* Fills *ERROR for ENVIRONMENT, which has no pip. Always -1. */
int broken_say_no_pip(const char *environment, struct vshim_error *error);

#endif
