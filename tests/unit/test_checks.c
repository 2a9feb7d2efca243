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
static char hole_path[] = "/usr/sbin::/usr/bin";
static const char shims[] = "/home/ada/.local/share/vshim/shims";

/* What the paths of places are is written down here; a row says of one whose and what it is. */
static const char *const places[PLACES] = {
	[PLACE_ROOT] = "/home/ada/.local/share/vshim",
	[PLACE_SHIMS] = shims,
	[PLACE_ENVIRONMENTS] = "/home/ada/.local/share/vshim/envs",
	[PLACE_SETTINGS] = "/home/ada/.config/vshim/config.ini",
	[PLACE_LAUNCHER] = "/usr/libexec/vshim/launcher",
	[PLACE_VSHIM] = "/usr/bin/vshim",
};

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
	struct facts facts = {.request = &request,
		.shell = {"/bin/bash", "~/.bashrc", "eval \"$(vshim init bash)\"",
			"vshim init --write bash", "eval \"$(vshim init sh)\""},
		.launcher_version = version,
		.python = python,
		.overhead = {true, 1000000, 1200000, 9}};
	for (int i = 0; i < PLACES; i++) {
		bool is_directory = i <= PLACE_ENVIRONMENTS;

		facts.places[i] = (struct facts_place){places[i], i != PLACE_SETTINGS,
			{.st_mode = (is_directory ? S_IFDIR : S_IFREG) | 0755,
				.st_uid = i < PLACE_SETTINGS ? 1000 : 0}};
	}
	return facts;
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

static void
sudo_has_a_hole(struct facts *facts)
{
	facts->secure_path = hole_path;
}

static void
ceiling_is_empty(struct facts *facts)
{
	(void)facts;
	request.variables.vshim_ceilings = "/::/tmp";
}

static void
ceiling_is_a_setting(struct facts *facts)
{
	static const char *const ceilings[] = {"/net", "/afs", NULL};
	static struct settings settings;

	(void)facts;
	settings = settings_default;
	settings.ceilings = ceilings;
	request.settings = &settings;
}

static void
root_is_roots(struct facts *facts)
{
	facts->places[PLACE_ROOT].status.st_uid = 0;
	facts->places[PLACE_ROOT].status.st_mode = S_IFDIR | 0500;
}

static void
root_is_closed(struct facts *facts)
{
	facts->places[PLACE_ROOT].status.st_mode = S_IFDIR | 0500;
}

static void
shims_are_somebodys(struct facts *facts)
{
	facts->places[PLACE_SHIMS].status.st_uid = 1001;
}

static void
launcher_is_nowhere(struct facts *facts)
{
	facts->places[PLACE_LAUNCHER] = (struct facts_place){.path = NULL};
	facts->launcher_version = NULL;
}

static void
vshim_is_a_directory(struct facts *facts)
{
	facts->places[PLACE_VSHIM].status.st_mode = S_IFDIR | 0755;
}

static void
selection_has_no_hint(struct facts *facts)
{
	facts->selection_problem = problem;
}

static void
nothing_is_chosen(struct facts *facts)
{
	facts->python = NULL;
}

/* With an empty PATH, the shims are not on it. */
static void
new_shells_have_no_shims(struct facts *facts)
{
	facts->sessions[SESSION_LOGIN].state = SESSION_KNOWN;
	facts->sessions[SESSION_TERMINAL].state = SESSION_KNOWN;
}

static void
elvish_has_no_shims(struct facts *facts)
{
	new_shells_have_no_shims(facts);
	facts->shell = (struct facts_shell){.program = "/bin/elvish"};
}

static void
line_is_not_known(struct facts *facts)
{
	new_shells_have_no_shims(facts);
	facts->shell.rc_line = NULL;
}

static void
function_is_in_front(struct facts *facts)
{
	static char function[] = "function";

	facts->sessions[SESSION_TERMINAL].state = SESSION_KNOWN;
	facts->sessions[SESSION_TERMINAL].names[0] = function;
	facts->shell = (struct facts_shell){.program = "/bin/posix"};
}

