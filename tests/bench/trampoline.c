/*
 * trampoline: the floor. The least that a program can do which starts another: it looks at
 * nothing and becomes TARGET, a path that the build puts in, with its arguments and environment
 * as they are.
 */
#include "floor.h"

#ifdef WITHOUT_LIBC

/* Only the assembly knows of it. */
__attribute__((used)) static const char target[] = TARGET;

#endif

#if defined(WITHOUT_LIBC) && defined(__x86_64__)

/* At the entry the stack holds argc, argv, NULL, the environment, NULL. */
__asm__(".globl _start\n"
	"_start:\n"
	"	lea target(%rip), %rdi\n"
	"	mov (%rsp), %rdx\n"
	"	lea 8(%rsp), %rsi\n"
	"	lea 16(%rsp,%rdx,8), %rdx\n"
	"	mov $59, %eax\n" /* execve */
	"	syscall\n"
	"	mov $126, %edi\n"
	"	mov $60, %eax\n" /* exit */
	"	syscall\n");

#elif defined(WITHOUT_LIBC) && defined(__aarch64__)

__asm__(".globl _start\n"
	"_start:\n"
	"	adr x0, target\n"
	"	ldr x2, [sp]\n"
	"	add x1, sp, #8\n"
	"	add x2, x1, x2, lsl #3\n"
	"	add x2, x2, #8\n"
	"	mov x8, #221\n" /* execve */
	"	svc #0\n"
	"	mov x0, #126\n"
	"	mov x8, #93\n" /* exit */
	"	svc #0\n");

#else

#include <unistd.h>

int
main(int argc, char **argv, char **environment)
{
	(void)argc;
	execve(TARGET, argv, environment);
	return 126;
}

#endif
