#include "cli.h"

#include "decision.h"
#include "files.h"
#include "note.h"
#include "rcfile.h"
#include "redirect.h"
#include "screen.h"

#include <errno.h>
#include <limits.h>
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

/* Why what is at FILE, of STATUS, is no redirect file; NULL when it may be one. */
static const char *
other_kind(const char *file, const struct stat *status)
{
	char cfg[PATH_MAX + 16];

	if (S_ISLNK(status->st_mode))
		return "is a link, not a redirect file";
	if (S_ISREG(status->st_mode))
		return NULL;
	if (!S_ISDIR(status->st_mode))
		return "is no plain file";
	snprintf(cfg, sizeof(cfg), "%s/pyvenv.cfg", file);
	return access(cfg, F_OK) == 0 ? "is an environment, which is chosen here already"
				      : "is a directory, not a redirect file";
}

/* What is behind the first line of a redirect file, PATH in TEXT, is somebody's: not ours. */
static bool
is_one_line(const struct text *text, struct span path)
{
	const char *rest = path.text + path.length;
	size_t left = (size_t)(text->data + text->length - rest);

	return left == 0 || (left == 1 && rest[0] == '\n') ||
		(left == 2 && memcmp(rest, "\r\n", 2) == 0);
}

/*
 * Reads the redirect file PATH into FILE and what it names into LINE. 0, 1 when there is none,
 * or -1 with *ERROR filled when what is there is no redirect file, or, where it is TO_CHANGE,
 * holds something else besides.
 */
static int
read_redirect(const char *path, struct rcfile *file, struct text *line, bool to_change,
	struct vshim_error *error)
{
	struct stat status;
	struct span named = {"", 0};

	if (lstat(path, &status) != 0)
		return errno == ENOENT ? 1 : refuse(error, path, strerror(errno));
	const char *other = other_kind(path, &status);
	if (other != NULL)
		return refuse(error, path, other);
	if (rcfile_read(file, path, error) != 0)
		return -1;
	if (redirect_parse(file->text.data, file->text.length, &named) != REASON_NONE ||
		(to_change && !is_one_line(&file->text, named)))
		return refuse(error, path, "is not one line that names an environment");
	text_add_bytes(line, named.text, named.length);
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

/* Whether a redirect file that says TEXT is read as naming just PATH. */
static bool
is_read_back(const struct text *text, const char *path)
{
	struct span named;

	return redirect_parse(text->data, text->length, &named) == REASON_NONE &&
		named.length == strlen(path) &&
		memcmp(named.text, path, named.length) == 0;
}

/* Poetry knows no `.venv` that is a file; some versions take it for rubbish. */
static void
warn_of_poetry(void)
{
	char buffer[65536];
	ssize_t length = files_read("pyproject.toml", buffer, sizeof(buffer) - 1);

	buffer[length < 0 ? 0 : length] = '\0';
	if (access("poetry.lock", F_OK) == 0 || strstr(buffer, "[tool.poetry") != NULL)
		printf("note: Poetry does not read a .venv file, and may remove it: then "
		       "run `vshim local` again\n");
}

/* Makes FILE, which may be there, choose the environment NAME. */
static int
choose(struct decision *decision, struct rcfile *file, const char *name,
	struct vshim_error *error)
{
	const char *environment = decision_environment(decision, name, error);

	if (environment == NULL)
		return -1;
	const char *path = redirect_to(environment, decision->request.directory);
	file->text.length = 0;
	text_format(&file->text, "%s\n", path);
	if (!is_read_back(&file->text, path)) {
		error_set(error, STATUS_FAILED,
			"%q is a path that no redirect file can hold", environment);
		return error_hint(error,
			"give the environment another name, or choose it "
			"for a shell: vshim shell ENV");
	}
	if (rcfile_write(file, error) != 0)
		return -1;
	shim_learn(decision, environment);
	warn_of_poetry();
	note_selected(decision, environment);
	return 0;
}

static int
forget(const char *path, struct vshim_error *error)
{
	if (unlink(path) == 0)
		return 0;
	error_set(
		error, STATUS_FAILED, "%q cannot be removed: %s", path, strerror(errno));
	return error_hint(error, "whose is it? ls -ld %q", path);
}

static int
print_current(
	const char *directory, int found, const char *line, struct vshim_error *error)
{
	if (found > 0) {
		error_set(error, STATUS_FAILED, "%q has no redirect file", directory);
		return error_hint(error, "write one: vshim local ENV");
	}
	screen_print_line(line);
	return 0;
}

int
local_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *directory = decision->request.directory;
	bool unsets = arguments->given[LOCAL_UNSET];
	struct text line = {.data = NULL};
	struct rcfile file = {.path = NULL};

	if (unsets && arguments->n > 0)
		return options_clash(error, "local", "ENV and --unset");
	if (directory == NULL)
		return error_set(error, STATUS_FAILED, "this directory is gone");
	const char *path = path_join(&decision->arena, directory, ".venv");
	int found = read_redirect(path, &file, &line, unsets || arguments->n > 0, error);
	if (found == 1)
		file.path = text_copy(path);
	int err = found < 0 ? -1 : 0;
	if (err == 0 && arguments->n > 0)
		err = choose(decision, &file, arguments->operands[0], error);
	else if (err == 0 && unsets)
		err = found == 0 ? forget(path, error) : 0;
	else if (err == 0)
		err = print_current(directory, found, line.data, error);
	rcfile_free(&file);
	text_free(&line);
	return err;
}
