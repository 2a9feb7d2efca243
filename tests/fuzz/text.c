/* A path as a shell word and as JSON: whoever reads it gets the same bytes back. */
#include "text.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static int
digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	check(at != NULL);
	return (int)(at - digits);
}

/* Nothing outside of quotes means anything to a shell. */
static void
check_plain(char c)
{
	check(c != '\0' && strchr(" \t\n|&;<>()$`\\\"'*?[]#~!{}", c) == NULL);
}

static void
check_control(char c)
{
	check((unsigned char)c >= ' ' && c != '\x7f');
}

/* The bytes that a shell gives for the word at *WORD in $'…'. */
static void
read_escaped(const char **word, struct text *out)
{
	for (*word += 2; **word != '\''; (*word)++) {
		char c = **word;

		check(c != '\0');
		if (c != '\\') {
			text_add_bytes(out, &c, 1);
			continue;
		}
		c = *++*word;
		if (c == 'n') {
			c = '\n';
		} else if (c >= '0' && c <= '3') {
			c = (char)(digit((*word)[0]) * 64 + digit((*word)[1]) * 8 +
				digit((*word)[2]));
			*word += 2;
		} else {
			check(c == '\\' || c == '\'');
		}
		text_add_bytes(out, &c, 1);
	}
	++*word;
}

/* WORD as a shell reads it; the caller frees it. */
static char *
unquoted(const char *word)
{
	struct text out = {.data = NULL};

	while (*word != '\0') {
		check_control(*word);
		if (strncmp(word, "$'", 2) == 0) {
			read_escaped(&word, &out);
		} else if (*word == '\'') {
			size_t length = strcspn(++word, "'");

			text_add_bytes(&out, word, length);
			check(word[length] == '\'');
			word += length + 1;
		} else if (*word == '\\') {
			text_add_bytes(&out, ++word, 1);
			word++;
		} else {
			check_plain(*word);
			text_add_bytes(&out, word++, 1);
		}
	}
	return text_take(&out);
}

/* Whether a control character beyond ASCII, U+0080 to U+009F, stands anywhere in STRING. */
static bool
has_late_control(const char *string)
{
	for (; *string != '\0'; string++)
		if ((unsigned char)string[0] == 0xc2 &&
			(unsigned char)string[1] >= 0x80 &&
			(unsigned char)string[1] < 0xa0)
			return true;
	return false;
}

static void
check_word(const char *string)
{
	struct text word = {.data = NULL};

	text_add_word(&word, string);
	check(word.length > 0 && word.length == strlen(word.data));
	check(!has_late_control(word.data));
	char *back = unquoted(word.data);
	check(strcmp(back, string) == 0);
	free(back);
	text_free(&word);
}

/* Adds what \uXXXX at JSON is: a control character, or a byte that was no UTF-8. */
static void
read_unicode(const char *json, struct text *out)
{
	int value = digit(json[0]) << 12 | digit(json[1]) << 8 | digit(json[2]) << 4 |
		digit(json[3]);

	check(value < 0xa0 || (value >= 0xdc80 && value <= 0xdcff));
	if (value >= 0x80 && value < 0xa0)
		text_add_bytes(out, "\xc2", 1);
	text_add_bytes(out, &(char){(char)(value & 0xff)}, 1);
}

/* How many bytes follow in a UTF-8 character that starts with FIRST. */
static size_t
follow(unsigned char first)
{
	return first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/* What a strict decoder would refuse. */
static void
check_character(const char *at, size_t more)
{
	static const unsigned least[] = {0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)*at;
	unsigned value = more == 0 ? first : first & (0x3fu >> more);

	check(more == 0 || (first >= 0xc2 && first <= 0xf4));
	for (size_t i = 1; i <= more; i++) {
		unsigned char next = (unsigned char)at[i];

		check(next >= 0x80 && next <= 0xbf);
		value = value << 6 | (next & 0x3f);
	}
	check(value >= least[more] && value <= 0x10ffff);
	check(value < 0xd800 || value > 0xdfff);
}

static void
check_json(const char *string)
{
	struct text json = {.data = NULL}, back = {.data = NULL};

	text_add_json(&json, string);
	const char *at = json.data;
	check(!has_late_control(at));
	check(*at++ == '"');
	while (*at != '"') {
		check_control(*at);
		if (*at != '\\') {
			size_t more = follow((unsigned char)*at);

			check_character(at, more);
			text_add_bytes(&back, at, more + 1);
			at += more + 1;
		} else if (at[1] == 'u') {
			read_unicode(at + 2, &back);
			at += 6;
		} else {
			check(at[1] == '"' || at[1] == '\\');
			text_add_bytes(&back, at + 1, 1);
			at += 2;
		}
	}
	check(at[1] == '\0');
	check(strcmp(back.data == NULL ? "" : back.data, string) == 0);
	text_free(&json);
	text_free(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *string = fuzz_string(data, size);

	check_word(string);
	check_json(string);
	free(string);
	return 0;
}
