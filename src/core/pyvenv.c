#include "pyvenv.h"

#include "files.h"
#include "utf8.h"

#include <string.h>

/* What str.strip() takes off, as far as it is ASCII. */
static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

static struct span
stripped(struct span span)
{
	while (span.length > 0 && is_blank(span.text[span.length - 1]))
		span.length--;
	while (span.length > 0 && is_blank(*span.text)) {
		span.text++;
		span.length--;
	}
	return span;
}

static char
lowered(char c)
{
	if (c < 'A' || c > 'Z')
		return c;
	return (char)(c - 'A' + 'a');
}

static bool
is_key(struct span span, const char *key)
{
	if (span.length != strlen(key))
		return false;
	for (size_t i = 0; i < span.length; i++)
		if (lowered(span.text[i]) != key[i])
			return false;
	return true;
}

/* The next line of *REST, without its end; a text file's lines end in \n, \r\n or \r. */
static bool
next_line(struct span *rest, struct span *line)
{
	size_t length = 0;

	if (rest->length == 0)
		return false;
	while (length < rest->length && rest->text[length] != '\n' &&
		rest->text[length] != '\r')
		length++;
	*line = (struct span){rest->text, length};
	if (length < rest->length)
		length++;
	rest->text += length;
	rest->length -= length;
	return true;
}

/* Splits LINE at its first `=`. False when it has none. */
static bool
split(struct span line, struct span *key, struct span *value)
{
	const char *equals = memchr(line.text, '=', line.length);

	if (equals == NULL)
		return false;
	size_t length = (size_t)(equals - line.text);
	*key = stripped((struct span){line.text, length});
	*value = stripped((struct span){equals + 1, line.length - length - 1});
	return true;
}

/* The next line of *REST that has a `=`, as what stands before and behind it. */
static bool
next_setting(struct span *rest, struct span *key, struct span *value)
{
	for (struct span line; next_line(rest, &line);)
		if (split(line, key, value))
			return true;
	return false;
}

bool
pyvenv_value(struct span text, const char *key, struct span *value)
{
	struct span written, last;
	bool found = false;

	while (next_setting(&text, &written, &last)) {
		if (!is_key(written, key))
			continue;
		*value = last;
		found = true;
	}
	return found;
}

bool
pyvenv_home(struct span text, struct span *home)
{
	while (text.length > 0) {
		const char *newline = memchr(text.text, '\n', text.length);
		size_t length =
			newline == NULL ? text.length : (size_t)(newline - text.text);
		struct span key, value;

		if (split((struct span){text.text, length}, &key, &value) &&
			is_key(key, "home")) {
			*home = value;
			return true;
		}
		length += newline != NULL;
		text.text += length;
		text.length -= length;
	}
	return false;
}

/* The decimal number at the start of *REST, which moves behind it; -1 when there is none. */
static int
number(struct span *rest)
{
	int value = -1;

	while (rest->length > 0 && *rest->text >= '0' && *rest->text <= '9' &&
		value < 10000) {
		value = (value < 0 ? 0 : value * 10) + (*rest->text - '0');
		rest->text++;
		rest->length--;
	}
	return value;
}

static void
parse_version(struct pyvenv *pyvenv, struct span value)
{
	int major = number(&value);

	if (major < 0 || value.length == 0 || *value.text != '.')
		return;
	value.text++;
	value.length--;
	int minor = number(&value);
	if (minor < 0)
		return;
	pyvenv->major = major;
	pyvenv->minor = minor;
}

/* venv writes the prompt as Python's repr() does: in quotes. */
static struct span
unquoted(struct span value)
{
	if (value.length < 2)
		return value;
	char quote = *value.text;
	if ((quote == '\'' || quote == '"') && value.text[value.length - 1] == quote)
		return (struct span){value.text + 1, value.length - 2};
	return value;
}

/* What a launch asks of the file, in one reading of it. */
enum { VERSION, VERSION_INFO, SYSTEM_SITE, PROMPT, KEYS };

static const char *const keys[KEYS] = {
	[VERSION] = "version", /* venv writes it */
	[VERSION_INFO] = "version_info", /* virtualenv and uv do */
	[SYSTEM_SITE] = "include-system-site-packages",
	[PROMPT] = "prompt",
};

void
pyvenv_parse(struct pyvenv *pyvenv)
{
	struct span values[KEYS];
	struct span rest = pyvenv->text;

	for (size_t i = 0; i < KEYS; i++)
		values[i] = (struct span){"", 0};
	values[SYSTEM_SITE].text = NULL;
	for (struct span key, value; next_setting(&rest, &key, &value);)
		for (size_t i = 0; i < KEYS; i++)
			if (is_key(key, keys[i]))
				values[i] = value;
	pyvenv->major = pyvenv->minor = -1;
	parse_version(
		pyvenv, values[values[VERSION].length > 0 ? VERSION : VERSION_INFO]);
	pyvenv->system_site = is_key(values[SYSTEM_SITE], "true");
	pyvenv->sees_system = values[SYSTEM_SITE].text == NULL || pyvenv->system_site;
	pyvenv->prompt = unquoted(values[PROMPT]);
}

int
pyvenv_read(struct arena *arena, const char *environment, struct pyvenv *pyvenv)
{
	const char *file = path_join(arena, environment, "pyvenv.cfg");
	char *buffer = arena_take(arena, PYVENV_LIMIT);
	ssize_t length = buffer == NULL ? 0 : files_read(file, buffer, PYVENV_LIMIT);

	pyvenv->text =
		(struct span){length > 0 ? buffer : "", length > 0 ? (size_t)length : 0};
	arena_keep(arena, buffer, length > 0 ? (size_t)length : 0);
	pyvenv_parse(pyvenv);
	return length < 0 ? (int)-length : 0;
}

enum pyvenv_fault
pyvenv_find_fault(const struct pyvenv *pyvenv)
{
	bool has_limit = pyvenv->major > 3 || (pyvenv->major == 3 && pyvenv->minor >= 11);

	if (pyvenv->text.length >= PYVENV_LIMIT)
		return has_limit ? PYVENV_LARGE : PYVENV_FINE;
	return utf8_is(pyvenv->text.text, pyvenv->text.length) ? PYVENV_FINE
							       : PYVENV_BYTES;
}

const char *
pyvenv_prompt(struct arena *arena, const struct pyvenv *pyvenv, const char *environment)
{
	if (pyvenv->prompt.length > 0)
		return arena_text(arena, pyvenv->prompt.text, pyvenv->prompt.length);
	return path_base(environment);
}
