#include "machine.h"

#include "files.h"
#include "script.h"

#include <limits.h>
#include <string.h>

/* What of an ELF header (elf(5)) says for which machine a file is: class, order, machine. */
enum { HEAD = 20, CLASS = 4, ORDER = 5, MACHINE = 18 };

/* Whether the file PATH is a script, or a program for the machine that the shell's is for. */
static bool
is_startable(const char *path)
{
	char shell[HEAD] = "", head[HEAD] = "";

	if (files_read(path, head, HEAD) != HEAD || memcmp(head, "#!", 2) == 0)
		return head[0] == '#' && head[1] == '!';
	/* Not our own file: a library does not know which that is. */
	if (files_read("/bin/sh", shell, HEAD) != HEAD)
		return true;
	/* Where programs are no ELF files, the like of the shell's will do. */
	return memcmp(shell, head, 4) == 0 && shell[CLASS] == head[CLASS] &&
		shell[ORDER] == head[ORDER] &&
		memcmp(shell + MACHINE, head + MACHINE, 2) == 0;
}

bool
machine_starts(const char *path)
{
	char head[SCRIPT_HEAD], interpreter[PATH_MAX] = "";
	ssize_t length = files_read(path, head, sizeof(head));
	struct script script = script_parse(head, length > 0 ? (size_t)length : 0);

	if (!is_startable(path))
		return false;
	if (!script.is_python || script.interpreter.length >= sizeof(interpreter))
		return true;
	/* The kernel refuses a script for its interpreter's sake, too. */
	memcpy(interpreter, script.interpreter.text, script.interpreter.length);
	return is_startable(interpreter);
}
