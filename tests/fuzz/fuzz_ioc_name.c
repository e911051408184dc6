/* Name lists: the first line is the path that the rest, a list, is searched for in. */
#include "base/span.h"
#include "detect/detect.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct axr_detector *detector = &axr_detector_name;
	struct axr_source list = { .name = "filename" };
	struct axr_detect_setup setup = { .iocs = &list, .ioc_count = 1 };
	struct axr_span rest = axr_span(data, size), path;
	struct axr_subject subject;
	struct axr_arena arena;
	void *shared = NULL, *worker = NULL;

	if (!axr_span_line(&rest, &path))
		return 0;
	list.bytes = rest;
	axr_arena_init(&arena, 1 << 20);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = path;
	if (detector->open(&shared, &setup, NULL) == AXR_OK &&
	    detector->worker_open(&worker, shared, NULL) == AXR_OK)
		detector->inspect(shared, worker, &subject);
	detector->worker_close(worker);
	detector->close(shared);
	axr_arena_free(&arena);
	return 0;
}
