#include "facts.h"

#include "memory.h"
#include "overhead.h"
#include "watch.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

/* How long a new shell may take to answer. Milliseconds. */
enum { SHELL_LIMIT = 10000 };

/* How long is measured. Milliseconds. */
enum { MEASURING = 1000 };

/* What of a file is looked at: all of a launcher, also with sanitizers in it. Bytes. */
enum { FILE_LIMIT = 8 * 1024 * 1024 };

/* What stands before the version in the file of a launcher. */
static const char version_mark[] = VSHIM_LAUNCHER_MARK;

const char *
facts_variable(const struct facts *facts, const char *key)
{
	for (char *const *entry = facts->request->environment; *entry != NULL; entry++) {
		const char *value = request_variable(*entry, key);

		if (value != NULL)
			return value[0] == '\0' ? NULL : value;
	}
	return NULL;
}

/* The first of the base shims' names that DIRECTORY has a program of, or NULL. */
static const char *
first_name(const char *directory)
{
	for (int i = 0; i < SESSION_NAMES; i++) {
		struct text path = {.data = NULL};

		text_format(&path, "%s/%s", directory, session_names[i]);
		bool has = access(path.data, X_OK) == 0;
		text_free(&path);
		if (has)
			return session_names[i];
	}
	return NULL;
}

void
facts_split(const char *path, struct facts_path *split)
{
	size_t size = path == NULL ? 1 : strlen(path) + 1;

	*split = (struct facts_path){
		.entries = memory_zeroed(size, sizeof(*split->entries))};
	for (struct span entry; path_next(&path, &entry);) {
		struct text text = {.data = NULL};

		text_add_bytes(&text, entry.text, entry.length);
		split->entries[split->n].name = first_name(text.data);
		split->entries[split->n++].path = text_take(&text);
	}
}

void
facts_path_free(struct facts_path *path)
{
	for (size_t i = 0; i < path->n; i++)
		free(path->entries[i].path);
	free(path->entries);
	*path = (struct facts_path){.entries = NULL};
}

/* FILE as it is shown, `~/…`, as a path. Owned; NULL without a home. */
static char *
expanded(const struct facts *facts, const char *file)
{
	const char *home = facts->request->variables.home;
	struct text path = {.data = NULL};

	if (file == NULL || home == NULL)
		return NULL;
	text_format(&path, "%s/%s", home, file + strlen("~/"));
	return text_take(&path);
}

/* What the shells read that do not read `~/.profile` on a login: the first that is there. */
static const struct {
	const char *shell;
	const char *file;
	bool is_always; /* it is read also where it was not there before */
	bool reads_rc; /* a login reads the rc file, too */
} login_files[] = {
	{"bash", "~/.bash_profile", false, false},
	{"bash", "~/.bash_login", false, false},
	{"yash", "~/.yash_profile", true, false},
	{"zsh", "~/.zshrc", true, true},
	{"fish", "~/.config/fish/config.fish", true, true},
	{"tcsh", "~/.login", true, true},
	{"xonsh", "~/.xonshrc", true, true},
	{"nu", "~/.config/nushell/config.nu", true, true},
};

/* Finds out what a login shell reads. */
static void
find_login_file(struct facts *facts)
{
	const char *program = facts->shell.program;

	if (program == NULL || facts->shell.rc_file == NULL)
		return;
	for (size_t i = 0; i < sizeof(login_files) / sizeof(login_files[0]); i++) {
		if (strcmp(path_base(program), login_files[i].shell) != 0)
			continue;
		char *path = expanded(facts, login_files[i].file);
		bool is = login_files[i].is_always ||
			(path != NULL && access(path, F_OK) == 0);
		free(path);
		if (!is)
			continue;
		facts->login_file = text_copy(login_files[i].file);
		facts->login_reads_rc = login_files[i].reads_rc;
		return;
	}
	facts->login_file = text_copy("~/.profile");
}

static void
ask_shells(struct facts *facts)
{
	const char *login = NULL;
	struct text text = {.data = NULL};

	for (int i = 0; i < SESSION_KINDS; i++) {
		/* The windows of a desktop are started by what has logged in. */
		session_ask(facts->request, facts->shell.program, (enum session_kind)i,
			login, SHELL_LIMIT, &facts->sessions[i]);
		login = facts->sessions[SESSION_LOGIN].path;
		facts_split(facts->sessions[i].path, &facts->session_paths[i]);
	}
	facts->rc_path = expanded(facts, facts->shell.rc_file);
	find_login_file(facts);
	if (facts->rc_path != NULL &&
		text_add_file(&text, facts->rc_path, FILE_LIMIT) == 0)
		facts->rc_text = text_take(&text);
	text_free(&text);
}

static void
look_at_places(struct facts *facts, struct decision *decision)
{
	struct request *request = &decision->request;
	struct arena *arena = &decision->arena;

	facts->places[PLACE_ROOT].path = request->root;
	facts->places[PLACE_SHIMS].path = request->shims;
	if (request->root != NULL)
		facts->places[PLACE_ENVIRONMENTS].path =
			path_join(arena, request->root, "envs");
	facts->places[PLACE_SETTINGS].path = request_config(request, arena);
	facts->places[PLACE_LAUNCHER].path = decision->installation.launcher;
	facts->places[PLACE_VSHIM].path = decision->installation.vshim;
	for (int i = 0; i < PLACES; i++) {
		struct facts_place *place = &facts->places[i];

		place->is_there =
			place->path != NULL && stat(place->path, &place->status) == 0;
	}
}

