/* Real programs that ours must agree with: where they are not installed, a test is skipped. */
#ifndef AXR_TEST_PROGRAMS_H
#define AXR_TEST_PROGRAMS_H

#include <stdarg.h>
#include <unistd.h>
#ifndef _WIN32
#include <sys/wait.h>
#endif

#include "../test.h"
#include "base/buf.h"

static char program_dir[64];

/* Runs a command of the shell in the test's own folder; its exit status. */
__attribute__((format(AXR_PRINTF, 1, 2))) static inline int run(const char *format, ...)
{
	char command[1000], whole[1200];
	va_list args;
	int status;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	snprintf(whole, sizeof(whole), "cd '%s' && %s", program_dir, command);
#ifdef _WIN32
	skip_for("the programs to agree with are those of a POSIX shell");
	status = -1;
#else
	status = system(whole);
	status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
#endif
	return status;
}

static inline int make_dir(void **state)
{
	(void)state;
	snprintf(program_dir, sizeof(program_dir), "/tmp/aspxray-test.XXXXXX");
#ifdef _WIN32
	return 0; /* the tests skip themselves */
#else
	return mkdtemp(program_dir) ? 0 : -1;
#endif
}

static inline int remove_dir(void **state)
{
	(void)state;
#ifdef _WIN32
	return 0;
#else
	return run("rm -rf -- '%s'", program_dir);
#endif
}

static inline void need(const char *program)
{
	if (run("command -v %s >/dev/null", program))
		skip();
}

static inline struct axr_buf slurp(const char *name)
{
	struct axr_buf bytes = { .ptr = NULL };
	char path[200], part[4096];
	size_t got;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", program_dir, name);
	file = fopen(path, "rb");
	assert_non_null(file);
	while ((got = fread(part, 1, sizeof(part), file)) > 0)
		axr_buf_put(&bytes, axr_span(part, got));
	fclose(file);
	return bytes;
}

static inline void spill(const char *name, struct axr_span bytes)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", program_dir, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

#endif
