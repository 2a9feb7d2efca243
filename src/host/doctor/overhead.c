#include "overhead.h"

#include "inquiry.h"

#include <stdint.h>
#include <uv.h>

/* What the least start of a Python takes at most before something is wrong. Milliseconds. */
enum { START_LIMIT = 10000 };

/* How long PROGRAM takes to say its version; 0 where it cannot. Nanoseconds. */
static unsigned long long
time_start(const struct request *request, const char *program)
{
	/* Of all that a Python does this takes the least beside its start. */
	const char *const argv[] = {program, "-V", NULL};
	struct inquiry inquiry;

	int err = inquiry_make((char *const *)(uintptr_t)argv, request->environment,
		START_LIMIT, &inquiry);
	unsigned long long duration =
		err == 0 && inquiry.status == 0 ? inquiry.duration : 0;
	inquiry_free(&inquiry);
	return duration;
}

/* What other programs of the machine take away only ever makes a start longer. */
static void
keep_least(unsigned long long *least, unsigned long long duration)
{
	if (duration > 0 && (*least == 0 || duration < *least))
		*least = duration;
}

void
overhead_measure(const struct request *request, const char *shim, const char *program,
	unsigned milliseconds, struct facts_overhead *overhead)
{
	uint64_t end = uv_hrtime() + milliseconds * 1000000ULL;

	*overhead = (struct facts_overhead){.rounds = 0};
	do {
		keep_least(&overhead->direct, time_start(request, program));
		keep_least(&overhead->shim, time_start(request, shim));
		overhead->rounds++;
	} while (overhead->direct > 0 && overhead->shim > 0 && uv_hrtime() < end);
	overhead->is_measured = overhead->direct > 0 && overhead->shim > 0;
}
