/*
 * sweep: looking for environments below directories, depth first; the part of one worker of a
 * scan. Neither links nor mounts are followed, and an environment's own programs and libraries
 * are not looked into.
 */
#ifndef SWEEP_H
#define SWEEP_H

#include "directory.h"
#include "list.h"

#include <stdatomic.h>

/* What several sweeps of one tree share. */
struct sweep_tree {
	int top; /* the open directory */
	const char *path; /* of it */
	atomic_bool is_over; /* ends them */
	atomic_int idle; /* how many could go on where others are not yet */
};

struct sweep {
	struct sweep_tree *tree;
	struct directory_stack waiting; /* directories to be looked into, from the top */
	struct list found; /* environments */
	size_t directories; /* looked into */
	size_t unreadable; /* passed over */
	char *refused; /* the first of these; owned */
	/* Below here nothing is of interest to others. */
	char *path;
	void *buffer;
	bool is_environment;
	int fd;
};

/*
 * Looks into what waits in SWEEP, and what is below that, until none is left, or enough is
 * done, or others have nothing to do and there is something for them.
 */
void sweep_run(struct sweep *sweep);

void sweep_free(struct sweep *sweep);

#endif
