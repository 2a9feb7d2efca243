#include "cli.h"

#include "decision.h"

#include <string.h>

enum { EXEC_ENV };

/* COMMAND with a slash in it is a file, which runs as it is, in the environment. */
static void
choose_file(struct decision *decision, const char *file)
{
	decision->program =
		(struct program){.path = file, .argv = {file}, .is_outside = true};
}

/* What -e names holds for all that the command starts, as if VSHIM_ENV had been set. */
static void
hand_down(struct decision *decision)
{
	const char *environment = decision->selection.environment;

	decision->plan.changes[ENVIRON_VSHIM_ENV] = (struct environ_change){
		ENVIRON_SET, environment != NULL ? environment : "system"};
}

int
exec_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *command = arguments->operands[0];
	const char *override = arguments->values[EXEC_ENV];

	decision_about(decision, command, arguments->operands + 1);
	if (override != NULL) {
		decision->request.variables.vshim_env = override;
		decision->named_by = "-e";
	}
	if (decision_select(decision, error) != 0)
		return -1;
	if (override != NULL) {
		hand_down(decision);
		shim_learn(decision, decision->selection.environment);
	}
	if (strchr(command, '/') != NULL)
		choose_file(decision, command);
	else if (decision_choose(decision, error) != 0)
		return -1;
	return shim_perform(decision, error);
}
