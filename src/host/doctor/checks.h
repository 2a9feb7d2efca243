/*
 * checks: what can be wrong with a set-up, each judged from the facts alone, with its remedy.
 */
#ifndef CHECKS_H
#define CHECKS_H

#include "facts.h"
#include "findings.h"

/* Adds what FACTS say on one subject: at least one finding. */
typedef void checks_judge(const struct facts *facts, struct findings *findings);

struct check {
	const char *name;
	checks_judge *judge;
};

/* All of them, in the order in which they are told; ends with one without a name. */
extern const struct check checks[];

/* Judges FACTS by all of them. */
void checks_make(const struct facts *facts, struct findings *findings);

/* What is found along PATH: checks_path.c. */
checks_judge checks_here, checks_login, checks_terminal, checks_names, checks_managers,
	checks_rc;

/* What is found in files: checks_files.c. */
checks_judge checks_permissions, checks_shims, checks_version, checks_settings,
	checks_selection, checks_environments;

#endif
