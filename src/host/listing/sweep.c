#include "sweep.h"

#include "memory.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Directories that a sweep looks into before it tells what it has found. */
enum { ENOUGH = 256 };

/* What an environment's directory holds of its own; most of its files are there. */
static const char *const own[] = {"bin", "include", "lib", "lib64", "share", NULL};

/* A pyvenv.cfg may be a link. */
static bool
is_pyvenv(const struct sweep *sweep, const char *name, enum directory_kind kind)
{
	struct stat status;

	if (name[0] != 'p' || strcmp(name, "pyvenv.cfg") != 0)
		return false;
	/* A file may still be a fifo, and there are not many of that name. */
	return kind != DIRECTORY_DIRECTORY && fstatat(sweep->fd, name, &status, 0) == 0 &&
		S_ISREG(status.st_mode);
}

static void
note(void *data, const char *name, enum directory_kind kind)
{
	struct sweep *sweep = data;

	if (kind == DIRECTORY_DIRECTORY)
		directory_push(&sweep->waiting, sweep->path, name);
	else if (is_pyvenv(sweep, name, kind))
		sweep->is_environment = true;
}

/* The path of the directory that is looked into, owned. */
static char *
whole_path(const struct sweep *sweep)
{
	const char *top = sweep->tree->path;
	struct text path = {.data = NULL};

	text_add(&path, top);
	if (sweep->path[0] != '\0')
		text_format(&path, "%s%s", strcmp(top, "/") == 0 ? "" : "/", sweep->path);
	return text_take(&path);
}

static void
pass_over(struct sweep *sweep)
{
	sweep->unreadable++;
	if (sweep->refused == NULL)
		sweep->refused = whole_path(sweep);
}

static void
look_into(struct sweep *sweep)
{
	size_t before = sweep->waiting.n;

	sweep->fd = directory_open(sweep->tree->top, sweep->path);
	if (sweep->fd < 0) {
		/* What went away meanwhile was not there to be read. */
		bool is_gone = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
		if (!is_gone && errno != EXDEV)
			pass_over(sweep);
		return;
	}
	sweep->is_environment = false;
	if (directory_list(sweep->fd, sweep->buffer, note, sweep) != 0)
		pass_over(sweep);
	close(sweep->fd);
	sweep->directories++;
	if (sweep->is_environment) {
		directory_drop(&sweep->waiting, before, own);
		char *path = whole_path(sweep);
		list_add(&sweep->found, path);
		free(path);
	}
}

static bool
goes_on(const struct sweep *sweep)
{
	if (sweep->waiting.n == 0 || atomic_load(&sweep->tree->is_over))
		return false;
	return sweep->directories + sweep->unreadable < ENOUGH &&
		(sweep->waiting.n == 1 || atomic_load(&sweep->tree->idle) == 0);
}

void
sweep_run(struct sweep *sweep)
{
	if (sweep->buffer == NULL) {
		sweep->buffer = memory_grow(NULL, DIRECTORY_BUFFER);
		sweep->path = memory_grow(NULL, PATH_MAX);
	}
	do {
		if (directory_pop(&sweep->waiting, sweep->path))
			look_into(sweep);
		else
			pass_over(sweep);
	} while (goes_on(sweep));
}

void
sweep_free(struct sweep *sweep)
{
	directory_free(&sweep->waiting);
	list_free(&sweep->found);
	free(sweep->refused);
	free(sweep->buffer);
	free(sweep->path);
}
