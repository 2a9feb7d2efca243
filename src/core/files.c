#include "files.h"

#include "system.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
files_stat(const char *path, struct stat *status)
{
	return -system_stat(path, status);
}

int
files_lstat(const char *path, struct stat *status)
{
	return -system_lstat(path, status);
}

bool
files_is_directory(const char *path)
{
	struct stat status;

	return system_stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool
files_executable(const char *path, const struct stat *status)
{
	const mode_t everybody = S_IXUSR | S_IXGRP | S_IXOTH;

	if (!S_ISREG(status->st_mode) || (status->st_mode & everybody) == 0)
		return false;
	/* What everybody may execute needs no system call of its own. */
	return (status->st_mode & everybody) == everybody ||
		system_access(path, X_OK) == 0;
}

bool
files_writable(const char *directory)
{
	return system_access(directory, W_OK | X_OK) == 0;
}

bool
files_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

ssize_t
files_read(const char *path, char *buffer, size_t size)
{
	int fd = system_open(path, O_NONBLOCK | O_NOCTTY);
	ssize_t length;

	if (fd < 0)
		return fd;
	do
		length = system_read(fd, buffer, size);
	while (length == -EINTR);
	system_close(fd);
	return length;
}

ssize_t
files_readlink(const char *path, char *buffer, size_t size)
{
	ssize_t length = system_readlink(path, buffer, size - 1);

	if (length >= 0)
		buffer[length] = '\0';
	return length;
}

static bool
is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

#if defined(__linux__) && !defined(VSHIM_PORTABLE)

bool
files_has_access_list(const char *path)
{
	return system_attribute(path, "system.posix_acl_access") > 0;
}

/* The C library's own of these three ask for a heap, or bring one along; the launcher has none. */
int
files_getcwd(char *buffer, size_t size)
{
	ssize_t length = system_getcwd(buffer, size);

	return length < 0 ? (int)-length : 0;
}

int
files_realpath(const char *path, char *buffer)
{
	static const char descriptors[] = "/proc/self/fd/";
	char link[sizeof(descriptors) + 12];
	int fd = system_open(path, O_PATH);
	char *digit = link + sizeof(link);

	if (fd < 0)
		return -fd;
	*--digit = '\0';
	for (int rest = fd, first = 1; first || rest > 0; rest /= 10, first = 0)
		*--digit = (char)('0' + rest % 10);
	digit -= sizeof(descriptors) - 1;
	memcpy(digit, descriptors, sizeof(descriptors) - 1);
	ssize_t length = files_readlink(digit, buffer, PATH_MAX);
	system_close(fd);
	if (length < 0)
		return (int)-length;
	return buffer[0] == '/' ? 0 : ENOENT;
}

int
files_list(const char *directory, files_visit *visit, void *data)
{
	/*
	 * Whole entries stand in it, each as long as its name needs: some thirty. A call for
	 * the next thirty costs less than the page of the stack that more room would touch.
	 */
	struct dirent64 buffer[4];
	int fd = system_open(directory, O_DIRECTORY);
	bool more = true;
	ssize_t length = 0;

	if (fd < 0)
		return -fd;
	while (more && (length = system_getdents(fd, buffer, sizeof(buffer))) > 0) {
		for (ssize_t at = 0; more && at < length;) {
			const struct dirent64 *entry =
				(const void *)((const char *)buffer + at);
			bool maybe = entry->d_type == DT_DIR || entry->d_type == DT_LNK ||
				entry->d_type == DT_UNKNOWN;

			if (!is_dots(entry->d_name))
				more = visit(data, entry->d_name, maybe);
			at += entry->d_reclen;
		}
	}
	system_close(fd);
	return length < 0 ? (int)-length : 0;
}

#else

bool
files_has_access_list(const char *path)
{
	(void)path;
	return false;
}

int
files_getcwd(char *buffer, size_t size)
{
	return getcwd(buffer, size) == NULL ? errno : 0;
}

int
files_realpath(const char *path, char *buffer)
{
	return realpath(path, buffer) == NULL ? errno : 0;
}

int
files_list(const char *directory, files_visit *visit, void *data)
{
	DIR *stream = opendir(directory);

	if (stream == NULL)
		return errno;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0) {
		if (!is_dots(entry->d_name) && !visit(data, entry->d_name, true)) {
			errno = 0;
			break;
		}
	}
	int err = errno;
	closedir(stream);
	return err;
}

#endif
