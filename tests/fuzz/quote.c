/*
 * What `vshim init` prints for a path: each shell reads back the same bytes. The readers here
 * know no more than the shells' manuals say of quotes.
 */
#include "quote.h"

#include "fuzz.h"
#include "utf8.h"

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

/* tcsh(1), Lexical structure: outside of quotes \ quotes one character, in single quotes a !
 * would still be history and a newline an end; $'\n' is a newline. */
static void
read_tcsh(const char *word, struct text *out)
{
	while (*word != '\0') {
		if (*word == '\\') {
			text_add_bytes(out, word + 1, 1);
			word += 2;
		} else if (strncmp(word, "$'\\n'", 5) == 0) {
			text_add(out, "\n");
			word += 5;
		} else {
			check(*word == '\'');
			size_t length = strcspn(++word, "'!\n\\");
			text_add_bytes(out, word, length);
			check(word[length] == '\'');
			word += length + 1;
		}
	}
}

/* A string in double quotes, whose \x with digits is read by READ_NUMBER. */
static void
read_double(const char *word, struct text *out,
	const char *(*read_number)(const char *digits, struct text *out))
{
	check(*word++ == '"');
	while (*word != '"') {
		size_t plain = strcspn(word, "\\\"\n");

		text_add_bytes(out, word, plain);
		word += plain;
		if (*word == '"')
			break;
		check(*word == '\\');
		word++;
		if (*word == '"' || *word == '\\')
			text_add_bytes(out, word++, 1);
		else
			word = read_number(word, out);
	}
	check(word[1] == '\0');
}

/* The number of N digits at DIGITS. */
static unsigned
number(const char *digits, size_t n)
{
	static const char known[] = "0123456789abcdef";
	unsigned value = 0;

	for (size_t i = 0; i < n; i++) {
		check(digits[i] != '\0' && strchr(known, digits[i]) != NULL);
		value = value * 16 + (unsigned)(strchr(known, digits[i]) - known);
	}
	return value;
}

static void
add_byte(struct text *out, unsigned byte)
{
	text_add_bytes(out, (char[]){(char)(unsigned char)byte}, 1);
}

/* elvish's language reference, Double-quoted string: \xHH is a byte. */
static const char *
read_elvish_number(const char *digits, struct text *out)
{
	check(*digits == 'x');
	add_byte(out, number(digits + 1, 2));
	return digits + 3;
}

static void
read_elvish(const char *word, struct text *out)
{
	read_double(word, out, read_elvish_number);
}

/* Python: \uHHHH is a character; surrogateescape makes \udcHH the byte HH. */
static const char *
read_xonsh_number(const char *digits, struct text *out)
{
	check(*digits == 'u');
	unsigned value = number(digits + 1, 4);
	check(value < 0xa0 || (value >= 0xdc80 && value <= 0xdcff));
	if (value >= 0x80 && value < 0xa0)
		add_byte(out, 0xc2);
	add_byte(out, value & 0xff);
	return digits + 5;
}

static void
read_xonsh(const char *word, struct text *out)
{
	read_double(word, out, read_xonsh_number);
}

/* The nu book, Working with strings: \u{H...} is a character. */
static const char *
read_nu_number(const char *digits, struct text *out)
{
	check(digits[0] == 'u' && digits[1] == '{');
	size_t n = strcspn(digits + 2, "}");
	unsigned value = number(digits + 2, n);
	check(digits[n + 2] == '}');
	if (value == 0xfffd)
		text_add(out, "\xef\xbf\xbd");
	else
		add_byte(out, value);
	return digits + n + 3;
}

static void
read_nu(const char *word, struct text *out)
{
	read_double(word, out, read_nu_number);
}

static const struct {
	void (*write)(struct text *code, const char *text);
	void (*read)(const char *word, struct text *out);
	bool is_utf8; /* other bytes do not come back */
} shells[] = {
	{quote_sh, read_sh, false},
	{quote_fish, read_fish, false},
	{quote_tcsh, read_tcsh, false},
	{quote_elvish, read_elvish, false},
	{quote_xonsh, read_xonsh, false},
	{quote_nu, read_nu, true},
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Their memory is most of the work, and stays. */
	static struct text word, back;
	char *string = fuzz_string(data, size);

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		word.length = back.length = 0;
		text_add(&back, "");
		shells[i].write(&word, string);
		shells[i].read(word.data, &back);
		check((shells[i].is_utf8 && !utf8_is(string, strlen(string))) ||
			strcmp(back.data, string) == 0);
	}
	free(string);
	return 0;
}
