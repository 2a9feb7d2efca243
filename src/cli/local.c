#include "cli.h"

#include "decision.h"
#include "files.h"
#include "redirect.h"
#include "shims.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOCAL_UNSET };

static int
refuse(struct vshim_error *error, const char *file, const char *why)
{
	error_set(error, STATUS_FAILED, "%q %s", file, why);
	return error_hint(error,
		"it is yours: move it away first, if it may go: mv %q %q.old", file,
		file);
}

/*
 * Reads the redirect file FILE into LINE, without its newline. 0, 1 when there is no file, or
 * -1 with *ERROR filled when what is there is no redirect file.
 */
static int
read_redirect(const char *file, struct text *line, struct vshim_error *error)
{
	char buffer[REDIRECT_LIMIT];
	struct stat status;

	if (lstat(file, &status) != 0)
		return errno == ENOENT ? 1 : refuse(error, file, strerror(errno));
	if (S_ISDIR(status.st_mode))
		return refuse(error, file, "is a directory, not a redirect file");
	if (!S_ISREG(status.st_mode))
		return refuse(error, file, "is no plain file");
	ssize_t length = files_read(file, buffer, sizeof(buffer));
	if (length < 0)
		return refuse(error, file, strerror(errno));
	struct span path = {"", 0};
	enum reason reason = redirect_parse(buffer, (size_t)length, &path);
	const char *rest = path.text + path.length;
	size_t left = (size_t)(buffer + length - rest);
	bool is_line = left == 0 || (left == 1 && rest[0] == '\n') ||
		(left == 2 && memcmp(rest, "\r\n", 2) == 0);
	if (reason != REASON_NONE || !is_line)
		return refuse(error, file, "is not one line that names an environment");
	text_add_bytes(line, path.text, path.length);
	return 0;
}

/* What stands in the file for ENVIRONMENT: its path from DIRECTORY where it lies below. */
static const char *
redirect_to(const char *environment, const char *directory)
{
	size_t length = strlen(directory);

	if (path_inside(environment, directory) && environment[length] == '/')
		return environment + length + 1;
	return environment;
}

static int
set(struct decision *decision, const char *file, const char *name,
	struct vshim_error *error)
{
	const char *environment = decision_environment(decision, name, error);
	struct text line = {.data = NULL};

	if (environment == NULL)
		return -1;
	if (strchr(environment, '\n') != NULL)
		return error_set(error, STATUS_FAILED,
			"%q has a newline in its path, which no redirect file can hold",
			environment);
	text_format(&line, "%s\n", redirect_to(environment, decision->request.directory));
	int err = store_write(file, line.data, line.length);
	if (err != 0)
		err = store_cannot_write(error, file);
	else
		shim_learn(decision, environment);
	text_free(&line);
	return err;
}

/* Poetry takes a `.venv` that is a file for rubbish. */
static void
warn_of_poetry(void)
{
	char buffer[65536];
	ssize_t length = files_read("pyproject.toml", buffer, sizeof(buffer) - 1);

	if (length <= 0)
		return;
	buffer[length] = '\0';
	if (strstr(buffer, "[tool.poetry") != NULL)
		printf("note: Poetry removes a .venv file: run `vshim local` again after "
		       "it\n");
}

int
local_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *directory = decision->request.directory;
	struct text line = {.data = NULL};

	if (arguments->given[LOCAL_UNSET] && arguments->n > 0)
		return options_clash(error, "local", "ENV and --unset");
	if (directory == NULL)
		return error_set(error, STATUS_FAILED, "this directory is gone");
	const char *file = path_join(&decision->arena, directory, ".venv");
	int found = read_redirect(file, &line, error);
	int err = found < 0 ? -1 : 0;
	if (err == 0 && arguments->given[LOCAL_UNSET]) {
		if (found == 0 && unlink(file) != 0)
			err = store_cannot_write(error, file);
	} else if (err == 0 && arguments->n > 0) {
		err = set(decision, file, arguments->operands[0], error);
		if (err == 0)
			warn_of_poetry();
	} else if (found == 0) {
		printf("%s\n", line.data);
	} else if (found > 0) {
		error_set(error, STATUS_FAILED, "%q has no redirect file", directory);
		err = error_hint(error, "write one: vshim local ENV");
	}
	text_free(&line);
	return err;
}
