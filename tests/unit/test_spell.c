#include "spell.h"

#include "table.h"
#include "tree.h"

#include <errno.h>
#include <limits.h>

static char block[PATH_MAX + 64];

static void
only_the_text_stays_in_the_arena(void **state)
{
	struct arena arena = {.base = block, .size = sizeof(block)};
	int err = -1;

	(void)state;
	tree_clear();
	tree_plant("c /p/q");
	tree_plant("l /l\tp/q");
	assert_string_equal(spell_current(&arena, &err), "/p/q");
	assert_int_equal(err, 0);
	assert_string_equal(spell_real(&arena, "/l", &err), "/p/q");
	assert_int_equal(err, 0);
	assert_string_equal(spell_target(&arena, "/l", &err), "p/q");
	assert_int_equal(err, 0);
	assert_true(arena.used < 32);
}

static void
what_cannot_be_told_says_why(void **state)
{
	struct arena arena = {.base = block, .size = sizeof(block)};
	int err = -1;

	(void)state;
	tree_clear();
	tree_plant("d /d");
	assert_null(spell_real(&arena, "/none", &err));
	assert_int_equal(err, ENOENT);
	assert_null(spell_target(&arena, "/d", &err));
	assert_int_equal(err, EINVAL);
	assert_int_equal(arena.used, 0);
}

static void
without_room_there_is_no_answer(void **state)
{
	struct arena arena = {.base = block, .size = PATH_MAX - 1};
	int err = -1;

	(void)state;
	tree_clear();
	assert_null(spell_current(&arena, &err));
	assert_null(spell_real(&arena, "/", &err));
	assert_null(spell_target(&arena, "/", &err));
	assert_int_equal(err, 0);
	assert_true(arena.full);
}

int
main(void)
{
	TABLE_TEST(only_the_text_stays_in_the_arena);
	TABLE_TEST(what_cannot_be_told_says_why);
	TABLE_TEST(without_room_there_is_no_answer);
	return table_run("spell");
}
