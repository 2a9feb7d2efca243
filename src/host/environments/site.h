/*
 * site: the place where an environment is to be made: what is there, putting it aside, and
 * making it as it was.
 */
#ifndef SITE_H
#define SITE_H

#include "request.h"

#include <vshim.h>

/* Texts are owned. Starts as {0}. */
struct site {
	char *directory; /* of the environment, without symbolic links */
	char *aside; /* where the environment that was there is meanwhile, or NULL */
	char *made; /* the topmost directory that was not there, or NULL: it was, empty */
	bool clears; /* it could not be put aside: its maker has to clear it */
};

/*
 * 0 when an environment may be made in DIRECTORY, an absolute path: nothing is there, or an
 * empty directory, or, where it CLEARS, another environment. -1 with *ERROR filled otherwise.
 */
int site_check(const struct request *request, const char *directory, bool clears,
	struct vshim_error *error);

/* Readies DIRECTORY, which was checked, with its parents. 0, or -1 with *ERROR filled. */
int site_begin(struct site *site, const char *directory, struct vshim_error *error);

/* Ends with what was made... */
void site_keep(struct site *site);

/* ...or as it was before site_begin(). */
void site_undo(struct site *site);

#endif
