/* What vshim.h declares: decisions, copied out. */
#include "decision.h"
#include "error.h"
#include "memory.h"
#include "steps.h"
#include "store.h"
#include "survey.h"
#include "terms.h"
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char *
vshim_origin_name(enum vshim_origin origin)
{
	return terms_origin(origin);
}

const char *
vshim_version(void)
{
	return VSHIM_VERSION;
}

/* The directory of a request, without `.` and `..`: the walk goes by the text. */
static int
set_directory(struct decision *decision, const char *directory, struct vshim_error *error)
{
	char real[PATH_MAX];

	if (directory[0] != '/')
		return error_set(
			error, STATUS_TROUBLE, "%q is no absolute path", directory);
	directory = path_trim(&decision->arena, directory);
	if (strcmp(directory, "/") != 0 && !path_is_plain(directory) &&
		realpath(directory, real) != NULL)
		directory = arena_text(&decision->arena, real, strlen(real));
	decision->request.directory = directory;
	decision->request.physical = NULL;
	decision->request.err = 0;
	return 0;
}

static int
begin(struct decision *decision, const struct vshim_request *request,
	struct vshim_error *error)
{
	static char *const nothing[] = {NULL};
	const char *name = request->name != NULL ? request->name : "python";
	char *const *operands = request->operands != NULL ? request->operands : nothing;
	char *const *environment =
		request->environment != NULL ? request->environment : nothing;

	*error = (struct vshim_error){.what = NULL};
	memory_guard();
	if (decision_begin(decision, name, operands, environment, error) != 0)
		return -1;
	if (name[0] == '\0' || strchr(name, '/') != NULL)
		return error_set(
			error, STATUS_TROUBLE, "%q is no name of a command", name);
	return request->directory == NULL
		? 0
		: set_directory(decision, request->directory, error);
}

/* Ends DECISION, which ended with ERR; without memory it is no decision. */
static int
end(struct decision *decision, int err, struct vshim_error *error)
{
	decision_end(decision);
	return memory_is_out() ? error_no_memory(error) : err;
}

static int
select_and_choose(struct decision *decision, struct vshim_error *error)
{
	return decision_select(decision, error) == 0 ? decision_choose(decision, error)
						     : -1;
}

static void
copy_selection(const struct decision *decision, struct vshim_selection *selection)
{
	const struct program *program = &decision->program;

	*selection = (struct vshim_selection){
		.origin = decision->selection.origin,
		.environment = text_copy(decision->selection.environment),
		.project = text_copy(decision->selection.project),
		.python = text_copy(decision->python),
		.program = text_copy(program->path),
		.argv = memory_zeroed(PROGRAM_ARGUMENTS + 1, sizeof(char *)),
	};
	for (size_t i = 0; selection->argv != NULL && program->argv[i] != NULL; i++)
		selection->argv[i] = text_copy(program->argv[i]);
}

static int
decide(const struct vshim_request *request, struct steps *steps,
	struct vshim_selection *selection, struct vshim_error *error)
{
	struct decision decision;
	int err = begin(&decision, request, error);

	*selection = (struct vshim_selection){.environment = NULL};
	if (err == 0 && steps != NULL)
		steps_listen(steps, &decision);
	if (err == 0)
		err = select_and_choose(&decision, error);
	if (err == 0)
		copy_selection(&decision, selection);
	err = end(&decision, err, error);
	if (err != 0)
		vshim_selection_free(selection);
	return err;
}

int
vshim_select(const struct vshim_request *request, struct vshim_selection *selection,
	struct vshim_error *error)
{
	return decide(request, NULL, selection, error);
}

/* Moves the looks of STEPS into what is told of them. False without memory. */
static bool
tell_steps(struct steps *steps, struct vshim_explanation *explanation)
{
	explanation->steps = calloc(steps->n + 1, sizeof(*explanation->steps));
	if (explanation->steps == NULL)
		return false;
	explanation->n = steps->n;
	for (size_t i = 0; i < steps->n; i++) {
		struct steps_look *look = &steps->looks[i];

		explanation->steps[i] = (struct vshim_step){.line = look->line,
			.finding = terms_finding(look->finding),
			.path = look->path,
			.detail = look->detail};
	}
	steps->n = 0;
	return true;
}

int
vshim_explain(const struct vshim_request *request, struct vshim_explanation *explanation,
	struct vshim_selection *selection, struct vshim_error *error)
{
	struct steps steps = {.looks = NULL};
	int err = decide(request, &steps, selection, error);

	*explanation = (struct vshim_explanation){.steps = NULL};
	if (!tell_steps(&steps, explanation)) {
		vshim_selection_free(selection);
		err = error_no_memory(error);
	}
	steps_free(&steps);
	return err;
}

/* Moves what SURVEY found into what is told of it. */
static void
tell_environment(struct survey *survey, struct vshim_environment *environment)
{
	struct description *description = &survey->description;

	*environment = (struct vshim_environment){.path = text_copy(survey->path),
		.name = description->name,
		.python = description->version,
		.made_by = maker_name(description->maker),
		.state = survey->state,
		.reason = survey->reason,
		.selected = survey->is_selected};
	description->name = NULL;
	description->version = NULL;
	survey->reason = NULL;
}

/* 0, or -1 with *ERROR filled when they cannot all be read. */
static int
survey_all(struct decision *decision, struct vshim_list *list, struct vshim_error *error)
{
	struct list known = {.items = NULL};

	if (store_known(&decision->request, &known, error) != 0) {
		list_free(&known);
		return -1;
	}
	list->environments = memory_zeroed(known.n, sizeof(*list->environments));
	for (; list->environments != NULL && list->n < known.n; list->n++) {
		struct survey survey;

		survey_make(decision, known.items[list->n], &survey);
		tell_environment(&survey, &list->environments[list->n]);
		survey_free(&survey);
	}
	list_free(&known);
	return 0;
}

int
vshim_list_known(const struct vshim_request *request, struct vshim_list *list,
	struct vshim_error *error)
{
	struct vshim_error unselected = {.what = NULL};
	struct decision decision;
	int err = begin(&decision, request, error);

	*list = (struct vshim_list){.environments = NULL};
	if (err == 0)
		err = decision_read_settings(&decision, error);
	if (err == 0) {
		decision_select(&decision, &unselected);
		vshim_error_free(&unselected);
		err = survey_all(&decision, list, error);
	}
	err = end(&decision, err, error);
	if (err != 0)
		vshim_list_free(list);
	return err;
}

void
vshim_selection_free(struct vshim_selection *selection)
{
	free(selection->environment);
	free(selection->project);
	free(selection->python);
	free(selection->program);
	for (size_t i = 0; selection->argv != NULL && selection->argv[i] != NULL; i++)
		free(selection->argv[i]);
	free(selection->argv);
	*selection = (struct vshim_selection){.environment = NULL};
}

void
vshim_explanation_free(struct vshim_explanation *explanation)
{
	for (size_t i = 0; i < explanation->n; i++) {
		free(explanation->steps[i].path);
		free(explanation->steps[i].detail);
	}
	free(explanation->steps);
	*explanation = (struct vshim_explanation){.steps = NULL};
}

void
vshim_list_free(struct vshim_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->environments[i].path);
		free(list->environments[i].name);
		free(list->environments[i].python);
		free(list->environments[i].reason);
	}
	free(list->environments);
	*list = (struct vshim_list){.environments = NULL};
}
