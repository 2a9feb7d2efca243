#include "shells.h"

#include "path.h"
#include "quote.h"
#include "request.h"
#include "shell_code.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct shell shells[] = {
	{"bash", init_bash, quote_sh, "~/.bashrc", "eval \"$(%s init bash)\""},
	{"zsh", init_zsh, quote_sh, "~/.zshrc", "eval \"$(%s init zsh)\""},
	{"fish", init_fish, quote_fish, "~/.config/fish/config.fish",
		"%s init fish | source"},
	{"sh", init_sh, quote_sh, "~/.profile", "eval \"$(%s init sh)\""},
	{"dash", init_sh, quote_sh, "~/.profile", "eval \"$(%s init sh)\""},
	{"ksh", init_sh, quote_sh, "~/.kshrc", "eval \"$(%s init sh)\""},
	{"mksh", init_sh, quote_sh, "~/.mkshrc", "eval \"$(%s init sh)\""},
	{"yash", init_sh, quote_sh, "~/.yashrc", "eval \"$(%s init sh)\""},
};

const struct shell *
shells_find(const char *name)
{
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (strcmp(shells[i].name, name) == 0)
			return &shells[i];
	return NULL;
}

const struct shell *
shells_detect(char *const *environment)
{
	const struct shell *shell = NULL;
	char name[64] = "";
	char file[64];

	snprintf(file, sizeof(file), "/proc/%d/comm", (int)getppid());
	FILE *stream = fopen(file, "re");
	if (stream != NULL) {
		if (fgets(name, sizeof(name), stream) != NULL)
			name[strcspn(name, "\n")] = '\0';
		fclose(stream);
		shell = shells_find(name);
	}
	for (; shell == NULL && *environment != NULL; environment++) {
		const char *value = request_variable(*environment, "SHELL");

		if (value != NULL)
			shell = shells_find(path_base(value));
	}
	return shell;
}
