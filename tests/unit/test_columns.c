/* Tables: aligned, and never wider than the screen. */
#include "columns.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 4 };

static const enum fit fits[][COLUMNS] = {
	{FIT_WHOLE, FIT_NUMBER, FIT_WHOLE, FIT_PATH},
	{FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_FOLD},
};

/* Cells of rows, and of each a note, a command that begins with `$ `, or both. */
static const struct row {
	const char *name;
	size_t width, fits;
	const char *cells[2 * COLUMNS];
	const char *notes[2];
	const char *expected;
} rows[] = {
	{"a pipe", 0, 0, {"a", "1", "ok", "/x", "bcd", "100", "broken", "/y/z"}, {0},
		"a      1  ok      /x\n"
		"bcd  100  broken  /y/z\n"},
	{"a note in a pipe", 0, 0, {"a", "1", "no", "/x", "b", "2", "no", "/y"},
		{"first", "second"},
		"a  1  no  /x: first\n"
		"b  2  no  /y: second\n"},
	{"scripts of any width", 0, 0,
		{"项目", "1", "x", "/x", "cafe\xcc\x81", "1", "x", "/y"}, {0},
		"项目  1  x  /x\n"
		"cafe\xcc\x81  1  x  /y\n"},
	{"wide enough", 16, 0, {"a", "1", "ok", "/x/y", "b", "2", "ok", "/"}, {0},
		"a  1  ok  /x/y\n"
		"b  2  ok  /\n"},
	{"the middle of a path goes first", 36, 0,
		{"abc", "1", "ok", "/home/ada/work/shop/.venv", "b", "2", "ok", "/"}, {0},
		"abc  1  ok  /home/a…/work/shop/.venv\n"
		"b    2  ok  /\n"},
	{"then it stands below", 30, 0,
		{"abcdefghijk", "1", "ok", "/home/ada/work/shop/.venv", "b", "2", "ok",
			"/home/ada/work/another shop/.venv"},
		{0},
		"abcdefghijk  1  ok\n"
		"    /home/ada/work/shop/.venv\n"
		"b            2  ok\n"
		"    /home/ad…nother shop/.venv\n"},
	{"then the widest column is cut", 14, 0,
		{"abcdefghijk", "1", "ok", "/a", "b", "2", "ok", "/"}, {0},
		"abcdef…  1  ok\n"
		"    /a\n"
		"b        2  ok\n"
		"    /\n"},
	{"a wide character is not halved", 13, 0,
		{"项目项目", "1", "ok", "/", "b", "2", "ok", "/"}, {0},
		"项目…   1  ok\n"
		"    /\n"
		"b       2  ok\n"
		"    /\n"},
	{"a note below", 12, 0, {"a", "1", "no", "/", "b", "2", "ok", "/"},
		{"is not there at all", NULL},
		"a  1  no  /\n"
		"    is not\n"
		"    there at\n"
		"    all\n"
		"b  2  ok  /\n"},
	{"a note of one long word", 10, 0, {"a", "1", "n", "/", "b", "2", "n", "/"},
		{"0123456789", NULL},
		"a  1  n  /\n"
		"    012345\n"
		"    6789\n"
		"b  2  n  /\n"},
	{"a command in a pipe", 0, 0, {"a", "1", "no", "/", "b", "2", "ok", "/"},
		{"gone$ rm -r '/x y'", "$ chmod o-w /y"},
		"a  1  no  /: gone: rm -r '/x y'\n"
		"b  2  ok  /: chmod o-w /y\n"},
	{"a command that can be pasted", 18, 0,
		{"a", "1", "no", "/", "b", "2", "ok", "/"},
		{"not there$ rm -f /bin/a 'b c' && echo 'it'\\''s'", "$ echo abcdefghij"},
		"a  1  no  /\n"
		"    not there\n"
		"    rm -f /bin/a \\\n"
		"    'b c' && \\\n"
		"    echo 'it'\\''s'\n"
		"b  2  ok  /\n"
		"    echo \\\n"
		"    abcdefghij\n"},
	{"folded beside", 36, 1,
		{"a", "b", "c", "one two three four five six seven", "d", "e", "f", "g"},
		{0},
		"a  b  c  one two three four five six\n"
		"         seven\n"
		"d  e  f  g\n"},
	{"folded below", 20, 1, {"a", "b", "c", "one two three four", "d", "e", "f", "g"},
		{0},
		"a  b  c\n"
		"    one two three\n"
		"    four\n"
		"d  e  f\n"
		"    g\n"},
	{"control characters", 0, 0, {"a\nb", "1", "\x1b[1m", "/", "b", "2", "ok", "/"},
		{0},
		"a?b  1  ?[1m  /\n"
		"b    2  ok    /\n"},
};

