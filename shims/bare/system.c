/*
 * bare: the system calls of a program without a C library (Linux on x86_64 and aarch64).
 *
 * No byte of such a program has to be writable but its stack: that saves the pages and the
 * mappings of a C library's variables, which cost a launch more than all its looks at files.
 * struct stat is the kernel's own on both, as every C library has it there.
 */
#include "system.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/syscall.h>

/* A pointer or a number, as a register holds it. */
#define REGISTER(value) ((long)(value))

#if defined(__x86_64__)

_Static_assert(sizeof(struct stat) == 144, "struct stat is the kernel's");

/* The calling convention of the kernel: syscall(2). */
static long
call(long number, long a, long b, long c, long d)
{
	register long fourth __asm__("r10") = d;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth)
			 : "rcx", "r11", "memory");
	return result;
}

#elif defined(__aarch64__)

_Static_assert(sizeof(struct stat) == 128, "struct stat is the kernel's");

static long
call(long number, long a, long b, long c, long d)
{
	register long which __asm__("x8") = number;
	register long first __asm__("x0") = a;
	register long second __asm__("x1") = b;
	register long third __asm__("x2") = c;
	register long fourth __asm__("x3") = d;

	__asm__ volatile("svc #0"
			 : "+r"(first)
			 : "r"(which), "r"(second), "r"(third), "r"(fourth)
			 : "memory");
	return first;
}

#endif

int
system_stat(const char *path, struct stat *status)
{
	return (int)call(SYS_newfstatat, AT_FDCWD, REGISTER(path), REGISTER(status), 0);
}

int
system_lstat(const char *path, struct stat *status)
{
	return (int)call(SYS_newfstatat, AT_FDCWD, REGISTER(path), REGISTER(status),
		AT_SYMLINK_NOFOLLOW);
}

int
system_access(const char *path, int mode)
{
	return (int)call(SYS_faccessat, AT_FDCWD, REGISTER(path), mode, 0);
}

int
system_open(const char *path, int flags)
{
	return (int)call(
		SYS_openat, AT_FDCWD, REGISTER(path), O_RDONLY | O_CLOEXEC | flags, 0);
}

ssize_t
system_read(int fd, void *buffer, size_t size)
{
	return call(SYS_read, fd, REGISTER(buffer), REGISTER(size), 0);
}

ssize_t
system_write(int fd, const void *bytes, size_t size)
{
	return call(SYS_write, fd, REGISTER(bytes), REGISTER(size), 0);
}

void
system_close(int fd)
{
	call(SYS_close, fd, 0, 0, 0);
}

ssize_t
system_readlink(const char *path, char *buffer, size_t size)
{
	return call(SYS_readlinkat, AT_FDCWD, REGISTER(path), REGISTER(buffer),
		REGISTER(size));
}

pid_t
system_pid(void)
{
	return (pid_t)call(SYS_getpid, 0, 0, 0, 0);
}

int
system_execve(const char *file, char *const *argv, char *const *environment)
{
	return (int)call(
		SYS_execve, REGISTER(file), REGISTER(argv), REGISTER(environment), 0);
}

ssize_t
system_getdents(int fd, void *buffer, size_t size)
{
	return call(SYS_getdents64, fd, REGISTER(buffer), REGISTER(size), 0);
}

ssize_t
system_getcwd(char *buffer, size_t size)
{
	return call(SYS_getcwd, REGISTER(buffer), REGISTER(size), 0, 0);
}

ssize_t
system_attribute(const char *path, const char *name)
{
	return call(SYS_getxattr, REGISTER(path), REGISTER(name), 0, 0);
}

/* Pairs of numbers behind the NULL that ends the environment, up to a pair whose first is 0. */
unsigned long
system_auxiliary(char *const *environment, unsigned long type)
{
	while (*environment != NULL)
		environment++;
	for (const unsigned long *pair = (const void *)(environment + 1); pair[0] != 0;
		pair += 2)
		if (pair[0] == type)
			return pair[1];
	return 0;
}
