#include "which.h"

#include "cli.h"
#include "decision.h"
#include "explain.h"
#include "search.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static void
print_all(struct decision *decision)
{
	const char *first = decision->program.path;
	struct search search;

	screen_print_line(first);
	program_search(&decision->request, &decision->arena, &decision->selection,
		&decision->plan, decision->request.name, &search);
	for (const char *path; (path = search_next(&search)) != NULL;)
		if (strcmp(path, first) != 0)
			screen_print_line(path);
}

static void
add_member(struct text *json, const char *key, const char *value)
{
	text_format(json, "%s\"%s\": ", json->length > 1 ? ", " : "", key);
	text_add_json(json, value);
}

static void
add_argv(struct text *json, const struct program *program)
{
	text_add(json, ", \"argv\": [");
	for (size_t i = 0; program->path != NULL && program->argv[i] != NULL; i++) {
		text_add(json, i > 0 ? ", " : "");
		text_add_json(json, program->argv[i]);
	}
	text_add(json, "]");
}

static void
print_json(const struct explanation *explanation, bool explains)
{
	const struct decision *decision = explanation->decision;
	const struct selection *selection = &decision->selection;
	struct text json = {.data = NULL};

	text_add(&json, "{");
	add_member(&json, "name", decision->request.name);
	add_member(&json, "origin", vshim_origin_name(selection->origin));
	add_member(&json, "environment", selection->environment);
	add_member(&json, "project", selection->project);
	add_member(&json, "python", decision->python);
	add_member(&json, "program", decision->program.path);
	add_argv(&json, &decision->program);
	if (explains)
		explain_add_json(explanation, &json);
	text_add(&json, "}");
	printf("%s\n", json.data);
	text_free(&json);
}

static void
print_explanation(const struct explanation *explanation)
{
	struct screen screen =
		screen_make(explanation->decision->request.environment, fileno(stdout));
	struct text text = {.data = NULL};

	explain_add(explanation, &screen, &text);
	printf("%s", text.data == NULL ? "" : text.data);
	text_free(&text);
}

/* Prints what was decided; of a decision that failed only how it went, where that is asked. */
static void
print(const struct arguments *arguments, const struct explanation *explanation)
{
	bool explains = arguments->given[WHICH_EXPLAIN];

	if (explanation->error != NULL && !explains)
		return;
	if (arguments->given[WHICH_JSON])
		print_json(explanation, explains);
	else if (explains)
		print_explanation(explanation);
	else if (arguments->given[WHICH_ALL])
		print_all(explanation->decision);
	else
		screen_print_line(explanation->decision->program.path);
}

static int
check_inside(const struct decision *decision, struct vshim_error *error)
{
	const char *environment = decision->selection.environment;

	if (environment == NULL)
		return error_set(error, STATUS_NOT_FOUND, "no environment applies here");
	if (decision->program.is_outside)
		return error_set(error, STATUS_NOT_FOUND, "the environment %q has no %q",
			environment, decision->request.name);
	return 0;
}

static int
decide(struct decision *decision, const struct arguments *arguments,
	struct vshim_error *error)
{
	if (decision_select(decision, error) != 0 ||
		decision_choose(decision, error) != 0)
		return -1;
	return arguments->given[WHICH_INSIDE] ? check_inside(decision, error) : 0;
}

int
which_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *name = arguments->operands[0];
	bool explains = arguments->given[WHICH_EXPLAIN];
	struct steps steps = {.n = 0};

	if (strchr(name, '/') != NULL) {
		error_set(error, STATUS_USAGE, "%q is a path, not the name of a command",
			name);
		return error_hint(error, "a path runs what it names, without any shim");
	}
	if (arguments->given[WHICH_ALL] && (explains || arguments->given[WHICH_JSON]))
		return options_clash(error, "which", "-a and --explain or --json");
	decision_about(decision, name, arguments->operands + 1);
	if (explains)
		steps_listen(&steps, decision);
	int err = decide(decision, arguments, error);
	print(arguments,
		&(struct explanation){decision, &steps, err == 0 ? NULL : error});
	steps_free(&steps);
	return err;
}
