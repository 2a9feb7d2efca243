/*
 * reader: what vshim reads in the pyvenv.cfg of each environment that is named on standard
 * input, one a line: whether the system's packages are seen, and behind a byte 1 each `=` and what
 * `home` is for `site` and for `getpath`, or `-` where it is not said.
 */
#include "pyvenv.h"

#include <stdio.h>
#include <string.h>

static void
print_value(bool is_said, struct span value)
{
	if (is_said)
		printf("\1=%.*s", (int)value.length, value.text);
	else
		printf("\1-");
}

int
main(void)
{
	static char block[4 * PYVENV_LIMIT];
	char line[4096];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		struct arena arena = {.base = block, .size = sizeof(block)};
		struct pyvenv pyvenv;
		struct span value = {"", 0};

		line[strcspn(line, "\n")] = '\0';
		pyvenv_read(&arena, line, &pyvenv);
		printf("%d", pyvenv.sees_system);
		print_value(pyvenv_value(pyvenv.text, "home", &value), value);
		print_value(pyvenv_home(pyvenv.text, &value), value);
		putchar('\0');
	}
	return fflush(stdout);
}
