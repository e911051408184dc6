#include "detect/ioc.h"

#include <stdio.h>

#include "base/span.h"

static bool has(struct axr_span name, const char *word)
{
	return axr_span_ifind(name, axr_span_str(word), 0) != SIZE_MAX;
}

/* A digest in hex before the first semicolon. */
static bool starts_with_hash(struct axr_span line)
{
	struct axr_span hash = axr_span_trim(axr_span_until(&line, ';'));

	for (size_t i = 0; i < hash.len; i++)
		if (axr_hex_value(hash.ptr[i]) < 0)
			return false;
	return hash.len == 32 || hash.len == 40 || hash.len == 64;
}

enum axr_ioc_kind axr_ioc_kind(const struct axr_source *source)
{
	struct axr_span name = axr_span_str(source->name), line;
	struct axr_ioc_lines lines;

	for (size_t i = name.len; i > 0; i--)
		if (name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\') {
			name = axr_span_from(name, i);
			break;
		}
	if (has(name, "hash"))
		return has(name, "falsepositive") || has(name, "trusted") ? AXR_IOC_TRUSTED_HASHES :
									    AXR_IOC_HASHES;
	if (has(name, "filename"))
		return AXR_IOC_NAMES;
	axr_ioc_lines_init(&lines, source->bytes);
	return axr_ioc_next(&lines, &line) && starts_with_hash(line) ? AXR_IOC_HASHES :
								       AXR_IOC_UNKNOWN;
}

void axr_ioc_lines_init(struct axr_ioc_lines *lines, struct axr_span bytes)
{
	*lines = (struct axr_ioc_lines){ .rest = bytes };
	if (axr_span_starts(bytes, "\xef\xbb\xbf"))
		lines->rest = axr_span_from(bytes, 3);
}

static void note_comment(struct axr_ioc_lines *lines, struct axr_span text)
{
	const struct axr_span key = AXR_SPAN_LIT("! technique ");

	if (axr_span_starts(text, "! technique ")) {
		text = axr_span_trim(axr_span_from(text, key.len));
		if (text.len)
			lines->technique = text;
		return;
	}
	while (text.len && text.ptr[0] == '#')
		text = axr_span_from(text, 1);
	text = axr_span_trim(text);
	/* a line of dashes or an empty one only sets apart */
	for (size_t i = 0; i < text.len; i++)
		if (axr_is_alpha(text.ptr[i]) || text.ptr[i] >= 0x80) {
			lines->comment = text;
			return;
		}
}

bool axr_ioc_next(struct axr_ioc_lines *lines, struct axr_span *line)
{
	while (axr_span_line(&lines->rest, line)) {
		lines->number++;
		*line = axr_span_trim(*line);
		if (line->len && line->ptr[0] != '#')
			return true;
		if (line->len)
			note_comment(lines, axr_span_from(*line, 1));
	}
	return false;
}

void axr_ioc_tell(const struct axr_detect_setup *setup, const char *source, uint32_t line,
		  const char *failure)
{
	struct axr_rule_info info = {
		.source = source,
		.indicator = true,
		.failure = failure,
		.line = line,
	};

	if (setup->loaded)
		setup->loaded(setup->user, &info);
}

void axr_ioc_tell_loaded(const struct axr_detect_setup *setup, const char *source, size_t count,
			 const char *one, const char *more)
{
	char title[64];
	struct axr_rule_info info = { .source = source, .title = title, .indicator = true };

	snprintf(title, sizeof(title), "%zu %s", count, count == 1 ? one : more);
	if (setup->loaded)
		setup->loaded(setup->user, &info);
}
