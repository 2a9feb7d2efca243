#include "fold.h"

#include "screen.h"
#include "utf8.h"

#include <string.h>

size_t
fold_prose(const char *text, size_t width)
{
	size_t length = screen_fit(text, width);

	if (text[length] == '\0')
		return length;
	for (size_t at = length; at > 0; at--)
		if (text[at] == ' ')
			return at;
	return length > 0 ? length : utf8_length(text);
}

/* Where the word at COMMAND ends, which is quoted as text_add_word() quotes. */
static const char *
word_end(const char *command)
{
	bool is_quoted = false;

	for (; *command != '\0' && (is_quoted || *command != ' '); command++) {
		if (*command == '\'')
			is_quoted = !is_quoted;
		else if (!is_quoted && *command == '\\' && command[1] != '\0')
			command++;
	}
	return command;
}

size_t
fold_command(const char *command, size_t width)
{
	size_t joint = strlen(FOLD_JOINT);
	size_t whole = screen_fit(command, width);
	size_t most = screen_fit(command, width > joint ? width - joint : 0);
	size_t length = (size_t)(word_end(command) - command);

	if (command[whole] == '\0')
		return whole;
	while (command[length] == ' ') {
		const char *next = command + length + strspn(command + length, " ");
		size_t longer = (size_t)(word_end(next) - command);

		if (longer > most)
			break;
		length = longer;
	}
	return length;
}
