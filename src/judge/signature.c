#include "judge/signature.h"

#include "base/span.h"

enum place { ELSEWHERE, BIN, INETSRV };

static uint8_t folded(uint8_t c)
{
	return c == '\\' ? '/' : axr_lower(c);
}

/* Whether path holds folder, which is in lower case with '/' for either separator. */
static bool holds(struct axr_span path, const char *folder)
{
	const size_t len = strlen(folder);

	for (size_t at = 0; at + len <= path.len; at++) {
		size_t i = 0;

		while (i < len && folded(path.ptr[at + i]) == (uint8_t)folder[i])
			i++;
		if (i == len)
			return true;
	}
	return false;
}

static enum place place_of(const struct axr_file *file)
{
	if (!file->label || strcmp(file->label, "EXE") ||
	    holds(file->path, "/temporary asp.net files/"))
		return ELSEWHERE;
	if (holds(file->path, "/system32/inetsrv/") || holds(file->path, "/syswow64/inetsrv/"))
		return INETSRV;
	return holds(file->path, "/bin/") ? BIN : ELSEWHERE;
}

bool axr_is_loaded(const struct axr_file *file)
{
	return place_of(file) != ELSEWHERE;
}

void axr_signature_reasons(struct axr_subject *subject)
{
	const enum place place = place_of(&subject->file);
	struct axr_reason reason = {
		.detector = "signature",
		.rule = axr_signature_name(subject->file.signature),
		.layer = "raw",
	};

	if (place == ELSEWHERE)
		return;
	switch (subject->file.signature) {
	case AXR_SIGNATURE_BROKEN:
		reason.title = "a program that was changed after it was signed";
		reason.score = 45;
		break;
	case AXR_SIGNATURE_UNTRUSTED:
		reason.title = "a program that is signed by nobody whom this host trusts";
		reason.score = place == INETSRV ? 30 : 10;
		break;
	case AXR_SIGNATURE_NONE:
		reason.title = place == INETSRV ?
				       "an unsigned program in a folder that IIS loads from" :
				       "an unsigned program in a folder that an application loads "
				       "from";
		reason.score = place == INETSRV ? 30 : 10;
		break;
	default:
		return;
	}
	axr_subject_reason(subject, &reason);
}
