/* Settings, vshim-config(5): what they say, and every way in which a file can be wrong. */
#include "config.h"

#include "scratch.h"
#include "table.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define A50 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"
#define A150 A50 A50 A50

struct row {
	const char *name, *text;
	const char *expected;
};

/* The settings as one line; a default is left out. */
static char *
told(const struct settings *settings)
{
	const struct {
		const char *name;
		const char *const *list;
	} lists[] = {{"ceiling", settings->ceilings}, {"path", settings->places}};
	struct text text = {.data = NULL};

	text_add(&text, "names");
	for (size_t i = 0; settings->names[i] != NULL; i++)
		text_format(&text, " %q", settings->names[i]);
	if (!settings->any_name)
		text_add(&text, "; no any-name");
	if (!settings->scripts_on_system)
		text_add(&text, "; scripts env");
	if (settings->trust_explicit)
		text_add(&text, "; explicit");
	if (!settings->pip_rehash)
		text_add(&text, "; no rehash");
	for (size_t i = 0; i < 2; i++) {
		if (lists[i].list[0] != NULL)
			text_format(&text, "; %s", lists[i].name);
		for (size_t n = 0; lists[i].list[n] != NULL; n++)
			text_format(&text, " %q", lists[i].list[n]);
	}
	return text_take(&text);
}

#define NAMES "names .venv venv env .env"

static const struct row right[] = {
	{"an empty file", "", NAMES},
	{"comments and empty lines", "; x\n# y\n\n  \n\t\n", NAMES},
	{"the manual's example",
		"[search]\n"
		"names = .venv venv env .env     ; 4.2 and 4.3, in this order\n"
		"any-name = yes                  ; 4.4\n"
		"ceiling = /net /afs\n"
		"installed-scripts = system      ; or env\n"
		"[trust]\n"
		"mode = owner                    ; or explicit\n"
		"[pip]\n"
		"rehash = yes\n"
		"[envs]\n"
		"path = ~/work/envs\n",
		NAMES "; ceiling /net /afs; path /h/work/envs"},
	{"everything the other way",
		"[search]\nnames = a\nany-name = no\ninstalled-scripts = env\n"
		"[trust]\nmode = explicit\n[pip]\nrehash = no\n",
		"names a; no any-name; scripts env; explicit; no rehash"},
	{"no names", "[search]\nnames =\n", "names"},
	{"yes and no in their other words",
		"[search]\nany-name = Off\n[pip]\nrehash = 0\n",
		NAMES "; no any-name; no rehash"},
	{"a colon instead of an equals sign", "[trust]\nmode: explicit\n",
		NAMES "; explicit"},
	{"no blanks", "[trust]\nmode=explicit", NAMES "; explicit"},
	{"lines that end in CR LF", "[trust]\r\nmode = explicit\r\n", NAMES "; explicit"},
	{"a byte order mark", "\xef\xbb\xbf[trust]\nmode = explicit\n",
		NAMES "; explicit"},
	{"comments behind sections",
		"[search] ; a\n[pip]# b\n[trust]\t\nmode = explicit\n",
		NAMES "; explicit"},
	{"a section twice", "[search]\nany-name = no\n[pip]\n[search]\nnames = x\n",
		"names x; no any-name"},
	{"quotes around a blank", "[search]\nceiling = \"/a b\"  /c\n",
		NAMES "; ceiling '/a b' /c"},
	{"~ alone", "[envs]\npath = ~ ~/x\n", NAMES "; path /h /h/x"},
	{"~ in the middle is no home", "[search]\nceiling = /~/x\n",
		NAMES "; ceiling '/~/x'"},
	{"197 bytes",
		"[search]\nceiling = /" A150 "aaaaaaaaaabbbbbbbbbbccccccccccdddddd\n",
		NAMES "; ceiling /" A150 "aaaaaaaaaabbbbbbbbbbccccccccccdddddd"},
};

