#include "label.h"

#include "table.h"

#include <string.h>

static const struct {
	const char *name, *environment, *prompt, *expected;
} names[] = {
	{"the prompt", "/p/.venv", "mine", "mine"},
	{"an empty prompt is none", "/p/.venv", "", "p"},
	{"the last component", "/p/work", "", "work"},
	{".venv goes by its project", "/home/me/web/.venv", "", "web"},
	{"so does venv", "/web/venv", "", "web"},
	{"so does env", "/web/env", "", "web"},
	{"so does .env", "/web/.env", "", "web"},
	{"only one is taken off", "/web/venv/.venv", "", "venv"},
	{"one in the root", "/.venv", "", ".venv"},
	{"the root", "/", "", ""},
	{"a name that begins alike", "/p/venv3", "", "venv3"},
};

static void
is_called(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)names) / sizeof(names[0]);
	struct span prompt = {names[i].prompt, strlen(names[i].prompt)};
	struct span name = label_name(names[i].environment, prompt);

	assert_int_equal(name.length, strlen(names[i].expected));
	assert_memory_equal(name.text, names[i].expected, name.length);
}

static const struct {
	const char *name, *prompt, *expected;
} prompts[] = {
	{"plain", "shop", "(shop) "},
	{"what a shell would expand", "$HOME `x` %F \\w !", "($HOME `x` %F \\w !) "},
	{"what a terminal would obey", "a\x1b[31m\nb\x7f", "(a?[31m?b?) "},
	{"what it would obey in UTF-8",
		"a\xc2\x9b"
		"31m\xc2\xa0",
		"(a?31m\xc2\xa0) "},
	{"not ASCII", "caf\xc3\xa9", "(caf\xc3\xa9) "},
};

static void
is_shown(void **state)
{
	static char memory[1024];
	size_t i = (size_t)((const char *)*state - (const char *)prompts) /
		sizeof(prompts[0]);
	struct arena arena = {.base = memory, .size = sizeof(memory)};
	struct pyvenv pyvenv = {.prompt = {prompts[i].prompt, strlen(prompts[i].prompt)}};

	assert_string_equal(
		label_prompt(&arena, "/p/.venv", &pyvenv), prompts[i].expected);
}

int
main(void)
{
	TABLE_ROWS(is_called, names);
	TABLE_ROWS(is_shown, prompts);
	return table_run("label");
}
