#include "detect/magic.h"

#include "base/span.h"
#include "page/page.h"

static uint32_t le32(struct axr_span s, size_t at)
{
	if (s.len < 4 || at > s.len - 4)
		return 0;
	return (uint32_t)s.ptr[at] | (uint32_t)s.ptr[at + 1] << 8 | (uint32_t)s.ptr[at + 2] << 16 |
	       (uint32_t)s.ptr[at + 3] << 24;
}

/* SEQUENCE { SEQUENCE ... } that is as long as the file says: X.509 and PKCS#10 alike. */
static bool is_der(struct axr_span s)
{
	size_t len;

	if (s.len < 8 || s.ptr[0] != 0x30 || s.ptr[1] != 0x82 || s.ptr[4] != 0x30)
		return false;
	len = (size_t)s.ptr[2] << 8 | s.ptr[3];
	return (s.ptr[5] == 0x82 || s.ptr[5] == 0x81 || s.ptr[5] < 0x80) && len + 4 <= s.len + 4096;
}

static bool is_bitmap(struct axr_span s)
{
	uint32_t header = le32(s, 14);

	return axr_span_starts(s, "BM") && s.len > 26 && !le32(s, 6) &&
	       (header == 12 || header == 40 || header == 108 || header == 124);
}

static bool is_program(struct axr_span s)
{
	uint32_t at = le32(s, 60);

	if (axr_span_starts(s, "\x7f" "ELF"))
		return true;
	return axr_span_starts(s, "MZ") && le32(s, at) == 0x00004550 /* PE\0\0 */;
}

enum axr_magic axr_magic(struct axr_span s)
{
	static const struct {
		const char *bytes;
		enum axr_magic magic;
	} table[] = {
		{ "!BDN", AXR_MAGIC_MAILBOX },
		{ "GIF87a", AXR_MAGIC_IMAGE },
		{ "GIF89a", AXR_MAGIC_IMAGE },
		{ "\xff\xd8\xff", AXR_MAGIC_IMAGE },
		{ "\x89PNG", AXR_MAGIC_IMAGE },
		{ "8BPS", AXR_MAGIC_IMAGE },
		{ "PK\x03\x04", AXR_MAGIC_ARCHIVE },
		{ "Rar!\x1a", AXR_MAGIC_ARCHIVE },
		{ "7z\xbc\xaf\x27\x1c", AXR_MAGIC_ARCHIVE },
		{ "\x1f\x8b\x08", AXR_MAGIC_ARCHIVE },
		{ "MSCF", AXR_MAGIC_ARCHIVE },
		{ "%PDF-", AXR_MAGIC_DOCUMENT },
		{ "\xd0\xcf\x11\xe0\xa1\xb1", AXR_MAGIC_DOCUMENT },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (axr_span_starts(s, table[i].bytes))
			return table[i].magic;
	if (axr_span_starts(s, "RIFF") && axr_span_eq(axr_span_cut(s, 8, 4), axr_span_str("WEBP")))
		return AXR_MAGIC_IMAGE;
	if (is_bitmap(s))
		return AXR_MAGIC_IMAGE;
	if (is_program(s))
		return AXR_MAGIC_PROGRAM;
	return is_der(s) ? AXR_MAGIC_CERTIFICATE : AXR_MAGIC_NONE;
}

bool axr_looks_binary(struct axr_span s)
{
	size_t odd = 0, controls = 0, nuls[2] = { 0 };

	s = axr_span_cut(s, 0, 4096);
	for (size_t i = 0; i < s.len; i++) {
		uint8_t c = s.ptr[i];

		controls += c < 0x20 && !axr_is_space(c) && c != 0x1a && c != 0x1b;
		if (!c)
			nuls[i & 1]++;
	}
	/* UTF-16: NULs on one side only, and there many */
	odd = nuls[0] > nuls[1] ? nuls[0] : nuls[1];
	if (odd > s.len / 5 && odd * 20 > (nuls[0] + nuls[1]) * 19)
		controls -= odd;
	return s.len >= 16 && controls * 20 > s.len;
}

static bool is_directive(struct axr_span s)
{
	static const char *const words[] = {
		"page",	   "control",  "master",   "webhandler", "webservice", "application",
		"import",  "assembly", "register", "servicehost", "language",  "codepage",
		"inherits", "enablesessionstate", "transaction", NULL,
	};
	size_t at = 0;

	while (at < s.len && at < 64 && axr_is_space(s.ptr[at]))
		at++;
	s = axr_span_from(s, at);
	for (const char *const *word = words; *word; word++)
		if (axr_span_istarts(s, *word))
			return s.len > strlen(*word) && !axr_is_alpha(s.ptr[strlen(*word)]);
	return false;
}

/* s begins behind "<script": runat = "server" before the tag ends. */
static bool is_server_script(struct axr_span s)
{
	const struct axr_span runat = AXR_SPAN_LIT("runat");
	size_t at;

	s = axr_span_cut(s, 0, 512);
	s = axr_span_cut(s, 0, axr_span_find_byte(s, '>', 0));
	at = axr_span_ifind(s, runat, 0);
	if (at == SIZE_MAX)
		return false;
	s = axr_span_trim(axr_span_from(s, at + runat.len));
	if (!s.len || s.ptr[0] != '=')
		return false;
	s = axr_span_trim(axr_span_from(s, 1));
	if (s.len && (s.ptr[0] == '"' || s.ptr[0] == '\''))
		s = axr_span_trim(axr_span_from(s, 1));
	return axr_span_istarts(s, "server");
}

size_t axr_find_page_syntax(struct axr_span bytes, size_t *len)
{
	size_t at = 0, mark;

	for (; (at = axr_span_find_byte(bytes, '<', at)) != SIZE_MAX; at++) {
		struct axr_span here = axr_span_from(bytes, at);

		mark = axr_directive_mark(bytes, at);
		if (mark != SIZE_MAX && is_directive(axr_span_from(bytes, mark + 1)))
			*len = mark + 1 - at;
		else if (axr_span_istarts(here, "<script") &&
			 is_server_script(axr_span_from(here, 7)))
			*len = 7;
		else
			continue;
		return at;
	}
	return SIZE_MAX;
}
