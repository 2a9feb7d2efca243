#include "resolve.h"

#include "discover.h"
#include "environment.h"
#include "files.h"
#include "name.h"
#include "owner.h"
#include "search.h"
#include "spell.h"

#include <errno.h>
#include <string.h>

struct resolution {
	const struct request *request;
	struct arena *arena;
	struct selection *selection;
	struct problem *problem;
	bool has_walked;
	struct discovery discovery; /* of the walk, once it was needed */
};

enum answer { PASS, TAKEN, FAILED };

bool
resolve_is_mark(const struct variables *variables)
{
	return variables->virtual_env != NULL && variables->vshim_selected != NULL &&
		path_equal(variables->virtual_env, variables->vshim_selected);
}

static const struct discovery *
walked(struct resolution *resolution)
{
	if (!resolution->has_walked)
		discover(resolution->request, resolution->arena, &resolution->discovery);
	resolution->has_walked = true;
	return &resolution->discovery;
}

static enum answer
fail_as_walked(struct resolution *resolution)
{
	*resolution->problem = walked(resolution)->problem;
	return FAILED;
}

/* What line LINE makes of a look at PATH that failed with ERR: no answer, or none that counts. */
static enum answer
pass(struct resolution *resolution, int line, const char *path, int err)
{
	if (!problem_is_trouble(err))
		return PASS;
	*resolution->problem =
		(struct problem){.reason = REASON_CANNOT_LOOK, .path = path, .err = err};
	request_tell(resolution->request, line, FINDING_PROBLEM, path, NULL);
	return FAILED;
}

/* Line 1: VSHIM_ENV names an environment, or `system`. */
static enum answer
ask_override(struct resolution *resolution)
{
	const struct request *request = resolution->request;
	const char *override = request->variables.vshim_env;

	if (override == NULL) {
		request_tell(request, 1, FINDING_NOT_SET, "VSHIM_ENV", NULL);
		return PASS;
	}
	if (strcmp(override, "system") != 0) {
		resolution->selection->environment =
			environment_named(request, resolution->arena, override,
				request->directory, false, resolution->problem);
		if (resolution->selection->environment == NULL) {
			request_tell(request, 1, FINDING_PROBLEM, "VSHIM_ENV", override);
			return FAILED;
		}
	}
	request_tell(request, 1, FINDING_TAKEN, "VSHIM_ENV", override);
	return TAKEN;
}

const char *
resolve_script_operand(char *const *operands)
{
	for (; *operands != NULL; operands++) {
		const char *operand = *operands;

		if (operand[0] == '/')
			return operand;
		if (operand[0] != '-' || operand[1] == '\0' ||
			operand[1 + strspn(operand + 1, NAME_PYTHON_FLAGS)] != '\0')
			return NULL;
	}
	return NULL;
}

static bool
is_installed(const struct request *request, struct arena *arena, const char *script)
{
	const char *directory = path_parent(arena, script);
	const char *list = request->variables.path;

	for (struct span entry; path_next(&list, &entry);) {
		size_t before = arena->used;
		const char *place = search_directory(request, arena, entry);
		bool is = place != NULL && path_equal(place, directory);

		arena->used = before;
		if (is)
			return true;
	}
	return false;
}

/* The symbolic link that `vshim global` makes; NULL when there is no place for one. */
static const char *
global_link(const struct request *request, struct arena *arena)
{
	return request->root == NULL ? NULL : path_join(arena, request->root, "global");
}

/* What `vshim global` set. NULL when there is none, with the errno of the look in *ERR. */
static const char *
global_environment(const struct request *request, struct arena *arena, int *err)
{
	const char *link = global_link(request, arena);

	*err = 0;
	if (link == NULL)
		return NULL;
	const char *target = spell_target(arena, link, err);
	/* One that was made by hand may lead from where it stands, never from where we are. */
	return target == NULL ? NULL : path_from(arena, request->root, target);
}

