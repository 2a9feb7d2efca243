#include "diagnose.h"

#include "broken.h"
#include "error.h"
#include "memory.h"
#include "shims.h"
#include "text.h"
#include "via.h"
#include "whose.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct diagnosis {
	const struct problem *problem;
	const struct request *request;
	const char *named_by;
	struct vshim_error *error;
};

/*
 * What most reasons say: %1 is the problem's path and %2 its detail, as words of a shell; %e
 * the error, %s the several paths, each on a line of its own.
 */
static const struct {
	const char *what;
	const char *hint;
} words[] = {
	[REASON_CANNOT_LOOK] =
		{"%1 cannot be looked at, and may be what is looked for: %e",
			"try again: this was the system's trouble, not the file's"},
	[REASON_TOO_LARGE] =
		{"the paths and variables here are too large to be decided on (%1)",
			NULL},
	[REASON_NAME_UNKNOWN] = {"no environment is called %1",
		"name it by its path; `vshim list` shows the known ones"},
	[REASON_NAME_AMBIGUOUS] = {"more than one environment is called %1:%s",
		"name one of them by its path"},
	[REASON_REDIRECT_EMPTY] = {"the redirect file %1 is empty",
		"write the path of an environment into it, or remove it: rm %1"},
	[REASON_REDIRECT_UNREADABLE] = {"the redirect file %1 cannot be read: %e",
		"make it readable: chmod u+r %1"},
	[REASON_REDIRECT_UNUSABLE] =
		{"the redirect file %1 names %2, which is no environment",
			"make that environment, correct the file, or remove it: rm %1"},
	[REASON_VENV_DANGLING] = {"%1 is a link to %2, which is not there",
		"make what it points to, or remove the link: rm %1"},
	[REASON_VENV_ODD] = {"%1 is neither a directory nor a redirect file",
		"remove it: rm %1"},
	[REASON_GLOBAL_GONE] = {"the global environment %1 is gone",
		"choose another: vshim global ENV; or none: vshim global --unset"},
	[REASON_SCRIPT_BROKEN] = {"%1 cannot be run: %e",
		"put pip in again: %2/bin/python -m ensurepip --upgrade"},
	[REASON_IS_SHIM] =
		{"%1 is a shim, and leads back here instead of to a Python of %2",
			"make the environment anew with a real interpreter: "
			"/usr/bin/python3 -m venv --clear %2"},
};

static void
fill(struct text *text, const char *template, const struct problem *problem)
{
	for (; *template != '\0'; template ++) {
		if (*template != '%') {
			text_add_bytes(text, template, 1);
			continue;
		}
		switch (*++template) {
		case '1':
			text_add_word(text, problem->path != NULL ? problem->path : "");
			break;
		case '2':
			text_add_word(
				text, problem->detail != NULL ? problem->detail : "");
			break;
		case 'e':
			text_add(text, strerror(problem->err));
			break;
		case 's':
			for (const char *const *one = problem->several; *one != NULL;
				one++)
				text_format(text, "\n  %q", *one);
			break;
		}
	}
}

static int
say_words(struct diagnosis *diagnosis)
{
	const struct problem *problem = diagnosis->problem;
	struct text what = {.data = NULL}, hint = {.data = NULL};

	fill(&what, words[problem->reason].what, problem);
	error_set(diagnosis->error, problem_status(problem), "%s", what.data);
	if (words[problem->reason].hint != NULL) {
		fill(&hint, words[problem->reason].hint, problem);
		error_hint(diagnosis->error, "%s", hint.data);
	}
	text_free(&what);
	text_free(&hint);
	return -1;
}

/* A name that nobody or more than one goes by; who gave it is said where it was not typed. */
static int
say_name(struct diagnosis *diagnosis)
{
	say_words(diagnosis);
	return diagnosis->named_by == NULL
		? -1
		: error_about(diagnosis->error, diagnosis->named_by);
}

static int
say_unusable(struct diagnosis *diagnosis)
{
	const char *path = diagnosis->problem->path;
	const char *by = diagnosis->named_by;
	bool is_there = access(path, F_OK) == 0;

	error_set(diagnosis->error, STATUS_CANNOT_RUN, "%s%s%q%s %s",
		by == NULL ? "" : by, by == NULL ? "" : " names ", path,
		by == NULL ? "" : ", which",
		is_there ? "is no environment: it holds no pyvenv.cfg"
			 : "does not exist");
	if (by != NULL && strcmp(by, "VSHIM_ENV") == 0)
		return error_hint(diagnosis->error,
			"name an environment, or none: unset VSHIM_ENV");
	/* What is there would not be replaced. */
	if (is_there)
		return error_hint(diagnosis->error,
			"name an environment; `vshim list` shows the known ones");
	return error_hint(diagnosis->error, "make one there: vshim create %q", path);
}

