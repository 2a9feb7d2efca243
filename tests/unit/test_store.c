#include "store.h"

#include "scratch.h"
#include "table.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct vshim_error error;

static void
what_is_added_is_listed(void **state)
{
	static const char *const paths[] = {
		"/p/.venv", "/a b/it's", "/\n", "/\xff", "/p/.venv"};
	struct list list = {.items = NULL};

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(
			store_add(scratch("root"), STORE_ENVIRONMENTS, paths[i], &error),
			0);
	store_list(scratch("root"), STORE_ENVIRONMENTS, &list);
	assert_int_equal(list.n, 4);
	for (size_t i = 0; i < 5; i++)
		assert_true(list_has_sorted(&list, paths[i]));
	list_free(&list);
	/* The one kind is not the other. */
	store_list(scratch("root"), STORE_TRUSTED, &list);
	assert_int_equal(list.n, 0);
	list_free(&list);
}

static void
what_is_removed_is_not(void **state)
{
	const char *root = scratch("removed");
	struct list list = {.items = NULL};

	(void)state;
	assert_int_equal(store_add(root, STORE_TRUSTED, "/a", &error), 0);
	assert_int_equal(store_add(root, STORE_TRUSTED, "/b", &error), 0);
	assert_int_equal(store_remove(root, STORE_TRUSTED, "/a", &error), 0);
	assert_int_equal(store_remove(root, STORE_TRUSTED, "/a", &error), 1);
	store_list(root, STORE_TRUSTED, &list);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.items[0], "/b");
	list_free(&list);
}

static void
an_entry_is_a_link_of_its_own(void **state)
{
	char target[64];
	const char *root = scratch("entry");

	(void)state;
	assert_int_equal(store_add(root, STORE_TRUSTED, "/x", &error), 0);
	char *entry = store_entry(root, STORE_TRUSTED, "/x");
	ssize_t length = readlink(entry, target, sizeof(target));
	assert_int_equal(length, 2);
	assert_memory_equal(target, "/x", 2);
	free(entry);
}

static void
what_killed_runs_left_is_not_listed(void **state)
{
	struct list list = {.items = NULL};
	const char *root = scratch("killed");

	(void)state;
	assert_int_equal(store_add(root, STORE_TRUSTED, "/x", &error), 0);
	assert_int_equal(symlink("/y", scratch("killed/trusted/abc.123.4~")), 0);
	scratch_write("killed/trusted/README", "", 0644);
	store_list(root, STORE_TRUSTED, &list);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.items[0], "/x");
	list_free(&list);
}

static void
no_root_remembers_nothing(void **state)
{
	struct list list = {.items = NULL};

	(void)state;
	store_list(scratch("none"), STORE_ENVIRONMENTS, &list);
	assert_int_equal(list.n, 0);
	list_free(&list);
}

static void
a_root_that_cannot_be_is_an_error(void **state)
{
	(void)state;
	scratch_write("file", "", 0644);
	assert_int_equal(
		store_add(scratch("file/root"), STORE_TRUSTED, "/x", &error), -1);
	assert_int_equal(error.status, 1);
	assert_non_null(strstr(error.what, scratch("file/root")));
	assert_non_null(error.hint);
	vshim_error_free(&error);
}

static void
directories_are_made_to_the_last(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(store_make_directories(scratch("a/b/c")), 0);
	assert_int_equal(store_make_directories(scratch("a/b/c")), 0);
	assert_int_equal(store_make_directories(scratch("a/b/d/")), 0);
	assert_int_equal(stat(scratch("a/b/c"), &status), 0);
	assert_true(S_ISDIR(status.st_mode));
	scratch_write("a/file", "", 0644);
	assert_int_equal(store_make_directories(scratch("a/file")), -1);
	assert_int_equal(store_make_directories(scratch("a/file/x")), -1);
}

static void
a_link_is_replaced_with_its_time(void **state)
{
	struct timespec time = {.tv_sec = 1234567890, .tv_nsec = 987654321};
	struct stat status;
	char target[16] = "";

	(void)state;
	assert_int_equal(store_link(scratch("link"), "one", NULL), 0);
	assert_int_equal(store_link(scratch("link"), "two", &time), 0);
	assert_int_equal(readlink(scratch("link"), target, sizeof(target) - 1), 3);
	assert_string_equal(target, "two");
	assert_int_equal(lstat(scratch("link"), &status), 0);
	assert_int_equal(status.st_mtim.tv_sec, time.tv_sec);
	assert_int_equal(status.st_mtim.tv_nsec, time.tv_nsec);
	errno = 0;
	assert_int_equal(store_link(scratch("nowhere/link"), "x", NULL), -1);
	assert_int_equal(errno, ENOENT);
	/* A directory stays, and nothing is left beside it. */
	assert_int_equal(store_make_directories(scratch("taken/link/x")), 0);
	assert_int_equal(store_link(scratch("taken/link"), "x", NULL), -1);
	assert_int_equal(rmdir(scratch("taken/link/x")), 0);
	assert_int_equal(rmdir(scratch("taken/link")), 0);
	assert_int_equal(rmdir(scratch("taken")), 0);
}

static void
a_file_is_written_whole(void **state)
{
	char read[16] = "";
	struct stat status;

	(void)state;
	assert_int_equal(store_write(scratch("written"), "longer\0x", 8), 0);
	assert_int_equal(store_write(scratch("written"), "a\0b", 3), 0);
	FILE *file = fopen(scratch("written"), "r");
	assert_non_null(file);
	assert_int_equal(fread(read, 1, sizeof(read), file), 3);
	assert_memory_equal(read, "a\0b", 3);
	fclose(file);
	assert_int_equal(stat(scratch("written"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0644);
	assert_int_equal(store_write(scratch("nowhere/x"), "", 0), -1);
}

static const struct {
	const char *name;
	int pid; /* 0: it is none */
} leftovers[] = {
	{"python3.11.123.4~", 123},
	{"python.1.0~", 1},
	{"python", 0},
	{"python~", 0},
	{"python.1~", 0},
	{".5~", 0},
	{"python.x.0~", 0},
	{"python.0.0~", 0},
	{"python.-5.0~", 0},
	{"python3.11.123.4", 0},
	{"", 0},
	{"~", 0},
};

static void
is_leftover(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)leftovers) /
		sizeof(leftovers[0]);
	int pid = 0;

	assert_int_equal(
		store_is_leftover(leftovers[i].name, &pid), leftovers[i].pid != 0);
	if (leftovers[i].pid != 0)
		assert_int_equal(pid, leftovers[i].pid);
}

int
main(void)
{
	scratch_begin();
	TABLE_TEST(what_is_added_is_listed);
	TABLE_TEST(what_is_removed_is_not);
	TABLE_TEST(an_entry_is_a_link_of_its_own);
	TABLE_TEST(what_killed_runs_left_is_not_listed);
	TABLE_TEST(no_root_remembers_nothing);
	TABLE_TEST(a_root_that_cannot_be_is_an_error);
	TABLE_TEST(directories_are_made_to_the_last);
	TABLE_TEST(a_link_is_replaced_with_its_time);
	TABLE_TEST(a_file_is_written_whole);
	TABLE_ROWS(is_leftover, leftovers);
	int failed = table_run("store");
	return scratch_end() != 0 || failed != 0;
}
