#include "cli.h"

#include "decision.h"
#include "screen.h"
#include "shims.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { GLOBAL_UNSET };

static int
print_current(const char *link, struct vshim_error *error)
{
	char target[PATH_MAX];
	ssize_t length = readlink(link, target, sizeof(target) - 1);

	if (length < 0) {
		error_set(error, STATUS_FAILED, "no global environment is set");
		return error_hint(error, "set one: vshim global ENV");
	}
	target[length] = '\0';
	screen_print_line(target);
	return 0;
}

static int
set(struct decision *decision, const char *link, const char *name,
	struct vshim_error *error)
{
	const char *environment = decision_environment(decision, name, error);

	if (environment == NULL)
		return -1;
	if (store_make_directories(decision->request.root) != 0 ||
		store_link(link, environment, NULL) != 0)
		return store_cannot_write(error, link);
	struct shims shims = decision_shims(decision);
	return shims_learn(&shims, environment, error);
}

int
global_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct text link = {.data = NULL};
	int err = 0;

	if (arguments->given[GLOBAL_UNSET] && arguments->n > 0)
		return options_clash(error, "global", "ENV and --unset");
	text_format(&link, "%s/global", decision->request.root);
	if (arguments->given[GLOBAL_UNSET]) {
		if (unlink(link.data) != 0 && errno != ENOENT)
			err = store_cannot_write(error, link.data);
	} else if (arguments->n == 0) {
		err = print_current(link.data, error);
	} else {
		err = set(decision, link.data, arguments->operands[0], error);
	}
	text_free(&link);
	return err;
}
