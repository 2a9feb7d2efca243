#include "text.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct row {
	const char *name, *string, *expected;
};

static const struct row words[] = {
	{"word: plain", "/a/b-c_d.e+f,g:h@i", "/a/b-c_d.e+f,g:h@i"},
	{"word: nothing", "", "''"},
	{"word: a blank", "a b", "'a b'"},
	{"word: a quote", "it's", "'it'\\''s'"},
	{"word: what a shell would expand", "$HOME `x` * ? ~ ! # & ; |",
		"'$HOME `x` * ? ~ ! # & ; |'"},
	{"word: what zsh would expand", "=x", "'=x'"},
	{"word: a job", "%1", "'%1'"},
	{"word: a home", "~/x", "'~/x'"},
	{"word: a backslash", "a\\b", "'a\\b'"},
	{"word: a newline", "a\nb", "$'a\\nb'"},
	{"word: control characters before digits",
		"\x01"
		"1\x7f",
		"$'\\0011\\177'"},
	{"word: control characters beyond ASCII", "\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0\xc2",
		"$'\\302\\200\\302\\233\\302\\237\xc2\xa0\xc2'"},
	{"word: a quote and a newline", "'\n\\", "$'\\'\\n\\\\'"},
	{"word: UTF-8", "é", "'é'"},
	{"word: what is none", "\xff", "'\xff'"},
};

static void
is_word(void **state)
{
	const struct row *row = *state;
	struct text text = {.data = NULL};

	text_add_word(&text, row->string);
	assert_string_equal(text.data, row->expected);
	text_free(&text);
}

static const struct row jsons[] = {
	{"json: plain", "abc", "\"abc\""},
	{"json: nothing", "", "\"\""},
	{"json: no string", NULL, "null"},
	{"json: quotes and backslashes", "\"\\/", "\"\\\"\\\\/\""},
	{"json: control characters", "\n\t\x01\x7f", "\"\\u000a\\u0009\\u0001\\u007f\""},
	{"json: control characters beyond ASCII", "\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0",
		"\"\\u0080\\u009b\\u009f\xc2\xa0\""},
	{"json: UTF-8 of each length", "é€🐍", "\"é€🐍\""},
	{"json: bytes that are no UTF-8", "a\xff\x80z", "\"a\\udcff\\udc80z\""},
	{"json: one that is cut", "\xe2\x82", "\"\\udce2\\udc82\""},
	{"json: one too long for its value", "\xc0\x80", "\"\\udcc0\\udc80\""},
	{"json: three bytes too long", "\xe0\x9f\xbf", "\"\\udce0\\udc9f\\udcbf\""},
	{"json: four bytes too long", "\xf0\x8f\xbf\xbf",
		"\"\\udcf0\\udc8f\\udcbf\\udcbf\""},
	{"json: a surrogate", "\xed\xa0\x80", "\"\\udced\\udca0\\udc80\""},
	{"json: beyond Unicode", "\xf4\x90\x80\x80", "\"\\udcf4\\udc90\\udc80\\udc80\""},
	{"json: the last of Unicode", "\xf4\x8f\xbf\xbf", "\"\xf4\x8f\xbf\xbf\""},
};

static void
is_json(void **state)
{
	const struct row *row = *state;
	struct text text = {.data = NULL};

	text_add_json(&text, row->string);
	assert_string_equal(text.data, row->expected);
	text_free(&text);
}

/* Whether bash, given WORD, sees STRING: it is told on a pipe what to compare. */
static void
bash_reads(const char *word, const char *string)
{
	struct text code = {.data = NULL};
	int status = 0;

	text_add(&code, "x=");
	text_add(&code, word);
	text_add(&code, "; [ \"$x\" = \"$1\" ]");
	pid_t child = fork();
	if (child == 0) {
		execlp("bash", "bash", "-c", code.data, "bash", string, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("bash does not read %s as it was", word);
	text_free(&code);
}

static void
bash_reads_every_byte_back(void **state)
{
	char string[256];

	(void)state;
	for (size_t i = 0; i < 255; i++)
		string[i] = (char)(i + 1);
	string[255] = '\0';
	struct text text = {.data = NULL};
	text_add_word(&text, string);
	bash_reads(text.data, string);
	text.length = 0;
	/* Those that are no control characters: another form. */
	text_add_word(&text, string + 31);
	bash_reads(text.data, string + 31);
	text_free(&text);
}

static void
a_format_is_filled_in(void **state)
{
	struct text text = {.data = NULL};

	(void)state;
	text_format(&text, "%s %q %d%%, %d", "a b", "a b", -7, 2147483647);
	assert_string_equal(text.data, "a b 'a b' -7%, 2147483647");
	text_format(&text, "%s", "");
	text_format(&text, "");
	assert_int_equal(text.length, strlen(text.data));
	text_free(&text);
	assert_null(text.data);
}

static void
a_text_grows(void **state)
{
	struct text text = {.data = NULL};

	(void)state;
	for (int i = 0; i < 10000; i++)
		text_add_bytes(&text, "\0x", 2);
	assert_int_equal(text.length, 20000);
	assert_memory_equal(text.data + 19998, "\0x", 3);
	text_free(&text);
}

static void
what_is_taken_is_the_callers(void **state)
{
	struct text text = {.data = NULL};

	(void)state;
	char *nothing = text_take(&text);
	assert_string_equal(nothing, "");
	free(nothing);
	text_add(&text, "x");
	char *taken = text_take(&text);
	assert_string_equal(taken, "x");
	assert_null(text.data);
	assert_int_equal(text.length, 0);
	free(taken);
	assert_null(text_copy(NULL));
}

int
main(void)
{
	TABLE_ROWS(is_word, words);
	TABLE_ROWS(is_json, jsons);
	TABLE_TEST(bash_reads_every_byte_back);
	TABLE_TEST(a_format_is_filled_in);
	TABLE_TEST(a_text_grows);
	TABLE_TEST(what_is_taken_is_the_callers);
	return table_run("text");
}
