#include "checks.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>

static char *const nothing[] = {NULL};
static char odd_home[] = "PYTHONHOME=/h", odd_path[] = "PYTHONPATH=/p q",
	    odd_config[] = "VSHIM_CONFIG=/c";
static char *const odd[] = {odd_home, odd_path, odd_config, NULL};

static char own_path[] = "/usr/sbin:/usr/bin";
static char shims_path[] = "/home/ada/.local/share/vshim/shims/:/usr/bin";
static char like_path[] = "/home/ada/.local/share/vshim/shims2:/usr/bin";
static char old_version[] = "0.0.1";
static char problem[] = "config.ini:2: no such key";
static char version[] = VSHIM_VERSION;
static char python[] = "/usr/bin/python3";
static char pip[] = "pip";
static const char shims[] = "/home/ada/.local/share/vshim/shims";

/* Facts of a set-up in which all is well; a row changes them. */
static struct request request;

static struct facts
healthy(void)
{
	request = (struct request){.environment = nothing,
		.settings = &settings_default,
		.root = "/home/ada/.local/share/vshim",
		.shims = shims,
		.user = 1000};
	return (struct facts){.request = &request,
		.shell = {"/bin/bash", "~/.bashrc", "eval \"$(vshim init bash)\"",
			"vshim init --write bash", "eval \"$(vshim init sh)\""},
		.launcher_version = version,
		.python = python,
		.overhead = {true, 1000000, 1200000, 9}};
}

static void
nothing_changes(struct facts *facts)
{
	(void)facts;
}

static void
sudo_has_its_own(struct facts *facts)
{
	facts->secure_path = own_path;
}

static void
sudo_has_shims(struct facts *facts)
{
	facts->secure_path = shims_path;
}

static void
sudo_has_like_names(struct facts *facts)
{
	facts->secure_path = like_path;
}

static void
root_on_nfs(struct facts *facts)
{
	facts->home_system = facts->root_system = 0x6969;
}

static void
home_on_nfs(struct facts *facts)
{
	facts->home_system = 0x6969;
	facts->root_system = 0xef53;
}

static void
variables_are_odd(struct facts *facts)
{
	(void)facts;
	request.environment = odd;
}

static void
shim_is_slow(struct facts *facts)
{
	facts->overhead.shim = 90 * 1000000;
}

static void
shim_is_faster(struct facts *facts)
{
	facts->overhead.shim = 500000;
}

static void
nothing_is_measured(struct facts *facts)
{
	facts->overhead.is_measured = false;
}

static void
launcher_is_old(struct facts *facts)
{
	facts->launcher_version = old_version;
}

static void
launcher_is_mute(struct facts *facts)
{
	facts->launcher_version = NULL;
}

static void
ceiling_is_relative(struct facts *facts)
{
	(void)facts;
	request.variables.vshim_ceilings = "/:net";
}

static void
ceiling_is_right(struct facts *facts)
{
	(void)facts;
	request.variables.vshim_ceilings = "/:/tmp";
}

static void
settings_are_wrong(struct facts *facts)
{
	facts->settings_problem = problem;
}

static void
shims_are_elsewhere(struct facts *facts)
{
	facts->shims = (struct facts_shims){1, 2, 3, 4, pip};
}

