/*
 * whose: in whose hands a file is, for somebody who is told that it is not trusted.
 */
#ifndef WHOSE_H
#define WHOSE_H

#include "request.h"
#include "text.h"

/*
 * Adds to TEXT what keeps PATH from being trusted: whom it belongs to, or who else may write to
 * it. "was not trusted yet" where that is nothing of the kind.
 */
void whose_add(struct text *text, const struct request *request, const char *path);

#endif
