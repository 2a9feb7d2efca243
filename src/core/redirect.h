/*
 * redirect: the text of a redirect file (PEP 832): the path of an environment up to the first
 * newline. Text only.
 */
#ifndef REDIRECT_H
#define REDIRECT_H

#include "path.h"
#include "problem.h"

#include <limits.h>

/* How much of the file is read: what is longer than any path is none. Bytes. */
enum { REDIRECT_LIMIT = PATH_MAX + 8 };

/*
 * The path in the first LENGTH bytes of a redirect file, in *PATH: taken as it stands but for a
 * byte order mark and the carriage return of a \r\n. REASON_NONE, or why it names nothing:
 * REASON_REDIRECT_EMPTY, REASON_REDIRECT_UNUSABLE.
 */
enum reason redirect_parse(const char *bytes, size_t length, struct span *path);

#endif
