#include "checks.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where the shims are among the directories of a PATH. */
struct position {
	int times; /* how often they are there */
	size_t first;
	const struct facts_entry *before; /* the first before them with a Python or pip */
};

/* Whether ENTRY is `bin` of the environment that the user has activated. */
static bool
is_activated(const struct facts *facts, const struct facts_entry *entry)
{
	const char *environment = facts->request->variables.virtual_env;
	struct text bin = {.data = NULL};

	if (environment == NULL)
		return false;
	text_format(&bin, "%s/bin", environment);
	bool is = path_equal(bin.data, entry->path);
	text_free(&bin);
	return is;
}

static struct position
find_shims(const struct facts *facts, const struct facts_path *path)
{
	const char *shims = facts->request->shims;
	struct position position = {.times = 0};

	for (size_t i = 0; i < path->n; i++) {
		const struct facts_entry *entry = &path->entries[i];

		if (shims != NULL && entry->path[0] != '\0' &&
			path_equal(entry->path, shims)) {
			if (position.times++ == 0)
				position.first = i;
		} else if (position.times == 0 && position.before == NULL &&
			entry->name != NULL && !is_activated(facts, entry)) {
			position.before = entry;
		}
	}
	return position;
}

/* Adds what is to be said of PATH, which is WHERE. Whether it is in need of a remedy. */
static bool
judge(const struct facts *facts, const struct facts_path *path, const char *where,
	struct findings *findings)
{
	struct position position = find_shims(facts, path);

	if (position.times == 0)
		findings_add(findings, STATE_WRONG, "the shims are not on %s", where);
	else if (position.before != NULL)
		findings_add(findings, STATE_WRONG,
			"%q comes before the shims on %s: its %s is run instead",
			position.before->path, where, position.before->name);
	else if (position.times > 1)
		findings_add(findings, STATE_DOUBTFUL, "the shims are on %s %d times",
			where, position.times);
	else if (position.first == 0)
		findings_fine(findings, "the shims come first on %s", where);
	else
		findings_fine(findings,
			"the shims are on %s, and what comes before them has no Python",
			where);
	return position.times != 1 || position.before != NULL;
}

void
checks_here(const struct facts *facts, struct findings *findings)
{
	if (!judge(facts, &facts->path, "PATH", findings))
		return;
	if (facts->shell.rc_line != NULL)
		findings_command(findings, "%s", facts->shell.rc_line);
	else
		findings_command(findings, "PATH=%q:$PATH", facts->request->shims);
}

/* The vshim that LINE of an rc file starts by its path, or NULL. Owned. */
static char *
started_by(const char *line)
{
	const char *init = strstr(line, " init ");
	struct text path = {.data = NULL};
	const char *begin = init;

	if (init == NULL)
		return NULL;
	if (begin > line && (begin[-1] == '\'' || begin[-1] == '"')) {
		for (begin--; begin > line && begin[-1] != init[-1]; begin--)
			continue;
		text_add_bytes(&path, begin, (size_t)(init - 1 - begin));
	} else {
		while (begin > line && strchr(" \t\"`(", begin[-1]) == NULL)
			begin--;
		text_add_bytes(&path, begin, (size_t)(init - begin));
	}
	if (path.length > 0 && strcmp(path_base(path.data), "vshim") == 0)
		return text_take(&path);
	text_free(&path);
	return NULL;
}

/* The vshim that the rc file starts, or NULL: it has no such line. Owned. */
static char *
started_in(const char *text)
{
	char *found = NULL;

	while (text != NULL && *text != '\0' && found == NULL) {
		size_t length = strcspn(text, "\n");
		struct text line = {.data = NULL};

		text_add_bytes(&line, text, length);
		if (line.data[strspn(line.data, " \t")] != '#')
			found = started_by(line.data);
		text_free(&line);
		text += length + (text[length] == '\n');
	}
	return found;
}

/* Whether the rc file has a line of vshim init; in nu, one that reads what that has written. */
static bool
has_line(const struct facts *facts)
{
	const char *text = facts->rc_text;
	char *vshim = started_in(text);
	bool has = vshim != NULL || (text != NULL && strstr(text, "/vshim.nu") != NULL);

	free(vshim);
	return has;
}

/* The remedy for shells of KIND whose start-up FILE lacks the line, or undoes what it did. */
static void
remedy_line(const struct facts *facts, enum session_kind kind, const char *file,
	struct findings *findings)
{
	const char *line = facts->shell.rc_line;

	if (file == NULL || line == NULL) {
		findings_remedy(findings,
			"put the line of `vshim init` at the end of your shell's file");
		return;
	}
	bool is_read = kind == SESSION_TERMINAL || facts->login_reads_rc;
	if (is_read && !has_line(facts)) {
		findings_command(findings, "%s", facts->shell.write);
		return;
	}
	if (strcmp(file, "~/.profile") == 0)
		line = facts->shell.profile_line;
	findings_command(findings, "echo %q >>%s", line, file);
}

