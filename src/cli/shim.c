#include "cli.h"

#include "decision.h"
#include "explain.h"
#include "known.h"
#include "launch.h"
#include "machine.h"
#include "name.h"
#include "own.h"
#include "shims.h"
#include "slow.h"
#include "supervise.h"
#include "watch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether the shims directory has the command that is run. */
static bool
has_shim(struct decision *decision)
{
	const char *shims = decision->request.shims;
	struct stat status;

	return shims != NULL &&
		lstat(path_join(&decision->arena, shims, decision->request.name),
			&status) == 0;
}

void
shim_learn(const struct decision *decision, const char *environment)
{
	struct vshim_error ignored = {.what = NULL};
	struct shims shims = decision_shims(decision);

	if (environment != NULL && shims.root != NULL)
		shims_learn(&shims, environment, &ignored);
	vshim_error_free(&ignored);
}

/* Learns of the environment where there is something to learn. */
static void
learn_news(struct decision *decision)
{
	const char *environment = decision->selection.environment;
	/* A pip that was watched has changed what the decision saw. */
	struct stat not_seen = {.st_nlink = 0};

	if (environment != NULL &&
		(known_look(&decision->request, &decision->arena, environment,
			 &not_seen) == KNOWN_NEWS ||
			(!decision->program.is_outside && !has_shim(decision))))
		shim_learn(decision, environment);
}

/* Whether this is a pip that may change what commands the environment has. */
static bool
is_changing_pip(const struct decision *decision)
{
	const struct request *request = &decision->request;
	enum name_kind kind = name_parse(request->name).kind;
	bool changes = false;

	if (decision->selection.environment == NULL || decision->program.is_outside ||
		!request->settings->pip_rehash)
		return false;
	if (kind != NAME_PIP &&
		!(kind == NAME_PYTHON && name_runs_pip_module(request->operands)))
		return false;
	/* Options with values stand before the verb, too: any word may be it. */
	for (char *const *word = request->operands; *word != NULL && !changes; word++)
		changes =
			strcmp(*word, "install") == 0 || strcmp(*word, "uninstall") == 0;
	return changes;
}

/* Runs pip as a child and brings the shims up to date behind it. An exit status, or -1. */
static int
watch_pip(struct decision *decision, struct vshim_error *error)
{
	struct supervise_end end = {.status = 0};
	struct shims shims = decision_shims(decision);
	struct shims_report report;
	struct vshim_error ignored = {.what = NULL};
	char **argv, **environment;

	if (decision_blocks(decision, &argv, &environment, error) != 0)
		return -1;
	if (supervise_run(
		    &(struct supervise_child){.argv = argv, .environment = environment},
		    &end) != 0)
		return decision_perform(decision, error);
	learn_news(decision);
	if (shims.root != NULL)
		shims_rehash(&shims, &report, &ignored);
	vshim_error_free(&ignored);
	return supervise_mirror(&end);
}

int
shim_perform(struct decision *decision, struct vshim_error *error)
{
	learn_news(decision);
	/* What the kernel refuses, uv_spawn(), as execvp(3) does, hands to /bin/sh as a script. */
	if (is_changing_pip(decision) && supervise_is_possible() &&
		machine_starts(decision->program.argv[0]))
		return watch_pip(decision, error);
	return decision_perform(decision, error);
}

/* Tells on standard error what `which --explain` would (VSHIM_DEBUG). */
static void
trace(struct decision *decision, const struct steps *steps,
	const struct vshim_error *error)
{
	struct screen screen = screen_make(decision->request.environment, STDERR_FILENO);
	struct text text = {.data = NULL};

	text_format(&text, "vshim: %q in %q\n", decision->request.name,
		decision->request.directory == NULL ? "a directory without a path"
						    : decision->request.directory);
	explain_add(&(struct explanation){decision, steps, error}, &screen, &text);
	fputs(text.data, stderr);
	text_free(&text);
}

static int
decide(struct decision *decision, struct vshim_error *error)
{
	bool is_traced = decision->request.variables.vshim_debug != NULL;
	struct steps steps = {.n = 0};

	if (is_traced) {
		steps_listen(&steps, decision);
		watch_begin(decision, slow_say);
	}
	int err = decision_select(decision, error);
	if (err == 0)
		err = decision_choose(decision, error);
	watch_end(decision);
	if (is_traced)
		trace(decision, &steps, err == 0 ? NULL : error);
	steps_end(decision);
	steps_free(&steps);
	return err;
}

int
shim_run(const char *name, char *const *operands, char **environment,
	struct vshim_error *error)
{
	struct decision decision;
	int err = own_begin(&decision, name, operands, environment, error);

	if (err == 0)
		err = decide(&decision, error);
	if (err == 0)
		err = shim_perform(&decision, error);
	decision_end(&decision);
	/* Whoever runs `python` must be able to tell its failures from vshim's own. */
	if (error->status == STATUS_TROUBLE)
		error->status = STATUS_CANNOT_RUN;
	return err;
}