/* Whether SCRIPT lies in the project or in any environment that could be meant. */
static bool
is_project_script(struct resolution *resolution, const char *script)
{
	const struct request *request = resolution->request;
	int err;
	const char *places[] = {
		request->variables.virtual_env,
		walked(resolution)->project,
		walked(resolution)->environment,
		global_environment(request, resolution->arena, &err),
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i] != NULL && path_inside(script, places[i]))
			return true;
	return false;
}

/* Line 2: a command installed on PATH that is written in Python is not the project's code. */
static enum answer
ask_script(struct resolution *resolution)
{
	const struct request *request = resolution->request;
	const char *script = NULL;

	if (request->settings->scripts_on_system &&
		name_parse(request->name).kind == NAME_PYTHON)
		script = resolve_script_operand(request->operands);
	if (script == NULL || !is_installed(request, resolution->arena, script)) {
		request_tell(request, 2, FINDING_NOT_A_SCRIPT, script, NULL);
		return PASS;
	}
	if (is_project_script(resolution, script)) {
		request_tell(request, 2, FINDING_PROJECT_SCRIPT, script, NULL);
		return PASS;
	}
	/* With names and trust, the walk may end elsewhere: around the script. */
	if (request->knowledge == NULL &&
		walked(resolution)->problem.reason != REASON_NONE)
		return fail_as_walked(resolution);
	request_tell(request, 2, FINDING_TAKEN, script, NULL);
	return TAKEN;
}

/* Line 3: the user has activated an environment. */
static enum answer
ask_activated(struct resolution *resolution)
{
	const struct request *request = resolution->request;
	const char *environment = request->variables.virtual_env;
	enum finding finding = FINDING_TAKEN;
	int err = 0;

	if (environment == NULL)
		finding = FINDING_NOT_SET;
	else if (environment[0] != '/')
		finding = FINDING_RELATIVE;
	else if (resolve_is_mark(&request->variables))
		finding = FINDING_MARK;
	else if ((err = environment_look(request, resolution->arena, environment)) != 0)
		finding = FINDING_NO_PYVENV;
	request_tell(request, 3, finding, "VIRTUAL_ENV", environment);
	if (finding != FINDING_TAKEN)
		return pass(resolution, 3, environment, err);
	resolution->selection->environment = path_trim(resolution->arena, environment);
	return TAKEN;
}

/* Line 4: the walk. */
static enum answer
ask_walk(struct resolution *resolution)
{
	const struct discovery *discovery = walked(resolution);

	if (discovery->problem.reason != REASON_NONE)
		return fail_as_walked(resolution);
	resolution->selection->environment = discovery->environment;
	resolution->selection->project = discovery->project;
	resolution->selection->bin = discovery->parts.bin;
	return discovery->environment != NULL ? TAKEN : PASS;
}

/* Line 5: a parent was launched into an environment, and here is none nearer. */
static enum answer
ask_inherited(struct resolution *resolution)
{
	const struct request *request = resolution->request;
	const char *environment = request->variables.virtual_env;
	enum finding finding = FINDING_TAKEN;
	int err = 0;

	if (!resolve_is_mark(&request->variables) || environment[0] != '/')
		finding = FINDING_NOT_SET;
	else if ((err = environment_look(request, resolution->arena, environment)) != 0)
		finding = FINDING_NO_PYVENV;
	request_tell(
		request, 5, finding, "VSHIM_SELECTED", request->variables.vshim_selected);
	if (finding != FINDING_TAKEN)
		return pass(resolution, 5, environment, err);
	resolution->selection->environment = path_trim(resolution->arena, environment);
	return TAKEN;
}

