#include "name.h"

#include "table.h"

struct parsed {
	const char *name;
	struct name expected;
};

static const struct parsed parses[] = {
	{"python", {NAME_PYTHON, -1, -1}},
	{"python3", {NAME_PYTHON, 3, -1}},
	{"python2", {NAME_PYTHON, 2, -1}},
	{"python3.11", {NAME_PYTHON, 3, 11}},
	{"python3.0", {NAME_PYTHON, 3, 0}},
	{"python10.10", {NAME_PYTHON, 10, 10}},
	{"pip", {NAME_PIP, -1, -1}},
	{"pip3", {NAME_PIP, 3, -1}},
	{"pip3.11", {NAME_PIP, 3, 11}},
	{"pip-3", {NAME_PIP, 3, -1}},
	{"pip-3.11", {NAME_PIP, 3, 11}},
	{"pip-", {NAME_OTHER, -1, -1}},
	{"pip--3", {NAME_OTHER, -1, -1}},
	{"", {NAME_OTHER, -1, -1}},
	{"pytho", {NAME_OTHER, -1, -1}},
	{"pythonw", {NAME_OTHER, -1, -1}},
	{"python3.", {NAME_OTHER, -1, -1}},
	{"python.3", {NAME_OTHER, -1, -1}},
	{"python3.11.2", {NAME_OTHER, -1, -1}},
	{"python3.11d", {NAME_OTHER, -1, -1}},
	{"python3-config", {NAME_OTHER, -1, -1}},
	{"python 3", {NAME_OTHER, -1, -1}},
	{"python-3", {NAME_OTHER, -1, -1}},
	{"Python", {NAME_OTHER, -1, -1}},
	{"python99999999999999999999", {NAME_OTHER, -1, -1}},
	{"python3.99999999999999999999", {NAME_OTHER, -1, -1}},
	{"pipx", {NAME_OTHER, -1, -1}},
	{"pip-compile", {NAME_OTHER, -1, -1}},
	{"pypy3", {NAME_OTHER, -1, -1}},
	{"pytest", {NAME_OTHER, -1, -1}},
};

static void
is_parsed(void **state)
{
	const struct parsed *row = *state;
	struct name name = name_parse(row->name);

	assert_int_equal(name.kind, row->expected.kind);
	assert_int_equal(name.major, row->expected.major);
	assert_int_equal(name.minor, row->expected.minor);
}

struct stand {
	const char *name;
	struct name asked;
	int major, minor;
	bool expected;
};

static const struct stand stands[] = {
	{"python stands for 3.11", {NAME_PYTHON, -1, -1}, 3, 11, true},
	{"python stands for 2.7", {NAME_PYTHON, -1, -1}, 2, 7, true},
	{"python stands for no version", {NAME_PYTHON, -1, -1}, -1, -1, true},
	{"python3 stands for 3.11", {NAME_PYTHON, 3, -1}, 3, 11, true},
	{"python3 stands for no version", {NAME_PYTHON, 3, -1}, -1, -1, true},
	{"python3 never stands for 2.7", {NAME_PYTHON, 3, -1}, 2, 7, false},
	{"python2 stands for 2.7", {NAME_PYTHON, 2, -1}, 2, 7, true},
	{"python2 does not stand for 3.11", {NAME_PYTHON, 2, -1}, 3, 11, false},
	{"python2 does not stand for no version", {NAME_PYTHON, 2, -1}, -1, -1, false},
	{"python3.11 stands for 3.11", {NAME_PYTHON, 3, 11}, 3, 11, true},
	{"python3.12 does not stand for 3.11", {NAME_PYTHON, 3, 12}, 3, 11, false},
	{"python3.11 does not stand for no version", {NAME_PYTHON, 3, 11}, -1, -1, false},
	{"pip3.11 stands for 3.11", {NAME_PIP, 3, 11}, 3, 11, true},
	{"pip3.12 does not stand for 3.11", {NAME_PIP, 3, 12}, 3, 11, false},
	{"pip stands for any", {NAME_PIP, -1, -1}, 3, 11, true},
	{"another name stands for none", {NAME_OTHER, -1, -1}, 3, 11, false},
};

static void
stands_for(void **state)
{
	const struct stand *row = *state;

	assert_int_equal(
		name_stands_for(row->asked, row->major, row->minor), row->expected);
}

static const struct {
	const char *name;
	const char *operands[6];
	bool expected;
} modules[] = {
	{"-m pip", {"-m", "pip", "install"}, true},
	{"-mpip", {"-mpip"}, true},
	{"-m pip behind options", {"-E", "-sI", "-m", "pip"}, true},
	{"-m pip in a cluster", {"-Im", "pip"}, true},
	{"-mpip in a cluster", {"-Impip"}, true},
	{"-m of another module", {"-m", "pipx"}, false},
	{"-m of a module in pip", {"-m", "pip.x"}, false},
	{"-m without a module", {"-m"}, false},
	{"nothing", {NULL}, false},
	{"a script called pip", {"pip"}, false},
	{"-m pip behind a script", {"x.py", "-m", "pip"}, false},
	{"-m pip behind -c", {"-c", "-m", "pip"}, false},
	{"-m pip behind an option's value", {"-W", "ignore", "-m", "pip"}, false},
	{"-m pip behind --", {"--", "-m", "pip"}, false},
};

static void
runs_pip(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)modules) /
		sizeof(modules[0]);

	assert_int_equal(
		name_runs_pip_module((char *const *)(uintptr_t)modules[i].operands),
		modules[i].expected);
}

int
main(void)
{
	TABLE_ROWS(runs_pip, modules);
	TABLE_ROWS(is_parsed, parses);
	TABLE_ROWS(stands_for, stands);
	return table_run("name");
}
