/*
 * Any bytes, as a file of any name below any web.config: the first byte chooses the extension, the
 * second the code page.
 */
#include <stdlib.h>

#include "base/span.h"
#include "decode/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const extensions[] = { "aspx", "asp",    "ashx", "config",
						  "txt",  "cshtml", "cs",   "" };
	static const char *const charsets[] = { "",	      "utf-7",	     "utf-16", "IBM037",
						"utf-32",     "shift_jis",   "gb2312", "iso-2022-jp",
						"hz-gb-2312", "iso-2022-kr", "20127",  "930",
						"x-IA5",      "57002",	     "20001",  "euc-jp" };
	static const struct axr_decode_limits limits = { 5, 32, 4 << 20, 16, 1 << 18 };
	struct axr_subject *subject;
	struct axr_arena arena;

	if (size < 2)
		return 0;
	axr_arena_init(&arena, 256 << 20);
	subject = malloc(sizeof(*subject));
	if (!subject)
		abort();
	axr_subject_init(subject, &arena, &arena);
	subject->file.extension = axr_span_str(extensions[data[0] % 8]);
	subject->window = axr_span(data + 2, size - 2);
	axr_decode(subject, &limits, axr_span_str(charsets[data[1] % 16]));
	for (size_t i = 0; i < subject->layer_count; i++) {
		const struct axr_layer *layer = &subject->layers[i];

		for (size_t at = 0; at <= layer->bytes.len; at += 1 + layer->bytes.len / 16) {
			if (axr_layer_origin(layer, at) > size)
				abort();
			axr_layer_line(layer, at);
			axr_layer_excerpt(layer, at, 10, 80);
		}
	}
	free(subject);
	axr_arena_free(&arena);
	return 0;
}
