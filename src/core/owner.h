/*
 * owner: whose files are trusted (behaviour §8). Looks at owner and mode alone.
 */
#ifndef OWNER_H
#define OWNER_H

#include "request.h"

#include <sys/stat.h>

/*
 * Whether a file or directory of that STATUS can only have been made by the user of REQUEST
 * or by root: it belongs to one of them (for root also to the user behind sudo) and the world
 * may not write to it.
 */
bool owner_is_trusted(const struct request *request, const struct stat *status);

/* What was seen of an environment; an st_nlink of 0 is: not looked at, or not there. */
struct owner_parts {
	struct stat itself;
	struct stat bin;
	int err; /* why nobody knows whose the foreign part is, or 0 */
};

/*
 * The part of ENVIRONMENT (itself, its `bin`) that is not trusted, or NULL. Parents do not
 * count, and what is not there does not either. What PARTS does not have yet is looked at and
 * left there, so that nobody has to look again.
 */
const char *owner_foreign_part(const struct request *request, struct arena *arena,
	const char *environment, struct owner_parts *parts);

/* Whether the user of REQUEST trusts DIRECTORY by name (`vshim trust`). */
bool owner_user_trusts(const struct request *request, const char *directory);

#endif
