/*
 * known: the environments that vshim has seen, each a symbolic link below ROOT/envs.
 *
 * A link's own modification time is that of the environment's `bin` when its shims were last
 * made: as long as the two agree, there is nothing new in it.
 */
#ifndef KNOWN_H
#define KNOWN_H

#include "request.h"

#include <sys/stat.h>

/* Bytes of an entry's name, with its end. */
enum { KNOWN_NAME = 17 };

/* The name of the entry for PATH, in NAME: of one length, whatever is in PATH. */
void known_name(char name[KNOWN_NAME], const char *path);

/* What vshim may have to learn about an environment. */
enum known_state {
	KNOWN_CURRENT, /* nothing: it was seen as it is */
	KNOWN_NEWS, /* it is new, or its commands changed */
	KNOWN_UNKEPT, /* nothing can be remembered: the root cannot be written to */
};

/*
 * The state of ENVIRONMENT. BIN is its `bin`, when somebody has looked at it before, else of an
 * st_nlink of 0. Two looks at most where there is nothing to learn.
 */
enum known_state known_look(const struct request *request, struct arena *arena,
	const char *environment, const struct stat *bin);

#endif
