/*
 * creation: making an environment, whole or not at all: what a run that fails or is
 * interrupted has made goes, and what was there before is there again.
 */
#ifndef CREATION_H
#define CREATION_H

#include "pythons.h"
#include "text.h"

/* What is to be made. */
struct creation_wish {
	const char *directory; /* where: absolute, checked by site_check() */
	bool clears; /* an environment that is there may go */
	bool without_pip;
	bool system_site;
	const char *prompt; /* or NULL */
	char *const *further; /* more options for the maker; ends in NULL */
	void (*tick)(void *data); /* see supervise.h */
	void *data;
};

/* What came of it. Starts as {0}. */
struct creation_result {
	struct text output; /* what the maker printed */
	bool by_virtualenv;
	int signal; /* one that asked this process to end, or 0 */
};

/*
 * Makes the environment with PYTHON: by its venv, or by virtualenv where it is too old for
 * that. 0, or -1: either RESULT->signal says why, or *ERROR is filled.
 */
int creation_make(const struct request *request, struct arena *arena,
	const struct creation_wish *wish, const struct python *python,
	struct creation_result *result, struct vshim_error *error);

#endif
