/* Directories that wait, and how they are opened and read; with both twins of the calls. */
#include "directory.h"

#include "list.h"
#include "scratch.h"
#include "table.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
the_last_comes_first(void **state)
{
	struct directory_stack stack = {.n = 0};
	char path[PATH_MAX];

	(void)state;
	directory_push(&stack, "", "a");
	directory_push(&stack, "a", "b");
	directory_push(&stack, "", "");
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, "");
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, "a/b");
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, "a");
	assert_int_equal(stack.n, 0);
	assert_int_equal(stack.used, 0);
	directory_free(&stack);
}

static void
many_are_kept(void **state)
{
	struct directory_stack stack = {.n = 0};
	char name[32], path[PATH_MAX];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		directory_push(&stack, "above", name);
	}
	for (int i = 5000; i-- > 0;) {
		snprintf(name, sizeof(name), "above/%d", i);
		assert_true(directory_pop(&stack, path));
		assert_string_equal(path, name);
	}
	directory_free(&stack);
}

static void
one_that_is_too_long_is_cut(void **state)
{
	struct directory_stack stack = {.n = 0};
	char name[PATH_MAX], path[PATH_MAX];

	(void)state;
	memset(name, 'x', sizeof(name));
	name[PATH_MAX - 1] = '\0';
	directory_push(&stack, "", name);
	directory_push(&stack, "y", name);
	assert_false(directory_pop(&stack, path));
	assert_int_equal(strlen(path), PATH_MAX - 1);
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, name);
	directory_free(&stack);
}

static void
a_share_moves(void **state)
{
	struct directory_stack from = {.n = 0}, to = {.n = 0};
	char path[PATH_MAX];

	(void)state;
	directory_push(&from, "", "a");
	directory_push(&from, "", "b");
	directory_push(&from, "", "c");
	directory_move(&to, &from, 2);
	assert_int_equal(from.n, 1);
	assert_int_equal(to.n, 2);
	directory_move(&to, &from, 0);
	directory_push(&from, "", "d");
	assert_true(directory_pop(&to, path));
	assert_string_equal(path, "c");
	assert_true(directory_pop(&to, path));
	assert_string_equal(path, "b");
	assert_true(directory_pop(&from, path));
	assert_string_equal(path, "d");
	assert_true(directory_pop(&from, path));
	assert_string_equal(path, "a");
	directory_free(&from);
	directory_free(&to);
}

static void
names_are_dropped_above_a_place(void **state)
{
	static const char *const names[] = {"lib", "bin", NULL};
	struct directory_stack stack = {.n = 0};
	char path[PATH_MAX];

	(void)state;
	directory_push(&stack, "e", "lib");
	directory_push(&stack, "e", "bin");
	directory_push(&stack, "e", "library");
	directory_push(&stack, "", "lib");
	directory_push(&stack, "lib", "x");
	directory_drop(&stack, 1, names);
	assert_int_equal(stack.n, 3);
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, "lib/x");
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, "e/library");
	assert_true(directory_pop(&stack, path));
	assert_string_equal(path, "e/lib");
	directory_drop(&stack, 0, names);
	assert_int_equal(stack.n, 0);
	directory_free(&stack);
}

static int
open_scratch(void)
{
	int fd = open(scratch(""), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_true(fd >= 0);
	return fd;
}

static void
no_link_is_opened(void **state)
{
	int top = open_scratch();

	(void)state;
	scratch_write("real/sub/file", "", 0644);
	symlink("real", scratch("link"));
	static const char *const good[] = {"", "real", "real/sub"};
	for (size_t i = 0; i < 3; i++) {
		int fd = directory_open(top, good[i]);

		assert_true(fd >= 0);
		assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
		close(fd);
	}
	assert_int_equal(directory_open(top, "link"), -1);
	assert_true(errno == ELOOP || errno == ENOTDIR);
	assert_int_equal(directory_open(top, "real/sub/file"), -1);
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(directory_open(top, "nothing"), -1);
	assert_int_equal(errno, ENOENT);
	close(top);
}

static void
no_other_mount_is_opened(void **state)
{
	int top = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	assert_true(top >= 0);
	assert_int_equal(directory_open(top, "proc"), -1);
	assert_int_equal(errno, EXDEV);
	close(top);
}

static void
add(void *data, const char *name, enum directory_kind kind)
{
	char entry[NAME_MAX + 3];

	snprintf(entry, sizeof(entry), "%c %s", "fld"[kind], name);
	list_add(data, entry);
}

static void
every_entry_is_told_with_its_kind(void **state)
{
	static const char *const expected[] = {
		"d ...", "d sub", "f .x", "f fifo", "f file", "l dangling", "l link"};
	int top = open_scratch();
	void *buffer = malloc(DIRECTORY_BUFFER);
	struct list entries = {.items = NULL};

	(void)state;
	scratch_write("kinds/.x", "", 0644);
	scratch_write("kinds/file", "", 0644);
	scratch_write("kinds/sub/file", "", 0644);
	scratch_write("kinds/.../file", "", 0644);
	symlink("sub", scratch("kinds/link"));
	symlink("nowhere", scratch("kinds/dangling"));
	assert_int_equal(mkfifo(scratch("kinds/fifo"), 0644), 0);
	int fd = directory_open(top, "kinds");
	assert_int_equal(directory_list(fd, buffer, add, &entries), 0);
	list_sort(&entries);
	assert_int_equal(entries.n, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < entries.n; i++)
		assert_string_equal(entries.items[i], expected[i]);
	list_free(&entries);
	close(fd);
	fd = open(scratch("kinds/file"), O_RDONLY | O_CLOEXEC);
	assert_int_equal(directory_list(fd, buffer, add, &entries), -1);
	close(fd);
	close(top);
	free(buffer);
}

/* More than is read at once. */
static void
a_large_directory_is_read_whole(void **state)
{
	int top = open_scratch();
	void *buffer = malloc(DIRECTORY_BUFFER);
	struct list entries = {.items = NULL};

	(void)state;
	for (int i = 0; i < 200; i++) {
		char name[256];

		snprintf(name, sizeof(name), "large/%0200d", i);
		scratch_write(name, "", 0644);
	}
	int fd = directory_open(top, "large");
	assert_int_equal(directory_list(fd, buffer, add, &entries), 0);
	list_sort(&entries);
	assert_int_equal(entries.n, 200);
	list_free(&entries);
	close(fd);
	close(top);
	free(buffer);
}

int
main(void)
{
	scratch_begin();
	TABLE_TEST(the_last_comes_first);
	TABLE_TEST(many_are_kept);
	TABLE_TEST(one_that_is_too_long_is_cut);
	TABLE_TEST(a_share_moves);
	TABLE_TEST(names_are_dropped_above_a_place);
	TABLE_TEST(no_link_is_opened);
	TABLE_TEST(no_other_mount_is_opened);
	TABLE_TEST(every_entry_is_told_with_its_kind);
	TABLE_TEST(a_large_directory_is_read_whole);
	int failed = table_run("directory");
	return scratch_end() != 0 || failed != 0;
}
