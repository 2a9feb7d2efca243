/*
 * The command line of vshim: every word is an option, an option's value, an operand or `--`.
 * The input is the words, separated by NUL bytes; its first byte says whether options end at
 * the first operand.
 */
#include "cli.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 32 };

static const struct option options[] = {
	{'a', "all", NULL, NULL},
	{'e', "environment", "ENV", NULL},
	{'\0', "json", NULL, NULL},
	{'\0', "python", "P", NULL},
	{'\0', NULL, NULL, NULL},
};

/* How many words the options took, from what was noted last of each. */
static void
check_values(const struct arguments *arguments)
{
	for (size_t i = 0; options[i].name != NULL; i++) {
		bool takes_value = options[i].argument != NULL;

		check(arguments->given[i] || arguments->values[i] == NULL);
		check(!arguments->given[i] ||
			takes_value == (arguments->values[i] != NULL));
	}
}

/* The operands are words of the command line, in its order. */
static void
check_operands(
	const struct arguments *arguments, char *const *words, bool ends_at_operand)
{
	size_t at = 0;

	for (size_t i = 0; i < arguments->n; i++) {
		while (words[at] != NULL && words[at] != arguments->operands[i])
			at++;
		check(words[at] != NULL);
		at++;
		if (ends_at_operand && i + 1 < arguments->n)
			check(words[at] == arguments->operands[i + 1]);
	}
	check(arguments->operands[arguments->n] == NULL);
	check(!ends_at_operand || arguments->n == 0 || words[at] == NULL);
}

/* What stands behind `--`, were it not an option's value, is an operand whatever it is. */
static void
check_dashes(const struct arguments *arguments, char *const *words, size_t n)
{
	size_t dashes = 0;

	while (words[dashes] != NULL && strcmp(words[dashes], "--") != 0)
		dashes++;
	if (words[dashes] == NULL ||
		(dashes > 0 && words[dashes - 1][0] == '-' &&
			words[dashes - 1][1] != '\0'))
		return;
	size_t behind = n - dashes - 1;
	check(arguments->n >= behind);
	for (size_t i = 0; i < behind; i++)
		check(arguments->operands[arguments->n - behind + i] ==
			words[dashes + 1 + i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *words[WORDS + 1] = {NULL};
	struct vshim_error error = {.what = NULL};
	struct arguments arguments;
	size_t n = 0;

	if (size == 0 || size > 4096)
		return 0;
	bool ends_at_operand = *data % 2 == 1;
	data++, size--;
	while (size > 0 && n < WORDS)
		words[n++] = fuzz_next(&data, &size);
	char **argv = fuzz_memory((n + 1) * sizeof(*argv));
	memcpy(argv, words, (n + 1) * sizeof(*argv));
	if (options_read(options, ends_at_operand, argv, &arguments, &error) == 0) {
		check(error.what == NULL);
		check_values(&arguments);
		check_operands(&arguments, words, ends_at_operand);
		check_dashes(&arguments, words, n);
	} else {
		check(error.status == STATUS_USAGE && error.what != NULL);
	}
	vshim_error_free(&error);
	free(argv);
	for (size_t i = 0; i < n; i++)
		free(words[i]);
	return 0;
}
