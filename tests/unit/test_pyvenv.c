#include "pyvenv.h"

#include "table.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

struct row {
	const char *name, *text;
	int major, minor;
	bool system_site;
	const char *prompt;
};

static const struct row rows[] = {
	{"says nothing", "", -1, -1, false, ""},
	{"what venv writes",
		"home = /usr/bin\ninclude-system-site-packages = false\nversion = "
		"3.11.2\n"
		"executable = /usr/bin/python3.11\ncommand = /usr/bin/python3 -m venv "
		"/p/.venv\n",
		3, 11, false, ""},
	{"what virtualenv writes",
		"home = /usr/bin\nimplementation = CPython\nversion_info = "
		"3.12.1.final.0\n"
		"virtualenv = 20.25\ninclude-system-site-packages = false\n",
		3, 12, false, ""},
	{"what uv writes",
		"home = /u\nimplementation = CPython\nuv = 0.4\nversion_info = 3.13.0\n",
		3, 13, false, ""},
	{"version comes before version_info", "version_info = 3.9.1\nversion = 3.10\n", 3,
		10, false, ""},
	{"the last of a repeated key", "version = 3.8\nversion = 3.9\n", 3, 9, false, ""},
	{"keys in any case", "VerSION = 2.7.18\n", 2, 7, false, ""},
	{"blanks around key and value", "\t version\v =\f 3.11 \n", 3, 11, false, ""},
	{"no blanks at all", "version=3.11", 3, 11, false, ""},
	{"lines that end in CR LF", "version = 3.11\r\nprompt = x\r\n", 3, 11, false,
		"x"},
	{"lines that end in CR", "version = 3.11\rprompt = x\r", 3, 11, false, "x"},
	{"no end of the last line", "prompt = x\nversion = 3.11", 3, 11, false, "x"},
	{"the first = splits", "prompt = a=b\n", -1, -1, false, "a=b"},
	{"no comments", "prompt = a ; b # c\n# version = 3.11\n", -1, -1, false,
		"a ; b # c"},
	{"no sections", "[x]\nversion = 3.11\n", 3, 11, false, ""},
	{"no continuations", "prompt = a\n b\n", -1, -1, false, "a"},
	{"a line without = is passed over", "version\nprompt = x\n", -1, -1, false, "x"},
	{"a key that only begins alike", "version_ = 3.1\nversio = 3.2\n", -1, -1, false,
		""},
	{"an empty key", "= 3.11\n", -1, -1, false, ""},
	{"a version that is none", "version = three\n", -1, -1, false, ""},
	{"a version without minor", "version = 3\n", -1, -1, false, ""},
	{"a version with an empty minor", "version = 3.\n", -1, -1, false, ""},
	{"a version with an empty major", "version = .3\n", -1, -1, false, ""},
	{"an empty version", "version =\n", -1, -1, false, ""},
	{"two digits each", "version = 10.10\n", 10, 10, false, ""},
	{"numbers that would not fit", "version = 99999999999999999999.1\n", -1, -1,
		false, ""},
	{"a minor of many digits", "version = 3.99999999999999999999\n", 3, 99999, false,
		""},
	{"a minor of nought", "version = 3.0\n", 3, 0, false, ""},
	{"system site on", "include-system-site-packages = true\n", -1, -1, true, ""},
	{"system site in any case", "Include-System-Site-Packages = TRUE\n", -1, -1, true,
		""},
	{"system site that is not true", "include-system-site-packages = 1\n", -1, -1,
		false, ""},
	{"the last system site",
		"include-system-site-packages = true\n"
		"include-system-site-packages = false\n",
		-1, -1, false, ""},
	{"a prompt", "prompt = my project\n", -1, -1, false, "my project"},
	{"a prompt in venv's quotes", "prompt = 'my project'\n", -1, -1, false,
		"my project"},
	{"a prompt in double quotes", "prompt = \"it's\"\n", -1, -1, false, "it's"},
	{"a prompt with one quote", "prompt = 'x\n", -1, -1, false, "'x"},
	{"a prompt of one quote", "prompt = '\n", -1, -1, false, "'"},
	{"a prompt of quotes alone", "prompt = ''\n", -1, -1, false, ""},
	{"a prompt in quotes that differ", "prompt = 'x\"\n", -1, -1, false, "'x\""},
	{"a prompt keeps blanks in its quotes", "prompt = ' x '\n", -1, -1, false, " x "},
	{"an empty prompt is none", "prompt =\n", -1, -1, false, ""},
	{"bytes that are no text", "prompt = \xff\xfe\n\x80 = \xff\nversion = 3.11\n", 3,
		11, false, "\xff\xfe"},
};

