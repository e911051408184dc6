/* Reasons, place and class to score, level and next step.  Pure; cannot fail. */
#ifndef AXR_JUDGE_JUDGE_H
#define AXR_JUDGE_JUDGE_H

#include "base/subject.h"

/*
 * Sorts the subject's reasons by score and fills in a finding about it that borrows from the
 * subject.  host is part of the finding's stable id.
 */
void axr_judge(struct axr_subject *subject, const char *host, struct axr_finding *finding);

/* 100 * (1 - prod(1 - s[i] / 100 / 2^i)) over scores sorted descending; rounded, 0 to 100. */
int axr_judge_combine(const int *scores, size_t count);

enum axr_level axr_judge_level(int score);

#endif
