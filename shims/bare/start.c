/*
 * The entry of a program without a C library. The kernel leaves argc, the arguments, NULL, the
 * environment and NULL on the stack, which is aligned to 16 bytes there, as the ABI asks for.
 */
#include <sys/syscall.h>

int main(int argc, char **argv, char **environment);

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

#if defined(__x86_64__)

__asm__(".globl _start\n"
	"_start:\n"
	"	xor %ebp, %ebp\n" /* where a debugger's back trace ends */
	"	mov (%rsp), %rdi\n"
	"	lea 8(%rsp), %rsi\n"
	"	lea 16(%rsp,%rdi,8), %rdx\n"
	"	call main\n"
	"	mov %eax, %edi\n"
	"	mov $" TEXT(__NR_exit_group) ", %eax\n"
					     "	syscall\n");

#elif defined(__aarch64__)

__asm__(".globl _start\n"
	"_start:\n"
	"	mov x29, #0\n"
	"	mov x30, #0\n"
	"	ldr x0, [sp]\n"
	"	add x1, sp, #8\n"
	"	add x2, x1, x0, lsl #3\n"
	"	add x2, x2, #8\n"
	"	bl main\n"
	"	mov x8, #" TEXT(__NR_exit_group) "\n"
						 "	svc #0\n");

#endif
