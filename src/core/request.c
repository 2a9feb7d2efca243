#include "request.h"

#include "files.h"
#include "spell.h"

#include <string.h>

static const char *const default_names[] = {".venv", "venv", "env", ".env", NULL};
static const char *const nothing[] = {NULL};

const struct settings settings_default = {
	.names = default_names,
	.ceilings = nothing,
	.places = nothing,
	.any_name = true,
	.scripts_on_system = true,
	.trust_explicit = false,
	.pip_rehash = true,
};

static const struct {
	const char *key;
	size_t offset;
	bool guarded; /* not listened to in a set-uid start: whoever set it is not the user */
} known[] = {
	{"PATH", offsetof(struct variables, path), false},
	{"PWD", offsetof(struct variables, pwd), false},
	{"HOME", offsetof(struct variables, home), false},
	{"SUDO_UID", offsetof(struct variables, sudo_uid), true},
	{"VIRTUAL_ENV", offsetof(struct variables, virtual_env), true},
	{"VIRTUAL_ENV_PROMPT", offsetof(struct variables, virtual_env_prompt), false},
	{"XDG_CONFIG_HOME", offsetof(struct variables, xdg_config_home), false},
	{"XDG_DATA_HOME", offsetof(struct variables, xdg_data_home), false},
	{"VSHIM_ENV", offsetof(struct variables, vshim_env), true},
	{"VSHIM_ROOT", offsetof(struct variables, vshim_root), true},
	{"VSHIM_CONFIG", offsetof(struct variables, vshim_config), true},
	{"VSHIM_CEILING_DIRECTORIES", offsetof(struct variables, vshim_ceilings), true},
	{"VSHIM_DEBUG", offsetof(struct variables, vshim_debug), true},
	{"VSHIM_SELECTED", offsetof(struct variables, vshim_selected), true},
	{"VSHIM_VIA", offsetof(struct variables, vshim_via), true},
};

const char *
request_variable(const char *entry, const char *key)
{
	size_t length = strlen(key);

	return strncmp(entry, key, length) == 0 && entry[length] == '='
		? entry + length + 1
		: NULL;
}

static void
read_variable(struct variables *variables, const char *entry, bool secure)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (entry[0] != known[i].key[0])
			continue;
		const char *value = request_variable(entry, known[i].key);
		if (value == NULL)
			continue;
		const char **variable =
			(const char **)(void *)((char *)variables + known[i].offset);
		/* The first of two wins, as with getenv(3). */
		if (*variable == NULL && value[0] != '\0' &&
			!(secure && known[i].guarded))
			*variable = value;
		return;
	}
}

/* Whether PWD is another spelling of the current directory. */
static bool
is_current(const char *pwd)
{
	struct stat there, here;

	return path_is_plain(pwd) && files_stat(pwd, &there) == 0 &&
		files_stat(".", &here) == 0 && files_same(&there, &here);
}

/* $PWD, where it can be believed, so that the user's own spelling of the path is kept. */
static void
find_directory(struct request *request, struct arena *arena)
{
	const char *pwd = request->variables.pwd;
	int err;

	request->physical = spell_current(arena, &err);
	request->directory = request->physical;
	/* Most of the time the two are the same text, and nothing has to be looked at. */
	if (pwd != NULL &&
		(request->physical == NULL || strcmp(pwd, request->physical) != 0) &&
		is_current(pwd))
		request->directory = pwd;
	if (request->directory == NULL && problem_is_trouble(err))
		request->err = err;
}

/* BASE/vshim when BASE is usable, else HOME/FALLBACK/vshim (XDG base directory specification). */
static const char *
place(struct arena *arena, const char *base, const char *home, const char *fallback)
{
	if (base != NULL && base[0] == '/')
		return path_join(arena, base, "vshim");
	if (home == NULL || home[0] != '/')
		return NULL;
	return path_join(arena, home, fallback);
}

static const char *
root_directory(const struct variables *variables, struct arena *arena)
{
	if (variables->vshim_root != NULL)
		return path_trim(arena, variables->vshim_root);
	return place(
		arena, variables->xdg_data_home, variables->home, ".local/share/vshim");
}

const char *
request_config(const struct request *request, struct arena *arena)
{
	const struct variables *variables = &request->variables;

	if (variables->vshim_config != NULL)
		return variables->vshim_config;
	const char *directory = place(
		arena, variables->xdg_config_home, variables->home, ".config/vshim");
	return directory == NULL ? NULL : path_join(arena, directory, "config.ini");
}

void
request_make(struct request *request, struct arena *arena, const struct process *process,
	const char *name, char *const *operands, char *const *environment)
{
	*request = (struct request){
		.name = name,
		.operands = operands,
		.environment = environment,
		.settings = &settings_default,
		.user = process->user,
	};
	for (char *const *entry = environment; *entry != NULL; entry++)
		read_variable(&request->variables, *entry, process->is_secure);
	find_directory(request, arena);
	request->root = root_directory(&request->variables, arena);
	if (request->root != NULL)
		request->shims = path_join(arena, request->root, "shims");
}

void
request_look(const struct request *request, const char *path)
{
	const struct knowledge *knowledge = request->knowledge;

	if (knowledge != NULL && knowledge->look != NULL)
		knowledge->look(knowledge->data, path);
}

int
request_stat(const struct request *request, const char *path, struct stat *status)
{
	request_look(request, path);
	int err = files_stat(path, status);
	request_look(request, NULL);
	return err;
}

void
request_tell(const struct request *request, int line, enum finding finding,
	const char *path, const char *detail)
{
	const struct knowledge *knowledge = request->knowledge;

	if (knowledge == NULL || knowledge->listen == NULL)
		return;
	knowledge->listen(knowledge->data, &(struct step){line, finding, path, detail});
}
