/*
 * remedy: the command that mends an environment, by what is wrong with it and by who made it.
 *
 * It names every program by its path where a shim could answer instead, and keeps the
 * environment's packages wherever a Python of their version is to be had.
 */
#ifndef REMEDY_H
#define REMEDY_H

#include "describe.h"
#include "health.h"

/* What is known of an environment that needs one. Starts as {0} but for the first two. */
struct remedy_case {
	const struct request *request;
	const char *environment;
	struct description description;
	int major, minor; /* what its packages are for; -1: that is not known */
	bool system_site; /* it was made with --system-site-packages */
	const char *prompt; /* it was made with --prompt, else "" */
	const char *interpreter; /* the program that is broken, or NULL */
	int err; /* of it */
	char *successor; /* what has taken its base's place, or NULL; owned */
	char *mount; /* the mount point that is not mounted, or NULL; owned */
	char *origin; /* where it was moved or copied from, or NULL; owned */
};

/* Fills the remedy of HEALTH, whose state is not HEALTH_OK. */
void remedy_find(const struct remedy_case *about, struct health *health);

void remedy_case_free(struct remedy_case *about);

#endif
