/* What a responder does next about a finding. */
#ifndef AXR_JUDGE_NEXT_H
#define AXR_JUDGE_NEXT_H

#include "aspxray.h"

/*
 * Steps in the order in which to take them, one a line ('\n' between); a static string, "" where
 * there is nothing to do.  Chosen by level and class and by what the best reason that names one is
 * about: its technique, or a word of its rule's name (oab, pst, certificate, machinekey,
 * credential, module, tunnel, config, ...); oab, pst, mailbox, certificate and machinekey also in
 * its title.
 */
const char *axr_next_steps(const struct axr_finding *finding);

#endif
