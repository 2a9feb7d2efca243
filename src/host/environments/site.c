#include "site.h"

#include "describe.h"
#include "error.h"
#include "rmtree.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
holds_environment(const char *directory)
{
	struct text file = {.data = NULL};
	struct stat status;

	text_format(&file, "%s/pyvenv.cfg", directory);
	bool holds = stat(file.data, &status) == 0;
	text_free(&file);
	return holds;
}

/* Nobody means to clear away where he lives, even if a pyvenv.cfg strayed there. */
static bool
is_a_home(const struct request *request, const char *directory)
{
	const char *home = request->variables.home;
	char real[PATH_MAX], own[PATH_MAX];

	if (realpath(directory, real) == NULL)
		return false;
	return path_inside("/", real) ||
		(home != NULL && realpath(home, own) != NULL && path_inside(own, real));
}

static int
refuse_environment(const char *directory, struct vshim_error *error)
{
	struct description description;

	describe(directory, &description);
	error_set(error, STATUS_FAILED, "%q is an environment already: Python %q, by %s",
		directory, description.version == NULL ? "unknown" : description.version,
		maker_name(description.maker));
	description_free(&description);
	return error_hint(error, "replace it: vshim create --clear %q", directory);
}

static int
refuse_other(const char *directory, const char *what, struct vshim_error *error)
{
	error_set(error, STATUS_FAILED, "%q %s", directory, what);
	return error_hint(error, "choose another place, or move it away: mv %q %q.old",
		directory, directory);
}

static int
check_directory(const struct request *request, const char *directory, bool clears,
	struct vshim_error *error)
{
	if (holds_environment(directory)) {
		if (!clears)
			return refuse_environment(directory, error);
		return is_a_home(request, directory)
			? refuse_other(directory, "is not only an environment", error)
			: 0;
	}
	if (rmtree_is_empty(directory))
		return 0;
	return refuse_other(directory,
		access(directory, R_OK | X_OK) == 0
			? "is a directory with something else in it"
			: "is a directory that cannot be looked into",
		error);
}

int
site_check(const struct request *request, const char *directory, bool clears,
	struct vshim_error *error)
{
	struct stat status;

	if (stat(directory, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			return check_directory(request, directory, clears, error);
		if (strcmp(path_base(directory), ".venv") != 0)
			return refuse_other(directory, "is a file", error);
		error_set(error, STATUS_FAILED,
			"%q is a file: it may name an environment", directory);
		return error_hint(error,
			"read it: cat %q; remove it: vshim local --unset", directory);
	}
	if (errno != ENOENT) {
		error_set(error, STATUS_FAILED, "no environment can be made in %q: %s",
			directory, strerror(errno));
		return error_hint(error, "look at the way there: namei -l %q", directory);
	}
	if (lstat(directory, &status) == 0)
		return refuse_other(directory, "is a link to what is not there", error);
	return 0;
}

/* The topmost of DIRECTORY and its parents that is not there; owned. */
static char *
find_missing(const char *directory)
{
	char *path = text_copy(directory), *slash;
	size_t missing = strlen(path);
	struct stat status;

	while (lstat(path, &status) != 0 && (slash = strrchr(path, '/')) != NULL) {
		missing = strlen(path);
		if (slash == path)
			break;
		*slash = '\0';
	}
	free(path);
	path = text_copy(directory);
	path[missing] = '\0';
	return path;
}

/* Removes the parents that were made, from SITE->directory up to SITE->made. */
static void
remove_made(const struct site *site)
{
	char *path = text_copy(site->directory);

	while (path_inside(path, site->made) && (rmdir(path) == 0 || errno == ENOENT)) {
		char *slash = strrchr(path, '/');

		if (slash == path)
			break;
		*slash = '\0';
	}
	free(path);
}

/* In its own directory, so that a rename will do. */
static void
put_aside(struct site *site)
{
	struct text aside = {.data = NULL};

	text_format(&aside, "%s.%d.0~", site->directory, (int)getpid());
	site->aside = text_take(&aside);
	if (rename(site->directory, site->aside) == 0)
		return;
	free(site->aside);
	site->aside = NULL;
	site->clears = true;
}

static void
site_end(struct site *site)
{
	free(site->directory);
	free(site->aside);
	free(site->made);
	*site = (struct site){.directory = NULL};
}

/* Why DIRECTORY could not be made, whose topmost missing part is SITE->made. */
static int
cannot_make(struct site *site, const char *directory, struct vshim_error *error)
{
	int err = errno;

	/* mkdir -p passes over what it may not make: that may just be there already. */
	if (err == ENOENT && mkdir(site->made, 0777) != 0)
		err = errno;
	site->directory = text_copy(directory);
	remove_made(site);
	site_end(site);
	error_set(
		error, STATUS_FAILED, "%q cannot be made: %s", directory, strerror(err));
	return error_hint(error, "choose a place of your own, or make this one first");
}

int
site_begin(struct site *site, const char *directory, struct vshim_error *error)
{
	*site = (struct site){.directory = realpath(directory, NULL)};
	if (site->directory != NULL) {
		if (!rmtree_is_empty(site->directory))
			put_aside(site);
		return 0;
	}
	site->made = find_missing(directory);
	if (store_make_directories(directory) != 0 ||
		(site->directory = realpath(directory, NULL)) == NULL)
		return cannot_make(site, directory, error);
	/* Spelled as `directory` is, which `..` may have led away from it. */
	char *made = realpath(site->made, NULL);
	free(site->made);
	site->made = made;
	return 0;
}

void
site_keep(struct site *site)
{
	if (site->aside != NULL)
		rmtree(site->aside);
	site_end(site);
}

void
site_undo(struct site *site)
{
	if (site->aside == NULL && site->made == NULL) {
		rmtree_inside(site->directory);
	} else {
		rmtree(site->directory);
		if (site->aside != NULL)
			rename(site->aside, site->directory);
		else
			remove_made(site);
	}
	site_end(site);
}
