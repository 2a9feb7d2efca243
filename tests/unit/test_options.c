#include "cli.h"

#include "table.h"

#include <string.h>

static const struct option options[] = {
	{'a', "all", NULL, "x"},
	{'e', "environment", "ENV", "x"},
	{'\0', "json", NULL, "x"},
	{'\0', NULL, NULL, NULL},
};

struct row {
	const char *name;
	bool ends_at_operand;
	const char *words[8];
	bool all, json;
	const char *environment;
	const char *operands[6];
};

static const struct row rows[] = {
	{"nothing", false, {NULL}, false, false, NULL, {NULL}},
	{"operands", false, {"x", "y"}, false, false, NULL, {"x", "y"}},
	{"a letter", false, {"-a", "x"}, true, false, NULL, {"x"}},
	{"a word", false, {"--all", "x"}, true, false, NULL, {"x"}},
	{"behind an operand", false, {"x", "--json"}, false, true, NULL, {"x"}},
	{"a value", false, {"-e", "E", "x"}, false, false, "E", {"x"}},
	{"a value that is joined", false, {"-eE", "x"}, false, false, "E", {"x"}},
	{"a word's value", false, {"--environment", "E"}, false, false, "E", {NULL}},
	{"a word's value that is joined", false, {"--environment=E"}, false, false, "E",
		{NULL}},
	{"an empty value", false, {"--environment="}, false, false, "", {NULL}},
	{"a value that looks like an option", false, {"-e", "-a"}, false, false, "-a",
		{NULL}},
	{"the last of two values", false, {"-e", "E", "-eF"}, false, false, "F", {NULL}},
	{"letters in a cluster", false, {"-aeE"}, true, false, "E", {NULL}},
	{"a cluster whose value follows", false, {"-ae", "E"}, true, false, "E", {NULL}},
	{"two dashes end the options", false, {"-a", "--", "-e", "--"}, true, false, NULL,
		{"-e", "--"}},
	{"a lone dash is an operand", false, {"-", "-a"}, true, false, NULL, {"-"}},
	{"an empty word is an operand", false, {""}, false, false, NULL, {""}},
	{"options end at the operand", true, {"-a", "x", "-e", "--"}, true, false, NULL,
		{"x", "-e", "--"}},
	{"dashes before the operand", true, {"--", "-a"}, false, false, NULL, {"-a"}},
};

/* WORDS as an argv of one's own, which is written to. */
static void
argv_of(char *argv[8], const char *const *words)
{
	size_t n = 0;

	for (; words[n] != NULL; n++)
		argv[n] = (char *)(uintptr_t)words[n];
	argv[n] = NULL;
}

static void
is_read(void **state)
{
	const struct row *row = *state;
	struct vshim_error error = {.what = NULL};
	struct arguments arguments;
	char *argv[8];
	size_t n = 0;

	argv_of(argv, row->words);
	assert_int_equal(
		options_read(options, row->ends_at_operand, argv, &arguments, &error), 0);
	assert_int_equal(arguments.given[0], row->all);
	assert_int_equal(arguments.given[1], row->environment != NULL);
	assert_int_equal(arguments.given[2], row->json);
	if (row->environment != NULL)
		assert_string_equal(arguments.values[1], row->environment);
	for (; row->operands[n] != NULL; n++)
		assert_string_equal(arguments.operands[n], row->operands[n]);
	assert_null(arguments.operands[n]);
	assert_int_equal(arguments.n, n);
}

/* Words that are for somebody else stand behind `--`. */
static void
are_split(void **state)
{
	static const struct {
		const char *words[8];
		size_t n, before;
	} split[] = {{{"x", "-a"}, 1, 1}, {{"x", "--", "y", "-a"}, 3, 1},
		{{"--", "y", "--"}, 2, 0}, {{"x", "--"}, 1, 1}};

	(void)state;
	for (size_t i = 0; i < sizeof(split) / sizeof(split[0]); i++) {
		struct vshim_error error = {.what = NULL};
		struct arguments arguments;
		char *argv[8];

		argv_of(argv, split[i].words);
		assert_int_equal(
			options_read(options, false, argv, &arguments, &error), 0);
		assert_int_equal(arguments.n, split[i].n);
		assert_int_equal(arguments.before, split[i].before);
	}
}

static const struct {
	const char *name;
	const char *words[4];
	const char *expected;
} wrong[] = {
	{"an unknown word", {"--none"}, "unknown option --none"},
	{"a word that is cut", {"--al"}, "unknown option --al"},
	{"a word that is too long", {"--alls"}, "unknown option --alls"},
	{"an unknown letter", {"-x"}, "unknown option -x"},
	{"an unknown letter in a cluster", {"-ax"}, "unknown option -ax"},
	{"a letter without a value", {"-e"}, "option -e needs a value: ENV"},
	{"a word without a value", {"x", "--environment"},
		"option --environment needs a value: ENV"},
	{"a value for what takes none", {"--all=x"}, "option '--all=x' takes no value"},
	{"an empty value for what takes none", {"--all="},
		"option '--all=' takes no value"},
	{"strange bytes", {"--\x1b"}, "unknown option $'--\\033'"},
};

static void
is_wrong(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)wrong) / sizeof(wrong[0]);
	struct vshim_error error = {.what = NULL};
	struct arguments arguments;
	char *argv[8];

	argv_of(argv, wrong[i].words);
	assert_int_equal(options_read(options, false, argv, &arguments, &error), -1);
	assert_int_equal(error.status, 2);
	assert_string_equal(error.what, wrong[i].expected);
	vshim_error_free(&error);
}

int
main(void)
{
	TABLE_ROWS(is_read, rows);
	TABLE_TEST(are_split);
	TABLE_ROWS(is_wrong, wrong);
	return table_run("options");
}
