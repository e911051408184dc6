/*
 * Lists of every format: any bytes load, or fail with a line; what loads is asked for a path of the
 * list's own and tells what is missing.
 */
#include <stdlib.h>

#include "base/span.h"
#include "known/known.h"
#include "known/shipped.h"

static void on_late(void *user, struct axr_subject *subject)
{
	/* every byte that is told must be readable */
	for (size_t i = 0; i < subject->file.path.len; i++)
		*(unsigned *)user += subject->file.path.ptr[i];
}

static void ask(struct axr_known_run *run, struct axr_arena *arena, struct axr_span path)
{
	struct axr_subject *subject = axr_arena_alloc(arena, sizeof(*subject));
	size_t cut = path.len;

	if (!subject)
		return;
	while (cut > 0 && path.ptr[cut - 1] != '/' && path.ptr[cut - 1] != '\\')
		cut--;
	axr_subject_init(subject, arena, arena);
	subject->file.path = subject->file.relative = path;
	subject->file.name = axr_span_from(path, cut);
	subject->file.directory = axr_span_cut(path, 0, cut ? cut - 1 : 0);
	subject->file.digests = AXR_MD5 | AXR_SHA1 | AXR_SHA256;
	subject->file.size = 1;
	subject->read_whole = true;
	axr_known(run, subject);
}

static void use(const struct axr_known *known, struct axr_span text)
{
	const struct axr_span root = axr_span_str("C:\\inetpub");
	const struct axr_known_place place = { .roots = &root, .root_count = 1 };
	struct axr_known_run *run;
	struct axr_arena arena;
	struct axr_span line;
	unsigned sum = 0;

	if (axr_known_begin(&run, known, &place, NULL) < 0)
		abort();
	axr_arena_init(&arena, 8 << 20);
	for (int i = 0; i < 50 && axr_span_line(&text, &line); i++) {
		size_t comma = axr_span_find_byte(line, ',', 0);

		ask(run, &arena, line);
		ask(run, &arena, axr_span_from(line, comma == SIZE_MAX ? 66 : comma + 1));
		axr_arena_reset(&arena, SIZE_MAX);
	}
	axr_known_finish(run, true, &arena, on_late, &sum);
	axr_known_end(run);
	axr_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct axr_known_file file = { .name = "list", .bytes = axr_span(data, size) };
	const struct axr_known_setup setup = {
		.shipped = &axr_shipped_exchange, .baselines = &file, .baseline_count = 1
	};
	struct axr_known *known;
	struct axr_err err = { "" };

	if (axr_known_open(&known, &setup, &err) < 0) {
		if (!err.text[0])
			abort();
		return 0;
	}
	use(known, file.bytes);
	axr_known_free(known);
	return 0;
}
