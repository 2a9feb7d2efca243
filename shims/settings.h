/*
 * settings: how the static programs come by the settings. Each has the function to itself: it is
 * a part of main() there, and a launch is to cost no more for sharing it.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "compiled.h"
#include "files.h"

/*
 * Reads the settings, where there is a file of them, in the form that vshim has left. False
 * when they are vshim's to read.
 */
static bool
read_settings(struct request *request, struct arena *arena, struct settings *settings)
{
	const char *config = request_config(request, arena);
	struct stat status;

	if (request->variables.vshim_config != NULL)
		return false;
	if (config == NULL)
		return true;
	int err = files_stat(config, &status);
	if (err != 0)
		return !problem_is_trouble(err);
	request->settings = settings;
	return request->root != NULL &&
		compiled_read(request, arena, config, &status, settings);
}

#endif
