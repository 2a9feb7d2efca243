#include "owner.h"

#include "table.h"
#include "tree.h"

struct row {
	const char *name;
	uid_t user, owner;
	mode_t mode;
	const char *sudo_uid;
	bool expected;
};

static const struct row rows[] = {
	{"one's own", 1000, 1000, 0755, NULL, true},
	{"root's", 1000, 0, 0755, NULL, true},
	{"somebody else's", 1000, 1001, 0755, NULL, false},
	{"one's own that its group may write to", 1000, 1000, 0775, NULL, true},
	{"one's own that the world may write to", 1000, 1000, 0757, NULL, false},
	{"root's that the world may write to", 1000, 0, 0777, NULL, false},
	{"a sticky bit does not help", 1000, 1000, 01777, NULL, false},
	{"a sticky bit does not hurt", 1000, 1000, 01755, NULL, true},
	{"root's own", 0, 0, 0755, NULL, true},
	{"root does not trust everybody", 0, 1000, 0755, NULL, false},
	{"root trusts whoever sudo was called by", 0, 1000, 0755, "1000", true},
	{"and nobody else", 0, 1001, 0755, "1000", false},
	{"not when the world may write to it", 0, 1000, 0757, "1000", false},
	{"SUDO_UID says nothing to others", 1000, 1001, 0755, "1001", false},
	{"SUDO_UID that is no number", 0, 1000, 0755, "1000x", false},
	{"SUDO_UID with a sign", 0, 1000, 0755, "+1000", false},
	{"SUDO_UID that would not fit", 0, 1000, 0755, "18446744073709552616", false},
	{"SUDO_UID of a directory service", 0, 1946801105, 0755, "1946801105", true},
};

static void
is_trusted(void **state)
{
	const struct row *row = *state;
	struct request request = {.user = row->user, .variables.sudo_uid = row->sudo_uid};
	struct stat status = {.st_uid = row->owner, .st_mode = S_IFDIR | row->mode};

	tree_clear();
	assert_int_equal(owner_is_trusted(&request, "/e", &status), row->expected);
}

static const struct {
	const char *name;
	const char *tree[3];
	const char *expected;
} parts[] = {
	{"part: one's own", {"d /e/bin"}, NULL},
	{"part: the environment", {"d /e/bin", "o /e\t1001"}, "/e"},
	{"part: its bin", {"d /e/bin", "o /e/bin\t1001"}, "/e/bin"},
	{"part: one that nobody can say whose it is", {"d /e", "! /e\t5"}, "/e"},
	{"part: a bin that nobody can say whose it is", {"d /e/bin", "! /e/bin\t12"},
		"/e/bin"},
	{"part: a bin that nobody may look at", {"d /e/bin", "! /e/bin\t13"}, NULL},
	{"part: both", {"o /e\t1001", "o /e/bin\t1001"}, "/e"},
	{"part: an open bin", {"d /e/bin", "m /e/bin\t0777"}, "/e/bin"},
	{"part: no bin", {"d /e"}, NULL},
	{"part: nothing is there", {"d /"}, NULL},
	{"part: somebody else's link to one's own",
		{"d /x/bin", "l /e\t/x", "o /e\t1001"}, "/e"},
	{"part: root's link to one's own", {"d /x/bin", "l /e\t/x", "o /e\t0"}, NULL},
	{"part: a link to nothing", {"l /e\t/x"}, NULL},
	{"part: a list that nobody here can read", {"m /e\t0775", "a /e"}, "/e"},
	{"part: a list of the bin", {"d /e/bin", "m /e/bin\t0775", "a /e/bin"}, "/e/bin"},
	{"part: a list that lets nobody write, by the mode", {"m /e\t0755", "a /e"},
		NULL},
	{"part: open to its group", {"m /e\t0775"}, NULL},
	{"part: behind a link", {"o /x\t1001", "l /e\t/x"}, "/e"},
	{"part: the parent does not count", {"d /e/bin", "m /\t0777"}, NULL},
};

static void
is_foreign(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)parts) / sizeof(parts[0]);
	struct request request = {.user = TREE_USER};
	char block[64];
	struct arena arena = {.base = block, .size = sizeof(block)};

	tree_clear();
	for (size_t line = 0; line < 3 && parts[i].tree[line] != NULL; line++)
		tree_plant(parts[i].tree[line]);
	struct owner_parts seen = {.itself = {.st_nlink = 0}};
	const char *part = owner_foreign_part(&request, &arena, "/e", &seen);
	if (parts[i].expected == NULL)
		assert_null(part);
	else
		assert_string_equal(part, parts[i].expected);
}

int
main(void)
{
	TABLE_ROWS(is_foreign, parts);
	TABLE_ROWS(is_trusted, rows);
	return table_run("owner");
}
