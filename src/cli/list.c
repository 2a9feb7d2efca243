#include "cli.h"

#include "files.h"
#include "memory.h"
#include "rows.h"
#include "slow.h"
#include "store.h"
#include "supervise.h"
#include "watch.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIST_SCAN, LIST_BROKEN, LIST_PROBE, LIST_SIZE, LIST_JSON };

/* What is listed, and how. */
struct listing {
	struct screen output, errors;
	bool as_json;
	bool streams; /* each as it is found, in no order */
	struct rows_more more;
	bool has_progress; /* there is a line of it on the terminal */
	struct list seen; /* where directories may overlap */
	bool overlaps;
	struct gathered *rows;
	size_t n, size;
};

/* Takes the line of progress from the terminal. */
static void
clear_progress(struct listing *listing)
{
	if (listing->has_progress)
		fprintf(stderr, "\r\x1b[K");
	listing->has_progress = false;
}

static void
show_progress(void *data, const struct gather_progress *progress)
{
	struct listing *listing = data;
	char line[128];

	snprintf(line, sizeof(line), "%zu directories, %zu environments",
		progress->directories, progress->environments);
	/* A cursor behind the last column may be in the next line already. */
	line[screen_fit(line, listing->errors.width - 1)] = '\0';
	fprintf(stderr, "\r\x1b[K%s", line);
	fflush(stderr);
	listing->has_progress = true;
}

static void
keep(struct listing *listing, const struct gathered *row)
{
	if (listing->n == listing->size) {
		listing->size = listing->size == 0 ? 64 : 2 * listing->size;
		listing->rows = memory_grow(
			listing->rows, listing->size * sizeof(*listing->rows));
	}
	listing->rows[listing->n++] = *row;
}

static void
take(void *data, struct gathered *row)
{
	struct listing *listing = data;

	if (listing->overlaps && list_has(&listing->seen, row->path)) {
		gather_free(row);
		return;
	}
	if (listing->overlaps)
		list_add(&listing->seen, row->path);
	if (!listing->streams) {
		keep(listing, row);
		return;
	}
	clear_progress(listing);
	rows_print_json(row, listing->more.sizes);
	fflush(stdout);
	gather_free(row);
}

static int
compare(const void *a, const void *b)
{
	const struct gathered *first = a, *second = b;

	return strcmp(first->path, second->path);
}

static void
print_kept(struct listing *listing)
{
	if (listing->n > 0)
		qsort(listing->rows, listing->n, sizeof(*listing->rows), compare);
	for (size_t i = 0; listing->as_json && i < listing->n; i++)
		rows_print_json(&listing->rows[i], listing->more.sizes);
	if (!listing->as_json)
		rows_print_table(
			&listing->output, listing->rows, listing->n, listing->more);
	for (size_t i = 0; i < listing->n; i++)
		gather_free(&listing->rows[i]);
	free(listing->rows);
	list_free(&listing->seen);
}

/* The directory that NAME names: absolute, as it is spelled where that is plain. Or NULL. */
static const char *
directory_named(struct decision *decision, const char *name, struct vshim_error *error)
{
	struct arena *arena = &decision->arena;
	const char *here = decision->request.directory;
	const char *path =
		path_trim(arena, here == NULL ? name : path_from(arena, here, name));
	char real[PATH_MAX];

	if (!path_is_plain(path) && files_realpath(path, real) == 0)
		path = arena_text(arena, real, strlen(real));
	errno = ENOTDIR;
	if (files_is_directory(path) && access(path, R_OK | X_OK) == 0)
		return path;
	error_set(error, STATUS_FAILED, "%q cannot be looked into: %s", path,
		strerror(errno));
	return NULL;
}

/* The directories that OPERANDS name, ending in NULL; without any, the current one. Or NULL. */
static const char *const *
find_directories(struct decision *decision, const struct arguments *arguments,
	struct vshim_error *error)
{
	static char here[] = "."; /* what is given back may be this very text */
	char *const current[] = {here, NULL};
	char *const *operands = arguments->n == 0 ? current : arguments->operands;
	size_t n = arguments->n == 0 ? 1 : arguments->n;
	const char **directories =
		arena_take(&decision->arena, (n + 1) * sizeof(*directories));

	for (size_t i = 0; directories != NULL && i <= n; i++) {
		directories[i] = operands[i] == NULL
			? NULL
			: directory_named(decision, operands[i], error);
		if (operands[i] != NULL && directories[i] == NULL)
			return NULL;
	}
	return directories;
}

static void
say_unreadable(const struct gather_progress *progress)
{
	struct text first = {.data = NULL};

	if (progress->unreadable == 0)
		return;
	text_add_word(&first, progress->refused);
	fprintf(stderr, "vshim: %zu director%s could not be looked into: %s%s\n",
		progress->unreadable, progress->unreadable == 1 ? "y" : "ies", first.data,
		progress->unreadable == 1 ? "" : " and others");
	text_free(&first);
}

/* Lists the ENVIRONMENTS, or what is below DIRECTORIES. An exit status. */
static int
print(struct decision *decision, const struct arguments *arguments,
	const char *const *environments, const char *const *directories)
{
	char *const *variables = decision->request.environment;
	bool scans = arguments->given[LIST_SCAN];
	struct listing listing = {
		.output = screen_make(variables, STDOUT_FILENO),
		.errors = screen_make(variables, STDERR_FILENO),
		.as_json = arguments->given[LIST_JSON],
		.streams = scans && arguments->given[LIST_JSON],
		.more = {.sizes = arguments->given[LIST_SIZE],
			.remedies = arguments->given[LIST_BROKEN]},
		.overlaps = arguments->n > 1,
	};
	struct gather gather = {
		.decision = decision,
		.only_broken = arguments->given[LIST_BROKEN],
		.with_sizes = listing.more.sizes,
		.ends_at_interrupt = true,
		.with_interpreters = arguments->given[LIST_PROBE],
		.data = &listing,
		.found = take,
		.progress = scans && listing.errors.is_terminal ? show_progress : NULL,
	};
	struct gather_progress progress;

	gather_run(&gather, environments, directories, &progress);
	clear_progress(&listing);
	print_kept(&listing);
	fflush(stdout);
	say_unreadable(&progress);
	free(progress.refused);
	if (!progress.was_interrupted)
		return 0;
	return supervise_mirror(&(struct supervise_end){.signal = SIGINT});
}

/* Selects what is marked. That this fails here is no reason not to show the others. */
static void
select_one(struct decision *decision)
{
	struct vshim_error ignored = {.what = NULL};
	char *silent = watch_try(decision, false);

	if (silent == NULL)
		decision_select(decision, &ignored);
	else
		slow_give_up(silent, "what is selected here is not marked");
	free(silent);
	vshim_error_free(&ignored);
}

int
list_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	static const char *const none[] = {NULL};
	struct list known = {.items = NULL};
	const char *const *directories = none;
	int unread = 0, err = -1;

	if (arguments->n > 0 && !arguments->given[LIST_SCAN])
		return options_clash(error, "list", "directories without --scan");
	if (decision_read_settings(decision, error) != 0)
		return -1;
	select_one(decision);
	if (arguments->given[LIST_SCAN])
		directories = find_directories(decision, arguments, error);
	else
		unread = store_known(&decision->request, &known, error);
	if (directories != NULL)
		err = print(decision, arguments, list_items(&known), directories);
	list_free(&known);
	return unread != 0 ? unread : err;
}
