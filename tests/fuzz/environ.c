/*
 * The child's environment, against a plain reading of vshim-shims(7).
 *
 * The input is strings separated by NUL bytes: how the selection came about (its first byte),
 * the environment (`-` for the system), then variables.
 */
#include "environ.h"

#include "fuzz.h"
#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VARIABLES = 32, ROOM = 256 * 1024 };

static char block[ROOM];

struct world {
	char *environment[VARIABLES + 1];
	size_t n;
	struct request request;
	struct selection selection;
};

/* The value in ENTRY if it is of KEY, or NULL. What the fuzzer compares it writes down. */
static const char *
value_of(const char *entry, const char *key)
{
	return entry[0] == key[0] ? request_variable(entry, key) : NULL;
}

/* The value of the first KEY in ENTRIES; NULL when there is none or it is empty. */
static const char *
value_in(char *const *entries, const char *key)
{
	for (; *entries != NULL; entries++) {
		const char *value = value_of(*entries, key);

		if (value != NULL && value[0] != '\0')
			return value;
	}
	return NULL;
}

static size_t
count_of(char *const *entries, const char *key)
{
	size_t n = 0;

	for (; *entries != NULL; entries++)
		n += value_of(*entries, key) != NULL;
	return n;
}

static bool
is_changeable(const char *entry)
{
	for (enum environ_variable i = 0; i < ENVIRON_VARIABLES; i++)
		if (value_of(entry, environ_name(i)) != NULL)
			return true;
	return false;
}

/* What vshim has no business with is there, in its order. */
static void
check_others(char *const *before, char *const *after)
{
	for (;; before++, after++) {
		while (*before != NULL && is_changeable(*before))
			before++;
		while (*after != NULL && is_changeable(*after))
			after++;
		if (*before == NULL || *after == NULL)
			break;
		check(strcmp(*before, *after) == 0);
	}
	check(*before == NULL && *after == NULL);
}

/* Whether ENTRY of LENGTH bytes is DIRECTORY/BELOW, but for slashes at the end. */
static bool
names(const char *entry, size_t length, const char *directory, const char *below)
{
	char *path = fuzz_memory(strlen(directory) + strlen(below) + 2);
	bool slash = directory[0] != '\0' && directory[strlen(directory) - 1] == '/';

	sprintf(path, "%s%s%s", directory, slash || below[0] == '\0' ? "" : "/", below);
	size_t wanted = strlen(path);
	while (wanted > 1 && path[wanted - 1] == '/')
		wanted--;
	while (length > 1 && entry[length - 1] == '/')
		length--;
	bool is = length == wanted && memcmp(entry, path, length) == 0;
	free(path);
	return is;
}

/* Whether the list PATH has the entry DIRECTORY. */
static bool
has_entry(const char *path, const char *directory)
{
	for (const char *at = path;; at += strcspn(at, ":") + 1) {
		size_t length = strcspn(at, ":");

		if (length > 0 && names(at, length, directory, ""))
			return true;
		if (at[length] == '\0')
			return false;
	}
}

static void
put_bin(FILE *out, const char **colon, const char *environment)
{
	fprintf(out, "%s%s%sbin", *colon, environment,
		environment[strlen(environment) - 1] == '/' ? "" : "/");
	*colon = ":";
}

/* PATH as the manual says, put together entry by entry; the caller frees it. */
static char *
expected_path(const struct world *world)
{
	const char *old = value_in(world->request.environment, "PATH");
	const char *mark = value_in(world->request.environment, "VSHIM_SELECTED");
	const char *environment = world->selection.environment;
	const char *shims = world->request.shims;
	char *path = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&path, &size);
	const char *colon = "";
	bool is_placed = environment == NULL;

	if (out == NULL)
		abort();
	if (old == NULL)
		old = "/usr/local/bin:/usr/bin:/bin";
	if (!is_placed && (shims == NULL || !has_entry(old, shims))) {
		put_bin(out, &colon, environment);
		is_placed = true;
	}
	for (const char *at = old;; at += strcspn(at, ":") + 1) {
		size_t length = strcspn(at, ":");
		bool is_bin = length > 0 &&
			((mark != NULL && names(at, length, mark, "bin")) ||
				(environment != NULL &&
					names(at, length, environment, "bin")));

		if (!is_bin) {
			fprintf(out, "%s%.*s", colon, (int)length, at);
			colon = ":";
		}
		if (!is_placed && length > 0 && names(at, length, shims, "")) {
			put_bin(out, &colon, environment);
			is_placed = true;
		}
		if (at[length] == '\0')
			break;
	}
	fclose(out);
	return path;
}

