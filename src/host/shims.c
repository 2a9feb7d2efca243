#include "shims.h"

#include "bin.h"
#include "describe.h"
#include "error.h"
#include "mount.h"
#include "store.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const base_shims[] = {"python", "python3", "pip", "pip3", NULL};

/* How often a rehash starts again because the environments changed under it. */
enum { ROUNDS = 5 };

static char *
joined(const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", directory, name);
	return text_take(&path);
}

void
shims_whence(const char *root, const char *name, struct list *environments)
{
	struct list known = {.items = NULL};

	store_list(root, STORE_ENVIRONMENTS, &known);
	for (size_t i = 0; i < known.n; i++) {
		struct text program = {.data = NULL};
		struct stat status;

		text_format(&program, "%s/bin/%s", known.items[i], name);
		if (stat(program.data, &status) == 0 && S_ISREG(status.st_mode) &&
			access(program.data, X_OK) == 0)
			list_add(environments, known.items[i]);
		text_free(&program);
	}
	list_free(&known);
}

/* What is left of ERR, of a look at a link: none was there, or something else. 0 or an errno. */
static int
unexpected(int err)
{
	return err == ENOENT || err == EINVAL ? 0 : err;
}

enum made { UNCHANGED, MADE, MENDED, FAILED };

/* Makes SHIM, in the directory open as FD, point to LAUNCHER. */
static enum made
make_shim(int fd, const char *directory, const char *name, const char *launcher)
{
	char target[PATH_MAX];
	ssize_t length = readlinkat(fd, name, target, sizeof(target));

	if (length == (ssize_t)strlen(launcher) &&
		memcmp(target, launcher, (size_t)length) == 0)
		return UNCHANGED;
	if (length < 0 && unexpected(errno) != 0)
		return FAILED;
	/* A name that is new needs no rename: a link is there at once, whole. */
	if (length < 0 && errno == ENOENT) {
		if (symlinkat(launcher, fd, name) == 0)
			return MADE;
		if (errno != EEXIST)
			return FAILED;
	}
	char *shim = joined(directory, name);
	int err = store_link(shim, launcher, NULL);
	free(shim);
	return err != 0 ? FAILED : length < 0 ? MADE : MENDED;
}

/* Makes the shims called NAMES. 0, or -1 with *ERROR filled. */
static int
make_shims(const struct shims *shims, const char *const *names,
	struct shims_report *report, struct vshim_error *error)
{
	char *directory = joined(shims->root, "shims");
	int err = store_make_directories(directory);
	int fd = err == 0 ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	for (; fd >= 0 && err == 0 && *names != NULL; names++) {
		switch (make_shim(fd, directory, *names, shims->launcher)) {
		case MADE:
			report->made++;
			break;
		case MENDED:
			report->mended++;
			break;
		case FAILED:
			err = -1;
			break;
		case UNCHANGED:
			break;
		}
	}
	if (fd < 0 || err != 0)
		err = store_cannot_write(error, directory);
	if (fd >= 0)
		close(fd);
	free(directory);
	return err;
}

int
shims_make_base(const struct shims *shims, struct vshim_error *error)
{
	struct shims_report report = {.made = 0};
	char *environments = joined(shims->root, "envs");

	/* The launcher learns of environments only where this can be written to. */
	int err = store_make_directories(environments);
	if (err != 0)
		store_cannot_write(error, environments);
	free(environments);
	return err != 0 ? err : make_shims(shims, base_shims, &report, error);
}

/* Makes the entry of ENVIRONMENT say that its shims are those of TIME. 0, or -1 with errno. */
static int
remember(const struct shims *shims, const char *environment, const struct timespec *time)
{
	char *entry = store_entry(shims->root, STORE_ENVIRONMENTS, environment);
	struct stat status;
	int err = 0;

	if (lstat(entry, &status) != 0 || status.st_mtim.tv_sec != time->tv_sec ||
		status.st_mtim.tv_nsec != time->tv_nsec)
		err = store_link(entry, environment, time);
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
	struct timespec never = {.tv_sec = 0}, time = bin_memorable_time(environment);
	struct shims_report report = {.made = 0};
	struct list names = {.items = NULL};

	/* Known first: a rehash that runs now must see whose shims these are. */
	int err = shims_make_base(shims, error);
	if (err == 0 && remember(shims, environment, &never) != 0)
		err = store_cannot_write(error, shims->root);
	int unread = bin_commands(environment, &names) == 0 ? 0 : errno;
	if (err == 0)
		err = make_shims(shims, list_items(&names), &report, error);
	if (err == 0 && unread != 0)
		err = cannot_read(error, environment, unread);
	list_free(&names);
	if (err == 0 && remember(shims, environment, &time) != 0)
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
	list_free(&all);
	errno = err;
	return err == 0 ? 0 : -1;
}

