#include "remedy.h"

#include "interpreter.h"
#include "mount.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#if defined(__APPLE__)
#define SED_IN_PLACE "sed -i ''"
#else
#define SED_IN_PLACE "sed -i"
#endif

/* What has to be done. */
enum kind {
	KIND_NONE,
	KIND_RELINK, /* give it an interpreter again */
	KIND_REWRITE, /* give it a pyvenv.cfg again */
	KIND_COMPLETE, /* make what is missing */
	KIND_ANEW, /* make it anew; its packages are lost */
	KIND_RESPELL, /* name its place as it is now */
	KIND_MOUNT,
	KIND_PERMIT,
	KIND_FORGET,
	KIND_ADVISE
};

static const enum kind kinds[HEALTH_STATES] = {
	[HEALTH_GONE] = KIND_FORGET,
	[HEALTH_MOUNT_GONE] = KIND_MOUNT,
	[HEALTH_UNREADABLE] = KIND_PERMIT,
	[HEALTH_PYVENV_LARGE] = KIND_REWRITE,
	[HEALTH_PYVENV_BYTES] = KIND_REWRITE,
	[HEALTH_PYVENV_EMPTY] = KIND_REWRITE,
	[HEALTH_PYVENV_NO_HOME] = KIND_REWRITE,
	[HEALTH_WINDOWS] = KIND_ANEW,
	[HEALTH_NO_BIN] = KIND_COMPLETE,
	[HEALTH_HALF_MADE] = KIND_COMPLETE,
	[HEALTH_NO_INTERPRETER] = KIND_RELINK,
	[HEALTH_BASE_GONE] = KIND_RELINK,
	[HEALTH_BASE_UPGRADED] = KIND_RELINK,
	[HEALTH_DANGLING] = KIND_RELINK,
	[HEALTH_NOT_EXECUTABLE] = KIND_RELINK,
	[HEALTH_OTHER_MACHINE] = KIND_RELINK,
	[HEALTH_IS_SHIM] = KIND_RELINK,
	[HEALTH_NO_START] = KIND_ADVISE,
	[HEALTH_MOVED] = KIND_RESPELL,
};

struct mending {
	const struct remedy_case *about;
	enum kind kind;
	const char *python; /* the program to make it with */
	struct text command;
};

/* What the environment was made with, and its place. */
static void
add_options(struct mending *mending)
{
	const struct remedy_case *about = mending->about;

	if (about->system_site)
		text_add(&mending->command, " --system-site-packages");
	if (about->prompt != NULL && about->prompt[0] != '\0')
		text_format(&mending->command, " --prompt %q", about->prompt);
	text_format(&mending->command, " %q", about->environment);
}

/* None of the tools replaces a link that leads nowhere, and some go through one that does not. */
static void
add_removal(struct mending *mending)
{
	const char *environment = mending->about->environment;
	bool is_directory = mending->about->err == EISDIR;

	if (mending->kind != KIND_RELINK)
		return;
	text_format(&mending->command, "rm -%s %q/bin/python %q/bin/python3",
		is_directory ? "rf" : "f", environment, environment);
	if (mending->about->major >= 0)
		text_format(&mending->command, " %q/bin/python%d.%d", environment,
			mending->about->major, mending->about->minor);
	text_add(&mending->command, " && ");
}

/* Whether pip is there and needs no second one, which takes seconds to be put in. */
static bool
has_pip(const struct remedy_case *about)
{
	struct text pip = {.data = NULL};
	struct stat status;

	text_format(&pip, "%s/lib/python%d.%d/site-packages/pip", about->environment,
		about->major, about->minor);
	bool has = stat(pip.data, &status) == 0;
	text_free(&pip);
	return has;
}

static void
add_venv(struct mending *mending)
{
	add_removal(mending);
	text_format(&mending->command, "%q -m venv", mending->python);
	if (mending->kind == KIND_ANEW)
		text_add(&mending->command, " --clear");
	else if (mending->kind != KIND_COMPLETE)
		text_add(&mending->command, " --upgrade --without-pip");
	else if (has_pip(mending->about))
		text_add(&mending->command, " --without-pip");
	add_options(mending);
}

/* virtualenv reads what it is to replace, and stops at what Python stops at. */
static void
add_file_removal(struct mending *mending)
{
	if (mending->kind == KIND_REWRITE)
		text_format(&mending->command, "rm -f %q/pyvenv.cfg && ",
			mending->about->environment);
}

/* Packages that are there stay there; pip among them. */
static void
add_virtualenv(struct mending *mending)
{
	add_removal(mending);
	add_file_removal(mending);
	text_add(&mending->command, "virtualenv");
	if (mending->kind == KIND_ANEW)
		text_add(&mending->command, " --clear");
	else if (mending->kind != KIND_COMPLETE || has_pip(mending->about))
		text_add(&mending->command, " --no-seed");
	text_format(&mending->command, " --python %q", mending->python);
	add_options(mending);
}

static void
add_uv(struct mending *mending)
{
	add_removal(mending);
	add_file_removal(mending);
	text_format(&mending->command, "uv venv %s --python %q",
		mending->kind == KIND_ANEW ? "--clear" : "--allow-existing",
		mending->python);
	add_options(mending);
}

/* Poetry knows an environment by its name, in the directory of its project. */
static void
add_poetry(struct mending *mending)
{
	text_format(&mending->command,
		"poetry env remove %q && poetry env use %q && poetry install",
		path_base(mending->about->environment), mending->python);
}

