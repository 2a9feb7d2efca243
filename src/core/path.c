#include "path.h"

#include <string.h>

const char *
path_join(struct arena *arena, const char *directory, const char *name)
{
	size_t length = strlen(directory), size = strlen(name) + 1;
	char *path = arena_bytes(arena, length + 1 + size);

	if (path == NULL)
		return "";
	memcpy(path, directory, length + 1);
	if (length == 0 || directory[length - 1] != '/')
		path[length++] = '/';
	memcpy(path + length, name, size);
	return path;
}

const char *
path_from(struct arena *arena, const char *directory, const char *path)
{
	return path[0] == '/' ? path : path_join(arena, directory, path);
}

/* The length of the LENGTH bytes at PATH without the slashes at their end, the first kept. */
static size_t
trimmed(const char *path, size_t length)
{
	while (length > 1 && path[length - 1] == '/')
		length--;
	return length;
}

const char *
path_parent(struct arena *arena, const char *path)
{
	size_t length = trimmed(path, strlen(path));

	while (length > 0 && path[length - 1] != '/')
		length--;
	return arena_text(arena, path, trimmed(path, length));
}

const char *
path_trim(struct arena *arena, const char *path)
{
	size_t length = strlen(path);
	size_t shorter = trimmed(path, length);

	return shorter == length ? path : arena_text(arena, path, shorter);
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

struct span
path_span(const char *path)
{
	return (struct span){path, path == NULL ? 0 : strlen(path)};
}

bool
path_same(struct span a, struct span b)
{
	size_t length = trimmed(a.text, a.length);

	return length == trimmed(b.text, b.length) && memcmp(a.text, b.text, length) == 0;
}

bool
path_equal(const char *a, const char *b)
{
	return path_same(path_span(a), path_span(b));
}

bool
path_inside(const char *path, const char *directory)
{
	size_t length = trimmed(directory, strlen(directory));

	if (strncmp(path, directory, length) != 0)
		return false;
	return path[length] == '\0' || path[length] == '/' ||
		(length > 0 && directory[length - 1] == '/');
}

bool
path_is_plain(const char *path)
{
	if (path[0] != '/')
		return false;
	if (path[1] == '\0')
		return true;
	while (*path == '/') {
		const char *component = path + 1;
		size_t length = strcspn(component, "/");

		if (length == 0 || (length == 1 && component[0] == '.') ||
			(length == 2 && component[0] == '.' && component[1] == '.'))
			return false;
		path = component + length;
	}
	return true;
}

bool
path_next(const char **list, struct span *entry)
{
	if (*list == NULL)
		return false;
	*entry = (struct span){*list, 0};
	while (entry->text[entry->length] != ':' && entry->text[entry->length] != '\0')
		entry->length++;
	*list = entry->text[entry->length] == ':' ? entry->text + entry->length + 1
						  : NULL;
	return true;
}
