#include <stdlib.h>

#include "report/escape.h"
#include "report/text.h"
#include "report/text_line.h"

enum { SAME_SHOWN = 20, FOLDERS_SHOWN = 30 };

/* Which finding told these steps first: the others refer to it. */
struct told {
	const char *steps[64];
	unsigned numbers[64];
	size_t count;
};

static void put_rule(struct axr_buf *out)
{
	for (int i = 0; i < AXR_TEXT_WIDTH; i++)
		axr_buf_putc(out, '-');
	axr_buf_putc(out, '\n');
}

static void put_steps(struct axr_buf *out, struct told *told, const char *steps, unsigned number)
{
	if (!steps)
		return;
	axr_text_label(out, "do next");
	for (size_t i = 0; i < told->count; i++) {
		if (told->steps[i] != steps)
			continue;
		axr_buf_printf(out, "as for no. %u\n", told->numbers[i]);
		return;
	}
	axr_text_steps(out, AXR_TEXT_FIELD, steps);
	if (number && told->count < sizeof(told->steps) / sizeof(*told->steps)) {
		told->steps[told->count] = steps;
		told->numbers[told->count++] = number;
	}
}

static bool is_same(const struct axr_text_entry *a, const struct axr_text_entry *b)
{
	return a->hashed && b->hashed && !memcmp(a->sha256, b->sha256, sizeof(a->sha256));
}

static void put_host_path(const struct axr_text *text, struct axr_buf *out,
			  const struct axr_text_entry *entry)
{
	if (text->tally.hosts.count > 1 && entry->host && *entry->host) {
		axr_escape_text(out, axr_span_str(entry->host));
		axr_buf_puts(out, ": ");
	}
	axr_buf_puts(out, entry->path);
	axr_buf_putc(out, '\n');
}

/* The later entries with the content of this one; they are not told again. */
static void put_same(const struct axr_text *text, struct axr_buf *out,
		     const struct axr_text_entries *entries, size_t first, bool *done)
{
	uint64_t count = 0;

	for (size_t i = first + 1; i < entries->count; i++) {
		if (done[i] || !is_same(&entries->items[first], &entries->items[i]))
			continue;
		done[i] = true;
		if (++count > SAME_SHOWN)
			continue;
		axr_text_label(out, count == 1 ? "same at" : "");
		put_host_path(text, out, &entries->items[i]);
	}
	if (count > SAME_SHOWN) {
		axr_text_label(out, "");
		axr_buf_puts(out, "and at ");
		axr_text_counted(out, count - SAME_SHOWN, "more place", "more places");
		axr_buf_putc(out, '\n');
	}
}

/* "... more, not shown", and how to see them. */
static void put_more(const struct axr_text *text, struct axr_buf *out, uint64_t more,
		     const char *one, const char *many)
{
	struct axr_buf line = { 0 };

	if (!more)
		return;
	axr_buf_puts(&line, "and ");
	axr_text_counted(&line, more, one, many);
	if (text->all)
		axr_buf_puts(&line, " that did not fit in memory: --format ndjson has all");
	else if (text->command)
		axr_buf_printf(&line, "; to see all: %s --all", text->command);
	else
		axr_buf_puts(&line, "; --all shows all");
	axr_text_indent(out, 4);
	axr_text_wrap(out, 4, axr_buf_span(&line));
	axr_buf_free(&line);
}

static void put_heading(const struct axr_text *text, struct axr_buf *out, enum axr_text_style style,
			const char *word)
{
	axr_buf_putc(out, '\n');
	put_rule(out);
	axr_text_style(out, text->colour, style);
	for (const char *p = word; *p; p++)
		axr_buf_putc(out, (uint8_t)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p));
	axr_text_style(out, text->colour, AXR_PLAIN);
	axr_buf_puts(out, ": ");
}

static void put_level(struct axr_text *text, struct axr_reporter *reporter, struct axr_buf *out,
		      enum axr_level level, struct told *told, unsigned *number)
{
	struct axr_text_entries *entries = &text->levels[level];
	bool *done;

