#include "discover.h"

#include "children.h"
#include "environment.h"
#include "files.h"
#include "glance.h"
#include "owner.h"
#include "redirect.h"
#include "spell.h"

#include <errno.h>
#include <string.h>

struct walk {
	const struct request *request;
	struct arena *arena;
	const char *start;
	const char *home; /* where the walk ends, NULL when START is not inside it */
	struct discovery *discovery;
};

static void
tell(const struct walk *walk, enum finding finding, const char *path, const char *detail)
{
	request_tell(walk->request, 4, finding, path, detail);
}

/* Ends the walk in an error. Always true, so that a look can say both at once. */
static bool
fail(struct walk *walk, const char *project, struct problem problem)
{
	walk->discovery->project = project;
	walk->discovery->problem = problem;
	tell(walk, FINDING_PROBLEM, problem.path, problem.detail);
	return true;
}

/* Ends the walk: the look at PATH failed with ERR, which says nothing of what is there. */
static bool
fail_to_look(struct walk *walk, const char *directory, const char *path, int err)
{
	return fail(walk, directory,
		(struct problem){.reason = REASON_CANNOT_LOOK, .path = path, .err = err});
}

/* Ends the walk at FOREIGN, found in DIRECTORY: it is not trusted. */
static bool
fail_untrusted(struct walk *walk, const char *directory, const char *foreign)
{
	fail(walk, directory,
		(struct problem){.reason = REASON_UNTRUSTED, .path = foreign});
	/* What to trust, and no reason that a step could give. */
	walk->discovery->problem.detail = directory;
	return true;
}

/*
 * Ends the walk: ENVIRONMENT, which is SEEN (or NULL: not looked at), was found in DIRECTORY;
 * it is taken if it can be trusted.
 */
static bool
take(struct walk *walk, const char *directory, const char *environment,
	const struct stat *seen)
{
	struct owner_parts *parts = &walk->discovery->parts;

	if (seen != NULL)
		parts->itself = *seen;
	const char *foreign =
		owner_foreign_part(walk->request, walk->arena, environment, parts);

	if (foreign != NULL && parts->err != 0)
		return fail_to_look(walk, directory, foreign, parts->err);
	if (foreign == NULL && walk->request->settings->trust_explicit)
		foreign = environment;
	if (foreign != NULL && !owner_user_accepts(walk->request, directory, environment))
		return fail_untrusted(walk, directory, foreign);
	walk->discovery->project = directory;
	walk->discovery->environment = environment;
	tell(walk, FINDING_TAKEN, environment, NULL);
	return true;
}

/* What to tell of a directory without a pyvenv.cfg, at which a look failed with ERR. */
static enum finding
finding_of(int err)
{
	switch (err) {
	case ENOENT:
		return FINDING_NOT_THERE;
	case ENOTDIR:
		return FINDING_NO_DIRECTORY;
	default:
		return FINDING_CANNOT_LOOK;
	}
}

/* Passes over PATH in DIRECTORY after a look that failed with ERR, unless that says nothing. */
static bool
pass_over(struct walk *walk, const char *directory, const char *path, int err)
{
	if (problem_is_trouble(err))
		return fail_to_look(walk, directory, path, err);
	tell(walk, finding_of(err), path, NULL);
	return false;
}

static bool
look_at_self(struct walk *walk, const char *directory)
{
	struct stat status;
	int err = environment_look(walk->request, walk->arena, directory);

	/* Whoever stands in a directory has chosen the way that led there. */
	if (err == 0 && (err = files_stat(directory, &status)) == 0)
		return take(walk, directory, directory, &status);
	return finding_of(err) == FINDING_CANNOT_LOOK &&
		pass_over(walk, directory, directory, err);
}

static bool
look_at_child(struct walk *walk, const char *directory, const char *name)
{
	const char *child = path_join(walk->arena, directory, name);
	int err = environment_look(walk->request, walk->arena, child);

	if (err == 0)
		return take(walk, directory, child, NULL);
	return pass_over(walk, directory, child, err);
}

