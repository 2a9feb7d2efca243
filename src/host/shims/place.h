/*
 * place: the shims directory, and what is made and taken away there.
 */
#ifndef PLACE_H
#define PLACE_H

#include "set.h"
#include "shims.h"

/* Makes the shims called NAMES, and counts in REPORT. 0, or -1 with *ERROR filled. */
int place_make(const struct shims *shims, const char *const *names,
	struct shims_report *report, struct vshim_error *error);

/*
 * Takes away the shims that are not in NAMES, and counts in REPORT. 0, or -1 with the last errno
 * when something stays.
 */
int place_take_away(
	const struct shims *shims, const struct set *names, struct shims_report *report);

#endif
