#include "links.h"

#include "text.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* `activate` is a few kilobytes. */
enum { ACTIVATE_LIMIT = 64 * 1024 };

/* As many links as Linux follows. */
enum { HOPS = 40 };

char *
links_end(const char *path)
{
	struct text at = {.data = NULL};
	char target[PATH_MAX];

	text_add(&at, path);
	for (int hops = 0; hops < HOPS; hops++) {
		ssize_t length = readlink(at.data, target, sizeof(target) - 1);

		if (length < 0)
			break;
		target[length] = '\0';
		const char *slash = strrchr(at.data, '/');
		if (target[0] == '/' || slash == NULL)
			at.length = 0;
		else
			at.length = (size_t)(slash + 1 - at.data);
		text_add(&at, target);
	}
	return text_take(&at);
}

/* The word of a shell at WORD, or NULL when it is anything but a plain path. Owned. */
static char *
path_word(const char *word)
{
	struct text text = {.data = NULL};
	char quote = '\0';

	for (; *word != '\0' && *word != '\n'; word++) {
		if (quote == '\0' && strchr(" \t;)&", *word) != NULL)
			break;
		if (quote == '\0' && (*word == '\'' || *word == '"'))
			quote = *word;
		else if (quote == *word)
			quote = '\0';
		else if (quote != '\'' && *word == '\\' && word[1] != '\0')
			text_add_bytes(&text, ++word, 1);
		else
			text_add_bytes(&text, word, 1);
	}
	if (text.data != NULL && text.data[0] == '/')
		return text_take(&text);
	text_free(&text);
	return NULL;
}

char *
links_activate_text(const char *text)
{
	static const char key[] = "VIRTUAL_ENV=";

	while (text != NULL && *text != '\0') {
		const char *line = text + strspn(text, " \t");

		if (strncmp(line, "export ", 7) == 0)
			line += 7;
		if (strncmp(line, key, sizeof(key) - 1) == 0) {
			char *path = path_word(line + sizeof(key) - 1);

			if (path != NULL)
				return path;
		}
		text = strchr(text, '\n');
		if (text != NULL)
			text++;
	}
	return NULL;
}

/* Whether A and B are one directory, by whatever names. */
static bool
is_same(const char *a, const char *b)
{
	struct stat first, second;

	return stat(a, &first) == 0 && stat(b, &second) == 0 &&
		first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

char *
links_activated(const char *environment)
{
	struct text file = {.data = NULL}, text = {.data = NULL};
	char *path = NULL;

	text_format(&file, "%s/bin/activate", environment);
	if (text_add_file(&text, file.data, ACTIVATE_LIMIT) == 0)
		path = links_activate_text(text.data);
	text_free(&file);
	text_free(&text);
	if (path == NULL || !is_same(path, environment))
		return path;
	free(path);
	return NULL;
}

bool
links_library(const char *environment, int *major, int *minor)
{
	struct text lib = {.data = NULL};
	bool found = false;

	text_format(&lib, "%s/lib", environment);
	DIR *stream = opendir(lib.data);
	text_free(&lib);
	if (stream == NULL)
		return false;
	for (const struct dirent *entry; !found && (entry = readdir(stream)) != NULL;)
		found = sscanf(entry->d_name, "python%d.%d", major, minor) == 2;
	closedir(stream);
	return found;
}
