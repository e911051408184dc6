/* Headers and extensions: the first thing that hostile bytes and names meet. */
#include "base/arena.h"
#include "read/facts.h"
#include "read/label.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct axr_span bytes = { data, size };
	struct axr_arena arena;
	struct axr_span extension;

	if (!axr_label_of(bytes))
		abort();
	axr_arena_init(&arena, 0);
	extension = axr_extension_of(bytes, &arena);
	for (size_t i = 0; i < extension.len; i++)
		if (extension.ptr[i] == '.' || (extension.ptr[i] >= 'A' && extension.ptr[i] <= 'Z'))
			abort();
	axr_arena_free(&arena);
	return 0;
}
