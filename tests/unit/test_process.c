#include "process.h"

#include "table.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program;

static void
the_user_is_the_effective_one(void **state)
{
	(void)state;
	assert_int_equal(process_look(environ).user, geteuid());
}

static void
an_ordinary_start_is_not_secure(void **state)
{
	(void)state;
	assert_false(process_look(environ).is_secure);
}

static void
the_running_program_is_found(void **state)
{
	static char block[4 * PATH_MAX];
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct process process = process_look(environ);
	struct stat own, found;

	(void)state;
	const char *path = process_program(&process, &arena, program, NULL);
	assert_non_null(path);
	assert_int_equal(path[0], '/');
	assert_non_null(strstr(path, "test_process"));
	assert_int_equal(stat(path, &own), 0);
	const char *file = process_file(&process, &arena, program, NULL);
	assert_non_null(file);
	assert_int_equal(stat(file, &found), 0);
	assert_int_equal(own.st_dev, found.st_dev);
	assert_int_equal(own.st_ino, found.st_ino);
}

int
main(int argc, char **argv)
{
	if (argc == 0)
		return 1;
	program = argv[0];
	TABLE_TEST(the_user_is_the_effective_one);
	TABLE_TEST(an_ordinary_start_is_not_secure);
	TABLE_TEST(the_running_program_is_found);
	return table_run("process");
}
