#include "pythons.h"

#include "error.h"
#include "pyenv.h"
#include "search.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is wanted of a Python. */
struct wish {
	const char *text; /* as the user wrote it; NULL: anything */
	int numbers[PYENV_NUMBERS]; /* of the version that it must have */
	int n; /* how many of them */
};

/* A search for one. */
struct hunt {
	struct interview interview;
	struct wish wish;
	struct python *python;
};

/* Whether the program PATH is a Python of the version that is wanted. */
static bool
suits(struct hunt *hunt, const char *path)
{
	const struct wish *wish = &hunt->wish;

	if (hunt->interview.signal != 0 ||
		!interview(&hunt->interview, path, hunt->python))
		return false;
	const int numbers[] = {
		hunt->python->major, hunt->python->minor, hunt->python->micro};
	if (memcmp(numbers, wish->numbers, (size_t)wish->n * sizeof(*numbers)) == 0)
		return true;
	pythons_free(hunt->python);
	return false;
}

static void
begin_search(const struct request *request, struct arena *arena, const char *name,
	struct search *search)
{
	const char *active = request->variables.virtual_env;
	const char *path = request->variables.path;

	search_begin(search, request, arena, name,
		path == NULL ? "/usr/local/bin:/usr/bin:/bin" : path,
		active == NULL ? NULL : path_join(arena, active, "bin"));
}

const char *
pythons_command(const struct request *request, struct arena *arena, const char *name)
{
	struct search search;

	begin_search(request, arena, name, &search);
	return search_next(&search);
}

static bool
find_on_path(struct hunt *hunt, const char *name)
{
	struct search search;
	const char *path;

	begin_search(hunt->interview.request, hunt->interview.arena, name, &search);
	while ((path = search_next(&search)) != NULL)
		if (suits(hunt, path))
			return true;
	return false;
}

/* The interpreter in DIRECTORY/bin. */
static bool
find_in_directory(struct hunt *hunt, const char *directory)
{
	static const char *const names[] = {"bin/python", "bin/python3", "bin/python2"};
	bool found = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !found; i++) {
		const char *path = path_join(hunt->interview.arena, directory, names[i]);
		struct stat status;

		found = stat(path, &status) == 0 && suits(hunt, path);
	}
	return found;
}

static bool
find_in_pyenv(struct hunt *hunt)
{
	struct list names = {.items = NULL};
	bool found = false;

	pyenv_versions(hunt->interview.request, hunt->wish.numbers, hunt->wish.n, &names);
	for (size_t i = 0; i < names.n && !found; i++) {
		char *directory =
			pyenv_directory(hunt->interview.request, names.items[i]);

		found = find_in_directory(hunt, directory);
		free(directory);
	}
	list_free(&names);
	return found;
}

/* A version of pyenv's that has a name of its own, as PyPy's do. */
static bool
find_by_name_in_pyenv(struct hunt *hunt, const char *name)
{
	char *directory = pyenv_directory(hunt->interview.request, name);
	bool found = directory != NULL && find_in_directory(hunt, directory);

	free(directory);
	return found;
}

static bool
find_version(struct hunt *hunt)
{
	const int *numbers = hunt->wish.numbers;
	struct text name = {.data = NULL};

	text_format(&name, "python%d", numbers[0]);
	if (hunt->wish.n > 1)
		text_format(&name, ".%d", numbers[1]);
	bool found = find_on_path(hunt, name.data) || find_on_path(hunt, "python3") ||
		find_on_path(hunt, "python") || find_in_pyenv(hunt);
	text_free(&name);
	return found;
}

static bool
find_path(struct hunt *hunt, const char *text)
{
	const char *directory = hunt->interview.request->directory;
	const char *path = directory == NULL
		? text
		: path_from(hunt->interview.arena, directory, text);
	struct stat status;

	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return find_in_directory(hunt, path);
	return suits(hunt, path);
}

/* Whether the command NAME says a version itself, which is then the wish. */
static bool
is_versioned(const char *name, struct wish *wish)
{
	static const char prefix[] = "python";
	size_t length = sizeof(prefix) - 1;

	if (strncmp(name, prefix, length) != 0)
		return false;
	wish->n = pyenv_parse(name + length, wish->numbers);
	return wish->n > 0;
}

