#include "compiled.h"

#include "files.h"
#include "owner.h"

#include <string.h>

/* What is left to read of the strings. */
struct strings {
	const char *next;
	const char *end;
	struct arena *arena;
};

const char *
compiled_path(const struct request *request, struct arena *arena)
{
	return path_join(arena, request->root, "settings");
}

const char *
compiled_state(struct arena *arena, const struct stat *status)
{
	const long long values[] = {
		(long long)status->st_dev,
		(long long)status->st_ino,
		(long long)status->st_size,
		(long long)status->st_mtim.tv_sec,
		(long long)status->st_mtim.tv_nsec,
		(long long)status->st_ctim.tv_sec,
		(long long)status->st_ctim.tv_nsec,
	};
	const char *state = "";

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		state = arena_concat(arena, state, i == 0 ? "" : " ",
			arena_decimal(arena, values[i] < 0 ? -values[i] : values[i]));
	return state;
}

/* The next string, or NULL where the file ends first. */
static const char *
next_string(struct strings *strings)
{
	const char *string = strings->next;
	const char *end = memchr(string, '\0', (size_t)(strings->end - string));

	if (end == NULL)
		return NULL;
	strings->next = end + 1;
	return string;
}

static bool
next_is(struct strings *strings, const char *expected)
{
	const char *string = next_string(strings);

	return string != NULL && strcmp(string, expected) == 0;
}

static bool
read_switch(struct strings *strings, bool *setting)
{
	const char *string = next_string(strings);

	if (string == NULL || (strcmp(string, "0") != 0 && strcmp(string, "1") != 0))
		return false;
	*setting = string[0] == '1';
	return true;
}

static bool
read_list(struct strings *strings, const char *const **list)
{
	struct strings ahead = *strings;
	const char *string;
	size_t n = 0;

	while ((string = next_string(&ahead)) != NULL && string[0] != '\0')
		n++;
	const char **items = arena_take(strings->arena, (n + 1) * sizeof(*items));
	if (string == NULL || items == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		items[i] = next_string(strings);
	items[n] = NULL;
	*strings = ahead;
	*list = items;
	return true;
}

static bool
parse(struct strings *strings, const struct request *request, const char *config,
	const char *state, struct settings *settings)
{
	const char *home = request->variables.home;

	return next_is(strings, COMPILED_MARK) && next_is(strings, config) &&
		next_is(strings, state) && next_is(strings, home == NULL ? "" : home) &&
		read_switch(strings, &settings->any_name) &&
		read_switch(strings, &settings->scripts_on_system) &&
		read_switch(strings, &settings->trust_explicit) &&
		read_switch(strings, &settings->pip_rehash) &&
		read_list(strings, &settings->names) &&
		read_list(strings, &settings->ceilings) &&
		read_list(strings, &settings->places);
}

bool
compiled_read(const struct request *request, struct arena *arena, const char *config,
	const struct stat *status, struct settings *settings)
{
	const char *file = compiled_path(request, arena);
	char *buffer = arena_take(arena, COMPILED_LIMIT);
	struct stat own;

	/* A link would be somebody else's say in what is read; their settings are vshim's to refuse. */
	if (buffer == NULL || files_lstat(file, &own) != 0 || !S_ISREG(own.st_mode) ||
		!owner_is_trusted(request, file, &own) ||
		!owner_is_trusted(request, config, status))
		return false;
	ssize_t length = files_read(file, buffer, COMPILED_LIMIT);
	struct strings strings = {buffer, buffer + (length > 0 ? length : 0), arena};
	return parse(&strings, request, config, compiled_state(arena, status), settings);
}
