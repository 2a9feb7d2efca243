#include "cli.h"

#include "decision.h"
#include "screen.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRUST_LIST, TRUST_REMOVE };

/* DIRECTORY as it is remembered: absolute, without links; a star at its end is kept. Owned. */
static char *
remembered(const char *directory, struct vshim_error *error)
{
	size_t length = strlen(directory);
	bool has_star = length >= 2 && strcmp(directory + length - 2, "/*") == 0;
	struct text text = {.data = NULL};

	text_add_bytes(&text, directory, has_star ? length - 1 : length);
	char *real = realpath(text.data, NULL);
	text_free(&text);
	if (real == NULL) {
		error_set(error, STATUS_FAILED, "%q: %s", directory, strerror(errno));
		return NULL;
	}
	if (!has_star && strcmp(path_base(real), "*") == 0) {
		error_set(error, STATUS_FAILED,
			"%q would stand for all that is beside it", real);
		error_hint(error, "give it another name: mv %q DIRECTORY", real);
		free(real);
		return NULL;
	}
	text_add(&text, real);
	if (has_star)
		text_add(&text, strcmp(real, "/") == 0 ? "*" : "/*");
	free(real);
	return text_take(&text);
}

static int
print_trusted(const struct request *request)
{
	struct list trusted = {.items = NULL};

	store_list_own(request, STORE_TRUSTED, &trusted);
	for (size_t i = 0; i < trusted.n; i++)
		screen_print_line(trusted.items[i]);
	list_free(&trusted);
	return 0;
}

/*
 * First as it is spelled, which is how it is listed: it may be gone, or a link to another place
 * by now.
 */
static int
forget(struct decision *decision, const char *directory, struct vshim_error *error)
{
	struct arena *arena = &decision->arena;
	const char *root = decision->request.root, *here = decision->request.directory;
	const char *path =
		path_trim(arena, path_from(arena, here == NULL ? "" : here, directory));
	int err = store_remove(root, STORE_TRUSTED, path, error);

	if (err <= 0)
		return err;
	char *real = remembered(directory, error);
	if (real != NULL)
		err = store_remove(root, STORE_TRUSTED, real, error);
	if (err > 0) {
		error_set(error, STATUS_FAILED, "%q was not trusted",
			real == NULL ? path : real);
		error_hint(error, "vshim trust --list shows what is");
	}
	free(real);
	return err == 0 ? 0 : -1;
}

static int
add(const char *root, const char *directory, struct vshim_error *error)
{
	char *real = remembered(directory, error);
	int err = real == NULL ? -1 : store_add(root, STORE_TRUSTED, real, error);

	free(real);
	return err;
}

int
trust_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *directory = arguments->n == 0 ? "." : arguments->operands[0];

	if (arguments->given[TRUST_LIST] &&
		(arguments->given[TRUST_REMOVE] || arguments->n > 0))
		return options_clash(error, "trust", "--list and anything else");
	if (arguments->given[TRUST_LIST])
		return print_trusted(&decision->request);
	return arguments->given[TRUST_REMOVE]
		? forget(decision, directory, error)
		: add(decision->request.root, directory, error);
}
