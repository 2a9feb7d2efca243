/*
 * search: the commands of a name along PATH, as execvp(3) would find them, without the
 * launcher itself and without what this process was handed to before.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "request.h"

#include <sys/stat.h>

struct search {
	const struct request *request;
	struct arena *arena;
	const char *name;
	const char *rest; /* of PATH */
	const char *skip; /* a directory that does not count, or NULL */
	struct stat launcher;
	bool knows_launcher;
	int err; /* what ended it before its end, or 0 */
};

/*
 * The directory that ENTRY of PATH means, as an absolute path: an empty one is the current
 * directory. NULL where that has no path.
 */
const char *
search_directory(const struct request *request, struct arena *arena, struct span entry);

/* Begins a search for NAME along PATH, in which the directory SKIP (or NULL) does not count. */
void search_begin(struct search *search, const struct request *request,
	struct arena *arena, const char *name, const char *path, const char *skip);

/* The absolute path of the next one, or NULL: at the end, or where ERR is set. */
const char *search_next(struct search *search);

#endif
