/*
 * Rule files as text: whatever stands in one, it is loaded or told, the rules of the file next to it
 * run, and the gate loses none of what they find.  Compiled rules are code and not fuzzed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/span.h"
#include "detect/detect.h"
#include "detect/yara.h"
#include "os/os.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What both rule files find in a page. */
static void inspect(struct axr_subject *subject, struct axr_arena *arena, struct axr_span text,
		    bool no_gate)
{
	const struct axr_detector *detector = &axr_detector_yara;
	const struct axr_source rules[] = {
		{ .name = "fuzzed", .bytes = text },
		{ .name = "good", .bytes = AXR_SPAN_LIT("rule good { condition: true }") },
	};
	struct axr_detect_setup setup = {
		.rules = rules, .rule_count = 2, .no_gate = no_gate
	};
	struct axr_clock clock = { .now = axr_os_ticks };
	void *shared = NULL, *worker = NULL;

	axr_arena_init(arena, 1 << 24);
	arena->clock = &clock;
	axr_clock_begin(&clock, axr_os_ticks(), 1000000000);
	axr_subject_init(subject, arena, arena);
	subject->layers[0] = (struct axr_layer){ .bytes = axr_span_str("<%@ Page %> some bytes"),
						 .name = "raw" };
	subject->layer_count = 1;
	if (detector->open(&shared, &setup, NULL) < 0 ||
	    detector->worker_open(&worker, shared, NULL) < 0)
		abort();
	detector->inspect(shared, worker, subject);
	/* the names of the rules go with them */
	for (size_t i = 0; i < subject->reason_count; i++)
		subject->reasons[i].rule =
			axr_arena_str(arena, axr_span_str(subject->reasons[i].rule));
	detector->worker_close(worker);
	detector->close(shared);
	arena->clock = NULL;
}

static bool found(const struct axr_subject *subject, const char *rule)
{
	for (size_t i = 0; i < subject->reason_count; i++)
		if (!strcmp(subject->reasons[i].rule, rule))
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct axr_span text = axr_span(data, size);
	struct axr_subject gated, all;
	struct axr_arena arenas[2];

	if (axr_yara_is_compiled(text))
		return 0;
	inspect(&gated, &arenas[0], text, false);
	inspect(&all, &arenas[1], text, true);
	if (!gated.problem_count && !all.problem_count) {
		if (!found(&gated, "good") || gated.reason_count != all.reason_count)
			abort();
		for (size_t i = 0; i < all.reason_count; i++)
			if (!found(&gated, all.reasons[i].rule))
				abort();
	}
	axr_arena_free(&arenas[0]);
	axr_arena_free(&arenas[1]);
	return 0;
}
