/*
 * fixes: doing what a finding asks for where that is safe: on vshim's own files alone.
 */
#ifndef FIXES_H
#define FIXES_H

#include "findings.h"
#include "shims.h"

/*
 * Fixes what can be fixed of FINDINGS, each of which becomes STATE_MENDED; SHIMS are those of this
 * installation. How many were.
 */
int fixes_make(struct findings *findings, const struct shims *shims);

#endif
