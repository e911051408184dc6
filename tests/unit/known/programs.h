/*
 * Real programs that ours must agree with: where they are not installed, a test is skipped.  Files
 * are those of the current folder: a test has a fresh one of its own, by tree_enter().
 */
#ifndef AXR_TEST_PROGRAMS_H
#define AXR_TEST_PROGRAMS_H

#include <stdarg.h>
#ifndef _WIN32
#include <sys/wait.h>
#endif

#include "../tree.h"
#include "base/buf.h"

/* Runs a command of the shell; its exit status. */
__attribute__((format(AXR_PRINTF, 1, 2))) static inline int run(const char *format, ...)
{
	char command[1000];
	va_list args;
	int status;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
#ifdef _WIN32
	skip_for("the programs to agree with are those of a POSIX shell");
	status = -1;
#else
	status = system(command);
	status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
#endif
	return status;
}

static inline void need(const char *program)
{
	char reason[100];

	if (!run("command -v %s >/dev/null", program))
		return;
	snprintf(reason, sizeof(reason), "there is no %s", program);
	skip_for(reason);
}

static inline struct axr_buf slurp(const char *name)
{
	struct axr_buf bytes = { .ptr = NULL };
	FILE *file = fopen(name, "rb");
	char part[4096];
	size_t got;

	assert_non_null(file);
	while ((got = fread(part, 1, sizeof(part), file)) > 0)
		axr_buf_put(&bytes, axr_span(part, got));
	fclose(file);
	return bytes;
}

static inline void spill(const char *name, struct axr_span bytes)
{
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

#endif
