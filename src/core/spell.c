#include "spell.h"

#include "files.h"

#include <limits.h>
#include <string.h>

/* Room for any path. NULL: the arena is full, which no look has said. */
static char *
room(struct arena *arena, int *err)
{
	*err = 0;
	return arena_take(arena, PATH_MAX);
}

/* BUFFER (or NULL), taken last, without the room behind its text; NULL where that is no answer. */
static const char *
answer(struct arena *arena, char *buffer, bool is_answer)
{
	size_t size = buffer != NULL && is_answer ? strlen(buffer) + 1 : 0;

	arena_keep(arena, buffer, size);
	return size > 0 ? buffer : NULL;
}

const char *
spell_current(struct arena *arena, int *err)
{
	char *buffer = room(arena, err);

	if (buffer != NULL)
		*err = files_getcwd(buffer, PATH_MAX);
	const char *path = answer(arena, buffer, *err == 0);
	return path != NULL && path[0] == '/' ? path : NULL;
}

const char *
spell_real(struct arena *arena, const char *path, int *err)
{
	char *buffer = room(arena, err);

	if (buffer != NULL)
		*err = files_realpath(path, buffer);
	return answer(arena, buffer, *err == 0);
}

const char *
spell_target(struct arena *arena, const char *link, int *err)
{
	char *buffer = room(arena, err);
	ssize_t length = buffer == NULL ? 0 : files_readlink(link, buffer, PATH_MAX);

	if (length < 0)
		*err = (int)-length;
	return answer(arena, buffer, length > 0);
}
