/* What is run; then the fine print of it. */
#include "ask.h"
#include "inside.h"
#include "search.h"
#include "table.h"
#include "tree.h"

#include <stdlib.h>

#define SYSTEM "PATH=/usr/local/bin:/usr/bin"
#define CFG "f /p/.venv/pyvenv.cfg\t"

static const struct ask programs[] = {
	/* Interpreters */
	{"python", {"E /p/.venv", "c /p"}, {NULL}, {NULL}, "/p/.venv/bin/python"},
	{"python3 that is there", {"E /p/.venv", "x /p/.venv/bin/python3", "c /p"},
		{NULL}, {"python3", NULL}, "/p/.venv/bin/python3"},
	{"python3 by its sibling python", {"E /p/.venv", "c /p"}, {NULL},
		{"python3", NULL}, "/p/.venv/bin/python"},
	{"python by its sibling python3", {CFG, "x /p/.venv/bin/python3", "c /p"}, {NULL},
		{NULL}, "/p/.venv/bin/python3"},
	{"python by its sibling pythonX.Y",
		{CFG "version = 3.11.2", "x /p/.venv/bin/python3.11", "c /p"}, {NULL},
		{NULL}, "/p/.venv/bin/python3.11"},
	{"pythonX.Y of E's version by its sibling",
		{"E /p/.venv", CFG "version = 3.11.2", "c /p"}, {NULL},
		{"python3.11", NULL}, "/p/.venv/bin/python"},
	{"siblings in their order",
		{CFG "version = 3.11", "x /p/.venv/bin/python3.11",
			"x /p/.venv/bin/python3", "c /p"},
		{NULL}, {NULL}, "/p/.venv/bin/python3"},
	{"a sibling of version 3.0",
		{CFG "version = 3.0", "x /p/.venv/bin/python3.0", "c /p"}, {NULL}, {NULL},
		"/p/.venv/bin/python3.0"},
	{"a sibling of the largest version",
		{CFG "version = 99999.99999", "x /p/.venv/bin/python99999.99999", "c /p"},
		{NULL}, {NULL}, "/p/.venv/bin/python99999.99999"},
	{"another version is the next on PATH",
		{"E /p/.venv", CFG "version = 3.11", "x /usr/bin/python3.12", "c /p"},
		{SYSTEM, NULL}, {"python3.12", NULL}, "/usr/bin/python3.12 outside"},
	{"another version that E has all the same",
		{"E /p/.venv", CFG "version = 3.11", "x /p/.venv/bin/python3.12", "c /p"},
		{SYSTEM, NULL}, {"python3.12", NULL}, "/p/.venv/bin/python3.12"},
	{"without a version pythonX.Y is not E's",
		{"E /p/.venv", "x /usr/bin/python3.11", "c /p"}, {SYSTEM, NULL},
		{"python3.11", NULL}, "/usr/bin/python3.11 outside"},
	{"python3 never stands for a Python 2",
		{"E /p/.venv", CFG "version_info = 2.7.18", "x /usr/bin/python3", "c /p"},
		{SYSTEM, NULL}, {"python3", NULL}, "/usr/bin/python3 outside"},
	{"python does", {"E /p/.venv", CFG "version_info = 2.7.18", "c /p"}, {NULL},
		{NULL}, "/p/.venv/bin/python"},

	/* Broken ones */
	{"no interpreter at all", {CFG, "x /usr/bin/python", "c /p"}, {SYSTEM, NULL},
		{NULL}, "broken /p/.venv/bin/python (/p/.venv) ENOENT"},
	{"a dangling interpreter",
		{CFG, "l /p/.venv/bin/python\t/gone", "x /usr/bin/python", "c /p"},
		{SYSTEM, NULL}, {NULL}, "broken /p/.venv/bin/python (/p/.venv) ENOENT"},
	{"also beside a healthy sibling",
		{CFG, "l /p/.venv/bin/python3\t/gone", "x /p/.venv/bin/python", "c /p"},
		{NULL}, {"python3", NULL},
		"broken /p/.venv/bin/python3 (/p/.venv) ENOENT"},
	{"a dangling sibling", {CFG, "l /p/.venv/bin/python3\t/gone", "c /p"}, {NULL},
		{NULL}, "broken /p/.venv/bin/python3 (/p/.venv) ENOENT"},
	{"an interpreter that is a link to itself",
		{CFG, "l /p/.venv/bin/python\tpython", "c /p"}, {NULL}, {NULL},
		"broken /p/.venv/bin/python (/p/.venv) ELOOP"},
	{"an interpreter that is not executable", {CFG, "f /p/.venv/bin/python", "c /p"},
		{NULL}, {NULL}, "broken /p/.venv/bin/python (/p/.venv) EACCES"},
	{"an interpreter that is a directory", {CFG, "d /p/.venv/bin/python", "c /p"},
		{NULL}, {NULL}, "broken /p/.venv/bin/python (/p/.venv) EISDIR"},
	{"a bin that may not be searched", {"E /p/.venv", "m /p/.venv/bin\t0600", "c /p"},
		{NULL}, {NULL}, "broken /p/.venv/bin/python (/p/.venv) EACCES"},
	{"a bin that is a file", {CFG, "f /p/.venv/bin", "c /p"}, {NULL}, {NULL},
		"broken /p/.venv/bin/python (/p/.venv) ENOENT"},
	{"another version that is dangling in E",
		{"E /p/.venv", CFG "version = 3.11", "l /p/.venv/bin/python3.12\t/gone",
			"x /usr/bin/python3.12", "c /p"},
		{SYSTEM, NULL}, {"python3.12", NULL},
		"broken /p/.venv/bin/python3.12 (/p/.venv) ENOENT"},
	{"an interpreter that is our own shim",
		{CFG, "x /launcher", "l /p/.venv/bin/python\t/launcher", "L /launcher",
			"c /p"},
		{NULL}, {NULL}, "is-shim /p/.venv/bin/python (/p/.venv)"},
	{"called by its own path",
		{CFG, "x /launcher", "l /p/.venv/bin/python\t/launcher", "L /launcher",
			"0 /p/.venv/bin/python", "c /p"},
		{NULL}, {NULL}, "is-shim /p/.venv/bin/python (/p/.venv)"},
	{"an interpreter that this process was handed to", {"E /p/.venv", "c /p"},
		{"VSHIM_VIA=4242:/p/.venv/bin/python", NULL}, {NULL},
		"is-shim /p/.venv/bin/python (/p/.venv)"},
	{"that another process was handed to", {"E /p/.venv", "c /p"},
		{"VSHIM_VIA=7:/p/.venv/bin/python", NULL}, {NULL}, "/p/.venv/bin/python"},

	/* Other commands */
	{"a command of E", {"E /p/.venv", "x /p/.venv/bin/tool", "c /p"}, {SYSTEM, NULL},
		{"tool", NULL}, "/p/.venv/bin/tool"},
	{"a command that E lacks", {"E /p/.venv", "x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "/usr/bin/tool outside"},
	{"a command nobody has", {"E /p/.venv", "c /p"}, {SYSTEM, NULL}, {"tool", NULL},
		"not-found tool (/p/.venv)"},
	{"a command of E that is not executable",
		{"E /p/.venv", "f /p/.venv/bin/tool", "x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "/usr/bin/tool outside"},
	{"one that is dangling",
		{"E /p/.venv", "l /p/.venv/bin/tool\t/gone", "x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "/usr/bin/tool outside"},
	{"one that is a directory",
		{"E /p/.venv", "d /p/.venv/bin/tool", "x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "/usr/bin/tool outside"},
	{"one that is our shim",
		{"E /p/.venv", "x /launcher", "l /p/.venv/bin/tool\t/launcher",
			"L /launcher", "x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "is-shim /p/.venv/bin/tool (/p/.venv)"},
	{"a command of E needs no healthy interpreter",
		{CFG, "l /p/.venv/bin/python\t/gone", "x /p/.venv/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "/p/.venv/bin/tool"},
	{"nor does the fall-through",
		{CFG, "l /p/.venv/bin/python\t/gone", "x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "/usr/bin/tool outside"},

	/* Scripts */
	{"a script that leads home",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/p/.venv/bin/python\n", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/tool"},
	{"a stale script",
		{"E /p/.venv", "E /old", "x /p/.venv/bin/tool\t#!/old/bin/python\n",
			"c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/python /p/.venv/bin/tool"},
	{"its option is kept",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/old/bin/python -E\n", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/python -E /p/.venv/bin/tool"},
	{"a script whose interpreter in E is gone",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/p/.venv/bin/python3.9\n", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/python /p/.venv/bin/tool"},
	{"a script by env",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/usr/bin/env python\n", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/python /p/.venv/bin/tool"},
	{"pip's header that leads home",
		{"E /p/.venv",
			"x /p/.venv/bin/tool\t#!/bin/sh\n'''exec' "
			"\"/p/.venv/bin/python\" "
			"\"$0\" \"$@\"\n' '''\n",
			"c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/tool"},
	{"pip's header that is stale",
		{"E /p/.venv",
			"x /p/.venv/bin/tool\t#!/bin/sh\n'''exec' \"/old x/bin/python\" "
			"\"$0\" \"$@\"\n' '''\n",
			"c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/python /p/.venv/bin/tool"},
	{"a path with a blank is stale, E's own or not",
		{"E /p q/.venv", "x /p q/.venv/bin/tool\t#!/p q/.venv/bin/python\n",
			"c /p q"},
		{NULL}, {"tool", NULL}, "/p q/.venv/bin/python /p q/.venv/bin/tool"},
	{"also where its first word looks like a python",
		{"E /python q/.venv",
			"x /python q/.venv/bin/tool\t#!/python q/.venv/bin/python\n",
			"c /python q"},
		{NULL}, {"tool", NULL},
		"/python q/.venv/bin/python /python q/.venv/bin/tool"},
	{"a #! that ends in CR, which the kernel takes for the name's",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/p/.venv/bin/python\r\n", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/python /p/.venv/bin/tool"},
	{"a shell script",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/bin/sh\nexec x\n", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/tool"},
	{"a stale script in an environment without interpreter",
		{CFG, "x /p/.venv/bin/tool\t#!/old/bin/python\n", "c /p"}, {NULL},
		{"tool", NULL}, "broken /p/.venv/bin/python (/p/.venv) ENOENT"},
	{"an unreadable script is run as it stands",
		{"E /p/.venv", "x /p/.venv/bin/tool\t#!/old/bin/python\n",
			"m /p/.venv/bin/tool\t0111", "c /p"},
		{NULL}, {"tool", NULL}, "/p/.venv/bin/tool"},

	/* pip */
	{"pip", {"E /p/.venv", "x /p/.venv/bin/pip\t#!/p/.venv/bin/python\n", "c /p"},
		{NULL}, {"pip", NULL}, "/p/.venv/bin/python /p/.venv/bin/pip"},
	{"pip3 by its sibling", {"E /p/.venv", "x /p/.venv/bin/pip\t#!/x\n", "c /p"},
		{NULL}, {"pip3", NULL}, "/p/.venv/bin/python /p/.venv/bin/pip"},
	{"pip of the very name",
		{"E /p/.venv", "x /p/.venv/bin/pip", "x /p/.venv/bin/pip3", "c /p"},
		{NULL}, {"pip3", NULL}, "/p/.venv/bin/python /p/.venv/bin/pip3"},
	{"pipX.Y of E's version",
		{"E /p/.venv", CFG "version = 3.11", "x /p/.venv/bin/pip3.11", "c /p"},
		{NULL}, {"pip", NULL}, "/p/.venv/bin/python /p/.venv/bin/pip3.11"},
	{"pip as a module",
		{"E /p/.venv", "d /p/.venv/lib/python3.11/site-packages/pip", "c /p"},
		{NULL}, {"pip", NULL}, "/p/.venv/bin/python -m pip"},
	{"pip of the system's packages",
		{"E /p/.venv", CFG "include-system-site-packages = true", "c /p"}, {NULL},
		{"pip", NULL}, "/p/.venv/bin/python -m pip"},
	{"pip where it is not said whether the system's packages are seen",
		{"E /p/.venv", "c /p"}, {NULL}, {"pip", NULL},
		"/p/.venv/bin/python -m pip"},
	{"no pip never falls through",
		{"E /p/.venv", CFG "include-system-site-packages = false",
			"d /p/.venv/lib/python3.11/site-packages", "x /usr/bin/pip",
			"c /p"},
		{SYSTEM, NULL}, {"pip", NULL}, "no-pip /p/.venv (/p/.venv)"},
	{"a pip in a lib of another kind",
		{"E /p/.venv", CFG "include-system-site-packages = false",
			"d /p/.venv/lib/x/site-packages/pip", "c /p"},
		{NULL}, {"pip", NULL}, "no-pip /p/.venv (/p/.venv)"},
	{"pip of another version is the next on PATH",
		{"E /p/.venv", CFG "version = 3.11", "x /usr/bin/pip3.12", "c /p"},
		{SYSTEM, NULL}, {"pip3.12", NULL}, "/usr/bin/pip3.12 outside"},
	{"a stale script of another version's pip",
		{"E /p/.venv", CFG "version = 2.7",
			"x /p/.venv/bin/pip3\t#!/old/bin/python\n", "c /p"},
		{NULL}, {"pip3", NULL}, "/p/.venv/bin/python /p/.venv/bin/pip3"},
	{"a pip that is not executable",
		{"E /p/.venv", "f /p/.venv/bin/pip", "x /usr/bin/pip", "c /p"},
		{SYSTEM, NULL}, {"pip", NULL},
		"script-broken /p/.venv/bin/pip (/p/.venv) EACCES"},
	{"a pip that is our shim",
		{"E /p/.venv", "x /launcher", "l /p/.venv/bin/pip\t/launcher",
			"L /launcher", "c /p"},
		{NULL}, {"pip", NULL}, "is-shim /p/.venv/bin/pip (/p/.venv)"},
	{"pip without an interpreter", {CFG, "x /p/.venv/bin/pip", "c /p"}, {NULL},
		{"pip", NULL}, "broken /p/.venv/bin/python (/p/.venv) ENOENT"},
	{"pip as a module without an interpreter",
		{CFG, "d /p/.venv/lib/python3.11/site-packages/pip", "c /p"}, {NULL},
		{"pip", NULL}, "broken /p/.venv/bin/python (/p/.venv) ENOENT"},

	/* System */
	{"the next on PATH", {"x /usr/bin/python", "c /p"}, {SYSTEM, NULL}, {NULL},
		"/usr/bin/python outside"},
	{"the first of two", {"x /usr/local/bin/python", "x /usr/bin/python", "c /p"},
		{SYSTEM, NULL}, {NULL}, "/usr/local/bin/python outside"},
	{"what is not executable is passed over",
		{"f /usr/local/bin/python", "x /usr/bin/python", "c /p"}, {SYSTEM, NULL},
		{NULL}, "/usr/bin/python outside"},
	{"a directory is passed over",
		{"d /usr/local/bin/python", "x /usr/bin/python", "c /p"}, {SYSTEM, NULL},
		{NULL}, "/usr/bin/python outside"},
	{"the launcher is not run again",
		{"x /launcher", "l /usr/local/bin/python\t/launcher", "x /usr/bin/python",
			"L /launcher", "c /p"},
		{SYSTEM, NULL}, {NULL}, "/usr/bin/python outside"},
	{"nor a hard link's second name",
		{"x /usr/local/bin/python", "x /usr/bin/python",
			"L /usr/local/bin/../bin/python", "c /p"},
		{SYSTEM, NULL}, {NULL}, "/usr/bin/python outside"},
	{"what this process was handed to is skipped",
		{"x /usr/local/bin/python", "x /usr/bin/python", "c /p"},
		{SYSTEM, "VSHIM_VIA=4242:/usr/local/bin/python", NULL}, {NULL},
		"/usr/bin/python outside"},
	{"what a parent was handed to is not",
		{"x /usr/local/bin/python", "x /usr/bin/python", "c /p"},
		{SYSTEM, "VSHIM_VIA=7:/usr/local/bin/python", NULL}, {NULL},
		"/usr/local/bin/python outside"},
	{"no python is python3", {"x /usr/bin/python3", "c /p"}, {SYSTEM, NULL}, {NULL},
		"/usr/bin/python3 outside"},
	{"no pip is pip3", {"x /usr/bin/pip3", "c /p"}, {SYSTEM, NULL}, {"pip", NULL},
		"/usr/bin/pip3 outside"},
	{"no python3 is not python", {"x /usr/bin/python", "c /p"}, {SYSTEM, NULL},
		{"python3", NULL}, "not-found python3"},
	{"nowhere", {"c /p"}, {SYSTEM, NULL}, {NULL}, "not-found python"},
	{"PATH unset", {"x /bin/python", "c /p"}, {NULL}, {NULL}, "/bin/python outside"},
	{"an empty entry is C", {"x /p/python", "c /p"}, {"PATH=/x::/y", NULL}, {NULL},
		"/p/python outside"},
	{"a relative entry is relative to C", {"x /p/b/python", "c /p"}, {"PATH=b", NULL},
		{NULL}, "/p/b/python outside"},
	{"a command on PATH that there is no memory to look at is not passed over",
		{"x /usr/local/bin/python", "! /usr/local/bin/python\t12",
			"x /usr/bin/python", "c /p"},
		{SYSTEM, NULL}, {NULL}, "cannot-look python ENOMEM"},
	{"nor is one of E's",
		{"E /p/.venv", "x /p/.venv/bin/tool", "! /p/.venv/bin/tool\t12",
			"x /usr/bin/tool", "c /p"},
		{SYSTEM, NULL}, {"tool", NULL}, "cannot-look /p/.venv/bin/tool ENOMEM"},
	{"neither counts without a C", {"x /p/python", "c /p", "r /p"}, {"PATH=:b", NULL},
		{NULL}, "not-found python"},
	{"the shims directory is left out",
		{"x /r/shims/python", "x /usr/bin/python", "c /p"},
		{"VSHIM_ROOT=/r", "PATH=/r/shims/:/usr/bin", NULL}, {NULL},
		"/usr/bin/python outside"},
	{"system leaves out what is activated", {"E /v", "x /usr/bin/python", "c /p"},
		{"VSHIM_ENV=system", "VIRTUAL_ENV=/v", "PATH=/v/bin:/usr/bin", NULL},
		{NULL}, "/usr/bin/python outside"},
	{"so does an installed script", {"E /v", "x /usr/bin/python", "c /p"},
		{"VIRTUAL_ENV=/v", "PATH=/v/bin:/usr/bin", NULL},
		{"python", "/usr/bin/tool", NULL}, "/usr/bin/python outside"},
	{"a mark that is taken out is not searched",
		{"E /v", "x /usr/bin/python", "c /p"},
		{"VSHIM_ENV=system", "VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v",
			"PATH=/v/bin:/usr/bin", NULL},
		{NULL}, "/usr/bin/python outside"},
	{"a file that may be executed by its owner alone",
		{"x /usr/local/bin/python", "m /usr/local/bin/python\t0700",
			"o /usr/local/bin/python\t1001", "x /usr/bin/python", "c /p"},
		{SYSTEM, NULL}, {NULL}, "/usr/bin/python outside"},

	/* Loops */
	{"a chain of 16 starts", {"x /usr/bin/python", "c /p"},
		{SYSTEM,
			"VSHIM_VIA=1:/x:2:/x:3:/x:4:/x:5:/x:6:/x:7:/x:8:/x:9:/x:10:/"
			"x:11:/x:12:/x:"
			"13:/x:14:/x:15:/x",
			NULL},
		{NULL}, "/usr/bin/python outside"},
	{"a chain that is deeper", {"x /usr/bin/python", "c /p"},
		{SYSTEM,
			"VSHIM_VIA=1:/x:2:/x:3:/x:4:/x:5:/x:6:/x:7:/x:8:/x:9:/x:10:/"
			"x:11:/x:12:/x:"
			"13:/x:14:/x:15:/x:16:/x",
			NULL},
		{NULL},
		"chain "
		"1:/x:2:/x:3:/x:4:/x:5:/x:6:/x:7:/x:8:/x:9:/x:10:/x:11:/x:12:/x:13:/"
		"x:14:/x:"
		"15:/x:16:/x"},
	{"a chain does not matter inside of E", {"E /p/.venv", "c /p"},
		{"VSHIM_VIA=1:/x:2:/x:3:/x:4:/x:5:/x:6:/x:7:/x:8:/x:9:/x:10:/x:11:/x:12:/"
		 "x:13:/x:"
		 "14:/x:15:/x:16:/x:17:/x",
			NULL},
		{NULL}, "/p/.venv/bin/python"},
};

static void
is_run(void **state)
{
	ask_check(*state, ask_program);
}

static void
is_run_or_too_large(void **state)
{
	ask_check_sizes(*state, ask_program);
}

/* A search that goes on: what `which -a` lists. */
static void
the_search_goes_on(void **state)
{
	static const struct ask ask = {"",
		{"x /a/tool", "f /b/tool", "x /c/tool", "l /d/tool\t/a/tool", "c /p"},
		{"PATH=/a:/b:/c:/d:/a", NULL}, {"tool", NULL}, ""};
	struct asked asked;

	(void)state;
	ask_begin(&asked, &ask, 256 * 1024);
	free(ask_program(&asked));
	struct search search;
	program_search(&asked.request, &asked.arena, &asked.selection, &asked.plan,
		"tool", &search);
	assert_string_equal(search_next(&search), "/a/tool");
	assert_string_equal(search_next(&search), "/c/tool");
	assert_string_equal(search_next(&search), "/d/tool");
	assert_string_equal(search_next(&search), "/a/tool");
	assert_null(search_next(&search));
	assert_null(search_next(&search));
	ask_end(&asked);
}

static void
the_interpreter_alone(void **state)
{
	static const struct ask ask = {
		"", {"x /e/bin/python3", "c /p"}, {NULL}, {NULL}, ""};
	struct pyvenv pyvenv = {.major = -1, .minor = -1};
	struct asked asked;

	(void)state;
	ask_begin(&asked, &ask, 4096);
	struct inside inside = inside_make(&asked.request, &asked.arena, "/e", &pyvenv);
	assert_string_equal(
		inside_interpreter(&inside, &asked.problem), "/e/bin/python3");
	inside = inside_make(&asked.request, &asked.arena, "/none", &pyvenv);
	assert_null(inside_interpreter(&inside, &asked.problem));
	assert_int_equal(asked.problem.reason, REASON_BROKEN);
	assert_string_equal(asked.problem.path, "/none/bin/python");
	assert_string_equal(asked.problem.detail, "/none");
	ask_end(&asked);
}

static void
nothing_to_run_is_127_and_all_else_126(void **state)
{
	(void)state;
	for (enum reason reason = REASON_CANNOT_LOOK; reason <= REASON_NOT_FOUND;
		reason++) {
		bool is_nothing = reason == REASON_NOT_FOUND || reason == REASON_NO_PIP;

		assert_int_equal(problem_status(&(struct problem){.reason = reason}),
			is_nothing ? 127 : 126);
	}
}

int
main(void)
{
	TABLE_ROWS(is_run, programs);
	TABLE_ROWS(is_run_or_too_large, programs);
	TABLE_TEST(the_search_goes_on);
	TABLE_TEST(the_interpreter_alone);
	TABLE_TEST(nothing_to_run_is_127_and_all_else_126);
	return table_run("program");
}
