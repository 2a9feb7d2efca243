/* The text of a pyvenv.cfg, against the same rules written down another way. */
#include "pyvenv.h"

#include "fuzz.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What str.strip() takes off. */
static bool
is_blank(char c)
{
	return c != '\0' && strchr(" \t\n\v\f\r\x1c\x1d\x1e\x1f", c) != NULL;
}

/* Whether the bytes from START to END, stripped and lowered, are KEY. */
static bool
is_key(const char *start, const char *end, const char *key)
{
	while (start < end && is_blank(*start))
		start++;
	while (start < end && is_blank(end[-1]))
		end--;
	if ((size_t)(end - start) != strlen(key))
		return false;
	for (; start < end; start++, key++)
		if ((isupper((unsigned char)*start) ? *start + 32 : *start) != *key)
			return false;
	return true;
}

/* Backwards: the first line of KEY from the end is the last one. */
static bool
value_of(const char *text, size_t length, const char *key, struct span *value)
{
	const char *end = text + length;

	while (end >= text) {
		const char *start = end;

		while (start > text && start[-1] != '\n' && start[-1] != '\r')
			start--;
		const char *equals = start;
		while (equals < end && *equals != '=')
			equals++;
		if (equals < end && is_key(start, equals, key)) {
			const char *first = equals + 1, *last = end;

			while (last > first && is_blank(last[-1]))
				last--;
			while (first < last && is_blank(*first))
				first++;
			*value = (struct span){first, (size_t)(last - first)};
			return true;
		}
		if (start == text)
			break;
		end = start - 1;
	}
	return false;
}

static void
check_key(struct span text, const char *key)
{
	struct span value = {"", 0}, expected = {"", 0};
	bool is_there = pyvenv_value(text, key, &value);

	check(is_there == value_of(text.text, text.length, key, &expected));
	check(value.length == expected.length);
	check(value.length == 0 || value.text == expected.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const keys[] = {"home", "version", "version_info", "prompt",
		"include-system-site-packages", "uv", ""};
	char block[1024];
	struct arena arena = {.base = block, .size = sizeof(block)};

	if (size > PYVENV_LIMIT)
		return 0;
	char *text = fuzz_bytes(data, size);
	struct pyvenv pyvenv = {.text = {text, size}};
	pyvenv_parse(&pyvenv);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		check_key(pyvenv.text, keys[i]);
	check((pyvenv.major < 0) == (pyvenv.minor < 0));
	check(pyvenv.major < 100000 && pyvenv.minor < 100000);
	const char *prompt = pyvenv_prompt(&arena, &pyvenv, "/p/.venv");
	check(arena.full || pyvenv.prompt.length > 0 || strcmp(prompt, ".venv") == 0);
	free(text);
	return 0;
}
