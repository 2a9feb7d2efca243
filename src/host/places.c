#include "places.h"

#include "describe.h"
#include "store.h"
#include "text.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *
places_variable(const struct request *request, const char *key)
{
	for (char *const *entry = request->environment; *entry != NULL; entry++) {
		const char *value = request_variable(*entry, key);

		if (value != NULL)
			return value[0] == '\0' ? NULL : value;
	}
	return NULL;
}

static bool
is_environment(const char *path)
{
	struct text file = {.data = NULL};
	struct stat status;

	text_format(&file, "%s/pyvenv.cfg", path);
	bool is = stat(file.data, &status) == 0 && S_ISREG(status.st_mode);
	text_free(&file);
	return is;
}

/*
 * Whether ENTRY is how Pipenv (NAME-HASH) or Poetry (NAME-HASH-pyX.Y) call the environment of
 * the project NAME: eight characters of base64url stand behind the name.
 */
static bool
is_hashed(const char *entry, const char *name)
{
	size_t length = strlen(name);

	if (strncmp(entry, name, length) != 0 || entry[length] != '-')
		return false;
	entry += length + 1;
	for (int i = 0; i < 8; i++, entry++)
		if (!isalnum((unsigned char)*entry) && *entry != '_' && *entry != '-')
			return false;
	return *entry == '\0' || strncmp(entry, "-py", 3) == 0;
}

static void
add_if_environment(struct list *found, const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_add(&path, directory);
	if (path.length > 0 && path.data[path.length - 1] != '/')
		text_add(&path, "/");
	text_add(&path, name);
	if (is_environment(path.data))
		list_add(found, path.data);
	text_free(&path);
}

static void
look_in_directory(
	const char *directory, const char *name, bool hashed, struct list *found)
{
	add_if_environment(found, directory, name);
	if (!hashed || found->n > 0)
		return;
	DIR *stream = opendir(directory);
	if (stream == NULL)
		return;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL;)
		if (is_hashed(entry->d_name, name))
			add_if_environment(found, directory, entry->d_name);
	closedir(stream);
	list_sort(found);
}

static void
look_in_known(const struct request *request, const char *name, struct list *found)
{
	struct list known = {.items = NULL};

	if (request->root == NULL)
		return;
	store_list_own(request, STORE_ENVIRONMENTS, &known);
	for (size_t i = 0; i < known.n; i++) {
		struct description description;

		describe(known.items[i], &description);
		if (description.name != NULL && strcmp(description.name, name) == 0 &&
			is_environment(known.items[i]))
			list_add(found, known.items[i]);
		description_free(&description);
	}
	list_free(&known);
}

/* Where tools keep environments: $VARIABLE/BELOW, or $HOME/BELOW where VARIABLE is NULL. */
static const struct {
	const char *variable;
	const char *below;
	bool hashed;
} tools[] = {
	{"WORKON_HOME", "", true},
	{NULL, ".virtualenvs", false},
	{"PYENV_ROOT", "versions", false},
	{NULL, ".pyenv/versions", false},
	{"POETRY_VIRTUALENVS_PATH", "", true},
	{"XDG_CACHE_HOME", "pypoetry/virtualenvs", true},
	{NULL, ".cache/pypoetry/virtualenvs", true},
	{"XDG_DATA_HOME", "virtualenvs", true},
	{NULL, ".local/share/virtualenvs", true},
};

void
places_find(const struct request *request, const char *name, struct list *found)
{
	if (request->directory != NULL)
		look_in_directory(request->directory, name, false, found);
	if (found->n == 0)
		look_in_known(request, name, found);
	for (size_t i = 0; found->n == 0 && i < sizeof(tools) / sizeof(tools[0]); i++) {
		const char *base = tools[i].variable == NULL
			? request->variables.home
			: places_variable(request, tools[i].variable);
		struct text directory = {.data = NULL};

		if (base == NULL || base[0] != '/')
			continue;
		text_format(&directory, "%s/%s", base, tools[i].below);
		look_in_directory(directory.data, name, tools[i].hashed, found);
		text_free(&directory);
	}
	const char *const *place = request->settings->places;
	for (; found->n == 0 && *place != NULL; place++)
		look_in_directory(*place, name, false, found);
}
