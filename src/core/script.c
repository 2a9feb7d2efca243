#include "script.h"

#include <string.h>

/* How pip's and distlib's second line starts when a path suits no `#!` line. */
static const char exec_mark[] = "'''exec' ";

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct span
stripped(struct span span)
{
	while (span.length > 0 && is_blank(*span.text)) {
		span.text++;
		span.length--;
	}
	while (span.length > 0 &&
		(is_blank(span.text[span.length - 1]) ||
			span.text[span.length - 1] == '\r'))
		span.length--;
	return span;
}

/* The first line of REST, without its end; REST moves behind it. */
static struct span
first_line(struct span *rest)
{
	const char *newline = memchr(rest->text, '\n', rest->length);
	size_t length = newline == NULL ? rest->length : (size_t)(newline - rest->text);
	struct span line = {rest->text, length};

	length += newline != NULL;
	rest->text += length;
	rest->length -= length;
	return line;
}

/* SPAN up to its first blank; SPAN becomes what follows. */
static struct span
first_word(struct span *span)
{
	struct span word = {span->text, 0};

	while (word.length < span->length && !is_blank(span->text[word.length]))
		word.length++;
	span->text += word.length;
	span->length -= word.length;
	*span = stripped(*span);
	return word;
}

static struct span
base(struct span path)
{
	size_t at = path.length;

	while (at > 0 && path.text[at - 1] != '/')
		at--;
	return (struct span){path.text + at, path.length - at};
}

static bool
starts(struct span span, const char *text)
{
	size_t length = strlen(text);

	return span.length >= length && memcmp(span.text, text, length) == 0;
}

static bool
is(struct span span, const char *text)
{
	return span.length == strlen(text) && starts(span, text);
}

static bool
names_python(struct span path)
{
	struct span name = base(path);

	return starts(name, "python") || starts(name, "pypy");
}

/* What follows a path in a `#!` line, unless it is more of the path. */
static bool
is_option(struct span text)
{
	return text.length == 0 || starts(text, "-");
}

/*
 * A `#!` path with blanks in it, which the kernel cuts at the first: the path ends with the
 * word that names a python. False when no word does.
 */
static bool
find_python(struct span line, struct span *path, struct span *option)
{
	struct span rest = line;

	while (rest.length > 0) {
		struct span word = first_word(&rest);
		size_t length = (size_t)(word.text + word.length - line.text);

		if (starts(word, "-"))
			return false;
		*path = (struct span){line.text, length};
		*option = rest;
		if (memchr(word.text, '/', word.length) != NULL && names_python(word) &&
			is_option(rest))
			return true;
	}
	return false;
}

/* SPAN without its first N bytes. */
static struct span
behind(struct span span, size_t n)
{
	return (struct span){span.text + n, span.length - n};
}

/* The part of SPAN before TEXT; false where TEXT is not in it. */
static bool
cut_at(struct span *span, const char *text)
{
	const char *at = memmem(span->text, span->length, text, strlen(text));

	if (at != NULL)
		span->length = (size_t)(at - span->text);
	return at != NULL;
}

/* Whether the shell would read another path than what is written. */
static bool
is_changed_by_shell(struct span path, bool is_quoted)
{
	const char *special = is_quoted ? "$`\\" : "$`\\ \t\"'|&;<>()*?[]{}~#!";

	for (size_t i = 0; i < path.length; i++)
		if (path.text[i] == '\0' || strchr(special, path.text[i]) != NULL)
			return true;
	return false;
}

/* What pip writes where a `#!` line would not do: `'''exec' "PATH" OPTION "$0" "$@"`. */
static void
parse_exec(struct span line, struct script *script)
{
	if (!starts(line, exec_mark))
		return;
	struct span command = behind(line, sizeof(exec_mark) - 1);
	if (!cut_at(&command, " \"$0\""))
		return;
	struct span path = command, option = command;
	if (starts(command, "\"")) {
		path = behind(command, 1);
		if (!cut_at(&path, "\""))
			return;
		option = stripped(behind(command, path.length + 2));
	} else if (!find_python(command, &path, &option)) {
		return;
	}
	/* A path that the shell works out is a script that finds its own way (uv writes them). */
	if (memmem(path.text, path.length, "$(", 2) != NULL)
		return;
	script->is_cut |= is_changed_by_shell(path, starts(command, "\""));
	script->interpreter = path;
	script->option = option;
	script->is_python = true;
}

/* The kernel takes blanks off a line, but looks for a file with the carriage return. */
static bool
ends_in_return(struct span line)
{
	while (line.length > 0 && is_blank(line.text[line.length - 1]))
		line.length--;
	return line.length > 0 && line.text[line.length - 1] == '\r';
}

struct script
script_parse(const char *head, size_t length)
{
	struct script script = {.is_python = false};
	struct span rest = {head, length};

	if (!starts(rest, "#!"))
		return script;
	struct span line = first_line(&rest);
	script.is_cut = line.length > SCRIPT_LINE_LIMIT || ends_in_return(line);
	line = stripped((struct span){line.text + 2, line.length - 2});
	struct span option = line;
	struct span path = first_word(&option);
	if (is(base(path), "sh")) {
		parse_exec(first_line(&rest), &script);
	} else if (is(base(path), "env") && names_python(option) &&
		memchr(option.text, ' ', option.length) == NULL) {
		script.is_python = true;
		script.interpreter = option;
	} else if (names_python(path) && is_option(option)) {
		script.is_python = true;
		script.interpreter = path;
		script.option = option;
	} else if (find_python(line, &script.interpreter, &script.option)) {
		script.is_python = script.is_cut = true;
	}
	return script;
}