static void
is_right(void **state)
{
	const struct row *row = *state;
	struct vshim_error error = {.what = NULL};
	struct config config;

	scratch_write("config.ini", row->text, 0644);
	int err = config_load(&config, scratch("config.ini"), "/h", &error);
	if (err != 0)
		fail_msg("%s", error.what);
	char *text = told(&config.settings);
	assert_string_equal(text, row->expected);
	free(text);
	config_free(&config);
}

static const struct row wrong[] = {
	{"an unknown section", "[serach]\nnames = x\n",
		"line 1: unknown section [serach]"},
	{"an unknown section without a key", "[search]\n[trsut]\n",
		"line 2: unknown section [trsut]"},
	{"an unknown key", "[search]\n\nname = x\n", "line 3: unknown key name"},
	{"a key of another section", "[trust]\nnames = x\n", "line 2: unknown key names"},
	{"a key in capitals", "[trust]\nMode = explicit\n", "line 2: unknown key Mode"},
	{"a key before the first section", "mode = explicit\n",
		"line 1: a setting before the first [section]: mode"},
	{"neither section nor key", "[trust]\nexplicit\n",
		"line 2: neither a [section] nor KEY = VALUE"},
	{"a setting behind a section", "[trust] mode = explicit\n",
		"line 1: this stands behind a section, not on a line of its own: mode = "
		"explicit"},
	{"a setting behind a section and a byte order mark",
		"\xef\xbb\xbf[trust] mode = explicit\n",
		"line 1: this stands behind a section, not on a line of its own: mode = "
		"explicit"},
	{"an unknown section behind a byte order mark", "\xef\xbb\xbf[trsut]\n",
		"line 1: unknown section [trsut]"},
	{"a section that does not end", "[trust\nmode = explicit\n",
		"line 1: unknown section [trust"},
	{"neither yes nor no", "[search]\nany-name = maybe\n",
		"line 2: write yes or no, not maybe"},
	{"an empty switch", "[search]\nany-name =\n", "line 2: write yes or no, not "},
	{"neither system nor env", "[search]\ninstalled-scripts = venv\n",
		"line 2: write system or env, not venv"},
	{"neither owner nor explicit", "[trust]\nmode = Explicit\n",
		"line 2: write explicit or owner, not Explicit"},
	{"an empty mode", "[trust]\nmode =\n", "line 2: write explicit or owner, not "},
	{"a name with a slash", "[search]\nnames = .venv a/b\n",
		"line 2: this is no name of a directory: a/b"},
	{"a name that is a dot", "[search]\nnames = .\n",
		"line 2: this is no name of a directory: ."},
	{"a name that is two dots", "[search]\nnames = ..\n",
		"line 2: this is no name of a directory: .."},
	{"an empty name", "[search]\nnames = \"\"\n",
		"line 2: this is no name of a directory: "},
	{"a ceiling that is relative", "[search]\nceiling = /a b\n",
		"line 2: this is no absolute path: b"},
	{"a path of somebody else's home", "[envs]\npath = ~user/x\n",
		"line 2: this is no absolute path: ~user/x"},
	{"a quote that is not closed", "[search]\nceiling = \"/a b\n",
		"line 2: a quote is not closed"},
	{"a quote that a comment cuts", "[search]\nceiling = \"/a ;b\"\n",
		"line 2: a quote is not closed"},
	{"a key twice", "[trust]\nmode = explicit\nmode = owner\n",
		"line 3: set for the second time: mode"},
	{"a key twice, in two sections of one name",
		"[trust]\nmode = explicit\n[pip]\n[trust]\nmode = owner\n",
		"line 5: set for the second time: mode"},
	{"a line that starts with a blank", "[search]\n names = x\n",
		"line 2: a line must not start with a blank"},
	{"one that starts with a tab", "[search]\nnames = x\n\ty\n",
		"line 3: a line must not start with a blank"},
	{"198 bytes",
		"[search]\nceiling = /" A150 "aaaaaaaaaabbbbbbbbbbccccccccccddddddd\n",
		"line 2: longer than 197 bytes"},
	{"a long line whose tail would be a key",
		"[trust]\nmode = explicit ; " A150
		"aaaaaaaaaabbbbbbbbbbccccc mode = owner\n",
		"line 2: longer than 197 bytes"},
	{"a long comment", "# " A150 A50 "\n", "line 1: longer than 197 bytes"},
};

