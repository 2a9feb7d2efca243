#include "environ.h"

#include <string.h>

/* Where programs are looked for when PATH is not set: what shells and sudo agree on. */
static const char default_path[] = "/usr/local/bin:/usr/bin:/bin";

static const char *const names[ENVIRON_VARIABLES] = {
	[ENVIRON_PATH] = "PATH",
	[ENVIRON_VIRTUAL_ENV] = "VIRTUAL_ENV",
	[ENVIRON_VIRTUAL_ENV_PROMPT] = "VIRTUAL_ENV_PROMPT",
	[ENVIRON_VSHIM_SELECTED] = "VSHIM_SELECTED",
	[ENVIRON_VSHIM_ENV] = "VSHIM_ENV",
	[ENVIRON_VSHIM_VIA] = "VSHIM_VIA",
	[ENVIRON_PYTHONHOME] = "PYTHONHOME",
	[ENVIRON_PYVENV_LAUNCHER] = "__PYVENV_LAUNCHER__",
	[ENVIRON_PYTHONEXECUTABLE] = "PYTHONEXECUTABLE",
};

const char *
environ_name(enum environ_variable variable)
{
	return names[variable];
}

static void
set(struct environ_plan *plan, enum environ_variable variable, const char *value)
{
	plan->changes[variable] = (struct environ_change){ENVIRON_SET, value};
}

static void
remove_variable(struct environ_plan *plan, enum environ_variable variable)
{
	plan->changes[variable] = (struct environ_change){ENVIRON_REMOVE, NULL};
}

/* A PATH that is being written, entry by entry. */
struct list {
	char *text;
	size_t length;
	bool has_entries; /* the first one may be empty */
};

static void
append(struct list *list, const char *entry, size_t length)
{
	if (list->has_entries)
		list->text[list->length++] = ':';
	list->has_entries = true;
	memcpy(list->text + list->length, entry, length);
	list->length += length;
	list->text[list->length] = '\0';
}

/* Whether ENTRY of a PATH is DIRECTORY, which may be empty for none. */
static bool
is(struct span entry, struct span directory)
{
	return entry.length > 0 && path_same(entry, directory);
}

static bool
has(const char *path, struct span directory)
{
	for (struct span entry; path_next(&path, &entry);)
		if (is(entry, directory))
			return true;
	return false;
}

/*
 * OLD without the entries GONE and BIN, and with BIN right behind the first SHIMS, or first
 * where that is not in it. Each of the three may be empty.
 */
static const char *
edited_path(struct arena *arena, const char *old, struct span gone, struct span bin,
	struct span shims)
{
	struct list list = {arena_bytes(arena, strlen(old) + bin.length + 2), 0, false};
	bool is_placed = bin.length == 0;

	if (list.text == NULL)
		return "";
	list.text[0] = '\0';
	if (!is_placed && !has(old, shims)) {
		append(&list, bin.text, bin.length);
		is_placed = true;
	}
	for (struct span entry; path_next(&old, &entry);) {
		if (!is(entry, gone) && !is(entry, bin))
			append(&list, entry.text, entry.length);
		if (!is_placed && is(entry, shims)) {
			append(&list, bin.text, bin.length);
			is_placed = true;
		}
	}
	return list.text;
}

static const char *
prompt_of(struct arena *arena, const char *environment)
{
	struct pyvenv pyvenv;

	pyvenv_read(arena, environment, &pyvenv);
	return pyvenv_prompt(arena, &pyvenv, environment);
}

/* Whether VIRTUAL_ENV_PROMPT is the mark's, though the user has since activated another. */
static bool
prompt_is_marks(const struct variables *variables, struct arena *arena)
{
	const char *prompt = variables->virtual_env_prompt;
	const char *environment = variables->virtual_env;

	return prompt != NULL &&
		strcmp(prompt, prompt_of(arena, variables->vshim_selected)) == 0 &&
		(environment == NULL ||
			strcmp(prompt, prompt_of(arena, environment)) != 0);
}

