#include "set.h"

#include "table.h"

#include <stdio.h>

static void
an_empty_set_has_nothing(void **state)
{
	struct set set = {.slots = NULL};

	(void)state;
	assert_false(set_has(&set, ""));
	assert_null(list_items(&set.list)[0]);
	set_free(&set);
}

static void
what_is_added_twice_is_there_once_in_order(void **state)
{
	static const char *const added[] = {"b", "a", "", "b", "\xff", "a"};
	static const char *const expected[] = {"b", "a", "", "\xff"};
	struct set set = {.slots = NULL};

	(void)state;
	for (size_t i = 0; i < sizeof(added) / sizeof(added[0]); i++)
		set_add(&set, added[i]);
	assert_int_equal(set.list.n, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(set.list.items[i], expected[i]);
	assert_false(set_has(&set, "B"));
	set_free(&set);
	assert_false(set_has(&set, "b"));
}

static void
thousands_are_found_and_no_others(void **state)
{
	struct set set = {.slots = NULL};
	char name[16];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "command-%d", i % 4000);
		set_add(&set, name);
	}
	assert_int_equal(set.list.n, 4000);
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "command-%d", i);
		assert_int_equal(set_has(&set, name), i < 4000);
	}
	set_free(&set);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_set_has_nothing),
		cmocka_unit_test(what_is_added_twice_is_there_once_in_order),
		cmocka_unit_test(thousands_are_found_and_no_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
