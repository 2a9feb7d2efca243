#include "children.h"

#include "environment.h"
#include "files.h"
#include "owner.h"

#include <errno.h>
#include <string.h>

/* A directory of more entries than this is not looked through. */
enum { ENTRIES_LIMIT = 512 };

/*
 * The entries of a directory that may be directories themselves. Their names follow each other
 * in the arena, so that a small directory takes little of it.
 */
struct listing {
	struct arena *arena;
	size_t entries;
	size_t n;
	const char *names;
};

static bool
add_entry(void *data, const char *name, bool maybe_directory)
{
	struct listing *listing = data;

	if (++listing->entries > ENTRIES_LIMIT)
		return false;
	if (maybe_directory) {
		const char *text = arena_text(listing->arena, name, strlen(name));

		if (listing->n++ == 0)
			listing->names = text;
	}
	return true;
}

/* NULL when the arena is full. */
static const char **
sorted_names(const struct listing *listing)
{
	const char **names = arena_take(listing->arena, listing->n * sizeof(*names));
	const char *name = listing->names;

	for (size_t i = 0; names != NULL && !listing->arena->full && i < listing->n;
		i++) {
		size_t at = i;

		for (; at > 0 && strcmp(names[at - 1], name) > 0; at--)
			names[at] = names[at - 1];
		names[at] = name;
		name += strlen(name) + 1;
	}
	return names;
}

/* The environments among the children of a directory, each counted once. */
struct children {
	const struct request *request;
	struct arena *arena;
	int err; /* what no answer was got with about one of them, or 0 */
	size_t n;
	const char **paths; /* ends in NULL */
	struct identity {
		dev_t device;
		ino_t inode;
	} * identities;
};

/* Whether NAME in DIRECTORY was added: an environment that is new, and trusted. */
static bool
add_child(struct children *children, const char *directory, const char *name)
{
	const struct request *request = children->request;
	struct arena *arena = children->arena;
	struct owner_parts parts = {.bin = {.st_nlink = 0}};
	const struct stat *status = &parts.itself;
	const char *child = path_join(arena, directory, name);
	int err = environment_look(request, arena, child);

	if (err != 0) {
		children->err = problem_is_trouble(err) ? err : children->err;
		return false;
	}
	const char *foreign = owner_foreign_part(request, arena, child, &parts);
	/* Whom the user trusts by name vshim knows: without it, there is no answer here. */
	if (foreign != NULL && (parts.err != 0 || request->knowledge == NULL)) {
		children->err = parts.err != 0 ? parts.err : EACCES;
		return false;
	}
	if (status->st_nlink == 0)
		return false;
	for (size_t i = 0; i < children->n; i++)
		if (children->identities[i].device == status->st_dev &&
			children->identities[i].inode == status->st_ino)
			return false;
	if (foreign != NULL && !owner_user_accepts(request, directory, child)) {
		request_tell(request, 4, FINDING_NOT_TRUSTED, child, NULL);
		return false;
	}
	children->identities[children->n] =
		(struct identity){status->st_dev, status->st_ino};
	children->paths[children->n++] = child;
	children->paths[children->n] = NULL;
	return true;
}

/* Whether all entries of DIRECTORY that count are in LISTING. Why not, or 0, in *ERR. */
static bool
list(const struct request *request, const char *directory, struct listing *listing,
	int *err)
{
	*err = files_list(directory, add_entry, listing);
	if (*err != 0)
		request_tell(request, 4, FINDING_CANNOT_LOOK, directory, NULL);
	else if (listing->entries > ENTRIES_LIMIT)
		request_tell(request, 4, FINDING_TOO_LARGE, directory, NULL);
	return *err == 0 && listing->entries <= ENTRIES_LIMIT && !listing->arena->full;
}

const char *const *
children_find(const struct request *request, struct arena *arena, const char *directory,
	int *err)
{
	struct listing listing = {.arena = arena};

	if (!list(request, directory, &listing, err)) {
		*err = problem_is_trouble(*err) ? *err : 0;
		return NULL;
	}
	const char **names = sorted_names(&listing);
	struct children children = {
		.request = request,
		.arena = arena,
		.paths = arena_take(arena, (listing.n + 1) * sizeof(*children.paths)),
		.identities = arena_take(arena, listing.n * sizeof(*children.identities)),
	};
	if (arena->full)
		return NULL;
	children.paths[0] = NULL;
	for (size_t i = 0; !arena->full && i < listing.n; i++) {
		size_t before = arena->used;

		if (!add_child(&children, directory, names[i]))
			arena->used = before;
	}
	*err = children.err;
	return children.err == 0 ? children.paths : NULL;
}
