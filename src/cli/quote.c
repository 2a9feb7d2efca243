#include "quote.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

void
quote_sh(struct text *code, const char *text)
{
	text_add(code, "'");
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			text_add(code, "'\\''");
		else
			text_add_bytes(code, text, 1);
	}
	text_add(code, "'");
}

void
quote_fish(struct text *code, const char *text)
{
	text_add(code, "'");
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			text_add(code, "\\");
		text_add_bytes(code, text, 1);
	}
	text_add(code, "'");
}

/*
 * Backslashes stand outside of the quotes: inside, what they mean hangs on backslash_quote. A
 * newline would end the line that "`vshim init tcsh`" makes a word of.
 */
void
quote_tcsh(struct text *code, const char *text)
{
	text_add(code, "'");
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			text_add(code, "'$'\\n''");
		else if (strchr("'!\\", *text) != NULL)
			text_add_bytes(code, (char[]){'\'', '\\', *text, '\''}, 4);
		else
			text_add_bytes(code, text, 1);
	}
	text_add(code, "'");
}

/* How a shell writes, in double quotes, what it cannot hold as it is: in hexadecimal. */
struct escape {
	const char *before, *after;
	unsigned other; /* instead of a byte that is no UTF-8; 0: the byte itself */
};

static void
quote_double(struct text *code, const char *text, const struct escape *escape)
{
	text_add(code, "\"");
	while (*text != '\0') {
		size_t length = utf8_length(text);
		unsigned byte = (unsigned char)*text;
		char number[16];

		if (length == 0 || byte < ' ' || byte == 0x7f) {
			bool is_other = length == 0 && escape->other != 0;
			snprintf(number, sizeof(number), "%s%02x%s", escape->before,
				is_other ? escape->other : byte, escape->after);
			text_add(code, number);
			length = 1;
		} else {
			if (byte == '"' || byte == '\\')
				text_add(code, "\\");
			text_add_bytes(code, text, length);
		}
		text += length;
	}
	text_add(code, "\"");
}

void
quote_elvish(struct text *code, const char *text)
{
	quote_double(code, text, &(struct escape){"\\x", "", 0});
}

/* What JSON and surrogateescape write, Python reads. */
void
quote_xonsh(struct text *code, const char *text)
{
	text_add_json(code, text);
}

void
quote_nu(struct text *code, const char *text)
{
	quote_double(code, text, &(struct escape){"\\u{", "}", 0xfffd});
}
