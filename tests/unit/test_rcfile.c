/* The user's own files: replaced whole, and never what somebody else has just written. */
#include "rcfile.h"

#include "scratch.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What stands in the file FILE now; "" when it is not there. The caller frees it. */
static char *
contents(const char *name)
{
	struct text text = {.data = NULL};

	text_add(&text, "");
	text_add_file(&text, scratch(name), 4096);
	return text_take(&text);
}

static void
assert_contents(const char *name, const char *expected)
{
	char *text = contents(name);

	assert_string_equal(text, expected);
	free(text);
}

static void
assert_nothing_left(void)
{
	/* A temporary name has the number of this process in it. */
	scratch_run("test -z \"$(find . -name '*~')\" || touch left");
	struct stat status;
	assert_int_not_equal(stat(scratch("left"), &status), 0);
}

static const struct {
	const char *name, *meanwhile, *left;
} changes[] = {
	{"another file took its place", "cp -p rc new; mv new rc", "old\n"},
	{"it grew", "echo more >>rc", "old\nmore\n"},
	{"it was written in another second", "touch -d '2001-01-01 0:00:00.1 UTC' rc",
		"old\n"},
	{"it was written in the same second", "touch -d '2000-01-01 0:00:00.2 UTC' rc",
		"old\n"},
	{"it is gone", "rm rc", ""},
};

static void
change_is_seen(void **state)
{
	const struct {
		const char *name, *meanwhile, *left;
	} *row = *state;
	struct rcfile file = {.path = NULL};
	struct vshim_error error = {.what = NULL};

	scratch_run("rm -f rc; echo old >rc; touch -d '2000-01-01 0:00:00.1 UTC' rc");
	assert_int_equal(rcfile_read(&file, scratch("rc"), &error), 0);
	assert_true(file.is_there);
	text_add(&file.text, "ours\n");
	scratch_run(row->meanwhile);
	assert_int_equal(rcfile_write(&file, &error), -1);
	assert_non_null(strstr(error.what, "somebody else changes it, too; try again"));
	assert_contents("rc", row->left);
	assert_nothing_left();
	vshim_error_free(&error);
	rcfile_free(&file);
}

static void
unchanged_it_is_replaced_with_its_permissions(void **state)
{
	struct rcfile file = {.path = NULL};
	struct vshim_error error = {.what = NULL};
	struct stat status;

	(void)state;
	scratch_run("rm -f rc; echo old >rc; chmod 640 rc");
	assert_int_equal(rcfile_read(&file, scratch("rc"), &error), 0);
	text_add(&file.text, "ours\n");
	assert_int_equal(rcfile_write(&file, &error), 0);
	assert_contents("rc", "old\nours\n");
	assert_int_equal(stat(scratch("rc"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_nothing_left();
	rcfile_free(&file);
}

static void
a_new_one_takes_nobodys_place(void **state)
{
	struct rcfile file = {.path = NULL};
	struct vshim_error error = {.what = NULL};

	(void)state;
	assert_int_equal(rcfile_read(&file, scratch("a/b/new"), &error), 0);
	assert_false(file.is_there);
	text_add(&file.text, "ours\n");
	assert_int_equal(rcfile_write(&file, &error), 0);
	assert_contents("a/b/new", "ours\n");
	scratch_run("echo theirs >a/b/new");
	assert_int_equal(rcfile_write(&file, &error), -1);
	assert_non_null(strstr(error.what, "somebody else changes it, too; try again"));
	assert_contents("a/b/new", "theirs\n");
	assert_nothing_left();
	vshim_error_free(&error);
	rcfile_free(&file);
}

int
main(void)
{
	scratch_begin();
	TABLE_ROWS(change_is_seen, changes);
	TABLE_TEST(unchanged_it_is_replaced_with_its_permissions);
	TABLE_TEST(a_new_one_takes_nobodys_place);
	int failed = table_run("rcfile");
	return scratch_end() != 0 || failed != 0;
}
