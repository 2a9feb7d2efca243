#include "facts.h"

#include "bin.h"
#include "store.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a link in the shims directory is. */
enum kind { KIND_OTHER, KIND_RIGHT, KIND_ELSEWHERE };

/* What is read of the directory, and what it is compared with. */
struct inspection {
	const char *launcher;
	const char *directory;
	struct set wanted; /* names */
	struct list present; /* names of shims, sorted in the end */
	struct facts_shims *shims;
};

static void
note_example(struct facts_shims *shims, const char *name)
{
	if (shims->example == NULL)
		shims->example = text_copy(name);
}

/* Everything that is no link to a launcher was put there by somebody else. */
static enum kind
kind_of(const struct inspection *inspection, const char *name)
{
	static const char ending[] = "/" VSHIM_LAUNCHER;
	struct text path = {.data = NULL};
	char target[PATH_MAX];

	text_format(&path, "%s/%s", inspection->directory, name);
	ssize_t length = readlink(path.data, target, sizeof(target) - 1);
	text_free(&path);
	if (length < (ssize_t)sizeof(ending) - 1)
		return KIND_OTHER;
	target[length] = '\0';
	if (strcmp(target + length - (sizeof(ending) - 1), ending) != 0)
		return KIND_OTHER;
	bool is_ours =
		path_equal(target, inspection->launcher) && access(target, X_OK) == 0;
	return is_ours ? KIND_RIGHT : KIND_ELSEWHERE;
}

static void
look_at_shim(struct inspection *inspection, const char *name)
{
	struct facts_shims *shims = inspection->shims;
	enum kind kind = kind_of(inspection, name);

	if (kind == KIND_OTHER)
		return;
	list_add(&inspection->present, name);
	if (kind == KIND_ELSEWHERE) {
		shims->elsewhere++;
		note_example(shims, name);
	} else if (!set_has(&inspection->wanted, name)) {
		shims->unneeded++;
	} else {
		shims->right++;
	}
}

/* Whether a look at the known ENVIRONMENT may not come back. */
static bool
is_silent(const struct facts *facts, const char *environment)
{
	for (size_t i = 0; i < facts->n_ailing; i++)
		if (facts->known[i].is_silent &&
			strcmp(facts->known[i].path, environment) == 0)
			return true;
	return false;
}

/* Gathers the names that have a use. False when some could not be read. */
static bool
gather_wanted(const struct facts *facts, struct set *wanted)
{
	struct list known = {.items = NULL};

	for (int i = 0; i < SESSION_NAMES; i++)
		set_add(wanted, session_names[i]);
	bool is_whole = store_list(facts->request->root, STORE_ENVIRONMENTS, &known) == 0;
	for (size_t i = 0; i < known.n; i++)
		is_whole = !is_silent(facts, known.items[i]) &&
			bin_commands(known.items[i], wanted) == 0 && is_whole;
	list_free(&known);
	return is_whole;
}

static void
count_missing(struct inspection *inspection)
{
	for (size_t i = 0; i < inspection->wanted.list.n; i++) {
		const char *name = inspection->wanted.list.items[i];

		if (list_has_sorted(&inspection->present, name))
			continue;
		inspection->shims->missing++;
		note_example(inspection->shims, name);
	}
}

void
facts_shims_look(const struct decision *decision, struct facts *facts)
{
	struct facts_shims *shims = &facts->shims;
	struct inspection inspection = {
		.launcher = decision->installation.launcher,
		.directory = decision->request.shims,
		.shims = shims,
	};

	*shims = (struct facts_shims){.right = 0};
	if (inspection.directory == NULL)
		return;
	bool is_whole = gather_wanted(facts, &inspection.wanted);
	DIR *stream = opendir(inspection.directory);
	const struct dirent *entry;
	while (stream != NULL && (entry = readdir(stream)) != NULL)
		look_at_shim(&inspection, entry->d_name);
	if (stream != NULL)
		closedir(stream);
	/* What cannot be read may have the command. */
	if (!is_whole)
		shims->unneeded = 0;
	list_sort(&inspection.present);
	count_missing(&inspection);
	set_free(&inspection.wanted);
	list_free(&inspection.present);
}
