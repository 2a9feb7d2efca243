#include "process.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__) && !defined(VSHIM_PORTABLE)

#include "spell.h"
#include "system.h"

#include <sys/auxv.h>

/* The kernel leaves these beside the environment (ld.so(8), getauxval(3)): no call needed. */
struct process
process_look(char *const *environment)
{
	return (struct process){
		.user = (uid_t)system_auxiliary(environment, AT_EUID),
		.is_secure = system_auxiliary(environment, AT_SECURE) != 0,
		.called = (const char *)system_auxiliary(environment, AT_EXECFN),
	};
}

const char *
process_program(const struct process *process, struct arena *arena, const char *argv0,
	const char *search)
{
	int err;
	const char *program = spell_target(arena, "/proc/self/exe", &err);

	(void)argv0;
	(void)search;
	if (program != NULL || process->called == NULL)
		return program;
	/* No /proc: a chroot, or a container that is being built. A shim is a link to us. */
	program = spell_target(arena, process->called, &err);
	return program != NULL && program[0] == '/' ? program : NULL;
}

const char *
process_file(const struct process *process, struct arena *arena, const char *argv0,
	const char *search)
{
	(void)process;
	(void)arena;
	(void)argv0;
	(void)search;
	return "/proc/self/exe";
}

#else

#include "path.h"

struct process
process_look(char *const *environment)
{
	(void)environment;
	return (struct process){
		.user = geteuid(),
		.is_secure = getuid() != geteuid() || getgid() != getegid(),
	};
}

/* As execvp(3) finds a program: by its path, else along PATH by its name. NULL: not found. */
static const char *
found(struct arena *arena, const char *argv0, const char *search)
{
	const char *name = path_base(argv0);

	if (name != argv0 && access(argv0, F_OK) == 0)
		return argv0;
	/* Whoever starts a program may call it anything. */
	for (struct span entry; path_next(&search, &entry);) {
		const char *directory = arena_text(arena, entry.text, entry.length);
		const char *candidate = path_join(arena, directory, name);

		if (access(candidate, X_OK) == 0)
			return candidate;
	}
	return NULL;
}

const char *
process_program(const struct process *process, struct arena *arena, const char *argv0,
	const char *search)
{
	const char *program = found(arena, argv0, search);
	char *real = program == NULL ? NULL : arena_take(arena, PATH_MAX);

	(void)process;
	return real == NULL ? NULL : realpath(program, real);
}

const char *
process_file(const struct process *process, struct arena *arena, const char *argv0,
	const char *search)
{
	return process_program(process, arena, argv0, search);
}

#endif
