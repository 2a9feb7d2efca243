#include "via.h"

#include "table.h"
#include "tree.h"

#include <string.h>

static char block[8192];

static struct arena
arena_begin(void)
{
	return (struct arena){.base = block, .size = sizeof(block)};
}

struct added {
	const char *name, *list;
	pid_t pid;
	const char *path, *expected;
};

static const struct added adds[] = {
	{"add: the first", NULL, 7, "/bin/x", "7:/bin/x"},
	{"add: one more", "7:/bin/x", 8, "/bin/y", "7:/bin/x:8:/bin/y"},
	{"add: a colon is written %3A", NULL, 7, "/a:b", "7:/a%3Ab"},
	{"add: a percent sign is written %25", NULL, 7, "/a%3Ab", "7:/a%253Ab"},
	{"add: everything else stays", NULL, 7, "/a b\n\xff$\"'", "7:/a b\n\xff$\"'"},
	{"add: process 0", NULL, 0, "/x", "0:/x"},
	{"add: the largest process", NULL, 2147483647, "/x", "2147483647:/x"},
};

static void
is_added(void **state)
{
	const struct added *row = *state;
	struct arena arena = arena_begin();

	assert_string_equal(
		via_add(&arena, row->list, row->pid, row->path), row->expected);
}

static void
comes_back(void **state)
{
	const struct added *row = *state;
	struct arena arena = arena_begin();
	const char *list = via_add(&arena, NULL, row->pid, row->path);
	struct via_entry entry;

	assert_true(via_next(&arena, &list, &entry));
	assert_int_equal(entry.pid, row->pid);
	assert_string_equal(entry.path, row->path);
	assert_false(via_next(&arena, &list, &entry));
}

struct damaged {
	const char *name, *list;
	int good; /* entries before the damage */
};

static const struct damaged damages[] = {
	{"damaged: nothing", "", 0},
	{"damaged: no path", "7", 0},
	{"damaged: no process", ":/x", 0},
	{"damaged: a word for a process", "x:/x", 0},
	{"damaged: a sign", "-7:/x", 0},
	{"damaged: a blank", " 7:/x", 0},
	{"damaged: a number that would not fit", "9999999999999999999:/x", 0},
	{"damaged: after one that is whole", "7:/x:y:/y:8:/z", 1},
	{"damaged: cut in the middle", "7:/x:8", 1},
	{"damaged: not at all", "7:/x:8:/y", 2},
	{"damaged: an empty path is a path", "7::8:", 2},
};

static void
ends_at_the_damage(void **state)
{
	const struct damaged *row = *state;
	struct arena arena = arena_begin();
	const char *list = row->list;
	struct via_entry entry;
	int n = 0;

	while (via_next(&arena, &list, &entry))
		n++;
	assert_int_equal(n, row->good);
}

static void
an_escape_that_is_none_stays(void **state)
{
	static const char *const texts[] = {"%", "%3", "%zz", "%3a", "100%", "a%%"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct arena arena = arena_begin();
		const char *list = arena_concat(&arena, "1", ":", texts[i]);
		struct via_entry entry;

		assert_true(via_next(&arena, &list, &entry));
		assert_string_equal(entry.path, texts[i]);
	}
}

struct has {
	const char *name, *list;
	pid_t pid;
	const char *path;
	bool expected;
};

static const struct has hass[] = {
	{"has: no list", NULL, 7, "/bin/x", false},
	{"has: this process was there", "7:/bin/x", 7, "/bin/x", true},
	{"has: another process was there", "8:/bin/x", 7, "/bin/x", false},
	{"has: a number beyond 32 bits is no process of ours", "4294967303:/bin/x", 7,
		"/bin/x", false},
	{"has: this process was elsewhere", "7:/bin/y", 7, "/bin/x", false},
	{"has: not the last one", "7:/bin/x:7:/bin/y", 7, "/bin/x", true},
	{"has: the same file in another directory", "7:/sbin/x", 7, "/bin/x", true},
	{"has: the same file under another name is another command", "7:/bin/link", 7,
		"/bin/x", false},
	{"has: a file that is gone, as text", "7:/bin/gone", 7, "/bin/gone", true},
	{"has: two files that are gone are not the same", "7:/bin/gone", 7, "/bin/lost",
		false},
	{"has: nothing behind the damage", "x:/y:7:/bin/x", 7, "/bin/x", false},
};

static void
was_there(void **state)
{
	const struct has *row = *state;
	struct arena arena = arena_begin();

	tree_clear();
	tree_plant("x /bin/x");
	tree_plant("x /bin/y");
	tree_plant("l /bin/link\tx");
	tree_plant("l /sbin\tbin");
	assert_int_equal(via_has(&arena, row->list, row->pid, row->path), row->expected);
}

struct depth {
	const char *name, *list;
	pid_t pid;
	int expected;
};

static const struct depth depths[] = {
	{"depth: the first start", NULL, 7, 1},
	{"depth: a second start of the same process", "7:/x", 7, 1},
	{"depth: a child", "6:/x", 7, 2},
	{"depth: a process counts once", "5:/x:5:/y:6:/x:6:/y", 7, 3},
	{"depth: and this one too", "5:/x:6:/x:7:/x:7:/y", 7, 3},
	{"depth: a process that comes again is another", "5:/x:6:/x:5:/x", 7, 4},
};

static void
is_counted(void **state)
{
	const struct depth *row = *state;
	struct arena arena = arena_begin();

	assert_int_equal(via_depth(&arena, row->list, row->pid), row->expected);
}

static void
a_full_arena_is_marked(void **state)
{
	static const char expected[] = "7:/bin/x:8:/a%3Ab";
	bool has_fitted = false;

	(void)state;
	for (size_t size = 0; size < 128; size++) {
		struct arena arena = {.base = block, .size = size};
		const char *list = via_add(&arena, "7:/bin/x", 8, "/a:b");

		if (!arena.full)
			assert_string_equal(list, expected);
		assert_false(has_fitted && arena.full);
		has_fitted = !arena.full;
	}
	assert_true(has_fitted);
}

int
main(void)
{
	TABLE_ROWS(is_added, adds);
	TABLE_ROWS(comes_back, adds);
	TABLE_ROWS(ends_at_the_damage, damages);
	TABLE_TEST(an_escape_that_is_none_stays);
	TABLE_ROWS(was_there, hass);
	TABLE_ROWS(is_counted, depths);
	TABLE_TEST(a_full_arena_is_marked);
	return table_run("via");
}
