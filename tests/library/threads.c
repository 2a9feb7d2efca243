/*
 * Many threads ask libvshim at once, each for its own directory with its own variables. Every
 * answer must be the one that a single thread got.
 *
 *	threads ROUNDS DIRECTORY...
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vshim.h>

enum { THREADS_FOR_EACH = 2, ANSWER = 16384 };

extern char **environ;

struct asker {
	pthread_t thread;
	const char *directory;
	int rounds;
	char expected[ANSWER];
	int wrong;
};

/* What there is to say of DIRECTORY, in ANSWER. */
static void
ask(const char *directory, char *answer)
{
	struct vshim_request request = {.directory = directory, .environment = environ};
	struct vshim_explanation explanation;
	struct vshim_selection selection;
	struct vshim_list list;
	struct vshim_error error, other;
	int err = vshim_explain(&request, &explanation, &selection, &error);
	int length = snprintf(answer, ANSWER, "%d %s %s %zu", err,
		err == 0 ? selection.program : error.what,
		err == 0 ? vshim_origin_name(selection.origin) : "", explanation.n);

	vshim_list_known(&request, &list, &other);
	for (size_t i = 0; i < list.n && length < ANSWER; i++)
		length += snprintf(answer + length, (size_t)(ANSWER - length),
			"\n%s %s %d", list.environments[i].name,
			vshim_state_name(list.environments[i].state),
			list.environments[i].selected);
	vshim_explanation_free(&explanation);
	vshim_selection_free(&selection);
	vshim_list_free(&list);
	vshim_error_free(&error);
	vshim_error_free(&other);
}

static void *
ask_again_and_again(void *data)
{
	struct asker *asker = data;
	char answer[ANSWER];

	for (int i = 0; i < asker->rounds; i++) {
		ask(asker->directory, answer);
		asker->wrong += strcmp(answer, asker->expected) != 0;
	}
	return NULL;
}

int
main(int argc, char **argv)
{
	int n = argc < 3 ? 0 : (argc - 2) * THREADS_FOR_EACH;
	struct asker *askers = calloc((size_t)n + 1, sizeof(*askers));
	int wrong = 0;

	if (n == 0 || askers == NULL)
		return 2;
	for (int i = 0; i < n; i++) {
		askers[i].directory = argv[2 + i / THREADS_FOR_EACH];
		askers[i].rounds = atoi(argv[1]);
		ask(askers[i].directory, askers[i].expected);
	}
	for (int i = 0; i < n; i++)
		if (pthread_create(&askers[i].thread, NULL, ask_again_and_again,
			    &askers[i]) != 0)
			return 2;
	for (int i = 0; i < n; i++) {
		pthread_join(askers[i].thread, NULL);
		wrong += askers[i].wrong;
		printf("%s\n", askers[i].expected);
	}
	free(askers);
	printf("%d wrong answers\n", wrong);
	return wrong != 0;
}