/* WHAT names FILE, then says EXPECTED. */
static void
says(const char *what, const char *file, const char *expected)
{
	struct text text = {.data = NULL};

	text_format(&text, "%q, %s", file, expected);
	assert_string_equal(what, text.data);
	text_free(&text);
}

static void
is_wrong(void **state)
{
	const struct row *row = *state;
	struct vshim_error error = {.what = NULL};
	struct config config;

	scratch_write("config.ini", row->text, 0644);
	int err = config_load(&config, scratch("config.ini"), "/h", &error);
	assert_int_equal(err, -1);
	assert_int_equal(error.status, 125);
	says(error.what, scratch("config.ini"), row->expected);
	assert_non_null(error.hint);
	vshim_error_free(&error);
	config_free(&config);
}

static void
a_nul_byte_is_wrong(void **state)
{
	struct vshim_error error = {.what = NULL};
	struct config config;

	(void)state;
	scratch_write("config.ini", "[trust]\nmode = explicit\nX\n", 0644);
	FILE *file = fopen(scratch("config.ini"), "r+");
	assert_non_null(file);
	fseek(file, 14, SEEK_SET);
	fputc('\0', file);
	fclose(file);
	assert_int_equal(config_load(&config, scratch("config.ini"), NULL, &error), -1);
	says(error.what, scratch("config.ini"), "line 2: a NUL byte");
	vshim_error_free(&error);
	config_free(&config);
}

static void
no_home_leaves_a_tilde_that_is_no_path(void **state)
{
	struct vshim_error error = {.what = NULL};
	struct config config;

	(void)state;
	scratch_write("config.ini", "[envs]\npath = ~/x\n", 0644);
	assert_int_equal(config_load(&config, scratch("config.ini"), NULL, &error), -1);
	says(error.what, scratch("config.ini"), "line 2: this is no absolute path: ~/x");
	vshim_error_free(&error);
	config_free(&config);
}

static void
an_absent_file_is_normal(void **state)
{
	struct vshim_error error = {.what = NULL};
	struct config config;

	(void)state;
	assert_int_equal(config_load(&config, NULL, NULL, &error), 0);
	config_free(&config);
	assert_int_equal(config_load(&config, scratch("none"), NULL, &error), 0);
	assert_true(config.settings.any_name);
	config_free(&config);
	assert_int_equal(config_load(&config, scratch("none/none"), NULL, &error), 0);
	config_free(&config);
}

static void
what_cannot_be_read_is_an_error(void **state)
{
	struct vshim_error error = {.what = NULL};
	struct config config;

	(void)state;
	/* A directory: root may read every file. */
	assert_int_equal(config_load(&config, scratch(""), NULL, &error), -1);
	assert_int_equal(error.status, 125);
	assert_non_null(strstr(error.what, scratch("")));
	vshim_error_free(&error);
	config_free(&config);
}

int
main(void)
{
	scratch_begin();
	TABLE_ROWS(is_right, right);
	TABLE_ROWS(is_wrong, wrong);
	TABLE_TEST(a_nul_byte_is_wrong);
	TABLE_TEST(no_home_leaves_a_tilde_that_is_no_path);
	TABLE_TEST(an_absent_file_is_normal);
	TABLE_TEST(what_cannot_be_read_is_an_error);
	int failed = table_run("config");
	return scratch_end() != 0 || failed != 0;
}
