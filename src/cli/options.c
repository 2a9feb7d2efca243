#include "cli.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	const struct option *options;
	struct arguments *arguments;
	char **next; /* what is read next */
	struct vshim_error *error;
};

static int
wrong_option(struct reader *reader, const char *word)
{
	return error_set(reader->error, STATUS_USAGE, "unknown option %q", word);
}

/* Notes option I; VALUE is what was joined to it (`--name=VALUE`, `-nVALUE`), or NULL. */
static int
note(struct reader *reader, size_t i, const char *word, const char *value)
{
	const struct option *option = &reader->options[i];

	if (option->argument == NULL && value != NULL)
		return error_set(
			reader->error, STATUS_USAGE, "option %q takes no value", word);
	if (option->argument != NULL && value == NULL) {
		if (*reader->next == NULL)
			return error_set(reader->error, STATUS_USAGE,
				"option %q needs a value: %s", word, option->argument);
		value = *reader->next++;
	}
	reader->arguments->given[i] = true;
	reader->arguments->values[i] = value;
	return 0;
}

static int
read_long(struct reader *reader, const char *word)
{
	const char *name = word + 2;
	size_t length = strcspn(name, "=");

	for (size_t i = 0; reader->options[i].name != NULL; i++) {
		const char *known = reader->options[i].name;

		if (strlen(known) == length && strncmp(known, name, length) == 0)
			return note(reader, i, word,
				name[length] == '=' ? name + length + 1 : NULL);
	}
	return wrong_option(reader, word);
}

static int
read_letters(struct reader *reader, const char *word)
{
	for (const char *letter = word + 1; *letter != '\0'; letter++) {
		size_t i = 0;

		while (reader->options[i].name != NULL &&
			reader->options[i].letter != *letter)
			i++;
		if (reader->options[i].name == NULL)
			return wrong_option(reader, word);
		bool takes_value = reader->options[i].argument != NULL;
		const char *value = takes_value && letter[1] != '\0' ? letter + 1 : NULL;
		if (note(reader, i, word, value) != 0)
			return -1;
		if (takes_value)
			break;
	}
	return 0;
}

int
options_read(const struct option *options, bool ends_at_operand, char **argv,
	struct arguments *arguments, struct vshim_error *error)
{
	struct reader reader = {options, arguments, argv, error};
	char **kept = argv;
	bool only_operands = false, has_dashes = false;

	*arguments = (struct arguments){.operands = argv};
	while (*reader.next != NULL) {
		char *word = *reader.next++;
		int err = 0;

		if (only_operands || word[0] != '-' || word[1] == '\0') {
			*kept++ = word;
			arguments->before += !has_dashes;
			only_operands = only_operands || ends_at_operand;
		} else if (strcmp(word, "--") == 0) {
			only_operands = has_dashes = true;
		} else if (word[1] == '-') {
			err = read_long(&reader, word);
		} else {
			err = read_letters(&reader, word);
		}
		if (err != 0)
			return err;
	}
	*kept = NULL;
	arguments->n = (size_t)(kept - argv);
	return 0;
}

int
options_clash(struct vshim_error *error, const char *command, const char *words)
{
	error_set(error, STATUS_USAGE, "vshim %s: %s do not go together", command, words);
	return error_hint(error, "vshim %s --help", command);
}
