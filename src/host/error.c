#include "error.h"

#include "text.h"

#include <stdlib.h>

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
	return -1;
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
	free(error->what);
	free(error->hint);
	*error = (struct vshim_error){.what = NULL};
}
