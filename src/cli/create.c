#include "cli.h"

#include "creation.h"
#include "decision.h"
#include "note.h"
#include "progress.h"
#include "site.h"
#include "supervise.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CREATE_PYTHON,
	CREATE_CLEAR,
	CREATE_SYSTEM_SITE,
	CREATE_WITHOUT_PIP,
	CREATE_PROMPT,
};

/* PATH as it will be found: `.`, `..` and empty components are the kernel's to follow. */
static const char *
resolved(struct arena *arena, const char *path)
{
	char real[PATH_MAX];

	path = path_trim(arena, path);
	if (path_is_plain(path))
		return path;
	if (realpath(path, real) != NULL)
		return arena_text(arena, real, strlen(real));
	if (realpath(path_parent(arena, path), real) != NULL)
		return path_join(
			arena, arena_text(arena, real, strlen(real)), path_base(path));
	return path;
}

/* Where the environment is to be, or NULL with *ERROR filled. */
static const char *
find_directory(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *name = arguments->before == 0 ? ".venv" : arguments->operands[0];
	const char *current = decision->request.directory;

	if (arguments->before > 1) {
		error_set(error, STATUS_USAGE,
			"vshim create takes less than that: %q is too much",
			arguments->operands[1]);
		error_hint(error, "options for venv stand behind --: vshim create -- %q",
			arguments->operands[1]);
		return NULL;
	}
	if (name[0] == '\0') {
		error_set(error, STATUS_USAGE, "vshim create: the directory has no name");
		error_hint(error, "vshim create --help");
		return NULL;
	}
	if (name[0] != '/' && current == NULL) {
		error_set(error, STATUS_FAILED, "this directory is gone");
		error_hint(error, "go to one that is there, or give an absolute path");
		return NULL;
	}
	return resolved(&decision->arena, path_from(&decision->arena, current, name));
}

/* What the progress line says: the interpreter is there long before pip is. */
struct stage {
	struct progress *progress;
	const char *start;
	const char *python; /* in the environment */
	bool with_pip;
};

static void
show_stage(void *data)
{
	const struct stage *stage = data;
	struct stat status;
	bool is_pip = stage->with_pip && lstat(stage->python, &status) == 0;

	progress_show(stage->progress, stage->start, is_pip ? ", putting pip in" : "");
}

static void
report(const struct creation_wish *wish, const struct python *python,
	const struct creation_result *result)
{
	struct text line = {.data = NULL};

	text_format(&line, "%q: Python %d.%d.%d, from %q%s\n", wish->directory,
		python->major, python->minor, python->micro, python->path,
		result->by_virtualenv ? ", by virtualenv" : "");
	fwrite(line.data, 1, line.length, stdout);
	if (result->output.length > 0)
		fwrite(result->output.data, 1, result->output.length, stdout);
	text_free(&line);
}

/* Who makes an environment beside the others here means to use it here. */
static void
note_if_here(struct decision *decision, const char *directory)
{
	const char *current = decision->request.directory;

	if (current != NULL &&
		path_equal(path_parent(&decision->arena, directory), current))
		note_selected(decision, directory);
}

/* Makes it with PYTHON. As a command ends. */
static int
create(const struct creation_wish *wish, const struct python *python,
	struct decision *decision, struct vshim_error *error)
{
	struct creation_result result = {.signal = 0};
	struct text start = {.data = NULL};
	struct progress progress = progress_begin(decision->request.environment);
	struct stage stage = {.progress = &progress,
		.python = path_join(&decision->arena, wish->directory, "bin/python"),
		.with_pip = !wish->without_pip};

	text_format(&start, "making an environment with Python %d.%d.%d", python->major,
		python->minor, python->micro);
	stage.start = start.data;
	struct creation_wish shown = *wish;
	shown.tick = show_stage;
	shown.data = &stage;
	int err = creation_make(
		&decision->request, &decision->arena, &shown, python, &result, error);
	progress_end(&progress);
	if (err == 0) {
		/* Only now can `..` be followed in a path of which parts were missing. */
		shim_learn(decision, resolved(&decision->arena, wish->directory));
		report(wish, python, &result);
		note_if_here(decision, wish->directory);
	} else if (result.signal != 0) {
		err = supervise_mirror(&(struct supervise_end){.signal = result.signal});
	}
	text_free(&result.output);
	text_free(&start);
	return err;
}

int
create_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const struct request *request = &decision->request;
	struct creation_wish wish = {
		.directory = find_directory(arguments, decision, error),
		.clears = arguments->given[CREATE_CLEAR],
		.without_pip = arguments->given[CREATE_WITHOUT_PIP],
		.system_site = arguments->given[CREATE_SYSTEM_SITE],
		.prompt = arguments->values[CREATE_PROMPT],
		.further = arguments->operands + arguments->before,
	};
	struct python python;
	int signal;

	if (wish.directory == NULL ||
		site_check(request, wish.directory, wish.clears, error) != 0)
		return -1;
	int err = pythons_find(request, &decision->arena,
		arguments->values[CREATE_PYTHON], &python, &signal, error);
	if (err == PYTHONS_INTERRUPTED)
		err = supervise_mirror(&(struct supervise_end){.signal = signal});
	else if (err == 0)
		err = create(&wish, &python, decision, error);
	pythons_free(&python);
	return err;
}
