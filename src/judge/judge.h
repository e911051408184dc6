/*
 * Reasons, place and class to score, level and next step.  Pure: the same subject always gets the
 * same verdict; cannot fail.
 *
 * What weighs how much:
 *  - Content (every detector but "name", "known" and "place") counts in full; so does a signature
 *    (judge/signature.h), which alone is at most notable.
 *  - A name indicator says where attackers were seen, not what the file holds.  Where the content
 *    says nothing notable (below 40), names and place together stay below suspicious; a literal
 *    known-bad name (score 90 and more) may reach suspicious, never malicious.
 *  - A rule that knows words alone (reason.alone) counts for less where the flow of the page was
 *    followed to its end and no other reason of the content is notable.
 *  - Place and shape (judge/place.h) modify only: there must be content to weigh, or a file that
 *    does not belong there.
 *  - Known content at its place outranks names: such a file keeps its content reasons alone.
 *  - A file that is unexpected, modified, moved or missing gets a reason of detector "known" that
 *    says so, unless the known stage gave one.
 */
#ifndef AXR_JUDGE_JUDGE_H
#define AXR_JUDGE_JUDGE_H

#include "base/subject.h"

enum {
	AXR_LITERAL_NAME = 90 /* from this score on a name indicator means one known bad file */
};

/*
 * Whether the signature of this file counts, so that it has to be in subject->file by then: of a
 * program that IIS would load.
 */
bool axr_judge_minds_signature(const struct axr_subject *subject);

/*
 * Adds the reasons of place, sorts the subject's reasons and fills in a finding about it that
 * borrows from the subject.  The reasons stand by score; but where the content says something
 * notable that comes first, so that the first reason is what the file does, not what it is
 * called.  host, which may be NULL, is part of the finding's stable id.
 */
void axr_judge(struct axr_subject *subject, const char *host, struct axr_finding *finding);

/*
 * 100 * (1 - prod(1 - s[i] / 100 / 2^i)) over the positive scores sorted descending, less the
 * negative ones (known good by an indicator); rounded, 0 to 100.
 */
int axr_judge_combine(const int *scores, size_t count);

enum axr_level axr_judge_level(int score);

#endif
