#include "report/tally.h"

#include <stdio.h>

#include "base/root.h"
#include "report/escape.h"
#include "report/text_line.h"

enum { HOSTS_MAX = 10000 };

/* A page, or something that a rule calls a web shell. */
static bool is_web_shell(const struct axr_finding *finding)
{
	static const char *const pages[] = { "aspx", "ashx", "asmx", "asax", "ascx",   "asp",
					     "asa",  "cer",  "cdx",  "soap", "svc",    "master",
					     "cshtml" };

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (axr_span_iis(finding->file->extension, pages[i]))
			return true;
	for (size_t i = 0; i < finding->reason_count; i++)
		if (finding->reasons[i].technique &&
		    !strcmp(finding->reasons[i].technique, "T1505.003"))
			return true;
	return false;
}

/* Text of a record into a field of ours, escaped, cut where it does not fit. */
static void keep(char *field, size_t size, const char *value)
{
	struct axr_buf escaped = { 0 };

	axr_escape_text(&escaped, axr_span_str(value));
	snprintf(field, size, "%.*s", (int)escaped.len, escaped.len ? (char *)escaped.ptr : "");
	axr_buf_free(&escaped);
}

static void note_host(struct axr_tally *tally, const char *host)
{
	struct axr_span name = axr_span_str(host);

	tally->hosts.limit = HOSTS_MAX;
	if (!axr_text_lines_have(&tally->hosts, name) && !axr_text_lines_add(&tally->hosts, name))
		tally->failed = true;
}

static void note_start(struct axr_tally *tally, const struct axr_start *start)
{
	keep(tally->host, sizeof(tally->host), start->host);
	if (!*tally->host && !*tally->image)
		keep(tally->image, sizeof(tally->image), start->image);
	keep(tally->build, sizeof(tally->build), start->build);
	keep(tally->rules_id, sizeof(tally->rules_id), start->rules_id);
	if (strcmp(tally->backup_privilege, "not held") != 0)
		keep(tally->backup_privilege, sizeof(tally->backup_privilege),
		     start->backup_privilege);
	tally->rules = start->rules;
	tally->iocs = start->iocs;
	if (!tally->starts++)
		tally->started = start->time;
}

static void note_end(struct axr_tally *tally, const struct axr_end *end)
{
	tally->ends++;
	tally->seconds += end->seconds;
	tally->exit_status |= end->exit_status;
	if (end->build)
		keep(tally->build, sizeof(tally->build), end->build);
	if (end->stopped)
		keep(tally->stopped, sizeof(tally->stopped), end->stopped);
	for (size_t i = 0; i < AXR_LEVELS; i++)
		tally->by_level[i] += end->by_level[i];
	for (size_t i = 0; i < AXR_CLASSES; i++)
		tally->by_class[i] += end->by_class[i];
	axr_root_add(&tally->total, &end->total);
}

static void note_finding(struct axr_tally *tally, const struct axr_finding *finding)
{
	tally->told[finding->level]++;
	tally->told_unexpected += finding->file_class == AXR_CLASS_UNEXPECTED ||
				  finding->file_class == AXR_CLASS_MODIFIED;
	tally->web_shells += finding->level == AXR_MALICIOUS && is_web_shell(finding);
}

void axr_tally_record(struct axr_tally *tally, const struct axr_record *record, char host[256])
{
	if (record->kind == AXR_RECORD_START)
		note_start(tally, record->start);
	keep(host, sizeof(tally->host), record->host);
	if (!record->host)
		memcpy(host, tally->host, sizeof(tally->host));
	if (*host)
		note_host(tally, host);
	switch (record->kind) {
	case AXR_RECORD_FINDING:
		note_finding(tally, record->finding);
		break;
	case AXR_RECORD_PROBLEM:
		tally->problems++;
		tally->incomplete += record->problem->incomplete;
		tally->unreadable += record->problem->incomplete &&
				     record->problem->trouble == AXR_TROUBLE_RESULT;
		break;
	case AXR_RECORD_END:
		note_end(tally, record->end);
		break;
	default:
		break;
	}
}

void axr_tally_free(struct axr_tally *tally)
{
	axr_text_lines_free(&tally->hosts);
}

static uint64_t of_level(const struct axr_tally *tally, enum axr_level level)
{
	/* without an end record what was told is all that we know */
	return tally->by_level[level] > tally->told[level] ? tally->by_level[level]
							  : tally->told[level];
}

/* Counted by the end records, but without a finding. */
static uint64_t left_out(const struct axr_tally *tally)
{
	uint64_t count = 0;

	for (size_t i = AXR_NOTABLE; i <= AXR_MALICIOUS; i++)
		count += of_level(tally, (enum axr_level)i) - tally->told[i];
	return count;
}

static uint64_t unexpected(const struct axr_tally *tally)
{
	const uint64_t *by = tally->by_class;
	uint64_t ended = by[AXR_CLASS_UNEXPECTED] + by[AXR_CLASS_MODIFIED];

	return ended > tally->told_unexpected ? ended : tally->told_unexpected;
}