static void
pyenv_is_alone(struct facts *facts)
{
	static char directory[] = "/home/ada/.pyenv/shims";
	static struct facts_entry entry = {directory, "python3"};

	facts->path = (struct facts_path){&entry, 1};
}

static void
pyenv_is_alone_in_an_unknown_shell(struct facts *facts)
{
	pyenv_is_alone(facts);
	facts->shell = (struct facts_shell){.program = "/bin/posix"};
}

static void
rbenv_is_alone(struct facts *facts)
{
	static char directory[] = "/home/ada/.rbenv/shims";
	static struct facts_entry entry = {directory, NULL};

	facts->path = (struct facts_path){&entry, 1};
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
	{"sudo: an empty directory", "sudo", sudo_has_a_hole, STATE_FINE, "`sudo python`",
		NULL},
	{"ceilings: an empty one is none", "ceilings", ceiling_is_empty, STATE_FINE,
		"walk: 2", NULL},
	{"ceilings: of the settings", "ceilings", ceiling_is_a_setting, STATE_FINE,
		"walk: 2", NULL},
	{"permissions: as they should be", "permissions", nothing_changes, STATE_FINE,
		"nobody else", NULL},
	{"permissions: root's, and closed", "permissions", root_is_roots, STATE_FINE,
		"nobody else", NULL},
	{"permissions: closed to oneself", "permissions", root_is_closed, STATE_WRONG,
		"cannot be written to by yourself", "chmod u+rwx /home/ada"},
	{"permissions: somebody's", "permissions", shims_are_somebodys, STATE_WRONG,
		"belongs to somebody else (user id 1001), who can run programs as you",
		"sudo chown -R 1000 /home/ada"},
	{"permissions: no launcher", "permissions", launcher_is_nowhere, STATE_WRONG,
		"the launcher, '', is missing", "install.sh"},
	{"permissions: a directory", "permissions", vshim_is_a_directory, STATE_WRONG,
		"vshim itself, /usr/bin/vshim, is a directory",
		"mv /usr/bin/vshim /usr/bin/vshim.aside"},
	{"version: no launcher", "version", launcher_is_nowhere, STATE_WRONG,
		"but its launcher, '', is none, or older than that", "install.sh"},
	{"selection: chosen", "selection", nothing_changes, STATE_FINE,
		"python in this directory is /usr/bin/python3", NULL},
	{"selection: without a hint", "selection", selection_has_no_hint, STATE_WRONG,
		"python in this directory: config.ini:2", "vshim which --explain python"},
	{"selection: nothing", "selection", nothing_is_chosen, STATE_FINE,
		"no python was chosen: the settings are wrong", NULL},
	{"login shell: its file is not known", "login-shell", new_shells_have_no_shims,
		STATE_WRONG, "not on the PATH of a login shell",
		"put the line of `vshim init` at the end of your shell's file"},
	{"terminal: the line is missing", "terminal-shell", new_shells_have_no_shims,
		STATE_WRONG, "not on the PATH of a shell in a terminal",
		"vshim init --write bash"},
	{"terminal: a shell without a file", "terminal-shell", elvish_has_no_shims,
		STATE_WRONG, "not on the PATH of a shell in a terminal",
		"put the line of `vshim init` at the end of your shell's file"},
	{"terminal: a shell without a line", "terminal-shell", line_is_not_known,
		STATE_WRONG, "not on the PATH of a shell in a terminal",
		"put the line of `vshim init` at the end of your shell's file"},
	{"names: in a shell without a file", "names", function_is_in_front, STATE_WRONG,
		"python is a function in new shells",
		"echo 'unset -f python' >>~/.profile"},
	{"managers: one without the shims", "managers", pyenv_is_alone, STATE_WRONG,
		"pyenv is before the shims, and its python3 is run instead",
		"vshim init bash"},
	{"managers: in an unknown shell", "managers", pyenv_is_alone_in_an_unknown_shell,
		STATE_WRONG, "pyenv is before the shims",
		"put the line of `vshim init` behind its line"},
	{"managers: one without a Python", "managers", rbenv_is_alone, STATE_FINE,
		"rbenv is before the shims: it has commands of Ruby alone", NULL},
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
	const char *name, *text;
	enum found_state state;
	const char *message;
} files[] = {
	{"a vshim of PATH's", "eval \"$(vshim init bash)\"\n", STATE_FINE,
		"has the line"},
	{"a line that begins with it", "vshim init fish | source\n", STATE_FINE,
		"has the line"},
	{"one that is gone", "x\neval \"$(/gone/vshim init bash)\"\n", STATE_WRONG,
		"the line in ~/.bashrc starts /gone/vshim, which is not there"},
	{"one that is gone, with a blank", "eval \"$('/gone away/vshim' init bash)\"\n",
		STATE_WRONG, "starts '/gone away/vshim', which is not there"},
	{"a quote that nothing opens", "/gone/vshim' init bash\n", STATE_WRONG,
		"starts /gone/vshim, which is not there"},
	{"another program's init", "eval \"$(starship init bash)\"\n", STATE_WRONG,
		"~/.bashrc has no line of vshim init"},
	{"an init of nothing", " init bash\n", STATE_WRONG,
		"~/.bashrc has no line of vshim init"},
	{"a comment", "# eval \"$(vshim init bash)\"\n", STATE_WRONG,
		"~/.bashrc has no line of vshim init"},
	{"what nu reads", "source ~/.config/nushell/vshim.nu\n", STATE_FINE,
		"~/.bashrc has the line of vshim init"},
	{"nothing", "", STATE_WRONG, "~/.bashrc has no line of vshim init"},
	{"no file", NULL, STATE_WRONG, "~/.bashrc has no line of vshim init"},
};

