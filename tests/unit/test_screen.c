/* How wide a text is, and when a screen has colours. */
#include "screen.h"

#include "table.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct measure {
	const char *name, *string;
	size_t columns;
} measures[] = {
	{"width: nothing", "", 0},
	{"width: ASCII", "abc", 3},
	{"width: two bytes", "café", 4},
	{"width: a combining accent", "cafe\xcc\x81", 4},
	{"width: Chinese", "项目", 4},
	{"width: Korean", "프로젝트", 8},
	{"width: Cyrillic", "проект", 6},
	{"width: a picture", "🐍", 2},
	{"width: a joiner takes no room",
		"a\xe2\x80\x8d"
		"b",
		2},
	{"width: bytes that are no UTF-8", "\xff\xe9z", 3},
	{"width: a character that is cut", "\xe9\xa1", 2},
};

static void
is_measured(void **state)
{
	const struct measure *row = *state;

	assert_int_equal(screen_measure(row->string), row->columns);
}

static void
is_measured_in_any_locale(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++) {
		assert_non_null(setlocale(LC_ALL, "C"));
		assert_int_equal(screen_measure(measures[i].string), measures[i].columns);
		assert_string_equal(setlocale(LC_ALL, NULL), "C");
	}
}

static void
whole_characters_fit(void **state)
{
	(void)state;
	assert_int_equal(screen_fit("abc", 2), 2);
	assert_int_equal(screen_fit("abc", 0), 0);
	assert_int_equal(screen_fit("abc", 9), 3);
	assert_int_equal(screen_fit("项目", 3), 3);
	assert_int_equal(screen_fit("e\xcc\x81z", 1), 3);
}

static const struct clean {
	const char *name, *string, *expected;
} cleans[] = {
	{"clean: what is printed", "a é 项", "a é 项"},
	{"clean: control characters", "a\nb\x1b[31m\x7f", "a?b?[31m?"},
	{"clean: those of two bytes",
		"a\xc2\x9b"
		"31m",
		"a?31m"},
	{"clean: a byte that is no UTF-8", "\xff", "\xff"},
};

static void
is_cleaned(void **state)
{
	const struct clean *row = *state;
	char *clean = screen_clean(row->string);

	assert_string_equal(clean, row->expected);
	free(clean);
}

static const struct path {
	const char *name, *home, *path, *expected;
} paths[] = {
	{"path: in the home directory", "/home/ada", "/home/ada/a/.venv", "~/a/.venv"},
	{"path: what needs quotes", "/home/ada/", "/home/ada/a b", "~/'a b'"},
	{"path: the home directory", "/home/ada", "/home/ada", "/home/ada"},
	{"path: another's", "/home/ada", "/home/adam/x", "/home/adam/x"},
	{"path: without a home directory", NULL, "/home/ada/x", "/home/ada/x"},
	{"path: the home directory is the root", "/", "/x", "/x"},
};

static void
is_a_path(void **state)
{
	const struct path *row = *state;
	struct screen screen = {.home = row->home};
	struct text text = {.data = NULL};

	screen_add_path(&screen, &text, row->path);
	assert_string_equal(text.data, row->expected);
	text_free(&text);
}

/* Both ENDS of a terminal of 30 columns; the second is the one that programs see. */
static void
open_terminal(int ends[2])
{
	struct winsize size = {.ws_row = 10, .ws_col = 30};

	ends[0] = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(ends[0] >= 0);
	assert_int_equal(grantpt(ends[0]), 0);
	assert_int_equal(unlockpt(ends[0]), 0);
	ends[1] = open(ptsname(ends[0]), O_RDWR | O_NOCTTY);
	assert_true(ends[1] >= 0);
	assert_int_equal(ioctl(ends[1], TIOCSWINSZ, &size), 0);
}

static const struct variables {
	const char *name;
	const char *environment[4];
	bool is_terminal, has_colours, has_utf8;
} variables[] = {
	{"screen: a terminal", {"TERM=xterm", "LANG=C.UTF-8"}, true, true, true},
	{"screen: NO_COLOR", {"TERM=xterm", "NO_COLOR=1"}, true, false, false},
	{"screen: an empty NO_COLOR is none", {"TERM=xterm", "NO_COLOR="}, true, true,
		false},
	{"screen: a dumb one", {"TERM=dumb", "LC_ALL=de_DE.utf8"}, false, false, true},
	{"screen: an unknown one", {"LC_ALL=", "LC_CTYPE=en_US.UTF-8", "LANG=C"}, false,
		false, true},
	{"screen: LC_ALL comes first", {"TERM=xterm", "LC_ALL=C", "LANG=C.UTF-8"}, true,
		true, false},
};

/* ENVIRONMENT for screen_make(), which changes nothing in it. */
static char **
writable(const char *const *environment)
{
	static char *copy[5];
	size_t n = 0;

	for (; n < 4 && environment[n] != NULL; n++) {
		free(copy[n]);
		copy[n] = text_copy(environment[n]);
	}
	for (size_t i = n; i < 5; i++) {
		free(copy[i]);
		copy[i] = NULL;
	}
	return copy;
}

static void
is_a_screen(void **state)
{
	const struct variables *row = *state;
	int ends[2];

	open_terminal(ends);
	struct screen screen = screen_make(writable(row->environment), ends[1]);
	assert_int_equal(screen.is_terminal, row->is_terminal);
	assert_int_equal(screen.has_colours, row->has_colours);
	assert_int_equal(screen.has_utf8, row->has_utf8);
	assert_int_equal(screen.width, 30);
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(pipe(ends), 0);
	screen = screen_make(writable(row->environment), ends[1]);
	assert_false(screen.is_terminal);
	assert_false(screen.has_colours);
	assert_int_equal(screen.width, 0);
	close(ends[0]);
	close(ends[1]);
}

static void
only_a_screen_with_colours_gets_them(void **state)
{
	struct screen screen = {.has_colours = false};
	struct text text = {.data = NULL};

	(void)state;
	screen_add(&screen, &text, STYLE_BAD, "x");
	assert_string_equal(text.data, "x");
	screen.has_colours = true;
	screen_add(&screen, &text, STYLE_PLAIN, "y");
	assert_string_equal(text.data, "xy");
	screen_add(&screen, &text, STYLE_BAD, "z");
	assert_string_equal(text.data, "xy\x1b[31mz\x1b[0m");
	text_free(&text);
}

int
main(void)
{
	TABLE_ROWS(is_measured, measures);
	TABLE_TEST(is_measured_in_any_locale);
	TABLE_TEST(whole_characters_fit);
	TABLE_ROWS(is_cleaned, cleans);
	TABLE_ROWS(is_a_path, paths);
	TABLE_ROWS(is_a_screen, variables);
	TABLE_TEST(only_a_screen_with_colours_gets_them);
	int failed = table_run("screen");
	writable((const char *const[]){NULL});
	return failed;
}
