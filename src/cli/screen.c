#include "screen.h"

#include "path.h"
#include "request.h"
#include "utf8.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

static const char *const codes[] = {
	[STYLE_PLAIN] = "",
	[STYLE_STRONG] = "\x1b[1m",
	[STYLE_QUIET] = "\x1b[2m",
	[STYLE_GOOD] = "\x1b[32m",
	[STYLE_DOUBTFUL] = "\x1b[35m",
	[STYLE_BAD] = "\x1b[31m",
};

/* The value of KEY in ENVIRONMENT, NULL when it is not set or empty. */
static const char *
variable(char *const *environment, const char *key)
{
	for (; *environment != NULL; environment++) {
		const char *value = request_variable(*environment, key);

		if (value != NULL)
			return value[0] == '\0' ? NULL : value;
	}
	return NULL;
}

/* A terminal that does not tell its width (a serial line) has the one of old. */
static size_t
terminal_width(char *const *environment, int fd)
{
	const char *columns = variable(environment, "COLUMNS");
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	long told = columns == NULL ? 0 : strtol(columns, NULL, 10);
	return told > 0 && told < 10000 ? (size_t)told : 80;
}

static bool
is_utf8(char *const *environment)
{
	static const char *const keys[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *value = variable(environment, keys[i]);

		if (value != NULL)
			return strcasestr(value, "UTF-8") != NULL ||
				strcasestr(value, "UTF8") != NULL;
	}
	return false;
}

struct screen
screen_make(char *const *environment, int fd)
{
	const char *term = variable(environment, "TERM");
	struct screen screen = {.has_utf8 = is_utf8(environment)};

	if (isatty(fd) == 0)
		return screen;
	screen.is_terminal = term != NULL && strcmp(term, "dumb") != 0;
	screen.has_colours =
		screen.is_terminal && variable(environment, "NO_COLOR") == NULL;
	screen.width = terminal_width(environment, fd);
	screen.home = variable(environment, "HOME");
	return screen;
}

void
screen_add(const struct screen *screen, struct text *text, enum style style,
	const char *string)
{
	bool is_styled = screen->has_colours && style != STYLE_PLAIN && string[0] != '\0';

	text_format(text, "%s%s%s", is_styled ? codes[style] : "", string,
		is_styled ? "\x1b[0m" : "");
}

void
screen_add_path(const struct screen *screen, struct text *text, const char *path)
{
	const char *home = screen->home;
	size_t length = home == NULL ? 0 : strlen(home);

	while (length > 0 && home[length - 1] == '/')
		length--;
	if (length > 0 && path_inside(path, home) && strncmp(path, home, length) == 0 &&
		path[length] == '/' && path[length + 1] != '\0') {
		text_add(text, "~/");
		path += length + 1;
	}
	text_add_word(text, path);
}

/*
 * How many columns the character CODE takes, -1 when it is none that is printed. The tables
 * are the C library's, from any locale of UTF-8: it need not be the user's.
 */
static int
width_of(wchar_t code)
{
	static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", ""};
	static locale_t locale;

	for (size_t i = 0; locale == (locale_t)0 && i < sizeof(names) / sizeof(names[0]);
		i++)
		locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
	if (locale == (locale_t)0)
		return 1;
	locale_t before = uselocale(locale);
	int width = wcwidth(code);
	uselocale(before);
	return width;
}

/* A character of a string. */
struct character {
	size_t length; /* bytes */
	size_t columns;
	bool is_control;
};

/* The character at BYTES, a string that is not empty. What is no UTF-8 is a byte a column. */
static struct character
character_at(const char *bytes)
{
	size_t length = utf8_length(bytes);
	unsigned byte = (unsigned char)bytes[0];

	if (length <= 1)
		return (struct character){1, 1, byte < ' ' || byte == 0x7f};
	unsigned code = byte & (0x7fU >> length);
	for (size_t i = 1; i < length; i++)
		code = code << 6 | ((unsigned char)bytes[i] & 0x3f);
	int width = width_of((wchar_t)code);
	/* What the tables do not know yet is printed; C1 (U+0080 to U+009F) is obeyed. */
	return (struct character){length, width < 0 ? 1 : (size_t)width, code < 0xa0};
}

size_t
screen_measure(const char *string)
{
	size_t columns = 0;

	while (*string != '\0') {
		struct character character = character_at(string);

		columns += character.columns;
		string += character.length;
	}
	return columns;
}

size_t
screen_fit(const char *string, size_t columns)
{
	size_t length = 0;

	while (string[length] != '\0') {
		struct character character = character_at(string + length);

		if (character.columns > columns)
			break;
		columns -= character.columns;
		length += character.length;
	}
	return length;
}

/* STRING, owned, with `?` for every control character but those of KEPT. */
static char *
clean(const char *string, const char *kept)
{
	struct text text = {.data = NULL};

	while (*string != '\0') {
		struct character character = character_at(string);

		if (character.is_control && strchr(kept, *string) == NULL)
			text_add(&text, "?");
		else
			text_add_bytes(&text, string, character.length);
		string += character.length;
	}
	return text_take(&text);
}

char *
screen_clean(const char *string)
{
	return clean(string, "");
}

char *
screen_clean_lines(const char *string)
{
	return clean(string, "\n");
}

void
screen_print_line(const char *string)
{
	char *shown = isatty(STDOUT_FILENO) ? screen_clean(string) : NULL;

	printf("%s\n", shown != NULL ? shown : string);
	free(shown);
}
