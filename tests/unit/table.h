/*
 * table: cmocka programs that are tables. Every row is a test of its own name, which is the
 * row's first member.
 */
#ifndef TABLE_H
#define TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Adds the test RUN, which finds its row in *STATE. */
void table_test(CMUnitTestFunction run, const char *name, const void *row);

/* Adds a test that needs no row. */
#define TABLE_TEST(run) table_test(run, #run, NULL)

/* Adds a test RUN for every row of the array ROWS. */
#define TABLE_ROWS(run, rows)                                                            \
	table_rows(run, rows, sizeof(rows[0]), sizeof(rows) / sizeof(rows[0]))
void table_rows(CMUnitTestFunction run, const void *rows, size_t size, size_t n);

/* Runs what was added. The status for main to return. */
int table_run(const char *program);

#endif
