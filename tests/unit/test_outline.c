#include "outline.h"

#include "table.h"

static const struct screen plain = {.has_utf8 = true};
static const struct screen tree = {.is_terminal = true, .has_utf8 = true, .width = 30};
static const struct screen letters = {.is_terminal = true, .width = 30};

static void
fill(struct outline *outline)
{
	outline_add(outline, 0, STYLE_PLAIN, "one");
	outline_add(outline, 1, STYLE_PLAIN, "two %q", "a b");
	outline_add(outline, 2, STYLE_PLAIN, "three");
	outline_add(outline, 1, STYLE_PLAIN, "four");
	outline_add(outline, 2, STYLE_PLAIN, "five");
	outline_add(outline, 0, STYLE_PLAIN, "six");
	outline_add(outline, 1, STYLE_PLAIN, "seven");
}

static const struct {
	const char *name;
	const struct screen *screen;
	const char *expected;
} rows[] = {
	{"indented in a pipe", &plain,
		"one\n  two 'a b'\n    three\n  four\n    five\nsix\n  seven\n"},
	{"a tree on a terminal", &tree,
		"one\n├─ two 'a b'\n│  └─ three\n└─ four\n   └─ five\nsix\n└─ seven\n"},
	{"a tree in ASCII", &letters,
		"one\n|- two 'a b'\n|  `- three\n`- four\n   `- five\nsix\n`- seven\n"},
};

static void
is_drawn(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct outline outline = {.lines = NULL};
	struct text text = {.data = NULL};

	fill(&outline);
	outline_write(&outline, rows[i].screen, &text);
	assert_string_equal(text.data, rows[i].expected);
	text_free(&text);
	outline_free(&outline);
}

static const struct {
	const char *name, *string, *expected;
} folds[] = {
	{"at a blank", "some words that go on and on for long",
		"top\n├─ some words that go on and\n│    on for long\n└─ end\n"},
	{"in a word", "/a/path/that/goes/on/and/on/for/ever",
		"top\n├─ /a/path/that/goes/on/and/on\n│    /for/ever\n└─ end\n"},
	{"just so", "123456789 123456789 1234567",
		"top\n├─ 123456789 123456789 1234567\n└─ end\n"},
	{"wide letters", "語語語語語語語語語語語語語語語語",
		"top\n├─ 語語語語語語語語語語語語語\n│    語語語\n└─ end\n"},
};

static void
no_line_is_wider_than_the_terminal(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)folds) / sizeof(folds[0]);
	struct outline outline = {.lines = NULL};
	struct text text = {.data = NULL};

	outline_add(&outline, 0, STYLE_PLAIN, "top");
	outline_add(&outline, 1, STYLE_PLAIN, "%s", folds[i].string);
	outline_add(&outline, 1, STYLE_PLAIN, "end");
	outline_write(&outline, &tree, &text);
	assert_string_equal(text.data, folds[i].expected);
	text_free(&text);
	outline_free(&outline);
}

int
main(void)
{
	TABLE_ROWS(is_drawn, rows);
	TABLE_ROWS(no_line_is_wider_than_the_terminal, folds);
	return table_run("outline");
}
