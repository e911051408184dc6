#include "judge/judge.h"

#include <stdlib.h>

#include "base/span.h"
#include "judge/id.h"
#include "judge/next.h"
#include "judge/place.h"
#include "judge/signature.h"
#include "judge/withheld.h"

enum kind { /* in the order in which equal scores are told */
	CONTENT,
	NAME,
	STANDING,
	PLACE
};

static enum kind kind_of(const struct axr_reason *reason)
{
	if (!strcmp(reason->detector, "name"))
		return NAME;
	if (!strcmp(reason->detector, "known"))
		return STANDING;
	if (!strcmp(reason->detector, "place"))
		return PLACE;
	return CONTENT;
}

static int descending(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

int axr_judge_combine(const int *scores, size_t count)
{
	int sorted[AXR_REASONS_MAX];
	double innocent = 1, weight = 100, total;
	size_t kept = 0;
	int good = 0;

	for (size_t i = 0; i < count; i++) {
		if (scores[i] < 0)
			good += scores[i];
		else if (kept < AXR_REASONS_MAX)
			sorted[kept++] = scores[i] < 100 ? scores[i] : 100;
	}
	qsort(sorted, kept, sizeof(*sorted), descending);
	for (size_t i = 0; i < kept; i++, weight *= 2)
		innocent *= 1 - sorted[i] / weight;
	total = 100 * (1 - innocent) + good;
	return total > 0 ? (int)(total + 0.5) : 0;
}

enum axr_level axr_judge_level(int score)
{
	if (score >= 80)
		return AXR_MALICIOUS;
	if (score >= 60)
		return AXR_SUSPICIOUS;
	if (score >= 40)
		return AXR_NOTABLE;
	return score > 0 ? AXR_INFO : AXR_CLEAN;
}

static int by_score(const void *left, const void *right)
{
	const struct axr_reason *a = left, *b = right;
	int order = b->score - a->score;

	if (!order)
		order = (int)kind_of(a) - (int)kind_of(b);
	if (!order)
		order = strcmp(a->detector, b->detector);
	return order ? order : strcmp(a->rule, b->rule);
}

/* The same, but what the content says stands before what name and place say. */
static int content_first(const void *left, const void *right)
{
	const struct axr_reason *a = left, *b = right;
	int order = (kind_of(a) != CONTENT) - (kind_of(b) != CONTENT);

	return order ? order : by_score(left, right);
}

/* Leaves the reasons that speak of the content. */
static void drop_names(struct axr_subject *subject)
{
	size_t kept = 0;

	for (size_t i = 0; i < subject->reason_count; i++)
		if (kind_of(&subject->reasons[i]) == CONTENT)
			subject->reasons[kept++] = subject->reasons[i];
	subject->reason_count = kept;
}

/* The score of the reasons of one kind, or of all where kind is PLACE + 1. */
static int score_of(const struct axr_subject *subject, int kind)
{
	int scores[AXR_REASONS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < subject->reason_count && count < AXR_REASONS_MAX; i++)
		if (kind > PLACE || (int)kind_of(&subject->reasons[i]) == kind)
			scores[count++] = subject->reasons[i].score;
	return axr_judge_combine(scores, count);
}

static int best_of(const struct axr_subject *subject, enum kind kind)
{
	int best = 0;

	for (size_t i = 0; i < subject->reason_count; i++)
		if (kind_of(&subject->reasons[i]) == kind && subject->reasons[i].score > best)
			best = subject->reasons[i].score;
	return best;
}

/* Whether something that the content does, not only the words in it, is notable. */
static bool is_confirmed(const struct axr_subject *subject)
{
	for (size_t i = 0; i < subject->reason_count; i++)
		if (kind_of(&subject->reasons[i]) == CONTENT && !subject->reasons[i].alone &&
		    subject->reasons[i].score >= 40)
			return true;
	return false;
}

static void doubt(struct axr_subject *subject)
{
	if (!subject->followed || subject->lost || is_confirmed(subject))
		return;
	for (size_t i = 0; i < subject->reason_count; i++) {
		struct axr_reason *reason = &subject->reasons[i];
		const char *title;

		if (!reason->alone || reason->score <= reason->alone)
			continue;
		reason->score = reason->alone;
		title = axr_arena_printf(subject->arena, "%s (words alone: no such flow was found)",
					 reason->title);
		if (*title)
			reason->title = title;
	}
}

static void add_standing(struct axr_subject *subject)
{
	struct axr_reason reason = {
		.detector = "known",
		.rule = axr_class_name(subject->file_class),
		.layer = "raw",
	};
	const struct axr_file *file = &subject->file;

	switch (subject->file_class) {
	case AXR_CLASS_UNEXPECTED:
		reason.title = "nobody is known to have put this file here";
		reason.score = axr_is_executed(file) ? 45 : 10;
		break;
	case AXR_CLASS_MODIFIED:
		reason.title = "a known file whose content was changed";
		reason.score = axr_is_executed(file) || axr_is_delivered(file) ? 50 : 20;
		break;
	case AXR_CLASS_MOVED:
		reason.title = "known content at a place where it does not belong";
		reason.score = 20;
		break;
	case AXR_CLASS_MISSING:
		reason.title = "a known file that is gone";
		reason.score = 10;
		break;
	default:
		return;
	}
	for (size_t i = 0; i < subject->reason_count; i++)
		if (kind_of(&subject->reasons[i]) == STANDING)
			return;
	axr_subject_reason(subject, &reason);
}

/* The most that the reasons may come to: see the header. */
static int cap_of(const struct axr_subject *subject)
{
	if (score_of(subject, CONTENT) >= 40)
		return 100;
	return best_of(subject, NAME) >= AXR_LITERAL_NAME ? 79 : 59;
}

bool axr_judge_minds_signature(const struct axr_subject *subject)
{
	return !subject->known_good && axr_is_loaded(&subject->file);
}

void axr_judge(struct axr_subject *subject, const char *host, struct axr_finding *finding)
{
	int score, cap;

	doubt(subject);
	if (subject->known_good) {
		drop_names(subject);
	} else {
		axr_signature_reasons(subject);
		axr_withheld_reasons(subject);
		add_standing(subject);
		axr_place_reasons(subject, best_of(subject, CONTENT), best_of(subject, STANDING));
	}
	score = score_of(subject, PLACE + 1);
	cap = cap_of(subject);
	if (score > cap)
		score = cap;
	if (subject->reason_count)
		qsort(subject->reasons, subject->reason_count, sizeof(*subject->reasons),
		      best_of(subject, CONTENT) >= 40 ? content_first : by_score);
	*finding = (struct axr_finding){
		.file = &subject->file,
		.file_class = subject->file_class,
		.level = axr_judge_level(score),
		.score = score,
		.reasons = subject->reasons,
		.reason_count = subject->reason_count,
		.urls = subject->urls,
		.url_count = subject->url_count,
		.serving = subject->serving,
	};
	finding->next = axr_next_steps(finding);
	axr_finding_id(finding, host);
}
