/*
 * resolve: which environment applies, and why. One function over plain values, used by the
 * shims and by every command of vshim; it changes nothing.
 */
#ifndef RESOLVE_H
#define RESOLVE_H

#include "pyvenv.h"
#include "request.h"

#include <sys/stat.h>

#include <vshim.h>

struct selection {
	enum vshim_origin origin;
	const char *environment; /* NULL: the system */
	const char *project; /* where the walk found it, else NULL */
	struct pyvenv pyvenv; /* of the environment */
	struct stat bin; /* of the environment, where the walk has looked at it */
};

/*
 * The selection for REQUEST: of the lines of vshim-shims(7), the first that answers. Texts are
 * the arena's or the request's. 0, or -1 with *PROBLEM filled.
 */
int resolve(const struct request *request, struct arena *arena,
	struct selection *selection, struct problem *problem);

/*
 * The same by the lines behind that of ORIGIN alone: what would have been selected had that line
 * not answered. Nothing where ORIGIN is the last.
 */
int resolve_behind(const struct request *request, struct arena *arena,
	enum vshim_origin origin, struct selection *selection, struct problem *problem);

/* Whether VIRTUAL_ENV is vshim's own mark, left by a parent that was launched into it. */
bool resolve_is_mark(const struct variables *variables);

/*
 * A python's first operand when it is an absolute path and only options without a value stand
 * before it, else NULL.
 */
const char *resolve_script_operand(char *const *operands);

#endif
