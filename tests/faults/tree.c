#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static _Noreturn void
give_up(const char *path)
{
	perror(path);
	exit(2);
}

/* nftw(3) gives its function nothing of ours. */
static struct tree *reading;
static size_t skipped;
static const char *target;

static char *
contents(const char *path, size_t size)
{
	char *text = malloc(size + 3);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (text == NULL || fd < 0)
		give_up(path);
	memcpy(text, "= ", 2);
	ssize_t length = read(fd, text + 2, size);
	if (length < 0)
		give_up(path);
	close(fd);
	text[2 + length] = '\0';
	/* What is compared as a string must be one. */
	for (ssize_t i = 0; i < length; i++)
		if (text[2 + i] == '\0')
			text[2 + i] = '\n';
	return text;
}

static char *
link_text(const char *path)
{
	char text[PATH_MAX] = "-> ";
	ssize_t length = readlink(path, text + 3, sizeof(text) - 4);

	if (length < 0)
		give_up(path);
	return strndup(text, (size_t)length + 3);
}

static int
add(const char *path, const struct stat *status, int flag, struct FTW *where)
{
	struct tree *tree = reading;

	(void)flag;
	(void)where;
	if (tree->n % 64 == 0) {
		tree->entries =
			realloc(tree->entries, (tree->n + 64) * sizeof(*tree->entries));
		if (tree->entries == NULL)
			give_up(path);
	}
	struct entry *entry = &tree->entries[tree->n++];
	entry->path = strdup(path + skipped);
	if (S_ISLNK(status->st_mode))
		entry->what = link_text(path);
	else if (S_ISREG(status->st_mode))
		entry->what = contents(path, (size_t)status->st_size);
	else
		entry->what = strdup("dir");
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct entry *first = a, *second = b;

	return strcmp(first->path, second->path);
}

void
tree_read(const char *directory, struct tree *tree)
{
	*tree = (struct tree){.n = 0};
	reading = tree;
	skipped = strlen(directory);
	if (nftw(directory, add, 16, FTW_PHYS) != 0)
		give_up(directory);
	qsort(tree->entries, tree->n, sizeof(*tree->entries), compare);
}

void
tree_free(struct tree *tree)
{
	for (size_t i = 0; i < tree->n; i++) {
		free(tree->entries[i].path);
		free(tree->entries[i].what);
	}
	free(tree->entries);
	*tree = (struct tree){.n = 0};
}

bool
tree_same(const struct tree *a, const struct tree *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->entries[i].path, b->entries[i].path) != 0 ||
			strcmp(a->entries[i].what, b->entries[i].what) != 0)
			return false;
	return true;
}

const char *
tree_at(const struct tree *tree, const char *path)
{
	struct entry wanted = {.path = (char *)(size_t)path};
	const struct entry *found = tree->n == 0
		? NULL
		: bsearch(&wanted, tree->entries, tree->n, sizeof(wanted), compare);

	return found == NULL ? NULL : found->what;
}

static int
take_away(const char *path, const struct stat *status, int flag, struct FTW *where)
{
	(void)status;
	(void)flag;
	(void)where;
	return remove(path);
}

static void
copy_file(const char *from, const char *to, const struct stat *status)
{
	char *text = contents(from, (size_t)status->st_size);
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(
		to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status->st_mode & 07777);

	if (in < 0 || out < 0)
		give_up(to);
	for (ssize_t length; (length = read(in, text, (size_t)status->st_size)) > 0;)
		if (write(out, text, (size_t)length) != length)
			give_up(to);
	close(in);
	close(out);
	free(text);
}

static int
copy(const char *path, const struct stat *status, int flag, struct FTW *where)
{
	char to[PATH_MAX];

	(void)flag;
	(void)where;
	snprintf(to, sizeof(to), "%s%s", target, path + skipped);
	if (S_ISDIR(status->st_mode)) {
		/* Whatever the umask takes off. */
		if (mkdir(to, 0700) != 0 || chmod(to, status->st_mode & 07777) != 0)
			give_up(to);
	} else if (S_ISLNK(status->st_mode)) {
		char *text = link_text(path);

		if (symlink(text + 3, to) != 0)
			give_up(to);
		free(text);
	} else {
		copy_file(path, to, status);
	}
	return 0;
}

/* A second time through it: what is made in a directory changes its time. */
static int
copy_time(const char *path, const struct stat *status, int flag, struct FTW *where)
{
	const struct timespec times[] = {status->st_mtim, status->st_mtim};
	char to[PATH_MAX];

	(void)flag;
	(void)where;
	snprintf(to, sizeof(to), "%s%s", target, path + skipped);
	return utimensat(AT_FDCWD, to, times, AT_SYMLINK_NOFOLLOW);
}

void
tree_copy(const char *from, const char *to)
{
	if (nftw(to, take_away, 16, FTW_PHYS | FTW_DEPTH) != 0 && errno != ENOENT)
		give_up(to);
	target = to;
	skipped = strlen(from);
	if (nftw(from, copy, 16, FTW_PHYS) != 0 ||
		nftw(from, copy_time, 16, FTW_PHYS) != 0)
		give_up(to);
}
