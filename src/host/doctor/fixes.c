#include "fixes.h"

#include <sys/stat.h>

/* Adds and takes permissions of PATH. 0, or -1 with errno. */
static int
change_mode(const char *path, mode_t add, mode_t take)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return -1;
	return chmod(path, ((status.st_mode & 07777) | add) & ~take);
}

static int
make(const struct found *found, const struct shims *shims)
{
	struct shims_report report;
	struct vshim_error error = {.what = NULL};
	int err = -1;

	switch (found->fix) {
	case FIX_REHASH:
		err = shims_rehash(shims, &report, &error);
		break;
	case FIX_CLOSE:
		err = change_mode(found->path, 0, S_IWOTH);
		break;
	case FIX_OPEN:
		err = change_mode(found->path, S_IRWXU, 0);
		break;
	case FIX_START:
		err = change_mode(found->path, S_IXUSR | S_IXGRP | S_IXOTH, 0);
		break;
	case FIX_NONE:
		break;
	}
	vshim_error_free(&error);
	return err;
}

int
fixes_make(struct findings *findings, const struct shims *shims)
{
	int n = 0;

	for (size_t i = 0; i < findings->n; i++) {
		if (make(&findings->items[i], shims) != 0)
			continue;
		findings->items[i].state = STATE_MENDED;
		n++;
	}
	return n;
}