static void
says(const struct pyvenv *pyvenv, const struct row *row)
{
	assert_int_equal(pyvenv->major, row->major);
	assert_int_equal(pyvenv->minor, row->minor);
	assert_int_equal(pyvenv->system_site, row->system_site);
	assert_int_equal(pyvenv->prompt.length, strlen(row->prompt));
	assert_memory_equal(pyvenv->prompt.text, row->prompt, strlen(row->prompt));
}

static void
is_parsed(void **state)
{
	const struct row *row = *state;
	/* Memory that ends where the text does. */
	size_t length = strlen(row->text);
	char *text = malloc(length + (length == 0));
	assert_non_null(text);
	memcpy(text, row->text, length);
	struct pyvenv pyvenv = {.text = {text, length}};

	pyvenv_parse(&pyvenv);
	says(&pyvenv, row);
	free(text);
}

static void
is_read(void **state)
{
	const struct row *row = *state;
	char *block = malloc(2 * PYVENV_LIMIT);
	struct arena arena = {.base = block, .size = 2 * PYVENV_LIMIT};
	struct pyvenv pyvenv;

	tree_clear();
	tree_file("/e/pyvenv.cfg", row->text, strlen(row->text));
	pyvenv_read(&arena, "/e", &pyvenv);
	says(&pyvenv, row);
	assert_false(arena.full);
	/* What the file does not need is given back. */
	assert_true(arena.used < 64 + strlen(row->text));
	free(block);
}

static void
what_cannot_be_read_says_nothing(void **state)
{
	static const char *const trees[] = {"d /e", "d /e/pyvenv.cfg", "f /e",
		"! /e/pyvenv.cfg\t5", "l /e\t/nowhere"};
	static char block[2 * PYVENV_LIMIT];

	(void)state;
	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		struct arena arena = {.base = block, .size = sizeof(block)};
		struct pyvenv pyvenv;

		tree_clear();
		tree_plant(trees[i]);
		pyvenv_read(&arena, "/e", &pyvenv);
		says(&pyvenv, &rows[0]);
		assert_int_equal(pyvenv.text.length, 0);
		assert_false(arena.full);
	}
}

static void
no_more_than_the_limit_is_read(void **state)
{
	static char block[2 * PYVENV_LIMIT], text[PYVENV_LIMIT + 64];
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct pyvenv pyvenv;

	(void)state;
	memset(text, '\n', sizeof(text));
	memcpy(text, "version = 3.11\n", 15);
	memcpy(text + PYVENV_LIMIT, "version = 3.12\n", 15);
	tree_clear();
	tree_file("/e/pyvenv.cfg", text, sizeof(text));
	pyvenv_read(&arena, "/e", &pyvenv);
	assert_int_equal(pyvenv.minor, 11);
	assert_int_equal(pyvenv.text.length, PYVENV_LIMIT);
}

static void
a_small_arena_is_marked_full(void **state)
{
	enum { SIZE = PYVENV_LIMIT };
	char *block = malloc(SIZE);
	struct arena arena = {.base = block, .size = SIZE};
	struct pyvenv pyvenv;

	(void)state;
	assert_non_null(block);
	tree_clear();
	tree_plant("f /e/pyvenv.cfg\tversion = 3.11\n");
	pyvenv_read(&arena, "/e", &pyvenv);
	assert_true(arena.full);
	says(&pyvenv, &rows[0]);
	free(block);
}

static void
a_value_may_be_empty_but_must_be_there(void **state)
{
	static const char text[] = "home =\nkey = value\n";
	struct span value = {"kept", 4};

	(void)state;
	assert_false(
		pyvenv_value((struct span){text, sizeof(text) - 1}, "nothing", &value));
	assert_int_equal(value.length, 4);
	assert_true(pyvenv_value((struct span){text, sizeof(text) - 1}, "home", &value));
	assert_int_equal(value.length, 0);
}

