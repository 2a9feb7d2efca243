/*
 * fuzz: what the fuzz targets share. A target is one function that takes any bytes and checks
 * what must be true of the answer; libFuzzer calls it, or replay.c with the files of a corpus.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The target. Always 0; a failure ends the program. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program unless TRUTH. */
#define check(truth) ((truth) ? (void)0 : fuzz_fail(#truth, __FILE__, __LINE__))
_Noreturn void fuzz_fail(const char *truth, const char *file, int line);

/* A copy of the SIZE bytes at DATA in memory of just that size; the caller frees it. */
char *fuzz_bytes(const uint8_t *data, size_t size);

/* A copy of the SIZE bytes at DATA as a string, cut at the first NUL; the caller frees it. */
char *fuzz_string(const uint8_t *data, size_t size);

/*
 * The next of the strings that DATA is, separated by NUL bytes, as fuzz_string() gives it;
 * "" when none is left. *DATA and *SIZE move on.
 */
char *fuzz_next(const uint8_t **data, size_t *size);

/* malloc(3) of SIZE bytes, 0 too; never NULL. */
void *fuzz_memory(size_t size);

#endif
