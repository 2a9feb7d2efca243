/* VSHIM_VIA: any list that was written can be read, and any text can be tried. */
#include "via.h"

#include "fuzz.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

/* More than VIA_LIMIT. */
enum { ENTRIES = 24, ROOM = 1 << 20 };

static char block[ROOM];

struct start {
	pid_t pid;
	char *path;
};

/* The starts that DATA describes: a process in the first byte of each string, then a path. */
static size_t
starts_of(const uint8_t *data, size_t size, struct start starts[ENTRIES])
{
	size_t n = 0;

	while (size > 0 && n < ENTRIES) {
		pid_t pid = *data++;

		size--;
		starts[n++] = (struct start){pid % 8 * 1000003, fuzz_next(&data, &size)};
	}
	return n;
}

static void
check_round_trip(const struct start *starts, size_t n)
{
	struct arena arena = {.base = block, .size = sizeof(block)};
	const char *list = NULL;
	int depth = 0;

	for (size_t i = 0; i < n; i++) {
		list = via_add(&arena, list, starts[i].pid, starts[i].path);
		if (arena.full)
			return;
		depth += i == 0 || starts[i].pid != starts[i - 1].pid;
	}
	if (n > 0) {
		const struct start *last = &starts[n - 1];

		check(via_depth(&arena, list, last->pid) == depth);
		check(via_depth(&arena, list, 77) == depth + 1);
		check(via_has(&arena, list, last->pid, last->path));
		check(via_has(&arena, list, starts[0].pid, starts[0].path));
	}
	struct via_entry entry;
	for (size_t i = 0; i < n; i++) {
		bool is_there = via_next(&arena, &list, &entry);

		if (arena.full)
			return;
		check(is_there);
		check(entry.pid == starts[i].pid);
		check(strcmp(entry.path, starts[i].path) == 0);
	}
	check(n == 0 || !via_next(&arena, &list, &entry));
}

/* Any text is a list; what is read of it can be written and read again. */
static void
check_text(const char *text)
{
	struct arena arena = {.base = block, .size = sizeof(block)};
	const char *list = text, *again = NULL;
	size_t n = 0;

	for (struct via_entry entry; via_next(&arena, &list, &entry); n++) {
		check(entry.pid >= 0);
		if (entry.pid > 1 << 30 || n == ENTRIES)
			return;
		again = via_add(&arena, again, (pid_t)entry.pid, entry.path);
	}
	list = text;
	for (struct via_entry old, new; n > 0 && !arena.full; n--) {
		check(via_next(&arena, &list, &old));
		check(via_next(&arena, &again, &new) || arena.full);
		check(arena.full ||
			(old.pid == new.pid &&strcmp(old.path, new.path) == 0));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct start starts[ENTRIES];

	if (size > 4096)
		return 0;
	tree_clear();
	char *text = fuzz_string(data, size);
	check_text(text);
	free(text);
	size_t n = starts_of(data, size, starts);
	check_round_trip(starts, n);
	for (size_t i = 0; i < n; i++)
		free(starts[i].path);
	return 0;
}
