#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

int axr_fail(struct axr_err *err, enum axr_status status, const char *format, ...)
{
	va_list args;

	if (err) {
		va_start(args, format);
		vsnprintf(err->text, sizeof(err->text), format, args);
		va_end(args);
	}
	return status;
}
