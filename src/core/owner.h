/*
 * owner: whose files are trusted: vshim-shims(7), "Trust". Looks at owners, modes and access
 * control lists alone.
 */
#ifndef OWNER_H
#define OWNER_H

#include "request.h"

#include <sys/stat.h>

/* Whether USER is the user of REQUEST or root; for root also the user behind sudo. */
bool owner_is_ours(const struct request *request, uid_t user);

/*
 * Whether the file or directory PATH, of that STATUS, can only have been made by us: it belongs
 * to one of us, and nobody else but its group may write to it.
 */
bool owner_is_trusted(
	const struct request *request, const char *path, const struct stat *status);

/*
 * What was seen of an environment, links followed; an st_nlink of 0 is: not looked at, or not
 * there.
 */
struct owner_parts {
	struct stat itself;
	struct stat bin;
	int err; /* why nobody knows whose the foreign part is, or 0 */
};

/*
 * The part of ENVIRONMENT (itself, its `bin`) that is not trusted, or NULL. A link in its place
 * counts as a part, where it was not looked through before; parents do not count, and what is
 * not there does not either. What PARTS does not have yet is looked at and
 * left there, so that nobody has to look again.
 */
const char *owner_foreign_part(const struct request *request, struct arena *arena,
	const char *environment, struct owner_parts *parts);

/* Whether the user of REQUEST trusts DIRECTORY by name (`vshim trust`). */
bool owner_user_trusts(const struct request *request, const char *directory);

/*
 * Whether the user of REQUEST trusts by name the ENVIRONMENT found in DIRECTORY: the one or the
 * other. Trust in what a link of somebody else's leads to is none in the link.
 */
bool owner_user_accepts(
	const struct request *request, const char *directory, const char *environment);

#endif
