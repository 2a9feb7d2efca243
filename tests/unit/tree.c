#include "tree.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { NODES = 2048, BYTES = 1 << 20, LINKS_LIMIT = 40 };

struct node {
	struct node *parent; /* NULL: it was removed */
	struct node *children; /* the last one first; those that were removed, too */
	struct node *next; /* child of the same parent */
	const char *name;
	size_t name_length;
	mode_t mode;
	uid_t owner;
	const char *bytes; /* of a file; the target of a link, with a NUL */
	size_t length;
	off_t size; /* as it is told */
	time_t changed; /* the second of its last change */
	int err; /* what a look fails with, or 0 */
	bool has_access_list;
};

static struct {
	struct node nodes[NODES];
	size_t n;
	char bytes[BYTES];
	size_t used;
	struct node *current; /* NULL: it was removed */
	size_t looks;
	bool fifo_was_opened;
} tree;

static char *
keep(const char *bytes, size_t length)
{
	if (length >= BYTES - tree.used)
		abort();
	char *copy = tree.bytes + tree.used;
	memcpy(copy, bytes, length);
	copy[length] = '\0';
	tree.used += length + 1;
	return copy;
}

static struct node *
add(struct node *parent, const char *name, size_t length)
{
	if (tree.n == NODES)
		abort();
	struct node *node = &tree.nodes[tree.n++];
	*node = (struct node){.parent = parent,
		.name = keep(name, length),
		.name_length = length,
		.mode = S_IFDIR | 0755,
		.owner = TREE_USER,
		.bytes = ""};
	if (parent != NULL) {
		node->next = parent->children;
		parent->children = node;
	}
	return node;
}

static struct node *
child(const struct node *parent, const char *name, size_t length)
{
	for (struct node *node = parent->children; node != NULL; node = node->next)
		if (node->parent == parent && node->name_length == length &&
			memcmp(node->name, name, length) == 0)
			return node;
	return NULL;
}

static struct node *
failed(int err)
{
	errno = err;
	return NULL;
}

static struct node *walk(struct node *at, const char *path, bool follow, unsigned *links);

/* The entry of the first LENGTH bytes of NAME in the directory AT, or NULL with errno. */
static struct node *
step(struct node *at, const char *name, size_t length, bool follow, unsigned *links)
{
	if (!S_ISDIR(at->mode))
		return failed(ENOTDIR);
	if (at->err != 0)
		return failed(at->err);
	if ((at->mode & (S_IXUSR | S_IXGRP | S_IXOTH)) == 0)
		return failed(EACCES);
	if (length > NAME_MAX)
		return failed(ENAMETOOLONG);
	if (length == 1 && name[0] == '.')
		return at;
	if (length == 2 && name[0] == '.' && name[1] == '.')
		return at->parent;
	struct node *next = child(at, name, length);
	if (next == NULL)
		return failed(ENOENT);
	if (!S_ISLNK(next->mode) || !follow)
		return next;
	if (++*links > LINKS_LIMIT)
		return failed(ELOOP);
	return walk(at, next->bytes, true, links);
}

static struct node *
walk(struct node *at, const char *path, bool follow, unsigned *links)
{
	if (path[0] == '\0')
		return failed(ENOENT);
	if (strlen(path) >= PATH_MAX)
		return failed(ENAMETOOLONG);
	if (path[0] == '/')
		at = &tree.nodes[0];
	while (at != NULL && *path != '\0') {
		size_t slashes = strspn(path, "/");
		size_t length = strcspn(path + slashes, "/");
		bool is_last = path[slashes + length] == '\0';

		path += slashes;
		if (length == 0)
			return S_ISDIR(at->mode) ? at : failed(ENOTDIR);
		at = step(at, path, length, follow || !is_last, links);
		path += length;
	}
	return at;
}

static struct node *
look(const char *path, bool follow)
{
	unsigned links = 0;

	tree.looks++;
	if (path[0] != '/' && tree.current == NULL)
		return failed(ENOENT);
	struct node *node = walk(tree.current, path, follow, &links);
	if (node != NULL && node->err != 0)
		return failed(node->err);
	return node;
}

