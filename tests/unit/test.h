/* What every unit test includes: cmocka behind the headers that it needs. */
#ifndef AXR_TEST_H
#define AXR_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/span.h"

/* Skips the test that calls it and says why: for what a system does not have. */
static inline void skip_for(const char *reason)
{
	print_message("# skipped: %s\n", reason);
	skip();
}

/* What the system calls a file (a folder on the way) that is not there. */
#ifdef _WIN32
#define NO_SUCH_FILE "File not found"
#define NO_SUCH_PATH "Path not found"
#else
#define NO_SUCH_FILE "No such file or directory"
#define NO_SUCH_PATH NO_SUCH_FILE
#endif

#define assert_span(actual, expected) assert_span_at(actual, expected, __FILE__, __LINE__)

static inline void assert_span_at(struct axr_span actual, const char *expected, const char *file,
				  int line)
{
	if (axr_span_is(actual, expected))
		return;
	print_error("\"%.*s\" is not \"%s\"\n", (int)actual.len, (const char *)actual.ptr,
		    expected);
	_fail(file, line);
}

#endif
