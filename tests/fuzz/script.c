/* The first lines of a script, against what the kernel makes of them. */
#include "script.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static bool
is_inside(struct span span, const char *head, size_t size)
{
	return span.length == 0 ||
		(span.text >= head && span.text + span.length <= head + size);
}

/* fs/binfmt_script.c: the interpreter up to a blank, and the rest as one option. */
static void
as_the_kernel(const char *line, size_t length, struct span *path, struct span *option)
{
	const char *at = line + 2, *end = line + length;

	while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	path->text = at;
	while (at < end && *at != ' ' && *at != '\t')
		at++;
	path->length = (size_t)(at - path->text);
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	*option = (struct span){at, (size_t)(end - at)};
}

static bool
ends_in(struct span path, const char *name)
{
	size_t length = strlen(name);

	if (path.length < length ||
		memcmp(path.text + path.length - length, name, length) != 0)
		return false;
	return path.length == length || path.text[path.length - length - 1] == '/';
}

static bool
is_same(struct span a, struct span b)
{
	return a.length == b.length && (a.length == 0 || a.text == b.text);
}

static void
check_python(const struct script *script, const char *head, size_t size)
{
	const char *newline = memchr(head, '\n', size);
	size_t length = newline == NULL ? size : (size_t)(newline - head);
	struct span path, option;

	check(size > 2 && head[0] == '#' && head[1] == '!');
	check(is_inside(script->interpreter, head, size));
	check(is_inside(script->option, head, size));
	check(memchr(script->option.text == NULL ? "" : script->option.text, '\n',
		      script->option.length) == NULL);
	if (length > SCRIPT_LINE_LIMIT)
		check(script->is_cut);
	if (script->is_cut)
		return;
	as_the_kernel(head, length, &path, &option);
	if (ends_in(path, "sh"))
		return;
	if (ends_in(path, "env")) {
		check(is_same(script->interpreter, option));
		return;
	}
	/* What is taken for healthy is what the kernel will start, in just that way. */
	check(is_same(script->interpreter, path));
	check(is_same(script->option, option));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > SCRIPT_HEAD)
		return 0;
	char *head = fuzz_bytes(data, size);
	struct script script = script_parse(head, size);
	if (script.is_python)
		check_python(&script, head, size);
	free(head);
	return 0;
}
