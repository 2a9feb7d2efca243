/*
 * arena: all the memory that a decision takes, one block that only grows.
 *
 * The launcher has no heap: it gives a block of its own, and vshim one that is large enough
 * for any environment. A taker that finds no room leaves the mark `full` and gets nothing;
 * whoever decides looks at that mark once, at the end, so that nothing in between has to.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena {
	char *base; /* owned by whoever made the arena */
	size_t size; /* bytes at base */
	size_t used;
	bool full; /* something did not fit: the decision made here is void */
};

/*
 * Bytes of the block of a static program, on its stack. Pages that are not used cost nothing; what
 * does not fit is handed over. A first touch of a page costs as much as two looks at a path:
 * nothing else there is large. The kernel starts a program with 128 KB of stack (fs/exec.c,
 * setup_arg_pages()); to make it larger takes longer than that.
 */
enum { ARENA_ON_STACK = 64 * 1024 };

/* SIZE bytes aligned for any pointer, or NULL (and the mark `full`). Never freed. */
void *arena_take(struct arena *arena, size_t size);

/* SIZE bytes for a text, or NULL (and the mark `full`). */
char *arena_bytes(struct arena *arena, size_t size);

/* Gives back what is behind the first LENGTH bytes of BLOCK (or NULL), which was taken last. */
void arena_keep(struct arena *arena, const char *block, size_t length);

/* The LENGTH bytes at TEXT as a string of the arena's own; "" when there is no room. */
const char *arena_text(struct arena *arena, const char *text, size_t length);

/* A then B then C as one string; "" when there is no room. */
const char *
arena_concat(struct arena *arena, const char *a, const char *b, const char *c);

/* VALUE, which is not negative, in decimal digits; "" when there is no room. */
const char *arena_decimal(struct arena *arena, long long value);

#endif
