#include "pyenv.h"

#include "places.h"
#include "text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

int
pyenv_parse(const char *text, int numbers[PYENV_NUMBERS])
{
	int n = 0;

	while (n < PYENV_NUMBERS && *text >= '0' && *text <= '9') {
		numbers[n] = 0;
		for (; *text >= '0' && *text <= '9' && numbers[n] < 100000; text++)
			numbers[n] = numbers[n] * 10 + (*text - '0');
		n++;
		if (*text == '\0')
			return n;
		if (*text++ != '.')
			return 0;
	}
	return 0;
}

/* Whether the version called NAME begins with NUMBERS. */
static bool
is_wanted(const char *name, const int numbers[PYENV_NUMBERS], int n)
{
	int own[PYENV_NUMBERS];

	if (pyenv_parse(name, own) < n || pyenv_parse(name, own) == 0)
		return false;
	for (int i = 0; i < n; i++)
		if (own[i] != numbers[i])
			return false;
	return true;
}

static int
newer_first(const void *a, const void *b)
{
	int left[PYENV_NUMBERS] = {0}, right[PYENV_NUMBERS] = {0};

	pyenv_parse(*(char *const *)a, left);
	pyenv_parse(*(char *const *)b, right);
	for (int i = 0; i < PYENV_NUMBERS; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? 1 : -1;
	return 0;
}

char *
pyenv_directory(const struct request *request, const char *name)
{
	const char *root = places_variable(request, "PYENV_ROOT");
	struct text path = {.data = NULL};

	if (root != NULL && root[0] == '/')
		text_format(&path, "%s/versions/%s", root, name);
	else if (request->variables.home != NULL)
		text_format(
			&path, "%s/.pyenv/versions/%s", request->variables.home, name);
	else
		return NULL;
	return text_take(&path);
}

void
pyenv_versions(const struct request *request, const int numbers[PYENV_NUMBERS], int n,
	struct list *names)
{
	char *directory = pyenv_directory(request, "");
	DIR *stream = directory == NULL ? NULL : opendir(directory);

	free(directory);
	if (stream == NULL)
		return;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL;)
		if (is_wanted(entry->d_name, numbers, n))
			list_add(names, entry->d_name);
	closedir(stream);
	if (names->n > 0)
		qsort(names->items, names->n, sizeof(*names->items), newer_first);
}
