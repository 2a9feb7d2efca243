#include "process.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__) && !defined(VSHIM_PORTABLE)

#include <sys/auxv.h>

/* The kernel leaves these beside the environment (ld.so(8), getauxval(3)): no call needed. */
uid_t
process_user(void)
{
	return (uid_t)getauxval(AT_EUID);
}

bool
process_is_secure(void)
{
	return getauxval(AT_SECURE) != 0;
}

const char *
process_called(void)
{
	return (const char *)getauxval(AT_EXECFN);
}

int
process_program(const char *argv0, const char *search, char *buffer)
{
	ssize_t length = readlink("/proc/self/exe", buffer, PATH_MAX - 1);

	(void)argv0;
	(void)search;
	if (length > 0) {
		buffer[length] = '\0';
		return 0;
	}
	/* No /proc: a chroot, or a container that is being built. A shim is a link to us. */
	const char *called = process_called();
	length = called == NULL ? -1 : readlink(called, buffer, PATH_MAX - 1);
	if (length <= 0 || buffer[0] != '/')
		return -1;
	buffer[length] = '\0';
	return 0;
}

const char *
process_file(const char *argv0, const char *search, char *buffer)
{
	(void)argv0;
	(void)search;
	(void)buffer;
	return "/proc/self/exe";
}

#else

uid_t
process_user(void)
{
	return geteuid();
}

bool
process_is_secure(void)
{
	return getuid() != geteuid() || getgid() != getegid();
}

const char *
process_called(void)
{
	return NULL;
}

/* As execvp(3) finds a program: by its path, else along PATH by its name. */
int
process_program(const char *argv0, const char *search, char *buffer)
{
	const char *slash = strrchr(argv0, '/');

	if (slash != NULL && realpath(argv0, buffer) != NULL)
		return 0;
	/* Whoever starts a program may call it anything. */
	const char *name = slash == NULL ? argv0 : slash + 1;
	while (search != NULL) {
		char candidate[PATH_MAX];
		size_t length = strcspn(search, ":");
		const char *next = search[length] == ':' ? search + length + 1 : NULL;

		if (length + strlen(name) + 2 <= sizeof(candidate)) {
			memcpy(candidate, search, length);
			candidate[length] = '/';
			strcpy(candidate + length + 1, name);
			if (access(candidate, X_OK) == 0)
				return realpath(candidate, buffer) == NULL ? -1 : 0;
		}
		search = next;
	}
	return -1;
}

const char *
process_file(const char *argv0, const char *search, char *buffer)
{
	return process_program(argv0, search, buffer) == 0 ? buffer : NULL;
}

#endif
