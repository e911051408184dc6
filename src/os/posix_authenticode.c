#include "os/authenticode.h"

#include <stdlib.h>

struct axr_os_verifier {
	char nothing;
};

struct axr_os_verifier *axr_os_verifier_new(void)
{
	return calloc(1, sizeof(struct axr_os_verifier));
}

void axr_os_verifier_free(struct axr_os_verifier *verifier)
{
	free(verifier);
}

enum axr_signature axr_os_verify(struct axr_os_verifier *verifier, struct axr_os_handle file,
				 struct axr_span *signer)
{
	(void)verifier, (void)file;
	*signer = (struct axr_span){ 0 };
	return AXR_SIGNATURE_UNKNOWN;
}
