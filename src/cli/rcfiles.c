#include "rcfiles.h"

#include "files.h"
#include "places.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * In which files a shell's lines may stand, in the order in which they are preferred: FILE
 * below $VARIABLE, or below ~/DIRECTORY where that is not set.
 */
static const struct {
	const char *shells; /* their names, each between blanks */
	const char *variable;
	const char *directory;
	const char *file;
} places[] = {
	{" bash ", NULL, "", ".bashrc"},
	{" zsh ", "ZDOTDIR", "", ".zshrc"},
	{" fish ", "XDG_CONFIG_HOME", "/.config", "fish/config.fish"},
	{" tcsh ", NULL, "", ".tcshrc"},
	/* What tcsh reads where there is no ~/.tcshrc. */
	{" tcsh ", NULL, "", ".cshrc"},
	{" elvish ", "XDG_CONFIG_HOME", "/.config", "elvish/rc.elv"},
	{" elvish ", NULL, "", ".elvish/rc.elv"},
	{" xonsh ", NULL, "", ".xonshrc"},
	{" xonsh ", "XDG_CONFIG_HOME", "/.config", "xonsh/rc.xsh"},
	{" nu ", "XDG_CONFIG_HOME", "/.config", "nushell/config.nu"},
	{" sh dash ash busybox ", NULL, "", ".profile"},
	{" ksh ksh93 ", NULL, "", ".kshrc"},
	{" mksh ", NULL, "", ".mkshrc"},
	{" yash ", NULL, "", ".yashrc"},
	/* Where the line may have been pasted. */
	{"", NULL, "", ".bash_profile"},
	{"", NULL, "", ".bash_login"},
	{"", NULL, "", ".zprofile"},
	{"", NULL, "", ".zshenv"},
};

enum { PLACES = sizeof(places) / sizeof(places[0]) };

/* Where place I is by its variable, or by HOME; owned, or NULL. */
static char *
path_of(const struct request *request, size_t i, bool by_variable)
{
	const char *base = by_variable && places[i].variable != NULL
		? places_variable(request, places[i].variable)
		: NULL;
	struct text path = {.data = NULL};

	if (base != NULL && base[0] == '/')
		text_format(&path, "%s/%s", base, places[i].file);
	else if (!by_variable && request->variables.home != NULL)
		text_format(&path, "%s%s/%s", request->variables.home,
			places[i].directory, places[i].file);
	else
		return NULL;
	return text_take(&path);
}

/* What cannot be looked at may be there: whoever reads it says why not. */
static bool
is_there(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* Whether the file PATH speaks of ~/.bashrc, as one does that reads it. */
static bool
reads_bashrc(const char *path)
{
	enum { LIMIT = 64 * 1024 };
	char *text = malloc(LIMIT);
	ssize_t length = text == NULL ? -1 : files_read(path, text, LIMIT);
	bool reads = length > 0 && memmem(text, (size_t)length, "bashrc", 6) != NULL;

	free(text);
	return reads;
}

char *
rcfiles_login(const struct request *request)
{
	static const char *const names[] = {".bash_profile", ".bash_login", ".profile"};
	const char *home = request->variables.home;
	struct text path = {.data = NULL};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path.length = 0;
		text_format(&path, "%s/%s", home == NULL ? "" : home, names[i]);
		if (!is_there(path.data))
			continue;
		if (!reads_bashrc(path.data))
			return text_take(&path);
		text_free(&path);
		return NULL;
	}
	path.length = 0;
	text_format(&path, "%s/%s", home == NULL ? "" : home, names[0]);
	return text_take(&path);
}

/* macOS's Terminal starts login shells, which alone most of its users ever see. */
#ifdef __APPLE__
static const bool starts_login_shells = true;
#else
static const bool starts_login_shells = false;
#endif

char *
rcfiles_of(const struct request *request, const char *name)
{
	struct text word = {.data = NULL};
	char *best = NULL;

	if (starts_login_shells && strcmp(name, "bash") == 0) {
		best = rcfiles_login(request);
		if (best != NULL)
			return best;
	}
	text_format(&word, " %s ", name);
	for (size_t i = 0; i < PLACES; i++) {
		if (strstr(places[i].shells, word.data) == NULL)
			continue;
		char *path = path_of(request, i, true);
		if (path == NULL)
			path = path_of(request, i, false);
		if (path != NULL && best != NULL && !is_there(best) && is_there(path)) {
			free(best);
			best = NULL;
		}
		if (best == NULL)
			best = path;
		else
			free(path);
	}
	text_free(&word);
	return best;
}

void
rcfiles_all(const struct request *request, struct list *files)
{
	for (size_t i = 0; i < 2 * PLACES; i++) {
		char *path = path_of(request, i / 2, i % 2 == 0);

		if (path != NULL && is_there(path) && !list_has(files, path))
			list_add(files, path);
		free(path);
	}
}
