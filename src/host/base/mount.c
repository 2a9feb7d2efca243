#include "mount.h"

#include "path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where desktops mount what is attached, and how many components a mount point has below. */
static const struct {
	const char *directory;
	int depth;
} removable[] = {{"/media/", 2}, {"/run/media/", 2}, {"/Volumes/", 1}};

static const char fstab_file[] = "/etc/fstab";

/* Bytes. */
enum { FSTAB_LIMIT = 1024 * 1024 };

bool
mount_is_dead(int err)
{
	static const int dead[] = {ENOTCONN, ESTALE, EIO, ENODEV, ENXIO, EHOSTDOWN,
		EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, ECONNREFUSED, ECONNABORTED};

	for (size_t i = 0; i < sizeof(dead) / sizeof(dead[0]); i++)
		if (dead[i] == err)
			return true;
	return false;
}

/* FIELD of LENGTH bytes; fstab(5) writes blanks as \040 and the like. */
static char *
unescaped(const char *field, size_t length)
{
	struct text text = {.data = NULL};

	for (size_t i = 0; i < length; i++) {
		char byte = field[i];

		if (byte == '\\' && length - i > 3 &&
			strspn(field + i + 1, "01234567") >= 3) {
			byte = (char)((field[i + 1] - '0') * 64 +
				(field[i + 2] - '0') * 8 + (field[i + 3] - '0'));
			i += 3;
		}
		text_add_bytes(&text, &byte, 1);
	}
	return text_take(&text);
}

/* The second field of LINE, or NULL where it has none. Owned. */
static char *
point_of_line(const char *line)
{
	const char *device = line + strspn(line, " \t");
	const char *point = device + strcspn(device, " \t\n");

	point += strspn(point, " \t");
	size_t length = strcspn(point, " \t\n");
	if (device[0] == '#' || length == 0 || point[0] != '/')
		return NULL;
	return unescaped(point, length);
}

char *
mount_point(const char *fstab, const char *path)
{
	char *deepest = NULL;

	while (*fstab != '\0') {
		char *point = point_of_line(fstab);
		bool deeper = point != NULL && strcmp(point, "/") != 0 &&
			path_inside(path, point) &&
			(deepest == NULL || strlen(point) > strlen(deepest));

		if (deeper) {
			free(deepest);
			deepest = point;
		} else {
			free(point);
		}
		fstab += strcspn(fstab, "\n");
		fstab += *fstab == '\n';
	}
	return deepest;
}

/* A mount point is on another device than the directory it stands in. */
static bool
is_mounted(const char *point)
{
	struct text above = {.data = NULL};
	struct stat here, there;

	text_format(&above, "%s/..", point);
	bool is = stat(point, &here) == 0 && stat(above.data, &there) == 0 &&
		here.st_dev != there.st_dev;
	text_free(&above);
	return is;
}

static char *
listed_point(const char *path)
{
	struct text fstab = {.data = NULL};
	char *point = NULL;

	if (text_add_file(&fstab, fstab_file, FSTAB_LIMIT) == 0)
		point = mount_point(fstab.data, path);
	text_free(&fstab);
	return point;
}

/* The mount point of an attached drive that PATH lies below, or NULL. Owned. */
static char *
removable_point(const char *path)
{
	for (size_t i = 0; i < sizeof(removable) / sizeof(removable[0]); i++) {
		size_t length = strlen(removable[i].directory);
		struct text point = {.data = NULL};

		if (strncmp(path, removable[i].directory, length) != 0)
			continue;
		for (int depth = 0; depth < removable[i].depth; depth++) {
			length += depth > 0 && path[length] == '/';
			length += strcspn(path + length, "/");
		}
		text_add_bytes(&point, path, length);
		return text_take(&point);
	}
	return NULL;
}

char *
mount_missing(const char *path)
{
	char *point = listed_point(path);

	if (point != NULL && !is_mounted(point))
		return point;
	free(point);
	point = removable_point(path);
	if (point != NULL && access(point, F_OK) != 0)
		return point;
	free(point);
	return NULL;
}

bool
mount_is_listed(const char *point)
{
	char *listed = listed_point(point);
	bool is = listed != NULL && path_equal(listed, point);

	free(listed);
	return is;
}
