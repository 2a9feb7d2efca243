#include "access.h"

#include "table.h"

#include <stdint.h>
#include <string.h>

static const struct {
	const char *name;
	uint16_t entries[5][3]; /* tag, user or group, rights */
	uid_t user;
	bool expected;
} rows[] = {
	{"the owner, the group and the others alone",
		{{0x01, 0, 7}, {0x04, 0, 7}, {0x20, 0, 7}}, 1000, true},
	{"a user", {{0x01, 0, 7}, {0x02, 1001, 6}, {0x10, 0, 7}}, 1000, false},
	{"oneself and root", {{0x02, 1000, 7}, {0x02, 0, 7}, {0x10, 0, 7}}, 1000, true},
	{"another user for root", {{0x02, 1000, 7}, {0x10, 0, 7}}, 0, false},
	{"a group", {{0x04, 0, 7}, {0x08, 1000, 2}, {0x10, 0, 7}}, 1000, false},
	{"a user who may read", {{0x02, 1001, 5}, {0x10, 0, 7}}, 1000, true},
	{"a user whose right the mask takes away", {{0x02, 1001, 7}, {0x10, 0, 5}}, 1000,
		true},
	{"a mask that comes first", {{0x10, 0, 5}, {0x02, 1001, 7}}, 1000, true},
	{"the second of two users", {{0x02, 1001, 5}, {0x02, 1002, 7}, {0x10, 0, 7}},
		1000, false},
};

static void
is_closed(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct request request = {.user = rows[i].user};
	char list[4 + 5 * 8] = {2};
	size_t length = 4;

	for (size_t n = 0; n < 5 && rows[i].entries[n][0] != 0; n++, length += 8) {
		memcpy(list + length, &rows[i].entries[n][0], 2);
		memcpy(list + length + 2, &rows[i].entries[n][2], 2);
		memcpy(list + length + 4, &rows[i].entries[n][1], 2);
	}
	assert_int_equal(access_is_closed(&request, list, length), rows[i].expected);
}

static void
a_list_that_cannot_be_read_is_open(void **state)
{
	struct request request = {.user = 0};

	(void)state;
	assert_false(access_of_file_is_closed(&request, "/no/such/file"));
}

int
main(void)
{
	TABLE_ROWS(is_closed, rows);
	TABLE_TEST(a_list_that_cannot_be_read_is_open);
	return table_run("access");
}
