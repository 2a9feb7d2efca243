#include "checks.h"

#include <string.h>

/* File systems that a network is in between (statfs(2)). */
static const struct {
	unsigned long type;
	const char *name;
} networks[] = {{0x6969, "NFS"}, {0x517b, "SMB"}, {0xff534d42, "CIFS"},
	{0xfe534d42, "SMB"}, {0x5346414f, "AFS"}, {0x73757245, "Coda"},
	{0x00c36400, "Ceph"}, {0x01021997, "9P"}};

/* A shim that costs more is worth a look. Nanoseconds. */
#define DEAR 20000000ULL

static const char *
network_name(unsigned long type)
{
	for (size_t i = 0; i < sizeof(networks) / sizeof(networks[0]); i++)
		if (networks[i].type == type)
			return networks[i].name;
	return NULL;
}

/* The root directory is looked at by every launch. */
static void
judge_home(const struct facts *facts, struct findings *findings)
{
	const char *name = network_name(facts->root_system);

	if (name == NULL) {
		findings_fine(findings,
			network_name(facts->home_system) == NULL
				? "HOME is on a file system of this machine"
				: "HOME is in a network, vshim's own files are not");
		return;
	}
	findings_add(findings, STATE_DOUBTFUL,
		"%q is on %s: every launch waits for the network", facts->request->root,
		name);
	findings_remedy(findings,
		"above the line of vshim init in %s: export "
		"VSHIM_ROOT=/var/tmp/vshim-%d, or another directory of this machine",
		facts->shell.rc_file == NULL ? "your rc file" : facts->shell.rc_file,
		(int)facts->request->user);
}

static void
judge_python_home(const struct facts *facts, struct findings *findings)
{
	const char *value = facts_variable(facts, "PYTHONHOME");

	if (value == NULL) {
		findings_fine(findings, "PYTHONHOME is not set");
		return;
	}
	findings_add(findings, STATE_DOUBTFUL,
		"PYTHONHOME is %q: every Python outside of environments takes its "
		"library from there, whatever its version",
		value);
	findings_command(findings, "unset PYTHONHOME");
}

static void
judge_python_path(const struct facts *facts, struct findings *findings)
{
	const char *value = facts_variable(facts, "PYTHONPATH");

	if (value == NULL) {
		findings_fine(findings, "PYTHONPATH is not set");
		return;
	}
	findings_add(findings, STATE_DOUBTFUL,
		"PYTHONPATH is %q: what is there comes before the packages of every "
		"environment",
		value);
	findings_command(findings, "unset PYTHONPATH");
}

/* Whether the directory DIRECTORY is in the text PATH. */
static bool
is_in(const char *directory, const char *path)
{
	for (struct span entry; path_next(&path, &entry);)
		if (entry.length > 0 && path_same(entry, path_span(directory)))
			return true;
	return false;
}

/* Root's PATH must not hold what a user can write to. */
static void
judge_sudo(const struct facts *facts, struct findings *findings)
{
	const char *shims = facts->request->shims;

	if (facts->secure_path == NULL) {
		findings_fine(findings, "sudo has no secure_path that could be read");
		return;
	}
	if (shims == NULL || !is_in(shims, facts->secure_path)) {
		findings_fine(findings,
			"sudo has a PATH of its own: `sudo python` is the system's; the "
			"project's is: sudo \"$(vshim which python)\"");
		return;
	}
	findings_add(findings, STATE_WRONG,
		"the secure_path of sudo holds %q: whoever can write there can become "
		"root",
		shims);
	findings_remedy(findings, "take it out of secure_path: sudo visudo");
}

static void
judge_ceiling(const char *ceiling, struct findings *findings)
{
	struct stat status;

	if (ceiling[0] != '/') {
		findings_add(findings, STATE_DOUBTFUL,
			"the ceiling %q is no absolute path: it holds nothing back",
			ceiling);
		findings_remedy(
			findings, "write the whole path in VSHIM_CEILING_DIRECTORIES");
	} else if (stat(ceiling, &status) != 0) {
		findings_add(findings, STATE_DOUBTFUL,
			"the ceiling %q is not there: it holds nothing back", ceiling);
		findings_remedy(findings,
			"correct it in VSHIM_CEILING_DIRECTORIES, or take it out");
	}
}

static void
judge_ceilings(const struct facts *facts, struct findings *findings)
{
	const char *list = facts->request->variables.vshim_ceilings;
	size_t before = findings->n;
	int n = 0;

	for (struct span entry; path_next(&list, &entry);) {
		struct text ceiling = {.data = NULL};

		if (entry.length == 0)
			continue;
		text_add_bytes(&ceiling, entry.text, entry.length);
		judge_ceiling(ceiling.data, findings);
		text_free(&ceiling);
		n++;
	}
	for (size_t i = 0; facts->request->settings->ceilings[i] != NULL; i++)
		n++;
	if (findings->n == before)
		findings_fine(findings,
			n == 0 ? "no ceilings: the walk ends at HOME or /"
			       : "ceilings hold back the walk: %d",
			n);
}

/* What keeps the launcher from deciding itself. */
static const char *const detours[] = {"VSHIM_CONFIG", "VSHIM_DEBUG"};

static void
judge_overhead(const struct facts *facts, struct findings *findings)
{
	const struct facts_overhead *overhead = &facts->overhead;
	unsigned long long more =
		overhead->shim > overhead->direct ? overhead->shim - overhead->direct : 0;

	for (size_t i = 0; i < sizeof(detours) / sizeof(detours[0]); i++) {
		if (facts_variable(facts, detours[i]) == NULL)
			continue;
		findings_add(findings, STATE_DOUBTFUL,
			"%s is set: every launch takes the way through vshim itself",
			detours[i]);
		findings_command(findings, "unset %s", detours[i]);
		return;
	}
	if (!overhead->is_measured) {
		findings_fine(findings, "not measured: no Python could be started here");
		return;
	}
	if (more < DEAR) {
		findings_fine(findings,
			"a shim adds %d µs to %d µs of %q here (the shortest of %d)",
			(int)(more / 1000), (int)(overhead->direct / 1000), facts->python,
			overhead->rounds);
		return;
	}
	findings_add(findings, STATE_DOUBTFUL,
		"a shim adds %d ms to %d ms of %q here (the shortest of %d)",
		(int)(more / 1000000), (int)(overhead->direct / 1000000), facts->python,
		overhead->rounds);
	findings_remedy(findings,
		"keep VSHIM_ROOT and HOME on a disk of this machine, and look at what "
		"takes the time: strace -r python -c ''");
}

const struct check checks[] = {
	{"path", checks_here},
	{"login-shell", checks_login},
	{"terminal-shell", checks_terminal},
	{"names", checks_names},
	{"rc-file", checks_rc},
	{"managers", checks_managers},
	{"permissions", checks_permissions},
	{"shims", checks_shims},
	{"version", checks_version},
	{"settings", checks_settings},
	{"selection", checks_selection},
	{"environments", checks_environments},
	{"python-home", judge_python_home},
	{"python-path", judge_python_path},
	{"sudo", judge_sudo},
	{"home", judge_home},
	{"ceilings", judge_ceilings},
	{"overhead", judge_overhead},
	{NULL, NULL},
};

void
checks_make(const struct facts *facts, struct findings *findings)
{
	for (const struct check *check = checks; check->name != NULL; check++) {
		findings->check = check->name;
		check->judge(facts, findings);
	}
}
