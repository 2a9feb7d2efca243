#include "rclines.h"

#include <stdlib.h>
#include <string.h>

/* Moves *AT behind WORD, if that is what stands there and it ends before END. */
static bool
takes(const char **at, const char *end, const char *word, size_t length)
{
	if ((size_t)(end - *at) < length || memcmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

/* The vshim command, as the documents or `vshim init` write it for SHELL. */
static bool
takes_command(
	const char **at, const char *end, const struct shell *shell, const char *vshim)
{
	struct text quoted = {.data = NULL};

	shell->quote(&quoted, vshim);
	bool has = takes(at, end, quoted.data, quoted.length) ||
		takes(at, end, vshim, strlen(vshim)) || takes(at, end, "vshim", 5);
	text_free(&quoted);
	return has;
}

/* Options of `vshim init`, each behind a blank. */
static void
take_options(const char **at, const char *end)
{
	while (takes(at, end, " --", 3))
		while (*at < end && ((**at >= 'a' && **at <= 'z') || **at == '-'))
			++*at;
}

/* Whether the line from START to END is the one for SHELL as documented. */
static bool
is_line_of(
	const struct shell *shell, const char *start, const char *end, const char *vshim)
{
	const char *line = shell->rc_line, *command = strstr(line, "%s");

	while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	if (command == NULL)
		return takes(&start, end, line, strlen(line)) && start == end;
	const char *rest = command + 2;
	size_t length = strcspn(rest + strlen(" init "), " )`") + strlen(" init ");
	if (!takes(&start, end, line, (size_t)(command - line)) ||
		!takes_command(&start, end, shell, vshim) ||
		!takes(&start, end, rest, length))
		return false;
	take_options(&start, end);
	return takes(&start, end, rest + length, strlen(rest + length)) && start == end;
}

static bool
has_word(const char *start, const char *end, const char *word)
{
	return memmem(start, (size_t)(end - start), word, strlen(word)) != NULL;
}

static enum rcline
kind_of(const char *start, const char *end, const char *vshim)
{
	const struct shell *shell;

	if (has_word(start, end, RCLINES_MARK))
		return RCLINE_MARKED;
	for (size_t i = 0; (shell = shells_nth(i)) != NULL; i++)
		if (is_line_of(shell, start, end, vshim))
			return RCLINE_PLAIN;
	while (start < end && (*start == ' ' || *start == '\t'))
		start++;
	return start < end && *start != '#' && has_word(start, end, "vshim")
		? RCLINE_MENTION
		: RCLINE_OTHER;
}

bool
rclines_next(const struct text *text, const char *vshim, struct rcline_span *span)
{
	span->start = span->end;
	if (span->start >= text->length)
		return false;
	const char *start = text->data + span->start;
	const char *end = memchr(start, '\n', text->length - span->start);
	size_t length = end == NULL ? text->length - span->start : (size_t)(end - start);
	span->end = span->start + length + (end != NULL);
	span->number++;
	span->kind = kind_of(start, start + length, vshim);
	return true;
}

void
rclines_append(struct text *text, const char *line)
{
	if (text->length > 0 && text->data[text->length - 1] != '\n')
		text_add(text, "\n");
	text_add(text, line);
	text_add(text, "\n");
}
