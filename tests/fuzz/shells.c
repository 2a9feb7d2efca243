/*
 * What `vshim init` prints for a path, evaluated by the shells themselves: each reads back the
 * same bytes.
 *
 * A shell that is started for every input would be most of the work, so one of each stays, and
 * is given the inputs in batches; the last one when the program ends.
 */
#include "quote.h"

#include "fuzz.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* So many texts at a time; so many words to a command. */
enum { BATCH = 1024, WORDS = 64 };

/* Sources the files that it is named, line by line; a NUL byte says that it has read it all. */
#define LOOP "while read -r file; do . \"$file\"; printf '\\0'; done"

#define PRINTF "printf '%s\\0'"

static struct shell {
	const char *argv[6];
	void (*quote)(struct text *code, const char *text);
	const char *print; /* prints its words, a NUL byte behind each */
	int in, out; /* pipes, once it runs */
	struct text code; /* of this batch */
} shells[] = {
	{.argv = {"bash", "--norc", "-c", LOOP}, .quote = quote_sh, .print = PRINTF},
	{.argv = {"zsh", "-f", "-c", LOOP}, .quote = quote_sh, .print = PRINTF},
	{.argv = {"dash", "-c", LOOP}, .quote = quote_sh, .print = PRINTF},
	{.argv = {"ksh", "-c", LOOP}, .quote = quote_sh, .print = PRINTF},
	{.argv = {"busybox", "sh", "-c", LOOP}, .quote = quote_sh, .print = PRINTF},
	/* Its printf is another program. */
	{.argv = {"mksh", "-c",
		 "p() { for word do print -rn -- \"$word\"; print -n '\\0'; done; }; "
		 "while read -r file; do . \"$file\"; print -n '\\0'; done"},
		.quote = quote_sh,
		.print = "p"},
	{.argv = {"fish", "--no-config", "-c",
		 "while read -l file; source $file; printf '\\0'; end"},
		.quote = quote_fish,
		.print = PRINTF},
};

enum { SHELLS = sizeof(shells) / sizeof(shells[0]) };

static struct text word; /* of the last text that was quoted */

static struct {
	char *texts[BATCH];
	size_t n;
	int file; /* in memory; the shells read it by its path in /proc */
} batch;

static void
start(struct shell *shell)
{
	int in[2], out[2];

	check(pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0);
	pid_t pid = fork();
	check(pid >= 0);
	if (pid == 0) {
		setenv("LC_ALL", "C.UTF-8", 1);
		dup2(in[0], 0);
		dup2(out[1], 1);
		execvp(shell->argv[0], (char *const *)(size_t)shell->argv);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	shell->in = in[1];
	shell->out = out[0];
}

/* write(2) and read(2), which the fuzzer's clock interrupts. */
static ssize_t
say(const struct shell *shell, const char *line, size_t length)
{
	ssize_t written;

	do
		written = write(shell->in, line, length);
	while (written < 0 && errno == EINTR);
	return written;
}

static ssize_t
hear(const struct shell *shell, char *buffer, size_t size)
{
	ssize_t length;

	do
		length = read(shell->out, buffer, size);
	while (length < 0 && errno == EINTR);
	return length;
}

static void
evaluate(struct shell *shell)
{
	char line[64];
	int length = snprintf(
		line, sizeof(line), "/proc/%d/fd/%d\n", (int)getpid(), batch.file);

	if (shell->in == 0)
		start(shell);
	text_add(&shell->code, "\n");
	check(ftruncate(batch.file, 0) == 0);
	check(pwrite(batch.file, shell->code.data, shell->code.length, 0) ==
		(ssize_t)shell->code.length);
	check(say(shell, line, (size_t)length) == length);
	shell->code.length = 0;
}

/* The input is not the one that libFuzzer would keep: it is printed. */
static _Noreturn void
fail(const struct shell *shell, const char *text, const char *read)
{
	fprintf(stderr, "%s reads, in hexadecimal, ", shell->argv[0]);
	for (; *read != '\0'; read++)
		fprintf(stderr, "%02x", (unsigned char)*read);
	fprintf(stderr, " and not ");
	for (; *text != '\0'; text++)
		fprintf(stderr, "%02x", (unsigned char)*text);
	fprintf(stderr, "\n");
	abort();
}

/* Reads as many strings as there are texts, and compares. */
static void
compare(const struct shell *shell)
{
	struct text read_back = {.data = NULL};
	char buffer[65536];
	size_t ends = 0;

	while (ends < batch.n + 1) {
		ssize_t length = hear(shell, buffer, sizeof(buffer));

		if (length <= 0)
			fail(shell, "an answer", "nothing more");
		text_add_bytes(&read_back, buffer, (size_t)length);
		for (ssize_t i = 0; i < length; i++)
			ends += buffer[i] == '\0';
	}
	const char *at = read_back.data;
	for (size_t i = 0; i < batch.n; i++, at += strlen(at) + 1)
		if (strcmp(at, batch.texts[i]) != 0)
			fail(shell, batch.texts[i], at);
	check(ends == batch.n + 1 && at + 1 == read_back.data + read_back.length);
	text_free(&read_back);
}

static void
flush(void)
{
	for (size_t i = 0; batch.n > 0 && i < SHELLS; i++) {
		evaluate(&shells[i]);
		compare(&shells[i]);
	}
	for (size_t i = 0; i < batch.n; i++)
		free(batch.texts[i]);
	batch.n = 0;
}

static void
end(void)
{
	flush();
	text_free(&word);
	for (size_t i = 0; i < SHELLS; i++)
		text_free(&shells[i].code);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (batch.file == 0) {
		batch.file = memfd_create("batch", MFD_CLOEXEC);
		check(batch.file > 0);
		signal(SIGPIPE, SIG_IGN);
		atexit(end);
	}
	char *string = fuzz_string(data, size);
	for (size_t i = 0; i < SHELLS; i++) {
		struct text *code = &shells[i].code;

		if (i == 0 || shells[i].quote != shells[i - 1].quote) {
			word.length = 0;
			shells[i].quote(&word, string);
		}
		if (batch.n % WORDS == 0) {
			text_add(code, "\n");
			text_add(code, shells[i].print);
		}
		text_add(code, " ");
		text_add_bytes(code, word.data, word.length);
	}
	batch.texts[batch.n++] = string;
	if (batch.n == BATCH)
		flush();
	return 0;
}
