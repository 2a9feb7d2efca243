/*
 * diagnose: a problem in words: what is wrong, and the command that mends it.
 */
#ifndef DIAGNOSE_H
#define DIAGNOSE_H

#include "request.h"

#include <vshim.h>

/*
 * Fills *ERROR for PROBLEM, met in a decision for REQUEST; NAMED_BY is what named the override
 * (`VSHIM_ENV`, `-e`), NULL: the user did, in the command. Always -1.
 */
int diagnose(const struct problem *problem, const struct request *request,
	const char *named_by, struct vshim_error *error);

/* Fills *ERROR for a PROGRAM that was found but could not be started because of ERR. -1. */
int diagnose_start(const char *program, int err, struct vshim_error *error);

#endif
