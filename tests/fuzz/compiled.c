/*
 * The settings as the launcher reads them. The first byte says whether the input follows what
 * makes the file ours, so that the lists are reached, or is the whole file.
 */
#include "compiled.h"

#include "fuzz.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

static char block[65536];

static size_t
length_of(const char *const *list)
{
	size_t length = 1;

	for (; *list != NULL; list++)
		length += strlen(*list) + 1;
	return length;
}

static const char config[] = "/c.ini", home[] = "/h",
		  switches[] = "1\0"
			       "0\0"
			       "1\0"
			       "0";

/* What vshim itself would have left for STATUS, but for the lists; its length. */
static size_t
begin_ours(char *file, struct arena *arena, const struct stat *status)
{
	const char *strings[] = {
		COMPILED_MARK, config, compiled_state(arena, status), home};
	size_t length = 0;

	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		memcpy(file + length, strings[i], strlen(strings[i]) + 1);
		length += strlen(strings[i]) + 1;
	}
	memcpy(file + length, switches, sizeof(switches));
	return length + sizeof(switches);
}

/* Whether the SIZE bytes at LISTS are three lists at least, each ended by an empty string. */
static bool
has_three_lists(const uint8_t *lists, size_t size)
{
	size_t ends = 0;

	for (size_t i = 0; i < size; i++)
		ends += lists[i] == '\0' && (i == 0 || lists[i - 1] == '\0');
	return ends >= 3;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct request request = {
		.root = "/r", .user = TREE_USER, .variables.home = home};
	struct settings settings = settings_default;
	struct stat status = {.st_ino = 7, .st_size = 9};
	char file[COMPILED_LIMIT];
	size_t length = 0;

	if (size == 0 || size > COMPILED_LIMIT / 2)
		return 0;
	bool is_ours = *data % 2 == 0;
	data++, size--;
	if (is_ours)
		length = begin_ours(file, &arena, &status);
	memcpy(file + length, data, size);
	tree_clear();
	tree_file("/r/settings", file, length + size);
	if (compiled_read(&request, &arena, config, &status, &settings)) {
		check(is_ours && settings.any_name && !settings.scripts_on_system);
		check(settings.trust_explicit && !settings.pip_rehash);
		check(length_of(settings.names) + length_of(settings.ceilings) +
				length_of(settings.places) <=
			size);
		/* Somebody else's is not read. */
		tree_plant("o /r/settings\t1001");
		check(!compiled_read(&request, &arena, config, &status, &settings));
	} else if (is_ours) {
		check(arena.full || !has_three_lists(data, size));
	}
	return 0;
}