static const struct row {
	const char *name, *check;
	void (*change)(struct facts *facts);
	enum found_state state;
	const char *message, *remedy; /* what they must say */
} rows[] = {
	{"sudo: not known", "sudo", nothing_changes, STATE_FINE, "no secure_path", NULL},
	{"sudo: its own PATH", "sudo", sudo_has_its_own, STATE_FINE, "`sudo python`",
		NULL},
	{"sudo: the shims", "sudo", sudo_has_shims, STATE_WRONG, "become root",
		"sudo visudo"},
	{"sudo: a directory called alike", "sudo", sudo_has_like_names, STATE_FINE,
		"sudo", NULL},
	{"home: here", "home", nothing_changes, STATE_FINE, "this machine", NULL},
	{"home: NFS", "home", root_on_nfs, STATE_DOUBTFUL, "is on NFS",
		"VSHIM_ROOT=/var/tmp/vshim-1000"},
	{"home: NFS, but not the root", "home", home_on_nfs, STATE_FINE, "are not", NULL},
	{"PYTHONHOME: not set", "python-home", nothing_changes, STATE_FINE, "not set",
		NULL},
	{"PYTHONHOME: set", "python-home", variables_are_odd, STATE_DOUBTFUL,
		"PYTHONHOME is /h", "unset PYTHONHOME"},
	{"PYTHONPATH: set", "python-path", variables_are_odd, STATE_DOUBTFUL,
		"PYTHONPATH is '/p q'", "unset PYTHONPATH"},
	{"overhead: small", "overhead", nothing_changes, STATE_FINE,
		"a shim adds 200 µs to 1000 µs of /usr/bin/python3", NULL},
	{"overhead: none at all", "overhead", shim_is_faster, STATE_FINE,
		"a shim adds 0 µs", NULL},
	{"overhead: large", "overhead", shim_is_slow, STATE_DOUBTFUL,
		"a shim adds 89 ms to 1 ms", "strace"},
	{"overhead: not measured", "overhead", nothing_is_measured, STATE_FINE,
		"not measured", NULL},
	{"overhead: a detour", "overhead", variables_are_odd, STATE_DOUBTFUL,
		"VSHIM_CONFIG is set", "unset VSHIM_CONFIG"},
	{"version: the same", "version", nothing_changes, STATE_FINE, VSHIM_VERSION,
		NULL},
	{"version: another", "version", launcher_is_old, STATE_WRONG, "is 0.0.1",
		"install.sh"},
	{"version: none", "version", launcher_is_mute, STATE_WRONG, "older than that",
		"install.sh"},
	{"ceilings: none", "ceilings", nothing_changes, STATE_FINE, "no ceilings", NULL},
	{"ceilings: relative", "ceilings", ceiling_is_relative, STATE_DOUBTFUL,
		"net is no absolute path", "VSHIM_CEILING_DIRECTORIES"},
	{"ceilings: right", "ceilings", ceiling_is_right, STATE_FINE, "walk: 2", NULL},
	{"settings: none", "settings", nothing_changes, STATE_FINE, "normal", NULL},
	{"settings: wrong", "settings", settings_are_wrong, STATE_WRONG, "config.ini:2",
		"correct that line"},
	{"shims: right", "shims", nothing_changes, STATE_FINE, "all shims", NULL},
	{"shims: elsewhere", "shims", shims_are_elsewhere, STATE_WRONG, "2 (pip is one)",
		"vshim rehash"},
};

static void
judge(const struct facts *facts, const char *name, struct findings *findings)
{
	const struct check *check = checks;

	while (strcmp(check->name, name) != 0)
		check++;
	findings->check = check->name;
	check->judge(facts, findings);
}

static void
is_judged(void **state)
{
	const struct row *row = *state;
	struct facts facts = healthy();
	struct findings findings = {.items = NULL};

	row->change(&facts);
	judge(&facts, row->check, &findings);
	assert_int_equal(findings.n, 1);
	const struct found *found = &findings.items[0];
	if (found->state != row->state || strstr(found->message, row->message) == NULL)
		fail_msg("%s: %s", findings_word(found->state), found->message);
	assert_int_equal(found->remedy == NULL, row->remedy == NULL);
	if (row->remedy != NULL && strstr(found->remedy, row->remedy) == NULL)
		fail_msg("%s", found->remedy);
	assert_int_equal(findings_wrong(&findings), row->state == STATE_WRONG);
	findings_free(&findings);
}

