#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

#include "base/names.h"
#include "base/num.h"
#include "report/escape.h"
#include "report/text.h"
#include "report/text_line.h"

enum {
	REASONS_SHOWN = 6,
	REASONS_BRIEF = 3,
	URLS_SHOWN = 5,
	RULE_SHOWN = 60, /* bytes: the rule of a name indicator is a whole pattern */
	NEAR = 80        /* bytes: the excerpts of points so near show the same */
};

static void put_wrapped(struct axr_buf *out, size_t indent, struct axr_span foreign)
{
	struct axr_buf line = { 0 };

	axr_escape_text(&line, foreign);
	axr_text_wrap(out, indent, axr_buf_span(&line));
	axr_buf_free(&line);
}

/* "yara chopper, line 3 (flow from line 2), read as utf-7" */
static void put_where(struct axr_buf *out, const struct axr_reason *reason, bool all)
{
	struct axr_buf line = { 0 };
	bool cut = !all && strlen(reason->rule) > RULE_SHOWN;

	axr_buf_printf(&line, "%s: %.*s%s", reason->detector, cut ? RULE_SHOWN : INT_MAX,
		       reason->rule, cut ? "..." : "");
	if (reason->line)
		axr_buf_printf(&line, ", line %" PRIu32, reason->line);
	else if (reason->located)
		axr_buf_printf(&line, ", byte %" PRIu64, reason->offset);
	if (reason->line && reason->from_line && reason->from_line != reason->line)
		axr_buf_printf(&line, " (from line %" PRIu32 ")", reason->from_line);
	if (reason->layer && *reason->layer && strcmp(reason->layer, "raw") != 0)
		axr_buf_printf(&line, ", read as %s", reason->layer);
	axr_text_indent(out, AXR_TEXT_FIELD + 4);
	put_wrapped(out, AXR_TEXT_FIELD + 4, axr_buf_span(&line));
	axr_buf_free(&line);
}

/* Whether one of the reasons before shows the same place already. */
static bool is_shown(const struct axr_reason *reasons, size_t at)
{
	const struct axr_reason *reason = &reasons[at];

	for (size_t i = 0; i < at; i++) {
		uint64_t a = reasons[i].offset, b = reason->offset;

		if (reasons[i].excerpt.len && reasons[i].located && reason->located &&
		    reasons[i].line == reason->line && (a > b ? a - b : b - a) < NEAR)
			return true;
	}
	return false;
}

static void put_reasons(struct axr_buf *out, const struct axr_finding *finding, size_t most)
{
	bool all = most == SIZE_MAX;
	size_t count = finding->reason_count < most ? finding->reason_count : most;

	for (size_t i = 0; i < count; i++) {
		const struct axr_reason *reason = &finding->reasons[i];

		axr_text_label(out, i ? "" : "why");
		axr_buf_printf(out, "%3d ", reason->score);
		put_wrapped(out, AXR_TEXT_FIELD + 4, axr_span_str(reason->title));
		put_where(out, reason, all);
		if (all || !is_shown(finding->reasons, i))
			axr_text_excerpt(out, AXR_TEXT_FIELD + 4, reason->excerpt);
	}
	if (count < finding->reason_count) {
		axr_text_label(out, "");
		axr_buf_puts(out, "    and ");
		axr_text_counted(out, finding->reason_count - count, "more reason",
				 "more reasons");
		axr_buf_putc(out, '\n');
	}
}

static void put_urls(struct axr_buf *out, const struct axr_finding *finding, size_t most)
{
	size_t count = finding->url_count < most ? finding->url_count : most;

	for (size_t i = 0; i < count; i++) {
		axr_text_label(out, i ? "" : "url");
		axr_escape_text(out, finding->urls[i]);
		axr_buf_putc(out, '\n');
	}
	if (count < finding->url_count) {
		axr_text_label(out, "");
		axr_buf_puts(out, "and ");
		axr_text_counted(out, finding->url_count - count, "more", "more");
		axr_buf_putc(out, '\n');
	}
	if (finding->serving) {
		axr_text_label(out, "served");
		put_wrapped(out, AXR_TEXT_FIELD, axr_span_str(finding->serving));
	}
}

