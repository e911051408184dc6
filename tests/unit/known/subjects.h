/* Subjects as the stages before would hand them over. */
#ifndef AXR_TEST_SUBJECTS_H
#define AXR_TEST_SUBJECTS_H

#include "../test.h"
#include "base/subject.h"
#include "known/known.h"

/* A file of size bytes below root, whose SHA-256 is byte, repeated (and so its other digests). */
static inline struct axr_subject *make_subject(struct axr_arena *arena, const char *root,
					       const char *relative, uint8_t byte)
{
	struct axr_subject *subject = axr_arena_alloc(arena, sizeof(*subject));
	bool windows = root[0] && root[1] == ':';
	struct axr_file *file;
	size_t cut;

	axr_subject_init(subject, arena, arena);
	file = &subject->file;
	file->path = axr_span_str(
		root[0] ? axr_arena_printf(arena, "%s%c%s", root, windows ? '\\' : '/', relative) :
			  relative);
	for (cut = file->path.len; cut > 0; cut--)
		if (file->path.ptr[cut - 1] == '/' || file->path.ptr[cut - 1] == '\\')
			break;
	file->name = axr_span_from(file->path, cut);
	file->directory = axr_span_cut(file->path, 0, cut ? cut - 1 : 0);
	file->relative = axr_span_str(relative);
	file->size = 100;
	file->digests = AXR_MD5 | AXR_SHA1 | AXR_SHA256;
	memset(file->sha256, byte, sizeof(file->sha256));
	memset(file->sha1, byte, sizeof(file->sha1));
	memset(file->md5, byte, sizeof(file->md5));
	subject->read_whole = true;
	return subject;
}

static inline const struct axr_reason *find_reason(const struct axr_subject *subject,
						   const char *rule)
{
	for (size_t i = 0; i < subject->reason_count; i++)
		if (!strcmp(subject->reasons[i].rule, rule))
			return &subject->reasons[i];
	return NULL;
}

#endif
