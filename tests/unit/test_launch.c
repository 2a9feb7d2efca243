#include "launch.h"

#include "table.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void
the_operands_follow_the_programs_own(void **state)
{
	static const struct program program = {
		.argv = {"/e/bin/python", "-E", "/e/bin/x"}};
	static char a[] = "a", b[] = "";
	char *const operands[] = {a, b, NULL};
	char block[256];
	struct arena arena = {.base = block, .size = sizeof(block)};

	(void)state;
	char **argv = launch_arguments(&arena, &program, operands);
	assert_string_equal(argv[0], "/e/bin/python");
	assert_string_equal(argv[1], "-E");
	assert_string_equal(argv[2], "/e/bin/x");
	assert_ptr_equal(argv[3], a);
	assert_ptr_equal(argv[4], b);
	assert_null(argv[5]);
}

static void
no_operands(void **state)
{
	static const struct program program = {.argv = {"/e/bin/python"}};
	char *const operands[] = {NULL};
	char block[256];
	struct arena arena = {.base = block, .size = sizeof(block)};

	(void)state;
	char **argv = launch_arguments(&arena, &program, operands);
	assert_string_equal(argv[0], "/e/bin/python");
	assert_null(argv[1]);
}

static void
they_fit_or_there_are_none(void **state)
{
	static const struct program program = {.argv = {"x", "y", "z"}};
	static char a[] = "a";
	char *const operands[] = {a, a, a, NULL};
	bool has_fitted = false;

	(void)state;
	for (size_t size = 0; size < 128; size++) {
		char *block = malloc(size + (size == 0));
		struct arena arena = {.base = block, .size = size};
		char **argv = launch_arguments(&arena, &program, operands);

		assert_int_equal(argv == NULL, arena.full);
		if (argv != NULL)
			assert_null(argv[6]);
		has_fitted = argv != NULL;
		free(block);
	}
	assert_true(has_fitted);
}

static void
what_cannot_be_started_says_why(void **state)
{
	static char name[] = "x";
	char *const argv[] = {name, NULL};

	(void)state;
	assert_int_equal(launch("/nowhere/x", argv, argv + 1), ENOENT);
	assert_int_equal(launch("/", argv, argv + 1), EACCES);
	assert_int_equal(launch("/dev/null/x", argv, argv + 1), ENOTDIR);
}

static void
the_process_is_replaced(void **state)
{
	static char sh[] = "/bin/sh", option[] = "-c", code[] = "exit $STATUS",
		    variable[] = "STATUS=42";
	char *const argv[] = {sh, option, code, NULL};
	char *const environment[] = {variable, NULL};
	int status = 0;

	(void)state;
	pid_t child = fork();
	if (child == 0)
		_exit(launch(sh, argv, environment));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 42);
}

int
main(void)
{
	TABLE_TEST(the_operands_follow_the_programs_own);
	TABLE_TEST(no_operands);
	TABLE_TEST(they_fit_or_there_are_none);
	TABLE_TEST(what_cannot_be_started_says_why);
	TABLE_TEST(the_process_is_replaced);
	return table_run("launch");
}