static void put_signature(struct axr_buf *out, const struct axr_file *file)
{
	static const char *const words[] = {
		[AXR_SIGNATURE_UNKNOWN] = "",
		[AXR_SIGNATURE_NONE] = ", unsigned",
		[AXR_SIGNATURE_TRUSTED] = ", signed",
		[AXR_SIGNATURE_UNTRUSTED] = ", not trusted though signed",
		[AXR_SIGNATURE_BROKEN] = ", changed after it was signed",
	};

	axr_buf_puts(out, words[file->signature]);
	if (file->signer.len) {
		axr_buf_puts(out, " by ");
		axr_escape_text(out, file->signer);
	}
}

static void put_facts(struct axr_buf *out, const struct axr_file *file)
{
	axr_text_label(out, "file");
	axr_text_bytes(out, file->size);
	if (file->label && *file->label) {
		axr_buf_puts(out, ", ");
		axr_escape_text(out, axr_span_str(file->label));
	}
	if (file->owner.len) {
		axr_buf_puts(out, ", owner ");
		axr_escape_text(out, file->owner);
	}
	for (unsigned bit = AXR_ATTR_READONLY; bit <= AXR_ATTR_SYSTEM; bit <<= 1)
		if (file->attributes & bit)
			axr_buf_printf(out, ", %s", axr_attribute_name(bit));
	put_signature(out, file);
	axr_buf_putc(out, '\n');
}

/* Two times on a line, the one that matters most first; a file system may have none of them. */
static void put_times(struct axr_buf *out, const struct axr_file *file)
{
	const struct {
		const char *word;
		struct axr_time time;
	} times[] = {
		{ "created", file->created },
		{ "written", file->mtime },
		{ "changed", file->ctime },
		{ "read", file->accessed },
	};
	unsigned shown = 0;

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		if (!times[i].time.known)
			continue;
		if (shown % 2 == 0)
			axr_text_label(out, shown ? "" : "times");
		axr_buf_printf(out, "%s ", times[i].word);
		axr_text_time(out, times[i].time);
		axr_buf_puts(out, shown++ % 2 ? " UTC\n" : ", ");
	}
	if (shown % 2) {
		out->len -= 2; /* the comma and blank of the first of two */
		axr_buf_puts(out, " UTC\n");
	}
}

static void put_digest(struct axr_buf *out, const char *label, const uint8_t *digest, size_t size)
{
	char hex[65];

	axr_format_hex(hex, digest, size);
	axr_text_label(out, label);
	axr_buf_printf(out, "%s\n", hex);
}

static void put_digests(struct axr_buf *out, const struct axr_file *file, bool all)
{
	if (file->digests & AXR_SHA256)
		put_digest(out, "sha256", file->sha256, sizeof(file->sha256));
	if (all && file->digests & AXR_SHA1)
		put_digest(out, "sha1", file->sha1, sizeof(file->sha1));
	if (all && file->digests & AXR_MD5)
		put_digest(out, "md5", file->md5, sizeof(file->md5));
}

static void put_body(const struct axr_text *text, struct axr_buf *out,
		     const struct axr_finding *finding)
{
	const struct axr_file *file = finding->file;
	bool brief = finding->level < AXR_SUSPICIOUS && !text->all;
	size_t reasons = brief ? REASONS_BRIEF : REASONS_SHOWN;

	axr_text_label(out, "score");
	axr_buf_printf(out, "%d of 100, ", finding->score);
	axr_text_style(out, text->colour, axr_text_style_of(finding->level));
	axr_buf_puts(out, axr_level_name(finding->level));
	axr_text_style(out, text->colour, AXR_PLAIN);
	if (finding->file_class != AXR_CLASS_MATCH)
		axr_buf_printf(out, "; the file is %s", axr_class_name(finding->file_class));
	axr_buf_putc(out, '\n');
	put_urls(out, finding, text->all ? SIZE_MAX : URLS_SHOWN);
	put_reasons(out, finding, text->all ? SIZE_MAX : reasons);
	if (finding->file_class != AXR_CLASS_MISSING)
		put_facts(out, file);
	put_times(out, file);
	put_digests(out, file, !brief);
	if (!brief && *finding->id) {
		axr_text_label(out, "id");
		axr_escape_text(out, axr_span_str(finding->id));
		axr_buf_putc(out, '\n');
	}
}