/* The node of PATH, made with its parents where it is missing. Links are not followed. */
static struct node *
make(const char *path)
{
	struct node *at = &tree.nodes[0];

	for (path += strspn(path, "/"); *path != '\0'; path += strspn(path, "/")) {
		size_t length = strcspn(path, "/");
		struct node *next = child(at, path, length);

		at = next != NULL ? next : add(at, path, length);
		path += length;
	}
	return at;
}

void
tree_clear(void)
{
	tree.n = tree.used = tree.looks = 0;
	tree.fifo_was_opened = false;
	tree.current = add(NULL, "", 0);
	tree.current->parent = tree.current;
	tree.current->owner = 0;
}

static void
fill(struct node *node, mode_t mode, const char *bytes, size_t length)
{
	node->mode = mode;
	node->bytes = keep(bytes, length);
	node->length = length;
	node->size = (off_t)length;
}

void
tree_file(const char *path, const char *bytes, size_t length)
{
	fill(make(path), S_IFREG | 0644, bytes, length);
}

/* No interpreter is smaller than a page, so neither is a program that has no text. */
static void
make_program(const char *path, const char *text)
{
	struct node *node = make(path);

	fill(node, S_IFREG | 0755, text, strlen(text));
	if (text[0] == '\0')
		node->size = 6 << 20;
}

static void
make_environment(const char *path)
{
	char *inside = malloc(strlen(path) + sizeof("/pyvenv.cfg"));

	if (inside == NULL)
		abort();
	strcpy(stpcpy(inside, path), "/pyvenv.cfg");
	tree_file(inside, "", 0);
	strcpy(stpcpy(inside, path), "/bin/python");
	make_program(inside, "");
	free(inside);
}

void
tree_plant(const char *line)
{
	size_t length = strcspn(line + 2, "\t");
	char *path = strndup(line + 2, length);
	const char *value = line[2 + length] == '\t' ? line + 2 + length + 1 : "";

	if (path == NULL)
		abort();
	switch (line[0]) {
	case 'd':
		make(path)->mode = S_IFDIR | 0755;
		break;
	case 'f':
		tree_file(path, value, strlen(value));
		break;
	case 'x':
		make_program(path, value);
		break;
	case 'l':
		fill(make(path), S_IFLNK | 0777, value, strlen(value));
		break;
	case 'p':
		fill(make(path), S_IFIFO | 0644, "", 0);
		break;
	case 'E':
		make_environment(path);
		break;
	case 'o':
		make(path)->owner = (uid_t)strtoul(value, NULL, 10);
		break;
	case 'm': {
		struct node *node = make(path);
		node->mode = (node->mode & S_IFMT) | (mode_t)strtoul(value, NULL, 8);
		break;
	}
	case 's':
		make(path)->size = (off_t)strtol(value, NULL, 10);
		break;
	case 'a':
		make(path)->has_access_list = true;
		break;
	case 't':
		make(path)->changed = (time_t)strtol(value, NULL, 10);
		break;
	case '!':
		make(path)->err = atoi(value);
		break;
	case 'c':
		tree.current = make(path);
		break;
	case 'r':
		if (make(path) == tree.current)
			tree.current = NULL;
		make(path)->parent = NULL;
		break;
	default:
		abort();
	}
	free(path);
}

size_t
tree_looks(void)
{
	return tree.looks;
}

bool
tree_fifo_was_opened(void)
{
	return tree.fifo_was_opened;
}

/* From here on: files.h. */

static int
tell(const struct node *node, struct stat *status)
{
	if (node == NULL)
		return errno;
	*status = (struct stat){.st_dev = 1,
		.st_ino = (ino_t)(node - tree.nodes) + 1,
		.st_mode = node->mode,
		.st_nlink = 1,
		.st_uid = node->owner,
		.st_size = node->size,
		.st_mtim.tv_sec = node->changed};
	return 0;
}

