#include "store.h"

#include "error.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const store_base_shims[] = {"python", "python3", "pip", "pip3", NULL};

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

/* The path of the entry for PATH: a name of fixed length, whatever is in PATH (FNV-1a, 64 bit). */
static char *
entry_path(const char *root, enum store_kind kind, const char *path)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	struct text text = {.data = NULL};
	char name[17];

	for (; *path != '\0'; path++)
		hash = (hash ^ (unsigned char)*path) * UINT64_C(0x100000001b3);
	snprintf(name, sizeof(name), "%016llx", (unsigned long long)hash);
	text_format(&text, "%s/%s/%s", root, directories[kind], name);
	return text_take(&text);
}

/* mkdir -p. 0, or -1 with errno. */
static int
make_directories(const char *path)
{
	char *copy = text_copy(path);
	int err = 0;

	for (char *slash = copy + 1; err == 0; slash++) {
		slash += strcspn(slash, "/");
		char end = *slash;
		*slash = '\0';
		if (mkdir(copy, 0777) != 0 && errno != EEXIST && errno != EROFS &&
			errno != EACCES)
			err = -1;
		*slash = end;
		if (end == '\0')
			break;
	}
	struct stat status;
	if (err == 0 && (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)))
		err = -1;
	free(copy);
	return err;
}

int
store_link(const char *link, const char *target)
{
	static unsigned counter;
	struct text temporary = {.data = NULL};
	int err = -1;

	/* Another process, or one that was killed, may have left this very name. */
	for (int tries = 0; tries < 100 && err != 0; tries++) {
		temporary.length = 0;
		text_format(&temporary, "%s.%d.%d~", link, (int)getpid(), (int)counter++);
		err = symlink(target, temporary.data);
		if (err != 0 && errno != EEXIST)
			break;
	}
	if (err == 0 && rename(temporary.data, link) != 0) {
		int reason = errno;

		unlink(temporary.data);
		errno = reason;
		err = -1;
	}
	text_free(&temporary);
	return err;
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

static int
cannot_write(struct vshim_error *error, const char *path)
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
	char *entry = entry_path(root, kind, path);
	int err = 0;

	if (!is_link_to(entry, path) &&
		(make_directories(directory) != 0 || store_link(entry, path) != 0))
		err = cannot_write(error, directory);
	free(directory);
	free(entry);
	return err;
}

int
store_remove(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error)
{
	char *entry = entry_path(root, kind, path);
	int err = unlink(entry);

	if (err != 0)
		err = errno == ENOENT ? 1 : cannot_write(error, entry);
	free(entry);
	return err;
}

void
store_list(const char *root, enum store_kind kind, struct list *paths)
{
	char *directory = joined(root, directories[kind]);
	DIR *stream = opendir(directory);

	free(directory);
	if (stream == NULL)
		return;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
		char target[PATH_MAX];
		ssize_t length = readlinkat(
			dirfd(stream), entry->d_name, target, sizeof(target) - 1);

		if (length <= 0 || entry->d_name[strlen(entry->d_name) - 1] == '~')
			continue;
		target[length] = '\0';
		list_add(paths, target);
	}
	closedir(stream);
	list_sort(paths);
}

int
store_make_shims(const char *root, const char *launcher, const char *const *names,
	int *changed, struct vshim_error *error)
{
	char *shims = joined(root, "shims");
	int err = 0;

	*changed = 0;
	for (const char *const *name = names; *name != NULL && err == 0; name++) {
		char *shim = joined(shims, *name);

		if (!is_link_to(shim, launcher)) {
			if ((*changed == 0 && make_directories(shims) != 0) ||
				store_link(shim, launcher) != 0)
				err = cannot_write(error, shims);
			++*changed;
		}
		free(shim);
	}
	free(shims);
	return err;
}
