#include "error.h"

#include "text.h"

#include <stdint.h>
#include <stdlib.h>

/* Never freed: an error whose words found no memory. */
static const char out_of_memory[] = "out of memory";

static void
free_what(struct vshim_error *error)
{
	if (error->what != out_of_memory)
		free(error->what);
}

int
error_set(struct vshim_error *error, int status, const char *format, ...)
{
	struct text text = {.data = NULL};
	va_list list;

	va_start(list, format);
	text_format_list(&text, format, list);
	va_end(list);
	vshim_error_free(error);
	error->status = status;
	error->what = text_take(&text);
	return error->what == NULL ? error_no_memory(error) : -1;
}

int
error_no_memory(struct vshim_error *error)
{
	vshim_error_free(error);
	*error = (struct vshim_error){
		.status = STATUS_TROUBLE, .what = (char *)(uintptr_t)out_of_memory};
	return -1;
}

int
error_about(struct vshim_error *error, const char *about)
{
	struct text text = {.data = NULL};

	text_format(&text, "%s: %s", about, error->what);
	free_what(error);
	error->what = text_take(&text);
	return error->what == NULL ? error_no_memory(error) : -1;
}

int
error_hint(struct vshim_error *error, const char *format, ...)
{
	struct text text = {.data = NULL};
	va_list list;

	va_start(list, format);
	text_format_list(&text, format, list);
	va_end(list);
	free(error->hint);
	error->hint = text_take(&text);
	return -1;
}

void
vshim_error_free(struct vshim_error *error)
{
	free_what(error);
	free(error->hint);
	*error = (struct vshim_error){.what = NULL};
}
