#include "interview.h"

#include "machine.h"
#include "supervise.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* An interpreter that says nothing for so long is none. Milliseconds. */
enum { PATIENCE = 20000 };

/* What stands before a Python's answer, behind whatever its start-up files print. */
#define MARK "vshim asks:"

/*
 * For every Python since 2.7. What lies in the current directory is not imported; the
 * environment's base is what an environment should be made from.
 */
static const char question[] =
	"import sys\n"
	"sys.path = [p for p in sys.path if p]\n"
	"try:\n"
	"    from importlib.util import find_spec as find\n"
	"except ImportError:\n"
	"    from imp import find_module as find\n"
	"def has(name):\n"
	"    try:\n"
	"        return find(name) is not None\n"
	"    except ImportError:\n"
	"        return False\n"
	"path = sys.executable\n"
	"if sys.prefix != getattr(sys, 'base_prefix', sys.prefix):\n"
	"    path = getattr(sys, '_base_executable', path)\n"
	"path = path if str is bytes else __import__('os').fsencode(path)\n"
	"packaged = any(p.endswith('dist-packages') for p in sys.path)\n"
	"answer = tuple(sys.version_info[:3]) + (has('venv'), has('ensurepip'),\n"
	"    has('virtualenv'), packaged)\n"
	"sys.stdout.flush()\n"
	"getattr(sys.stdout, 'buffer', sys.stdout).write(\n"
	"    ('" MARK " %d %d %d %d %d %d %d ' % answer).encode() + path + b'\\0')\n";

char **
interview_variables(struct arena *arena, char *const *environment)
{
	static const char *const misleading[] = {"PYTHONHOME", "PYTHONPATH",
		"PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV"};
	size_t n = 0, kept = 0;

	while (environment[n] != NULL)
		n++;
	char **block = arena_take(arena, (n + 1) * sizeof(*block));
	if (block == NULL)
		return NULL;
	for (; *environment != NULL; environment++) {
		size_t i = 0, all = sizeof(misleading) / sizeof(misleading[0]);

		while (i < all && request_variable(*environment, misleading[i]) == NULL)
			i++;
		if (i == all)
			block[kept++] = *environment;
	}
	block[kept] = NULL;
	return block;
}

/* Reads a Python's ANSWER. Whether it is one. */
static bool
read_answer(const struct text *answer, struct python *python)
{
	const char *at = answer->data == NULL ? NULL : strstr(answer->data, MARK);
	int venv, ensurepip, virtualenv, packaged, length = 0;

	if (at == NULL ||
		sscanf(at, MARK " %d %d %d %d %d %d %d %n", &python->major,
			&python->minor, &python->micro, &venv, &ensurepip, &virtualenv,
			&packaged, &length) != 7 ||
		at[length] != '/')
		return false;
	python->has_venv = venv != 0;
	python->has_ensurepip = ensurepip != 0;
	python->has_virtualenv = virtualenv != 0;
	python->is_packaged = packaged != 0;
	python->path = text_copy(at + length);
	return true;
}

bool
interview(struct interview *interview, const char *path, struct python *python)
{
	const char *const words[] = {path, "-E", "-s", "-c", question, NULL};
	struct text answer = {.data = NULL};
	struct supervise_end end;
	char **variables =
		interview_variables(interview->arena, interview->request->environment);

	if (variables == NULL || !machine_starts(path) ||
		supervise_run(&(struct supervise_child){.argv = (char **)(uintptr_t)words,
				      .environment = variables,
				      .output = &answer,
				      .limit = PATIENCE},
			&end) != 0)
		return false;
	interview->signal = end.received;
	bool is = read_answer(&answer, python);
	if (!is) {
		text_free(&interview->words);
		interview->words = answer;
	} else {
		text_free(&answer);
	}
	return is;
}
