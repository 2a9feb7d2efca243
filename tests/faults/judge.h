/*
 * judge: whether what must hold held in a run in which something failed (faults.c says what).
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "trace.h"
#include "tree.h"

enum { ALTERNATIVES = 8 };

enum verdict { SAME, PASSED_OVER, REFUSED, NOT_STARTED, KILLED, WRONG, VERDICTS };

struct scenario {
	const char *name, *world, *template;
	const char *alternatives[ALTERNATIVES + 1]; /* each behind its option's letter */
	bool changes, may_change, is_quick;
	const char *part; /* of the world, which it is there to change */
	char *mender; /* of a command that believes what it is told to be gone, or NULL */
	struct start start;
	struct outcome usual;
	struct tree before, after;
	size_t runs, verdicts[VERDICTS];
};

/* A run that is judged. */
struct run {
	struct scenario *scenario;
	struct fault fault;
	const struct call *call;
	struct outcome outcome;
	const char *why; /* it is wrong */
};

/*
 * The verdict on RUN; where it is WRONG, run->why says so. The world is put back as it was before
 * the run.
 */
enum verdict judge(struct run *run);

#endif
