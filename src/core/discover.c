#include "discover.h"

#include "environment.h"
#include "files.h"
#include "owner.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

/* A directory of more entries than this is not looked through for an environment. */
enum { ENTRIES_LIMIT = 512 };

/* A redirect file holds one path; what is longer than any path is none. Bytes. */
enum { REDIRECT_LIMIT = PATH_MAX + 8 };

static const char *const project_marks[] = {
	"pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile", ".git"};

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

static bool
user_trusts(const struct walk *walk, const char *directory)
{
	const struct knowledge *knowledge = walk->request->knowledge;

	return knowledge != NULL && knowledge->is_trusted(knowledge->data, directory);
}

/* Ends the walk: ENVIRONMENT was found in DIRECTORY; it is taken if it can be trusted. */
static bool
take(struct walk *walk, const char *directory, const char *environment)
{
	const char *foreign = owner_foreign_part(walk->request, walk->arena, environment);

	if (foreign == NULL && walk->request->settings->trust_explicit)
		foreign = environment;
	if (foreign != NULL && !user_trusts(walk, directory) &&
		!user_trusts(walk, environment))
		return fail(walk, directory,
			(struct problem){.reason = REASON_UNTRUSTED,
				.path = foreign,
				.detail = directory});
	walk->discovery->project = directory;
	walk->discovery->environment = environment;
	tell(walk, FINDING_TAKEN, environment, NULL);
	return true;
}

/* What to tell of a directory without a pyvenv.cfg, from the errno of the look. */
static enum finding
finding_of(int err)
{
	switch (err) {
	case 0:
	case ENOENT:
		return FINDING_NOT_THERE;
	case ENOTDIR:
		return FINDING_NO_DIRECTORY;
	default:
		return FINDING_CANNOT_LOOK;
	}
}

static bool
look_at_self(struct walk *walk, const char *directory)
{
	if (environment_is_at(walk->arena, directory))
		return take(walk, directory, directory);
	enum finding finding = finding_of(errno);
	if (finding == FINDING_CANNOT_LOOK)
		tell(walk, finding, directory, NULL);
	return false;
}

static bool
look_at_child(struct walk *walk, const char *directory, const char *name)
{
	const char *child = path_join(walk->arena, directory, name);

	if (environment_is_at(walk->arena, child))
		return take(walk, directory, child);
	tell(walk, finding_of(errno), child, NULL);
	return false;
}

/* The path in the redirect file FILE (PEP 832), or NULL with the walk ended in an error. */
static const char *
redirect_text(struct walk *walk, const char *directory, const char *file)
{
	char buffer[REDIRECT_LIMIT];
	ssize_t length = files_read(file, buffer, sizeof(buffer));

	if (length < 0) {
		fail(walk, directory,
			(struct problem){.reason = REASON_REDIRECT_UNREADABLE,
				.path = file,
				.err = errno});
		return NULL;
	}
	const char *text = buffer;
	size_t left = (size_t)length;
	if (left >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		left -= 3;
	}
	const char *newline = memchr(text, '\n', left);
	size_t end = newline == NULL ? left : (size_t)(newline - text);
	if (newline != NULL && end > 0 && text[end - 1] == '\r')
		end--;
	const char *nul = memchr(text, '\0', end);
	if (end == 0 || nul != NULL || (newline == NULL && left >= PATH_MAX)) {
		fail(walk, directory,
			(struct problem){.reason = nul != NULL || end > 0
					? REASON_REDIRECT_UNUSABLE
					: REASON_REDIRECT_EMPTY,
				.path = file,
				.detail = arena_text(walk->arena, text, end)});
		return NULL;
	}
	return arena_text(walk->arena, text, end);
}

static bool
follow_redirect(struct walk *walk, const char *directory, const char *file,
	const struct stat *status)
{
	struct problem problem = {.reason = REASON_NONE};

	if (!owner_is_trusted(walk->request, status) && !user_trusts(walk, directory))
		return fail(walk, directory,
			(struct problem){.reason = REASON_UNTRUSTED,
				.path = file,
				.detail = directory});
	const char *text = redirect_text(walk, directory, file);
	if (text == NULL)
		return true;
	tell(walk, FINDING_REDIRECT, file, text);
	const char *environment = environment_named(
		walk->request, walk->arena, text, directory, true, &problem);
	if (environment != NULL)
		return take(walk, directory, environment);
	if (problem.reason != REASON_NAME_AMBIGUOUS)
		problem = (struct problem){
			.reason = REASON_REDIRECT_UNUSABLE, .path = file, .detail = text};
	else
		problem.detail = file;
	return fail(walk, directory, problem);
}

static bool
fail_dangling(struct walk *walk, const char *directory, const char *link)
{
	char target[PATH_MAX];
	ssize_t length = files_readlink(link, target, sizeof(target));

	return fail(walk, directory,
		(struct problem){.reason = REASON_VENV_DANGLING,
			.path = link,
			.detail = arena_text(
				walk->arena, target, length > 0 ? (size_t)length : 0)});
}

