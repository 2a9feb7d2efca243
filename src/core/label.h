/*
 * label: what an environment goes by, in lists and in prompts.
 */
#ifndef LABEL_H
#define LABEL_H

#include "pyvenv.h"

/*
 * The name of ENVIRONMENT: PROMPT, which its pyvenv.cfg gives, where that is not empty; else
 * its last component, or where that is one of the usual names, its project directory's.
 */
struct span label_name(const char *environment, struct span prompt);

/*
 * `(name) `, as a prompt shows it: control characters, which a terminal would obey, are `?`.
 * NULL when the arena is full.
 */
const char *
label_prompt(struct arena *arena, const char *environment, const struct pyvenv *pyvenv);

#endif
