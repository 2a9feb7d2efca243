/*
 * terms: the words that the parts of a decision go by, in JSON and for users of the library.
 */
#ifndef TERMS_H
#define TERMS_H

#include "request.h"

#include <vshim.h>

/* The word for ORIGIN, `unknown` for what is none; a constant. */
const char *terms_origin(enum vshim_origin origin);

/* The word for FINDING; a constant. */
const char *terms_finding(enum finding finding);

#endif
