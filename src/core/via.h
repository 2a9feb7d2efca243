/*
 * via: VSHIM_VIA, what a process and its ancestors were handed to outside of an environment,
 * so that two managers' shims cannot hand a command back and forth for ever.
 *
 * The text is `PID:PATH` for each start, separated by `:`; in a path `%` and `:` are written
 * as in a URI. Entries of this very process are places where it has been already; a chain of
 * other processes' is a history that must not grow without end.
 */
#ifndef VIA_H
#define VIA_H

#include "arena.h"

#include <sys/types.h>

/* Starts across processes beyond this are an endless loop, not work. */
enum { VIA_LIMIT = 16 };

/* One start: who was handed to what. */
struct via_entry {
	long long pid; /* of 32 bits, but the text may say more */
	const char *path;
};

/* The next entry of *LIST, which moves on; false at the end or where the text is damaged. */
bool via_next(struct arena *arena, const char **list, struct via_entry *entry);

/* Whether process PID was handed to PATH before, as text or as the same file of that name. */
bool via_has(struct arena *arena, const char *list, pid_t pid, const char *path);

/* How many starts process PID would make it, counting each process once. */
int via_depth(struct arena *arena, const char *list, pid_t pid);

/* LIST (or NULL) with one entry more. */
const char *via_add(struct arena *arena, const char *list, pid_t pid, const char *path);

#endif
