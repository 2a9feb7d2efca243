#include "cli.h"

#include "decision.h"
#include "rcfile.h"
#include "rcfiles.h"
#include "rclines.h"
#include "removal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { UNINSTALL_YES };

/* What there is to take out. */
struct plan {
	const struct decision *decision;
	struct list files; /* rc files with lines of ours */
	struct list codes; /* files of code that such lines read */
	struct text words; /* all of it, for the user */
	struct text leaves; /* what speaks of vshim and stays */
	struct removal removal;
};

static bool
is_ours(const struct rcline_span *span)
{
	return span->kind == RCLINE_MARKED || span->kind == RCLINE_PLAIN;
}

/* Notes the lines of FILE, at PATH. Whether one of them is ours. */
static bool
note_lines(struct plan *plan, const char *path, const struct rcfile *file)
{
	const char *vshim = plan->decision->installation.vshim;
	struct rcline_span span = {.end = 0};
	bool has = false;

	while (rclines_next(&file->text, vshim, &span)) {
		const char *start = file->text.data + span.start;
		struct text line = {.data = NULL};

		text_add_bytes(&line, start, strcspn(start, "\r\n"));
		if (is_ours(&span))
			text_format(&plan->words, "  %q, line %d: %s\n", path,
				span.number, line.data);
		else if (span.kind == RCLINE_MENTION)
			text_format(&plan->leaves, "  %q, line %d: %s\n", path,
				span.number, line.data);
		has = has || is_ours(&span);
		text_free(&line);
	}
	return has;
}

/* The code that `vshim init --write` has left beside the rc file PATH. */
static void
note_code(struct plan *plan, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct vshim_error ignored = {.what = NULL};
	struct text code = {.data = NULL};
	struct rcfile file;

	text_add_bytes(&code, path, (size_t)(slash + 1 - path));
	text_add(&code, "vshim.nu");
	if (rcfile_read(&file, code.data, &ignored) == 0 && file.is_there &&
		strncmp(file.text.data, RCLINES_COMMENT, strlen(RCLINES_COMMENT)) == 0 &&
		!list_has(&plan->codes, code.data)) {
		text_format(&plan->words, "  %q\n", code.data);
		list_add(&plan->codes, code.data);
	}
	rcfile_free(&file);
	vshim_error_free(&ignored);
	text_free(&code);
}

static void
note_files(struct plan *plan)
{
	struct list all = {.items = NULL};

	rcfiles_all(&plan->decision->request, &all);
	for (size_t i = 0; i < all.n; i++) {
		struct vshim_error error = {.what = NULL};
		struct rcfile file;

		if (rcfile_read(&file, all.items[i], &error) != 0)
			text_format(&plan->leaves, "  %s\n", error.what);
		else if (note_lines(plan, all.items[i], &file))
			list_add(&plan->files, all.items[i]);
		note_code(plan, all.items[i]);
		rcfile_free(&file);
		vshim_error_free(&error);
	}
	list_free(&all);
}

static int
note_root(struct plan *plan, struct vshim_error *error)
{
	const char *root = plan->decision->request.root;
	int err = removal_of(root, false, &plan->removal, error);

	if (plan->removal.removed > 0)
		text_format(&plan->words,
			"  %q: shims, and what is known, trusted and global\n", root);
	for (size_t i = 0; i < plan->removal.left.n; i++)
		text_format(&plan->leaves, "  %q: not vshim's\n",
			plan->removal.left.items[i]);
	return err;
}

/* Whether the user says yes to PLAN; -1 with *ERROR filled when there is nobody to say so. */
static int
ask(const struct plan *plan, struct vshim_error *error)
{
	char answer[16] = "";

	if (isatty(STDIN_FILENO) == 0) {
		struct text words = {.data = NULL};

		/* The newline at the end is main's. */
		text_add_bytes(&words, plan->words.data, plan->words.length - 1);
		error_set(error, STATUS_FAILED,
			"nobody is there to say whether this may go:\n%s", words.data);
		text_free(&words);
		return error_hint(error, "if it may: vshim uninstall --yes");
	}
	printf("This will be taken out:\n%s", plan->words.data);
	printf("\nYour environments stay as they are. Go on? [y/N] ");
	fflush(stdout);
	if (fgets(answer, sizeof(answer), stdin) == NULL)
		printf("\n");
	if (answer[0] == 'y' || answer[0] == 'Y')
		return 0;
	return error_set(error, STATUS_FAILED, "nothing was taken out");
}

static int
take_lines(const struct plan *plan, const char *path, struct vshim_error *error)
{
	const char *vshim = plan->decision->installation.vshim;
	struct rcline_span span = {.end = 0};
	struct rcfile file;
	int err = rcfile_read(&file, path, error);

	if (err == 0) {
		struct text before = file.text;

		file.text = (struct text){.data = NULL};
		text_add(&file.text, "");
		while (rclines_next(&before, vshim, &span))
			if (!is_ours(&span))
				text_add_bytes(&file.text, before.data + span.start,
					span.end - span.start);
		text_free(&before);
		err = rcfile_write(&file, error);
	}
	rcfile_free(&file);
	return err;
}

static int
take_out(struct plan *plan, struct vshim_error *error)
{
	struct removal removal = {.removed = 0};
	int err = 0;

	for (size_t i = 0; err == 0 && i < plan->files.n; i++)
		err = take_lines(plan, plan->files.items[i], error);
	for (size_t i = 0; err == 0 && i < plan->codes.n; i++)
		unlink(plan->codes.items[i]);
	if (err == 0)
		err = removal_of(plan->decision->request.root, true, &removal, error);
	list_free(&removal.left);
	return err;
}

/* How the program itself goes: as it came. */
static void
say_rest(struct decision *decision)
{
	const char *vshim = decision->installation.vshim;
	const char *settings = request_config(&decision->request, &decision->arena);
	const char *prefix =
		path_parent(&decision->arena, path_parent(&decision->arena, vshim));
	/* What install.sh writes down, beside the launcher. */
	const char *record = path_join(&decision->arena,
		path_parent(&decision->arena, decision->installation.launcher),
		"installed");
	struct text words = {.data = NULL};

	if (settings != NULL && access(settings, F_OK) == 0)
		text_format(&words, "Your settings are still there: %q\n", settings);
	if (access(record, F_OK) == 0)
		text_format(&words,
			"The program goes by ./install.sh --uninstall --prefix %q, in "
			"its source.\n",
			prefix);
	else
		text_format(
			&words, "The program itself, %q, goes the way it came.\n", vshim);
	printf("%s", words.data);
	text_free(&words);
}

static int
uninstall(struct plan *plan, bool is_asked, struct decision *decision,
	struct vshim_error *error)
{
	int err = note_root(plan, error);

	if (err == 0 && plan->words.data != NULL) {
		if (!is_asked)
			err = ask(plan, error);
		if (err == 0)
			err = take_out(plan, error);
		if (err == 0)
			printf("Taken out:\n%s", plan->words.data);
	} else if (err == 0) {
		printf("There is nothing to take out.\n");
	}
	if (err != 0)
		return err;
	if (plan->leaves.data != NULL)
		printf("Left as it is:\n%s", plan->leaves.data);
	say_rest(decision);
	return 0;
}

int
uninstall_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct plan plan = {.decision = decision};

	note_files(&plan);
	int err = uninstall(&plan, arguments->given[UNINSTALL_YES], decision, error);
	list_free(&plan.files);
	list_free(&plan.codes);
	list_free(&plan.removal.left);
	text_free(&plan.words);
	text_free(&plan.leaves);
	return err;
}