/* The path in the redirect file FILE, or NULL with the walk ended in an error. */
static const char *
redirect_path(struct walk *walk, const char *directory, const char *file)
{
	char *buffer = arena_take(walk->arena, REDIRECT_LIMIT);
	ssize_t length = buffer == NULL ? 0 : files_read(file, buffer, REDIRECT_LIMIT);
	struct problem problem = {.reason = REASON_REDIRECT_UNREADABLE, .path = file};
	struct span path;

	arena_keep(walk->arena, buffer, length > 0 ? (size_t)length : 0);
	if (length < 0) {
		problem.err = (int)-length;
	} else {
		problem.reason = redirect_parse(
			buffer == NULL ? "" : buffer, (size_t)length, &path);
		problem.detail = arena_text(walk->arena, path.text, path.length);
	}
	if (problem.reason == REASON_NONE)
		return problem.detail;
	fail(walk, directory, problem);
	return NULL;
}

static bool
follow_redirect(struct walk *walk, const char *directory, const char *file,
	const struct stat *status)
{
	struct problem problem = {.reason = REASON_NONE};

	if (!owner_is_trusted(walk->request, file, status) &&
		!owner_user_trusts(walk->request, directory))
		return fail_untrusted(walk, directory, file);
	const char *text = redirect_path(walk, directory, file);
	if (text == NULL)
		return true;
	tell(walk, FINDING_REDIRECT, file, text);
	const char *environment = environment_named(
		walk->request, walk->arena, text, directory, true, &problem);
	if (environment != NULL)
		return take(walk, directory, environment, NULL);
	if (problem.reason == REASON_NAME_AMBIGUOUS)
		problem.detail = file;
	else if (problem.reason != REASON_CANNOT_LOOK)
		problem = (struct problem){
			.reason = REASON_REDIRECT_UNUSABLE, .path = file, .detail = text};
	return fail(walk, directory, problem);
}

/* What to do about LINK, which cannot be followed for the reason ERR. */
static bool
fail_link(struct walk *walk, const char *directory, const char *link, int err)
{
	if (err != ENOENT && err != ELOOP)
		return pass_over(walk, directory, link, err);
	const char *target = spell_target(walk->arena, link, &err);
	return fail(walk, directory,
		(struct problem){.reason = REASON_VENV_DANGLING,
			.path = link,
			.detail = target == NULL ? "" : target});
}

/* `.venv` alone may be a redirect file, and is never passed over when it leads nowhere. */
static bool
look_at_dot_venv(struct walk *walk, const char *directory, const char *name)
{
	const char *child = path_join(walk->arena, directory, name);
	struct stat status;
	int err = files_lstat(child, &status);

	if (err != 0)
		return pass_over(walk, directory, child, err);
	if (S_ISLNK(status.st_mode)) {
		if (!owner_is_ours(walk->request, status.st_uid) &&
			!owner_user_trusts(walk->request, directory))
			return fail_untrusted(walk, directory, child);
		err = request_stat(walk->request, child, &status);
		if (err != 0)
			return fail_link(walk, directory, child, err);
	}
	if (S_ISREG(status.st_mode))
		return follow_redirect(walk, directory, child, &status);
	if (!S_ISDIR(status.st_mode))
		return fail(walk, directory,
			(struct problem){.reason = REASON_VENV_ODD, .path = child});
	err = environment_look(walk->request, walk->arena, child);
	if (err == 0)
		return take(walk, directory, child, &status);
	if (problem_is_trouble(err))
		return fail_to_look(walk, directory, child, err);
	tell(walk, err == ENOENT ? FINDING_NO_PYVENV : FINDING_CANNOT_LOOK, child, NULL);
	return false;
}

static bool
look_at_names(struct walk *walk, const char *directory)
{
	for (const char *const *name = walk->request->settings->names; *name != NULL;
		name++) {
		bool may_redirect = strcmp(*name, ".venv") == 0;

		if (may_redirect ? look_at_dot_venv(walk, directory, *name)
				 : look_at_child(walk, directory, *name))
			return true;
	}
	return false;
}

