#include "detect/externals.h"

#include "base/num.h"
#include "base/span.h"

const char *const axr_external_names[AXR_EXTERNAL_COUNT] = {
	[AXR_EXTERNAL_FILENAME] = "filename",
	[AXR_EXTERNAL_FILEPATH] = "filepath",
	[AXR_EXTERNAL_EXTENSION] = "extension",
	[AXR_EXTERNAL_FILETYPE] = "filetype",
	[AXR_EXTERNAL_OWNER] = "owner",
	[AXR_EXTERNAL_GROUP] = "group",
	[AXR_EXTERNAL_FILEMODE] = "filemode",
	[AXR_EXTERNAL_MD5] = "md5",
	[AXR_EXTERNAL_TIMEZONE] = "timezone",
	[AXR_EXTERNAL_LANGUAGE] = "language",
	[AXR_EXTERNAL_UNPACK_PARENT] = "unpack_parent",
	[AXR_EXTERNAL_UNPACK_SOURCE] = "unpack_source",
	[AXR_EXTERNAL_ID] = "id",
	[AXR_EXTERNAL_OSVERSION] = "osversion",
};

void axr_externals_of(const struct axr_subject *subject, const char *values[AXR_EXTERNAL_PER_FILE])
{
	struct axr_arena *arena = subject->scratch;
	const struct axr_file *file = &subject->file;
	char md5[2 * sizeof(file->md5) + 1] = "";

	if (file->digests & AXR_MD5)
		axr_format_hex(md5, file->md5, sizeof(file->md5));
	values[AXR_EXTERNAL_FILENAME] = axr_arena_str(arena, file->name);
	values[AXR_EXTERNAL_FILEPATH] = axr_arena_str(arena, file->directory);
	values[AXR_EXTERNAL_EXTENSION] = "";
	if (file->extension.len)
		values[AXR_EXTERNAL_EXTENSION] =
			axr_arena_printf(arena, ".%s", axr_arena_str(arena, file->extension));
	values[AXR_EXTERNAL_FILETYPE] = file->label ? file->label : "";
	values[AXR_EXTERNAL_OWNER] = axr_arena_str(arena, file->owner);
	values[AXR_EXTERNAL_GROUP] = axr_arena_str(arena, file->group);
	values[AXR_EXTERNAL_FILEMODE] =
		file->mode ? axr_arena_printf(arena, "%04o", (unsigned)file->mode) : "";
	values[AXR_EXTERNAL_MD5] = axr_arena_str(arena, axr_span_str(md5));
}

static bool is_word(uint8_t c)
{
	return axr_is_alpha(c) || axr_is_digit(c) || c == '_';
}

/* Past the string, expression or comment that begins at at; at where none does. */
static size_t skip_literal(struct axr_span text, size_t at)
{
	uint8_t quote = text.ptr[at];
	size_t end = at + 1;

	if (quote != '"' && quote != '/')
		return at;
	if (quote == '/' && end < text.len && text.ptr[end] == '*') {
		end = axr_span_find(text, axr_span_str("*/"), end + 1);
		return end == SIZE_MAX ? text.len : end + 2;
	}
	if (quote == '/' && end < text.len && text.ptr[end] == '/') {
		end = axr_span_find_byte(text, '\n', end);
		return end == SIZE_MAX ? text.len : end;
	}
	/* neither goes over lines; division is written with a backslash */
	while (end < text.len && text.ptr[end] != quote && text.ptr[end] != '\n')
		end += text.ptr[end] == '\\' ? 2 : 1;
	return end < text.len ? end + 1 : text.len;
}

bool axr_externals_want_md5(struct axr_span text)
{
	const struct axr_span md5 = AXR_SPAN_LIT("md5");

	for (size_t at = 0; at < text.len; at++) {
		size_t next = skip_literal(text, at);

		if (next > at) {
			at = next - 1;
			continue;
		}
		next = at + md5.len;
		if (!axr_span_starts(axr_span_from(text, at), "md5"))
			continue;
		if (at && (is_word(text.ptr[at - 1]) || text.ptr[at - 1] == '.'))
			continue;
		if (next < text.len && is_word(text.ptr[next]))
			continue;
		while (next < text.len && axr_is_space(text.ptr[next]))
			next++;
		if (next < text.len && text.ptr[next] == '=' &&
		    (next + 1 == text.len || text.ptr[next + 1] != '='))
			continue;
		return true;
	}
	return false;
}