static void
file_is_judged(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)files) / sizeof(files[0]);
	struct facts facts = healthy();
	struct findings findings = {.items = NULL};
	char text[256];

	if (files[i].text != NULL) {
		strcpy(text, files[i].text);
		facts.rc_text = text;
	}
	judge(&facts, "rc-file", &findings);
	assert_int_equal(findings.n, 1);
	if (findings.items[0].state != files[i].state ||
		strstr(findings.items[0].message, files[i].message) == NULL)
		fail_msg("%s", findings.items[0].message);
	findings_free(&findings);
}

/* More than the list of findings begins with; the silent one is why a rehash would not do. */
static void
every_ailing_environment_is_named(void **state)
{
	static char path[] = "/e", reason[] = "/e is not there any more",
		    advice[] = "do something";
	struct facts_known known[40] = {{.path = NULL}};
	struct facts facts = healthy();
	struct findings findings = {.items = NULL};

	(void)state;
	for (size_t i = 0; i < 40; i++)
		known[i] = (struct facts_known){.path = path,
			.is_trusted = true,
			.health = {.state = HEALTH_GONE,
				.is_broken = true,
				.reason = reason,
				.advice = i == 1 ? advice : NULL}};
	known[2].is_trusted = false;
	known[2].health.state = HEALTH_OK;
	known[3].health.state = HEALTH_MOVED;
	known[3].health.is_broken = false;
	facts.known = known;
	facts.n_ailing = 40;
	judge(&facts, "environments", &findings);
	assert_int_equal(findings.n, 40);
	assert_int_equal(findings.items[0].fix, FIX_REHASH);
	assert_null(findings.items[0].remedy);
	assert_string_equal(findings.items[1].remedy, advice);
	assert_int_equal(findings.items[2].state, STATE_DOUBTFUL);
	assert_string_equal(findings.items[2].remedy, "vshim trust /e");
	assert_int_equal(findings.items[3].state, STATE_DOUBTFUL);
	assert_int_equal(findings.items[39].state, STATE_WRONG);
	findings_free(&findings);
	findings = (struct findings){.items = NULL};
	known[39].is_silent = true;
	judge(&facts, "environments", &findings);
	assert_int_equal(findings.items[0].fix, FIX_NONE);
	findings_free(&findings);
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
	TABLE_ROWS(file_is_judged, files);
	TABLE_TEST(every_ailing_environment_is_named);
	TABLE_ROWS(secure_path_is_found, sudoers);
	TABLE_TEST(answers_are_read);
	return table_run("checks");
}
