/*
 * What the launcher has in place of a C library, compared with the one that the tests have: on
 * every text of up to three letters, and every two of them.
 */
#include "table.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Under names of its own. */
#define memcpy bare_memcpy
#define memset bare_memset
#define memcmp bare_memcmp
#define bcmp bare_bcmp
#define memchr bare_memchr
#define memmem bare_memmem
#define strlen bare_strlen
#define strncmp bare_strncmp
#define strcmp bare_strcmp
#define strcasecmp bare_strcasecmp
#define strchr bare_strchr
#define strrchr bare_strrchr
#define strcspn bare_strcspn
#define strspn bare_strspn
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#include "../../shims/bare/text.c"
#undef memcpy
#undef memset
#undef memcmp
#undef bcmp
#undef memchr
#undef memmem
#undef strlen
#undef strncmp
#undef strcmp
#undef strcasecmp
#undef strchr
#undef strrchr
#undef strcspn
#undef strspn

/* The last one is above every other where bytes have no sign. */
static const char letters[] = {'a', 'A', 'b', '\x80'};

enum { LETTERS = sizeof(letters), LONGEST = 3, TEXTS = 1 + 4 + 16 + 64 };

/* Text number N of all; the rest of it is NUL. */
static const char *
text(char buffer[LONGEST + 1], size_t n)
{
	size_t length = 0;

	memset(buffer, '\0', LONGEST + 1);
	for (size_t of_length = 1; n >= of_length; of_length *= LETTERS) {
		n -= of_length;
		length++;
	}
	for (size_t i = 0; i < length; i++, n /= LETTERS)
		buffer[i] = letters[n % LETTERS];
	return buffer;
}

static int
sign(int number)
{
	return (number > 0) - (number < 0);
}

static void
one_text(void **state)
{
	static const char wanted[] = {'a', 'A', 'b', '\x80', 'x', '\0'};

	(void)state;
	for (size_t n = 0; n < TEXTS; n++) {
		char buffer[LONGEST + 1];
		const char *a = text(buffer, n);

		assert_int_equal(bare_strlen(a), strlen(a));
		for (size_t i = 0; i < sizeof(wanted); i++) {
			assert_ptr_equal(bare_strchr(a, wanted[i]), strchr(a, wanted[i]));
			assert_ptr_equal(
				bare_strrchr(a, wanted[i]), strrchr(a, wanted[i]));
			for (size_t size = 0; size <= LONGEST + 1; size++)
				assert_ptr_equal(bare_memchr(a, wanted[i], size),
					memchr(a, wanted[i], size));
		}
	}
}

static void
compare(const char *a, const char *b)
{
	assert_int_equal(sign(bare_strcmp(a, b)), sign(strcmp(a, b)));
	assert_int_equal(sign(bare_strcasecmp(a, b)), sign(strcasecmp(a, b)));
	assert_int_equal(bare_strspn(a, b), strspn(a, b));
	assert_int_equal(bare_strcspn(a, b), strcspn(a, b));
	assert_ptr_equal(bare_memmem(a, strlen(a), b, strlen(b)),
		memmem(a, strlen(a), b, strlen(b)));
	for (size_t size = 0; size <= LONGEST + 1; size++) {
		assert_int_equal(
			sign(bare_strncmp(a, b, size)), sign(strncmp(a, b, size)));
		assert_int_equal(sign(bare_memcmp(a, b, size)), sign(memcmp(a, b, size)));
		assert_int_equal(bare_bcmp(a, b, size) == 0, memcmp(a, b, size) == 0);
	}
}

static void
two_texts(void **state)
{
	(void)state;
	for (size_t first = 0; first < TEXTS; first++)
		for (size_t second = 0; second < TEXTS; second++) {
			char a[LONGEST + 1], b[LONGEST + 1];

			compare(text(a, first), text(b, second));
		}
}

static void
writes_as_much_as_it_was_told(void **state)
{
	(void)state;
	for (size_t size = 0; size <= 6; size++) {
		char block[] = "......", expected[] = "......";

		assert_ptr_equal(bare_memset(block, 0x180 + 'x', size), block);
		assert_memory_equal(
			block, memset(expected, 0x180 + 'x', size), sizeof(block));
		assert_ptr_equal(bare_memcpy(block, "abcdef", size), block);
		assert_memory_equal(
			block, memcpy(expected, "abcdef", size), sizeof(block));
	}
}

int
main(void)
{
	TABLE_TEST(one_text);
	TABLE_TEST(two_texts);
	TABLE_TEST(writes_as_much_as_it_was_told);
	return table_run("bare");
}
