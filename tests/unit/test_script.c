#include "script.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>

struct row {
	const char *name, *head;
	bool is_python, is_cut;
	const char *interpreter, *option;
};

#define A50 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"
#define A200 A50 A50 A50 A50

static const struct row rows[] = {
	{"an empty file", "", false, false, "", ""},
	{"a program",
		"\x7f"
		"ELF\x02",
		false, false, "", ""},
	{"a text", "print('python')\n", false, false, "", ""},
	{"#! alone", "#!", false, false, "", ""},
	{"#! and blanks", "#! \t\n", false, false, "", ""},
	{"a shell script", "#!/bin/sh\necho python\n", false, false, "", ""},
	{"another program's script", "#!/usr/bin/perl -w\n", false, false, "", ""},
	{"a python's", "#!/e/bin/python\n", true, false, "/e/bin/python", ""},
	{"a python's without a newline", "#!/e/bin/python3.11", true, false,
		"/e/bin/python3.11", ""},
	{"a pypy's", "#!/e/bin/pypy3\n", true, false, "/e/bin/pypy3", ""},
	{"blanks after #!", "#! \t/e/bin/python\n", true, false, "/e/bin/python", ""},
	{"its option is kept", "#!/e/bin/python -E\n", true, false, "/e/bin/python",
		"-E"},
	{"options are one text, as for the kernel", "#!/e/bin/python  -E -s \n", true,
		false, "/e/bin/python", "-E -s"},
	{"env finds it", "#!/usr/bin/env python3\n", true, false, "python3", ""},
	{"env finds something else", "#!/usr/bin/env perl\n", false, false, "", ""},
	{"env alone", "#!/usr/bin/env\n", false, false, "", ""},
	{"what pip writes for a long path",
		"#!/bin/sh\n'''exec' \"/a b/bin/python\" \"$0\" \"$@\"\n' '''\nimport "
		"x\n",
		true, false, "/a b/bin/python", ""},
	{"what distlib wrote, without quotes",
		"#!/bin/sh\n'''exec' /a/bin/python \"$0\" \"$@\"\n' '''\n", true, false,
		"/a/bin/python", ""},
	{"and with a blank in it",
		"#!/bin/sh\n'''exec' /a b/bin/python \"$0\" \"$@\"\n' '''\n", true, true,
		"/a b/bin/python", ""},
	{"a script that finds its own way",
		"#!/bin/sh\n'''exec' \"$(dirname -- \"$0\")\"/'python' \"$0\" \"$@\"\n' "
		"'''\n",
		false, false, "", ""},
	{"a path that the shell would expand",
		"#!/bin/sh\n'''exec' \"/a $b/bin/python\" \"$0\" \"$@\"\n' '''\n", true,
		true, "/a $b/bin/python", ""},
	{"a path that the shell would take for several words",
		"#!/bin/sh\n'''exec' /a(b)/bin/python \"$0\" \"$@\"\n' '''\n", true, true,
		"/a(b)/bin/python", ""},
	{"one behind a first line that the kernel cuts",
		"#!/bin/sh " A200 A50 "\n'''exec' \"/a/bin/python\" \"$0\" \"$@\"\n",
		true, true, "/a/bin/python", ""},
	{"a quote that never ends", "#!/bin/sh\n'''exec' \"/a b/bin/python\n", false,
		false, "", ""},
	{"no interpreter in the second line", "#!/bin/sh\n'''exec' \n", false, false, "",
		""},
	{"a first line alone", "#!/bin/sh", false, false, "", ""},
	{"the second line of another shell",
		"#!/bin/bash\n'''exec' \"/a/bin/python\" \"$0\"\n", false, false, "", ""},
	{"a path with a blank, which the kernel cuts", "#!/my project/e/bin/python\n",
		true, true, "/my project/e/bin/python", ""},
	{"and its option", "#!/my project/e/bin/python3 -E\n", true, true,
		"/my project/e/bin/python3", "-E"},
	{"a path with a blank behind a word that looks like a python",
		"#!/home/python stuff/e/bin/python3\n", true, true,
		"/home/python stuff/e/bin/python3", ""},
	{"an option is no path", "#!/bin/perl -x/python\n", false, false, "", ""},
	{"255 bytes are not cut", "#!/" A200 A50 "x\n", false, false, "", ""},
	{"255 bytes of a python are not cut",
		"#!/" A200 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeee/python\n", true,
		false, "/" A200 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeee/python",
		""},
	{"256 bytes are",
		"#!/" A200 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeee/python\n",
		true, true,
		"/" A200 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeee/python", ""},
	{"a name that only ends alike", "#!/usr/bin/cpython\n", false, false, "", ""},
};

static void
is_read(void **state)
{
	const struct row *row = *state;
	/* Memory that ends where the head does. */
	size_t length = strlen(row->head);
	char *head = malloc(length + (length == 0));
	assert_non_null(head);
	memcpy(head, row->head, length);
	struct script script = script_parse(head, length);

	assert_int_equal(script.is_python, row->is_python);
	if (row->is_python) {
		assert_int_equal(script.is_cut, row->is_cut);
		assert_int_equal(script.interpreter.length, strlen(row->interpreter));
		assert_memory_equal(script.interpreter.text, row->interpreter,
			strlen(row->interpreter));
		assert_int_equal(script.option.length, strlen(row->option));
		assert_memory_equal(script.option.text, row->option, strlen(row->option));
	}
	free(head);
}

int
main(void)
{
	TABLE_ROWS(is_read, rows);
	return table_run("script");
}
