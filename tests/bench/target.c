/*
 * target: what every case of the benchmark ends in, an empty program, so that no interpreter's
 * 20 milliseconds hide what came before it.
 *
 * Its exit status tells the benchmark that the case arrived here and nowhere else. Without a
 * libc where we know the system's calls: a libc's start-up is most of an empty program. The
 * padding, which is never loaded, makes it as large as an interpreter and bears the mark of
 * one, so that vshim takes it for what it stands for.
 */
#include "target.h"

#if defined(WITHOUT_LIBC) && defined(__x86_64__)

__asm__(".globl _start\n"
	"_start:\n"
	"	mov $" TARGET_STATUS_TEXT ", %edi\n"
	"	mov $60, %eax\n" /* exit */
	"	syscall\n"
	".section .padding, \"\"\n"
	"	.asciz \"Py_Main\"\n"
	"	.space 8192\n");

#elif defined(WITHOUT_LIBC) && defined(__aarch64__)

__asm__(".globl _start\n"
	"_start:\n"
	"	mov x0, #" TARGET_STATUS_TEXT "\n"
	"	mov x8, #93\n" /* exit */
	"	svc #0\n"
	".section .padding, \"\"\n"
	"	.asciz \"Py_Main\"\n"
	"	.space 8192\n");

#else

extern const char target_mark[];
const char target_mark[8192] = "Py_Main";

int
main(void)
{
	return TARGET_STATUS;
}

#endif
