#include "spell.h"

#include "files.h"

#include <limits.h>
#include <string.h>

/* BUFFER, which was taken last, without the room behind its text; NULL where that is no answer. */
static const char *
answer(struct arena *arena, char *buffer, bool is_answer)
{
	arena_keep(arena, buffer, is_answer ? strlen(buffer) + 1 : 0);
	return is_answer ? buffer : NULL;
}

const char *
spell_current(struct arena *arena, int *err)
{
	char *buffer = arena_take(arena, PATH_MAX);

	*err = 0;
	if (buffer == NULL)
		return NULL;
	*err = files_getcwd(buffer, PATH_MAX);
	return answer(arena, buffer, *err == 0 && buffer[0] == '/');
}

const char *
spell_real(struct arena *arena, const char *path, int *err)
{
	char *buffer = arena_take(arena, PATH_MAX);

	*err = 0;
	if (buffer == NULL)
		return NULL;
	*err = files_realpath(path, buffer);
	return answer(arena, buffer, *err == 0 && buffer[0] == '/');
}

const char *
spell_target(struct arena *arena, const char *link, int *err)
{
	char *buffer = arena_take(arena, PATH_MAX);

	*err = 0;
	if (buffer == NULL)
		return NULL;
	ssize_t length = files_readlink(link, buffer, PATH_MAX);
	*err = length < 0 ? (int)-length : 0;
	return answer(arena, buffer, length > 0);
}