static bool is_cut(const struct axr_tally *tally)
{
	return tally->starts > tally->ends || !tally->ends;
}

static bool is_complete(const struct axr_tally *tally)
{
	return !is_cut(tally) && !*tally->stopped && !(tally->exit_status & AXR_EXIT_INCOMPLETE) &&
	       !tally->incomplete && tally->total.seen;
}

static void put_hosts(const struct axr_tally *tally, struct axr_buf *out)
{
	if (tally->hosts.count > 1) {
		axr_buf_puts(out, " on ");
		axr_text_counted(out, tally->hosts.count, "host", "hosts");
	} else if (tally->hosts.count && *tally->hosts.items[0]) {
		axr_buf_printf(out, " on %s", tally->hosts.items[0]);
	} else if (*tally->image && tally->starts > 1) {
		axr_buf_puts(out, " in images without a name");
	} else if (*tally->image) {
		axr_buf_printf(out, " in the image %s", tally->image);
	}
}

/* A file that was scanned twice counts twice among those checked. */
static void put_scans(const struct axr_tally *tally, struct axr_buf *out)
{
	if (tally->ends > 1)
		axr_buf_printf(out, " in %u scans", tally->ends);
}

/* Scanned, or known good without. */
static uint64_t checked(const struct axr_tally *tally)
{
	return tally->total.scanned + tally->total.known;
}

/* "of 1,237 checked" */
static void put_of_checked(const struct axr_tally *tally, struct axr_buf *out)
{
	if (!tally->ends) {
		axr_buf_puts(out, "of an unknown number");
		return;
	}
	axr_buf_puts(out, "of ");
	axr_text_number(out, checked(tally));
	axr_buf_puts(out, " checked");
	put_scans(tally, out);
}

/* " (1,237 files checked)" */
static void put_checked(const struct axr_tally *tally, struct axr_buf *out)
{
	axr_buf_puts(out, " (");
	if (tally->ends)
		axr_text_counted(out, checked(tally), "file", "files");
	else
		axr_buf_puts(out, "nobody knows how many files were");
	axr_buf_puts(out, " checked");
	put_scans(tally, out);
	axr_buf_putc(out, ')');
}

static void put_malicious(const struct axr_tally *tally, struct axr_buf *out)
{
	uint64_t bad = of_level(tally, AXR_MALICIOUS);
	bool shells = tally->web_shells >= bad;

	axr_text_counted(out, bad, shells ? "web shell" : "malicious file",
			 shells ? "web shells" : "malicious files");
	axr_buf_puts(out, " found");
	put_hosts(tally, out);
	axr_buf_puts(out, " (");
	axr_text_counted(out, bad + of_level(tally, AXR_SUSPICIOUS), "file", "files");
	axr_buf_puts(out, " malicious or suspicious ");
	put_of_checked(tally, out);
	axr_buf_puts(out, ")");
}

static enum axr_level put_nothing_found(const struct axr_tally *tally, struct axr_buf *word,
					struct axr_buf *out)
{
	if (!tally->starts && !tally->ends && tally->problems) {
		axr_buf_puts(word, "NOTHING READ");
		axr_buf_puts(out, "there are no results to tell of; see PROBLEMS");
		return AXR_NOTABLE;
	} else if (!is_cut(tally) && !*tally->stopped && !tally->unreadable && !tally->total.seen &&
	    !tally->total.failed) {
		axr_buf_puts(word, "NOTHING SCANNED");
		axr_buf_puts(out, "not one file was reached");
		put_hosts(tally, out);
		return AXR_NOTABLE;
	} else if (!is_complete(tally)) {
		axr_buf_puts(word, "INCOMPLETE");
		axr_buf_puts(out, "nothing suspicious found");
		put_hosts(tally, out);
		axr_buf_puts(out, ", but not everything was scanned");
		put_checked(tally, out);
		return AXR_NOTABLE;
	} else {
		axr_buf_puts(word, "CLEAN and complete");
		axr_buf_puts(out, "nothing suspicious found");
		put_hosts(tally, out);
		put_checked(tally, out);
	}
	return AXR_CLEAN;
}

void axr_tally_but(const struct axr_tally *tally, struct axr_buf *out)
{
	if (is_cut(tally) && tally->starts > 1)
		axr_buf_printf(out, "Of %u scans %u %s an end record: the others were killed, or "
				    "their files were cut off.\n",
			       tally->starts, tally->ends, tally->ends == 1 ? "has" : "have");
	else if (is_cut(tally) && (tally->starts || !tally->problems))
		axr_buf_puts(out, "The scan has no end record: it was killed, or the file was cut "
				  "off.\n");
	if (tally->unreadable)
		axr_buf_puts(out, "Results could not be read back, and what they told is not in "
				  "here: see PROBLEMS.\n");
	if (*tally->stopped)
		axr_buf_printf(out, "The scan was stopped before its end: %s.\n", tally->stopped);
	if (!is_complete(tally) && tally->total.failed) {
		axr_text_counted(out, tally->total.failed, "file was", "files were");
		axr_buf_puts(out, " not read or not scanned to the end: see PROBLEMS.\n");
	} else if (!is_complete(tally) && tally->incomplete > tally->unreadable) {
		axr_text_counted(out, tally->incomplete - tally->unreadable, "problem", "problems");
		axr_buf_puts(out, " left something unscanned: see PROBLEMS.\n");
	}
	if (of_level(tally, AXR_NOTABLE)) {
		axr_text_counted(out, of_level(tally, AXR_NOTABLE), "file is", "files are");
		axr_buf_printf(out, " notable: worth a look, by %s no sign of an attack.\n",
			       of_level(tally, AXR_NOTABLE) == 1 ? "itself" : "themselves");
	}
	if (left_out(tally)) {
		axr_text_counted(out, left_out(tally), "finding has", "findings have");
		axr_buf_puts(out, " no entry below: the scan was told to report worse ones only; "
				  "--report notable tells all.\n");
	}
}

