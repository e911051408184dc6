#include <stdio.h>

#include "base/names.h"
#include "report/escape.h"
#include "report/text.h"
#include "report/text_line.h"

/* ---- The verdict -------------------------------------------------------------------------- */

static uint64_t of_level(const struct axr_text *text, enum axr_level level)
{
	/* without an end record what was told is all that we know */
	return text->by_level[level] > text->told[level] ? text->by_level[level]
							  : text->told[level];
}

static uint64_t unexpected(const struct axr_text *text)
{
	uint64_t ended = text->by_class[AXR_CLASS_UNEXPECTED] + text->by_class[AXR_CLASS_MODIFIED];

	return ended > text->told_unexpected ? ended : text->told_unexpected;
}

static bool is_cut(const struct axr_text *text)
{
	return text->starts > text->ends || !text->ends;
}

static bool is_complete(const struct axr_text *text)
{
	return !is_cut(text) && !*text->stopped && !(text->exit_status & AXR_EXIT_INCOMPLETE) &&
	       !text->incomplete;
}

static void put_hosts(const struct axr_text *text, struct axr_buf *out)
{
	if (text->hosts.count > 1) {
		axr_buf_puts(out, " on ");
		axr_text_counted(out, text->hosts.count, "host", "hosts");
	} else if (text->hosts.count && *text->hosts.items[0]) {
		axr_buf_printf(out, " on %s", text->hosts.items[0]);
	}
}

/* "of 1,237 checked": scanned, or known good without. */
static void put_checked(const struct axr_text *text, struct axr_buf *out)
{
	if (!text->ends) {
		axr_buf_puts(out, "of an unknown number");
		return;
	}
	axr_buf_puts(out, "of ");
	axr_text_number(out, text->total.scanned + text->total.known);
	axr_buf_puts(out, " checked");
}

static void put_malicious(const struct axr_text *text, struct axr_buf *out)
{
	uint64_t bad = of_level(text, AXR_MALICIOUS);
	bool shells = text->web_shells >= bad;

	axr_text_counted(out, bad, shells ? "web shell" : "malicious file",
			 shells ? "web shells" : "malicious files");
	axr_buf_puts(out, " found");
	put_hosts(text, out);
	axr_buf_puts(out, " (");
	axr_text_counted(out, bad + of_level(text, AXR_SUSPICIOUS), "file", "files");
	axr_buf_puts(out, " malicious or suspicious ");
	put_checked(text, out);
	axr_buf_puts(out, ")\n");
}

static void put_word(const struct axr_text *text, struct axr_buf *out, enum axr_text_style style,
		     const char *word)
{
	axr_text_style(out, text->colour, style);
	axr_buf_puts(out, word);
	axr_text_style(out, text->colour, AXR_PLAIN);
	axr_buf_puts(out, ": ");
}

static void put_nothing_found(const struct axr_text *text, struct axr_buf *out)
{
	if (!is_complete(text)) {
		put_word(text, out, AXR_YELLOW, "INCOMPLETE");
		axr_buf_puts(out, "nothing suspicious found");
		put_hosts(text, out);
		axr_buf_puts(out, ", but not everything was scanned (");
		put_checked(text, out);
		axr_buf_puts(out, ")\n");
	} else if (!text->total.seen) {
		put_word(text, out, AXR_YELLOW, "NOTHING SCANNED");
		axr_buf_puts(out, "there was no file to scan");
		put_hosts(text, out);
		axr_buf_puts(out, "; see COVERAGE\n");
	} else {
		put_word(text, out, AXR_GREEN, "CLEAN and complete");
		axr_buf_puts(out, "nothing suspicious found");
		put_hosts(text, out);
		axr_buf_puts(out, " (");
		axr_text_counted(out, text->total.scanned + text->total.known, "file", "files");
		axr_buf_puts(out, " checked)\n");
	}
}

