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

/*
 * OLD without the entries TAKE_OUT and BIN, and with BIN right behind the first SHIMS, or first
 * where that is not in it. Each of the three may be NULL.
 */
static const char *
edited_path(struct arena *arena, const char *old, const char *take_out, const char *bin,
	const char *shims)
{
	size_t bin_length = bin == NULL ? 0 : strlen(bin);
	struct list list = {arena_take(arena, strlen(old) + bin_length + 2), 0, false};
	bool has_shims = false;

	if (list.text == NULL)
		return "";
	list.text[0] = '\0';
	if (shims != NULL) {
		const char *rest = old;

		for (struct span entry; !has_shims && path_next(&rest, &entry);)
			has_shims = entry.length > 0 && path_span_equal(entry, shims);
	}
	bool placed = bin == NULL;
	if (!placed && !has_shims) {
		append(&list, bin, bin_length);
		placed = true;
	}
	for (struct span entry; path_next(&old, &entry);) {
		bool gone = entry.length > 0 &&
			((take_out != NULL && path_span_equal(entry, take_out)) ||
				(bin != NULL && path_span_equal(entry, bin)));

		if (!gone)
			append(&list, entry.text, entry.length);
		if (!placed && entry.length > 0 && path_span_equal(entry, shims)) {
			append(&list, bin, bin_length);
			placed = true;
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

/* The `bin` that a parent's launch has put on PATH, or NULL. */
static const char *
mark_bin(const struct request *request, struct arena *arena)
{
	const char *mark = request->variables.vshim_selected;

	return mark == NULL ? NULL : path_join(arena, mark, "bin");
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
	plan->path = edited_path(arena, plan->path, mark_bin(request, arena),
		path_join(arena, environment, "bin"), request->shims);
	set(plan, ENVIRON_PATH, plan->path);
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
		plan->path = edited_path(arena, plan->path, mark_bin(request, arena),
			NULL, request->shims);
		set(plan, ENVIRON_PATH, plan->path);
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
