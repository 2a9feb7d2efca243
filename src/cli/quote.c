#include "quote.h"

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
