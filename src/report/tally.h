/*
 * What a report says of all records together: counts, hosts, and the verdict.  Of one scan or of
 * several whose records came one after the other.
 */
#ifndef AXR_REPORT_TALLY_H
#define AXR_REPORT_TALLY_H

#include "base/buf.h"
#include "report/text_keep.h"

enum { AXR_CLASSES = AXR_CLASS_STOCK + 1, AXR_LEVELS = AXR_MALICIOUS + 1 };

/* Text in it is escaped (axr_escape_text()).  Zeroed before the first record. */
struct axr_tally {
	unsigned starts, ends;
	struct axr_text_lines hosts; /* each once */
	char host[256];              /* of the last start */
	char image[256];             /* that is told of, where a start has no host */
	char build[128];
	char backup_privilege[16]; /* of all starts: "not held" where it is so of one */
	unsigned rules, iocs;
	char rules_id[65];
	struct axr_time started;
	double seconds;
	char stopped[64]; /* why; "" where none was */
	unsigned exit_status;
	uint64_t by_level[AXR_LEVELS], by_class[AXR_CLASSES]; /* of the end records */
	uint64_t told[AXR_LEVELS], told_unexpected;           /* of the findings that came */
	uint64_t problems, incomplete;
	uint64_t unreadable; /* of them: results that could not be read back */
	uint64_t web_shells; /* of the malicious: pages, or so named */
	struct axr_root total;
	bool failed; /* no memory */
};

/* Counts a record; host gets the host that it is about, "" where it is not known. */
void axr_tally_record(struct axr_tally *tally, const struct axr_record *record, char host[256]);
void axr_tally_free(struct axr_tally *tally);

/*
 * The verdict: a word ("MALICIOUS"), and the rest of its line.  Returns the level that the word
 * stands for: AXR_CLEAN only where all is clean and complete, AXR_NOTABLE where it is not complete
 * or something was unexpected.
 */
enum axr_level axr_tally_verdict(const struct axr_tally *tally, struct axr_buf *word,
				 struct axr_buf *rest);

/* What tempers the verdict: whole lines, or nothing. */
void axr_tally_but(const struct axr_tally *tally, struct axr_buf *out);

/* The exit status in words, one line without LF. */
void axr_tally_exit(const struct axr_tally *tally, struct axr_buf *out);

/* What kind of trouble it is, in words. */
const char *axr_trouble_words(enum axr_trouble trouble);

#endif
