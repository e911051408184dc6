/* Any bytes, written for every kind of document: UTF-8 comes out, and JSON reads back. */
#include <jansson.h>
#include <stdlib.h>

#include "base/span.h"
#include "base/utf8.h"
#include "report/escape.h"
#include "report/json.h"

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_text(void (*escape)(struct axr_buf *, struct axr_span), struct axr_span in)
{
	struct axr_buf out = { 0 };
	size_t len;

	escape(&out, in);
	for (size_t at = 0; at < out.len; at += len) {
		int32_t code = axr_utf8_get(axr_buf_span(&out), at, &len);

		must(code >= 0x20 && code != 0x7f && !axr_is_deceptive((uint32_t)code));
	}
	axr_buf_free(&out);
}

static void check_json(struct axr_span in)
{
	struct axr_buf out = { 0 };
	json_t *root, *value;

	axr_json_object(&out, NULL);
	axr_json_span(&out, "a", in);
	axr_json_lost(&out, "b", in);
	axr_json_close(&out, '}');
	root = json_loadb((char *)out.ptr, out.len, JSON_ALLOW_NUL, NULL);
	must(root);
	value = json_object_get(root, "a");
	must(!in.len == !value);
	must(!axr_utf8_valid(in) == !!json_object_get(root, "b"));
	if (value && axr_utf8_valid(in))
		must(axr_span_eq(in, axr_span(json_string_value(value),
					      json_string_length(value))));
	json_decref(root);
	axr_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct axr_span in = axr_span(data, size);

	check_text(axr_escape_text, in);
	check_text(axr_escape_csv, in);
	check_json(in);
	return 0;
}
