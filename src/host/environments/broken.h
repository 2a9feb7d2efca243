/*
 * broken: an environment that cannot do what it is asked, as an error.
 */
#ifndef BROKEN_H
#define BROKEN_H

#include "request.h"

#include <vshim.h>

/* Fills *ERROR for PROBLEM, met by REQUEST: an interpreter that does not work. Always -1. */
int broken_say(const struct problem *problem, const struct request *request,
	struct vshim_error *error);

/* Fills *ERROR for ENVIRONMENT, which has no pip, as REQUEST asks for one. Always -1. */
int broken_say_no_pip(const char *environment, const struct request *request,
	struct vshim_error *error);

#endif
