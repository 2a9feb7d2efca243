#include "note.h"

#include "decision.h"
#include "text.h"

#include <stdio.h>
#include <sys/stat.h>

/* Whether A and B are surely not one directory: of one that cannot be looked at nothing is said. */
static bool
are_two(const char *a, const char *b)
{
	struct stat left, right;

	return stat(a, &left) == 0 && stat(b, &right) == 0 &&
		(left.st_dev != right.st_dev || left.st_ino != right.st_ino);
}

/* Why SELECTION is another, and what to do about it. */
static void
add_reason(struct text *note, const struct selection *selection)
{
	switch (selection->origin) {
	case VSHIM_ORIGIN_OVERRIDE:
		text_add(note,
			"note: VSHIM_ENV is set, and goes first: vshim shell "
			"--unset\n");
		break;
	case VSHIM_ORIGIN_ACTIVATED:
		text_format(note, "note: %q is activated, and goes first: deactivate\n",
			selection->environment);
		break;
	default:
		if (selection->environment != NULL)
			text_format(note, "note: `python` is still that of %q here\n",
				selection->environment);
	}
}

void
note_selected(struct decision *decision, const char *environment)
{
	struct vshim_error error = {.what = NULL};
	struct text note = {.data = NULL};

	if (decision_select(decision, &error) != 0) {
		text_format(&note, "note: `python` will refuse to run here: %s\n",
			error.what);
		if (error.hint != NULL)
			text_format(&note, "hint: %s\n", error.hint);
	} else if (decision->selection.environment == NULL ||
		are_two(decision->selection.environment, environment)) {
		add_reason(&note, &decision->selection);
	}
	printf("%s", note.data == NULL ? "" : note.data);
	vshim_error_free(&error);
	text_free(&note);
}
