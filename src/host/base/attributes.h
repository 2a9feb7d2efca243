/*
 * attributes: what a file system keeps about a file beside owner and mode: access control
 * lists, security labels and the like.
 */
#ifndef ATTRIBUTES_H
#define ATTRIBUTES_H

/*
 * Gives the file open as FD the attributes of the file PATH, as far as this process may and
 * the system has them.
 */
void attributes_copy(const char *path, int fd);

#endif
