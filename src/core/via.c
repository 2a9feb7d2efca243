#include "via.h"

#include "files.h"
#include "path.h"

#include <string.h>

static int
hexadecimal(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *digit = c == '\0' ? NULL : strchr(digits, c);

	return digit == NULL ? -1 : (int)(digit - digits);
}

static const char *
decoded(struct arena *arena, struct span text)
{
	char *path = arena_take(arena, text.length + 1);
	size_t n = 0;

	if (path == NULL)
		return "";
	for (size_t i = 0; i < text.length; i++) {
		int high = -1, low = -1;

		if (text.text[i] == '%' && i + 2 < text.length) {
			high = hexadecimal(text.text[i + 1]);
			low = hexadecimal(text.text[i + 2]);
		}
		if (high < 0 || low < 0) {
			path[n++] = text.text[i];
			continue;
		}
		path[n++] = (char)(high * 16 + low);
		i += 2;
	}
	path[n] = '\0';
	return path;
}

bool
via_next(struct arena *arena, const char **list, struct via_entry *entry)
{
	struct span pid, path;

	if (!path_next(list, &pid) || !path_next(list, &path))
		return false;
	if (pid.length == 0 || pid.length > 18)
		return false;
	entry->pid = 0;
	for (size_t i = 0; i < pid.length; i++) {
		if (pid.text[i] < '0' || pid.text[i] > '9')
			return false;
		entry->pid = entry->pid * 10 + (pid.text[i] - '0');
	}
	entry->path = decoded(arena, path);
	return true;
}

static bool
same_command(const char *a, const char *b)
{
	struct stat first, second;

	if (strcmp(a, b) == 0)
		return true;
	/* One program may stand behind all shims of a manager: each name is another command. */
	return strcmp(path_base(a), path_base(b)) == 0 && files_stat(a, &first) == 0 &&
		files_stat(b, &second) == 0 && files_same(&first, &second);
}

bool
via_has(struct arena *arena, const char *list, pid_t pid, const char *path)
{
	for (struct via_entry entry; via_next(arena, &list, &entry);)
		if (entry.pid == pid && same_command(entry.path, path))
			return true;
	return false;
}

int
via_depth(struct arena *arena, const char *list, pid_t pid)
{
	long long last = -1;
	int depth = 0;

	for (struct via_entry entry; via_next(arena, &list, &entry); last = entry.pid)
		if (entry.pid != last)
			depth++;
	return last == pid ? depth : depth + 1;
}

static const char *
encoded(struct arena *arena, const char *path)
{
	char *text = arena_take(arena, strlen(path) * 3 + 1);
	size_t n = 0;

	if (text == NULL)
		return "";
	for (; *path != '\0'; path++) {
		const char *written = *path == '%' ? "%25" : *path == ':' ? "%3A" : NULL;

		if (written == NULL) {
			text[n++] = *path;
			continue;
		}
		memcpy(text + n, written, 3);
		n += 3;
	}
	text[n] = '\0';
	return text;
}

const char *
via_add(struct arena *arena, const char *list, pid_t pid, const char *path)
{
	const char *entry =
		arena_concat(arena, arena_decimal(arena, pid), ":", encoded(arena, path));

	return list == NULL ? entry : arena_concat(arena, list, ":", entry);
}