static const struct {
	const char *name, *text, *home;
} homes[] = {
	{"the first home counts", "home = /a/bin\nhome = /b/bin\n", "/a/bin"},
	{"an empty one, too", "HOME =\nhome = /b/bin", ""},
	{"a carriage return ends no line", "version = 3\rhome = /a\nhome=/b\r\n", "/b"},
	{"and stands in a value", "home = /a\rhome = /b\n", "/a\rhome = /b"},
	{"a line without = says nothing", "home\nhomes = /a\n", "none"},
	{"nor does nothing", "", "none"},
};

static void
home_is_found(void **state)
{
	const struct {
		const char *name, *text, *home;
	} *row = *state;
	struct span home = {"none", 4};
	struct span text = {row->text, strlen(row->text)};

	assert_int_equal(pyvenv_home(text, &home), strcmp(row->home, "none") != 0);
	assert_int_equal(home.length, strlen(row->home));
	assert_memory_equal(home.text, row->home, home.length);
}

static const struct {
	const char *name, *text, *environment, *expected;
} prompts[] = {
	{"the file's prompt is shown", "prompt = mine\n", "/p/.venv", "mine"},
	{"else the environment's own name", "", "/p/.venv", ".venv"},
	{"also where the prompt is empty", "prompt = ''\n", "/p/my env", "my env"},
};

static void
is_shown(void **state)
{
	const struct {
		const char *name, *text, *environment, *expected;
	} *row = *state;
	char block[64];
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct pyvenv pyvenv = {.text = {row->text, strlen(row->text)}};

	pyvenv_parse(&pyvenv);
	assert_string_equal(
		pyvenv_prompt(&arena, &pyvenv, row->environment), row->expected);
}

static const struct {
	const char *name, *text;
	enum pyvenv_fault fault;
} faults[] = {
	{"nothing is UTF-8", "", PYVENV_FINE},
	{"ASCII", "home = /usr/bin\nversion = 3.11\n", PYVENV_FINE},
	{"other alphabets", "home = /\xc3\xa9\xe8\xaa\x9e\xf0\x9f\x98\x80", PYVENV_FINE},
	{"a byte that begins none", "home = /usr/bin\nx = \xff\n", PYVENV_BYTES},
	{"a character cut off", "x = \xe8\xaa", PYVENV_BYTES},
	{"a surrogate", "x = \xed\xa0\x80", PYVENV_BYTES},
	{"an overlong form", "x = \xc0\xaf", PYVENV_BYTES},
	{"beyond Unicode", "12345678x = \xf4\x90\x80\x80", PYVENV_BYTES},
};

static void
fault_is_found(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)faults) / sizeof(faults[0]);
	struct pyvenv pyvenv = {.text = {faults[i].text, strlen(faults[i].text)}};

	pyvenv_parse(&pyvenv);
	assert_int_equal(pyvenv_find_fault(&pyvenv), faults[i].fault);
}

static void
too_large_is_for_some_versions(void **state)
{
	struct pyvenv pyvenv = {.text = {"", PYVENV_LIMIT}, .major = 3, .minor = 11};

	(void)state;
	assert_int_equal(pyvenv_find_fault(&pyvenv), PYVENV_LARGE);
	pyvenv.minor = 10;
	assert_int_equal(pyvenv_find_fault(&pyvenv), PYVENV_FINE);
	pyvenv.major = 4;
	assert_int_equal(pyvenv_find_fault(&pyvenv), PYVENV_LARGE);
	pyvenv.major = -1;
	assert_int_equal(pyvenv_find_fault(&pyvenv), PYVENV_FINE);
}

int
main(void)
{
	TABLE_ROWS(fault_is_found, faults);
	TABLE_TEST(too_large_is_for_some_versions);
	TABLE_ROWS(is_parsed, rows);
	TABLE_ROWS(is_read, rows);
	TABLE_TEST(what_cannot_be_read_says_nothing);
	TABLE_TEST(no_more_than_the_limit_is_read);
	TABLE_TEST(a_small_arena_is_marked_full);
	TABLE_TEST(a_value_may_be_empty_but_must_be_there);
	TABLE_ROWS(home_is_found, homes);
	TABLE_ROWS(is_shown, prompts);
	return table_run("pyvenv");
}
