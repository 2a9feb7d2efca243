#include "slow.h"

#include "text.h"
#include "watch.h"

#include <stdio.h>

static void
print(struct text *text)
{
	fprintf(stderr, "vshim: %s\nhint: %s\n", text->data, WATCH_HINT);
	text_free(text);
}

void
slow_say(const char *path)
{
	struct text text = {.data = NULL};

	text_format(&text, "%q does not answer; still waiting", path);
	print(&text);
}

void
slow_give_up(const char *path, const char *what)
{
	struct text text = {.data = NULL};

	text_format(&text, "%q does not answer within %d seconds: %s", path, WATCH_LIMIT,
		what);
	print(&text);
}
