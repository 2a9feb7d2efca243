#include "name.h"

#include <stddef.h>
#include <string.h>

/* The decimal number at *TEXT, which moves behind it; -1 when there is none. */
static int
number(const char **text)
{
	int value = -1;

	for (; **text >= '0' && **text <= '9' && value < 1000; (*text)++)
		value = (value < 0 ? 0 : value * 10) + (**text - '0');
	return value;
}

struct name
name_parse(const char *text)
{
	static const struct {
		const char *prefix;
		enum name_kind kind;
	} kinds[] = {{"python", NAME_PYTHON}, {"pip", NAME_PIP}};
	struct name other = {NAME_OTHER, -1, -1};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t length = strlen(kinds[i].prefix);
		struct name name = {kinds[i].kind, -1, -1};

		if (strncmp(text, kinds[i].prefix, length) != 0)
			continue;
		text += length;
		/* virtualenv also writes `pip-3.11`. */
		if (text[0] == '-' && name.kind == NAME_PIP && text[1] != '\0')
			text++;
		name.major = number(&text);
		if (name.major >= 0 && *text == '.') {
			text++;
			name.minor = number(&text);
			if (name.minor < 0)
				return other;
		}
		return *text == '\0' ? name : other;
	}
	return other;
}

bool
name_stands_for(struct name name, int major, int minor)
{
	if (name.kind == NAME_OTHER)
		return false;
	if (name.minor >= 0)
		return name.major == major && name.minor == minor;
	/* Who does not say a version is no Python 2: that virtualenv always says it. */
	return name.major < 0 || name.major == (major < 0 ? 3 : major);
}

bool
name_runs_pip_module(char *const *operands)
{
	for (; *operands != NULL && operands[0][0] == '-'; operands++) {
		const char *option = *operands + 1;

		option += strspn(option, NAME_PYTHON_FLAGS);
		if (*option == '\0' && option != *operands + 1)
			continue;
		if (*option != 'm')
			return false;
		const char *module = option[1] != '\0' ? option + 1 : operands[1];
		return module != NULL && strcmp(module, "pip") == 0;
	}
	return false;
}
