#include "checks.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What each place has to be. */
static const struct {
	const char *what;
	bool is_directory;
	bool is_program;
	bool is_kept; /* vshim writes to it */
} demands[PLACES] = {
	[PLACE_ROOT] = {"vshim's directory", true, false, true},
	[PLACE_SHIMS] = {"the shims directory", true, false, true},
	[PLACE_ENVIRONMENTS] = {"the directory of known environments", true, false, true},
	[PLACE_SETTINGS] = {"the settings file", false, false, false},
	[PLACE_LAUNCHER] = {"the launcher", false, true, false},
	[PLACE_VSHIM] = {"vshim itself", false, true, false},
};

static void
judge_owner(const struct facts *facts, int place, struct findings *findings)
{
	const char *path = facts->places[place].path;

	findings_add(findings, STATE_WRONG,
		"%s, %q, belongs to somebody else (user id %d), who can run programs as "
		"you",
		demands[place].what, path, (int)facts->places[place].status.st_uid);
	findings_command(
		findings, "sudo chown -R %d %q", (int)facts->request->user, path);
}

static void
judge_mode(int place, const char *path, struct findings *findings)
{
	findings_add(findings, STATE_WRONG, "%s, %q, can be written to by everybody",
		demands[place].what, path);
	findings_command(findings, "chmod o-w %q", path);
	findings_fix(findings, FIX_CLOSE, path);
}

static void
judge_place(const struct facts *facts, int place, struct findings *findings)
{
	const char *path = facts->places[place].path;
	const struct stat *status = &facts->places[place].status;
	uid_t user = facts->request->user;

	if (demands[place].is_directory != S_ISDIR(status->st_mode)) {
		findings_add(findings, STATE_WRONG, "%s, %q, is %s", demands[place].what,
			path,
			demands[place].is_directory ? "no directory" : "a directory");
		findings_command(findings, "mv %q %q.aside", path, path);
		return;
	}
	if (status->st_uid != user && status->st_uid != 0)
		judge_owner(facts, place, findings);
	else if ((status->st_mode & S_IWOTH) != 0)
		judge_mode(place, path, findings);
	else if (demands[place].is_kept && status->st_uid == user &&
		(status->st_mode & S_IRWXU) != S_IRWXU) {
		findings_add(findings, STATE_WRONG,
			"%s, %q, cannot be written to by yourself", demands[place].what,
			path);
		findings_command(findings, "chmod u+rwx %q", path);
		findings_fix(findings, FIX_OPEN, path);
	} else if (demands[place].is_program && (status->st_mode & S_IXUSR) == 0) {
		findings_add(findings, STATE_WRONG, "%s, %q, is not executable",
			demands[place].what, path);
		findings_command(findings, "chmod a+x %q", path);
		findings_fix(findings, FIX_START, path);
	}
}

void
checks_permissions(const struct facts *facts, struct findings *findings)
{
	size_t before = findings->n;

	for (int i = 0; i < PLACES; i++) {
		if (facts->places[i].is_there) {
			judge_place(facts, i, findings);
		} else if (demands[i].is_program) {
			findings_add(findings, STATE_WRONG, "%s, %q, is missing",
				demands[i].what,
				facts->places[i].path == NULL ? ""
							      : facts->places[i].path);
			findings_remedy(findings,
				"install vshim again: ./install.sh in its checkout");
		}
	}
	if (findings->n == before)
		findings_fine(findings, "nobody else can write to vshim's files");
}

/* Whether a rehash comes to an end: it looks into each known environment. */
static bool
can_rehash(const struct facts *facts)
{
	for (size_t i = 0; i < facts->n_ailing; i++)
		if (facts->known[i].is_silent)
			return false;
	return true;
}

