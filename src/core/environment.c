#include "environment.h"

#include "files.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

bool
environment_is_at(struct arena *arena, const char *directory)
{
	size_t before = arena->used;
	bool is = files_is_regular(path_join(arena, directory, "pyvenv.cfg"));

	arena->used = before;
	return is;
}

/* An environment's PATH as it is shown: as it was spelled, but without `.` and `..`. */
static const char *
spelled(struct arena *arena, const char *path)
{
	char buffer[PATH_MAX];

	path = path_trim(arena, path);
	if (path_is_plain(path) || files_realpath(path, buffer) != 0)
		return path;
	return arena_text(arena, buffer, strlen(buffer));
}

static bool
is_word(const char *text)
{
	return strchr(text, '/') == NULL && strcmp(text, ".") != 0 &&
		strcmp(text, "..") != 0;
}

/* Says in PROBLEM that the look at PATH failed. Always NULL. */
static const char *
fail_to_look(struct problem *problem, const char *path)
{
	*problem = (struct problem){
		.reason = REASON_CANNOT_LOOK, .path = path, .err = errno};
	return NULL;
}

const char *
environment_named(const struct request *request, struct arena *arena, const char *text,
	const char *directory, bool in_redirect, struct problem *problem)
{
	const struct knowledge *knowledge = request->knowledge;
	bool has_path = text[0] == '/' || directory != NULL;
	const char *path = has_path ? path_from(arena, directory, text) : text;

	if (has_path && environment_is_at(arena, path))
		return spelled(arena, path);
	if (has_path && problem_is_trouble(errno))
		return fail_to_look(problem, path);
	errno = 0;
	bool is_name = is_word(text) && !(in_redirect && files_is_directory(path));
	if (problem_is_trouble(errno))
		return fail_to_look(problem, path);
	if (is_name && knowledge != NULL) {
		path = knowledge->find_name(knowledge->data, text, problem);
		return path == NULL ? NULL : spelled(arena, path);
	}
	*problem = (struct problem){
		.reason = is_name ? REASON_NAME_UNKNOWN : REASON_UNUSABLE,
		.path = is_name ? text : path,
	};
	return NULL;
}
