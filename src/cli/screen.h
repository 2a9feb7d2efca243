/*
 * screen: where output goes that people read: how wide it is, whether it shows colours, and how
 * many columns a text takes there.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>

struct screen {
	bool is_terminal; /* one that can do more than print */
	bool has_colours;
	bool has_utf8; /* the locale says so; for signs beyond ASCII of our own */
	size_t width; /* columns; 0: a line may be of any length */
	const char *home; /* what `~` may stand for, or NULL */
};

/*
 * What a text says. Colours are the eight of the terminal's own palette that can be read on
 * white and on black, and never say what the words do not.
 */
enum style {
	STYLE_PLAIN,
	STYLE_STRONG,
	STYLE_QUIET,
	STYLE_GOOD,
	STYLE_DOUBTFUL,
	STYLE_BAD,
};

/* The screen behind the file descriptor FD, for a program started with ENVIRONMENT. */
struct screen screen_make(char *const *environment, int fd);

/* Adds STRING in STYLE. */
void screen_add(const struct screen *screen, struct text *text, enum style style,
	const char *string);

/*
 * Adds PATH as one word of a shell; on a terminal with `~` for the home directory, which is
 * shorter and can be pasted all the same.
 */
void screen_add_path(const struct screen *screen, struct text *text, const char *path);

/*
 * How many columns STRING takes on a terminal. It is read as UTF-8 whatever the locale: so are
 * names of files, and so do terminals.
 */
size_t screen_measure(const char *string);

/* How many bytes of STRING, whole characters, fit into COLUMNS. */
size_t screen_fit(const char *string, size_t columns);

/* Prints STRING and a newline: byte for byte, but what goes to a terminal is cleaned. */
void screen_print_line(const char *string);

/* STRING, owned, with `?` for every control character: a terminal would obey them. */
char *screen_clean(const char *string);

/* The same, with its newlines as they are. */
char *screen_clean_lines(const char *string);

#endif