/* The one copy of these steps; NULL where there are none, or more than we have room for. */
static const char *keep_steps(struct axr_text *text, const char *steps)
{
	const size_t most = sizeof(text->steps) / sizeof(*text->steps);

	if (!steps || !*steps)
		return NULL;
	for (size_t i = 0; i < text->step_count; i++)
		if (!strcmp(text->steps[i], steps))
			return text->steps[i];
	if (text->step_count == most)
		return NULL;
	text->steps[text->step_count] = strdup(steps);
	if (!text->steps[text->step_count]) {
		text->failed = true;
		return NULL;
	}
	return text->steps[text->step_count++];
}

/* Hands over the bytes as a string; the buffer is empty then. */
static char *take(struct axr_buf *buf)
{
	char *s, *fitting;

	axr_buf_putc(buf, '\0');
	s = buf->failed ? NULL : (char *)buf->ptr;
	fitting = s ? realloc(s, buf->len) : NULL;
	if (!s)
		axr_buf_free(buf);
	*buf = (struct axr_buf){ 0 };
	return fitting ? fitting : s;
}

static void keep_entry(struct axr_text *text, const struct axr_finding *finding, const char *host)
{
	struct axr_text_entry entry = { .score = finding->score };
	struct axr_buf path = { 0 }, body = { 0 };

	axr_escape_text(&path, finding->file->path);
	if (!axr_text_entries_want(&text->levels[finding->level], finding->score,
				   axr_buf_span(&path))) {
		axr_buf_free(&path);
		return;
	}
	put_body(text, &body, finding);
	entry.path = take(&path);
	entry.body = take(&body);
	entry.next = keep_steps(text, finding->next);
	entry.hashed = finding->file->digests & AXR_SHA256;
	memcpy(entry.sha256, finding->file->sha256, sizeof(entry.sha256));
	entry.host = strdup(host);
	if (!entry.host)
		text->failed = true; /* add() below takes the rest */
	if (!axr_text_entries_add(&text->levels[finding->level], &entry))
		text->failed = true;
}

static void keep_in_folder(struct axr_text *text, const struct axr_finding *finding,
			   const char *host)
{
	struct axr_text_folders *folders = &text->classes[finding->file_class];
	struct axr_buf path = { 0 }, name = { 0 };

	axr_escape_text(&path, finding->file->directory);
	axr_escape_text(&name, finding->file->name);
	if (finding->score)
		axr_buf_printf(&name, " (%d)", finding->score);
	if (!axr_text_folders_add(folders, axr_span_str(host), axr_buf_span(&path),
				  axr_buf_span(&name), finding->score))
		text->failed = true;
	if (!folders->next || finding->score > folders->best) {
		folders->next = keep_steps(text, finding->next);
		folders->best = finding->score;
	}
	axr_buf_free(&path);
	axr_buf_free(&name);
}

void axr_text_keep_finding(struct axr_text *text, const struct axr_finding *finding,
			   const char *host)
{
	enum axr_class file_class = finding->file_class;
	bool grouped = file_class >= AXR_CLASS_UNEXPECTED && file_class <= AXR_CLASS_MISSING &&
		       finding->level < AXR_SUSPICIOUS && !text->all;

	if (grouped)
		keep_in_folder(text, finding, host);
	else
		keep_entry(text, finding, host);
}
