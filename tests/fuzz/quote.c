/*
 * What `vshim init` prints for a path: each shell reads back the same bytes. The readers here
 * know no more than the shells' manuals say of single quotes.
 */
#include "quote.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* POSIX 2.2: within single quotes all is literal; outside a backslash quotes one character. */
static void
read_sh(const char *word, struct text *out)
{
	while (*word != '\0') {
		if (*word == '\\') {
			check(word[1] == '\'');
			text_add_bytes(out, word + 1, 1);
			word += 2;
			continue;
		}
		check(*word == '\'');
		size_t length = strcspn(++word, "'");
		text_add_bytes(out, word, length);
		check(word[length] == '\'');
		word += length + 1;
	}
}

/* fish(1), Quotes: in single quotes \' and \\ are the only escapes. */
static void
read_fish(const char *word, struct text *out)
{
	check(*word++ == '\'');
	for (; *word != '\''; word++) {
		check(*word != '\0');
		if (*word == '\\' && (word[1] == '\\' || word[1] == '\''))
			word++;
		text_add_bytes(out, word, 1);
	}
	check(word[1] == '\0');
}

static const struct {
	void (*write)(struct text *code, const char *text);
	void (*read)(const char *word, struct text *out);
} shells[] = {{quote_sh, read_sh}, {quote_fish, read_fish}};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *string = fuzz_string(data, size);

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		struct text word = {.data = NULL}, back = {.data = NULL};

		shells[i].write(&word, string);
		shells[i].read(word.data, &back);
		check(strcmp(back.data == NULL ? "" : back.data, string) == 0);
		text_free(&word);
		text_free(&back);
	}
	free(string);
	return 0;
}
