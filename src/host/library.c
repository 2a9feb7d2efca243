/* What vshim.h declares: a decision, copied out. */
#include "decision.h"
#include "error.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static const char *const origin_names[] = {
	[VSHIM_ORIGIN_OVERRIDE] = "override",
	[VSHIM_ORIGIN_SCRIPT] = "script",
	[VSHIM_ORIGIN_ACTIVATED] = "activated",
	[VSHIM_ORIGIN_WALK] = "walk",
	[VSHIM_ORIGIN_INHERITED] = "inherited",
	[VSHIM_ORIGIN_GLOBAL] = "global",
	[VSHIM_ORIGIN_SYSTEM] = "system",
};

const char *
vshim_origin_name(enum vshim_origin origin)
{
	return origin_names[origin];
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
		.argv = calloc(PROGRAM_ARGUMENTS + 1, sizeof(char *)),
	};
	if (selection->argv == NULL)
		abort();
	for (size_t i = 0; program->argv[i] != NULL; i++)
		selection->argv[i] = text_copy(program->argv[i]);
}

int
vshim_select(const struct vshim_request *request, struct vshim_selection *selection,
	struct vshim_error *error)
{
	static char *const nothing[] = {NULL};
	struct decision decision;

	*selection = (struct vshim_selection){.environment = NULL};
	*error = (struct vshim_error){.what = NULL};
	int err = decision_begin(&decision, request->name,
		request->operands != NULL ? request->operands : nothing,
		request->environment != NULL ? request->environment : nothing, false,
		error);
	if (err == 0 && request->directory != NULL) {
		decision.request.directory = request->directory;
		decision.request.is_current = false;
	}
	if (err == 0)
		err = decision_select(&decision, error);
	if (err == 0)
		err = decision_choose(&decision, error);
	if (err == 0)
		copy_selection(&decision, selection);
	decision_end(&decision);
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
