#include "shims.h"

#include "describe.h"
#include "error.h"
#include "mount.h"
#include "name.h"
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

/* What changed less long ago may change again without showing it. Milliseconds. */
enum { FRESH = 50 };

static char *
joined(const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", directory, name);
	return text_take(&path);
}

static bool
ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);

	return length >= tail && strcmp(name + length - tail, ending) == 0;
}

/* Whether a command called NAME gets a shim; a library in `bin` is no command. */
static bool
is_command_name(const char *name)
{
	static const char *const endings[] = {
		".so", ".dylib", ".dll", ".a", ".py", ".pyc", "~"};

	if (name[0] == '.' || name[0] == '-' || strstr(name, ".so.") != NULL ||
		strncmp(name, "activate", 8) == 0 || strncmp(name, "Activate", 8) == 0 ||
		strcmp(name, "deactivate") == 0 || strcmp(name, "vshim") == 0)
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (ends_in(name, endings[i]))
			return false;
	return true;
}

void
shims_commands(const char *environment, struct list *names)
{
	char *bin = joined(environment, "bin");
	DIR *stream = bin == NULL ? NULL : opendir(bin);

	free(bin);
	if (stream == NULL)
		return;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
		struct stat status;

		if (is_command_name(entry->d_name) &&
			fstatat(dirfd(stream), entry->d_name, &status, 0) == 0 &&
			S_ISREG(status.st_mode) && (status.st_mode & 0111) != 0)
			list_add(names, entry->d_name);
	}
	closedir(stream);
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
	/* A name that is new needs no rename: a link is there at once, whole. */
	if (length < 0 && errno == ENOENT && symlinkat(launcher, fd, name) == 0)
		return MADE;
	char *shim = joined(directory, name);
	int err = store_link(shim, launcher, NULL);
	free(shim);
	return err == 0 ? MENDED : FAILED;
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

/* Whether one of the interpreters in BIN may be somebody's shim, to be looked at anew. */
static bool
has_odd_python(const char *bin)
{
	DIR *stream = opendir(bin);
	bool odd = false;

	if (stream == NULL)
		return false;
	for (const struct dirent *entry; !odd && (entry = readdir(stream)) != NULL;) {
		if (name_parse(entry->d_name).kind != NAME_PYTHON)
			continue;
		char *python = joined(bin, entry->d_name);
		odd = access(python, F_OK) == 0 && !describe_is_interpreter(python);
		free(python);
	}
	closedir(stream);
	return odd;
}

/*
 * The modification time of ENVIRONMENT/bin as it may be remembered, so that the launcher asks
 * vshim no more. Not that of a directory that changed only just now: it may change again within
 * the same tick of the clock. Nor of an environment whose interpreter vshim has to watch.
 */
static struct timespec
memorable_time(const char *environment)
{
	char *bin = joined(environment, "bin");
	struct timespec now, never = {.tv_sec = 0};
	struct stat status;
	bool is_odd = stat(bin, &status) != 0 || has_odd_python(bin);

	free(bin);
	clock_gettime(CLOCK_REALTIME, &now);
	if (is_odd || status.st_mtim.tv_sec > now.tv_sec)
		return never;
	long long age = (now.tv_sec - status.st_mtim.tv_sec) * 1000LL +
		(now.tv_nsec - status.st_mtim.tv_nsec) / 1000000;
	return age < FRESH ? never : status.st_mtim;
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

int
shims_learn(const struct shims *shims, const char *environment, struct vshim_error *error)
{
	struct timespec never = {.tv_sec = 0}, time = memorable_time(environment);
	struct shims_report report = {.made = 0};
	struct list names = {.items = NULL};

	/* Known first: a rehash that runs now must see whose shims these are. */
	int err = shims_make_base(shims, error);
	if (err == 0 && remember(shims, environment, &never) != 0)
		err = store_cannot_write(error, shims->root);
	shims_commands(environment, &names);
	if (err == 0)
		err = make_shims(shims, list_items(&names), &report, error);
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

/* The environments that are known and there; the gone ones are forgotten. */
static void
gather_known(const struct shims *shims, struct list *known, struct shims_report *report)
{
	struct list all = {.items = NULL};
	struct vshim_error ignored = {.what = NULL};

	store_list(shims->root, STORE_ENVIRONMENTS, &all);
	for (size_t i = 0; i < all.n; i++) {
		if (!is_gone(all.items[i]))
			list_add(known, all.items[i]);
		else if (store_remove(shims->root, STORE_ENVIRONMENTS, all.items[i],
				 &ignored) == 0)
			report->forgotten++;
	}
	vshim_error_free(&ignored);
	list_free(&all);
}

/* The names that want a shim, sorted. */
static void
gather_names(const struct list *known, struct list *names)
{
	for (size_t i = 0; base_shims[i] != NULL; i++)
		list_add(names, base_shims[i]);
	for (size_t i = 0; i < known->n; i++)
		shims_commands(known->items[i], names);
	list_sort(names);
}

/* Whether NAME in the shims directory FD is a shim, of this or another installation. */
static bool
is_shim(int fd, const char *name)
{
	char target[PATH_MAX];
	ssize_t length = readlinkat(fd, name, target, sizeof(target) - 1);

	if (length < 0)
		return false;
	target[length] = '\0';
	return ends_in(target, "/" VSHIM_LAUNCHER);
}

/* Takes away the shims that are not in NAMES, and what killed runs have left. */
static void
take_away(
	const struct shims *shims, const struct list *names, struct shims_report *report)
{
	char *directory = joined(shims->root, "shims");
	DIR *stream = opendir(directory);

	free(directory);
	if (stream == NULL)
		return;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
		const char *name = entry->d_name;
		int fd = dirfd(stream);
		int pid;

		if (store_is_leftover(name, &pid)) {
			if (kill(pid, 0) != 0 && errno == ESRCH &&
				unlinkat(fd, name, 0) == 0)
				report->cleared++;
		} else if (!list_has_sorted(names, name) && is_shim(fd, name) &&
			unlinkat(fd, name, 0) == 0) {
			report->removed++;
		}
	}
	closedir(stream);
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

	gather_known(shims, &known, report);
	uint64_t before = fingerprint(shims, &known);
	gather_names(&known, &names);
	int err = make_shims(shims, list_items(&names), report, error);
	if (err == 0)
		take_away(shims, &names, report);
	*settled = fingerprint(shims, &known) == before;
	for (size_t i = 0; err == 0 && *settled && i < known.n; i++) {
		struct timespec time = memorable_time(known.items[i]);

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
