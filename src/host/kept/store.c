#include "store.h"

#include "error.h"
#include "known.h"
#include "owner.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const directories[] = {
	[STORE_ENVIRONMENTS] = "envs",
	[STORE_TRUSTED] = "trusted",
};

static char *
joined(const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", directory, name);
	return text_take(&path);
}

char *
store_entry(const char *root, enum store_kind kind, const char *path)
{
	struct text text = {.data = NULL};
	char name[KNOWN_NAME];

	known_name(name, path);
	text_format(&text, "%s/%s/%s", root, directories[kind], name);
	return text_take(&text);
}

/* Whether PATH is a directory; errno says why not. */
static bool
is_directory(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(status.st_mode);
}

/* Makes every directory on the way to PATH, and PATH. 0, or the errno that tells the most. */
static int
make_each(char *path)
{
	int first = 0;

	for (char *slash = path + 1;; slash++) {
		slash += strcspn(slash, "/");
		char end = *slash;
		*slash = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST && first == 0)
			first = errno;
		*slash = end;
		if (end == '\0')
			return first;
	}
}

int
store_make_directories(const char *path)
{
	if (is_directory(path))
		return 0;
	char *copy = text_copy(path);
	int err = make_each(copy);
	free(copy);
	if (is_directory(path))
		return 0;
	if (err != 0)
		errno = err;
	return -1;
}

/* A link under a name of its own beside LINK, in TEMPORARY. 0, or -1 with errno. */
static int
make_temporary(const char *link, const char *target, struct text *temporary)
{
	int err = -1;

	/* Another process, or one that was killed, may have left this very name. */
	for (int tries = 0; tries < 100 && err != 0; tries++) {
		temporary->length = 0;
		text_format(temporary, "%s.%d.%d~", link, (int)getpid(), tries);
		err = symlink(target, temporary->data);
		if (err != 0 && errno != EEXIST)
			break;
	}
	return err;
}

int
store_link(const char *link, const char *target, const struct timespec *time)
{
	struct text temporary = {.data = NULL};
	int err = -1;

	/* Whoever clears up behind killed runs may take the temporary name away. */
	for (int tries = 0; tries < 3 && err != 0; tries++) {
		err = make_temporary(link, target, &temporary);
		if (err != 0)
			break;
		if (time != NULL)
			utimensat(AT_FDCWD, temporary.data,
				(struct timespec[]){*time, *time}, AT_SYMLINK_NOFOLLOW);
		err = rename(temporary.data, link);
		if (err != 0 && errno != ENOENT)
			break;
	}
	if (err != 0) {
		int reason = errno;

		unlink(temporary.data);
		errno = reason;
	}
	text_free(&temporary);
	return err;
}

/*
 * Whether all SIZE bytes were written. A file that may not become so large (ulimit -f) is no
 * reason to end: nobody has asked for it.
 */
static bool
write_whole(int fd, const char *bytes, size_t size)
{
	struct sigaction before, ignored = {.sa_handler = SIG_IGN};

	sigaction(SIGXFSZ, &ignored, &before);
	bool is_whole = write(fd, bytes, size) == (ssize_t)size;
	sigaction(SIGXFSZ, &before, NULL);
	return is_whole;
}

int
store_write(const char *file, const char *bytes, size_t size)
{
	struct text temporary = {.data = NULL};

	text_format(&temporary, "%s.%d.0~", file, (int)getpid());
	int fd = open(temporary.data,
		O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
	bool written = fd >= 0 && write_whole(fd, bytes, size);
	if (fd >= 0 && close(fd) != 0)
		written = false;
	int err = written ? rename(temporary.data, file) : -1;
	if (fd >= 0 && err != 0)
		unlink(temporary.data);
	text_free(&temporary);
	return err;
}

bool
store_is_leftover(const char *name, int *pid)
{
	size_t length = strlen(name);
	int dots = 0;

	if (length == 0 || name[length - 1] != '~')
		return false;
	while (length > 0 && dots < 2)
		dots += name[--length] == '.';
	*pid = dots == 2 ? atoi(name + length + 1) : 0;
	return *pid > 0;
}

/* Removes ENTRY of the directory FD, which a killed run left, and counts it. 0 or an errno. */
static int
clear_one(int fd, const char *entry, int *cleared)
{
	int pid;

	if (!store_is_leftover(entry, &pid) || kill(pid, 0) == 0 || errno != ESRCH)
		return 0;
	if (unlinkat(fd, entry, 0) != 0)
		return errno == ENOENT ? 0 : errno;
	++*cleared;
	return 0;
}

/* Takes away what killed runs left in DIRECTORY whose names start with PREFIX. 0 or an errno. */
static int
clear_directory(const char *directory, const char *prefix, int *cleared)
{
	DIR *stream = opendir(directory);
	int err = 0;

	if (stream == NULL)
		return errno == ENOENT ? 0 : errno;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0) {
		bool is_ours = strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
		int stays =
			!is_ours ? 0 : clear_one(dirfd(stream), entry->d_name, cleared);

		err = stays != 0 ? stays : err;
	}
	err = errno != 0 ? errno : err;
	closedir(stream);
	return err;
}

