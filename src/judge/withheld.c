#include "judge/withheld.h"

#include "base/span.h"
#include "judge/place.h"

static bool has(const struct axr_subject *subject, enum axr_trouble trouble)
{
	for (size_t i = 0; i < subject->problem_count; i++)
		if (subject->problems[i].trouble == trouble)
			return true;
	return false;
}

static bool is_obeyed(const struct axr_file *file)
{
	return axr_is_executed(file) || axr_span_is(file->extension, "config");
}

void axr_withheld_reasons(struct axr_subject *subject)
{
	struct axr_reason reason = { .detector = "read", .layer = "raw" };

	if (subject->read_whole)
		return;
	if (has(subject, AXR_TROUBLE_ANTIVIRUS)) {
		reason.rule = "antivirus";
		reason.title = "an antivirus lets nobody read it: it takes it for malicious";
		reason.score = is_obeyed(&subject->file) ? 75 : 65;
	} else if (has(subject, AXR_TROUBLE_BLOCKED) && is_obeyed(&subject->file)) {
		reason.rule = "locked";
		reason.title = "not read: a process has it open and lets nobody else in, which "
			       "IIS never does with what it serves";
		reason.score = 45;
	} else {
		return;
	}
	axr_subject_reason(subject, &reason);
}
