#include "rmtree.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many directories are open at once on the way down. */
enum { OPEN = 32 };

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status;
	(void)where;
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static int
remove_below(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	return where->level == 0 ? 0 : remove_one(path, status, kind, where);
}

int
rmtree_inside(const char *path)
{
	return nftw(path, remove_below, OPEN, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 ? 0
										     : -1;
}

int
rmtree(const char *path)
{
	return nftw(path, remove_one, OPEN, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 ? 0
										   : -1;
}

bool
rmtree_is_empty(const char *path)
{
	DIR *stream = opendir(path);
	bool is = stream != NULL;

	if (stream == NULL)
		return false;
	for (const struct dirent *entry; is && (entry = readdir(stream)) != NULL;)
		is = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	closedir(stream);
	return is;
}
