#include "arena.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>

static struct arena
arena_of(size_t size)
{
	char *base = malloc(size + (size == 0));

	assert_non_null(base);
	return (struct arena){.base = base, .size = size};
}

static void
takes_exactly_what_is_there(void **state)
{
	struct arena arena = arena_of(64);

	(void)state;
	assert_ptr_equal(arena_take(&arena, 64), arena.base);
	assert_false(arena.full);
	assert_int_equal(arena.used, 64);
	assert_ptr_equal(arena_take(&arena, 0), arena.base + 64);
	assert_false(arena.full);
	free(arena.base);
}

static void
leaves_the_mark_when_one_byte_is_missing(void **state)
{
	struct arena arena = arena_of(64);

	(void)state;
	assert_null(arena_take(&arena, 65));
	assert_true(arena.full);
	assert_int_equal(arena.used, 0);
	/* Something smaller still fits, the mark stays. */
	assert_non_null(arena_take(&arena, 8));
	assert_true(arena.full);
	free(arena.base);
}

static void
aligns_for_pointers_but_not_for_texts(void **state)
{
	struct arena arena = arena_of(64);

	(void)state;
	assert_string_equal(arena_text(&arena, "abc", 3), "abc");
	assert_int_equal(arena.used, 4);
	assert_ptr_equal(arena_take(&arena, 1), arena.base + sizeof(void *));
	assert_ptr_equal(arena_text(&arena, "", 0), arena.base + sizeof(void *) + 1);
	free(arena.base);
}

static void
refuses_sizes_that_would_wrap(void **state)
{
	static const size_t sizes[] = {
		SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 7, SIZE_MAX / 2};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct arena arena = arena_of(16);

		arena_text(&arena, "x", 1);
		assert_null(arena_take(&arena, sizes[i]));
		assert_true(arena.full);
		free(arena.base);
	}
}

static void
refuses_a_text_of_all_memory(void **state)
{
	struct arena arena = arena_of(16);

	(void)state;
	assert_string_equal(arena_text(&arena, "x", SIZE_MAX), "");
	free(arena.base);
}

static void
gives_an_empty_text_when_there_is_no_room(void **state)
{
	struct arena arena = arena_of(3);

	(void)state;
	assert_string_equal(arena_text(&arena, "abc", 3), "");
	assert_true(arena.full);
	arena.full = false;
	assert_string_equal(arena_concat(&arena, "a", "b", "c"), "");
	assert_true(arena.full);
	arena.full = false;
	assert_string_equal(arena_text(&arena, "ab", 2), "ab");
	assert_false(arena.full);
	free(arena.base);
}

static void
an_arena_of_nothing_gives_nothing(void **state)
{
	struct arena arena = {.base = NULL};

	(void)state;
	assert_null(arena_take(&arena, 1));
	assert_string_equal(arena_concat(&arena, "", "", ""), "");
	assert_true(arena.full);
}

static void
copies_a_stretch_with_any_bytes(void **state)
{
	struct arena arena = arena_of(16);

	(void)state;
	assert_memory_equal(arena_text(&arena, "a\0\xff\nz", 5), "a\0\xff\nz", 6);
	free(arena.base);
}

static void
joins_three_texts(void **state)
{
	struct arena arena = arena_of(6);

	(void)state;
	assert_string_equal(arena_concat(&arena, "ab", "", "cde"), "abcde");
	assert_false(arena.full);
	assert_int_equal(arena.used, 6);
	free(arena.base);
}

static void
keeps_the_beginning_of_a_block(void **state)
{
	struct arena arena = arena_of(32);

	(void)state;
	arena_text(&arena, "x", 1);
	char *block = arena_take(&arena, 20);
	memcpy(block, "abc", 4);
	arena_keep(&arena, block, 4);
	assert_string_equal(arena_text(&arena, "d", 1), "d");
	assert_string_equal(block, "abc");
	assert_int_equal(arena.used, sizeof(void *) + 6);
	/* What there was no room for needs none. */
	arena_keep(&arena, NULL, 0);
	assert_int_equal(arena.used, sizeof(void *) + 6);
	free(arena.base);
}

int
main(void)
{
	TABLE_TEST(takes_exactly_what_is_there);
	TABLE_TEST(leaves_the_mark_when_one_byte_is_missing);
	TABLE_TEST(aligns_for_pointers_but_not_for_texts);
	TABLE_TEST(refuses_sizes_that_would_wrap);
	TABLE_TEST(refuses_a_text_of_all_memory);
	TABLE_TEST(gives_an_empty_text_when_there_is_no_room);
	TABLE_TEST(an_arena_of_nothing_gives_nothing);
	TABLE_TEST(copies_a_stretch_with_any_bytes);
	TABLE_TEST(joins_three_texts);
	TABLE_TEST(keeps_the_beginning_of_a_block);
	return table_run("arena");
}