/* What a parent's launch has left: all of it, but nothing that the user has set since. */
static void
take_out_mark(
	const struct request *request, struct arena *arena, struct environ_plan *plan)
{
	const struct variables *variables = &request->variables;

	if (variables->vshim_selected == NULL)
		return;
	remove_variable(plan, ENVIRON_VSHIM_SELECTED);
	if (resolve_is_mark(variables)) {
		remove_variable(plan, ENVIRON_VIRTUAL_ENV);
		remove_variable(plan, ENVIRON_VIRTUAL_ENV_PROMPT);
	} else if (prompt_is_marks(variables, arena)) {
		remove_variable(plan, ENVIRON_VIRTUAL_ENV_PROMPT);
	}
}

/* PLAN's PATH with BIN (or NULL) and without what a parent's launch has put there. */
static void
edit_path(const struct request *request, struct arena *arena, const char *bin,
	struct environ_plan *plan)
{
	const char *mark = request->variables.vshim_selected;
	const char *gone = mark == NULL ? NULL : path_join(arena, mark, "bin");

	plan->path = edited_path(arena, plan->path, path_span(gone), path_span(bin),
		path_span(request->shims));
	set(plan, ENVIRON_PATH, plan->path);
}

static void
enter(const struct request *request, struct arena *arena,
	const struct selection *selection, struct environ_plan *plan)
{
	const char *environment = selection->environment;

	set(plan, ENVIRON_VIRTUAL_ENV, environment);
	set(plan, ENVIRON_VIRTUAL_ENV_PROMPT,
		pyvenv_prompt(arena, &selection->pyvenv, environment));
	/* An activation stays an activation: it must not be taken for a mark later. */
	if (selection->origin == VSHIM_ORIGIN_ACTIVATED)
		remove_variable(plan, ENVIRON_VSHIM_SELECTED);
	else
		set(plan, ENVIRON_VSHIM_SELECTED, environment);
	remove_variable(plan, ENVIRON_PYTHONHOME);
	remove_variable(plan, ENVIRON_PYVENV_LAUNCHER);
	remove_variable(plan, ENVIRON_PYTHONEXECUTABLE);
	edit_path(request, arena, path_join(arena, environment, "bin"), plan);
}

void
environ_plan(const struct request *request, struct arena *arena,
	const struct selection *selection, struct environ_plan *plan)
{
	const char *path = request->variables.path;

	*plan = (struct environ_plan){.path = path != NULL ? path : default_path};
	/* Only a program outside of the environment is told where it came from (see via.h). */
	remove_variable(plan, ENVIRON_VSHIM_VIA);
	if (selection->environment != NULL) {
		enter(request, arena, selection, plan);
	} else if (selection->origin != VSHIM_ORIGIN_SYSTEM &&
		request->variables.vshim_selected != NULL) {
		take_out_mark(request, arena, plan);
		edit_path(request, arena, NULL, plan);
	}
}

/* Whether PLAN replaces or removes the variable of ENTRY. */
static bool
is_changed(const struct environ_plan *plan, const char *entry)
{
	for (size_t i = 0; i < ENVIRON_VARIABLES; i++)
		if (entry[0] == names[i][0] && request_variable(entry, names[i]) != NULL)
			return plan->changes[i].action != ENVIRON_KEEP;
	return false;
}

char **
environ_block(const struct request *request, struct arena *arena,
	const struct environ_plan *plan)
{
	size_t n = 0, used = 0;

	while (request->environment[n] != NULL)
		n++;
	const char **block =
		arena_take(arena, (n + ENVIRON_VARIABLES + 1) * sizeof(*block));
	if (block == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (!is_changed(plan, request->environment[i]))
			block[used++] = request->environment[i];
	for (size_t i = 0; i < ENVIRON_VARIABLES; i++)
		if (plan->changes[i].action == ENVIRON_SET)
			block[used++] = arena_concat(
				arena, names[i], "=", plan->changes[i].value);
	block[used] = NULL;
	/* execve(2) takes the strings as constants, whatever its prototype says. */
	return arena->full ? NULL : (char **)(void *)block;
}
