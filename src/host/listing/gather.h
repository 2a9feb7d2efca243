/*
 * gather: environments from a list or from a scan of directories, each with what there is to say
 * of it, told as soon as that is known; with an end also where a disk does not answer.
 */
#ifndef GATHER_H
#define GATHER_H

#include "list.h"
#include "survey.h"

/* One environment. */
struct gathered {
	char *path;
	struct survey survey;
	bool is_silent; /* it did not answer in time: only its path is known */
	long long size; /* bytes on the disk; -1: not asked for, or not known */
};

struct gather_progress {
	size_t directories; /* looked into */
	size_t environments; /* found */
	size_t unreadable; /* directories passed over */
	char *refused; /* one of these, owned; or NULL. When all is done */
	bool was_interrupted; /* by SIGINT */
};

struct gather {
	/* What DECISION selected is marked. */
	struct decision *decision;
	bool only_broken;
	bool with_sizes;
	/* Whether SIGINT ends the gathering early, not the program. */
	bool ends_at_interrupt;
	/* Whether the interpreters of trusted environments are started to see if they do. */
	bool with_interpreters;
	void *data;
	/* Takes *GATHERED over (gathered_free()). */
	void (*found)(void *data, struct gathered *gathered);
	/* Told ten times a second, or NULL. */
	void (*progress)(void *data, const struct gather_progress *progress);
};

/*
 * Gathers the ENVIRONMENTS and those in and below the DIRECTORIES; both end in NULL. Fills
 * *PROGRESS.
 */
void gather_run(struct gather *gather, const char *const *environments,
	const char *const *directories, struct gather_progress *progress);

/* Frees what *GATHERED owns. */
void gather_free(struct gathered *gathered);

#endif
