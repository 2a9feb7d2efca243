/* Which files this machine can start. */
#include "machine.h"

#include "scratch.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

/* Each is /bin/sh with one byte of its header (elf(5)) changed: AT of it, or none. */
static const struct {
	const char *name;
	int at;
	bool starts;
} programs[] = {
	{"one of this machine", -1, true},
	{"no ELF file at all", 1, false},
	{"one of the other width", 4, false},
	{"one of the other byte order", 5, false},
	{"one of another processor", 18, false},
};

static void
program_starts(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)programs) /
		sizeof(programs[0]);
	char head[64];
	FILE *shell = fopen("/bin/sh", "r"), *file = fopen(scratch("program"), "w");

	assert_non_null(shell);
	assert_non_null(file);
	assert_int_equal(fread(head, sizeof(head), 1, shell), 1);
	if (programs[i].at >= 0)
		head[programs[i].at] ^= 0x40;
	assert_int_equal(fwrite(head, sizeof(head), 1, file), 1);
	fclose(shell);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(machine_starts(scratch("program")), programs[i].starts);
}

static const struct {
	const char *name, *text;
	bool starts;
} texts[] = {
	{"nothing", "", false},
	{"a comment", "# x\n", false},
	{"a comment longer than a header", "# no program, whoever may say so\n", false},
	{"a short script", "#!/bin/sh\n", true},
	{"a script of what is not there", "#!/nowhere/sh\n", true},
	{"a script of a Python that is not there", "#!/nowhere/python3\n", false},
};

static void
text_starts(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)texts) / sizeof(texts[0]);

	scratch_write("text", texts[i].text, 0755);
	assert_int_equal(machine_starts(scratch("text")), texts[i].starts);
}

int
main(void)
{
	scratch_begin();
	TABLE_ROWS(program_starts, programs);
	TABLE_ROWS(text_starts, texts);
	int failed = table_run("machine");
	return scratch_end() != 0 || failed != 0;
}
