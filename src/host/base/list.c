#include "list.h"

#include "memory.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for one more; false when there is none. */
static bool
grow(struct list *list)
{
	if (list->n + 2 <= list->size)
		return true;
	size_t size = list->size == 0 ? 8 : list->size * 2;
	char **items = memory_grow(list->items, size * sizeof(*items));
	if (items == NULL)
		return false;
	list->items = items;
	list->size = size;
	return true;
}

void
list_add(struct list *list, const char *string)
{
	char *copy = grow(list) ? text_copy(string) : NULL;

	if (copy == NULL)
		return;
	list->items[list->n++] = copy;
	list->items[list->n] = NULL;
}

bool
list_has(const struct list *list, const char *string)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i], string) == 0)
			return true;
	return false;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
list_has_sorted(const struct list *list, const char *string)
{
	return list->n > 0 &&
		bsearch(&string, list->items, list->n, sizeof(*list->items), compare) !=
		NULL;
}

void
list_sort(struct list *list)
{
	size_t kept = 0;

	if (list->n == 0)
		return;
	qsort(list->items, list->n, sizeof(*list->items), compare);
	for (size_t i = 1; i < list->n; i++) {
		if (strcmp(list->items[kept], list->items[i]) == 0)
			free(list->items[i]);
		else
			list->items[++kept] = list->items[i];
	}
	list->n = kept + 1;
	list->items[list->n] = NULL;
}

const char *const *
list_items(const struct list *list)
{
	static const char *const nothing[] = {NULL};

	return list->n == 0 ? nothing : (const char *const *)list->items;
}

void
list_free(struct list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct list){.items = NULL};
}
