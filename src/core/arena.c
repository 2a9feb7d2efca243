#include "arena.h"

#include <stdint.h>
#include <string.h>

static char *
take(struct arena *arena, size_t size, size_t alignment)
{
	size_t start = (arena->used + alignment - 1) & ~(alignment - 1);

	if (start > arena->size || size > arena->size - start) {
		arena->full = true;
		return NULL;
	}
	arena->used = start + size;
	return arena->base + start;
}

void *
arena_take(struct arena *arena, size_t size)
{
	return take(arena, size, sizeof(void *));
}

char *
arena_bytes(struct arena *arena, size_t size)
{
	return take(arena, size, 1);
}

void
arena_keep(struct arena *arena, const char *block, size_t length)
{
	if (block != NULL)
		arena->used = (size_t)(block - arena->base) + length;
}

const char *
arena_text(struct arena *arena, const char *text, size_t length)
{
	char *copy = length < SIZE_MAX ? take(arena, length + 1, 1) : NULL;

	if (copy == NULL)
		return "";
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

const char *
arena_concat(struct arena *arena, const char *a, const char *b, const char *c)
{
	size_t lengths[] = {strlen(a), strlen(b), strlen(c)};
	char *text = take(arena, lengths[0] + lengths[1] + lengths[2] + 1, 1);

	if (text == NULL)
		return "";
	memcpy(text, a, lengths[0]);
	memcpy(text + lengths[0], b, lengths[1]);
	memcpy(text + lengths[0] + lengths[1], c, lengths[2] + 1);
	return text;
}

const char *
arena_decimal(struct arena *arena, long long value)
{
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0 && at > 0);
	return arena_text(arena, digits + at, sizeof(digits) - at);
}
