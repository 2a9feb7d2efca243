#include "compile.h"

#include "compiled.h"
#include "store.h"
#include "text.h"

#include <string.h>
#include <time.h>

static void
add_string(struct text *text, const char *string)
{
	text_add_bytes(text, string, strlen(string) + 1);
}

static void
add_list(struct text *text, const char *const *list)
{
	for (; *list != NULL; list++)
		add_string(text, *list);
	add_string(text, "");
}

static void
add_settings(struct text *text, const struct settings *settings)
{
	const bool switches[] = {settings->any_name, settings->scripts_on_system,
		settings->trust_explicit, settings->pip_rehash};

	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		add_string(text, switches[i] ? "1" : "0");
	add_list(text, settings->names);
	add_list(text, settings->ceilings);
	add_list(text, settings->places);
}

/* Whether a file of STATUS may change once more without showing it: within a clock's tick. */
static bool
is_fresh(const struct stat *status)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec - status->st_ctim.tv_sec < 2;
}

void
compile_settings(const struct config *config, const struct request *request,
	struct arena *arena, const char *file)
{
	const char *home = request->variables.home;
	struct settings present;
	struct text text = {.data = NULL};

	if (request->root == NULL || config->status.st_nlink == 0 ||
		is_fresh(&config->status) ||
		compiled_read(request, arena, file, &config->status, &present))
		return;
	add_string(&text, COMPILED_MARK);
	add_string(&text, file);
	add_string(&text, compiled_state(arena, &config->status));
	add_string(&text, home == NULL ? "" : home);
	add_settings(&text, &config->settings);
	if (text.length <= COMPILED_LIMIT)
		store_write(compiled_path(request, arena), text.data, text.length);
	text_free(&text);
}