static void
check_path(const struct world *world, char *const *after)
{
	char *expected = expected_path(world);
	const char *path = value_in(after, "PATH");

	check(count_of(after, "PATH") == 1);
	check(strcmp(path == NULL ? "" : path, expected) == 0);
	free(expected);
}

static void
check_entered(const struct world *world, char *const *after)
{
	const char *environment = world->selection.environment;
	const char *selected = value_in(after, "VSHIM_SELECTED");

	check(strcmp(value_in(after, "VIRTUAL_ENV"), environment) == 0);
	check(count_of(after, "VIRTUAL_ENV") == 1);
	check(count_of(after, "VIRTUAL_ENV_PROMPT") == 1);
	check(count_of(after, "VSHIM_SELECTED") <= 1);
	check((world->selection.origin == VSHIM_ORIGIN_ACTIVATED) == (selected == NULL));
	check(selected == NULL || strcmp(selected, environment) == 0);
	check(count_of(after, "PYTHONHOME") == 0);
	check(count_of(after, "__PYVENV_LAUNCHER__") == 0);
	check(count_of(after, "PYTHONEXECUTABLE") == 0);
	check_path(world, after);
}

static void
check_block(const struct world *world, char *const *after)
{
	const char *mark = value_in(world->request.environment, "VSHIM_SELECTED");

	check_others(world->request.environment, after);
	check(count_of(after, "VSHIM_VIA") == 0);
	if (world->selection.environment != NULL) {
		check_entered(world, after);
	} else if (mark != NULL && world->selection.origin != VSHIM_ORIGIN_SYSTEM) {
		check(count_of(after, "VSHIM_SELECTED") == 0);
		check_path(world, after);
	} else {
		for (enum environ_variable i = 0; i < ENVIRON_VARIABLES; i++)
			check(i == ENVIRON_VSHIM_VIA ||
				count_of(after, environ_name(i)) ==
					count_of(world->request.environment,
						environ_name(i)));
	}
}

static void
check_list(const char *list)
{
	const char *rest = list;
	char *joined = fuzz_memory(strlen(list) + 2), *end = joined;

	for (struct span entry; path_next(&rest, &entry);) {
		memcpy(end, entry.text, entry.length);
		end += entry.length;
		*end++ = ':';
	}
	end[-1] = '\0';
	check(strcmp(joined, list) == 0);
	free(joined);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *const nothing[] = {NULL};
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct world world = {.n = 0};
	struct environ_plan plan;

	if (size == 0 || size > 4096)
		return 0;
	tree_clear();
	world.selection.origin = (enum vshim_origin)(*data % (VSHIM_ORIGIN_SYSTEM + 1));
	data++, size--;
	char *environment = fuzz_next(&data, &size);
	while (size > 0 && world.n < VARIABLES)
		world.environment[world.n++] = fuzz_next(&data, &size);
	request_make(&world.request, &arena, &(struct process){.user = TREE_USER},
		"python", nothing, world.environment);
	if (environment[0] == '/') {
		world.selection.environment = path_trim(&arena, environment);
		pyvenv_parse(&world.selection.pyvenv);
	}
	/* The system is no activation and nothing that was found. */
	if (world.selection.environment == NULL &&
		world.selection.origin > VSHIM_ORIGIN_SCRIPT)
		world.selection.origin = VSHIM_ORIGIN_SYSTEM;
	environ_plan(&world.request, &arena, &world.selection, &plan);
	char **after = environ_block(&world.request, &arena, &plan);
	check((after == NULL) == arena.full);
	if (after != NULL)
		check_block(&world, after);
	if (world.request.variables.path != NULL)
		check_list(world.request.variables.path);
	for (size_t i = 0; i < world.n; i++)
		free(world.environment[i]);
	free(environment);
	return 0;
}
