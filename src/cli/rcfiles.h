/*
 * rcfiles: where the start-up files of the shells are for this user.
 */
#ifndef RCFILES_H
#define RCFILES_H

#include "list.h"
#include "request.h"

/*
 * The file that the shell called NAME reads when somebody sits down at it: the first of its
 * files that is there, else the one that it should be. Owned; NULL when HOME is not set.
 */
char *rcfiles_of(const struct request *request, const char *name);

/* Adds every file of every shell that is there, each once. */
void rcfiles_all(const struct request *request, struct list *files);

/*
 * The file that bash reads instead of ~/.bashrc when it is a login shell, if that does not
 * speak of ~/.bashrc itself: owned, whether it is there or not; else NULL.
 */
char *rcfiles_login(const struct request *request);

#endif
