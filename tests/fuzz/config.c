/*
 * The settings file: nothing in it is passed over. What is accepted says what a plain reading,
 * line by line, says; what is refused names a line that is there.
 */
#include "config.h"

#include "fuzz.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A plain reading: the switches, and how many words each list has. */
struct plain {
	bool any_name, scripts_on_system, trust_explicit, pip_rehash;
	size_t names, ceilings, places;
	bool has_names;
};

static bool
is_yes(const char *value)
{
	return strcasecmp(value, "yes") == 0 || strcasecmp(value, "true") == 0 ||
		strcasecmp(value, "on") == 0 || strcmp(value, "1") == 0;
}

static size_t
count_words(const char *value)
{
	size_t n = 0;

	for (value += strspn(value, " \t"); *value != '\0';
		value += strspn(value, " \t")) {
		n++;
		if (*value == '"')
			value += strcspn(value + 1, "\"") + 2;
		else
			value += strcspn(value, " \t");
	}
	return n;
}

static void
apply(struct plain *plain, const char *section, const char *key, const char *value)
{
	if (strcmp(section, "search") == 0 && strcmp(key, "names") == 0) {
		plain->names = count_words(value);
		plain->has_names = true;
	} else if (strcmp(section, "search") == 0 && strcmp(key, "any-name") == 0) {
		plain->any_name = is_yes(value);
	} else if (strcmp(section, "search") == 0 && strcmp(key, "ceiling") == 0) {
		plain->ceilings = count_words(value);
	} else if (strcmp(section, "search") == 0 &&
		strcmp(key, "installed-scripts") == 0) {
		plain->scripts_on_system = strcmp(value, "system") == 0;
	} else if (strcmp(section, "trust") == 0 && strcmp(key, "mode") == 0) {
		plain->trust_explicit = strcmp(value, "explicit") == 0;
	} else if (strcmp(section, "pip") == 0 && strcmp(key, "rehash") == 0) {
		plain->pip_rehash = is_yes(value);
	} else if (strcmp(section, "envs") == 0 && strcmp(key, "path") == 0) {
		plain->places = count_words(value);
	} else {
		fuzz_fail("every key that is accepted is known", __FILE__, __LINE__);
	}
}

static char *
strip(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

/* Cuts TEXT where ` ;` begins a comment. */
static void
cut_comment(char *text)
{
	for (char *at = text; *at != '\0'; at++)
		if (*at == ';' && at > text && isspace((unsigned char)at[-1]))
			*at = '\0';
}

static void
read_plainly(struct plain *plain, char *text)
{
	char section[256] = "", *rest = text;

	/* A byte order mark is dropped. */
	if (strncmp(rest, "\xef\xbb\xbf", 3) == 0)
		rest += 3;
	for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
		line = strip(line);
		if (*line == '\0' || *line == ';' || *line == '#')
			continue;
		if (*line == '[') {
			size_t length = strcspn(line, "]");

			check(line[length] == ']');
			snprintf(section, sizeof(section), "%.*s", (int)length - 1,
				line + 1);
			continue;
		}
		size_t length = strcspn(line, "=:");
		check(line[length] != '\0');
		line[length] = '\0';
		char *value = line + length + 1;
		cut_comment(value);
		apply(plain, section, strip(line), strip(value));
	}
}

static size_t
count(const char *const *list)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	return n;
}

static void
check_accepted(const struct settings *settings, char *text)
{
	struct plain plain = {true, true, false, true, 0, 0, 0, false};

	read_plainly(&plain, text);
	check(settings->any_name == plain.any_name);
	check(settings->scripts_on_system == plain.scripts_on_system);
	check(settings->trust_explicit == plain.trust_explicit);
	check(settings->pip_rehash == plain.pip_rehash);
	check(count(settings->names) == (plain.has_names ? plain.names : 4));
	check(count(settings->ceilings) == plain.ceilings);
	check(count(settings->places) == plain.places);
	for (size_t i = 0; settings->ceilings[i] != NULL; i++)
		check(settings->ceilings[i][0] == '/');
	for (size_t i = 0; settings->names[i] != NULL; i++)
		check(strchr(settings->names[i], '/') == NULL);
}

static void
check_refused(const struct vshim_error *error, const uint8_t *data, size_t size)
{
	size_t lines = 1;

	check(error->status == 125 && error->what != NULL && error->hint != NULL);
	const char *line = strstr(error->what, ", line ");
	check(line != NULL);
	size_t named = strtoul(line + 7, NULL, 10);
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	check(named >= 1 && named <= lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	struct vshim_error error = {.what = NULL};
	struct config config;
	char file[64];

	if (size > 8192)
		return 0;
	if (fd < 0)
		fd = memfd_create("config", MFD_CLOEXEC);
	check(fd >= 0 && ftruncate(fd, 0) == 0);
	check(pwrite(fd, data, size, 0) == (ssize_t)size);
	snprintf(file, sizeof(file), "/proc/self/fd/%d", fd);
	if (config_load(&config, file, "/h", &error) == 0) {
		char *text = fuzz_string(data, size);

		check(error.what == NULL);
		check(memchr(data, '\0', size) == NULL);
		check_accepted(&config.settings, text);
		free(text);
	} else {
		check_refused(&error, data, size);
	}
	vshim_error_free(&error);
	config_free(&config);
	return 0;
}
