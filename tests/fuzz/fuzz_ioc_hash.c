/* Hash lists: any bytes load, and look up, without harm. */
#include "base/span.h"
#include "detect/detect.h"

static void look(const struct axr_source *list)
{
	const struct axr_detector *detector = &axr_detector_hash;
	struct axr_detect_setup setup = { .iocs = list, .ioc_count = 1 };
	struct axr_subject subject;
	struct axr_arena arena;
	void *shared = NULL;

	if (detector->open(&shared, &setup, NULL) < 0)
		return;
	axr_arena_init(&arena, 1 << 20);
	axr_subject_init(&subject, &arena, &arena);
	subject.window_last = true;
	subject.file.digests = detector->digests(shared);
	detector->inspect(shared, NULL, &subject);
	detector->close(shared);
	axr_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct axr_source bad = { .name = "hash", .bytes = axr_span(data, size) };
	const struct axr_source good = { .name = "trusted-hash", .bytes = axr_span(data, size) };

	look(&bad);
	look(&good);
	return 0;
}
