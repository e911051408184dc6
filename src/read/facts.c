#include "read/facts.h"

#include <inttypes.h>

#include "base/span.h"

struct axr_span axr_extension_of(struct axr_span name, struct axr_arena *arena)
{
	size_t len = name.len, dot;
	uint8_t *lower;

	while (len && (name.ptr[len - 1] == '.' || name.ptr[len - 1] == ' '))
		len--;
	for (dot = len; dot && name.ptr[dot - 1] != '.';)
		dot--;
	if (!dot || dot == len)
		return axr_span(NULL, 0);
	lower = axr_arena_alloc(arena, len - dot + 1);
	if (!lower)
		return axr_span(NULL, 0);
	for (size_t i = dot; i < len; i++)
		lower[i - dot] = axr_lower(name.ptr[i]);
	return axr_span(lower, len - dot);
}

void axr_facts_fill(struct axr_subject *subject, const struct axr_os_stat *stat,
		    struct axr_os_handle handle, struct axr_os_owners *owners)
{
	struct axr_file *file = &subject->file;
	struct axr_span user, group;

	axr_os_owner(owners, handle, stat, &user, &group);
	file->owner = axr_arena_copy(subject->arena, user);
	file->group = axr_arena_copy(subject->arena, group);
	file->size = stat->size;
	file->mode = stat->mode;
	file->attributes = stat->attributes;
	file->created = stat->created;
	file->mtime = stat->mtime;
	file->ctime = stat->ctime;
	file->accessed = stat->accessed;
}

static bool same_time(struct axr_time a, struct axr_time b)
{
	return a.sec == b.sec && a.nsec == b.nsec;
}

void axr_facts_compare(struct axr_subject *subject, const struct axr_os_stat *before,
		       const struct axr_os_stat *after, uint64_t total)
{
	const uint64_t now = after->size;

	if (now > before->size)
		axr_subject_problem(subject, AXR_TROUBLE_CHANGED, 0,
				    "grew from %" PRIu64 " to %" PRIu64
				    " bytes while it was read; %" PRIu64 " were seen",
				    before->size, now, total);
	else if (now < before->size)
		axr_subject_problem(subject, AXR_TROUBLE_CHANGED, 0,
				    "shrank from %" PRIu64 " to %" PRIu64
				    " bytes while it was read; %" PRIu64 " were seen",
				    before->size, now, total);
	else if (!same_time(before->mtime, after->mtime) ||
		 !same_time(before->ctime, after->ctime))
		axr_subject_problem(subject, AXR_TROUBLE_CHANGED, 0,
				    "was written to while it was read");
	else if (total != now)
		axr_subject_problem(subject, AXR_TROUBLE_CHANGED, 0,
				    "gave %" PRIu64 " bytes where its size is %" PRIu64, total,
				    now);
}