static void
note(struct columns *columns, const char *string)
{
	const char *command = strstr(string, "$ ");
	struct text text = {.data = NULL};

	text_add_bytes(&text, string,
		command == NULL ? strlen(string) : (size_t)(command - string));
	if (text.length > 0)
		columns_note(columns, STYLE_QUIET, text.data);
	if (command != NULL)
		columns_command(columns, STYLE_QUIET, command + 2);
	text_free(&text);
}

static void
fill(struct columns *columns, const struct row *row)
{
	for (size_t i = 0; i < 2; i++) {
		for (size_t j = 0; j < COLUMNS; j++)
			columns_add(columns, STYLE_PLAIN, row->cells[i * COLUMNS + j]);
		if (row->notes[i] != NULL)
			note(columns, row->notes[i]);
	}
}

static void
is_written(void **state)
{
	const struct row *row = *state;
	struct screen screen = {.width = row->width, .has_utf8 = true};
	struct columns columns = columns_make(&screen, fits[row->fits], COLUMNS);
	struct text text = {.data = NULL};

	fill(&columns, row);
	columns_write(&columns, &text);
	assert_string_equal(text.data, row->expected);
	columns_free(&columns);
	text_free(&text);
}

/* At every width that a table can have, each with and without signs beyond ASCII. */
static void
no_line_is_longer_than_the_screen(void **state)
{
	(void)state;
	for (size_t width = 14; width < 80; width++) {
		for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
			struct screen screen = {
				.width = width, .has_utf8 = width % 2 == 0};
			struct columns columns =
				columns_make(&screen, fits[rows[i].fits], COLUMNS);
			struct text text = {.data = NULL};

			fill(&columns, &rows[i]);
			columns_write(&columns, &text);
			/* But for a word of a command, which is never cut. */
			for (char *line = text.data; *line != '\0';) {
				line[strcspn(line, "\n")] = '\0';
				assert_true(screen_measure(line) <= width);
				line += strlen(line) + 1;
			}
			columns_free(&columns);
			text_free(&text);
		}
	}
}

static void
colours_take_no_room(void **state)
{
	struct screen screen = {.width = 80, .has_colours = true};
	struct columns columns = columns_make(&screen, fits[0], COLUMNS);
	struct text text = {.data = NULL};

	(void)state;
	for (size_t i = 0; i < 2 * COLUMNS; i++)
		columns_add(&columns, i == 0 ? STYLE_GOOD : STYLE_PLAIN,
			i == COLUMNS ? "abc" : "x");
	columns_write(&columns, &text);
	assert_string_equal(text.data,
		"\x1b[32mx\x1b[0m    x  x  x\n"
		"abc  x  x  x\n");
	columns_free(&columns);
	text_free(&text);
}

static void
an_empty_table_is_nothing(void **state)
{
	struct screen screen = {.width = 80};
	struct columns columns = columns_make(&screen, fits[0], COLUMNS);
	struct text text = {.data = NULL};

	(void)state;
	columns_write(&columns, &text);
	assert_null(text.data);
	columns_free(&columns);
}

int
main(void)
{
	TABLE_ROWS(is_written, rows);
	TABLE_TEST(no_line_is_longer_than_the_screen);
	TABLE_TEST(colours_take_no_room);
	TABLE_TEST(an_empty_table_is_nothing);
	return table_run("columns");
}
