/*
 * The formats of baselines.  Each is recognised by its content, never by the name of its file, and
 * read line by line into a struct axr_baseline; what is malformed fails with "file:line: why".
 */
#ifndef AXR_KNOWN_FORMATS_H
#define AXR_KNOWN_FORMATS_H

#include "base/span.h"
#include "known/baseline.h"

struct axr_format {
	const char *name;
	/* Whether text, which is UTF-8 without a byte order mark, begins as the format does. */
	bool (*is)(struct axr_span text);
	int (*read)(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err);
};

extern const struct axr_format axr_format_hashdeep;   /* hashdeep, md5deep -d excluded */
extern const struct axr_format axr_format_aide;       /* AIDE database, uncompressed */
extern const struct axr_format axr_format_powershell; /* Get-FileHash | Export-Csv */
extern const struct axr_format axr_format_nsrl;       /* NSRLFile.txt of the RDS, text form */
extern const struct axr_format axr_format_css;        /* CSS-Exchange baseline_<build>.csv */
extern const struct axr_format axr_format_sums;       /* sha256sum, sha1sum, md5sum, and --tag */

/*
 * Reads a list of any format and makes its indexes.  *baseline was initialised with its name; the
 * bytes may go when this returns.
 */
int axr_formats_read(struct axr_baseline *baseline, struct axr_span bytes, struct axr_err *err);

/* Fails with "name:line: text". */
__attribute__((format(AXR_PRINTF, 4, 5))) int axr_format_fail(const struct axr_baseline *baseline,
							      struct axr_err *err, uint32_t line,
							      const char *format, ...);

/* Adds a row whose digest is hex, of the kind that its length tells; fails as above. */
int axr_format_add_hex(struct axr_baseline *baseline, struct axr_span path, struct axr_span hex,
		       uint32_t line, struct axr_err *err);

/* The kind of a digest of that many hex digits, or 0. */
enum axr_digest axr_format_digest(size_t hex_len);

/*
 * Cuts the next field off a CSV record: up to sep, or quoted with "" for a quote.  A quoted field
 * that holds "" is unescaped into scratch.  False where quotes do not close; *rest is empty and
 * *more false behind the last field.
 */
bool axr_format_csv(struct axr_span *rest, uint8_t sep, struct axr_buf *scratch,
		    struct axr_span *field, bool *more);

#endif
