/*
 * list: a growing list of strings of its own, ending in NULL as argv does.
 */
#ifndef LIST_H
#define LIST_H

#include <stdbool.h>
#include <stddef.h>

/* Starts as {0}. `items` is NULL while nothing was added. */
struct list {
	char **items;
	size_t n;
	size_t size;
};

/* Adds a copy of STRING; without memory (see memory.h) nothing. */
void list_add(struct list *list, const char *string);

/* Whether STRING is in LIST. */
bool list_has(const struct list *list, const char *string);

/* The same, faster, for a LIST that is sorted. */
bool list_has_sorted(const struct list *list, const char *string);

/* Sorts by the bytes of the strings and drops repetitions. */
void list_sort(struct list *list);

/* The items, ending in NULL; never NULL itself. They stay LIST's. */
const char *const *list_items(const struct list *list);

void list_free(struct list *list);

#endif
