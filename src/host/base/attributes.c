#include "attributes.h"

#ifdef __linux__

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

/* The names and the values of all but monstrous attributes fit. Bytes. */
enum { NAMES = 16 * 1024, VALUE = 64 * 1024 };

void
attributes_copy(const char *path, int fd)
{
	char *names = memory_grow(NULL, NAMES), *value = memory_grow(NULL, VALUE);
	ssize_t length = listxattr(path, names, NAMES);

	for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1) {
		ssize_t size = getxattr(path, names + at, value, VALUE);

		/* What only the system may set, it sets itself. */
		if (size >= 0)
			fsetxattr(fd, names + at, value, (size_t)size, 0);
	}
	free(names);
	free(value);
}

#else

void
attributes_copy(const char *path, int fd)
{
	(void)path;
	(void)fd;
}

#endif