/* The names that want a shim, sorted. 0, or -1 with errno when there may be more. */
static int
gather_names(const struct list *known, struct list *names)
{
	int err = 0;

	for (size_t i = 0; base_shims[i] != NULL; i++)
		list_add(names, base_shims[i]);
	for (size_t i = 0; i < known->n; i++)
		if (bin_commands(known->items[i], names) != 0)
			err = errno;
	list_sort(names);
	errno = err;
	return err == 0 ? 0 : -1;
}

/* Whether NAME in the shims directory FD is a shim, of this or another installation. */
static bool
is_shim(int fd, const char *name)
{
	static const char ending[] = "/" VSHIM_LAUNCHER;
	char target[PATH_MAX];
	ssize_t length = readlinkat(fd, name, target, sizeof(target));
	ssize_t tail = sizeof(ending) - 1;

	return length >= tail &&
		memcmp(target + length - tail, ending, (size_t)tail) == 0;
}

/* Removes NAME from the directory FD and counts it in *REMOVED; gone is gone. 0 or an errno. */
static int
take_one_away(int fd, const char *name, int *removed)
{
	if (unlinkat(fd, name, 0) == 0)
		++*removed;
	else if (errno != ENOENT)
		return errno;
	return 0;
}

/*
 * Takes away the shims that are not in NAMES, and what killed runs have left. 0, or -1 with the
 * last errno when something stays.
 */
static int
take_away(
	const struct shims *shims, const struct list *names, struct shims_report *report)
{
	char *directory = joined(shims->root, "shims");
	DIR *stream = opendir(directory);
	int err = 0, pid, stays = 0;

	free(directory);
	if (stream == NULL)
		return -1;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0) {
		const char *name = entry->d_name;
		int fd = dirfd(stream);

		if (store_is_leftover(name, &pid)) {
			if (kill(pid, 0) != 0 && errno == ESRCH)
				stays = take_one_away(fd, name, &report->cleared);
		} else if (!list_has_sorted(names, name) && name[0] != '.') {
			errno = 0;
			stays = is_shim(fd, name)
				? take_one_away(fd, name, &report->removed)
				: unexpected(errno);
		}
		err = stays != 0 ? stays : err;
	}
	err = errno != 0 ? errno : err;
	closedir(stream);
	errno = err;
	return err == 0 ? 0 : -1;
}

/* A number that changes when the list of environments or a `bin` does. */
static uint64_t
fingerprint(const struct shims *shims, const struct list *known)
{
	uint64_t sum = 0;

	for (size_t i = 0; i <= known->n; i++) {
		char *path = i < known->n ? joined(known->items[i], "bin")
					  : joined(shims->root, "envs");
		struct stat status;

		sum *= 31;
		if (stat(path, &status) == 0)
			sum += (uint64_t)status.st_mtim.tv_sec * 1000000000U +
				(uint64_t)status.st_mtim.tv_nsec;
		free(path);
	}
	return sum;
}

/* One round; *SETTLED when nothing changed meanwhile. */
static int
rehash_once(const struct shims *shims, struct shims_report *report, bool *settled,
	struct vshim_error *error)
{
	struct list known = {.items = NULL}, names = {.items = NULL};

	int unread = gather_known(shims, &known, report) == 0 ? 0 : errno;
	uint64_t before = fingerprint(shims, &known);
	unread = gather_names(&known, &names) == 0 ? unread : errno;
	int err = make_shims(shims, list_items(&names), report, error);
	if (err == 0 && unread != 0)
		err = cannot_read(error, shims->root, unread);
	else if (err == 0 && take_away(shims, &names, report) != 0)
		err = store_cannot_write(error, shims->root);
	*settled = fingerprint(shims, &known) == before;
	for (size_t i = 0; err == 0 && *settled && i < known.n; i++) {
		struct timespec time = bin_memorable_time(known.items[i]);

		remember(shims, known.items[i], &time);
	}
	list_free(&known);
	list_free(&names);
	return err;
}

int
shims_rehash(
	const struct shims *shims, struct shims_report *report, struct vshim_error *error)
{
	bool settled = false;
	int err = shims_make_base(shims, error);

	*report = (struct shims_report){.made = 0};
	for (int round = 0; err == 0 && !settled && round < ROUNDS; round++)
		err = rehash_once(shims, report, &settled, error);
	return err;
}
