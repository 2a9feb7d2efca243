#include "set.h"

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a. */
static size_t
hash(const char *string)
{
	uint32_t value = UINT32_C(0x811c9dc5);

	for (; *string != '\0'; string++)
		value = (value ^ (unsigned char)*string) * UINT32_C(0x01000193);
	return value;
}

/* The slot that STRING is in, or the empty one that it would be put into. */
static size_t
find_slot(const struct set *set, const char *string)
{
	size_t at = hash(string) & (set->size - 1);

	while (set->slots[at] != 0 &&
		strcmp(set->list.items[set->slots[at] - 1], string) != 0)
		at = (at + 1) & (set->size - 1);
	return at;
}

/* Twice as many slots. */
static void
grow(struct set *set)
{
	size_t size = set->size == 0 ? 64 : set->size * 2;
	size_t *slots = memory_zeroed(size, sizeof(*slots));

	free(set->slots);
	set->slots = slots;
	set->size = size;
	for (size_t i = 0; i < set->list.n; i++)
		set->slots[find_slot(set, set->list.items[i])] = i + 1;
}

void
set_add(struct set *set, const char *string)
{
	/* Half of the slots stay empty: a look goes past few others. */
	if (2 * (set->list.n + 1) > set->size)
		grow(set);
	size_t at = find_slot(set, string);
	if (set->slots[at] != 0)
		return;
	list_add(&set->list, string);
	set->slots[at] = set->list.n;
}

bool
set_has(const struct set *set, const char *string)
{
	return set->size > 0 && set->slots[find_slot(set, string)] != 0;
}

void
set_free(struct set *set)
{
	list_free(&set->list);
	free(set->slots);
	*set = (struct set){.list = {.items = NULL}};
}
