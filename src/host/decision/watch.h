/*
 * watch: over a decision whose looks may not come back, as on a mount whose server is gone. No
 * look can be called off; another thread says what is waited for, or the decision is left to
 * itself.
 */
#ifndef WATCH_H
#define WATCH_H

#include "decision.h"

/* When a look is told to be slow, and when a decision is given up. Seconds. */
enum { WATCH_PATIENCE = 2, WATCH_LIMIT = 5 };

/* What to do about a path that does not answer. */
#define WATCH_HINT                                                                       \
	"if it is on a dead mount: umount -l DIR, or fusermount -uz DIR; see "           \
	"\"Dead mounts\" in vshim-shims(7)"

/* Takes the path that is being looked at; called in another thread. */
typedef void watch_say(const char *path);

/*
 * Begins to watch over DECISION, which has begun: SAY is told, once, of a look that takes too
 * long. It must end before DECISION does; without a thread nothing is watched.
 */
void watch_begin(struct decision *decision, watch_say *say);

void watch_end(struct decision *decision);

/*
 * Selects as DECISION would (and chooses, where it CHOOSES), in a thread that is not waited for
 * longer than WATCH_LIMIT. NULL when it came to an end, and so would DECISION; else the path
 * that it waits for, owned.
 */
char *watch_try(const struct decision *decision, bool chooses);

#endif
