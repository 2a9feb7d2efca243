#include "system.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
system_stat(const char *path, struct stat *status)
{
	return stat(path, status) == 0 ? 0 : -errno;
}

int
system_lstat(const char *path, struct stat *status)
{
	return lstat(path, status) == 0 ? 0 : -errno;
}

int
system_access(const char *path, int mode)
{
	return access(path, mode) == 0 ? 0 : -errno;
}

/* openat(2): musl's open(2) asks for O_CLOEXEC once more, for kernels that did not know it. */
int
system_open(const char *path, int flags)
{
	int fd = openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | flags);

	return fd < 0 ? -errno : fd;
}

ssize_t
system_read(int fd, void *buffer, size_t size)
{
	ssize_t length = read(fd, buffer, size);

	return length < 0 ? -errno : length;
}

ssize_t
system_write(int fd, const void *bytes, size_t size)
{
	ssize_t length = write(fd, bytes, size);

	return length < 0 ? -errno : length;
}

void
system_close(int fd)
{
	close(fd);
}

ssize_t
system_readlink(const char *path, char *buffer, size_t size)
{
	ssize_t length = readlink(path, buffer, size);

	return length < 0 ? -errno : length;
}

pid_t
system_pid(void)
{
	return getpid();
}

int
system_execve(const char *file, char *const *argv, char *const *environment)
{
	execve(file, argv, environment);
	return -errno;
}

#if defined(__linux__) && !defined(VSHIM_PORTABLE)

#include <dirent.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <sys/xattr.h>

ssize_t
system_getdents(int fd, void *buffer, size_t size)
{
	ssize_t length = getdents64(fd, buffer, size);

	return length < 0 ? -errno : length;
}

/* The C library's own asks for a heap, or brings one along. */
ssize_t
system_getcwd(char *buffer, size_t size)
{
	long length = syscall(SYS_getcwd, buffer, size);

	return length < 0 ? -errno : length;
}

ssize_t
system_attribute(const char *path, const char *name)
{
	ssize_t length = getxattr(path, name, NULL, 0);

	return length < 0 ? -errno : length;
}

unsigned long
system_auxiliary(char *const *environment, unsigned long type)
{
	(void)environment;
	return getauxval(type);
}

#endif