enum axr_level axr_tally_verdict(const struct axr_tally *tally, struct axr_buf *word,
				 struct axr_buf *rest)
{
	if (of_level(tally, AXR_MALICIOUS)) {
		axr_buf_puts(word, "MALICIOUS");
		put_malicious(tally, rest);
		return AXR_MALICIOUS;
	}
	if (of_level(tally, AXR_SUSPICIOUS)) {
		axr_buf_puts(word, "SUSPICIOUS");
		axr_text_counted(rest, of_level(tally, AXR_SUSPICIOUS), "file", "files");
		axr_buf_puts(rest, " to look at");
		put_hosts(tally, rest);
		axr_buf_puts(rest, " (");
		put_of_checked(tally, rest);
		axr_buf_puts(rest, ")");
		return AXR_SUSPICIOUS;
	}
	if (unexpected(tally)) {
		axr_buf_puts(word, "UNEXPECTED");
		axr_text_counted(rest, unexpected(tally), "file", "files");
		axr_buf_puts(rest, " unexpected or modified");
		put_hosts(tally, rest);
		axr_buf_puts(rest, ", none suspicious by content (");
		put_of_checked(tally, rest);
		axr_buf_puts(rest, ")");
		return AXR_NOTABLE;
	}
	return put_nothing_found(tally, word, rest);
}

void axr_tally_exit(const struct axr_tally *tally, struct axr_buf *out)
{
	static const struct {
		unsigned bit;
		const char *words;
	} bits[] = {
		{ AXR_EXIT_FOUND, "a file at or above the level to fail on" },
		{ AXR_EXIT_UNEXPECTED, "an unexpected or modified file" },
		{ AXR_EXIT_INCOMPLETE, "something was not read or not scanned to the end" },
	};
	unsigned status;

	if (!tally->ends) {
		axr_buf_puts(out, "unknown: there is no end record");
		return;
	}
	status = tally->exit_status;
	if (!is_complete(tally))
		status |= AXR_EXIT_INCOMPLETE;
	if (!status)
		axr_buf_puts(out, "0: clean and complete");
	else if (status & (status - 1))
		axr_buf_printf(out, "%u = ", status);
	for (size_t i = 0, shown = 0; i < sizeof(bits) / sizeof(*bits); i++)
		if (status & bits[i].bit)
			axr_buf_printf(out, "%s%u: %s", shown++ ? "; " : "", bits[i].bit,
				       bits[i].words);
}

const char *axr_trouble_words(enum axr_trouble trouble)
{
	static const char *const words[] = {
		[AXR_TROUBLE_OPEN] = "could not be opened; with more rights they may be",
		[AXR_TROUBLE_READ] = "could not be read to the end",
		[AXR_TROUBLE_VANISHED] =
			"were listed, then gone; an antivirus, or someone who cleans up",
		[AXR_TROUBLE_CHANGED] = "changed while they were read: scan them again",
		[AXR_TROUBLE_BLOCKED] =
			"another process lets nobody read them: find out which, and why",
		[AXR_TROUBLE_ANTIVIRUS] =
			"an antivirus holds them back: look in its log and quarantine",
		[AXR_TROUBLE_DEPTH] = "deeper than --max-depth",
		[AXR_TROUBLE_LINK] =
			"links in web folders, not followed: name what they lead to, to scan it",
		[AXR_TROUBLE_LIMIT] = "a limit was hit, and what follows was not seen",
		[AXR_TROUBLE_TIMEOUT] =
			"took longer than --file-timeout; what came behind was not seen",
		[AXR_TROUBLE_DETECTOR] = "a detector failed",
		[AXR_TROUBLE_STOPPED] = "not scanned, because the scan was stopped",
		[AXR_TROUBLE_ROOT] =
			"a place to search is not there, is empty, or cannot be listed",
		[AXR_TROUBLE_RULE] = "rules or indicators that cannot be used",
		[AXR_TROUBLE_CONFIG] = "configuration that could not be understood",
		[AXR_TROUBLE_UNDECIDED] = "of the baseline, but not looked at",
		[AXR_TROUBLE_RESULT] = "results of earlier scans that could not be read back",
		[AXR_TROUBLE_MEMORY] = "not enough memory",
	};

	return words[trouble];
}
