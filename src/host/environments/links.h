/*
 * links: where an environment's files lead: the end of a chain of links, the place that
 * `activate` names, the version that `lib` is for.
 */
#ifndef LINKS_H
#define LINKS_H

#include <stdbool.h>

/* What PATH leads to in the end: the first place that is no link. Owned. */
char *links_end(const char *path);

/*
 * The place that `activate` of ENVIRONMENT names, where that is another one; NULL when it is this one, or not said.
 * Owned.
 */
char *links_activated(const char *environment);

/* The place that the text of an `activate` script names, or NULL. Owned. */
char *links_activate_text(const char *text);

/* The version that `lib` of ENVIRONMENT has packages for. False when it has none. */
bool links_library(const char *environment, int *major, int *minor);

#endif
