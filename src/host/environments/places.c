#include "places.h"

#include "describe.h"
#include "store.h"
#include "text.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
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

/* Looking for a name. Ends at the first place that has it, or that nobody can say it of. */
struct search {
	const struct request *request;
	const char *name;
	struct list *found;
	int err; /* of the look at what nobody can say anything of, or 0 */
	struct text unseen; /* its path */
};

static bool
is_over(const struct search *search)
{
	return search->found->n > 0 || search->err != 0;
}

/* Keeps in mind that the look at PATH failed with ERR, unless that says that it is not there. */
static void
note_failure(struct search *search, const char *path, int err)
{
	if (search->err != 0 || !problem_is_trouble(err))
		return;
	search->err = err;
	text_add(&search->unseen, path);
}

static void
add_if_environment(struct search *search, const char *path)
{
	struct text file = {.data = NULL};
	struct stat status;

	text_format(&file, "%s/pyvenv.cfg", path);
	if (stat(file.data, &status) != 0)
		note_failure(search, path, errno);
	else if (S_ISREG(status.st_mode))
		list_add(search->found, path);
	text_free(&file);
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
look_at_child(struct search *search, const char *directory, const char *entry)
{
	struct text path = {.data = NULL};

	text_add(&path, directory);
	if (path.length > 0 && path.data[path.length - 1] != '/')
		text_add(&path, "/");
	text_add(&path, entry);
	add_if_environment(search, path.data);
	text_free(&path);
}

static void
look_for_hashed(struct search *search, const char *directory)
{
	DIR *stream = opendir(directory);

	if (stream == NULL) {
		note_failure(search, directory, errno);
		return;
	}
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0)
		if (is_hashed(entry->d_name, search->name))
			look_at_child(search, directory, entry->d_name);
	note_failure(search, directory, errno);
	closedir(stream);
	list_sort(search->found);
}

static void
look_in_directory(struct search *search, const char *directory, bool hashed)
{
	look_at_child(search, directory, search->name);
	if (hashed && !is_over(search))
		look_for_hashed(search, directory);
}

static void
look_at_known(struct search *search, const char *environment)
{
	struct description description;

	describe(environment, &description);
	note_failure(search, environment, description.err);
	if (description.name != NULL && strcmp(description.name, search->name) == 0)
		add_if_environment(search, environment);
	description_free(&description);
}

static void
look_in_known(struct search *search)
{
	struct list known = {.items = NULL};
	const char *root = search->request->root;

	if (root == NULL)
		return;
	if (store_list_own(search->request, STORE_ENVIRONMENTS, &known) != 0)
		note_failure(search, root, errno);
	for (size_t i = 0; i < known.n; i++)
		look_at_known(search, known.items[i]);
	list_free(&known);
}

/* Where tools keep environments: $VARIABLE with BELOW, or $HOME where VARIABLE is NULL. */
static const struct {
	const char *variable;
	const char *below;
	bool hashed;
} tools[] = {
	{"WORKON_HOME", "", true},
	{NULL, "/.virtualenvs", false},
	{"PYENV_ROOT", "/versions", false},
	{NULL, "/.pyenv/versions", false},
	{"POETRY_VIRTUALENVS_PATH", "", true},
	{"XDG_CACHE_HOME", "/pypoetry/virtualenvs", true},
	{NULL, "/.cache/pypoetry/virtualenvs", true},
	{"XDG_DATA_HOME", "/virtualenvs", true},
	{NULL, "/.local/share/virtualenvs", true},
};

static void
look_where_tools_keep(struct search *search)
{
	for (size_t i = 0; !is_over(search) && i < sizeof(tools) / sizeof(tools[0]);
		i++) {
		const char *base = tools[i].variable == NULL
			? search->request->variables.home
			: places_variable(search->request, tools[i].variable);
		struct text directory = {.data = NULL};

		if (base == NULL || base[0] != '/')
			continue;
		text_format(&directory, "%s%s", base, tools[i].below);
		look_in_directory(search, directory.data, tools[i].hashed);
		text_free(&directory);
	}
}

int
places_find(const struct request *request, const char *name, struct list *found,
	char **unseen)
{
	struct search search = {.request = request, .name = name, .found = found};

	look_in_known(&search);
	look_where_tools_keep(&search);
	const char *const *place = request->settings->places;
	for (; !is_over(&search) && *place != NULL; place++)
		look_in_directory(&search, *place, false);
	if (search.err == 0)
		return 0;
	*unseen = text_take(&search.unseen);
	errno = search.err;
	return -1;
}