/* What is wrong with the global ENVIRONMENT and the LINK to it; REASON_NONE: nothing. */
static struct problem
global_problem(const struct request *request, struct arena *arena, const char *link,
	const char *environment)
{
	struct problem problem = {.reason = REASON_NONE, .path = link};
	struct stat status;
	int err = files_lstat(link, &status);

	if (err != 0) {
		problem.reason = REASON_CANNOT_LOOK;
		problem.err = err;
	} else if (!owner_is_ours(request, status.st_uid)) {
		/* Who has not made the link has not consented. */
		problem.reason = REASON_UNTRUSTED;
	} else if ((err = environment_look(request, arena, environment)) != 0) {
		problem.path = environment;
		problem.reason = REASON_GLOBAL_GONE;
		if (problem_is_trouble(err)) {
			problem.reason = REASON_CANNOT_LOOK;
			problem.err = err;
		}
	}
	return problem;
}

/* Line 6: what `vshim global` set. */
static enum answer
ask_global(struct resolution *resolution)
{
	const struct request *request = resolution->request;
	struct arena *arena = resolution->arena;
	int err;
	const char *link = global_link(request, arena);
	const char *environment = global_environment(request, arena, &err);

	if (environment == NULL) {
		request_tell(request, 6, FINDING_NOT_SET, "global", NULL);
		return pass(resolution, 6, "global", err);
	}
	struct problem problem = global_problem(request, arena, link, environment);
	if (problem.reason != REASON_NONE) {
		*resolution->problem = problem;
		request_tell(request, 6, FINDING_PROBLEM, "global", environment);
		return FAILED;
	}
	request_tell(request, 6, FINDING_TAKEN, "global", environment);
	resolution->selection->environment = environment;
	return TAKEN;
}

/* Line 7: none of these. */
static enum answer
ask_system(struct resolution *resolution)
{
	request_tell(resolution->request, 7, FINDING_TAKEN, "system", NULL);
	return TAKEN;
}

/* In the order of the manual. */
static const struct {
	enum vshim_origin origin;
	enum answer (*ask)(struct resolution *resolution);
} lines[] = {
	{VSHIM_ORIGIN_OVERRIDE, ask_override},
	{VSHIM_ORIGIN_SCRIPT, ask_script},
	{VSHIM_ORIGIN_ACTIVATED, ask_activated},
	{VSHIM_ORIGIN_WALK, ask_walk},
	{VSHIM_ORIGIN_INHERITED, ask_inherited},
	{VSHIM_ORIGIN_GLOBAL, ask_global},
	{VSHIM_ORIGIN_SYSTEM, ask_system},
};

/* Asks the lines from FIRST on. */
static int
ask_from(size_t first, const struct request *request, struct arena *arena,
	struct selection *selection, struct problem *problem)
{
	struct resolution resolution = {.request = request,
		.arena = arena,
		.selection = selection,
		.problem = problem};
	enum answer answer = PASS;

	*selection = (struct selection){.environment = NULL};
	*problem = (struct problem){.reason = REASON_NONE};
	if (request->err != 0) {
		*problem = (struct problem){
			.reason = REASON_CANNOT_LOOK, .path = ".", .err = request->err};
		return -1;
	}
	for (size_t i = first; answer == PASS && i < sizeof(lines) / sizeof(lines[0]);
		i++) {
		selection->origin = lines[i].origin;
		answer = lines[i].ask(&resolution);
	}
	if (answer == TAKEN && selection->environment != NULL)
		pass(&resolution, 0, selection->environment,
			pyvenv_read(arena, selection->environment, &selection->pyvenv));
	if (arena->full)
		*problem = (struct problem){
			.reason = REASON_TOO_LARGE, .path = request->directory};
	return problem->reason == REASON_NONE ? 0 : -1;
}

int
resolve(const struct request *request, struct arena *arena, struct selection *selection,
	struct problem *problem)
{
	return ask_from(0, request, arena, selection, problem);
}

int
resolve_behind(const struct request *request, struct arena *arena,
	enum vshim_origin origin, struct selection *selection, struct problem *problem)
{
	size_t first = 0;

	while (lines[first].origin != origin)
		first++;
	return ask_from(first + 1, request, arena, selection, problem);
}
