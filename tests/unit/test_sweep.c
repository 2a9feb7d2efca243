/* One worker's part of a scan: when it goes on, when it gives back, what it counts. */
#include "sweep.h"

#include "scratch.h"
#include "table.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct sweep_tree tree;

/* A sweep of the directory NAME, with nothing done yet. */
static struct sweep
begin(const char *name)
{
	struct sweep sweep = {.tree = &tree};

	tree.path = scratch(name);
	tree.top = open(tree.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(tree.top >= 0);
	atomic_store(&tree.is_over, false);
	atomic_store(&tree.idle, 0);
	directory_push(&sweep.waiting, "", "");
	return sweep;
}

static void
end(struct sweep *sweep)
{
	sweep_free(sweep);
	close(tree.top);
}

static void
environments_are_found_and_not_looked_into(void **state)
{
	(void)state;
	scratch_environment("found", "");
	scratch_environment("found/a/env", "");
	scratch_environment("found/a/env/lib/own", "");
	scratch_environment("found/a/env/src/nested", "");
	scratch_environment("found/lib/not-its-own", "");
	struct sweep sweep = begin("found");
	sweep_run(&sweep);
	list_sort(&sweep.found);
	assert_int_equal(sweep.found.n, 3);
	assert_string_equal(sweep.found.items[0], tree.path);
	assert_string_equal(sweep.found.items[1], scratch("found/a/env"));
	assert_string_equal(sweep.found.items[2], scratch("found/a/env/src/nested"));
	assert_int_equal(sweep.directories, 5);
	assert_int_equal(sweep.unreadable, 0);
	end(&sweep);
}

/* Directories, 300 in one. */
static void
plant_many(void)
{
	for (int i = 0; i < 300; i++) {
		char name[32];

		snprintf(name, sizeof(name), "many/%d/x", i);
		scratch_write(name, "", 0644);
	}
}

static void
enough_is_enough(void **state)
{
	(void)state;
	struct sweep sweep = begin("many");
	sweep_run(&sweep);
	assert_int_equal(sweep.directories, 256);
	assert_int_equal(sweep.waiting.n, 45);
	sweep.directories = 0;
	sweep_run(&sweep);
	assert_int_equal(sweep.directories, 45);
	assert_int_equal(sweep.waiting.n, 0);
	end(&sweep);
}

static void
others_that_are_idle_get_work(void **state)
{
	(void)state;
	struct sweep sweep = begin("many");
	atomic_store(&tree.idle, 1);
	sweep_run(&sweep);
	assert_int_equal(sweep.directories, 1);
	assert_int_equal(sweep.waiting.n, 300);
	end(&sweep);
}

static void
it_ends_when_it_is_over(void **state)
{
	(void)state;
	struct sweep sweep = begin("many");
	atomic_store(&tree.is_over, true);
	sweep_run(&sweep);
	assert_int_equal(sweep.directories, 1);
	end(&sweep);
}

static void
what_went_away_does_not_count(void **state)
{
	(void)state;
	scratch_write("gone/x", "", 0644);
	struct sweep sweep = begin("gone");
	directory_push(&sweep.waiting, "", "never");
	directory_push(&sweep.waiting, "x", "below-a-file");
	sweep_run(&sweep);
	assert_int_equal(sweep.directories, 1);
	assert_int_equal(sweep.unreadable, 0);
	assert_null(sweep.refused);
	end(&sweep);
}

static void
what_cannot_be_reached_does(void **state)
{
	char name[300];

	(void)state;
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	scratch_write("refused/x", "", 0644);
	struct sweep sweep = begin("refused");
	directory_push(&sweep.waiting, "", name);
	sweep_run(&sweep);
	assert_int_equal(sweep.directories, 1);
	assert_int_equal(sweep.unreadable, 1);
	assert_string_equal(sweep.refused + strlen(tree.path) + 1, name);
	end(&sweep);
}

int
main(void)
{
	scratch_begin();
	plant_many();
	TABLE_TEST(environments_are_found_and_not_looked_into);
	TABLE_TEST(enough_is_enough);
	TABLE_TEST(others_that_are_idle_get_work);
	TABLE_TEST(it_ends_when_it_is_over);
	TABLE_TEST(what_went_away_does_not_count);
	TABLE_TEST(what_cannot_be_reached_does);
	int failed = table_run("sweep");
	return scratch_end() != 0 || failed != 0;
}