/* `.venv` alone may be a redirect file, and is never passed over when it leads nowhere. */
static bool
look_at_dot_venv(struct walk *walk, const char *directory, const char *name)
{
	const char *child = path_join(walk->arena, directory, name);
	struct stat status;

	if (files_lstat(child, &status) != 0) {
		tell(walk, finding_of(errno), child, NULL);
		return false;
	}
	if (S_ISLNK(status.st_mode) && files_stat(child, &status) != 0) {
		if (errno == ENOENT || errno == ELOOP)
			return fail_dangling(walk, directory, child);
		tell(walk, FINDING_CANNOT_LOOK, child, NULL);
		return false;
	}
	if (S_ISREG(status.st_mode))
		return follow_redirect(walk, directory, child, &status);
	if (!S_ISDIR(status.st_mode))
		return fail(walk, directory,
			(struct problem){.reason = REASON_VENV_ODD, .path = child});
	if (environment_is_at(walk->arena, child))
		return take(walk, directory, child);
	tell(walk, errno == ENOENT ? FINDING_NO_PYVENV : FINDING_CANNOT_LOOK, child,
		NULL);
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

/* The entries of a directory that may be directories themselves. */
struct listing {
	struct arena *arena;
	size_t entries;
	size_t n;
	const char *names[ENTRIES_LIMIT];
};

static bool
add_entry(void *data, const char *name, bool maybe_directory)
{
	struct listing *listing = data;

	if (++listing->entries > ENTRIES_LIMIT)
		return false;
	if (maybe_directory)
		listing->names[listing->n++] =
			arena_text(listing->arena, name, strlen(name));
	return true;
}

static void
sort_names(const char **names, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const char *name = names[i];
		size_t at = i;

		for (; at > 0 && strcmp(names[at - 1], name) > 0; at--)
			names[at] = names[at - 1];
		names[at] = name;
	}
}

/* The environments among the children of a directory, each counted once. */
struct children {
	size_t n;
	const char *paths[ENTRIES_LIMIT + 1];
	struct {
		dev_t device;
		ino_t inode;
	} ids[ENTRIES_LIMIT];
};

static void
add_child(const struct walk *walk, struct children *children, const char *child)
{
	struct stat status;

	if (!environment_is_at(walk->arena, child) || files_stat(child, &status) != 0)
		return;
	for (size_t i = 0; i < children->n; i++)
		if (children->ids[i].device == status.st_dev &&
			children->ids[i].inode == status.st_ino)
			return;
	if (owner_foreign_part(walk->request, walk->arena, child) != NULL &&
		!user_trusts(walk, child)) {
		tell(walk, FINDING_NOT_TRUSTED, child, NULL);
		return;
	}
	children->ids[children->n].device = status.st_dev;
	children->ids[children->n].inode = status.st_ino;
	children->paths[children->n++] = child;
}

static bool
look_through(struct walk *walk, const char *directory)
{
	struct arena *arena = walk->arena;
	struct listing *listing = arena_take(arena, sizeof(*listing));
	struct children *children = arena_take(arena, sizeof(*children));

	if (listing == NULL || children == NULL)
		return false;
	listing->arena = arena;
	listing->entries = listing->n = children->n = 0;
	if (files_list(directory, add_entry, listing) != 0 || arena->full) {
		tell(walk, FINDING_CANNOT_LOOK, directory, NULL);
		return false;
	}
	if (listing->entries > ENTRIES_LIMIT) {
		tell(walk, FINDING_TOO_LARGE, directory, NULL);
		return false;
	}
	sort_names(listing->names, listing->n);
	for (size_t i = 0; i < listing->n; i++)
		add_child(walk, children, path_join(arena, directory, listing->names[i]));
	if (children->n == 0)
		return false;
	if (children->n == 1)
		return take(walk, directory, children->paths[0]);
	children->paths[children->n] = NULL;
	return fail(walk, directory,
		(struct problem){.reason = REASON_SEVERAL,
			.path = directory,
			.several = children->paths});
}

static bool
is_project(struct arena *arena, const char *directory)
{
	for (size_t i = 0; i < sizeof(project_marks) / sizeof(project_marks[0]); i++) {
		struct stat status;

		if (files_lstat(path_join(arena, directory, project_marks[i]), &status) ==
			0)
			return true;
	}
	return false;
}

static bool
look_for_any_name(struct walk *walk, const char *directory)
{
	const char *home = walk->request->variables.home;

	if (!walk->request->settings->any_name || path_equal(directory, "/") ||
		(home != NULL && path_equal(directory, home)))
		return false;
	if (directory != walk->start && !is_project(walk->arena, directory))
		return false;
	return look_through(walk, directory);
}

static bool
look_in(struct walk *walk, const char *directory)
{
	tell(walk, FINDING_WALKING, directory, NULL);
	return look_at_self(walk, directory) || look_at_names(walk, directory) ||
		look_for_any_name(walk, directory);
}

static bool
is_ceiling(const struct request *request, const char *directory)
{
	const char *list = request->variables.vshim_ceilings;

	for (struct span entry; path_next(&list, &entry);)
		if (entry.length > 0 && path_span_equal(entry, directory))
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
		if (is_last(walk, directory))
			return false;
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

static const char *
physical_directory(const struct request *request, struct arena *arena)
{
	char buffer[PATH_MAX];
	int err = request->is_current ? files_getcwd(buffer, sizeof(buffer))
				      : files_realpath(request->directory, buffer);

	if (err != 0 || buffer[0] != '/')
		return NULL;
	return arena_text(arena, buffer, strlen(buffer));
}

void
discover(const struct request *request, struct arena *arena, struct discovery *discovery)
{
	const char *logical = request->directory;

	*discovery = (struct discovery){.environment = NULL};
	if (logical == NULL || walk_from(request, arena, logical, discovery))
		return;
	const char *physical = physical_directory(request, arena);
	if (physical != NULL && strcmp(physical, logical) != 0)
		walk_from(request, arena, physical, discovery);
}
