#include "report/sink.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"

struct axr_sink {
	struct axr_os_output *output; /* NULL: standard output */
	char *file;
	int code; /* of the first error */
	struct axr_buf held;
};

enum { HOLD = 64 << 10 };

static int fail(struct axr_err *err, const char *file, int code)
{
	char text[128];

	return axr_fail(err, AXR_EIO, "cannot write %s: %s", file ? file : "to standard output",
			axr_os_error(code, text, sizeof(text)));
}

/* The name tells where it was to go, too. */
static int fail_left(struct axr_err *err, const char *left, int code)
{
	char text[128];

	return axr_fail(err, AXR_EIO, "cannot rename %.340s, which is whole: %s", left,
			axr_os_error(code, text, sizeof(text)));
}

int axr_sink_open(struct axr_sink **sink, const char *file, struct axr_err *err)
{
	struct axr_sink *made = calloc(1, sizeof(*made));
	int code;

	*sink = NULL;
	if (made && file)
		made->file = strdup(file);
	if (!made || (file && !made->file)) {
		free(made);
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	}
	if (file) {
		code = axr_os_output_open(&made->output, file);
		if (code) {
			free(made->file);
			free(made);
			return fail(err, file, code);
		}
	}
	*sink = made;
	return AXR_OK;
}

struct axr_os_handle axr_sink_handle(const struct axr_sink *sink)
{
	return sink->output ? axr_os_output_handle(sink->output) : axr_os_none();
}

static void hand_on(struct axr_sink *sink, struct axr_span bytes)
{
	if (sink->code || !bytes.len)
		return;
	sink->code = sink->output ? axr_os_output_write(sink->output, bytes)
				  : axr_os_stdout_write(bytes);
}

static void release(struct axr_sink *sink)
{
	hand_on(sink, axr_buf_span(&sink->held));
	axr_buf_reset(&sink->held);
}

void axr_sink_write(struct axr_sink *sink, struct axr_span bytes)
{
	release(sink);
	hand_on(sink, bytes);
}

void axr_sink_hold(struct axr_sink *sink, struct axr_span bytes)
{
	if (sink->held.len + bytes.len > HOLD)
		release(sink);
	if (bytes.len > HOLD || !axr_buf_reserve(&sink->held, bytes.len))
		axr_sink_write(sink, bytes);
	else
		axr_buf_put(&sink->held, bytes);
}

bool axr_sink_failed(const struct axr_sink *sink)
{
	return sink->code != 0;
}

int axr_sink_close(struct axr_sink *sink, bool keep, struct axr_err *err)
{
	int code, status = AXR_OK;
	char *left = NULL;

	if (!sink)
		return AXR_OK;
	release(sink);
	code = sink->code;
	if (sink->output) {
		int last = axr_os_output_close(sink->output, keep && !code, &left);

		if (!code)
			code = last;
	}
	if (code && left)
		status = fail_left(err, left, code);
	else if (code)
		status = fail(err, sink->file, code);
	free(left);
	axr_buf_free(&sink->held);
	free(sink->file);
	free(sink);
	return status;
}
