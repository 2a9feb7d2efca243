#include "session.h"

#include "inquiry.h"
#include "list.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const session_names[SESSION_NAMES] = {"python", "python3", "pip", "pip3"};

/* How lines of the answer begin that are ours: rc files print, too. */
static const char path_mark[] = "vshim-path ", name_mark[] = "vshim-name ";

/* What POSIX shells answer with: a path, `alias …` or the name alone, for a function. */
static const char posix_question[] =
	"printf '\\nvshim-path %s\\n' \"$PATH\"\n"
	"for name in python python3 pip pip3; do\n"
	"printf '\\nvshim-name %s %s\\n' \"$name\" \"$(command -v \"$name\")\"\n"
	"done\n";

static const char fish_question[] =
	"printf '\\nvshim-path %s\\n' (string join : $PATH)\n"
	"for name in python python3 pip pip3\n"
	"functions -q $name; and printf '\\nvshim-name %s %s\\n' $name $name\n"
	"end\n";

/* The options after which a shell takes the question as its script. */
static const struct {
	const char *shell;
	const char *options[SESSION_KINDS][4];
	const char *question;
} shells[] = {
	{"bash", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
	{"zsh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
	{"fish", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, fish_question},
	{"sh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
	{"dash", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
	{"ksh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
	{"mksh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
	{"yash", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question},
};

/* The variables that a login leaves as they are. */
static const char *const kept[] = {"HOME", "USER", "LOGNAME", "SHELL", "LANG",
	"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"};

static void
fill_environment(
	const struct request *request, const char *path, struct list *environment)
{
	struct text text = {.data = NULL};

	for (char *const *entry = request->environment; *entry != NULL; entry++)
		for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
			if (request_variable(*entry, kept[i]) != NULL)
				list_add(environment, *entry);
	text_format(
		&text, "PATH=%s", path != NULL ? path : "/usr/local/bin:/usr/bin:/bin");
	list_add(environment, text.data);
	text_free(&text);
	/* Nothing that waits for an answer, or asks the terminal what it is. */
	list_add(environment, "TERM=dumb");
	list_add(environment, "LC_ALL=C");
}

/* The name that the line REST is about, as its place in session_names; -1: none. */
static int
name_of(const char *rest)
{
	for (int i = 0; i < SESSION_NAMES; i++) {
		size_t length = strlen(session_names[i]);

		if (strncmp(rest, session_names[i], length) == 0 && rest[length] == ' ')
			return i;
	}
	return -1;
}

/* Notes what a shell takes NAME for: REST is what `command -v` says. */
static void
note_name(struct session *session, const char *rest, size_t length)
{
	int i = name_of(rest);
	struct text text = {.data = NULL};

	if (i < 0)
		return;
	size_t name = strlen(session_names[i]) + 1;
	text_add_bytes(&text, rest + name, length - name);
	if (strcmp(text.data, session_names[i]) == 0)
		session->names[i] = text_copy("function");
	else if (text.data[0] != '/' && strchr(text.data, '=') != NULL)
		session->names[i] = text_take(&text);
	text_free(&text);
}

void
session_parse(const char *answer, struct session *session)
{
	while (*answer != '\0') {
		size_t length = strcspn(answer, "\n");
		struct text line = {.data = NULL};

		text_add_bytes(&line, answer, length);
		if (strncmp(line.data, path_mark, sizeof(path_mark) - 1) == 0) {
			free(session->path);
			session->path = text_copy(line.data + sizeof(path_mark) - 1);
		} else if (strncmp(line.data, name_mark, sizeof(name_mark) - 1) == 0) {
			note_name(session, line.data + sizeof(name_mark) - 1,
				length - (sizeof(name_mark) - 1));
		}
		text_free(&line);
		answer += length + (answer[length] == '\n');
	}
	session->state = session->path == NULL ? SESSION_SILENT : SESSION_KNOWN;
}

static void
ask(const struct list *argv, const struct list *environment, unsigned limit,
	struct session *session)
{
	struct inquiry inquiry;
	int err = inquiry_make(argv->items, environment->items, limit, &inquiry);

	if (err == 0)
		session_parse(inquiry.answer.data, session);
	if (err == 0 && session->state == SESSION_SILENT && inquiry.is_late)
		session->state = SESSION_LATE;
	inquiry_free(&inquiry);
}

void
session_ask(const struct request *request, const char *shell, enum session_kind kind,
	const char *path, unsigned limit, struct session *session)
{
	struct list argv = {.items = NULL}, environment = {.items = NULL};

	*session = (struct session){.state = SESSION_UNKNOWN};
	for (size_t i = 0; shell != NULL && i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (strcmp(path_base(shell), shells[i].shell) != 0)
			continue;
		session->state = SESSION_SILENT;
		list_add(&argv, shell);
		const char *const *option = shells[i].options[kind];
		for (; *option != NULL; option++)
			list_add(&argv, *option);
		list_add(&argv, shells[i].question);
		fill_environment(request, path, &environment);
		ask(&argv, &environment, limit, session);
	}
	list_free(&argv);
	list_free(&environment);
}

void
session_free(struct session *session)
{
	free(session->path);
	for (int i = 0; i < SESSION_NAMES; i++)
		free(session->names[i]);
	*session = (struct session){.state = SESSION_UNKNOWN};
}
