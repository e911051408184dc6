#include "read/label.h"

#include "base/span.h"

struct header {
	const char *label;
	const char *magic;
	uint8_t len;
	uint16_t at;
};

/*
 * Headers as the formats' own documents give them; labels as rules for THOR and Loki spell them.
 * The first that fits counts: the longer of two that begin alike stands first.
 */
static const struct header headers[] = {
	{ "EXE", "MZ", 2, 0 },
	{ "ELF", "\x7f" "ELF", 4, 0 },
	{ "PST", "!BDN", 4, 0 },
	{ "OLE", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0 },
	{ "ZIP", "PK\x03\x04", 4, 0 },
	{ "ZIP", "PK\x05\x06", 4, 0 }, /* an empty one */
	{ "RAR", "Rar!\x1a\x07", 6, 0 },
	{ "7Zip", "7z\xbc\xaf\x27\x1c", 6, 0 },
	{ "GZIP", "\x1f\x8b\x08", 3, 0 },
	{ "BZip2", "BZh", 3, 0 },
	{ "XZ", "\xfd" "7zXZ\0", 6, 0 },
	{ "ZSTD", "\x28\xb5\x2f\xfd", 4, 0 },
	{ "CAB", "MSCF\0\0\0\0", 8, 0 },
	{ "TAR", "ustar", 5, 257 },
	{ "PDF", "%PDF-", 5, 0 },
	{ "RTF", "{\\rtf", 5, 0 },
	{ "GIF", "GIF87a", 6, 0 },
	{ "GIF", "GIF89a", 6, 0 },
	{ "JPEG", "\xff\xd8\xff", 3, 0 },
	{ "PNG", "\x89PNG\r\n\x1a\n", 8, 0 },
	{ "BMP", "BM", 2, 0 }, /* and four zeros further on: see fits() */
	{ "ICO", "\0\0\1\0", 4, 0 },
	{ "TIFF", "II*\0", 4, 0 },
	{ "TIFF", "MM\0*", 4, 0 },
	{ "WEBP", "WEBP", 4, 8 },
	{ "EVTX", "ElfFile\0", 8, 0 },
	{ "Registry Hive", "regf", 4, 0 },
	{ "LNK", "L\0\0\0\x01\x14\x02\0", 8, 0 },
	{ "EDB", "\xef\xcd\xab\x89", 4, 4 },
	{ "MDMP", "MDMP\x93\xa7", 6, 0 },
	{ "CLASS", "\xca\xfe\xba\xbe", 4, 0 },
	{ "CRX", "Cr24", 4, 0 },
	{ "SQLITE", "SQLite format 3\0", 16, 0 },
	{ "Certificate PEM", "-----BEGIN ", 11, 0 },
	{ "PHP", "<?php", 5, 0 },
	{ "BATCH", "@echo off", 9, 0 },
	{ "VHD", "conectix", 8, 0 },
	{ "VMDK", "KDMV", 4, 0 },
	{ "XML", "<?xml ", 6, 0 },
	{ "ASP", "<%@", 3, 0 },
	{ "ASP", "<\0%\0@\0", 6, 0 },
	{ "ASP", "\0<\0%\0@", 6, 0 },
};

static bool fits(const struct header *header, struct axr_span head)
{
	const struct axr_span magic = axr_span(header->magic, header->len);

	if (!axr_span_eq(axr_span_cut(head, header->at, header->len), magic))
		return false;
	/* two letters are little: a bitmap has four reserved bytes that are zero */
	if (header->len == 2 && magic.ptr[0] == 'B')
		return axr_span_eq(axr_span_cut(head, 6, 4), axr_span("\0\0\0\0", 4));
	return true;
}

/* A byte order mark hides nothing from IIS, so nothing from us. */
static struct axr_span without_mark(struct axr_span head)
{
	static const struct axr_span marks[] = {
		AXR_SPAN_LIT("\xef\xbb\xbf"), AXR_SPAN_LIT("\xff\xfe"), AXR_SPAN_LIT("\xfe\xff")
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (axr_span_eq(axr_span_cut(head, 0, marks[i].len), marks[i]))
			return axr_span_from(head, marks[i].len);
	return head;
}

const char *axr_label_of(struct axr_span head)
{
	head = without_mark(head);
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (fits(&headers[i], head))
			return headers[i].label;
	return "";
}
