/* Keys and signatures of minisign: none of these bytes is a signature of anything. */
#include <stdlib.h>

#include "base/span.h"
#include "known/sign.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char key[] = "RWR1bml0dGVzdJWNj2NrSGDlHB0b39u4fDbJFACXx0BUH2v+bIOolvwp";
	const struct axr_span bytes = axr_span(data, size), message = axr_span_str("x");
	struct axr_span rest = bytes;
	struct axr_span first = axr_span_until(&rest, 0);

	if (axr_sign_verify("x", message, bytes, axr_span_str(key), NULL) == AXR_OK)
		abort();
	axr_sign_verify("x", message, rest, first, NULL);
	/* a sealed key may rightly take a second: that is not for a fuzzer */
	if (!axr_sign_needs_password(bytes)) {
		struct axr_buf out = { .ptr = NULL };

		axr_sign_make(message, bytes, axr_span(NULL, 0), "c", &out, NULL);
		axr_buf_free(&out);
	}
	return 0;
}