static const struct {
	const char *name, *path;
	enum found_state state;
	const char *message;
} paths[] = {
	{"first", "/home/ada/.local/share/vshim/shims:/usr/bin", STATE_FINE, "first"},
	{"with a slash", "/home/ada/.local/share/vshim/shims/:/usr/bin", STATE_FINE,
		"first"},
	{"alone", "/home/ada/.local/share/vshim/shims", STATE_FINE, "first"},
	{"not there", "/usr/bin:/bin", STATE_WRONG, "not on PATH"},
	{"behind a Python", "/usr/bin:/home/ada/.local/share/vshim/shims", STATE_WRONG,
		"/usr/bin comes before the shims on PATH: its python3"},
	{"behind nothing", "/nowhere::/home/ada/.local/share/vshim/shims:/usr/bin",
		STATE_FINE, "has no Python"},
	{"twice",
		"/home/ada/.local/share/vshim/shims:/usr/bin:"
		"/home/ada/.local/share/vshim/shims",
		STATE_DOUBTFUL, "2 times"},
	{"an empty PATH", "", STATE_WRONG, "not on PATH"},
	{"no PATH", NULL, STATE_WRONG, "not on PATH"},
};

static void
path_is_judged(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)paths) / sizeof(paths[0]);
	struct facts facts = healthy();
	struct findings findings = {.items = NULL};

	facts_split(paths[i].path, &facts.path);
	judge(&facts, "path", &findings);
	assert_int_equal(findings.n, 1);
	if (findings.items[0].state != paths[i].state ||
		strstr(findings.items[0].message, paths[i].message) == NULL)
		fail_msg("%s", findings.items[0].message);
	if (paths[i].state != STATE_FINE)
		assert_string_equal(
			findings.items[0].remedy, "eval \"$(vshim init bash)\"");
	findings_free(&findings);
	facts_path_free(&facts.path);
}

static const struct {
	const char *name, *sudoers, *expected;
} sudoers[] = {
	{"Debian's",
		"Defaults\tenv_reset\nDefaults\tsecure_path=\"/usr/sbin:/bin\"\nroot "
		"ALL\n",
		"/usr/sbin:/bin"},
	{"with blanks", "Defaults secure_path = /sbin:/bin\n", "/sbin:/bin"},
	{"the last one counts",
		"Defaults secure_path=/a\nDefaults secure_path=/b, env_reset", "/b"},
	{"a comment", "# Defaults secure_path=/a\n", NULL},
	{"nothing", "", NULL},
};

static void
secure_path_is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)sudoers) /
		sizeof(sudoers[0]);
	char *found = facts_secure_path(sudoers[i].sudoers);

	if (sudoers[i].expected == NULL)
		assert_null(found);
	else
		assert_string_equal(found, sudoers[i].expected);
	free(found);
}

static void
answers_are_read(void **state)
{
	struct session session = {.path = NULL};

	(void)state;
	session_parse("hello\nvshim-path /noise\n\nvshim-path /a b:/c\n"
		      "vshim-name python alias python='x y'\n"
		      "vshim-name python3 /usr/bin/python3\n"
		      "vshim-name pip pip\nvshim-name pip3 \nvshim-name other other\n"
		      "vshim-name",
		&session);
	assert_int_equal(session.state, SESSION_KNOWN);
	assert_string_equal(session.path, "/a b:/c");
	assert_string_equal(session.names[0], "alias python='x y'");
	assert_null(session.names[1]);
	assert_string_equal(session.names[2], "function");
	assert_null(session.names[3]);
	session_free(&session);
	session_parse("no answer", &session);
	assert_int_equal(session.state, SESSION_SILENT);
	session_free(&session);
}

int
main(void)
{
	TABLE_ROWS(is_judged, rows);
	TABLE_ROWS(path_is_judged, paths);
	TABLE_ROWS(secure_path_is_found, sudoers);
	TABLE_TEST(answers_are_read);
	return table_run("checks");
}
