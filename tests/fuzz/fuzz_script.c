/*
 * Any bytes, as a page of any kind, to the script and the configuration detectors: the first byte
 * chooses the extension, the second how much memory there is.
 */
#include <stdlib.h>

#include "base/span.h"
#include "detect/detect.h"
#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a detector shares between files is made once, as in a scan. */
static void inspect(struct axr_subject *subject, const struct axr_detector *detector, void **shared)
{
	struct axr_err err;

	if (!*shared && detector->open && detector->open(shared, NULL, &err) < 0)
		abort();
	detector->inspect(*shared, NULL, subject);
}

static void check(const struct axr_subject *subject)
{
	for (size_t i = 0; i < subject->reason_count; i++) {
		const struct axr_reason *reason = &subject->reasons[i];

		if (!reason->title || !*reason->title || reason->score <= 0 || reason->score > 100 ||
		    reason->offset > subject->window.len)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const extensions[] = { "aspx", "asp",    "ashx", "config",
						  "asmx", "cshtml", "cs",   "vb" };
	static void *script, *config;
	struct axr_subject *subject;
	struct axr_arena arena, scratch;

	if (size < 2)
		return 0;
	axr_arena_init(&arena, 256 << 20);
	axr_arena_init(&scratch, data[1] < 200 ? 256 << 20 : (size_t)(data[1] - 199) << 13);
	subject = malloc(sizeof(*subject));
	if (!subject)
		abort();
	axr_subject_init(subject, &arena, &scratch);
	subject->file.extension = axr_span_str(extensions[data[0] % 8]);
	subject->window = axr_span(data + 2, size - 2);
	subject->layers[0] = (struct axr_layer){
		.bytes = subject->window,
		.name = "raw",
		.content = data[0] % 8 == 3 ? AXR_CONTENT_CONFIG : AXR_CONTENT_PAGE,
		.is_text = true,
		.page = axr_page_read(&arena, subject->window, subject->file.extension, NULL),
	};
	subject->layer_count = 1;
	inspect(subject, &axr_detector_script, &script);
	inspect(subject, &axr_detector_config, &config);
	check(subject);
	free(subject);
	axr_arena_free(&scratch);
	axr_arena_free(&arena);
	return 0;
}
