/*
 * survey: what there is to say of an environment from where one stands: what describe() sees,
 * whether it works, whether it is trusted, whether it is the selected one. Starts no program.
 */
#ifndef SURVEY_H
#define SURVEY_H

#include "decision.h"
#include "describe.h"
#include "health.h"

struct survey {
	const char *path; /* the caller's */
	struct description description;
	struct health health; /* also what does not keep it from running */
	enum vshim_state state;
	char *reason; /* why it is not ok, or NULL */
	bool is_selected;
};

/* Surveys the environment PATH, which must outlive *SURVEY, after decision_select(). */
void survey_make(struct decision *decision, const char *path, struct survey *survey);

void survey_free(struct survey *survey);

#endif
