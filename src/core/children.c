#include "children.h"

#include "environment.h"
#include "files.h"
#include "owner.h"

#include <string.h>

/* A directory of more entries than this is not looked through. */
enum { ENTRIES_LIMIT = 512 };

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
	const struct request *request;
	struct arena *arena;
	size_t n;
	const char *paths[ENTRIES_LIMIT + 1];
	struct {
		dev_t device;
		ino_t inode;
	} ids[ENTRIES_LIMIT];
};

static void
add_child(struct children *children, const char *child)
{
	const struct request *request = children->request;
	struct arena *arena = children->arena;
	struct stat status;

	if (!environment_is_at(arena, child) || files_stat(child, &status) != 0)
		return;
	for (size_t i = 0; i < children->n; i++)
		if (children->ids[i].device == status.st_dev &&
			children->ids[i].inode == status.st_ino)
			return;
	if (owner_foreign_part(request, arena, child) != NULL &&
		!owner_user_trusts(request, child)) {
		request_tell(request, 4, FINDING_NOT_TRUSTED, child, NULL);
		return;
	}
	children->ids[children->n].device = status.st_dev;
	children->ids[children->n].inode = status.st_ino;
	children->paths[children->n++] = child;
}

const char *const *
children_find(const struct request *request, struct arena *arena, const char *directory)
{
	struct listing *listing = arena_take(arena, sizeof(*listing));
	struct children *children = arena_take(arena, sizeof(*children));

	if (listing == NULL || children == NULL)
		return NULL;
	listing->arena = children->arena = arena;
	listing->entries = listing->n = children->n = 0;
	children->request = request;
	if (files_list(directory, add_entry, listing) != 0 || arena->full) {
		request_tell(request, 4, FINDING_CANNOT_LOOK, directory, NULL);
		return NULL;
	}
	if (listing->entries > ENTRIES_LIMIT) {
		request_tell(request, 4, FINDING_TOO_LARGE, directory, NULL);
		return NULL;
	}
	sort_names(listing->names, listing->n);
	for (size_t i = 0; i < listing->n; i++)
		add_child(children, path_join(arena, directory, listing->names[i]));
	children->paths[children->n] = NULL;
	return children->paths;
}
