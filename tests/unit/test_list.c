#include "list.h"

#include "table.h"

#include <stdio.h>

static void
an_empty_list_has_items_too(void **state)
{
	struct list list = {.items = NULL};

	(void)state;
	assert_null(list_items(&list)[0]);
	assert_false(list_has(&list, ""));
	assert_false(list_has_sorted(&list, ""));
	list_sort(&list);
	assert_int_equal(list.n, 0);
	list_free(&list);
}

static void
what_is_added_is_a_copy(void **state)
{
	struct list list = {.items = NULL};
	char string[] = "a";

	(void)state;
	list_add(&list, string);
	string[0] = 'b';
	assert_true(list_has(&list, "a"));
	assert_false(list_has(&list, "b"));
	list_free(&list);
	assert_int_equal(list.n, 0);
}

static void
sorting_is_by_bytes_and_drops_repetitions(void **state)
{
	static const char *const added[] = {"b", "a", "\xff", "b", "", "B", "a", "ab"};
	static const char *const expected[] = {"", "B", "a", "ab", "b", "\xff", NULL};
	struct list list = {.items = NULL};

	(void)state;
	for (size_t i = 0; i < sizeof(added) / sizeof(added[0]); i++)
		list_add(&list, added[i]);
	list_sort(&list);
	const char *const *items = list_items(&list);
	for (size_t i = 0; expected[i] != NULL; i++) {
		assert_string_equal(items[i], expected[i]);
		assert_true(list_has_sorted(&list, expected[i]));
	}
	assert_null(items[list.n]);
	assert_int_equal(list.n, 6);
	assert_false(list_has_sorted(&list, "aa"));
	list_free(&list);
}

static void
it_always_ends_in_null(void **state)
{
	struct list list = {.items = NULL};

	(void)state;
	for (int i = 0; i < 1000; i++) {
		char string[16];

		snprintf(string, sizeof(string), "%d", i);
		list_add(&list, string);
		assert_null(list.items[list.n]);
	}
	assert_string_equal(list.items[999], "999");
	list_free(&list);
}

int
main(void)
{
	TABLE_TEST(an_empty_list_has_items_too);
	TABLE_TEST(what_is_added_is_a_copy);
	TABLE_TEST(sorting_is_by_bytes_and_drops_repetitions);
	TABLE_TEST(it_always_ends_in_null);
	return table_run("list");
}
