/* What the program sees; then the fine print of it. */
#include "ask.h"
#include "table.h"

#define E "E /p/.venv", "c /p"
#define R "VSHIM_ROOT=/r"
#define MARK "VIRTUAL_ENV=/v", "VIRTUAL_ENV_PROMPT=v", "VSHIM_SELECTED=/v"
#define ENTERED                                                                          \
	"+VIRTUAL_ENV=/p/.venv\n"                                                        \
	"+VIRTUAL_ENV_PROMPT=.venv\n"                                                    \
	"+VSHIM_SELECTED=/p/.venv\n"

static const struct ask changes[] = {
	/* An environment */
	{"entered", {E}, {R, "PATH=/r/shims:/usr/bin", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/r/shims:/p/.venv/bin:/usr/bin\n" ENTERED},
	{"bin comes first where the shims are not on PATH", {E},
		{R, "PATH=/usr/bin", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/p/.venv/bin:/usr/bin\n" ENTERED},
	{"bin comes right after the shims wherever they are", {E},
		{R, "PATH=/a:/r/shims/:/b", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/a:/r/shims/:/p/.venv/bin:/b\n" ENTERED},
	{"the shims twice, bin once", {E}, {R, "PATH=/r/shims:/a:/r/shims", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/r/shims:/p/.venv/bin:/a:/r/shims\n" ENTERED},
	{"never twice", {E}, {R, "PATH=/a:/p/.venv/bin:/r/shims:/p/.venv/bin/", NULL},
		{NULL},
		"-PATH\n"
		"+PATH=/a:/r/shims:/p/.venv/bin\n" ENTERED},
	{"empty and relative entries stay", {E}, {R, "PATH=/r/shims::b:", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/r/shims:/p/.venv/bin::b:\n" ENTERED},
	{"an empty first entry stays", {E}, {R, "PATH=:/r/shims:/usr/bin", NULL}, {NULL},
		"-PATH\n"
		"+PATH=:/r/shims:/p/.venv/bin:/usr/bin\n" ENTERED},
	{"an empty first entry stays behind bin", {E}, {R, "PATH=:/usr/bin", NULL},
		{NULL},
		"-PATH\n"
		"+PATH=/p/.venv/bin::/usr/bin\n" ENTERED},
	{"PATH unset", {E}, {R, NULL}, {NULL},
		"+PATH=/p/.venv/bin:/usr/local/bin:/usr/bin:/bin\n" ENTERED},
	{"PATH empty is unset", {E}, {R, "PATH=", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/p/.venv/bin:/usr/local/bin:/usr/bin:/bin\n" ENTERED},
	{"no place for shims", {E}, {"PATH=/usr/bin", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/p/.venv/bin:/usr/bin\n" ENTERED},
	{"what would mislead Python is removed", {E},
		{"PYTHONHOME=/x", "__PYVENV_LAUNCHER__=x", "PYTHONEXECUTABLE=/x",
			"PATH=/p/.venv/bin:/usr/bin", NULL},
		{NULL},
		"-PYTHONHOME\n"
		"-__PYVENV_LAUNCHER__\n"
		"-PYTHONEXECUTABLE\n" ENTERED},
	{"every other variable arrives byte for byte", {E},
		{"A=\xff\n", "A=again", "PATHX=1", "PYTHONPATH=/x", "VIRTUAL_ENVX=1",
			"NO EQUALS", "=x", "", "PATH=/p/.venv/bin", NULL},
		{NULL}, ENTERED},
	{"a variable given twice is replaced twice", {E},
		{"PYTHONHOME=/x", "PYTHONHOME=/y", "PATH=/p/.venv/bin", "PATH=/x", NULL},
		{NULL},
		"-PYTHONHOME\n"
		"-PYTHONHOME\n"
		"-PATH\n" ENTERED},
	{"the prompt of pyvenv.cfg", {E, "f /p/.venv/pyvenv.cfg\tprompt = 'my p'\n"},
		{"PATH=/p/.venv/bin", NULL}, {NULL},
		"+VIRTUAL_ENV=/p/.venv\n"
		"+VIRTUAL_ENV_PROMPT=my p\n"
		"+VSHIM_SELECTED=/p/.venv\n"},
	{"a mark is replaced, not stacked", {E, "E /v"},
		{R, MARK, "PATH=/r/shims:/v/bin:/usr/bin", NULL}, {NULL},
		"-VIRTUAL_ENV\n"
		"-VIRTUAL_ENV_PROMPT\n"
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/r/shims:/p/.venv/bin:/usr/bin\n" ENTERED},
	{"the mark of the same environment changes nothing", {E},
		{R, "VIRTUAL_ENV=/p/.venv", "VIRTUAL_ENV_PROMPT=.venv",
			"VSHIM_SELECTED=/p/.venv", "PATH=/r/shims:/p/.venv/bin:/usr/bin",
			NULL},
		{NULL}, ""},
	{"an inherited mark changes nothing", {"E /v", "c /p"},
		{R, MARK, "PATH=/r/shims:/v/bin:/usr/bin", NULL}, {NULL}, ""},
	{"an activation gets no mark", {"E /v", "c /p"},
		{R, "VIRTUAL_ENV=/v", "PATH=/v/bin:/usr/bin", NULL}, {NULL},
		"+VIRTUAL_ENV_PROMPT=v\n"},
	{"an activation, with the shims on PATH", {"E /v", "c /p"},
		{R, "VIRTUAL_ENV=/v", "VIRTUAL_ENV_PROMPT=(v) ",
			"PATH=/v/bin:/r/shims:/usr/bin", NULL},
		{NULL},
		"-VIRTUAL_ENV_PROMPT\n"
		"-PATH\n"
		"+PATH=/r/shims:/v/bin:/usr/bin\n"
		"+VIRTUAL_ENV_PROMPT=v\n"},
	{"and an old mark is taken out", {"E /v", "E /o", "c /p"},
		{R, "VIRTUAL_ENV=/v", "VIRTUAL_ENV_PROMPT=v", "VSHIM_SELECTED=/o",
			"PATH=/v/bin:/o/bin:/usr/bin", NULL},
		{NULL},
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/v/bin:/usr/bin\n"},
	{"VSHIM_VIA stays outside of E", {E},
		{"VSHIM_VIA=4242:/x", "PATH=/p/.venv/bin", NULL}, {NULL},
		"-VSHIM_VIA\n" ENTERED},
	{"a small interpreter might be another's shim",
		{E, "x /p/.venv/bin/python\t#!/bin/sh\n"}, {"PATH=/p/.venv/bin", NULL},
		{NULL}, ENTERED "+VSHIM_VIA=4242:/p/.venv/bin/python\n"},
	{"falling through is as in an activated shell", {E, "x /usr/bin/tool"},
		{R, "PATH=/r/shims:/usr/bin", NULL}, {"tool", NULL},
		"-PATH\n"
		"+PATH=/r/shims:/p/.venv/bin:/usr/bin\n" ENTERED
		"+VSHIM_VIA=4242:/usr/bin/tool\n"},
	{"an override", {"E /x", "c /p"}, {"VSHIM_ENV=/x", "PATH=/x/bin", NULL}, {NULL},
		"+VIRTUAL_ENV=/x\n"
		"+VIRTUAL_ENV_PROMPT=x\n"
		"+VSHIM_SELECTED=/x\n"},
	{"an environment of strange bytes", {"E /\xff: $\n/.venv", "c /\xff: $\n"},
		{"PATH=/usr/bin", NULL}, {NULL},
		"-PATH\n"
		"+PATH=/\xff: $\n/.venv/bin:/usr/bin\n"
		"+VIRTUAL_ENV=/\xff: $\n/.venv\n"
		"+VIRTUAL_ENV_PROMPT=.venv\n"
		"+VSHIM_SELECTED=/\xff: $\n/.venv\n"},

	/* The system */
	{"system: nothing but the way is told", {"x /usr/bin/python", "c /p"},
		{R, "PATH=/r/shims:/usr/bin", "PYTHONHOME=/x", NULL}, {NULL},
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"system: PATH is not made", {"x /usr/bin/python", "c /p"}, {NULL}, {NULL},
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"system: the way grows", {"x /usr/bin/python", "x /a/python", "c /p"},
		{"PATH=/a:/usr/bin", "VSHIM_VIA=4242:/a/python", NULL}, {NULL},
		"-VSHIM_VIA\n"
		"+VSHIM_VIA=4242:/a/python:4242:/usr/bin/python\n"},
	{"system: a mark that is gone stays", {"x /usr/bin/python", "c /p"},
		{MARK, "PATH=/v/bin:/usr/bin", NULL}, {NULL},
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"VSHIM_ENV=system takes the mark out", {"E /v", "x /usr/bin/python", "c /p"},
		{R, MARK, "VSHIM_ENV=system", "PATH=/r/shims:/v/bin:/usr/bin", NULL},
		{NULL},
		"-VIRTUAL_ENV\n"
		"-VIRTUAL_ENV_PROMPT\n"
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/r/shims:/usr/bin\n"
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"an empty first entry stays when it does", {"E /v", "x /usr/bin/python", "c /p"},
		{MARK, "VSHIM_ENV=system", "PATH=:/v/bin:/usr/bin", NULL}, {NULL},
		"-VIRTUAL_ENV\n"
		"-VIRTUAL_ENV_PROMPT\n"
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=:/usr/bin\n"
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"so does an installed script", {"E /v", "x /usr/bin/python", "c /p"},
		{R, MARK, "PATH=/v/bin:/usr/bin", NULL},
		{"python", "/usr/bin/tool", NULL},
		"-VIRTUAL_ENV\n"
		"-VIRTUAL_ENV_PROMPT\n"
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/usr/bin\n"
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"system leaves an activation alone", {"E /v", "x /usr/bin/python", "c /p"},
		{"VIRTUAL_ENV=/v", "VIRTUAL_ENV_PROMPT=v", "VSHIM_ENV=system",
			"PATH=/v/bin:/usr/bin", NULL},
		{NULL}, "+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"an old mark goes, what the user has activated since stays",
		{"E /v", "E /o", "x /usr/bin/python", "c /p"},
		{"VIRTUAL_ENV=/v", "VIRTUAL_ENV_PROMPT=v", "VSHIM_SELECTED=/o",
			"VSHIM_ENV=system", "PATH=/v/bin:/o/bin:/usr/bin", NULL},
		{NULL},
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/v/bin:/usr/bin\n"
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"a prompt that is the old mark's goes with it",
		{"E /v", "E /o", "x /usr/bin/python", "c /p"},
		{"VIRTUAL_ENV=/v", "VIRTUAL_ENV_PROMPT=o", "VSHIM_SELECTED=/o",
			"VSHIM_ENV=system", "PATH=/v/bin:/o/bin:/usr/bin", NULL},
		{NULL},
		"-VIRTUAL_ENV_PROMPT\n"
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/v/bin:/usr/bin\n"
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
	{"also where VIRTUAL_ENV was unset since", {"E /o", "x /usr/bin/python", "c /p"},
		{"VIRTUAL_ENV_PROMPT=o", "VSHIM_SELECTED=/o", "VSHIM_ENV=system",
			"PATH=/o/bin:/usr/bin", NULL},
		{NULL},
		"-VIRTUAL_ENV_PROMPT\n"
		"-VSHIM_SELECTED\n"
		"-PATH\n"
		"+PATH=/usr/bin\n"
		"+VSHIM_VIA=4242:/usr/bin/python\n"},
};

static void
is_changed(void **state)
{
	ask_check(*state, ask_environment);
}

static void
is_changed_or_too_large(void **state)
{
	ask_check_sizes(*state, ask_environment);
}

static void
names_are_the_variables(void **state)
{
	(void)state;
	assert_string_equal(environ_name(ENVIRON_PATH), "PATH");
	assert_string_equal(environ_name(ENVIRON_PYTHONEXECUTABLE), "PYTHONEXECUTABLE");
	for (enum environ_variable i = 0; i < ENVIRON_VARIABLES; i++)
		assert_non_null(environ_name(i));
}

int
main(void)
{
	TABLE_ROWS(is_changed, changes);
	TABLE_ROWS(is_changed_or_too_large, changes);
	TABLE_TEST(names_are_the_variables);
	return table_run("environ");
}
