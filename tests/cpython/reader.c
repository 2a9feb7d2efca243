/*
 * reader: what vshim reads in the pyvenv.cfg of each environment that is named on standard
 * input, one a line: whether the system's packages are seen, a tab, `=` and what `home` is, or `-`
 * where it is not said.
 */
#include "pyvenv.h"

#include <stdio.h>
#include <string.h>

static void
print_value(struct span text, const char *key)
{
	struct span value;

	if (pyvenv_value(text, key, &value))
		printf("\t=%.*s", (int)value.length, value.text);
	else
		printf("\t-");
}

int
main(void)
{
	static char block[4 * PYVENV_LIMIT];
	char line[4096];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		struct arena arena = {.base = block, .size = sizeof(block)};
		struct pyvenv pyvenv;

		line[strcspn(line, "\n")] = '\0';
		pyvenv_read(&arena, line, &pyvenv);
		printf("%d", pyvenv.sees_system);
		print_value(pyvenv.text, "home");
		putchar('\0');
	}
	return fflush(stdout);
}
