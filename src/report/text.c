#include "report/text.h"

#include <stdlib.h>

#include "report/text_line.h"

enum { /* what is shown of each without --all */
	SERIOUS_SHOWN = 200,
	NOTABLE_SHOWN = 50,
	INFO_SHOWN = 20,
	FOLDERS_KEPT = 500,
	NAMES_SHOWN = 5,
	PROBLEMS_SHOWN = 5,
	PROBLEMS_MAX = 100000, /* of each kind, with --all */
	COVERAGE_MAX = 16 << 20
};

static bool text_open(struct axr_reporter *reporter)
{
	struct axr_text *text = calloc(1, sizeof(*text));

	if (!text)
		return false;
	reporter->state = text;
	text->colour = reporter->colour;
	text->all = reporter->all;
	text->command = reporter->command;
	text->coverage.limit = COVERAGE_MAX;
	if (!text->all) {
		text->levels[AXR_MALICIOUS].limit = SERIOUS_SHOWN;
		text->levels[AXR_SUSPICIOUS].limit = SERIOUS_SHOWN;
		text->levels[AXR_NOTABLE].limit = NOTABLE_SHOWN;
		text->levels[AXR_INFO].limit = INFO_SHOWN;
		text->levels[AXR_CLEAN].limit = INFO_SHOWN;
	}
	for (size_t i = 0; i < AXR_CLASSES; i++) {
		text->classes[i].limit = FOLDERS_KEPT;
		text->classes[i].name_limit = NAMES_SHOWN;
	}
	for (size_t i = 0; i <= AXR_TROUBLE_MEMORY; i++)
		text->troubles[i].limit = text->all ? PROBLEMS_MAX : PROBLEMS_SHOWN;
	return true;
}

static void text_record(struct axr_reporter *reporter, const struct axr_record *record)
{
	struct axr_text *text = reporter->state;
	char host[256];

	axr_tally_record(&text->tally, record, host);
	switch (record->kind) {
	case AXR_RECORD_FINDING:
		axr_text_keep_finding(text, record->finding, host);
		break;
	case AXR_RECORD_PROBLEM:
		axr_text_keep_problem(text, record->problem, host);
		break;
	case AXR_RECORD_END:
		axr_text_keep_coverage(text, record->end, host);
		break;
	default:
		break;
	}
}

static void put_verdict(const struct axr_text *text, struct axr_buf *out)
{
	struct axr_buf word = { 0 }, rest = { 0 };
	enum axr_level level = axr_tally_verdict(&text->tally, &word, &rest);
	enum axr_text_style style = axr_text_style_of(level);

	if (level == AXR_CLEAN || level == AXR_NOTABLE)
		style = level == AXR_CLEAN ? AXR_GREEN : AXR_YELLOW;
	axr_text_style(out, text->colour, style);
	axr_buf_put(out, axr_buf_span(&word));
	axr_text_style(out, text->colour, AXR_PLAIN);
	axr_buf_puts(out, ": ");
	axr_buf_put(out, axr_buf_span(&rest));
	axr_buf_putc(out, '\n');
	axr_tally_but(&text->tally, out);
	axr_buf_free(&word);
	axr_buf_free(&rest);
}

static void text_finish(struct axr_reporter *reporter)
{
	struct axr_text *text = reporter->state;
	struct axr_buf out = { 0 };

	put_verdict(text, &out);
	axr_reporter_put(reporter, &out);
	axr_text_put_findings(text, reporter, &out);
	axr_text_put_problems(text, &out);
	axr_text_put_coverage(text, &out);
	axr_text_put_end(text, &out);
	axr_reporter_put(reporter, &out);
	axr_buf_free(&out);
	if (text->failed || text->tally.failed || text->coverage.failed)
		reporter->failed = true;
}

static void text_free(void *state)
{
	struct axr_text *text = state;

	if (!text)
		return;
	axr_tally_free(&text->tally);
	for (size_t i = 0; i < AXR_LEVELS; i++)
		axr_text_entries_free(&text->levels[i]);
	for (size_t i = 0; i < AXR_CLASSES; i++)
		axr_text_folders_free(&text->classes[i]);
	for (size_t i = 0; i <= AXR_TROUBLE_MEMORY; i++)
		axr_text_lines_free(&text->troubles[i]);
	for (size_t i = 0; i < text->step_count; i++)
		free(text->steps[i]);
	axr_buf_free(&text->coverage);
	free(text);
}

const struct axr_report_format axr_report_text = {
	.name = "text",
	.suffixes = " .txt .text .log ",
	.open = text_open,
	.record = text_record,
	.finish = text_finish,
	.free = text_free,
};
