#include <stdio.h>

#include "base/names.h"
#include "report/escape.h"
#include "report/text.h"
#include "report/text_line.h"

/* ---- Problems ----------------------------------------------------------------------------- */

/* The host stands before an LF: whether it has to be told is known when all have come. */
void axr_text_keep_problem(struct axr_text *text, const struct axr_problem *problem,
			   const char *host)
{
	struct axr_buf line = { 0 };
	size_t empty;

	axr_buf_printf(&line, "%s\n", host);
	empty = line.len;
	axr_escape_text(&line, problem->path);
	if (problem->line)
		axr_buf_printf(&line, ":%u", (unsigned)problem->line);
	axr_buf_puts(&line, line.len > empty ? ": " : "");
	axr_escape_text(&line, problem->text);
	if (problem->code)
		axr_buf_printf(&line, " (%d)", problem->code);
	if (line.failed || !axr_text_lines_add(&text->troubles[problem->trouble],
					       axr_buf_span(&line)))
		text->failed = true;
	axr_buf_free(&line);
}

static void put_problem(const struct axr_text *text, struct axr_buf *out, const char *line)
{
	int host = (int)strcspn(line, "\n");

	axr_buf_puts(out, "    ");
	if (text->tally.hosts.count > 1 && host)
		axr_buf_printf(out, "%.*s: ", host, line);
	axr_buf_printf(out, "%s\n", line + host + 1);
}

void axr_text_put_problems(struct axr_text *text, struct axr_buf *out)
{
	if (!text->tally.problems)
		return;
	axr_buf_putc(out, '\n');
	axr_text_style(out, text->colour, AXR_BOLD);
	axr_buf_puts(out, "PROBLEMS");
	axr_text_style(out, text->colour, AXR_PLAIN);
	axr_buf_puts(out, ": ");
	axr_text_number(out, text->tally.problems);
	axr_buf_puts(out, ", of which ");
	axr_text_number(out, text->tally.incomplete);
	if (!text->tally.unreadable)
		axr_buf_puts(out, " left something unscanned\n");
	else if (text->tally.unreadable == text->tally.incomplete)
		axr_buf_puts(out, " left something unread\n");
	else
		axr_buf_puts(out, " left something unread or unscanned\n");
	for (size_t i = 0; i <= AXR_TROUBLE_MEMORY; i++) {
		struct axr_text_lines *lines = &text->troubles[i];

		if (!lines->total)
			continue;
		axr_buf_printf(out, "  %s: ", axr_trouble_name((enum axr_trouble)i));
		axr_text_number(out, lines->total);
		axr_buf_printf(out, " (%s)\n", axr_trouble_words((enum axr_trouble)i));
		axr_text_lines_sort(lines);
		for (size_t at = 0; at < lines->count; at++)
			put_problem(text, out, lines->items[at]);
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
		[AXR_SKIP_OWN] = { "output of this run", "outputs of this run" },
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

void axr_text_keep_coverage(struct axr_text *text, const struct axr_end *end, const char *host)
{
	struct axr_buf *out = &text->coverage;

	/* the first one's heading is put where there turn out to be others */
	if (text->tally.ends > 1)
		axr_buf_printf(out, "  on %s\n", *host ? host : "a host without a name");
	else
		snprintf(text->first_host, sizeof(text->first_host), "%s", host);
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
	if (text->tally.ends > 1)
		axr_buf_printf(out, "  on %s\n",
			       *text->first_host ? text->first_host : "a host without a name");
	axr_buf_put(out, axr_buf_span(&text->coverage));
	if (!text->tally.ends)
		axr_buf_puts(out, "  unknown: there is no end record\n");
	if (!text->tally.ends || text->roots == 1)
		return;
	axr_buf_puts(out, "  all together\n");
	put_counts(out, &text->tally.total);
}

/* ---- The end ------------------------------------------------------------------------------ */

static void put_field(struct axr_buf *out, const char *label)
{
	axr_buf_printf(out, "  %-13s", label);
}

void axr_text_put_end(const struct axr_text *text, struct axr_buf *out)
{
	struct axr_buf line = { 0 };

	axr_buf_putc(out, '\n');
	put_field(out, "exit status");
	axr_tally_exit(&text->tally, &line);
	axr_text_wrap(out, 15, axr_buf_span(&line));
	axr_buf_free(&line);
	if (text->tally.started.known) {
		put_field(out, "started");
		axr_text_time(out, text->tally.started);
		axr_buf_puts(out, " UTC");
		if (text->tally.ends) {
			axr_buf_puts(out, ", took ");
			axr_text_duration(out, text->tally.seconds);
		}
		axr_buf_putc(out, '\n');
	}
	if (*text->tally.build) {
		put_field(out, "Exchange");
		axr_escape_text(out, axr_span_str(text->tally.build));
		if (text->tally.by_class[AXR_CLASS_UNVERIFIED]) {
			axr_buf_puts(out, ";\n               ");
			axr_text_counted(out, text->tally.by_class[AXR_CLASS_UNVERIFIED],
					 "file at its places is", "files at its places are");
			axr_buf_puts(out, " of no list: not verified");
		}
		axr_buf_putc(out, '\n');
	}
	if (!strcmp(text->tally.backup_privilege, "held")) {
		put_field(out, "rights");
		axr_buf_puts(out, "backup privilege held: permissions hid no file\n");
	} else if (*text->tally.backup_privilege) {
		put_field(out, "rights");
		axr_buf_puts(out, "backup privilege not held: what permissions forbid was not\n"
				  "               read; run as an administrator, elevated\n");
	}
	if (text->tally.starts) {
		put_field(out, "rules");
		axr_text_counted(out, text->tally.rules, "YARA rule", "YARA rules");
		axr_buf_puts(out, ", ");
		axr_text_counted(out, text->tally.iocs, "indicator", "indicators");
		axr_buf_putc(out, '\n');
	}
	if (*text->tally.rules_id) {
		put_field(out, "rules id");
		axr_escape_text(out, axr_span_str(text->tally.rules_id));
		axr_buf_putc(out, '\n');
	}
	put_field(out, "aspxray");
	axr_buf_printf(out, "%s\n", axr_version());
}
