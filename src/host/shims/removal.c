#include "removal.h"

#include "compiled.h"
#include "error.h"
#include "known.h"
#include "store.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct visit {
	bool acts;
	struct removal *removal;
	struct vshim_error *error;
};

/* Where the link NAME in the directory FD leads, in TARGET. Whether it is one. */
static bool
read_link(int fd, const char *name, char target[PATH_MAX])
{
	ssize_t length = readlinkat(fd, name, target, PATH_MAX - 1);

	target[length < 0 ? 0 : length] = '\0';
	return length >= 0;
}

/* A shim of this or of another installation. */
static bool
is_shim(int fd, const char *name)
{
	static const char launcher[] = "/" VSHIM_LAUNCHER;
	size_t ending = sizeof(launcher) - 1;
	char target[PATH_MAX];

	if (!read_link(fd, name, target))
		return false;
	size_t length = strlen(target);
	return length >= ending && strcmp(target + length - ending, launcher) == 0;
}

/* An entry of what is known or trusted has the name that its path gives it. */
static bool
is_entry(int fd, const char *name)
{
	char target[PATH_MAX], own[KNOWN_NAME];
	int pid;

	if (!read_link(fd, name, target))
		return false;
	known_name(own, target);
	return strcmp(name, own) == 0 || store_is_leftover(name, &pid);
}

static bool
is_global(int fd, const char *name)
{
	char target[PATH_MAX];

	return (strcmp(name, "global") == 0 || strncmp(name, "global.", 7) == 0) &&
		read_link(fd, name, target);
}

/* The settings' compiled form, of whichever version. */
static bool
is_settings(int fd, const char *name)
{
	static const char mark[] = "vshim ";
	char start[sizeof(mark) - 1];

	if (strcmp(name, "settings") != 0 && strncmp(name, "settings.", 9) != 0)
		return false;
	int file = openat(fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool is = file >= 0 && read(file, start, sizeof(start)) == sizeof(start) &&
		memcmp(start, mark, sizeof(start)) == 0;
	if (file >= 0)
		close(file);
	return is;
}

static bool
is_of_root(int fd, const char *name)
{
	return is_global(fd, name) || is_settings(fd, name);
}

/* What vshim keeps in which directory of its root; "" is that itself, which comes last. */
static const struct {
	const char *name;
	bool (*is_ours)(int fd, const char *name);
} directories[] = {
	{"shims", is_shim},
	{"envs", is_entry},
	{"trusted", is_entry},
	{"", is_of_root},
};

enum { DIRECTORIES = sizeof(directories) / sizeof(directories[0]) };

/* Whether NAME in the root is one of the directories that have been looked at. */
static bool
is_looked_at(size_t i, const char *name)
{
	for (size_t j = 0; directories[i].name[0] == '\0' && j < DIRECTORIES; j++)
		if (strcmp(directories[j].name, name) == 0)
			return true;
	return false;
}

static int
remove_one(struct visit *visit, int fd, const char *name, const char *path)
{
	visit->removal->removed++;
	if (!visit->acts || unlinkat(fd, name, 0) == 0 || errno == ENOENT)
		return 0;
	return store_cannot_write(visit->error, path);
}

/* Removes ours from the directory PATH, number I in the table, open as STREAM. */
static int
remove_from(struct visit *visit, size_t i, const char *path, DIR *stream)
{
	int err = 0;

	for (const struct dirent *entry; err == 0 && (entry = readdir(stream)) != NULL;) {
		const char *name = entry->d_name;
		struct text left = {.data = NULL};

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
			is_looked_at(i, name))
			continue;
		text_format(&left, "%s/%s", path, name);
		if (directories[i].is_ours(dirfd(stream), name))
			err = remove_one(visit, dirfd(stream), name, left.data);
		else
			list_add(&visit->removal->left, left.data);
		text_free(&left);
	}
	return err;
}

int
removal_of(
	const char *root, bool acts, struct removal *removal, struct vshim_error *error)
{
	struct visit visit = {acts, removal, error};
	int err = 0;

	for (size_t i = 0; err == 0 && i < DIRECTORIES; i++) {
		struct text path = {.data = NULL};

		text_format(&path, "%s%s%s", root,
			directories[i].name[0] == '\0' ? "" : "/", directories[i].name);
		DIR *stream = opendir(path.data);
		if (stream != NULL) {
			err = remove_from(&visit, i, path.data, stream);
			closedir(stream);
			/* One that holds something else stays, and so does a mount point. */
			if (acts && err == 0)
				rmdir(path.data);
		} else if (errno != ENOENT && errno != ENOTDIR) {
			err = store_cannot_write(error, path.data);
		}
		text_free(&path);
	}
	return err;
}
