/*
 * set: strings, each of them once, in the order in which they came.
 */
#ifndef SET_H
#define SET_H

#include "list.h"

/* Starts as {.list = {.items = NULL}}. */
struct set {
	struct list list; /* what is in it; to be read only */
	size_t *slots; /* places in the list plus one, by hash; 0: empty */
	size_t size; /* of the slots, a power of two */
};

/* Adds a copy of STRING, unless it is there; not on a thread that is guarded (see memory.h). */
void set_add(struct set *set, const char *string);

/* Whether STRING is in it. */
bool set_has(const struct set *set, const char *string);

void set_free(struct set *set);

#endif
