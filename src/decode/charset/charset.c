/*
 * Which encodings a file may be in: what its bytes show, what it says of itself, what its
 * web.config says.  Each that is plausible gives a layer; the reading around ASCII is the raw layer
 * itself.
 */
#include "base/num.h"
#include "base/span.h"
#include "decode/charset/codepage.h"
#include "decode/charset/utf7.h"
#include "page/page.h"

enum { CANDIDATES_MAX = 12, XML_HEAD = 256 };

struct candidates {
	unsigned codepages[CANDIDATES_MAX];
	bool named[CANDIDATES_MAX]; /* somebody says so: a layer whatever it looks like */
	size_t count;
	struct axr_span unknown; /* the first name that is none of a code page; or empty */
};

static void consider(struct candidates *candidates, unsigned codepage, bool named)
{
	if (!codepage || codepage == AXR_CP_UTF8 || candidates->count == CANDIDATES_MAX)
		return;
	for (size_t i = 0; i < candidates->count; i++)
		if (candidates->codepages[i] == codepage)
			return;
	candidates->named[candidates->count] = named;
	candidates->codepages[candidates->count++] = codepage;
}

/* As the file says of itself; 0 is the code page of the system. */
static void consider_name(struct candidates *candidates, struct axr_span name)
{
	unsigned codepage = axr_codepage_find(name);

	if (codepage)
		consider(candidates, codepage, true);
	else if (!candidates->unknown.len && !axr_span_is(name, "0"))
		candidates->unknown = name;
}

/* The value behind name= at byte at, quoted or not; empty where there is none. */
static struct axr_span value_at(struct axr_span s, size_t at)
{
	uint8_t quote;
	size_t end;

	while (at < s.len && axr_is_space(s.ptr[at]))
		at++;
	if (at >= s.len || s.ptr[at] != '=')
		return axr_span(NULL, 0);
	at++;
	while (at < s.len && axr_is_space(s.ptr[at]))
		at++;
	quote = at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'') ? s.ptr[at++] : 0;
	for (end = at; end < s.len && end - at < 32; end++) {
		uint8_t c = s.ptr[end];

		if (c == '>' || c == '%' || (quote ? c == quote : axr_is_space(c)))
			break;
	}
	return axr_span_trim(axr_span_cut(s, at, end - at));
}

/* <%@ ... CodePage=65000 %>: any number behind the word counts, where ever it stands. */
static void by_directive(struct candidates *candidates, struct axr_span s)
{
	for (size_t at = axr_span_find_byte(s, '<', 0); at != SIZE_MAX;
	     at = axr_span_find_byte(s, '<', at + 1)) {
		const size_t mark = axr_directive_mark(s, at);
		struct axr_span directive;
		size_t end;

		if (mark == SIZE_MAX)
			continue;
		end = axr_span_find(s, axr_span_str("%>"), mark);
		if (end == SIZE_MAX)
			return;
		directive = axr_span_cut(s, mark, end - mark);
		for (size_t i = axr_span_ifind(directive, axr_span_str("codepage"), 0);
		     i != SIZE_MAX; i = axr_span_ifind(directive, axr_span_str("codepage"), i + 8))
			consider_name(candidates, value_at(directive, i + 8));
		at = end;
	}
}

/* <?xml version="1.0" encoding="..."?> */
static void by_xml(struct candidates *candidates, struct axr_span s)
{
	size_t at;

	s = axr_span_cut(s, 0, XML_HEAD);
	if (!axr_span_istarts(s, "<?xml"))
		return;
	s = axr_span_until(&s, '>');
	at = axr_span_ifind(s, axr_span_str("encoding"), 0);
	if (at != SIZE_MAX)
		consider_name(candidates, value_at(s, at + 8));
}

static void by_mark(struct candidates *candidates, struct axr_span s)
{
	if (s.len >= 4 && !memcmp(s.ptr, "\xff\xfe\0\0", 4))
		consider(candidates, AXR_CP_UTF32LE, true);
	else if (s.len >= 4 && !memcmp(s.ptr, "\0\0\xfe\xff", 4))
		consider(candidates, AXR_CP_UTF32BE, true);
	else if (axr_span_starts(s, "\xff\xfe"))
		consider(candidates, AXR_CP_UTF16LE, true);
	else if (axr_span_starts(s, "\xfe\xff"))
		consider(candidates, AXR_CP_UTF16BE, true);
	else if (axr_span_starts(s, "+/v") && s.len > 3 && s.ptr[3] >= '+' && s.ptr[3] <= '9')
		consider(candidates, AXR_CP_UTF7, true);
}

/* Whether shifted runs of readable text stand all over: UTF-7 that nobody named. */
static bool has_utf7_runs(struct axr_span s)
{
	size_t readable = 0, other = 0;
	struct axr_utf7_run run;

	for (size_t at = axr_span_find_byte(s, '+', 0); at != SIZE_MAX;
	     at = axr_span_find_byte(s, '+', at)) {
		at = axr_utf7_run(s, at, &run);
		if (run.tag)
			return true;
		readable += run.ascii;
		other += run.units && !run.readable;
	}
	return readable >= 2 && readable >= other;
}