	if (!entries->total)
		return;
	axr_text_entries_sort(entries);
	put_heading(text, out, axr_text_style_of(level), axr_level_name(level));
	axr_text_counted(out, entries->total, "file\n", "files\n");
	done = calloc(entries->count + 1, sizeof(*done));
	if (!done) {
		text->failed = true;
		return;
	}
	for (size_t i = 0; i < entries->count; i++) {
		if (done[i])
			continue;
		axr_buf_printf(out, "\n%2u. ", ++*number);
		axr_text_style(out, text->colour, AXR_BOLD);
		put_host_path(text, out, &entries->items[i]);
		axr_text_style(out, text->colour, AXR_PLAIN);
		axr_buf_puts(out, entries->items[i].body);
		if (!text->all)
			put_same(text, out, entries, i, done);
		put_steps(out, told, entries->items[i].next, *number);
		axr_reporter_put(reporter, out);
	}
	free(done);
	if (entries->total > entries->count) {
		axr_buf_putc(out, '\n');
		put_more(text, out, entries->total - entries->count, "more file", "more files");
	}
}

static void put_folder(const struct axr_text *text, struct axr_buf *out,
		       const struct axr_text_folder *folder)
{
	struct axr_buf names = { 0 };

	axr_buf_puts(out, "\n    ");
	if (text->tally.hosts.count > 1 && *folder->host)
		axr_buf_printf(out, "%s: ", folder->host);
	axr_buf_puts(out, *folder->path ? folder->path : ".");
	axr_buf_puts(out, ": ");
	axr_text_counted(out, folder->count, "file\n", "files\n");
	for (size_t i = 0; i < folder->names.count; i++) {
		axr_buf_puts(&names, i ? ", " : "");
		axr_buf_puts(&names, folder->names.items[i]);
	}
	if (folder->names.total > folder->names.count)
		axr_buf_puts(&names, ", ...");
	axr_text_indent(out, 8);
	axr_text_wrap(out, 8, axr_buf_span(&names));
	axr_buf_free(&names);
}

static void put_class(struct axr_text *text, struct axr_reporter *reporter, struct axr_buf *out,
		      enum axr_class file_class, struct told *told)
{
	static const char *const words[] = {
		[AXR_CLASS_UNEXPECTED] = "nobody is known to have put them there",
		[AXR_CLASS_MODIFIED] = "known files whose content was changed",
		[AXR_CLASS_MOVED] = "known content where it does not belong",
		[AXR_CLASS_MISSING] = "known files that are gone",
	};
	struct axr_text_folders *folders = &text->classes[file_class];
	size_t count = folders->count < FOLDERS_SHOWN ? folders->count : FOLDERS_SHOWN;
	uint64_t more = folders->elsewhere;

	if (!folders->total)
		return;
	axr_text_folders_sort(folders);
	put_heading(text, out, AXR_BOLD, axr_class_name(file_class));
	axr_text_counted(out, folders->total, "file", "files");
	axr_buf_printf(out, ", %s\n", words[file_class]);
	for (size_t i = 0; i < folders->count; i++) {
		if (i < count)
			put_folder(text, out, &folders->items[i]);
		else
			more += folders->items[i].count;
	}
	axr_buf_putc(out, '\n');
	put_more(text, out, more, "more file in other folders", "more files in other folders");
	put_steps(out, told, folders->next, 0);
	axr_reporter_put(reporter, out);
}

void axr_text_put_findings(struct axr_text *text, struct axr_reporter *reporter,
			   struct axr_buf *out)
{
	struct told told = { .count = 0 };
	unsigned number = 0;

	put_level(text, reporter, out, AXR_MALICIOUS, &told, &number);
	put_level(text, reporter, out, AXR_SUSPICIOUS, &told, &number);
	put_class(text, reporter, out, AXR_CLASS_MODIFIED, &told);
	put_class(text, reporter, out, AXR_CLASS_UNEXPECTED, &told);
	put_level(text, reporter, out, AXR_NOTABLE, &told, &number);
	put_class(text, reporter, out, AXR_CLASS_MOVED, &told);
	put_class(text, reporter, out, AXR_CLASS_MISSING, &told);
	put_level(text, reporter, out, AXR_INFO, &told, &number);
	put_level(text, reporter, out, AXR_CLEAN, &told, &number);
}
