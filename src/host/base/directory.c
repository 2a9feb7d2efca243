#include "directory.h"

#include "memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__linux__) && !defined(VSHIM_PORTABLE)
#include <linux/openat2.h>
#endif

/* Room on top of STACK for a path of LENGTH bytes and its end. */
static char *
take(struct directory_stack *stack, size_t length)
{
	if (stack->n == stack->room) {
		stack->room = stack->room == 0 ? 64 : 2 * stack->room;
		stack->starts =
			memory_grow(stack->starts, stack->room * sizeof(*stack->starts));
	}
	if (stack->used + length + 1 > stack->size) {
		stack->size = 2 * stack->size + length + 1024;
		stack->bytes = memory_grow(stack->bytes, stack->size);
	}
	char *path = stack->bytes + stack->used;
	stack->starts[stack->n++] = stack->used;
	stack->used += length + 1;
	path[length] = '\0';
	return path;
}

void
directory_push(struct directory_stack *stack, const char *directory, const char *name)
{
	size_t before = strlen(directory), length = strlen(name);
	char *path = take(stack, before + (before > 0) + length);

	memcpy(path, directory, before);
	if (before > 0)
		path[before++] = '/';
	memcpy(path + before, name, length);
}

bool
directory_pop(struct directory_stack *stack, char *buffer)
{
	size_t start = stack->starts[--stack->n];
	size_t size = stack->used - start;

	stack->used = start;
	bool fits = size <= PATH_MAX;
	memcpy(buffer, stack->bytes + start, fits ? size : PATH_MAX);
	buffer[PATH_MAX - 1] = '\0';
	return fits;
}

void
directory_move(struct directory_stack *to, struct directory_stack *from, size_t n)
{
	size_t first = from->n - n;

	for (size_t i = first; i < from->n; i++)
		directory_push(to, "", from->bytes + from->starts[i]);
	if (n > 0)
		from->used = from->starts[first];
	from->n = first;
}

static bool
is_one_of(const char *path, const char *const *names)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash == NULL ? path : slash + 1;

	for (; *names != NULL; names++)
		if (strcmp(base, *names) == 0)
			return true;
	return false;
}

void
directory_drop(struct directory_stack *stack, size_t n, const char *const *names)
{
	size_t end = stack->n, kept = n;
	size_t used = n < end ? stack->starts[n] : stack->used;

	for (size_t i = n; i < end; i++) {
		const char *path = stack->bytes + stack->starts[i];
		size_t size = strlen(path) + 1;

		if (is_one_of(path, names))
			continue;
		memmove(stack->bytes + used, path, size);
		stack->starts[kept++] = used;
		used += size;
	}
	stack->n = kept;
	stack->used = used;
}

void
directory_free(struct directory_stack *stack)
{
	free(stack->bytes);
	free(stack->starts);
	*stack = (struct directory_stack){.n = 0};
}

/* For systems, kernels before 5.6 and sandboxes without openat2(2). */
static int
open_and_compare(int top, const char *path)
{
	int fd = openat(top, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat above, status;

	if (fd >= 0 && fstat(top, &above) == 0 && fstat(fd, &status) == 0 &&
		above.st_dev == status.st_dev)
		return fd;
	if (fd >= 0) {
		close(fd);
		errno = EXDEV;
	}
	return -1;
}

static bool
is_dots(const char *name)
{
	return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/* By its status, which costs a system call. */
static enum directory_kind
kind_of(int fd, const char *name)
{
	struct stat status;

	if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return DIRECTORY_FILE;
	if (S_ISDIR(status.st_mode))
		return DIRECTORY_DIRECTORY;
	return S_ISLNK(status.st_mode) ? DIRECTORY_LINK : DIRECTORY_FILE;
}

#if defined(__linux__) && !defined(VSHIM_PORTABLE)

/* One call that neither follows a link nor so much as touches what is mounted below. */
int
directory_open(int top, const char *path)
{
	static const struct open_how how = {
		.flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC,
		.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV,
	};
	const char *name = path[0] == '\0' ? "." : path;
	int fd = (int)syscall(SYS_openat2, top, name, &how, sizeof(how));

	if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
		return fd;
	return open_and_compare(top, name);
}

static enum directory_kind
kind(int fd, const struct dirent64 *entry)
{
	switch (entry->d_type) {
	case DT_DIR:
		return DIRECTORY_DIRECTORY;
	case DT_LNK:
		return DIRECTORY_LINK;
	case DT_UNKNOWN:
		return kind_of(fd, entry->d_name);
	default:
		return DIRECTORY_FILE;
	}
}

int
directory_list(int fd, void *buffer, directory_visit *visit, void *data)
{
	ssize_t length;

	while ((length = getdents64(fd, buffer, DIRECTORY_BUFFER)) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry =
				(const void *)((const char *)buffer + at);

			if (!is_dots(entry->d_name))
				visit(data, entry->d_name, kind(fd, entry));
			at += entry->d_reclen;
		}
	}
	return length < 0 ? -1 : 0;
}

#else

int
directory_open(int top, const char *path)
{
	return open_and_compare(top, path[0] == '\0' ? "." : path);
}

int
directory_list(int fd, void *buffer, directory_visit *visit, void *data)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	DIR *stream = copy < 0 ? NULL : fdopendir(copy);

	(void)buffer;
	if (stream == NULL)
		return -1;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0)
		if (!is_dots(entry->d_name))
			visit(data, entry->d_name, kind_of(fd, entry->d_name));
	int err = errno;
	closedir(stream);
	errno = err;
	return err == 0 ? 0 : -1;
}

#endif