bool
files_has_access_list(const char *path)
{
	const struct node *node = look(path, true);

	return node != NULL && node->has_access_list;
}

int
files_stat(const char *path, struct stat *status)
{
	return tell(look(path, true), status);
}

int
files_lstat(const char *path, struct stat *status)
{
	return tell(look(path, false), status);
}

bool
files_is_directory(const char *path)
{
	const struct node *node = look(path, true);

	return node != NULL && S_ISDIR(node->mode);
}

bool
files_executable(const char *path, const struct stat *status)
{
	mode_t mine = status->st_uid == TREE_USER ? S_IXUSR : S_IXOTH;

	(void)path;
	return S_ISREG(status->st_mode) && (status->st_mode & mine) != 0;
}

bool
files_writable(const char *directory)
{
	const struct node *node = look(directory, true);
	mode_t mine = node != NULL && node->owner == TREE_USER ? S_IWUSR : S_IWOTH;

	return node != NULL && (node->mode & mine) != 0;
}

bool
files_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

ssize_t
files_read(const char *path, char *buffer, size_t size)
{
	const struct node *node = look(path, true);

	if (node == NULL)
		return -errno;
	if (S_ISFIFO(node->mode))
		tree.fifo_was_opened = true;
	if (S_ISDIR(node->mode) || (node->mode & (S_IRUSR | S_IRGRP | S_IROTH)) == 0)
		return S_ISDIR(node->mode) ? -EISDIR : -EACCES;
	size_t length = node->length < size ? node->length : size;
	memcpy(buffer, node->bytes, length);
	return (ssize_t)length;
}

ssize_t
files_readlink(const char *path, char *buffer, size_t size)
{
	const struct node *node = look(path, false);

	if (node == NULL)
		return -errno;
	if (!S_ISLNK(node->mode))
		return -EINVAL;
	size_t length = node->length < size - 1 ? node->length : size - 1;
	memcpy(buffer, node->bytes, length);
	buffer[length] = '\0';
	return (ssize_t)length;
}

/* The path of NODE in BUFFER of SIZE bytes. 0, or the errno why not. */
static int
spell(const struct node *node, char *buffer, size_t size)
{
	char path[PATH_MAX];
	size_t at = sizeof(path) - 1;

	path[at] = '\0';
	for (; node->parent != node; node = node->parent) {
		size_t length = node->parent == NULL ? PATH_MAX : strlen(node->name);

		if (length + 1 > at)
			return node->parent == NULL ? ENOENT : ENAMETOOLONG;
		at -= length;
		memcpy(path + at, node->name, length);
		path[--at] = '/';
	}
	if (path[at] == '\0')
		path[--at] = '/';
	if (sizeof(path) - at > size)
		return ERANGE;
	memcpy(buffer, path + at, sizeof(path) - at);
	return 0;
}

int
files_getcwd(char *buffer, size_t size)
{
	tree.looks++;
	if (tree.current == NULL || tree.current->err != 0)
		return tree.current == NULL ? ENOENT : tree.current->err;
	return spell(tree.current, buffer, size);
}

int
files_realpath(const char *path, char *buffer)
{
	const struct node *node = look(path, true);

	return node == NULL ? errno : spell(node, buffer, PATH_MAX);
}

int
files_list(const char *directory, files_visit *visit, void *data)
{
	const struct node *parent = look(directory, true);
	bool more = true;

	if (parent == NULL)
		return errno;
	if (!S_ISDIR(parent->mode) || (parent->mode & (S_IRUSR | S_IRGRP | S_IROTH)) == 0)
		return S_ISDIR(parent->mode) ? EACCES : ENOTDIR;
	/* The last one first: whoever needs an order has to sort. */
	for (const struct node *node = parent->children; more && node != NULL;
		node = node->next)
		if (node->parent == parent)
			more = visit(data, node->name,
				S_ISDIR(node->mode) || S_ISLNK(node->mode));
	return 0;
}
