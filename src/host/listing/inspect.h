/*
 * inspect: surveys of environments, several at once, none of which can hold up anybody: a look at a
 * mount whose server is gone does not come back, and whoever took it cannot be stopped.
 *
 * Hence threads of its own: libuv waits for those of its pool before the program ends.
 */
#ifndef INSPECT_H
#define INSPECT_H

#include "survey.h"

#include <uv.h>

/* How long a survey is waited for. Seconds. */
enum { INSPECT_LIMIT = 5 };

/* What was found out. Its texts and the path are owned. */
struct inspect_result {
	char *path;
	struct survey survey;
	bool is_silent; /* no answer came: nothing is known */
};

void inspect_result_free(struct inspect_result *result);

/* Takes RESULT over. Called in the loop's thread. */
typedef void inspect_done(void *data, struct inspect_result *result);

/* Begins without anything to do, for DECISION, which has selected; it lasts until the end. */
struct inspect *inspect_begin(
	uv_loop_t *loop, const struct decision *decision, inspect_done *done, void *data);

/* Adds the environment PATH to what is to be surveyed. */
void inspect_add(struct inspect *inspect, const char *path);

/* Lets go of the loop. What was added and is not yet done is not told any more. */
void inspect_close(struct inspect *inspect);

/* Frees INSPECT, which the loop has let go. */
void inspect_free(struct inspect *inspect);

#endif
