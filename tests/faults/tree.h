/*
 * tree: what a directory holds, as a value that can be compared, and a copy of it made.
 */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <stddef.h>

/* One entry: its path below the directory and what it is, `dir`, `-> target` or `= bytes`. */
struct entry {
	char *path;
	char *what;
};

struct tree {
	struct entry *entries; /* sorted by path */
	size_t n;
};

/* What DIRECTORY holds. Ends the program when that cannot be read. */
void tree_read(const char *directory, struct tree *tree);
void tree_free(struct tree *tree);

bool tree_same(const struct tree *a, const struct tree *b);

/* What is at PATH, or NULL. */
const char *tree_at(const struct tree *tree, const char *path);

/* Makes TO a copy of FROM, times and all; what TO held before is gone. */
void tree_copy(const char *from, const char *to);

#endif
