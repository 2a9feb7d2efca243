#include "shims.h"

#include "bin.h"
#include "error.h"
#include "memory.h"
#include "mount.h"
#include "place.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const base_shims[] = {"python", "python3", "pip", "pip3", NULL};

/* How often a rehash starts again because the environments changed under it. */
enum { ROUNDS = 5 };

/* What an entry says whose environment has to be looked at again. */
static const struct timespec never = {.tv_sec = 0};

static char *
joined(const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", directory, name);
	return text_take(&path);
}

int
shims_whence(const struct request *request, const char *name, struct list *environments,
	struct vshim_error *error)
{
	struct list known = {.items = NULL};
	int err = store_known(request, &known, error);

	for (size_t i = 0; i < known.n; i++) {
		request_look(request, known.items[i]);
		if (bin_has(known.items[i], name))
			list_add(environments, known.items[i]);
	}
	request_look(request, NULL);
	list_free(&known);
	return err;
}

/* The launcher learns of environments only where this can be written to. */
static int
make_environments(const struct shims *shims, struct vshim_error *error)
{
	char *environments = joined(shims->root, "envs");
	int err = store_make_directories(environments);

	if (err != 0)
		store_cannot_write(error, environments);
	free(environments);
	return err;
}

int
shims_make_base(const struct shims *shims, struct vshim_error *error)
{
	struct shims_report report = {.made = 0};

	return make_environments(shims, error) != 0
		? -1
		: place_make(shims, base_shims, &report, error);
}

static bool
is_same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/*
 * Makes the entry of ENVIRONMENT say that its shims are those of its `bin` as it was at TIME,
 * where LOOK began later. 0, or -1 with errno.
 */
static int
remember(const struct shims *shims, struct bin_look *look, const char *environment,
	const struct timespec *time)
{
	char *entry = store_entry(shims->root, STORE_ENVIRONMENTS, environment);
	struct stat status;
	bool is_there = lstat(entry, &status) == 0;
	int err = 0;

	if (!is_there || !is_same_time(&status.st_mtim, time)) {
		struct timespec new = bin_memorable_time(look, environment, time);

		if (!is_there || !is_same_time(&status.st_mtim, &new))
			err = store_link(entry, environment, &new);
	}
	free(entry);
	return err;
}

/* Some of what says which shims are wanted, below PATH, could not be read: ERR. */
static int
cannot_read(struct vshim_error *error, const char *path, int err)
{
	error_set(error, STATUS_FAILED, "%q cannot be read through: %s", path,
		strerror(err));
	return error_hint(
		error, "shims that may be wanted have stayed; then again: vshim rehash");
}

int
shims_learn(const struct shims *shims, const char *environment, struct vshim_error *error)
{
	struct bin_look look = bin_look_begin();
	struct timespec time = bin_changed(environment);
	struct shims_report report = {.made = 0};
	struct set names = {.slots = NULL};

	/* Known first: a rehash that runs now must see whose shims these are. */
	int err = shims_make_base(shims, error);
	if (err == 0 && remember(shims, &look, environment, &never) != 0)
		err = store_cannot_write(error, shims->root);
	int unread = bin_commands(environment, &names) == 0 ? 0 : errno;
	if (err == 0)
		err = place_make(shims, list_items(&names.list), &report, error);
	if (err == 0 && unread != 0)
		err = cannot_read(error, environment, unread);
	set_free(&names);
	if (err == 0 && remember(shims, &look, environment, &time) != 0)
		err = store_cannot_write(error, shims->root);
	return err;
}