static int
say_several(struct diagnosis *diagnosis)
{
	const struct problem *problem = diagnosis->problem;
	struct text what = {.data = NULL};

	fill(&what, "%1 holds more than one environment:%s", problem);
	error_set(diagnosis->error, STATUS_CANNOT_RUN, "%s", what.data);
	text_free(&what);
	return error_hint(diagnosis->error,
		"choose one for this project: echo %q > %q/.venv; or for now: "
		"VSHIM_ENV=%q",
		strrchr(problem->several[0], '/') + 1, problem->path,
		problem->several[0]);
}

static int
say_untrusted(struct diagnosis *diagnosis)
{
	const struct problem *problem = diagnosis->problem;
	struct text what = {.data = NULL};

	whose_add(&what, diagnosis->request, problem->path);
	error_set(diagnosis->error, STATUS_CANNOT_RUN, "%s", what.data);
	text_free(&what);
	if (problem->detail == NULL)
		return error_hint(diagnosis->error,
			"choose for yourself: vshim global ENV; or none: vshim global "
			"--unset");
	return error_hint(diagnosis->error, "if you know what is in it: vshim trust %q",
		problem->detail);
}

static int
say_chain(struct diagnosis *diagnosis)
{
	const char *list = diagnosis->problem->path;
	size_t size = strlen(list) + 64;
	struct arena arena = {.base = memory_zeroed(1, size), .size = size};
	struct text chain = {.data = NULL};

	if (arena.base == NULL)
		return error_no_memory(diagnosis->error);
	for (struct via_entry entry; via_next(&arena, &list, &entry); arena.used = 0)
		text_format(&chain, "\n  process %d: %q", (int)entry.pid, entry.path);
	error_set(diagnosis->error, STATUS_CANNOT_RUN,
		"%q was started again and again, each time by the one before:%s",
		diagnosis->request->name, chain.data == NULL ? "" : chain.data);
	text_free(&chain);
	free(arena.base);
	return error_hint(diagnosis->error,
		"two programs hand this command to each other: take one of them off "
		"PATH");
}

/* The environments known to REQUEST that have the command NAME, each on a line of its own. */
static void
add_owners(struct text *text, const struct request *request, const char *name)
{
	struct list environments = {.items = NULL};
	struct vshim_error ignored = {.what = NULL};

	shims_whence(request, name, &environments, &ignored);
	vshim_error_free(&ignored);
	if (environments.n > 0)
		text_add(text, "; these environments have it:");
	for (size_t i = 0; i < environments.n; i++)
		text_format(text, "\n  %q", environments.items[i]);
	list_free(&environments);
}

static int
say_not_found(struct diagnosis *diagnosis)
{
	const char *name = diagnosis->problem->path;
	struct vshim_error *error = diagnosis->error;

	struct text what = {.data = NULL};
	text_format(&what, "%q: no such command here", name);
	add_owners(&what, diagnosis->request, name);
	error_set(error, STATUS_NOT_FOUND, "%s", what.data);
	text_free(&what);
	if (strncmp(name, "python", 6) == 0)
		return error_hint(error,
			"no Python is on PATH: install one (Debian: apt install "
			"python3)");
	if (strncmp(name, "pip", 3) == 0)
		return error_hint(
			error, "make an environment, which has one: vshim create");
	return error_hint(
		error, "`vshim which --explain %q` shows where it was looked for", name);
}

int
diagnose(const struct problem *problem, const struct request *request,
	const char *named_by, struct vshim_error *error)
{
	struct diagnosis diagnosis = {problem, request, named_by, error};

	switch (problem->reason) {
	case REASON_NAME_UNKNOWN:
	case REASON_NAME_AMBIGUOUS:
		return say_name(&diagnosis);
	case REASON_UNUSABLE:
		return say_unusable(&diagnosis);
	case REASON_SEVERAL:
		return say_several(&diagnosis);
	case REASON_UNTRUSTED:
		return say_untrusted(&diagnosis);
	case REASON_BROKEN:
		return broken_say(problem, request, error);
	case REASON_NO_PIP:
		return broken_say_no_pip(problem->path, request, error);
	case REASON_CHAIN:
		return say_chain(&diagnosis);
	case REASON_NOT_FOUND:
		return say_not_found(&diagnosis);
	default:
		return say_words(&diagnosis);
	}
}

int
diagnose_start(const char *program, int err, struct vshim_error *error)
{
	error_set(error, STATUS_CANNOT_RUN, "%q cannot be started: %s", program,
		strerror(err));
	if (err == E2BIG)
		return error_hint(
			error, "its arguments and variables are too many or too long");
	if (err == ENOENT)
		return error_hint(error,
			"the interpreter that its first line names is missing: head -n 1 "
			"%q",
			program);
	return error_hint(error, "look at it: ls -l %q; file %q", program, program);
}
