#include "compiled.h"

#include "table.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

static const struct stat state_now = {
	.st_dev = 1, .st_ino = 2, .st_size = 3, .st_mtim = {4, 5}, .st_ctim = {6, 7}};

#define STATE "1 2 3 4 5 6 7"

/* A file as vshim writes it, in pieces that each end in NUL. */
#define FILE_OF(mark, config, state, home, switches, lists)                              \
	mark "\0" config "\0" state "\0" home "\0" switches lists
#define SWITCHES                                                                         \
	"0\0"                                                                            \
	"0\0"                                                                            \
	"1\0"                                                                            \
	"0\0"
#define LISTS "x\0y\0\0/net\0\0\0"
#define ROW(text) text, sizeof(text) - 1

static const struct {
	const char *name;
	const char *bytes;
	size_t length;
	bool expected;
} rows[] = {
	{"the settings of this file in this state",
		ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/h", SWITCHES, LISTS)), true},
	{"lists that are empty",
		ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/h", SWITCHES, "\0\0\0")), true},
	{"another version's",
		ROW(FILE_OF("vshim 0 settings", "/c", STATE, "/h", SWITCHES, LISTS)),
		false},
	{"another file's",
		ROW(FILE_OF(COMPILED_MARK, "/cc", STATE, "/h", SWITCHES, LISTS)), false},
	{"another state's",
		ROW(FILE_OF(COMPILED_MARK, "/c", "1 2 3 4 5 6 8", "/h", SWITCHES, LISTS)),
		false},
	{"another HOME's",
		ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/g", SWITCHES, LISTS)), false},
	{"a switch that is none",
		ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/h",
			"0\0"
			"2\0"
			"1\0"
			"0\0",
			LISTS)),
		false},
	{"a switch that is empty",
		ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/h", "\0\0\0\0", LISTS)), false},
	{"no lists", ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/h", SWITCHES, "")), false},
	{"a list that does not end",
		ROW(FILE_OF(COMPILED_MARK, "/c", STATE, "/h", SWITCHES, "x\0\0\0/p")),
		false},
	{"an empty file", ROW(""), false},
	{"a file without an end", ROW(COMPILED_MARK), false},
};

static bool
read_into(struct settings *settings, size_t room)
{
	char *block = malloc(room + (room == 0));
	struct arena arena = {.base = block, .size = room};
	struct request request = {
		.root = "/r", .user = TREE_USER, .variables.home = "/h"};

	assert_non_null(block);
	bool is = compiled_read(&request, &arena, "/c", &state_now, settings);
	if (is && settings->names[0] != NULL) {
		assert_false(arena.full);
		assert_string_equal(settings->names[0], "x");
		assert_string_equal(settings->names[1], "y");
		assert_null(settings->names[2]);
		assert_string_equal(settings->ceilings[0], "/net");
		assert_null(settings->ceilings[1]);
		assert_null(settings->places[0]);
	}
	free(block);
	return is;
}

static void
is_read(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct settings settings = settings_default;

	tree_clear();
	tree_file("/r/settings", rows[i].bytes, rows[i].length);
	assert_int_equal(read_into(&settings, 65536), rows[i].expected);
	if (!rows[i].expected)
		return;
	assert_false(settings.any_name);
	assert_false(settings.scripts_on_system);
	assert_true(settings.trust_explicit);
	assert_false(settings.pip_rehash);
}

static void
what_others_could_have_written_is_not(void **state)
{
	static const char *const trees[] = {"o /r/settings\t1001", "m /r/settings\t0666",
		"r /r/settings", "p /r/settings", "d /r/settings",
		"l /r/settings\t/elsewhere"};
	struct settings settings;

	(void)state;
	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		tree_clear();
		tree_file("/r/settings", rows[0].bytes, rows[0].length);
		tree_file("/elsewhere", rows[0].bytes, rows[0].length);
		tree_plant(trees[i]);
		assert_false(read_into(&settings, 65536));
		assert_false(tree_fifo_was_opened());
	}
}

static void
it_fits_or_is_not_read(void **state)
{
	struct settings settings;
	bool has_fitted = false;

	(void)state;
	tree_clear();
	tree_file("/r/settings", rows[0].bytes, rows[0].length);
	for (size_t room = 0; room < COMPILED_LIMIT + 1024; room++) {
		bool does_fit = read_into(&settings, room);

		assert_false(has_fitted && !does_fit);
		has_fitted = does_fit;
	}
	assert_true(has_fitted);
}

static void
a_cut_file_is_never_read(void **state)
{
	struct settings settings;

	(void)state;
	for (size_t length = 0; length < rows[0].length; length++) {
		tree_clear();
		tree_file("/r/settings", rows[0].bytes, length);
		assert_false(read_into(&settings, 65536));
	}
}

static void
every_part_of_the_state_counts(void **state)
{
	char block[1024];
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct stat other = state_now;

	(void)state;
	assert_string_equal(compiled_state(&arena, &state_now), STATE);
	other.st_ctim.tv_nsec++;
	assert_string_not_equal(compiled_state(&arena, &other), STATE);
}

int
main(void)
{
	TABLE_ROWS(is_read, rows);
	TABLE_TEST(what_others_could_have_written_is_not);
	TABLE_TEST(it_fits_or_is_not_read);
	TABLE_TEST(a_cut_file_is_never_read);
	TABLE_TEST(every_part_of_the_state_counts);
	return table_run("compiled");
}
