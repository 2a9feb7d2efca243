/*
 * tree: a file system in memory, linked in place of core's `files`.
 *
 * It behaves as the kernel does where core depends on that: links, `..`, search permission,
 * ENOTDIR, ELOOP, ENAMETOOLONG. Owners and errors are set at will, which only root could do
 * with real files.
 */
#ifndef TREE_H
#define TREE_H

#include "files.h"

/* Whoever looks, and who owns what is not said to be somebody else's. */
enum { TREE_USER = 1000 };

/* Empties the tree: only / is left, and it is the current directory. */
void tree_clear(void);

/*
 * Adds what LINE says: a letter, a blank, a path, and for some a tab and a value. Directories
 * above the path are made. What the path holds already is replaced.
 *
 *   d PATH          directory              x PATH[\tTEXT]  program, or script
 *   f PATH[\tTEXT]  file                   l PATH\tTARGET  symbolic link
 *   p PATH          fifo                   E PATH          environment with an interpreter
 *   o PATH\tUID     its owner              m PATH\t0755    its mode
 *   s PATH\tBYTES   its size               ! PATH\tERRNO   what a look at it fails with
 *   c PATH          the current directory  r PATH          removes it
 *   t PATH\tSECONDS when it last changed
 *   a PATH          it has an access control list
 */
void tree_plant(const char *line);

/* A file of LENGTH bytes, which may hold any. */
void tree_file(const char *path, const char *bytes, size_t length);

/* How many times the tree was looked at since it was cleared. */
size_t tree_looks(void);

/* Whether a fifo was opened: whoever does that waits for ever. */
bool tree_fifo_was_opened(void);

#endif