/* The one child of DIRECTORY that is an environment, whatever its name. */
static bool
look_through(struct walk *walk, const char *directory)
{
	int err;
	const char *const *several =
		children_find(walk->request, walk->arena, directory, &err);

	if (err != 0)
		return fail_to_look(walk, directory, directory, err);
	if (several == NULL)
		return false;
	if (several[0] == NULL) {
		tell(walk, FINDING_NO_CHILD, directory, NULL);
		return false;
	}
	if (several[1] == NULL)
		return take(walk, directory, several[0], NULL);
	return fail(walk, directory,
		(struct problem){
			.reason = REASON_SEVERAL, .path = directory, .several = several});
}

static bool
may_have_any_name(struct walk *walk, const char *directory)
{
	const char *home = walk->request->variables.home;

	if (!walk->request->settings->any_name || path_equal(directory, "/") ||
		(home != NULL && path_equal(directory, home)))
		return false;
	return directory == walk->start || glance_is_project(walk->arena, directory);
}

static bool
look_for_any_name(struct walk *walk, const char *directory)
{
	if (!may_have_any_name(walk, directory)) {
		tell(walk, FINDING_NO_PROJECT, directory, NULL);
		return false;
	}
	return look_through(walk, directory);
}

static bool
look_in(struct walk *walk, const char *directory)
{
	if (directory != walk->start && glance_has_nothing(walk->request, directory))
		return false;
	tell(walk, FINDING_WALKING, directory, NULL);
	return look_at_self(walk, directory) || look_at_names(walk, directory) ||
		look_for_any_name(walk, directory);
}

static bool
is_ceiling(const struct request *request, const char *directory)
{
	const char *list = request->variables.vshim_ceilings;

	for (struct span entry; path_next(&list, &entry);)
		if (entry.length > 0 && path_same(entry, path_span(directory)))
			return true;
	for (const char *const *entry = request->settings->ceilings; *entry != NULL;
		entry++)
		if (path_equal(*entry, directory))
			return true;
	return false;
}

/* Whether DIRECTORY is the last one that may be looked at. */
static bool
is_last(const struct walk *walk, const char *directory)
{
	return path_equal(directory, "/") ||
		(walk->home != NULL && path_equal(directory, walk->home)) ||
		(directory == walk->start && is_ceiling(walk->request, directory));
}

static bool
walk_up(struct walk *walk)
{
	struct arena *arena = walk->arena;

	for (const char *directory = walk->start; !arena->full;) {
		size_t before = arena->used;

		if (look_in(walk, directory))
			return true;
		arena->used = before;
		if (is_last(walk, directory)) {
			tell(walk, FINDING_END, directory, NULL);
			return false;
		}
		directory = path_parent(arena, directory);
		if (is_ceiling(walk->request, directory)) {
			tell(walk, FINDING_CEILING, directory, NULL);
			return false;
		}
	}
	return false;
}

static bool
walk_from(const struct request *request, struct arena *arena, const char *start,
	struct discovery *discovery)
{
	const char *home = request->variables.home;
	bool at_home = home != NULL && home[0] == '/' && path_inside(start, home);

	return walk_up(&(struct walk){.request = request,
		.arena = arena,
		.start = start,
		.home = at_home ? home : NULL,
		.discovery = discovery});
}

void
discover(const struct request *request, struct arena *arena, struct discovery *discovery)
{
	const char *logical = request->directory;

	*discovery = (struct discovery){.environment = NULL};
	if (logical == NULL || walk_from(request, arena, logical, discovery))
		return;
	int err = 0;
	const char *physical = request->physical;
	if (physical == NULL)
		physical = spell_real(arena, logical, &err);
	if (physical == NULL && problem_is_trouble(err))
		discovery->problem = (struct problem){
			.reason = REASON_CANNOT_LOOK, .path = logical, .err = err};
	if (physical != NULL && strcmp(physical, logical) != 0)
		walk_from(request, arena, physical, discovery);
}
