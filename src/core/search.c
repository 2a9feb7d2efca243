#include "search.h"

#include "files.h"
#include "system.h"
#include "via.h"

void
search_begin(struct search *search, const struct request *request, struct arena *arena,
	const char *name, const char *path, const char *skip)
{
	*search = (struct search){.request = request,
		.arena = arena,
		.name = name,
		.rest = path,
		.skip = skip};
	search->knows_launcher = request->launcher != NULL &&
		files_stat(request->launcher, &search->launcher) == 0;
}

const char *
search_directory(const struct request *request, struct arena *arena, struct span entry)
{
	const char *path = arena_text(arena, entry.text, entry.length);
	const char *current = request->directory;

	if (path[0] == '/')
		return path;
	return current == NULL || path[0] == '\0' ? current
						  : path_join(arena, current, path);
}

/* A process that was started by a shim and comes back to one has been there before. */
static bool
was_here(const struct search *search, const char *path)
{
	const char *via = search->request->variables.vshim_via;

	return via != NULL && via_has(search->arena, via, system_pid(), path);
}

static bool
is_candidate(struct search *search, const char *path)
{
	struct stat status;
	int err = request_stat(search->request, path, &status);

	if (err != 0) {
		search->err = problem_is_trouble(err) ? err : 0;
		return false;
	}
	if (!files_executable(path, &status))
		return false;
	if (search->knows_launcher && files_same(&status, &search->launcher))
		return false;
	return !was_here(search, path);
}

const char *
search_next(struct search *search)
{
	for (struct span entry; path_next(&search->rest, &entry);) {
		size_t before = search->arena->used;
		const char *directory =
			search_directory(search->request, search->arena, entry);

		if (directory != NULL &&
			(search->skip == NULL || !path_equal(directory, search->skip)) &&
			(search->request->shims == NULL ||
				!path_equal(directory, search->request->shims))) {
			const char *path =
				path_join(search->arena, directory, search->name);

			if (is_candidate(search, path))
				return path;
			if (search->err != 0)
				return NULL;
		}
		search->arena->used = before;
	}
	return NULL;
}