/* What tempers the verdict, each on a line. */
static void put_but(const struct axr_text *text, struct axr_buf *out)
{
	if (is_cut(text))
		axr_buf_puts(out, "The scan has no end record: it was killed, or the file was cut "
				  "off.\n");
	if (*text->stopped)
		axr_buf_printf(out, "The scan was stopped before its end: %s.\n", text->stopped);
	if (!is_complete(text) && text->total.failed) {
		axr_text_counted(out, text->total.failed, "file was", "files were");
		axr_buf_puts(out, " not read or not scanned to the end: see PROBLEMS.\n");
	} else if (!is_complete(text) && text->incomplete) {
		axr_text_counted(out, text->incomplete, "problem", "problems");
		axr_buf_puts(out, " left something unscanned: see PROBLEMS.\n");
	}
	if (of_level(text, AXR_NOTABLE)) {
		axr_text_counted(out, of_level(text, AXR_NOTABLE), "file is", "files are");
		axr_buf_puts(out, " notable: worth a look, by themselves no sign of an attack.\n");
	}
}

void axr_text_put_verdict(const struct axr_text *text, struct axr_buf *out)
{
	if (of_level(text, AXR_MALICIOUS)) {
		put_word(text, out, AXR_RED, "MALICIOUS");
		put_malicious(text, out);
	} else if (of_level(text, AXR_SUSPICIOUS)) {
		put_word(text, out, AXR_YELLOW, "SUSPICIOUS");
		axr_text_counted(out, of_level(text, AXR_SUSPICIOUS), "file", "files");
		axr_buf_puts(out, " to look at");
		put_hosts(text, out);
		axr_buf_puts(out, " (");
		put_checked(text, out);
		axr_buf_puts(out, ")\n");
	} else if (unexpected(text)) {
		put_word(text, out, AXR_YELLOW, "UNEXPECTED");
		axr_text_counted(out, unexpected(text), "file", "files");
		axr_buf_puts(out, " unexpected or modified");
		put_hosts(text, out);
		axr_buf_puts(out, ", none suspicious by content (");
		put_checked(text, out);
		axr_buf_puts(out, ")\n");
	} else {
		put_nothing_found(text, out);
	}
	put_but(text, out);
}

/* ---- Problems ----------------------------------------------------------------------------- */

void axr_text_keep_problem(struct axr_text *text, const struct axr_problem *problem)
{
	struct axr_buf line = { 0 };

	text->problems++;
	text->incomplete += problem->incomplete;
	axr_escape_text(&line, problem->path);
	if (problem->line)
		axr_buf_printf(&line, ":%u", (unsigned)problem->line);
	axr_buf_puts(&line, line.len ? ": " : "");
	axr_escape_text(&line, problem->text);
	if (problem->code)
		axr_buf_printf(&line, " (%d)", problem->code);
	if (line.failed || !axr_text_lines_add(&text->troubles[problem->trouble],
					       axr_buf_span(&line)))
		text->failed = true;
	axr_buf_free(&line);
}

static const char *const trouble_words[] = {
	[AXR_TROUBLE_OPEN] = "could not be opened; with more rights they may be",
	[AXR_TROUBLE_READ] = "could not be read to the end",
	[AXR_TROUBLE_VANISHED] = "were listed, then gone; an antivirus, or someone who cleans up",
	[AXR_TROUBLE_CHANGED] = "changed while they were read: scan them again",
	[AXR_TROUBLE_BLOCKED] = "withheld by an antivirus or a lock: look in its log and quarantine",
	[AXR_TROUBLE_DEPTH] = "deeper than --max-depth",
	[AXR_TROUBLE_LIMIT] = "a limit was hit, and what follows was not seen",
	[AXR_TROUBLE_TIMEOUT] = "a detector took too long",
	[AXR_TROUBLE_DETECTOR] = "a detector failed",
	[AXR_TROUBLE_STOPPED] = "not scanned, because the scan was stopped",
	[AXR_TROUBLE_ROOT] = "a place to search is not there, or cannot be listed",
	[AXR_TROUBLE_RULE] = "rules or indicators that cannot be used",
	[AXR_TROUBLE_CONFIG] = "configuration that could not be understood",
	[AXR_TROUBLE_MEMORY] = "not enough memory",
};

