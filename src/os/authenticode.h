/*
 * Whether Windows would trust the Authenticode signature of a program file, its own or that of a
 * catalog.  Asks this computer alone: no revocation list, certificate or root is fetched, and no
 * window opens.  Elsewhere than on Windows nothing is known.
 */
#ifndef AXR_OS_AUTHENTICODE_H
#define AXR_OS_AUTHENTICODE_H

#include "os/os.h"

struct axr_os_verifier; /* what the system needs for it; one per worker */

struct axr_os_verifier *axr_os_verifier_new(void); /* NULL: no memory */
void axr_os_verifier_free(struct axr_os_verifier *verifier);

/*
 * What the signature of an open file is worth; AXR_SIGNATURE_UNKNOWN where the system cannot say.
 * *signer is the name of who signed, empty where that is not known, and lives until the next call.
 * Moves the handle's position.
 */
enum axr_signature axr_os_verify(struct axr_os_verifier *verifier, struct axr_os_handle file,
				 struct axr_span *signer);

#endif
