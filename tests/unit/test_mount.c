#include "mount.h"

#include "table.h"

#include <errno.h>
#include <stdlib.h>

static const char fstab[] = "# device point\n"
			    "UUID=1 / ext4 defaults 0 1\n"
			    "server:/x\t/net/x nfs ro 0 0\n"
			    "  tmpfs /net/x/y tmpfs\n"
			    "none swap swap sw 0 0\n"
			    "#dev /commented ext4\n"
			    "//s/a /mnt/my\\040disk cifs\n"
			    "//s/b /mnt/a\\9bc cifs\n"
			    "//s/c /mnt/b\\04 cifs\n"
			    "//s/d /mnt/deep/er cifs\n"
			    "//s/e /mnt/deep cifs\n"
			    "/dev/sdb1";

static const struct {
	const char *name, *path, *point;
} rows[] = {
	{"below a mount point", "/net/x/home/e", "/net/x"},
	{"the mount point itself", "/net/x", "/net/x"},
	{"the deepest one counts", "/net/x/y/e", "/net/x/y"},
	{"also where it comes first", "/mnt/deep/er/e", "/mnt/deep/er"},
	{"a name that only begins alike", "/net/xy/e", NULL},
	{"the root is none", "/home/e", NULL},
	{"a comment is none", "/commented/e", NULL},
	{"blanks are escaped", "/mnt/my disk/e", "/mnt/my disk"},
	{"a backslash without digits is one", "/mnt/a\\9bc/e", "/mnt/a\\9bc"},
	{"nor are two enough", "/mnt/b\\04/e", "/mnt/b\\04"},
};

static void
is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	char *point = mount_point(fstab, rows[i].path);

	if (rows[i].point == NULL)
		assert_null(point);
	else
		assert_string_equal(point, rows[i].point);
	free(point);
}

static void
a_drive_that_is_not_attached(void **state)
{
	char *point = mount_missing("/media/nobody/no such drive/project/.venv");

	(void)state;
	assert_string_equal(point, "/media/nobody/no such drive");
	free(point);
	point = mount_missing("/media/nobody");
	assert_string_equal(point, "/media/nobody");
	free(point);
	assert_null(mount_missing("/nowhere/project/.venv"));
}

static void
dead_is_not_absent(void **state)
{
	(void)state;
	assert_true(mount_is_dead(ENOTCONN));
	assert_true(mount_is_dead(ESTALE));
	assert_false(mount_is_dead(ENOENT));
	assert_false(mount_is_dead(EACCES));
}

int
main(void)
{
	TABLE_ROWS(is_found, rows);
	TABLE_TEST(a_drive_that_is_not_attached);
	TABLE_TEST(dead_is_not_absent);
	return table_run("mount");
}
