#include "rcwrite.h"

#include "cli.h"
#include "code.h"
#include "decision.h"
#include "rcfile.h"
#include "rcfiles.h"
#include "rclines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writing {
	const struct shell *shell;
	const struct arguments *arguments;
	const struct decision *decision;
	const char *path; /* of the rc file */
	struct vshim_error *error;
};

/* The file beside the rc file that holds the code, for a shell that cannot evaluate it; owned. */
static char *
code_file(const struct writing *writing)
{
	struct text path = {.data = NULL};
	const char *slash = strrchr(writing->path, '/');

	text_add_bytes(&path, writing->path, (size_t)(slash + 1 - writing->path));
	text_format(&path, "vshim.%s", writing->shell->name);
	return text_take(&path);
}

/* Leaves the code itself for the line to source. 0, or -1 with *ERROR filled. */
static int
write_code(const struct writing *writing)
{
	char *path = code_file(writing);
	struct rcfile file;
	int err = rcfile_read(&file, path, writing->error);

	if (err == 0) {
		file.text.length = 0;
		text_format(&file.text, "%s\n", RCLINES_COMMENT);
		code_add(&file.text, writing->shell, writing->arguments,
			writing->decision);
		err = rcfile_write(&file, writing->error);
	}
	rcfile_free(&file);
	free(path);
	return err;
}

/* The line as it is to stand in the file, but for its mark. */
static void
add_wanted(struct text *line, const struct writing *writing)
{
	const struct shell *shell = writing->shell;

	if (shell->once == NULL) {
		struct decision decision = *writing->decision;

		/* The PATH of now need not be the one with which a shell starts. */
		decision.request.variables.path = "/usr/local/bin:/usr/bin:/bin";
		code_add_line(line, shell, shell->rc_line, writing->arguments, &decision);
		return;
	}
	char *path = code_file(writing);
	text_add(line, "source ");
	shell->quote(line, path);
	free(path);
}

/* Whether LENGTH bytes at LINE, with or without a newline behind them, are PLAIN. */
static bool
is_text(const char *line, size_t length, const char *plain)
{
	if (length > 0 && line[length - 1] == '\n')
		length--;
	return length == strlen(plain) && memcmp(line, plain, length) == 0;
}

/* What the file is to hold: ours in place of the first that there is, else at the end. */
static void
add_changed(struct text *text, const struct text *before, const char *plain,
	const char *vshim)
{
	struct rcline_span span = {.end = 0};
	bool is_there = false;

	while (rclines_next(before, vshim, &span)) {
		const char *start = before->data + span.start;
		size_t length = span.end - span.start;
		bool is_ours = span.kind == RCLINE_MARKED || span.kind == RCLINE_PLAIN;

		if (!is_ours || (!is_there && is_text(start, length, plain)))
			text_add_bytes(text, start, length);
		else if (!is_there)
			text_format(text, "%s" RCLINES_MARK "\n", plain);
		is_there = is_there || is_ours;
	}
	if (!is_there)
		text_format(text, "%s" RCLINES_MARK "\n", plain);
}

static bool
is_same_text(const struct text *a, const struct text *b)
{
	return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

static bool
has_ours(const struct text *text, const char *vshim)
{
	struct rcline_span span = {.end = 0};

	while (rclines_next(text, vshim, &span))
		if (span.kind == RCLINE_MARKED || span.kind == RCLINE_PLAIN)
			return true;
	return false;
}

static void
report(const struct writing *writing, const struct rcfile *file, const char *what,
	const char *plain)
{
	struct text line = {.data = NULL};

	text_format(&line, "%s %q", what, writing->path);
	if (strcmp(writing->path, file->path) != 0)
		text_format(&line, " (that is %q)", file->path);
	printf("%s:\n\n  %s\n\nOpen a new shell, and it is at work.\n", line.data, plain);
	text_free(&line);
}

/* Who starts dash from another shell has the shims from that, but not the function. */
static void
warn_of_profile(const struct writing *writing)
{
	if (strcmp(writing->shell->rc_file, "~/.profile") == 0)
		printf("note: only login shells read it; other interactive ones read the "
		       "file that ENV names\n");
}

/* A login shell of bash reads another file, which most often reads ~/.bashrc in its turn. */
static void
warn_of_login(const struct writing *writing)
{
	char *login = strcmp(writing->shell->name, "bash") == 0
		? rcfiles_login(&writing->decision->request)
		: NULL;

	if (login != NULL && strcmp(login, writing->path) != 0) {
		struct text note = {.data = NULL};

		text_format(&note,
			"note: login shells (by ssh, in macOS's Terminal) do not read "
			"it: "
			"put  . ~/.bashrc  into %q\n",
			login);
		printf("%s", note.data);
		text_free(&note);
	}
	free(login);
}

static int
write_line(const struct writing *writing, const char *plain)
{
	const char *vshim = writing->decision->installation.vshim;
	struct text before = {.data = NULL};
	struct rcfile file;
	int err = rcfile_read(&file, writing->path, writing->error);

	if (err == 0) {
		bool had = has_ours(&file.text, vshim);

		before = file.text;
		file.text = (struct text){.data = NULL};
		/* What has no newline at its end would swallow the line. */
		if (!had && before.length > 0 && before.data[before.length - 1] != '\n')
			text_add(&before, "\n");
		add_changed(&file.text, &before, plain, vshim);
		bool is_same = had && is_same_text(&file.text, &before);
		err = is_same ? 0 : rcfile_write(&file, writing->error);
		if (err == 0)
			report(writing, &file,
				is_same       ? "the line is there already, in"
					: had ? "changed in"
					      : "added to",
				plain);
	}
	text_free(&before);
	rcfile_free(&file);
	return err;
}

int
rcwrite(const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision, struct vshim_error *error)
{
	char *path = rcfiles_of(&decision->request, shell->name);
	struct writing writing = {shell, arguments, decision, path, error};
	struct text plain = {.data = NULL};

	if (path == NULL) {
		error_set(error, STATUS_FAILED,
			"there is no rc file to write to: HOME is not set");
		return error_hint(error, "set HOME");
	}
	add_wanted(&plain, &writing);
	int err = shell->once == NULL ? 0 : write_code(&writing);
	if (err == 0)
		err = write_line(&writing, plain.data);
	if (err == 0) {
		warn_of_login(&writing);
		warn_of_profile(&writing);
	}
	/* What cannot be done for the user, the user can do. */
	if (err != 0 && error->hint != NULL) {
		char *hint = text_copy(error->hint);

		error_hint(error, "%s; or put it there yourself: %s", hint, plain.data);
		free(hint);
	}
	text_free(&plain);
	free(path);
	return err;
}
