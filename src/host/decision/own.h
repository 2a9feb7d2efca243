/*
 * own: the decisions of vshim itself, which knows where it is installed and keeps what it read
 * for the launcher. A library's decisions write nothing.
 */
#ifndef OWN_H
#define OWN_H

#include "decision.h"

/* decision_begin() for vshim itself. */
int own_begin(struct decision *decision, const char *name, char *const *operands,
	char *const *environment, struct vshim_error *error);

#endif