static bool
find(struct hunt *hunt)
{
	struct wish *wish = &hunt->wish;

	if (wish->text == NULL)
		return find_on_path(hunt, "python3") || find_on_path(hunt, "python") ||
			find_in_pyenv(hunt);
	if (strchr(wish->text, '/') != NULL)
		return find_path(hunt, wish->text);
	wish->n = pyenv_parse(wish->text, wish->numbers);
	if (wish->n > 0 || is_versioned(wish->text, wish))
		return find_version(hunt);
	return find_on_path(hunt, wish->text) || find_by_name_in_pyenv(hunt, wish->text);
}

/* The last line of what a program said that is no Python. */
static void
add_last_line(struct text *what, struct text *failure)
{
	while (failure->length > 0 && failure->data[failure->length - 1] == '\n')
		failure->data[--failure->length] = '\0';
	if (failure->length == 0)
		return;
	const char *newline = strrchr(failure->data, '\n');
	text_format(what, ": %q", newline == NULL ? failure->data : newline + 1);
}

/* What there is instead. */
static void
add_others(struct hunt *hunt, struct text *what)
{
	struct list names = {.items = NULL};

	hunt->wish.n = 0;
	if (find_on_path(hunt, "python3")) {
		text_format(what, "\n  there is %d.%d.%d: %q", hunt->python->major,
			hunt->python->minor, hunt->python->micro, hunt->python->path);
		pythons_free(hunt->python);
	}
	pyenv_versions(hunt->interview.request, hunt->wish.numbers, 0, &names);
	for (size_t i = 0; i < names.n; i++)
		text_format(
			what, "%s%s", i == 0 ? "\n  pyenv has " : ", ", names.items[i]);
	list_free(&names);
}

/* A program of that name or path is there, but it did not answer. */
static int
say_not_running(struct hunt *hunt, struct vshim_error *error)
{
	const char *text = hunt->wish.text;
	struct text what = {.data = NULL};

	text_format(&what, "%q is no Python that runs", text);
	add_last_line(&what, &hunt->interview.words);
	error_set(error, STATUS_FAILED, "%s", what.data);
	text_free(&what);
	return error_hint(error, "name another: --python VERSION, or --python PATH");
}

static int
say_not_found(struct hunt *hunt, struct vshim_error *error)
{
	const char *text = hunt->wish.text == NULL ? "python3" : hunt->wish.text;
	struct text what = {.data = NULL};
	int numbers[PYENV_NUMBERS];

	text_format(&what, "no %s%q is on PATH or among pyenv's versions",
		pyenv_parse(text, numbers) > 0 ? "Python " : "", text);
	add_others(hunt, &what);
	error_set(error, STATUS_FAILED, "%s", what.data);
	text_free(&what);
	return error_hint(
		error, "install it, or name another: --python VERSION, or --python PATH");
}

static int
say_why_not(struct hunt *hunt, struct vshim_error *error)
{
	const char *text = hunt->wish.text;

	if (text != NULL && strchr(text, '/') != NULL && access(text, F_OK) != 0) {
		error_set(error, STATUS_FAILED, "%q: %s", text, strerror(errno));
		return error_hint(error, "is it there? ls -l %q", text);
	}
	if (text != NULL && hunt->wish.n == 0 &&
		(strchr(text, '/') != NULL || hunt->interview.words.data != NULL))
		return say_not_running(hunt, error);
	return say_not_found(hunt, error);
}

int
pythons_find(const struct request *request, struct arena *arena, const char *wish,
	struct python *python, int *signal, struct vshim_error *error)
{
	struct hunt hunt = {.interview = {.request = request, .arena = arena},
		.wish = {.text = wish},
		.python = python};
	int err = 0;

	*python = (struct python){.path = NULL};
	if (!find(&hunt) && hunt.interview.signal == 0)
		err = say_why_not(&hunt, error);
	*signal = hunt.interview.signal;
	text_free(&hunt.interview.words);
	return hunt.interview.signal != 0 ? PYTHONS_INTERRUPTED : err;
}

void
pythons_free(struct python *python)
{
	free(python->path);
	*python = (struct python){.path = NULL};
}
