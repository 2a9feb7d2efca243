#include "environment.h"

#include "files.h"
#include "spell.h"

#include <errno.h>
#include <string.h>

int
environment_look(
	const struct request *request, struct arena *arena, const char *directory)
{
	size_t before = arena->used;
	struct stat status;

	request_look(request, directory);
	int err = files_stat(path_join(arena, directory, "pyvenv.cfg"), &status);
	request_look(request, NULL);

	arena->used = before;
	return err == 0 && !S_ISREG(status.st_mode) ? ENOENT : err;
}

/* An environment's PATH as it is shown: as it was spelled, but without `.` and `..`. */
static const char *
spelled(struct arena *arena, const char *path)
{
	int err;

	path = path_trim(arena, path);
	const char *real = path_is_plain(path) ? NULL : spell_real(arena, path, &err);
	return real == NULL ? path : real;
}

static bool
is_word(const char *text)
{
	return strchr(text, '/') == NULL && strcmp(text, ".") != 0 &&
		strcmp(text, "..") != 0;
}

/* Says in PROBLEM that the look at PATH failed with ERR. Always NULL. */
static const char *
fail_to_look(struct problem *problem, const char *path, int err)
{
	*problem =
		(struct problem){.reason = REASON_CANNOT_LOOK, .path = path, .err = err};
	return NULL;
}

const char *
environment_named(const struct request *request, struct arena *arena, const char *text,
	const char *directory, bool in_redirect, struct problem *problem)
{
	const struct knowledge *knowledge = request->knowledge;
	bool has_path = text[0] == '/' || directory != NULL;
	const char *path = has_path ? path_from(arena, directory, text) : text;

	int err = has_path ? environment_look(request, arena, path) : ENOENT;

	if (err == 0)
		return spelled(arena, path);
	bool is_name = is_word(text);
	if (is_name && in_redirect && !problem_is_trouble(err)) {
		struct stat status;

		err = files_stat(path, &status);
		is_name = err != 0 || !S_ISDIR(status.st_mode);
	}
	if (problem_is_trouble(err))
		return fail_to_look(problem, path, err);
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
