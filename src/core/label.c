#include "label.h"

#include "request.h"
#include "utf8.h"

#include <string.h>

/* The component of PATH that ends before END. */
static struct span
component(const char *path, const char *end)
{
	const char *start = end;

	while (start > path && start[-1] != '/')
		start--;
	return (struct span){start, (size_t)(end - start)};
}

static bool
is_usual(struct span name)
{
	const char *const *usual = settings_default.names;

	for (; *usual != NULL; usual++)
		if (strlen(*usual) == name.length &&
			strncmp(*usual, name.text, name.length) == 0)
			return true;
	return false;
}

struct span
label_name(const char *environment, struct span prompt)
{
	if (prompt.length > 0)
		return prompt;
	struct span name = component(environment, environment + strlen(environment));
	if (is_usual(name) && name.text > environment + 1)
		return component(environment, name.text - 1);
	return name;
}

const char *
label_prompt(struct arena *arena, const char *environment, const struct pyvenv *pyvenv)
{
	struct span name = label_name(environment, pyvenv->prompt);
	char *text = arena_take(arena, name.length + sizeof("() "));

	if (text == NULL)
		return NULL;
	char *end = text;
	*end++ = '(';
	for (size_t i = 0; i < name.length;) {
		size_t n = utf8_control(name.text + i, name.length - i);

		*end = name.text[i];
		if (n > 0)
			*end = '?';
		end++;
		i += n == 0 ? 1 : n;
	}
	memcpy(end, ") ", sizeof(") "));
	return text;
}
