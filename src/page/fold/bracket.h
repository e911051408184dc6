/* What brackets and the calls in front of them share. */
#ifndef AXR_PAGE_FOLD_BRACKET_H
#define AXR_PAGE_FOLD_BRACKET_H

#include "page/fold/fold.h"

/* The constant arguments of a bracket that closes. */
const struct axr_value *axr_bracket_args(const struct axr_folder *folder,
					 const struct axr_frame *frame);

/* Where "new A.B" before index begins; index where there is none. */
size_t axr_new_before(const struct axr_folder *folder, size_t index);

/*
 * call.c: what stands before the bracket that was closed last, the bracket and all in it become
 * what they are worth; false where they stay.  The first three need constant arguments.
 */
bool axr_close_call(struct axr_folder *folder, const struct axr_frame *frame);
bool axr_close_item(struct axr_folder *folder, const struct axr_frame *frame); /* list[2] */
bool axr_new_zeroes(struct axr_folder *folder, const struct axr_frame *frame); /* new byte[7] */
bool axr_close_lambda(struct axr_folder *folder, const struct axr_frame *frame);
bool axr_close_apply(struct axr_folder *folder, const struct axr_frame *frame);

#endif
