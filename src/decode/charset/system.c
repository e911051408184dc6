#include "base/span.h"
#include "decode/charset/codepage.h"
#include "os/os.h"

enum {
	PIECE = 64, /* bytes between two points of the map */
	ROOM = 8 * PIECE /* for the text of two pieces */
};

bool axr_system_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage)
{
	struct axr_os_codepage *converter = axr_os_codepage_open(codepage);
	size_t at = 0, piece = PIECE;

	if (!converter)
		return false;
	while (at < bytes.len && axr_buf_reserve(&draft->text, ROOM)) {
		const struct axr_span in = axr_span_cut(bytes, at, piece);
		size_t took, wrote;

		axr_draft_from(draft, at);
		took = axr_os_codepage_read(converter, in, draft->text.ptr + draft->text.len, ROOM,
					    &wrote);
		draft->text.len += wrote;
		at += took;
		if (took) {
			piece = PIECE;
		} else if (in.len < 2 * PIECE && in.len < bytes.len - at) {
			piece *= 2; /* a sequence that the piece cuts */
		} else {
			at++; /* it never ends */
		}
	}
	axr_os_codepage_close(converter);
	return true;
}
