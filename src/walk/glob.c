#include "walk/glob.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/span.h"
#include "base/utf8.h"

/* A hostile name against a glob of many stars: past this it does not match, and is scanned. */
enum { MATCH_LIMIT = 100000 };

/*
 * Two readings: of names that are UTF-8, where "?" is a character and case folds beyond ASCII,
 * and of names that are just bytes.
 */
struct glob {
	pcre2_code *text, *bytes;
	bool path;
};

struct axr_globs {
	struct glob *globs;
	size_t count;
	bool want_path;
	pcre2_match_context *limits;
};

static void one_slash(uint8_t *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] == '\\')
			bytes[i] = '/';
}

/* A path glob that does not say where it begins may begin at any component. */
static bool is_anchored(struct axr_span glob)
{
	return axr_span_starts(glob, "/") || axr_span_starts(glob, "**") ||
	       (glob.len > 1 && axr_is_alpha(glob.ptr[0]) && glob.ptr[1] == ':');
}

static pcre2_code *compile(const PCRE2_UCHAR *pattern, size_t len, uint32_t options, int *code)
{
	PCRE2_SIZE at;
	pcre2_code *compiled =
		pcre2_compile(pattern, len, PCRE2_CASELESS | options, code, &at, NULL);

	if (compiled)
		pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); /* without it: slower */
	return compiled;
}

static int compile_both(struct glob *glob, struct axr_span text)
{
	pcre2_convert_context *how = pcre2_convert_context_create(NULL);
	PCRE2_UCHAR *pattern = NULL;
	PCRE2_SIZE len = 0;
	int code = PCRE2_ERROR_NOMEMORY;

	if (!how)
		return code;
	/* a backslash is a separator here, so nothing escapes */
	pcre2_set_glob_escape(how, 0);
	pcre2_set_glob_separator(how, '/');
	code = pcre2_pattern_convert(text.ptr, text.len, PCRE2_CONVERT_GLOB, &pattern, &len, how);
	if (!code) {
		glob->bytes = compile(pattern, len, 0, &code);
		if (glob->bytes && axr_utf8_valid(text))
			glob->text = compile(pattern, len,
					     PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK, &code);
		if (glob->bytes && (glob->text || !axr_utf8_valid(text)))
			code = 0;
	}
	pcre2_converted_pattern_free(pattern);
	pcre2_convert_context_free(how);
	return code;
}

static int add(struct axr_globs *globs, const char *text, struct axr_err *err)
{
	struct glob *glob = &globs->globs[globs->count++];
	struct axr_buf buf = { 0 };
	PCRE2_UCHAR why[128] = "no memory";
	int code = PCRE2_ERROR_NOMEMORY;

	axr_buf_puts(&buf, text);
	if (!buf.failed) {
		one_slash(buf.ptr, buf.len);
		glob->path = axr_span_find_byte(axr_buf_span(&buf), '/', 0) != SIZE_MAX;
		globs->want_path |= glob->path;
	}
	if (glob->path && !is_anchored(axr_buf_span(&buf))) {
		axr_buf_reset(&buf);
		axr_buf_puts(&buf, "**/");
		axr_buf_puts(&buf, text);
		if (!buf.failed)
			one_slash(buf.ptr, buf.len);
	}
	if (!buf.failed)
		code = compile_both(glob, axr_buf_span(&buf));
	axr_buf_free(&buf);
	if (!code)
		return AXR_OK;
	pcre2_get_error_message(code, why, sizeof(why));
	return axr_fail(err, code == PCRE2_ERROR_NOMEMORY ? AXR_ENOMEM : AXR_EUSAGE,
			"exclude \"%s\" is no glob: %s", text, (const char *)why);
}

int axr_globs_open(struct axr_globs **globs, const char *const *texts, size_t count,
		   struct axr_err *err)
{
	struct axr_globs *new = calloc(1, sizeof(*new));
	int status = AXR_ENOMEM;

	*globs = NULL;
	if (!new)
		goto out;
	new->globs = calloc(count ? count : 1, sizeof(*new->globs));
	new->limits = pcre2_match_context_create(NULL);
	if (!new->globs || !new->limits)
		goto out;
	pcre2_set_match_limit(new->limits, MATCH_LIMIT);
	for (size_t i = 0; i < count; i++) {
		status = texts[i][0] ? add(new, texts[i], err)
				     : axr_fail(err, AXR_EUSAGE, "an exclude is empty");
		if (status < 0)
			goto out_said;
	}
	*globs = new;
	return AXR_OK;
out:
	axr_fail(err, AXR_ENOMEM, "no memory for the excludes");
out_said:
	axr_globs_free(new);
	return status;
}

void axr_globs_free(struct axr_globs *globs)
{
	if (!globs)
		return;
	for (size_t i = 0; i < globs->count; i++) {
		pcre2_code_free(globs->globs[i].text);
		pcre2_code_free(globs->globs[i].bytes);
	}
	pcre2_match_context_free(globs->limits);
	free(globs->globs);
	free(globs);
}

bool axr_globs_want_path(const struct axr_globs *globs)
{
	return globs->want_path;
}

static bool matches(const struct axr_globs *globs, struct axr_span subject, bool path)
{
	pcre2_match_data *data;
	bool valid, found = false;

	if (!globs->count)
		return false;
	data = pcre2_match_data_create(1, NULL);
	if (!data)
		return false;
	valid = axr_utf8_valid(subject);
	for (size_t i = 0; i < globs->count && !found; i++) {
		const struct glob *glob = &globs->globs[i];
		const pcre2_code *code = valid && glob->text ? glob->text : glob->bytes;

		if (glob->path == path)
			found = pcre2_match(code, subject.ptr, subject.len, 0, PCRE2_NO_UTF_CHECK,
					    data, globs->limits) >= 0;
	}
	pcre2_match_data_free(data);
	return found;
}

bool axr_globs_match_name(const struct axr_globs *globs, struct axr_span name)
{
	return matches(globs, name, false);
}

bool axr_globs_match_path(const struct axr_globs *globs, uint8_t *path, size_t len)
{
	one_slash(path, len);
	return matches(globs, axr_span(path, len), true);
}
