#include "glance.h"

#include "files.h"

#include <string.h>
#include <strings.h>

static const char *const project_marks[] = {
	"pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile", ".git"};

bool
glance_is_project(struct arena *arena, const char *directory)
{
	for (size_t i = 0; i < sizeof(project_marks) / sizeof(project_marks[0]); i++) {
		struct stat status;

		int err = files_lstat(
			path_join(arena, directory, project_marks[i]), &status);

		/* In doubt it is one, and is looked through. */
		if (err == 0 || problem_is_trouble(err))
			return true;
	}
	return false;
}

/* A directory that is read through in no more time than asking for each name would take. */
enum { GLANCE_LIMIT = 64 };

struct glance {
	const struct settings *settings;
	int entries;
	bool may_matter; /* it has a name that matters, or more entries than are read */
};

static bool
is_of_interest(const struct settings *settings, const char *name)
{
	if (strcasecmp(name, "pyvenv.cfg") == 0)
		return true;
	for (const char *const *known = settings->names; *known != NULL; known++)
		if (strcasecmp(name, *known) == 0)
			return true;
	for (size_t i = 0; i < sizeof(project_marks) / sizeof(project_marks[0]); i++)
		if (strcasecmp(name, project_marks[i]) == 0)
			return true;
	return false;
}

static bool
glance_at(void *data, const char *name, bool maybe_directory)
{
	struct glance *glance = data;

	(void)maybe_directory;
	glance->may_matter = ++glance->entries > GLANCE_LIMIT ||
		is_of_interest(glance->settings, name);
	return !glance->may_matter;
}

bool
glance_has_nothing(const struct request *request, const char *directory)
{
	const struct knowledge *knowledge = request->knowledge;
	struct glance glance = {.settings = request->settings};

	if (knowledge != NULL && knowledge->listen != NULL)
		return false;
	return files_list(directory, glance_at, &glance) == 0 && !glance.may_matter;
}
