/*
 * Rule files as text: whatever stands in one, it is loaded or told, and the rules of the file next to
 * it run.  Compiled rules are code and not fuzzed.
 */
#include <stdlib.h>

#include "base/span.h"
#include "detect/detect.h"
#include "detect/yara.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct axr_detector *detector = &axr_detector_yara;
	const struct axr_source rules[] = {
		{ .name = "fuzzed", .bytes = axr_span(data, size) },
		{ .name = "good", .bytes = AXR_SPAN_LIT("rule good { condition: true }") },
	};
	struct axr_detect_setup setup = { .rules = rules, .rule_count = 2, .file_timeout = 1 };
	struct axr_subject subject;
	struct axr_arena arena;
	void *shared = NULL, *worker = NULL;
	bool found = false;

	if (axr_yara_is_compiled(rules[0].bytes))
		return 0;
	axr_arena_init(&arena, 1 << 20);
	axr_subject_init(&subject, &arena, &arena);
	subject.layers[0] = (struct axr_layer){ .bytes = axr_span_str("<%@ Page %> some bytes"),
						.name = "raw" };
	subject.layer_count = 1;
	if (detector->open(&shared, &setup, NULL) < 0 ||
	    detector->worker_open(&worker, shared, NULL) < 0)
		abort();
	detector->inspect(shared, worker, &subject);
	for (size_t i = 0; i < subject.reason_count; i++)
		found |= axr_span_is(axr_span_str(subject.reasons[i].rule), "good");
	if (!found && !subject.problem_count)
		abort();
	detector->worker_close(worker);
	detector->close(shared);
	axr_arena_free(&arena);
	return 0;
}