static void
look_at_launcher(struct facts *facts)
{
	const char *launcher = facts->places[PLACE_LAUNCHER].path;
	struct text file = {.data = NULL};
	size_t length = strlen(version_mark);

	bool is_read =
		launcher != NULL && text_add_file(&file, launcher, FILE_LIMIT) == 0;
	const char *mark =
		is_read ? memmem(file.data, file.length, version_mark, length) : NULL;
	if (mark != NULL)
		facts->launcher_version = text_copy(mark + length);
	text_free(&file);
}

/* Takes the path SILENT over. */
static void
note_silence(struct facts *facts, char *silent)
{
	struct text problem = {.data = NULL};

	text_format(
		&problem, "%q does not answer within %d seconds", silent, WATCH_LIMIT);
	facts->selection_problem = text_take(&problem);
	facts->selection_hint = text_copy(WATCH_HINT);
	free(silent);
}

/* Reads the settings and selects, and keeps what is wrong with either. */
static void
decide(struct facts *facts, struct decision *decision)
{
	struct vshim_error error = {.what = NULL};
	char *silent;

	if (decision_read_settings(decision, &error) != 0) {
		facts->settings_problem = text_copy(error.what);
		facts->settings_hint = text_copy(error.hint);
	} else if ((silent = watch_try(decision, true)) != NULL) {
		note_silence(facts, silent);
	} else if (decision_select(decision, &error) != 0 ||
		decision_choose(decision, &error) != 0) {
		facts->selection_problem = text_copy(error.what);
		facts->selection_hint = text_copy(error.hint);
	} else {
		facts->python = text_copy(decision->program.argv[0]);
	}
	vshim_error_free(&error);
}

/* The type of the file system that PATH lies on, or that of what it will lie in. */
static unsigned long
file_system(const char *path)
{
	struct text at = {.data = NULL};
	unsigned long type = 0;
	uv_fs_t statfs;

	if (path == NULL)
		return 0;
	text_add(&at, path);
	while (uv_fs_statfs(NULL, &statfs, at.data, NULL) != 0) {
		char *slash = strrchr(at.data, '/');

		uv_fs_req_cleanup(&statfs);
		if (slash == NULL || slash == at.data) {
			text_free(&at);
			return 0;
		}
		*slash = '\0';
	}
	type = (unsigned long)((uv_statfs_t *)statfs.ptr)->f_type;
	uv_fs_req_cleanup(&statfs);
	text_free(&at);
	return type;
}

char *
facts_secure_path(const char *sudoers)
{
	char *found = NULL;

	while (*sudoers != '\0') {
		size_t length = strcspn(sudoers, "\n");
		struct text line = {.data = NULL};

		text_add_bytes(&line, sudoers, length);
		const char *key = strstr(line.data, "secure_path");
		if (strncmp(line.data, "Defaults", 8) == 0 && key != NULL) {
			struct text value = {.data = NULL};

			key += strlen("secure_path");
			key += strspn(key, " \t=\"");
			text_add_bytes(&value, key, strcspn(key, " \t\","));
			free(found);
			found = text_take(&value);
		}
		text_free(&line);
		sudoers += length + (sudoers[length] == '\n');
	}
	return found;
}

/* Only root may read them; for others it stays unknown. */
static void
look_at_sudo(struct facts *facts)
{
	static const char directory[] = "/etc/sudoers.d";
	struct text text = {.data = NULL};
	DIR *stream = opendir(directory);

	text_add_file(&text, "/etc/sudoers", FILE_LIMIT);
	while (stream != NULL) {
		const struct dirent *entry = readdir(stream);
		struct text file = {.data = NULL};

		if (entry == NULL)
			break;
		text_add(&text, "\n");
		text_format(&file, "%s/%s", directory, entry->d_name);
		if (entry->d_name[0] != '.')
			text_add_file(&text, file.data, FILE_LIMIT);
		text_free(&file);
	}
	if (stream != NULL)
		closedir(stream);
	facts->secure_path = facts_secure_path(text.data);
	text_free(&text);
}

static void
measure(struct facts *facts)
{
	struct text shim = {.data = NULL};

	if (facts->python == NULL || facts->request->shims == NULL)
		return;
	text_format(&shim, "%s/python", facts->request->shims);
	if (access(shim.data, X_OK) == 0)
		overhead_measure(facts->request, shim.data, facts->python, MEASURING,
			&facts->overhead);
	text_free(&shim);
}

void
facts_gather(
	struct facts *facts, struct decision *decision, const struct facts_shell *shell)
{
	*facts = (struct facts){.request = &decision->request, .shell = *shell};
	decide(facts, decision);
	facts_split(decision->request.variables.path, &facts->path);
	look_at_places(facts, decision);
	look_at_launcher(facts);
	facts_known_look(decision, facts);
	/* Before any shell is asked: the line in its rc file makes what is missing. */
	facts_shims_look(decision, facts);
	ask_shells(facts);
	facts->home_system = file_system(decision->request.variables.home);
	facts->root_system = file_system(decision->request.root);
	look_at_sudo(facts);
	measure(facts);
}

void
facts_free(struct facts *facts)
{
	char *const texts[] = {facts->rc_path, facts->rc_text, facts->login_file,
		facts->launcher_version, facts->settings_problem, facts->settings_hint,
		facts->selection_problem, facts->selection_hint, facts->secure_path,
		facts->python, facts->shims.example};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free(texts[i]);
	facts_path_free(&facts->path);
	for (int i = 0; i < SESSION_KINDS; i++) {
		session_free(&facts->sessions[i]);
		facts_path_free(&facts->session_paths[i]);
	}
	facts_known_free(facts);
}
