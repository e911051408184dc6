#include "base/span.h"
#include "base/utf8.h"
#include "decode/charset/double.h"
#include "os/os.h"

enum {
	HZ = 52936,
	ISO_2022_JP = 50220,
	ISO_2022_JP_LAST = 50222,
	ISO_2022_KR = 50225,
	ISO_2022_CN = 50227,
	ESC = 0x1b,
	SO = 0x0e,
	SI = 0x0f
};

struct reader {
	struct axr_draft *draft;
	struct axr_span s;
	unsigned codepage;
	enum axr_double_kind kind;
	struct axr_os_codepage *system; /* of the same characters with the high bits set; or NULL */
	bool wide;			/* two bytes a character, until told otherwise */
	bool stood_in;
};

/* A character of two seven-bit bytes. */
static void put_pair(struct reader *reader, uint8_t lead, uint8_t trail)
{
	const uint8_t pair[] = { lead | 0x80, trail | 0x80 };
	uint8_t text[16];
	size_t wrote = 0;

	if (reader->system &&
	    axr_os_codepage_read(reader->system, axr_span(pair, sizeof(pair)), text, sizeof(text),
				 &wrote) == sizeof(pair) && wrote) {
		axr_buf_put(&reader->draft->text, axr_span(text, wrote));
		return;
	}
	reader->stood_in |= !axr_double_put(reader->draft, reader->kind, pair[0], pair[1]);
}

/* A sequence of HZ at at; 0 where there is none. */
static size_t hz_at(struct reader *reader, size_t at)
{
	uint8_t next = at + 1 < reader->s.len ? reader->s.ptr[at + 1] : 0;

	if (reader->s.ptr[at] != '~')
		return 0;
	switch (next) {
	case '{':
		reader->wide = true;
		return 2;
	case '}':
		reader->wide = false;
		return 2;
	case '~':
		if (reader->wide)
			return 0;
		axr_buf_putc(&reader->draft->text, '~');
		return 2;
	case '\n': /* the line goes on */
		return 2;
	default:
		return 0;
	}
}

/* ESC and what it tells, SO and SI; 0 where there is none of them. */
static size_t iso2022_at(struct reader *reader, size_t at)
{
	struct axr_span s = axr_span_from(reader->s, at);
	bool japanese = reader->codepage <= ISO_2022_JP_LAST;

	if (s.ptr[0] == SO || s.ptr[0] == SI) {
		reader->wide = s.ptr[0] == SO && !japanese;
		return 1;
	}
	if (s.ptr[0] != ESC || s.len < 3)
		return 0;
	if (s.ptr[1] == '(') { /* one byte a character */
		reader->wide = false;
		return 3;
	}
	if (s.ptr[1] != '$')
		return 0;
	if (s.ptr[2] == '(' || s.ptr[2] == ')' || s.ptr[2] == '*') {
		reader->wide |= s.ptr[2] == '(';
		return s.len > 3 ? 4 : 3;
	}
	reader->wide = true;
	return 3;
}

static bool begin(struct reader *reader)
{
	switch (reader->codepage) {
	case HZ:
	case ISO_2022_CN:
		reader->kind = AXR_DOUBLE_GB;
		reader->system = axr_os_codepage_open(936);
		return true;
	case ISO_2022_KR:
		reader->kind = AXR_DOUBLE_GB;
		reader->system = axr_os_codepage_open(949);
		return true;
	case ISO_2022_JP:
	case ISO_2022_JP + 1:
	case ISO_2022_JP_LAST:
		reader->kind = AXR_DOUBLE_EUC_JP;
		reader->system = axr_os_codepage_open(51932);
		return true;
	default:
		return false;
	}
}

bool axr_shifted_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage,
			bool *stood_in)
{
	struct reader reader = { .draft = draft, .s = bytes, .codepage = codepage };
	size_t len;

	if (!begin(&reader))
		return false;
	for (size_t at = 0; at < bytes.len && !draft->text.failed; at += len) {
		uint8_t c = bytes.ptr[at], next = at + 1 < bytes.len ? bytes.ptr[at + 1] : 0;

		axr_draft_from(draft, at);
		len = codepage == HZ ? hz_at(&reader, at) : iso2022_at(&reader, at);
		if (len)
			continue;
		if (c == '\n') /* the end of a line is the end of all shifts */
			reader.wide = false;
		if (reader.wide && c > ' ' && c < 0x7f && next > ' ' && next < 0x7f) {
			put_pair(&reader, c, next);
			len = 2;
			continue;
		}
		if (c)
			axr_utf8_put(&draft->text, c < 0x80 ? c : 0xfffd);
		len = 1;
	}
	axr_os_codepage_close(reader.system);
	*stood_in |= reader.stood_in;
	return true;
}
