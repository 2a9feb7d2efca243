/*
 * shims: which commands have a shim: the base ones, and every command of every known
 * environment. Made and taken away one by one, so that a launch at any moment finds its shim.
 */
#ifndef SHIMS_H
#define SHIMS_H

#include "list.h"
#include "request.h"

#include <vshim.h>

/* Where shims are made, and what they point to. */
struct shims {
	const char *root;
	const char *launcher;
	const struct request *request; /* of whoever wants them */
};

/* What a change of the shims has done. */
struct shims_report {
	int made; /* new ones */
	int mended; /* that pointed to another installation, or to nothing */
	int removed; /* nobody has the command any more */
	int forgotten; /* environments that are gone */
	int cleared; /* files that a killed run left behind */
};

/*
 * Adds every environment known to REQUEST that has the command NAME. 0, or -1 with *ERROR filled
 * when there may be more.
 */
int shims_whence(const struct request *request, const char *name,
	struct list *environments, struct vshim_error *error);

/* Makes the shims that are always there. 0, or -1 with *ERROR filled. */
int shims_make_base(const struct shims *shims, struct vshim_error *error);

/*
 * Makes ENVIRONMENT known, with a shim for each of its commands. Shims that it no longer needs
 * stay until the next shims_rehash(). 0, or -1 with *ERROR filled.
 */
int shims_learn(
	const struct shims *shims, const char *environment, struct vshim_error *error);

/*
 * Makes the shims right: all that are wanted and no others; forgets environments that are
 * gone. No shim is taken away while it cannot be read who has the command. Any number of processes may do this at once. 0, or -1 with *ERROR filled.
 */
int shims_rehash(const struct shims *shims, struct shims_report *report,
	struct vshim_error *error);

#endif
