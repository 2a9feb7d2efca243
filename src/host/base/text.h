/*
 * text: strings that grow, and the ways in which a path is written for somebody to read: as a
 * word that can be pasted into a shell, or as JSON.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Starts as {0}. `data` is a string once something was added; to keep it, text_take() it.
 * Without memory (see memory.h) it is the empty string, whatever is added.
 */
struct text {
	char *data;
	size_t length;
	size_t size;
};

/* Adds STRING, or the LENGTH bytes at BYTES, as they are. */
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);

/* Adds what the file PATH holds, the first LIMIT bytes of it. 0, or -1 with errno. */
int text_add_file(struct text *text, const char *path, size_t limit);

/* STRING as one word of a POSIX shell, quoted only where it must be. */
void text_add_word(struct text *text, const char *string);

/* STRING as a JSON string in quotes; NULL as null; a byte that is no UTF-8 as \udcXX. */
void text_add_json(struct text *text, const char *string);

/*
 * FORMAT with %s (a string as it is), %q (a string as text_add_word() writes it), %d (an int)
 * and %% filled in.
 */
void text_format(struct text *text, const char *format, ...);
void text_format_list(struct text *text, const char *format, va_list list);

/* The string, which the caller frees; TEXT is empty afterwards. NULL without memory. */
char *text_take(struct text *text);

void text_free(struct text *text);

/* A copy of STRING that the caller frees; NULL for NULL. */
char *text_copy(const char *string);

#endif