void axr_text_put_problems(struct axr_text *text, struct axr_buf *out)
{
	if (!text->problems)
		return;
	axr_buf_putc(out, '\n');
	put_word(text, out, AXR_BOLD, "PROBLEMS");
	axr_text_number(out, text->problems);
	axr_buf_puts(out, ", of which ");
	axr_text_number(out, text->incomplete);
	axr_buf_puts(out, " left something unscanned\n");
	for (size_t i = 0; i <= AXR_TROUBLE_MEMORY; i++) {
		struct axr_text_lines *lines = &text->troubles[i];

		if (!lines->total)
			continue;
		axr_buf_printf(out, "  %s: ", axr_trouble_name((enum axr_trouble)i));
		axr_text_number(out, lines->total);
		axr_buf_printf(out, " (%s)\n", trouble_words[i]);
		axr_text_lines_sort(lines);
		for (size_t at = 0; at < lines->count; at++)
			axr_buf_printf(out, "    %s\n", lines->items[at]);
		if (lines->total > lines->count) {
			axr_buf_puts(out, "    and ");
			axr_text_number(out, lines->total - lines->count);
			axr_buf_puts(out, text->all ? " more\n" : " more; --all shows all\n");
		}
	}
}

/* ---- Coverage ----------------------------------------------------------------------------- */

static void put_skipped(struct axr_buf *out, const struct axr_root *root)
{
	static const char *const words[AXR_SKIP_COUNT][2] = {
		[AXR_SKIP_LINK] = { "link", "links" },
		[AXR_SKIP_SPECIAL] = { "special file", "special files" },
		[AXR_SKIP_EXCLUDED] = { "excluded", "excluded" },
		[AXR_SKIP_MOUNT] = { "other file system", "other file systems" },
		[AXR_SKIP_SEEN] = { "folder seen before", "folders seen before" },
	};
	bool first = true;

	for (size_t i = 0; i < AXR_SKIP_COUNT; i++) {
		if (!root->skipped[i])
			continue;
		axr_buf_puts(out, first ? "      not followed or left out: " : ", ");
		axr_text_counted(out, root->skipped[i], words[i][0], words[i][1]);
		first = false;
	}
	if (!first)
		axr_buf_putc(out, '\n');
}

static void put_counts(struct axr_buf *out, const struct axr_root *root)
{
	axr_buf_puts(out, "      ");
	axr_text_counted(out, root->seen, "file", "files");
	axr_buf_puts(out, " in ");
	axr_text_counted(out, root->dirs, "folder", "folders");
	axr_buf_puts(out, ": ");
	axr_text_number(out, root->hashed);
	axr_buf_puts(out, " hashed, ");
	axr_text_number(out, root->scanned);
	axr_buf_puts(out, " scanned, ");
	axr_text_number(out, root->known);
	axr_buf_puts(out, " known good, ");
	axr_text_number(out, root->failed);
	axr_buf_puts(out, " failed; ");
	axr_text_bytes(out, root->bytes);
	axr_buf_puts(out, "\n");
	put_skipped(out, root);
}

static void add_root(struct axr_root *total, const struct axr_root *root)
{
	total->dirs += root->dirs;
	total->seen += root->seen;
	total->hashed += root->hashed;
	total->scanned += root->scanned;
	total->known += root->known;
	total->failed += root->failed;
	total->bytes += root->bytes;
	for (size_t i = 0; i < AXR_SKIP_COUNT; i++)
		total->skipped[i] += root->skipped[i];
}