static void by_looks(struct candidates *candidates, struct axr_span s, bool page)
{
	struct axr_signs signs;

	axr_signs_find(s, false, &signs);
	if (signs.utf32 != SIZE_MAX)
		consider(candidates, signs.utf32 % 4 ? AXR_CP_UTF32BE : AXR_CP_UTF32LE, false);
	if (signs.utf16 != SIZE_MAX)
		consider(candidates, signs.utf16 % 2 ? AXR_CP_UTF16BE : AXR_CP_UTF16LE, false);
	if (signs.ebcdic != SIZE_MAX) {
		consider(candidates, axr_ebcdic_guess(s), false);
		consider(candidates, 37, false);
		consider(candidates, 500, false);
		consider(candidates, 1047, false);
	}
	if (signs.utf7 != SIZE_MAX || (page && signs.text && has_utf7_runs(s)))
		consider(candidates, AXR_CP_UTF7, false);
}

/* Most bytes of one parity zero: UTF-16 of a file that should be a page, without a mark. */
static void by_zeros(struct candidates *candidates, struct axr_span s)
{
	size_t zeros[2] = { 0, 0 };

	s = axr_span_cut(s, 0, 64 * 1024);
	for (size_t i = 0; i < s.len; i++)
		zeros[i & 1] += !s.ptr[i];
	if (zeros[1] > s.len / 4 && zeros[0] < zeros[1] / 4)
		consider(candidates, AXR_CP_UTF16LE, false);
	else if (zeros[0] > s.len / 4 && zeros[1] < zeros[0] / 4)
		consider(candidates, AXR_CP_UTF16BE, false);
}

static const char *layer_name(struct axr_decoding *decoding, unsigned codepage)
{
	switch (codepage) {
	case AXR_CP_UTF7:
		return "utf-7";
	case AXR_CP_UTF16LE:
	case AXR_CP_UTF16BE:
		return "utf-16";
	case AXR_CP_UTF32LE:
	case AXR_CP_UTF32BE:
		return "utf-32";
	default:
		return axr_arena_printf(decoding->subject->scratch, "cp%03u", codepage);
	}
}

static void add(struct axr_decoding *decoding, struct axr_layer *layer, unsigned codepage,
		bool named)
{
	enum axr_codepage_reading reading;
	struct axr_layer *added;
	struct axr_draft draft;

	axr_draft_begin(&draft, decoding, layer);
	reading = axr_codepage_decode(&draft, layer->bytes, codepage);
	if (reading != AXR_CODEPAGE_READ && named && decoding->page_name)
		axr_subject_problem(decoding->subject, AXR_TROUBLE_CONFIG, 0,
				    reading == AXR_CODEPAGE_UNREAD
					    ? "code page %u cannot be read; taken as ASCII"
					    : "code page %u is read in part: letters beyond ASCII "
					      "are not known here",
				    codepage);
	if (reading == AXR_CODEPAGE_UNREAD) {
		axr_draft_drop(&draft);
		return;
	}
	if (!named && !decoding->page_name) {
		enum axr_content content = axr_probe(axr_buf_span(&draft.text));

		if (content != AXR_CONTENT_PAGE && content != AXR_CONTENT_CONFIG) {
			axr_draft_drop(&draft);
			return;
		}
	}
	added = axr_draft_add(&draft, layer_name(decoding, codepage));
	/* then the bytes are no text themselves, and their line feeds are not lines */
	if (added && added->content == AXR_CONTENT_PAGE && axr_ebcdic_letters(codepage))
		layer->is_text = false;
}

static void tell_unknown(struct axr_decoding *decoding, const char *what, struct axr_span name)
{
	axr_subject_problem(decoding->subject, AXR_TROUBLE_CONFIG, 0,
			    "%s \"%.*s\" is not known; read as UTF-8", what,
			    (int)(name.len < 64 ? name.len : 64), (const char *)name.ptr);
}

/* The code page that web.config names for the pages below it. */
static void by_configuration(struct axr_decoding *decoding, struct candidates *candidates,
			     bool page)
{
	unsigned codepage;

	if (!decoding->charset.len || !page)
		return;
	codepage = axr_codepage_find(decoding->charset);
	if (codepage)
		consider(candidates, codepage, true);
	else
		tell_unknown(decoding, "fileEncoding", decoding->charset);
}

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct candidates candidates = { .count = 0 };
	bool page = axr_decode_is_page(decoding, layer);

	if (layer->parent)
		return; /* decoded text has one reading */
	by_mark(&candidates, layer->bytes);
	by_configuration(decoding, &candidates, page);
	if (page || layer->content == AXR_CONTENT_CONFIG) {
		by_directive(&candidates, layer->bytes);
		by_xml(&candidates, layer->bytes);
		if (!candidates.count || page)
			by_looks(&candidates, layer->bytes, page);
		if (!layer->is_text)
			by_zeros(&candidates, layer->bytes);
	}
	if (candidates.unknown.len && decoding->page_name)
		tell_unknown(decoding, "code page", candidates.unknown);
	for (size_t i = 0; i < candidates.count; i++)
		add(decoding, layer, candidates.codepages[i], candidates.named[i]);
}

const struct axr_decoder axr_decoder_charset = { "charset", false, decode };
