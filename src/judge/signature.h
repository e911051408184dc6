/* The Authenticode signature of a program file as evidence. */
#ifndef AXR_JUDGE_SIGNATURE_H
#define AXR_JUDGE_SIGNATURE_H

#include "base/subject.h"

/*
 * A program, by its header, in a folder that IIS or an application loads from: bin, inetsrv.
 * Compiled pages, which nobody signs, are not meant.
 */
bool axr_is_loaded(const struct axr_file *file);

/*
 * Adds a reason of detector "signature" where a program of such a folder is unsigned, was changed
 * after it was signed, or is signed by nobody who is trusted.  None of them makes a file suspicious
 * alone: applications of one's own are seldom signed.
 */
void axr_signature_reasons(struct axr_subject *subject);

#endif