void axr_text_keep_coverage(struct axr_text *text, const struct axr_end *end, const char *host)
{
	struct axr_buf *out = &text->coverage;

	/* the first one's heading is put where there turn out to be others */
	if (text->ends > 1)
		axr_buf_printf(out, "  on %s\n", *host ? host : "a host without a name");
	else
		snprintf(text->first_host, sizeof(text->first_host), "%s", host);
	add_root(&text->total, &end->total);
	for (size_t i = 0; i < end->root_count; i++) {
		const struct axr_root *root = &end->roots[i];

		axr_buf_puts(out, root->missing ? "  NOT THERE: " : "  ");
		axr_escape_text(out, root->path);
		axr_buf_puts(out, " (from ");
		axr_escape_text(out, axr_span_str(root->origin));
		axr_buf_puts(out, ")\n");
		if (root->missing)
			continue;
		put_counts(out, root);
		text->roots++;
	}
}

void axr_text_put_coverage(const struct axr_text *text, struct axr_buf *out)
{
	axr_buf_putc(out, '\n');
	axr_text_style(out, text->colour, AXR_BOLD);
	axr_buf_puts(out, "COVERAGE");
	axr_text_style(out, text->colour, AXR_PLAIN);
	axr_buf_putc(out, '\n');
	if (text->ends > 1)
		axr_buf_printf(out, "  on %s\n",
			       *text->first_host ? text->first_host : "a host without a name");
	axr_buf_put(out, axr_buf_span(&text->coverage));
	if (text->roots == 1)
		return;
	axr_buf_puts(out, "  all together\n");
	put_counts(out, &text->total);
}

/* ---- The end ------------------------------------------------------------------------------ */

static void put_field(struct axr_buf *out, const char *label)
{
	axr_buf_printf(out, "  %-13s", label);
}

static void put_exit(const struct axr_text *text, struct axr_buf *out)
{
	static const struct {
		unsigned bit;
		const char *words;
	} bits[] = {
		{ AXR_EXIT_FOUND, "a file at or above the level to fail on" },
		{ AXR_EXIT_UNEXPECTED, "an unexpected or modified file" },
		{ AXR_EXIT_INCOMPLETE, "something was not read or not scanned to the end" },
	};
	struct axr_buf line = { 0 };

	if (!text->ends) {
		put_field(out, "exit status");
		axr_buf_puts(out, "unknown: there is no end record\n");
		return;
	}
	put_field(out, "exit status");
	axr_buf_printf(&line, "%u", text->exit_status);
	for (size_t i = 0, shown = 0; i < sizeof(bits) / sizeof(*bits); i++)
		if (text->exit_status & bits[i].bit)
			axr_buf_printf(&line, "%s %u: %s", shown++ ? ";" : " =", bits[i].bit,
				       bits[i].words);
	if (!text->exit_status)
		axr_buf_puts(&line, ": clean and complete");
	axr_text_wrap(out, 15, axr_buf_span(&line));
	axr_buf_free(&line);
}

void axr_text_put_end(const struct axr_text *text, struct axr_buf *out)
{
	axr_buf_putc(out, '\n');
	put_exit(text, out);
	if (text->started.known) {
		put_field(out, "started");
		axr_text_time(out, text->started);
		axr_buf_puts(out, " UTC");
		if (text->ends) {
			axr_buf_puts(out, ", took ");
			axr_text_duration(out, text->seconds);
		}
		axr_buf_putc(out, '\n');
	}
	if (*text->build) {
		put_field(out, "Exchange");
		axr_escape_text(out, axr_span_str(text->build));
		axr_buf_putc(out, '\n');
	}
	if (text->starts) {
		put_field(out, "rules");
		axr_text_counted(out, text->rules, "YARA rule", "YARA rules");
		axr_buf_puts(out, ", ");
		axr_text_counted(out, text->iocs, "indicator", "indicators");
		axr_buf_putc(out, '\n');
	}
	if (*text->rules_id) {
		put_field(out, "rules id");
		axr_escape_text(out, axr_span_str(text->rules_id));
		axr_buf_putc(out, '\n');
	}
	put_field(out, "aspxray");
	axr_buf_printf(out, "%s\n", axr_version());
}
