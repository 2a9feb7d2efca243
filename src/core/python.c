#include "python.h"

#include "files.h"

#include <string.h>

/* Debian's Python, which is linked statically, has its first name behind 74 KB. Bytes. */
enum { HEAD = 128 * 1024 };

bool
python_is_in(const char *bytes, size_t length)
{
	static const char *const marks[] = {
		"Py_Main", "Py_BytesMain", "libpython", "pypy_main", "graalpy"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (memmem(bytes, length, marks[i], strlen(marks[i])) != NULL)
			return true;
	return false;
}

bool
python_is_plain(const char *path)
{
	/* More than the launcher has in its arena, whose every launch would pay for the room. */
	char head[HEAD];
	ssize_t length = files_read(path, head, sizeof(head));

	return length > 0 && python_is_in(head, (size_t)length);
}