static void
add_pipenv(struct mending *mending)
{
	struct text file = {.data = NULL}, project = {.data = NULL};

	text_format(&file, "%s/.project", mending->about->environment);
	if (text_add_file(&project, file.data, 4096) == 0 && project.data[0] == '/') {
		project.data[strcspn(project.data, "\n")] = '\0';
		text_format(&mending->command, "cd %q && ", project.data);
	}
	text_format(&mending->command, "pipenv --rm && pipenv install --dev --python %q",
		mending->python);
	text_free(&file);
	text_free(&project);
}

static const struct {
	void (*add)(struct mending *mending);
	const char *advice; /* what to say of the command instead, or NULL */
} makers[] = {
	[MAKER_VENV] = {add_venv, NULL},
	[MAKER_VIRTUALENV] = {add_virtualenv, NULL},
	[MAKER_UV] = {add_uv, NULL},
	[MAKER_POETRY] = {add_poetry, "in its project"},
	[MAKER_PIPENV] = {add_pipenv, "mend it"},
};

/* Whether the Python PATH can see the packages of the environment. */
static bool
has_same_version(const struct remedy_case *about, const char *path)
{
	int major, minor;

	return path != NULL && interpreter_version(path, &major, &minor) &&
		major == about->major && minor == about->minor;
}

/*
 * The program to make it with: what has taken the place of its Python, or another of its
 * version, else what there is. Owned.
 */
static char *
choose_python(const struct remedy_case *about, bool *is_same_version)
{
	char *python = NULL;

	*is_same_version = true;
	if (has_same_version(about, about->successor))
		return text_copy(about->successor);
	if (about->major >= 0)
		python = interpreter_find(about->request, about->description.home,
			about->major, about->minor);
	if (python != NULL)
		return python;
	*is_same_version = about->major < 0;
	return about->successor != NULL ? text_copy(about->successor)
					: interpreter_any(about->request);
}

static void
make_again(const struct remedy_case *about, enum kind kind, struct health *health)
{
	enum maker maker = about->description.maker;
	struct mending mending = {.about = about, .kind = kind};
	bool is_same_version;
	char *python = choose_python(about, &is_same_version);

	if (python == NULL) {
		health->advice =
			"install a Python first (Debian: apt install python3-venv)";
		return;
	}
	if (!is_same_version)
		mending.kind = KIND_ANEW;
	mending.python = python;
	makers[maker].add(&mending);
	free(python);
	health->remedy = text_take(&mending.command);
	health->advice = makers[maker].advice != NULL ? makers[maker].advice
		: mending.kind == KIND_ANEW
		? "make it anew, then install its packages again"
		: "mend it";
}

/* Whether PATH stands for itself in sed and in every shell. */
static bool
is_plain(const char *path)
{
	struct text word = {.data = NULL};

	text_add_word(&word, path);
	bool is = strcmp(word.data, path) == 0;
	text_free(&word);
	return is;
}

static void
respell(const struct remedy_case *about, struct health *health)
{
	struct text command = {.data = NULL};

	if (!is_plain(about->origin) || !is_plain(about->environment)) {
		make_again(about, KIND_COMPLETE, health);
		return;
	}
	text_format(&command,
		"find %s/bin -type f -exec " SED_IN_PLACE " 's|%s|%s|g' {} +",
		about->environment, about->origin, about->environment);
	health->remedy = text_take(&command);
	health->advice = "make them name this place";
}

static void
mount_again(const struct remedy_case *about, struct health *health)
{
	struct text command = {.data = NULL};

	if (about->mount != NULL && mount_is_listed(about->mount)) {
		text_format(&command, "mount %q", about->mount);
		health->remedy = text_take(&command);
		health->advice = "mount it";
	} else {
		health->advice = "attach or mount it again";
	}
}

static void
permit(const struct remedy_case *about, struct health *health)
{
	struct text command = {.data = NULL};
	struct stat status;

	if (stat(about->environment, &status) != 0 ||
		status.st_uid != about->request->user) {
		health->advice = "its owner, or root, can let you in";
		return;
	}
	text_format(&command, "chmod u+rwx %q", about->environment);
	health->remedy = text_take(&command);
	health->advice = "let yourself in";
}

/* An interpreter that was copied there and needs no more than its permission. */
static bool
needs_permission(const struct remedy_case *about, const struct health *health)
{
	struct stat status;

	return health->state == HEALTH_NOT_EXECUTABLE && about->interpreter != NULL &&
		lstat(about->interpreter, &status) == 0 && S_ISREG(status.st_mode) &&
		describe_is_interpreter(about->interpreter);
}

static void
make_executable(const struct remedy_case *about, struct health *health)
{
	struct text command = {.data = NULL};

	text_format(&command, "chmod a+x %q", about->interpreter);
	health->remedy = text_take(&command);
	health->advice = "make it executable";
}

void
remedy_find(const struct remedy_case *about, struct health *health)
{
	switch (kinds[health->state]) {
	case KIND_NONE:
		break;
	case KIND_RESPELL:
		respell(about, health);
		break;
	case KIND_MOUNT:
		mount_again(about, health);
		break;
	case KIND_PERMIT:
		permit(about, health);
		break;
	case KIND_FORGET:
		health->remedy = text_copy("vshim rehash");
		health->advice = "forget it";
		break;
	case KIND_ADVISE:
		health->advice =
			"install the Python that it was made from again, or make "
			"the environment anew with another";
		break;
	default:
		if (needs_permission(about, health))
			make_executable(about, health);
		else
			make_again(about, kinds[health->state], health);
	}
}

void
remedy_case_free(struct remedy_case *about)
{
	description_free(&about->description);
	free(about->successor);
	free(about->mount);
	free(about->origin);
}
