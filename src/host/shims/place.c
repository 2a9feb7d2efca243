#include "place.h"

#include "error.h"
#include "store.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *
joined(const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", directory, name);
	return text_take(&path);
}

/* What is left of ERR, of a look at a link: none was there, or something else. 0 or an errno. */
static int
unexpected(int err)
{
	return err == ENOENT || err == EINVAL ? 0 : err;
}

enum made { UNCHANGED, MADE, MENDED, FAILED };

/* The shims directory. */
struct place {
	int fd;
	const char *path;
	const char *launcher; /* what shims point to */
	const char *model; /* the name of a shim that does, or NULL */
};

/* Whether NAME points to the launcher; errno is 0 where it is there and does not. */
static bool
is_right(const struct place *place, const char *name)
{
	char target[PATH_MAX];
	ssize_t length = readlinkat(place->fd, name, target, sizeof(target));

	if (length >= 0)
		errno = 0;
	return length == (ssize_t)strlen(place->launcher) &&
		memcmp(target, place->launcher, (size_t)length) == 0;
}

/*
 * Makes the shim NAME, which is not there: whole at once, without a rename. A further name of a
 * link that is there costs a twentieth of a link of its own, for which ext4 makes an inode.
 */
static int
make_new(const struct place *place, const char *name)
{
	if (place->model != NULL &&
		linkat(place->fd, place->model, place->fd, name, 0) == 0)
		return 0;
	return symlinkat(place->launcher, place->fd, name);
}

static enum made
make_shim(const struct place *place, const char *name)
{
	if (is_right(place, name))
		return UNCHANGED;
	if (unexpected(errno) != 0)
		return FAILED;
	if (errno == ENOENT) {
		if (make_new(place, name) == 0)
			return MADE;
		if (errno != EEXIST)
			return FAILED;
		/* Somebody else was quicker. */
		if (is_right(place, name))
			return UNCHANGED;
	}
	char *shim = joined(place->path, name);
	int err = store_link(shim, place->launcher, NULL);
	free(shim);
	return err == 0 ? MENDED : FAILED;
}

/* Makes the shims called NAMES in PLACE. 0, or -1 with *ERROR filled. */
static int
make_all(struct place *place, const char *const *names, struct shims_report *report,
	struct vshim_error *error)
{
	for (; *names != NULL; names++) {
		enum made made = make_shim(place, *names);

		if (made == FAILED) {
			char *shim = joined(place->path, *names);
			store_cannot_write(error, shim);
			free(shim);
			return -1;
		}
		report->made += made == MADE;
		report->mended += made == MENDED;
		place->model = *names;
	}
	return 0;
}

int
place_make(const struct shims *shims, const char *const *names,
	struct shims_report *report, struct vshim_error *error)
{
	char *directory = joined(shims->root, "shims");
	struct place place = {.path = directory, .launcher = shims->launcher};
	int err = store_make_directories(directory);

	place.fd = err == 0 ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	err = place.fd < 0 ? store_cannot_write(error, directory)
			   : make_all(&place, names, report, error);
	if (place.fd >= 0)
		close(place.fd);
	free(directory);
	return err;
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

int
place_take_away(
	const struct shims *shims, const struct set *names, struct shims_report *report)
{
	char *directory = joined(shims->root, "shims");
	DIR *stream = opendir(directory);
	int err = 0, pid;

	free(directory);
	if (stream == NULL)
		return -1;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0) {
		const char *name = entry->d_name;
		int fd = dirfd(stream);

		if (set_has(names, name) || name[0] == '.' ||
			store_is_leftover(name, &pid))
			continue;
		errno = 0;
		int stays = is_shim(fd, name) ? take_one_away(fd, name, &report->removed)
					      : unexpected(errno);
		err = stays != 0 ? stays : err;
	}
	err = errno != 0 ? errno : err;
	closedir(stream);
	errno = err;
	return err == 0 ? 0 : -1;
}
