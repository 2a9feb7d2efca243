#include "describe.h"

#include "label.h"
#include "memory.h"
#include "python.h"
#include "request.h"
#include "text.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many characters Pipenv's hash has, and which. */
enum { HASH = 8 };

#define BASE64URL "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

static const char *const maker_names[] = {
	[MAKER_VENV] = "venv",
	[MAKER_VIRTUALENV] = "virtualenv",
	[MAKER_UV] = "uv",
	[MAKER_POETRY] = "Poetry",
	[MAKER_PIPENV] = "Pipenv",
};

const char *
maker_name(enum maker maker)
{
	return maker_names[maker];
}

/* Whether NAME is what Pipenv calls an environment: `.venv` in a project, else NAME-HASH. */
static bool
has_pipenv_name(const char *name)
{
	size_t length = strlen(name);

	if (strcmp(name, ".venv") == 0)
		return true;
	return length > HASH + 1 && name[length - HASH - 1] == '-' &&
		strspn(name + length - HASH, BASE64URL) == HASH;
}

/*
 * Pipenv leaves a file that points back to the project. So does virtualenvwrapper, but neither a
 * prompt nor such a name.
 */
static bool
is_of_pipenv(struct arena *arena, const char *environment, const struct pyvenv *pyvenv)
{
	return (pyvenv->prompt.length > 0 || has_pipenv_name(path_base(environment))) &&
		access(path_join(arena, environment, ".project"), F_OK) == 0;
}

/* Poetry calls the environment of the project NAME `NAME-pyX.Y`, wherever it is. */
static bool
has_poetry_prompt(const struct pyvenv *pyvenv)
{
	char ending[32];
	int length = snprintf(
		ending, sizeof(ending), "-py%d.%d", pyvenv->major, pyvenv->minor);
	struct span prompt = pyvenv->prompt;

	return prompt.length > (size_t)length &&
		memcmp(prompt.text + prompt.length - length, ending, (size_t)length) == 0;
}

static enum maker
maker_of(struct arena *arena, const char *environment, const struct pyvenv *pyvenv)
{
	struct span value;

	if (pyvenv_value(pyvenv->text, "uv", &value))
		return MAKER_UV;
	if (strstr(environment, "/pypoetry/virtualenvs/") != NULL ||
		has_poetry_prompt(pyvenv))
		return MAKER_POETRY;
	if (is_of_pipenv(arena, environment, pyvenv))
		return MAKER_PIPENV;
	return pyvenv_value(pyvenv->text, "virtualenv", &value) ? MAKER_VIRTUALENV
								: MAKER_VENV;
}

static char *
owned(struct span span)
{
	struct text copy = {.data = NULL};

	text_add_bytes(&copy, span.text, span.length);
	return text_take(&copy);
}

static char *
value_of(struct span text, const char *key)
{
	struct span value;

	return pyvenv_value(text, key, &value) ? owned(value) : NULL;
}

char *
describe_name(const char *environment, struct span prompt)
{
	struct text name = {.data = NULL};
	struct span label = label_name(environment, prompt);

	text_add_bytes(&name, label.text, label.length);
	return text_take(&name);
}

void
describe(const char *environment, struct description *description)
{
	size_t size = 2 * PYVENV_LIMIT + 4 * (strlen(environment) + 64);
	struct arena arena = {.base = memory_grow(NULL, size), .size = size};
	struct text python = {.data = NULL};
	struct pyvenv pyvenv;
	struct span home;

	*description = (struct description){.name = NULL};
	if (arena.base == NULL)
		return;
	description->err = pyvenv_read(&arena, environment, &pyvenv);
	description->name = describe_name(environment, pyvenv.prompt);
	description->maker = maker_of(&arena, environment, &pyvenv);
	if (pyvenv_home(pyvenv.text, &home))
		description->home = owned(home);
	description->version = value_of(pyvenv.text, "version");
	if (description->version == NULL)
		description->version = value_of(pyvenv.text, "version_info");
	if (pyvenv.major < 0)
		text_add(&python, "python3");
	else
		text_format(&python, "python%d.%d", pyvenv.major, pyvenv.minor);
	description->python = text_take(&python);
	free(arena.base);
}

void
description_free(struct description *description)
{
	free(description->name);
	free(description->home);
	free(description->version);
	free(description->python);
}

bool
describe_is_interpreter(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool is = false;
	struct stat status;

	if (fd < 0)
		return false;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
		size_t size = (size_t)status.st_size;
		void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

		if (bytes != MAP_FAILED) {
			is = python_is_in(bytes, size);
			munmap(bytes, size);
		}
	}
	close(fd);
	return is;
}