/* What is to be said of a new shell that WHAT calls; FILE is where its line would be. */
static void
judge_session(const struct facts *facts, enum session_kind kind, const char *what,
	const char *file, struct findings *findings)
{
	const char *program = facts->shell.program;
	struct text where = {.data = NULL};

	switch (facts->sessions[kind].state) {
	case SESSION_UNKNOWN:
		findings_fine(findings, "%s: nobody knows how to ask it",
			program == NULL ? "SHELL is not set" : program);
		break;
	case SESSION_SILENT:
		findings_add(findings, STATE_DOUBTFUL,
			"%s, %q, gave no answer to what its PATH is", what, program);
		findings_remedy(findings, "look at what it says: %q%s -i", program,
			kind == SESSION_LOGIN ? " -l" : "");
		break;
	case SESSION_LATE:
		findings_add(findings, STATE_DOUBTFUL,
			"%s, %q, did not get through its start-up files in ten seconds",
			what, program);
		findings_remedy(findings, "look at what it waits for: %q%s -i -x",
			program, kind == SESSION_LOGIN ? " -l" : "");
		break;
	case SESSION_KNOWN:
		text_format(&where, "the PATH of %s", what);
		if (judge(facts, &facts->session_paths[kind], where.data, findings))
			remedy_line(facts, kind, file, findings);
	}
	text_free(&where);
}

void
checks_login(const struct facts *facts, struct findings *findings)
{
	judge_session(facts, SESSION_LOGIN, "a login shell", facts->login_file, findings);
}

void
checks_terminal(const struct facts *facts, struct findings *findings)
{
	judge_session(facts, SESSION_TERMINAL, "a shell in a terminal",
		facts->shell.rc_file, findings);
}

/* Other managers, by the directories that they put on PATH. */
static const struct manager {
	const char *name;
	const char *variable; /* of the directory in which its shims are, or NULL */
	const char *part; /* of the path of that directory otherwise */
	const char *says; /* what it would do */
} managers[] = {
	{"pyenv", "PYENV_ROOT", "/.pyenv/shims",
		"where no environment applies, it runs the version that .python-version "
		"names"},
	{"mise", "MISE_DATA_DIR", "/mise/shims",
		"where no environment applies, it runs the version that mise.toml names"},
	{"mise", NULL, "/mise/installs/",
		"`mise activate` puts Pythons on PATH at each prompt; with --shims it "
		"does not"},
	{"asdf", "ASDF_DATA_DIR", "/.asdf/shims",
		"where no environment applies, it runs the version that .tool-versions "
		"names"},
	{"rye", "RYE_HOME", "/.rye/shims",
		"where no environment applies, it runs the version that .python-version "
		"names"},
	{"rbenv", "RBENV_ROOT", "/.rbenv/shims", "it has commands of Ruby alone"},
	{"conda", "CONDA_PREFIX", "conda3/bin",
		"its environments hold no pyvenv.cfg; `conda activate` puts them before "
		"the shims"},
};

static bool
is_of(const struct facts *facts, const struct manager *manager, const char *directory)
{
	const char *root = manager->variable == NULL
		? NULL
		: facts_variable(facts, manager->variable);
	struct text own = {.data = NULL};

	if (strstr(directory, manager->part) != NULL)
		return true;
	if (root == NULL)
		return false;
	text_format(&own, "%s/%s", root, path_base(manager->part));
	bool is = path_equal(own.data, directory);
	text_free(&own);
	return is;
}

static void
judge_manager(const struct facts *facts, const struct manager *manager, size_t at,
	struct findings *findings)
{
	const struct facts_entry *entry = &facts->path.entries[at];
	struct position position = find_shims(facts, &facts->path);
	bool is_before = position.times == 0 || at < position.first;

	if (!is_before || entry->name == NULL) {
		findings_fine(findings, "%s is %s the shims: %s", manager->name,
			is_before ? "before" : "behind", manager->says);
		return;
	}
	findings_add(findings, STATE_WRONG,
		"%s is before the shims, and its %s is run instead (%q); behind them: "
		"%s",
		manager->name, entry->name, entry->path, manager->says);
	if (facts->shell.rc_line != NULL)
		findings_command(findings, "%s", facts->shell.rc_line);
	else
		findings_remedy(findings, "put the line of `vshim init` behind its line");
}

void
checks_managers(const struct facts *facts, struct findings *findings)
{
	size_t before = findings->n;

	for (size_t i = 0; i < facts->path.n; i++)
		for (size_t j = 0; j < sizeof(managers) / sizeof(managers[0]); j++)
			if (is_of(facts, &managers[j], facts->path.entries[i].path))
				judge_manager(facts, &managers[j], i, findings);
	if (findings->n == before)
		findings_fine(findings, "no other manager of versions is on PATH");
}

static void
judge_line(const struct facts *facts, const char *vshim, struct findings *findings)
{
	const char *file = facts->shell.rc_file;

	if (vshim[0] != '/' || access(vshim, X_OK) == 0) {
		findings_fine(findings, "%s has the line of vshim init", file);
		return;
	}
	findings_add(findings, STATE_WRONG,
		"the line in %s starts %q, which is not there", file, vshim);
	findings_command(findings, "sed -i 's|%s|%s|' %s", vshim,
		facts->places[PLACE_VSHIM].path, file);
}

void
checks_rc(const struct facts *facts, struct findings *findings)
{
	const char *file = facts->shell.rc_file;

	if (file == NULL) {
		findings_fine(findings, "%s: vshim init does not know this shell",
			facts->shell.program == NULL ? "SHELL is not set"
						     : facts->shell.program);
		return;
	}
	char *vshim = started_in(facts->rc_text);
	struct position position =
		find_shims(facts, &facts->session_paths[SESSION_TERMINAL]);
	if (vshim == NULL && has_line(facts)) {
		findings_fine(findings, "%s has the line of vshim init", file);
	} else if (vshim != NULL) {
		judge_line(facts, vshim, findings);
	} else if (position.times > 0) {
		findings_fine(findings,
			"%s has no line of vshim init, but the shims are on PATH without "
			"it",
			file);
	} else {
		findings_add(findings, STATE_WRONG, "%s has no line of vshim init", file);
		findings_command(findings, "%s", facts->shell.write);
	}
	free(vshim);
}