void
checks_shims(const struct facts *facts, struct findings *findings)
{
	const struct facts_shims *shims = &facts->shims;

	if (shims->elsewhere > 0)
		findings_add(findings, STATE_WRONG,
			"shims lead to no launcher of this installation: %d (%q is one)",
			shims->elsewhere, shims->example);
	else if (shims->missing > 0)
		findings_add(findings, STATE_WRONG, "shims are missing: %d (%q is one)",
			shims->missing, shims->example);
	else if (shims->unneeded > 0)
		findings_add(findings, STATE_DOUBTFUL,
			"shims that no known environment needs any more: %d",
			shims->unneeded);
	if (shims->elsewhere + shims->missing + shims->unneeded == 0) {
		findings_fine(findings, "all shims are right: %d", shims->right);
		return;
	}
	findings_command(findings, "vshim rehash");
	if (can_rehash(facts))
		findings_fix(findings, FIX_REHASH, NULL);
}

void
checks_version(const struct facts *facts, struct findings *findings)
{
	const char *launcher = facts->launcher_version;

	if (launcher != NULL && strcmp(launcher, VSHIM_VERSION) == 0) {
		findings_fine(
			findings, "vshim and its launcher are version %s", VSHIM_VERSION);
		return;
	}
	findings_add(findings, STATE_WRONG,
		"this is vshim %s, but its launcher, %q, is %s", VSHIM_VERSION,
		facts->places[PLACE_LAUNCHER].path == NULL
			? ""
			: facts->places[PLACE_LAUNCHER].path,
		launcher == NULL ? "none, or older than that" : launcher);
	findings_remedy(findings, "install vshim again: ./install.sh in its checkout");
}

void
checks_settings(const struct facts *facts, struct findings *findings)
{
	const struct facts_place *settings = &facts->places[PLACE_SETTINGS];

	if (facts->settings_problem != NULL) {
		findings_add(findings, STATE_WRONG, "%s", facts->settings_problem);
		findings_remedy(findings, "%s",
			facts->settings_hint != NULL ? facts->settings_hint
						     : "correct that line");
	} else if (settings->is_there) {
		findings_fine(findings, "the settings in %q can be read", settings->path);
	} else {
		findings_fine(findings, "there is no settings file, which is normal");
	}
}

void
checks_selection(const struct facts *facts, struct findings *findings)
{
	if (facts->selection_problem != NULL) {
		findings_add(findings, STATE_WRONG, "python in this directory: %s",
			facts->selection_problem);
		findings_command(findings, "%s",
			facts->selection_hint != NULL ? facts->selection_hint
						      : "vshim which --explain python");
	} else if (facts->python != NULL) {
		findings_fine(findings, "python in this directory is %q", facts->python);
	} else {
		findings_fine(findings, "no python was chosen: the settings are wrong");
	}
}

/* The remedy of an environment: its command, with what that does where that is of note. */
static void
remedy_environment(const struct facts *facts, const struct facts_known *known,
	struct findings *findings)
{
	const struct health *health = &known->health;

	if (health->remedy != NULL)
		findings_command(findings, "%s", health->remedy);
	else if (health->advice != NULL)
		findings_remedy(findings, "%s", health->advice);
	if (health->state == HEALTH_GONE && can_rehash(facts))
		findings_fix(findings, FIX_REHASH, NULL);
}

void
checks_environments(const struct facts *facts, struct findings *findings)
{
	for (size_t i = 0; i < facts->n_ailing; i++) {
		const struct facts_known *known = &facts->known[i];

		if (known->is_trusted || known->health.state == HEALTH_GONE) {
			findings_add(findings,
				known->health.is_broken ? STATE_WRONG : STATE_DOUBTFUL,
				"%q: %s", known->path, known->health.reason);
			remedy_environment(facts, known, findings);
			continue;
		}
		findings_add(findings, STATE_DOUBTFUL,
			"%q could have been made by somebody else: it is not trusted",
			known->path);
		findings_command(findings, "vshim trust %q", known->path);
	}
	if (facts->known_problem != NULL) {
		findings_add(findings, STATE_WRONG, "%s", facts->known_problem);
		findings_remedy(findings, "%s", facts->known_hint);
	} else if (facts->n_ailing == 0) {
		findings_fine(findings, "known environments, all of them well: %d",
			(int)facts->n_known);
	}
}
