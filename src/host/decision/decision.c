#include "decision.h"

#include "access.h"
#include "describe.h"
#include "diagnose.h"
#include "environment.h"
#include "error.h"
#include "inside.h"
#include "launch.h"
#include "owner.h"
#include "places.h"
#include "process.h"
#include "store.h"
#include "text.h"
#include "whose.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What a decision may need beyond copies of the environment. Bytes. */
enum { ARENA_SIZE = 1024 * 1024 };

/* Room for every variable four times over (PATH is edited, copied, escaped) and for pointers. */
static size_t
arena_size(char *const *environment, char *const *operands)
{
	size_t size = ARENA_SIZE;

	for (; *environment != NULL; environment++)
		size += 4 * strlen(*environment) + sizeof(char *);
	for (; *operands != NULL; operands++)
		size += sizeof(char *);
	return size;
}

static const char *
keep_text(struct arena *arena, const char *text)
{
	return arena_text(arena, text, strlen(text));
}

/* Says in PROBLEM that ENVIRONMENTS go by NAME, more than one. */
static void
fail_as_ambiguous(struct arena *arena, const char *name, const struct list *environments,
	struct problem *problem)
{
	const char **several =
		arena_take(arena, (environments->n + 1) * sizeof(*several));

	*problem = (struct problem){
		.reason = REASON_NAME_AMBIGUOUS, .path = name, .several = several};
	for (size_t i = 0; several != NULL && i < environments->n; i++)
		several[i] = keep_text(arena, environments->items[i]);
	if (several != NULL)
		several[environments->n] = NULL;
}

static const char *
find_name(void *data, const char *name, struct problem *problem)
{
	struct decision *decision = data;
	struct arena *arena = &decision->arena;
	struct list found = {.items = NULL};
	const char *environment = NULL;
	char *unseen = NULL;

	if (places_find(&decision->request, name, &found, &unseen) != 0)
		*problem = (struct problem){.reason = REASON_CANNOT_LOOK,
			.path = keep_text(arena, unseen),
			.err = errno};
	else if (found.n == 1)
		environment = keep_text(arena, found.items[0]);
	else if (found.n == 0)
		*problem = (struct problem){.reason = REASON_NAME_UNKNOWN, .path = name};
	else
		fail_as_ambiguous(arena, name, &found, problem);
	free(unseen);
	list_free(&found);
	return environment;
}

/* Whether ENTRY, as `vshim trust` remembered it, covers DIRECTORY: itself, or all of a parent's. */
static bool
covers(const char *entry, const char *directory)
{
	size_t length = strlen(entry);

	if (length < 2 || strcmp(entry + length - 2, "/*") != 0)
		return path_equal(entry, directory);
	return strncmp(entry, directory, length - 1) == 0 &&
		directory[length - 1] != '\0';
}

/* What is trusted was remembered without symbolic links. */
static bool
is_trusted(void *data, const char *directory)
{
	const struct decision *decision = data;
	char *real = decision->trusted.n == 0 ? NULL : realpath(directory, NULL);
	bool is = false;

	for (size_t i = 0; real != NULL && !is && i < decision->trusted.n; i++)
		is = covers(decision->trusted.items[i], real);
	free(real);
	return is;
}

static bool
is_closed_list(void *data, const char *path)
{
	const struct decision *decision = data;

	return access_of_file_is_closed(&decision->request, path);
}

static bool
is_interpreter(void *data, const char *path)
{
	(void)data;
	return describe_is_interpreter(path);
}

int
decision_begin(struct decision *decision, const char *name, char *const *operands,
	char *const *environment, struct vshim_error *error)
{
	struct request *request = &decision->request;
	size_t size = arena_size(environment, operands);

	*decision = (struct decision){.named_by = "VSHIM_ENV"};
	decision->arena = (struct arena){.base = malloc(size), .size = size};
	if (decision->arena.base == NULL)
		return error_no_memory(error);
	struct process process = process_look(environment);
	request_make(request, &decision->arena, &process, name, operands, environment);
	if (request->shims != NULL)
		request->launcher = path_join(&decision->arena, request->shims, "python");
	if (request->root != NULL && request->root[0] != '/') {
		error_set(error, STATUS_TROUBLE, "VSHIM_ROOT is no absolute path: %q",
			request->variables.vshim_root);
		return error_hint(error, "set it to one, or unset it");
	}
	decision->knowledge = (struct knowledge){.data = decision,
		.find_name = find_name,
		.is_trusted = is_trusted,
		.is_interpreter = is_interpreter,
		.is_closed_list = is_closed_list};
	request->knowledge = &decision->knowledge;
	return 0;
}

static int
explain_failure(struct decision *decision, const struct problem *problem,
	struct vshim_error *error)
{
	return diagnose(problem, &decision->request, decision->named_by, error);
}

void
decision_about(struct decision *decision, const char *name, char *const *operands)
{
	decision->request.name = name;
	decision->request.operands = operands;
}

struct shims
decision_shims(const struct decision *decision)
{
	return (struct shims){decision->request.root, decision->installation.launcher,
		&decision->request};
}

const char *
decision_environment(
	struct decision *decision, const char *name, struct vshim_error *error)
{
	struct request *request = &decision->request;
	struct problem problem;