int
store_clear(const char *root, int *cleared)
{
	/* The root may be a directory in which the user keeps other things. */
	static const char *const places[][2] = {{"", "global."}, {"", "settings."},
		{"envs", ""}, {"trusted", ""}, {"shims", ""}};
	int err = 0;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		char *directory = joined(root, places[i][0]);
		int stays = clear_directory(directory, places[i][1], cleared);

		err = stays != 0 ? stays : err;
		free(directory);
	}
	errno = err;
	return err == 0 ? 0 : -1;
}

/* Whether LINK is a link to exactly TARGET. */
static bool
is_link_to(const char *link, const char *target)
{
	char now[PATH_MAX];
	ssize_t length = readlink(link, now, sizeof(now));

	return length == (ssize_t)strlen(target) &&
		memcmp(now, target, (size_t)length) == 0;
}

int
store_cannot_write(struct vshim_error *error, const char *path)
{
	int err = errno;

	error_set(error, STATUS_FAILED, "%q cannot be written: %s", path, strerror(err));
	if (err == EACCES || err == EPERM)
		return error_hint(error, "whose is it? ls -ld %q", path);
	if (err == ENOSPC || err == EDQUOT)
		return error_hint(error, "make room, then run the command again");
	return error_hint(error, "VSHIM_ROOT chooses another place");
}

int
store_add(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error)
{
	char *directory = joined(root, directories[kind]);
	char *entry = store_entry(root, kind, path);
	int err = 0;

	if (!is_link_to(entry, path) &&
		(store_make_directories(directory) != 0 ||
			store_link(entry, path, NULL) != 0))
		err = store_cannot_write(error, directory);
	free(directory);
	free(entry);
	return err;
}

int
store_remove(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error)
{
	char *entry = store_entry(root, kind, path);
	int err = unlink(entry);

	if (err != 0)
		err = errno == ENOENT ? 1 : store_cannot_write(error, entry);
	free(entry);
	return err;
}

/*
 * Whether the entry NAME in the directory FD is one of ours; REQUEST may be NULL: anybody's is.
 * The errno of a look that failed is left in errno, else 0.
 */
static bool
is_entry_of(const struct request *request, int fd, const char *name)
{
	struct stat status;

	errno = 0;
	return request == NULL ||
		(fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
			owner_is_ours(request, status.st_uid));
}

/* What is left of ERR, of a look at an entry: another process may have forgotten it. */
static int
unexpected(int err)
{
	return err == ENOENT || err == EINVAL ? 0 : err;
}

/*
 * Adds what the entry NAME of the directory FD remembers; what is no entry of ours is nothing.
 * 0, or an errno.
 */
static int
add_entry(int fd, const char *name, const struct request *request, struct list *paths)
{
	char target[PATH_MAX], expected[KNOWN_NAME];

	if (strlen(name) != KNOWN_NAME - 1)
		return 0;
	if (!is_entry_of(request, fd, name))
		return unexpected(errno);
	ssize_t length = readlinkat(fd, name, target, sizeof(target) - 1);
	if (length < 0)
		return unexpected(errno);
	target[length] = '\0';
	known_name(expected, target);
	if (strcmp(name, expected) == 0)
		list_add(paths, target);
	return 0;
}

static int
list_entries(const char *root, enum store_kind kind, const struct request *request,
	struct list *paths)
{
	char *directory = joined(root, directories[kind]);
	DIR *stream = directory == NULL ? NULL : opendir(directory);
	int err = 0;

	free(directory);
	if (stream == NULL)
		return errno == ENOENT ? 0 : -1;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0) {
		int unread = add_entry(dirfd(stream), entry->d_name, request, paths);

		err = unread != 0 ? unread : err;
	}
	err = errno != 0 ? errno : err;
	closedir(stream);
	list_sort(paths);
	errno = err;
	return err == 0 ? 0 : -1;
}

int
store_list(const char *root, enum store_kind kind, struct list *paths)
{
	return list_entries(root, kind, NULL, paths);
}

int
store_list_own(const struct request *request, enum store_kind kind, struct list *paths)
{
	return list_entries(request->root, kind, request, paths);
}

int
store_known(const struct request *request, struct list *paths, struct vshim_error *error)
{
	if (request->root == NULL ||
		store_list(request->root, STORE_ENVIRONMENTS, paths) == 0)
		return 0;
	int err = errno;
	char *directory = joined(request->root, directories[STORE_ENVIRONMENTS]);
	error_set(error, STATUS_FAILED, "%q, the known environments, cannot be read: %s",
		directory, strerror(err));
	error_hint(error, "whose is it? ls -ld %q", directory);
	free(directory);
	return -1;
}
