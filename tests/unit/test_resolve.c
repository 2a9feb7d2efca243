/* The lines of the manual and their order; then their fine print. */
#include "ask.h"
#include "table.h"

#define SCRIPT "/usr/local/bin/tool"
#define PATH "PATH=/usr/local/bin:/usr/bin"

static const struct ask lines[] = {
	/* Line 1 */
	{"VSHIM_ENV is a path", {"E /x", "c /p"}, {"VSHIM_ENV=/x", NULL}, {NULL},
		"override /x"},
	{"VSHIM_ENV is relative to C", {"E /p/x/e", "c /p"}, {"VSHIM_ENV=x/e", NULL},
		{NULL}, "override /p/x/e"},
	{"VSHIM_ENV is a child of C", {"E /p/e", "c /p", "n e\t/x"},
		{"VSHIM_ENV=e", NULL}, {NULL}, "override /p/e"},
	{"VSHIM_ENV is a name", {"E /x", "c /p", "n e\t/x"}, {"VSHIM_ENV=e", NULL},
		{NULL}, "override /x"},
	{"a directory of that name in C is no environment",
		{"E /x", "d /p/e", "c /p", "n e\t/x"}, {"VSHIM_ENV=e", NULL}, {NULL},
		"override /x"},
	{"VSHIM_ENV, when there is no memory to look at the child of C",
		{"E /p/e", "! /p/e/pyvenv.cfg\t12", "E /x", "n e\t/x", "c /p"},
		{"VSHIM_ENV=e", NULL}, {NULL}, "cannot-look /p/e ENOMEM"},
	{"VSHIM_ENV, when there is no memory to look at the path",
		{"E /x", "! /x/pyvenv.cfg\t12", "c /p"}, {"VSHIM_ENV=/x", NULL}, {NULL},
		"cannot-look /x ENOMEM"},
	{"VSHIM_ENV with dots is resolved", {"E /x/e", "l /p/l\t/x/e", "c /p"},
		{"VSHIM_ENV=./l/../e", NULL}, {NULL}, "override /x/e"},
	{"VSHIM_ENV with slashes at its end", {"E /x", "c /p"}, {"VSHIM_ENV=/x//", NULL},
		{NULL}, "override /x"},
	{"VSHIM_ENV through a link keeps its spelling", {"E /x", "l /l\t/x", "c /p"},
		{"VSHIM_ENV=/l", NULL}, {NULL}, "override /l"},
	{"VSHIM_ENV=system", {"E /p/.venv", "c /p"}, {"VSHIM_ENV=system", NULL}, {NULL},
		"override"},
	{"VSHIM_ENV empty is unset", {"E /p/.venv", "c /p"}, {"VSHIM_ENV=", NULL}, {NULL},
		"walk /p/.venv in /p"},
	{"VSHIM_ENV names a path that is none", {"E /p/.venv", "d /x", "c /p"},
		{"VSHIM_ENV=/x", NULL}, {NULL}, "unusable /x"},
	{"VSHIM_ENV names what nobody has", {"E /p/.venv", "c /p"}, {"VSHIM_ENV=e", NULL},
		{NULL}, "name-unknown e"},
	{"VSHIM_ENV names what several have", {"a e\t", "c /p"}, {"VSHIM_ENV=e", NULL},
		{NULL}, "name-ambiguous e: /one /two"},
	{"VSHIM_ENV with a name and no C", {"E /x", "n e\t/x", "c /p", "r /p"},
		{"VSHIM_ENV=e", NULL}, {NULL}, "override /x"},
	{"VSHIM_ENV relative and no C", {"c /p", "r /p"}, {"VSHIM_ENV=x/e", NULL}, {NULL},
		"unusable x/e"},
	{"VSHIM_ENV is not asked about trust", {"E /x", "o /x\t1001", "c /p"},
		{"VSHIM_ENV=/x", NULL}, {NULL}, "override /x"},
	{"naming it satisfies explicit", {"S trust.mode\texplicit", "E /x", "c /p"},
		{"VSHIM_ENV=/x", NULL}, {NULL}, "override /x"},
	{"VSHIM_ENV comes before all else", {"E /x", "E /v", "E /p/.venv", "c /p"},
		{"VSHIM_ENV=/x", "VIRTUAL_ENV=/v", PATH, NULL}, {"python", SCRIPT, NULL},
		"override /x"},
	{"a redirect file is no environment for VSHIM_ENV",
		{"f /p/.venv\t/x\n", "E /x", "c /p"}, {"VSHIM_ENV=.venv", NULL}, {NULL},
		"name-unknown .venv"},

	/* Line 2 */
	{"an installed script stays on system", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python3", SCRIPT, NULL}, "script"},
	{"also by the second directory of PATH", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python3", "/usr/bin/tool", NULL}, "script"},
	{"whether or not the file exists", {"x " SCRIPT, "E /p/.venv", "c /p"},
		{PATH, NULL}, {"python3.11", SCRIPT, "x", NULL}, "script"},
	{"a relative entry of PATH is one of C's", {"E /p/.venv", "c /"},
		{"PATH=/x:usr/local/bin", NULL}, {"python", SCRIPT, NULL}, "script"},
	{"an empty entry of PATH is C", {"E /p/.venv", "c /usr/local/bin"},
		{"PATH=/x:", NULL}, {"python", SCRIPT, NULL}, "script"},
	{"a slash at the end of PATH's entry", {"E /p/.venv", "c /p"},
		{"PATH=/x:/usr/local/bin/", NULL}, {"python", SCRIPT, NULL}, "script"},
	{"a script elsewhere", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "/opt/tool", NULL}, "walk /p/.venv in /p"},
	{"a script below a directory of PATH", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "/usr/bin/x/tool", NULL}, "walk /p/.venv in /p"},
	{"a relative operand", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "bin/tool", NULL}, "walk /p/.venv in /p"},
	{"no operand", {"E /p/.venv", "c /p"}, {PATH, NULL}, {"python", NULL},
		"walk /p/.venv in /p"},
	{"no PATH", {"E /p/.venv", "c /p"}, {NULL}, {"python", SCRIPT, NULL},
		"walk /p/.venv in /p"},
	{"another name than python", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"pip", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"options without a value are skipped", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "-E", "-s", "-SIuOBbPqv", SCRIPT, NULL}, "script"},
	{"an option with a value ends the look", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "-W", "ignore", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"also in a cluster", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "-Em", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"-c ends the look", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "-c", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"a long option ends the look", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "--version", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"a lone dash ends the look", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "-", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"two dashes end the look", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "--", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"an empty operand ends the look", {"E /p/.venv", "c /p"}, {PATH, NULL},
		{"python", "", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"a script in the project", {"E /usr/local/.venv", "c /usr/local/x"},
		{PATH, NULL}, {"python", SCRIPT, NULL},
		"walk /usr/local/.venv in /usr/local"},
	{"a script in the environment", {"E /x", "f /p/.venv\t/x\n", "c /p"},
		{"PATH=/x/bin", NULL}, {"python", "/x/bin/tool", NULL}, "walk /x in /p"},
	{"a script in VIRTUAL_ENV", {"E /v", "c /p"},
		{"VIRTUAL_ENV=/v", "PATH=/v/bin", NULL}, {"python", "/v/bin/tool", NULL},
		"activated /v"},
	{"a script in the inherited environment", {"E /v", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", "PATH=/v/bin", NULL},
		{"python", "/v/bin/tool", NULL}, "inherited /v"},
	{"a script in the global environment", {"E /g", "l /r/global\t/g", "c /p"},
		{"VSHIM_ROOT=/r", "PATH=/g/bin", NULL}, {"python", "/g/bin/tool", NULL},
		"global /g"},
	{"a walk that ends in an error", {"f /p/.venv", "c /p"}, {PATH, NULL},
		{"python", SCRIPT, NULL}, "script"},
	{"unless the script lies in the directory of the error",
		{"f /usr/local/.venv", "c /usr/local/x"}, {PATH, NULL},
		{"python", SCRIPT, NULL}, "redirect-empty /usr/local/.venv"},
	/* Where the walk would have ended, with names and trust, the launcher does not know. */
	{"a walk that ends in an error, asked of the launcher",
		{"-", "f /p/.venv\te\n", "c /p"}, {PATH, NULL}, {"python", SCRIPT, NULL},
		"redirect-unusable /p/.venv (e)"},
	{"a foreign child, asked of the launcher, below the project of the script",
		{"-", "E /usr/local/.venv", "E /usr/local/x/e", "o /usr/local/x/e\t1001",
			"c /usr/local/x"},
		{PATH, NULL}, {"python", SCRIPT, NULL},
		"cannot-look /usr/local/x EACCES"},
	{"a foreign child below the project of the script",
		{"E /usr/local/.venv", "E /usr/local/x/e", "o /usr/local/x/e\t1001",
			"c /usr/local/x"},
		{PATH, NULL}, {"python", SCRIPT, NULL},
		"walk /usr/local/.venv in /usr/local"},
	{"line 2 comes before VIRTUAL_ENV", {"E /v", "c /p"},
		{"VIRTUAL_ENV=/v", PATH, NULL}, {"python", SCRIPT, NULL}, "script"},
	{"installed-scripts = env", {"S installed-scripts\tenv", "E /p/.venv", "c /p"},
		{PATH, NULL}, {"python", SCRIPT, NULL}, "walk /p/.venv in /p"},
	{"the path is compared as text",
		{"E /p/.venv", "d /usr/local/bin", "l /l\t/usr/local/bin", "c /p"},
		{PATH, NULL}, {"python", "/l/tool", NULL}, "walk /p/.venv in /p"},

	/* Line 3 */
	{"VIRTUAL_ENV", {"E /v", "E /p/.venv", "c /p"}, {"VIRTUAL_ENV=/v", NULL}, {NULL},
		"activated /v"},
	{"VIRTUAL_ENV with a slash at its end", {"E /v", "c /p"},
		{"VIRTUAL_ENV=/v/", NULL}, {NULL}, "activated /v"},
	{"VIRTUAL_ENV without a pyvenv.cfg is ignored", {"d /v", "E /p/.venv", "c /p"},
		{"VIRTUAL_ENV=/v", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"VIRTUAL_ENV that is gone is ignored", {"E /p/.venv", "c /p"},
		{"VIRTUAL_ENV=/v", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"VIRTUAL_ENV that is relative is ignored", {"E /p/v", "E /p/.venv", "c /p"},
		{"VIRTUAL_ENV=v", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"VIRTUAL_ENV empty is unset", {"E /p/.venv", "c /p"}, {"VIRTUAL_ENV=", NULL},
		{NULL}, "walk /p/.venv in /p"},
	{"the mark is not an activation", {"E /v", "E /p/.venv", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", NULL}, {NULL},
		"walk /p/.venv in /p"},
	{"an old mark beside an activation", {"E /v", "E /o", "E /p/.venv", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/o", NULL}, {NULL}, "activated /v"},
	{"VIRTUAL_ENV is not asked about trust", {"E /v", "o /v\t1001", "c /p"},
		{"VIRTUAL_ENV=/v", NULL}, {NULL}, "activated /v"},
	{"an activation comes before an error of the walk",
		{"E /v", "f /p/.venv", "c /p"}, {"VIRTUAL_ENV=/v", NULL}, {NULL},
		"activated /v"},

	/* Line 5 */
	{"inherited", {"E /v", "c /p"}, {"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", NULL},
		{NULL}, "inherited /v"},
	{"inherited, spelled with a slash", {"E /v", "c /p"},
		{"VIRTUAL_ENV=/v/", "VSHIM_SELECTED=/v", NULL}, {NULL}, "inherited /v"},
	{"a mark whose environment is gone is ignored",
		{"E /g", "l /r/global\t/g", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", "VSHIM_ROOT=/r", NULL}, {NULL},
		"global /g"},
	{"a mark without VIRTUAL_ENV is none", {"E /v", "c /p"},
		{"VSHIM_SELECTED=/v", NULL}, {NULL}, "system"},
	{"a relative mark is none", {"S any-name\tno", "E /p/v", "c /p"},
		{"VIRTUAL_ENV=v", "VSHIM_SELECTED=v", NULL}, {NULL}, "system"},
	{"activated, when there is no memory to look",
		{"E /v", "! /v/pyvenv.cfg\t12", "E /p/.venv", "c /p"},
		{"VIRTUAL_ENV=/v", NULL}, {NULL}, "cannot-look /v ENOMEM"},
	{"inherited, when there is no memory to look",
		{"E /v", "! /v/pyvenv.cfg\t12", "E /g", "l /r/global\t/g", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", "VSHIM_ROOT=/r", NULL}, {NULL},
		"cannot-look /v ENOMEM"},
	{"global, when there is no memory to look",
		{"E /g", "! /g/pyvenv.cfg\t12", "l /r/global\t/g", "c /p"},
		{"VSHIM_ROOT=/r", NULL}, {NULL}, "cannot-look /g ENOMEM"},
	{"global, when there is no memory to read the link",
		{"l /r/global\t/g", "! /r/global\t12", "c /p"}, {"VSHIM_ROOT=/r", NULL},
		{NULL}, "cannot-look global ENOMEM"},
	{"the directory, when there is no memory to name it", {"! /p\t12", "c /p"},
		{"PWD=", NULL}, {NULL}, "cannot-look . ENOMEM"},
	{"inherited comes before global", {"E /v", "E /g", "l /r/global\t/g", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", "VSHIM_ROOT=/r", NULL}, {NULL},
		"inherited /v"},
	{"an error of the walk comes before inherited", {"E /v", "f /p/.venv", "c /p"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", NULL}, {NULL},
		"redirect-empty /p/.venv"},

	/* Line 6 */
	{"global", {"E /g", "l /r/global\t/g", "c /p"}, {"VSHIM_ROOT=/r", NULL}, {NULL},
		"global /g"},
	{"global in XDG_DATA_HOME", {"E /g", "l /d/vshim/global\t/g", "c /p"},
		{"XDG_DATA_HOME=/d", "HOME=/h", NULL}, {NULL}, "global /g"},
	{"global in HOME", {"E /g", "l /h/.local/share/vshim/global\t/g", "c /p"},
		{"HOME=/h", NULL}, {NULL}, "global /g"},
	{"VSHIM_ROOT comes before the others",
		{"E /g", "E /x", "l /r/global\t/g", "l /d/vshim/global\t/x", "c /p"},
		{"VSHIM_ROOT=/r", "XDG_DATA_HOME=/d", NULL}, {NULL}, "global /g"},
	{"a relative XDG_DATA_HOME is ignored",
		{"E /g", "l /h/.local/share/vshim/global\t/g", "c /p"},
		{"XDG_DATA_HOME=d", "HOME=/h", NULL}, {NULL}, "global /g"},
	{"a global link that is relative leads from where it stands",
		{"E /r/g", "E /p/g", "S any-name\tno", "l /r/global\tg", "c /p"},
		{"VSHIM_ROOT=/r", NULL}, {NULL}, "global /r/g"},
	{"a global environment that is gone", {"l /r/global\t/g", "c /p"},
		{"VSHIM_ROOT=/r", NULL}, {NULL}, "global-gone /g"},
	{"global is not asked about trust",
		{"E /g", "o /g\t1001", "l /r/global\t/g", "c /p"},
		{"VSHIM_ROOT=/r", NULL}, {NULL}, "global /g"},
	{"the walk comes before global",
		{"E /g", "l /r/global\t/g", "E /p/.venv", "c /p"},
		{"VSHIM_ROOT=/r", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"a deleted C has the global one", {"E /g", "l /r/global\t/g", "c /p", "r /p"},
		{"VSHIM_ROOT=/r", NULL}, {NULL}, "global /g"},

	/* Line 7 */
	{"system", {"c /p"}, {NULL}, {NULL}, "system"},
	{"nothing is set at all", {"c /"}, {NULL}, {NULL}, "system"},
};

static void
answers(void **state)
{
	ask_check(*state, ask_selection);
}

static void
answers_or_is_too_large(void **state)
{
	ask_check_sizes(*state, ask_selection);
}

/* What `which --explain` prints comes from here. */
/* A walk at `/` that finds nothing. */
#define NOTHING_AT_THE_TOP                                                               \
	"4 walking /\n"                                                                  \
	"4 not-there /.venv\n"                                                           \
	"4 not-there /venv\n"                                                            \
	"4 not-there /env\n"                                                             \
	"4 not-there /.env\n"                                                            \
	"4 no-project /\n"                                                               \
	"4 end /\n"

static const struct ask explained[] = {
	{"explain: each line and each look",
		{"d /p/.venv", "f /p/venv", "l /p/env\t/gone", "E /.venv", "c /p"},
		{NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n"
		"4 walking /p\n"
		"4 no-pyvenv /p/.venv\n"
		"4 no-directory /p/venv\n"
		"4 not-there /p/env\n"
		"4 not-there /p/.env\n"
		"4 no-child /p\n"
		"4 walking /\n"
		"4 taken /.venv\n"},
	{"explain: to the end", {"l /r/none\tx", "c /"}, {"VSHIM_ROOT=/r", NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n" NOTHING_AT_THE_TOP "5 not-set VSHIM_SELECTED\n"
		"6 not-set global\n"
		"7 taken system\n"},
	{"explain: an override", {"E /x", "c /p"}, {"VSHIM_ENV=/x", NULL}, {NULL},
		"1 taken VSHIM_ENV (/x)\n"},
	{"explain: an override that names nothing", {"c /p"}, {"VSHIM_ENV=/x", NULL},
		{NULL}, "1 problem VSHIM_ENV (/x)\n"},
	{"explain: an installed script", {"c /"}, {PATH, NULL}, {"python", SCRIPT, NULL},
		"1 not-set VSHIM_ENV\n" NOTHING_AT_THE_TOP "2 taken " SCRIPT "\n"},
	{"explain: an activation without a pyvenv.cfg", {"d /v", "E /", "c /"},
		{"VIRTUAL_ENV=/v", NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 no-pyvenv VIRTUAL_ENV (/v)\n"
		"4 walking /\n"
		"4 taken /\n"},
	{"explain: a mark", {"E /v", "E /", "c /"},
		{"VIRTUAL_ENV=/v", "VSHIM_SELECTED=/v", NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 mark VIRTUAL_ENV (/v)\n"
		"4 walking /\n"
		"4 taken /\n"},
	{"explain: a relative VIRTUAL_ENV", {"E /", "c /"}, {"VIRTUAL_ENV=v", NULL},
		{NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 relative VIRTUAL_ENV (v)\n"
		"4 walking /\n"
		"4 taken /\n"},
	{"explain: a directory that cannot be looked into",
		{"E /.venv", "m /p\t0", "c /p"}, {"VSHIM_ENV=", NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n"
		"4 walking /p\n"
		"4 cannot-look /p\n"
		"4 cannot-look /p/.venv\n"
		"4 cannot-look /p/venv\n"
		"4 cannot-look /p/env\n"
		"4 cannot-look /p/.env\n"
		"4 cannot-look /p\n"
		"4 walking /\n"
		"4 taken /.venv\n"},
	{"explain: a redirect", {"E /x", "f /p/.venv\t/x\n", "c /p"}, {NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n"
		"4 walking /p\n"
		"4 redirect /p/.venv (/x)\n"
		"4 taken /x\n"},
	{"explain: a ceiling", {"S names\tvenv", "S any-name\tno", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=/p", NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n"
		"4 walking /p/q\n"
		"4 not-there /p/q/venv\n"
		"4 no-project /p/q\n"
		"4 ceiling /p\n"
		"5 not-set VSHIM_SELECTED\n"
		"6 not-set global\n"
		"7 taken system\n"},
	{"explain: a child that is not trusted",
		{"S names\tvenv", "E /p/a", "o /p/a\t1001", "E /p/b", "c /p"}, {NULL},
		{NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n"
		"4 walking /p\n"
		"4 not-there /p/venv\n"
		"4 not-trusted /p/a\n"
		"4 taken /p/b\n"},
	{"explain: an error", {"f /p/.venv", "c /p"}, {NULL}, {NULL},
		"1 not-set VSHIM_ENV\n"
		"2 not-a-script\n"
		"3 not-set VIRTUAL_ENV\n"
		"4 walking /p\n"
		"4 problem /p/.venv ()\n"},
};

static void
tells(void **state)
{
	ask_check(*state, ask_steps);
}

int
main(void)
{
	TABLE_ROWS(answers, lines);
	TABLE_ROWS(answers_or_is_too_large, lines);
	TABLE_ROWS(tells, explained);
	return table_run("resolve");
}