	if (decision_read_settings(decision, error) != 0)
		return NULL;
	const char *environment = environment_named(
		request, &decision->arena, name, request->directory, false, &problem);
	if (environment == NULL) {
		diagnose(&problem, request, NULL, error);
		error->status = STATUS_FAILED;
		if (strcmp(name, "system") == 0)
			error_hint(error,
				"for no environment: vshim shell --system, or "
				"vshim global --unset");
	}
	return environment;
}

/* Settings protect, and lead to environments: those of somebody else are not taken. */
static int
refuse_foreign(const struct request *request, const char *file, struct vshim_error *error)
{
	struct text what = {.data = NULL};
	struct stat link, status;

	if (file == NULL || lstat(file, &link) != 0 || stat(file, &status) != 0)
		return 0;
	bool is_ours = owner_is_ours(request, link.st_uid);
	if (is_ours && owner_is_trusted(request, file, &status))
		return 0;
	whose_add(&what, request, file);
	error_set(error, STATUS_TROUBLE, "the settings file %s", what.data);
	text_free(&what);
	if (is_ours && owner_is_ours(request, status.st_uid))
		return error_hint(error, "keep others from it: chmod go-w %q", file);
	return error_hint(error, "name a file of your own: export VSHIM_CONFIG=FILE");
}

int
decision_read_settings(struct decision *decision, struct vshim_error *error)
{
	struct request *request = &decision->request;
	const struct variables *variables = &request->variables;

	if (request->settings == &decision->config.settings)
		return 0;
	const char *file = request_config(request, &decision->arena);
	if (refuse_foreign(request, file, error) != 0)
		return -1;
	if (config_load(&decision->config, file, variables->home, error) != 0)
		return -1;
	if (file != NULL && variables->vshim_config == NULL &&
		decision->keep_settings != NULL)
		decision->keep_settings(
			&decision->config, request, &decision->arena, file);
	request->settings = &decision->config.settings;
	if (request->root != NULL)
		store_list_own(request, STORE_TRUSTED, &decision->trusted);
	return 0;
}

static const char *
find_interpreter(struct decision *decision, struct problem *problem)
{
	struct inside inside = inside_make(&decision->request, &decision->arena,
		decision->selection.environment, &decision->selection.pyvenv);

	return inside_interpreter(&inside, problem);
}

int
decision_select(struct decision *decision, struct vshim_error *error)
{
	struct selection *selection = &decision->selection;
	struct problem problem;

	if (decision_read_settings(decision, error) != 0)
		return -1;
	if (resolve(&decision->request, &decision->arena, selection, &problem) != 0)
		return explain_failure(decision, &problem, error);
	environ_plan(&decision->request, &decision->arena, selection, &decision->plan);
	if (selection->environment != NULL)
		decision->python = find_interpreter(decision, &problem);
	return 0;
}

int
decision_choose(struct decision *decision, struct vshim_error *error)
{
	struct problem problem;

	if (program_choose(&decision->request, &decision->arena, &decision->selection,
		    &decision->plan, &decision->program, &problem) != 0)
		return explain_failure(decision, &problem, error);
	return 0;
}

/* Why the program could not be started: for an environment's own, its interpreter may be it. */
static int
explain_start(struct decision *decision, int err, struct vshim_error *error)
{
	const struct selection *selection = &decision->selection;
	const char *program = decision->program.argv[0];
	struct problem problem = {.reason = REASON_NONE};

	if (selection->environment == NULL || decision->program.is_outside ||
		err == E2BIG)
		return diagnose_start(program, err, error);
	find_interpreter(decision, &problem);
	if (decision->python != NULL && path_equal(program, decision->python))
		problem = (struct problem){.reason = REASON_BROKEN,
			.path = program,
			.detail = selection->environment,
			.err = err};
	if (problem.reason == REASON_NONE)
		return diagnose_start(program, err, error);
	return explain_failure(decision, &problem, error);
}

int
decision_blocks(struct decision *decision, char ***argv, char ***environment,
	struct vshim_error *error)
{
	struct arena *arena = &decision->arena;

	*argv = launch_arguments(arena, &decision->program, decision->request.operands);
	*environment = environ_block(&decision->request, arena, &decision->plan);
	if (*argv != NULL && *environment != NULL)
		return 0;
	return error_set(error, STATUS_CANNOT_RUN,
		"the arguments and variables are too many to start %q",
		decision->program.argv[0]);
}

int
decision_perform(struct decision *decision, struct vshim_error *error)
{
	char **argv, **environment;

	if (decision_blocks(decision, &argv, &environment, error) != 0)
		return -1;
	return explain_start(decision, launch(argv[0], argv, environment), error);
}

const char *
decision_root(const struct decision *decision, struct vshim_error *error)
{
	if (decision->request.root == NULL) {
		error_set(error, STATUS_TROUBLE,
			"there is no place for vshim's own files: "
			"HOME is not set");
		error_hint(error, "set HOME, or VSHIM_ROOT to a directory of its own");
	}
	return decision->request.root;
}

void
decision_end(struct decision *decision)
{
	free(decision->installation.vshim);
	free(decision->installation.launcher);
	config_free(&decision->config);
	list_free(&decision->trusted);
	free(decision->arena.base);
}
