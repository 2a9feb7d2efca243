#include "usage.h"

#include "directory.h"
#include "memory.h"

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Unit of st_blocks, whatever the file system's own is. Bytes. */
enum { BLOCK = 512 };

/* The files with several names that were met: a hash table, less than half full. */
struct links {
	struct link {
		dev_t device;
		ino_t inode; /* 0: an empty place */
	} * places;
	size_t n, size; /* a power of two */
};

struct usage {
	struct directory_stack waiting;
	struct links links;
	char *path;
	int fd;
	long long bytes;
};

static struct link *
place_of(const struct links *links, const struct link *link)
{
	uint64_t hash = (uint64_t)link->inode * 0x9e3779b97f4a7c15U ^ link->device;
	size_t at = (size_t)(hash >> 20) & (links->size - 1);

	while (links->places[at].inode != 0 &&
		(links->places[at].inode != link->inode ||
			links->places[at].device != link->device))
		at = (at + 1) & (links->size - 1);
	return &links->places[at];
}

static void
grow(struct links *links)
{
	struct links larger = {.size = links->size == 0 ? 1024 : 2 * links->size};

	larger.places = memory_zeroed(larger.size, sizeof(*larger.places));
	for (size_t i = 0; i < links->size; i++)
		if (links->places[i].inode != 0)
			*place_of(&larger, &links->places[i]) = links->places[i];
	larger.n = links->n;
	free(links->places);
	*links = larger;
}

/* Whether the file of that STATUS is met for the first time. */
static bool
is_new(struct links *links, const struct stat *status)
{
	struct link link = {status->st_dev, status->st_ino};

	if (2 * links->n >= links->size)
		grow(links);
	struct link *place = place_of(links, &link);
	if (place->inode != 0)
		return false;
	*place = link;
	links->n++;
	return true;
}

static void
count(void *data, const char *name, enum directory_kind kind)
{
	struct usage *usage = data;
	struct stat status;

	if (kind == DIRECTORY_DIRECTORY)
		directory_push(&usage->waiting, usage->path, name);
	else if (fstatat(usage->fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
		(status.st_nlink == 1 || is_new(&usage->links, &status)))
		usage->bytes += (long long)status.st_blocks * BLOCK;
}

static void
count_directory(struct usage *usage, int top, void *buffer)
{
	struct stat status;

	if (!directory_pop(&usage->waiting, usage->path))
		return;
	usage->fd = directory_open(top, usage->path);
	if (usage->fd < 0)
		return;
	if (fstat(usage->fd, &status) == 0)
		usage->bytes += (long long)status.st_blocks * BLOCK;
	directory_list(usage->fd, buffer, count, usage);
	close(usage->fd);
}

long long
usage_of(const char *path, const atomic_bool *is_over)
{
	struct usage usage = {.path = memory_grow(NULL, PATH_MAX)};
	void *buffer = memory_grow(NULL, DIRECTORY_BUFFER);
	int top = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (top >= 0)
		directory_push(&usage.waiting, "", "");
	while (usage.waiting.n > 0 && !atomic_load(is_over))
		count_directory(&usage, top, buffer);
	if (top >= 0)
		close(top);
	directory_free(&usage.waiting);
	free(usage.links.places);
	free(usage.path);
	free(buffer);
	return top < 0 || atomic_load(is_over) ? -1 : usage.bytes;
}