/* Whether ENVIRONMENT is gone, not only out of reach for now. */
static bool
is_gone(const char *environment)
{
	char *file = joined(environment, "pyvenv.cfg");
	struct stat status;
	bool gone = stat(file, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
	char *mount = gone ? mount_missing(file) : NULL;

	gone = gone && mount == NULL;
	free(mount);
	free(file);
	return gone;
}

/* The environments that are known and there; the gone ones are forgotten. 0 or -1 with errno. */
static int
gather_known(const struct shims *shims, struct list *known, struct shims_report *report)
{
	struct list all = {.items = NULL};
	int err = store_list(shims->root, STORE_ENVIRONMENTS, &all) == 0 ? 0 : errno;

	for (size_t i = 0; i < all.n; i++) {
		struct vshim_error error = {.what = NULL};

		request_look(shims->request, all.items[i]);
		if (!is_gone(all.items[i])) {
			list_add(known, all.items[i]);
			continue;
		}
		int removed = store_remove(
			shims->root, STORE_ENVIRONMENTS, all.items[i], &error);
		report->forgotten += removed == 0;
		err = removed < 0 ? errno : err;
		vshim_error_free(&error);
	}
	request_look(shims->request, NULL);
	list_free(&all);
	errno = err;
	return err == 0 ? 0 : -1;
}

/*
 * The names that want a shim, and for each environment when its `bin` had changed before. 0, or
 * -1 with errno when there may be more: of *UNREAD, one of KNOWN.
 */
static int
gather_names(const struct list *known, struct set *names, struct timespec *times,
	const char **unread)
{
	int err = 0;

	for (size_t i = 0; base_shims[i] != NULL; i++)
		set_add(names, base_shims[i]);
	for (size_t i = 0; i < known->n; i++) {
		times[i] = bin_changed(known->items[i]);
		if (bin_commands(known->items[i], names) != 0) {
			err = errno;
			*unread = known->items[i];
		}
	}
	errno = err;
	return err == 0 ? 0 : -1;
}

/*
 * Whether the environments are still KNOWN and their `bin`s as at TIMES: else shims were
 * perhaps taken away that somebody had just made.
 */
static bool
is_settled(
	const struct shims *shims, const struct list *known, const struct timespec *times)
{
	struct list now = {.items = NULL};

	store_list(shims->root, STORE_ENVIRONMENTS, &now);
	bool settled = now.n == known->n;
	for (size_t i = 0; settled && i < known->n; i++) {
		struct timespec time = bin_changed(known->items[i]);

		settled = strcmp(now.items[i], known->items[i]) == 0 &&
			is_same_time(&time, &times[i]);
	}
	list_free(&now);
	return settled;
}

/* One round; *SETTLED when nothing changed meanwhile. */
static int
rehash_once(const struct shims *shims, struct shims_report *report, bool *settled,
	struct vshim_error *error)
{
	struct bin_look look = bin_look_begin();
	struct list known = {.items = NULL};
	struct set names = {.slots = NULL};

	const char *unread = shims->root;

	int cause = gather_known(shims, &known, report) == 0 ? 0 : errno;
	struct timespec *times = memory_zeroed(known.n, sizeof(*times));
	cause = gather_names(&known, &names, times, &unread) == 0 ? cause : errno;
	int err = place_make(shims, list_items(&names.list), report, error);
	if (err == 0 && cause != 0)
		err = cannot_read(error, unread, cause);
	else if (err == 0 && place_take_away(shims, &names, report) != 0)
		err = store_cannot_write(error, shims->root);
	*settled = is_settled(shims, &known, times);
	for (size_t i = 0; err == 0 && *settled && i < known.n; i++)
		remember(shims, &look, known.items[i], &times[i]);
	free(times);
	list_free(&known);
	set_free(&names);
	return err;
}

int
shims_rehash(
	const struct shims *shims, struct shims_report *report, struct vshim_error *error)
{
	bool settled = false;
	int err = make_environments(shims, error);

	*report = (struct shims_report){.made = 0};
	for (int round = 0; err == 0 && !settled && round < ROUNDS; round++)
		err = rehash_once(shims, report, &settled, error);
	if (err == 0 && store_clear(shims->root, &report->cleared) != 0)
		err = store_cannot_write(error, shims->root);
	return err;
}
