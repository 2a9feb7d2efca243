#include "memory.h"

#include <stdlib.h>

/* Of the call that this thread is in, not of the library: nothing of it outlives that call. */
static _Thread_local struct {
	bool is_guarded;
	bool is_out;
} state;

static void *
checked(void *block)
{
	if (block != NULL)
		return block;
	if (!state.is_guarded)
		abort();
	state.is_out = true;
	return NULL;
}

void *
memory_grow(void *block, size_t size)
{
	return checked(realloc(block, size));
}

void *
memory_zeroed(size_t n, size_t size)
{
	return checked(calloc(n == 0 ? 1 : n, size));
}

void
memory_guard(void)
{
	state.is_guarded = true;
	state.is_out = false;
}

bool
memory_is_out(void)
{
	state.is_guarded = false;
	return state.is_out;
}
