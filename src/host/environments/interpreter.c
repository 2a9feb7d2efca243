#include "interpreter.h"

#include "describe.h"
#include "machine.h"
#include "memory.h"
#include "search.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the paths along PATH may need. Bytes. */
enum { ARENA_SIZE = 256 * 1024 };

/* Whether the program PATH belongs to an environment, from which none should be made. */
static bool
is_inside_environment(const char *path)
{
	struct text file = {.data = NULL};
	const char *base = strrchr(path, '/');

	text_add_bytes(&file, path, (size_t)(base - path));
	text_add(&file, "/../pyvenv.cfg");
	bool is = access(file.data, F_OK) == 0;
	text_free(&file);
	return is;
}

static bool
is_usable(const char *path)
{
	return access(path, X_OK) == 0 && describe_is_interpreter(path) &&
		machine_starts(path) && !is_inside_environment(path);
}

static char *
find_on_path(const struct request *request, const char *name)
{
	struct arena arena = {.base = memory_grow(NULL, ARENA_SIZE), .size = ARENA_SIZE};
	const char *list = request->variables.path;
	struct search search;
	char *found = NULL;

	if (arena.base == NULL)
		return NULL;
	search_begin(&search, request, &arena, name,
		list != NULL ? list : "/usr/local/bin:/usr/bin:/bin", NULL);
	for (const char *path; found == NULL && (path = search_next(&search)) != NULL;)
		if (is_usable(path))
			found = text_copy(path);
	free(arena.base);
	return found;
}

/* DIRECTORY/ENTRY/TAIL of the latest entry that starts with PREFIX, where that is usable. */
static char *
find_latest(const char *directory, const char *prefix, const char *tail)
{
	DIR *stream = opendir(directory);
	char *latest = NULL;
	long highest = -1;

	if (stream == NULL)
		return NULL;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
		struct text path = {.data = NULL};

		if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
			continue;
		long patch = strtol(entry->d_name + strlen(prefix), NULL, 10);
		text_format(&path, "%s/%s/%s", directory, entry->d_name, tail);
		if (patch > highest && is_usable(path.data)) {
			free(latest);
			latest = text_take(&path);
			highest = patch;
		}
		text_free(&path);
	}
	closedir(stream);
	return latest;
}

static char *
find_in_pyenv(const struct request *request, const char *name)
{
	struct text versions = {.data = NULL}, prefix = {.data = NULL},
		    tail = {.data = NULL};
	const char *root = NULL;

	for (char *const *entry = request->environment; *entry != NULL; entry++)
		if (root == NULL)
			root = request_variable(*entry, "PYENV_ROOT");
	if (root != NULL && root[0] != '\0')
		text_format(&versions, "%s/versions", root);
	else if (request->variables.home != NULL)
		text_format(&versions, "%s/.pyenv/versions", request->variables.home);
	else
		return NULL;
	text_format(&prefix, "%s.", name + strcspn(name, "0123456789"));
	text_format(&tail, "bin/%s", name);
	char *found = find_latest(versions.data, prefix.data, tail.data);
	text_free(&versions);
	text_free(&prefix);
	text_free(&tail);
	return found;
}

char *
interpreter_find(const struct request *request, const char *home, int major, int minor)
{
	struct text path = {.data = NULL}, name = {.data = NULL};
	char *found = NULL;

	text_format(&name, "python%d.%d", major, minor);
	if (home != NULL && home[0] == '/') {
		text_format(&path, "%s/%s", home, name.data);
		if (is_usable(path.data))
			found = text_take(&path);
		text_free(&path);
	}
	if (found == NULL)
		found = find_on_path(request, name.data);
	if (found == NULL)
		found = find_in_pyenv(request, name.data);
	text_free(&name);
	return found;
}

char *
interpreter_any(const struct request *request)
{
	return find_on_path(request, "python3");
}

/* The length of `X.Y.` at the start of TEXT, 0 when it is no version. */
static size_t
minor_length(const char *text)
{
	size_t major = strspn(text, "0123456789");

	if (major == 0 || text[major] != '.')
		return 0;
	size_t minor = strspn(text + major + 1, "0123456789");
	size_t length = major + 1 + minor;
	return minor > 0 && text[length] == '.' ? length + 1 : 0;
}

/* The same as PATH below the latest sibling of its directory of a version, or NULL. */
static char *
sibling(const char *path)
{
	for (const char *slash = strchr(path, '/'); slash != NULL;
		slash = strchr(slash + 1, '/')) {
		size_t length = minor_length(slash + 1);
		const char *tail = strchr(slash + 1, '/');
		struct text directory = {.data = NULL}, prefix = {.data = NULL};

		if (length == 0 || tail == NULL)
			continue;
		text_add_bytes(&directory, path, (size_t)(slash - path));
		text_add_bytes(&prefix, slash + 1, length);
		char *found = find_latest(directory.data, prefix.data, tail + 1);
		text_free(&directory);
		text_free(&prefix);
		return found;
	}
	return NULL;
}

char *
interpreter_successor(const char *path, const char *home)
{
	struct text other = {.data = NULL};
	char *found = sibling(path);

	if (found != NULL || home == NULL)
		return found;
	text_format(&other, "%s/python3", home);
	if (is_usable(other.data))
		return text_take(&other);
	text_free(&other);
	return NULL;
}

bool
interpreter_version(const char *path, int *major, int *minor)
{
	char *real = realpath(path, NULL);
	const char *base = real == NULL ? NULL : strrchr(real, '/') + 1;
	bool has = base != NULL && sscanf(base, "python%d.%d", major, minor) == 2;

	free(real);
	return has;
}
