/* The real file system: what tree.c only imitates. */
#include "files.h"

#include "scratch.h"
#include "table.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
links_are_followed_by_one_and_not_by_the_other(void **state)
{
	struct stat file, link, target;

	(void)state;
	scratch_write("file", "text", 0644);
	assert_int_equal(symlink("file", scratch("link")), 0);
	assert_int_equal(files_stat(scratch("file"), &file), 0);
	assert_int_equal(files_lstat(scratch("link"), &link), 0);
	assert_int_equal(files_stat(scratch("link"), &target), 0);
	assert_true(S_ISLNK(link.st_mode));
	assert_true(files_same(&file, &target));
	assert_false(files_same(&file, &link));
	assert_int_equal(files_stat(scratch("none"), &file), ENOENT);
}

static void
a_directory_is_one(void **state)
{
	(void)state;
	assert_true(files_is_directory(scratch("")));
	assert_false(files_is_directory(scratch("file")));
	assert_false(files_is_directory(scratch("none")));
}

static void
a_program_is_executable(void **state)
{
	static const struct {
		mode_t mode;
		bool expected;
	} modes[] = {
		{0755, true}, {0644, false}, {0700, true}, {0111, true}, {0000, false}};

	(void)state;
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		struct stat status;

		assert_int_equal(chmod(scratch("file"), modes[i].mode), 0);
		assert_int_equal(files_stat(scratch("file"), &status), 0);
		assert_int_equal(
			files_executable(scratch("file"), &status), modes[i].expected);
	}
	chmod(scratch("file"), 0644);
	struct stat status;
	assert_int_equal(files_stat(scratch(""), &status), 0);
	assert_false(files_executable(scratch(""), &status));
}

static void
a_file_is_read_up_to_the_size(void **state)
{
	char buffer[8] = "1234567";

	(void)state;
	assert_int_equal(files_read(scratch("file"), buffer, sizeof(buffer)), 4);
	assert_memory_equal(buffer, "text567", 8);
	assert_int_equal(files_read(scratch("file"), buffer, 2), 2);
	assert_int_equal(files_read(scratch("none"), buffer, 2), -ENOENT);
	assert_int_equal(files_read(scratch(""), buffer, 2), -EISDIR);
}

static void
a_fifo_is_not_waited_for(void **state)
{
	char buffer[8];

	(void)state;
	assert_int_equal(mkfifo(scratch("fifo"), 0644), 0);
	assert_int_equal(files_read(scratch("fifo"), buffer, sizeof(buffer)), 0);
}

static void
reading_leaves_nothing_open(void **state)
{
	char buffer[8];

	(void)state;
	int before = dup(STDIN_FILENO);
	close(before);
	assert_int_equal(files_read(scratch("file"), buffer, sizeof(buffer)), 4);
	files_read(scratch("none"), buffer, sizeof(buffer));
	files_read(scratch(""), buffer, sizeof(buffer));
	int after = dup(STDIN_FILENO);
	close(after);
	assert_int_equal(before, after);
}

static void
a_link_is_cut_but_always_ends(void **state)
{
	char buffer[8] = "xxxxxxx";

	(void)state;
	assert_int_equal(files_readlink(scratch("link"), buffer, sizeof(buffer)), 4);
	assert_string_equal(buffer, "file");
	assert_int_equal(files_readlink(scratch("link"), buffer, 3), 2);
	assert_string_equal(buffer, "fi");
	assert_int_equal(
		files_readlink(scratch("file"), buffer, sizeof(buffer)), -EINVAL);
}

static void
real_paths(void **state)
{
	char buffer[PATH_MAX], expected[PATH_MAX];

	(void)state;
	assert_int_equal(files_realpath(scratch(""), expected), 0);
	assert_int_equal(files_realpath(scratch("./link"), buffer), 0);
	strcat(expected, "/file");
	assert_string_equal(buffer, expected);
	assert_int_equal(files_realpath(scratch("none"), buffer), ENOENT);
}

static void
the_current_directory(void **state)
{
	char before[PATH_MAX], buffer[PATH_MAX], expected[PATH_MAX];

	(void)state;
	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(scratch("")), 0);
	assert_int_equal(files_getcwd(buffer, sizeof(buffer)), 0);
	assert_non_null(realpath(scratch(""), expected));
	assert_string_equal(buffer, expected);
	assert_int_equal(files_getcwd(buffer, 2), ERANGE);
	/* One that is gone. */
	assert_int_equal(mkdir(scratch("gone"), 0755), 0);
	assert_int_equal(chdir(scratch("gone")), 0);
	assert_int_equal(rmdir(scratch("gone")), 0);
	assert_int_equal(files_getcwd(buffer, sizeof(buffer)), ENOENT);
	assert_int_equal(chdir(before), 0);
}

struct visits {
	size_t n, directories, stop_after;
	bool was_dots;
};

static bool
count(void *data, const char *name, bool maybe_directory)
{
	struct visits *visits = data;

	visits->n++;
	visits->directories += maybe_directory;
	visits->was_dots =
		visits->was_dots || strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
	return visits->n != visits->stop_after;
}

static void
every_entry_is_visited_once(void **state)
{
	enum { FILES = 700 };
	struct visits visits = {.stop_after = 0};

	(void)state;
	assert_int_equal(mkdir(scratch("many"), 0755), 0);
	/* More than one getdents(2) can tell. */
	for (size_t i = 0; i < FILES; i++) {
		char name[64];

		snprintf(name, sizeof(name), "many/a-rather-long-name-of-a-file-%zu", i);
		scratch_write(name, "", 0644);
	}
	assert_int_equal(mkdir(scratch("many/directory"), 0755), 0);
	assert_int_equal(symlink("nowhere", scratch("many/link")), 0);
	assert_int_equal(files_list(scratch("many"), count, &visits), 0);
	assert_int_equal(visits.n, FILES + 2);
	assert_false(visits.was_dots);
	assert_true(visits.directories >= 2);
	visits = (struct visits){.stop_after = 3};
	assert_int_equal(files_list(scratch("many"), count, &visits), 0);
	assert_int_equal(visits.n, 3);
}

static void
what_cannot_be_listed(void **state)
{
	struct visits visits = {.n = 0};

	(void)state;
	assert_int_equal(files_list(scratch("none"), count, &visits), ENOENT);
	assert_int_equal(files_list(scratch("file"), count, &visits), ENOTDIR);
	assert_int_equal(visits.n, 0);
	/* An empty directory is no error. */
	assert_int_equal(mkdir(scratch("empty"), 0755), 0);
	assert_int_equal(files_list(scratch("empty"), count, &visits), 0);
	assert_int_equal(visits.n, 0);
}

int
main(void)
{
	scratch_begin();
	TABLE_TEST(links_are_followed_by_one_and_not_by_the_other);
	TABLE_TEST(a_directory_is_one);
	TABLE_TEST(a_program_is_executable);
	TABLE_TEST(a_file_is_read_up_to_the_size);
	TABLE_TEST(a_fifo_is_not_waited_for);
	TABLE_TEST(reading_leaves_nothing_open);
	TABLE_TEST(a_link_is_cut_but_always_ends);
	TABLE_TEST(real_paths);
	TABLE_TEST(the_current_directory);
	TABLE_TEST(every_entry_is_visited_once);
	TABLE_TEST(what_cannot_be_listed);
	int failed = table_run("files");
	return scratch_end() != 0 || failed != 0;
}
