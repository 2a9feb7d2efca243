/*
 * removal: taking away what vshim keeps under its root directory, and nothing else that lies
 * there.
 */
#ifndef REMOVAL_H
#define REMOVAL_H

#include "list.h"

#include <vshim.h>

/* What was found and done. Starts as {0}. */
struct removal {
	int removed; /* files and links of vshim's */
	struct list left; /* what is not vshim's, by path */
};

/*
 * Removes from ROOT the shims, what is known and trusted, the global environment and the
 * settings' compiled form, then the directories that are empty, ROOT among them. Where it does
 * not act, it only counts. 0, or -1 with *ERROR filled.
 */
int removal_of(
	const char *root, bool acts, struct removal *removal, struct vshim_error *error);

#endif
