/* How much room a directory takes, as du counts. */
#include "usage.h"

#include "scratch.h"
#include "table.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_bool is_over;

/* What du says of the directory NAME. Bytes. */
static long long
counted_by_du(const char *name)
{
	char command[8192];
	long long bytes = -1;

	snprintf(command, sizeof(command), "du -s --block-size=1 '%s'", scratch(name));
	FILE *output = popen(command, "r");
	assert_non_null(output);
	assert_int_equal(fscanf(output, "%lld", &bytes), 1);
	pclose(output);
	return bytes;
}

static void
it_is_what_du_counts(void **state)
{
	char *text = malloc(70000);

	(void)state;
	memset(text, 'x', 69999);
	text[69999] = '\0';
	scratch_write("du/small", "x", 0644);
	scratch_write("du/a/b/large", text, 0644);
	symlink("/usr", scratch("du/link"));
	free(text);
	assert_int_equal(usage_of(scratch("du"), &is_over), counted_by_du("du"));
	assert_true(usage_of(scratch("du"), &is_over) >= 69999);
}

/* More than the table of links begins with. */
static void
names_of_one_file_count_once(void **state)
{
	(void)state;
	for (int i = 0; i < 600; i++) {
		char file[64], other[64];

		snprintf(file, sizeof(file), "links/%d", i);
		snprintf(other, sizeof(other), "links/other-%d", i);
		scratch_write(file, "x", 0644);
		assert_int_equal(link(scratch(file), scratch(other)), 0);
	}
	assert_int_equal(usage_of(scratch("links"), &is_over), counted_by_du("links"));
}

static void
nothing_there_is_not_known(void **state)
{
	(void)state;
	assert_int_equal(usage_of(scratch("none"), &is_over), -1);
	atomic_store(&is_over, true);
	assert_int_equal(usage_of(scratch(""), &is_over), -1);
	atomic_store(&is_over, false);
}

int
main(void)
{
	scratch_begin();
	TABLE_TEST(it_is_what_du_counts);
	TABLE_TEST(names_of_one_file_count_once);
	TABLE_TEST(nothing_there_is_not_known);
	int failed = table_run("usage");
	return scratch_end() != 0 || failed != 0;
}
