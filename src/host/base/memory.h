/*
 * memory: the heap, and what happens when it has no more.
 *
 * vshim ends at once, by abort(3): it could not even say so. A library must not do that to
 * the program that it is part of: on a thread between memory_guard() and memory_is_out(), what
 * cannot be had is NULL, and whatever came of it is void.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* realloc(3). NULL only on a guarded thread; BLOCK is then as it was. */
void *memory_grow(void *block, size_t size);

/* N zeroed members of SIZE bytes, one at least. NULL only on a guarded thread. */
void *memory_zeroed(size_t n, size_t size);

/* Begins to guard this thread. */
void memory_guard(void);

/* Ends that. Whether the heap had no more meanwhile. */
bool memory_is_out(void);

#endif
