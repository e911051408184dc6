/*
 * Microsoft Script Encoder (screnc.exe; VBScript.Encode, JScript.Encode):
 *
 *	#@~^LLLLLL== text CCCCCC==^#~@
 *
 * L is the length and C the sum of the text, 32 bits each in base64.  The text is ASCII put through
 * three alphabets in a fixed order of 64 steps; other bytes stand for themselves, and so does the
 * second byte of a character of two under the code page of the system.  "@&", "@#", "@*", "@!" and
 * "@$" are line feed, carriage return, '>', '<' and '@'.
 */
#include "base/base64.h"
#include "decode/decoder.h"

enum { FIRST = 32, HEAD = 12, SUM = 8, END = 4, TRAIL_MIN = 0x30 };

/* Which bytes begin a character of two; nothing in the file tells, so all three are tried. */
enum lead { LEAD_NONE, LEAD_CHINESE, LEAD_JAPANESE };

static const char *const layer_names[] = { "screnc", "screnc-dbcs", "screnc-sjis" };

/* What the characters from 32 to 127 stand for in each alphabet, and what a tab does. */
static const struct {
	char tab;
	const char *letters;
} alphabets[] = { { 'W', ".GzVBj/&IA42[vrC89pEhqO\tbD#u<~>^"
			 "@wJa]\"KoN;LPg*}tT+-,0nkf5%!dMRc\?"
			 "{x)(sY3\177mUS|:_eFX1ilZH'\\=$y7`Q 6" },
		  { 'n', "-uR`q^I\\b})6 |z\177kc3+hQfv1dTC<:>~"
			 "@E,*t'7DyY/o&rj9{\?8wgSG4x]0#Z[lH"
			 "Upi.L!$NP\tVs5aKX;W\"mM%(FJ2A=_OBe" },
		  { '{', "20!)[83=X:5e9\\VsfNEkbYx^}Jmq<`>S"
			 "@B'Hru17MR\"TjGd- \177.L]~loytC&v%$+"
			 "(#A4\t*D\?w;UiacPgQIOFh|6pnz/_KZ,W" } };

static const char order[] = "01201212212102120212001221021221"
			    "00212120200120210212001220012021";

static const struct axr_span opening = AXR_SPAN_LIT("#@~^"), closing = AXR_SPAN_LIT("^#~@");

static bool is_number(struct axr_span s, size_t at)
{
	if (at > s.len || s.len - at < SUM || s.ptr[at + 6] != '=' || s.ptr[at + 7] != '=')
		return false;
	for (size_t i = 0; i < 6; i++)
		if (axr_base64_value(s.ptr[at + i]) < 0)
			return false;
	return true;
}

/* The length that the head states, or SIZE_MAX where it states none. */
static size_t stated_length(struct axr_span s, size_t at)
{
	uint64_t bits = 0;

	if (!is_number(s, at))
		return SIZE_MAX;
	for (size_t i = 0; i < 6; i++)
		bits = bits << 6 | (uint64_t)axr_base64_value(s.ptr[at + i]);
	bits >>= 4; /* 36 bits were read, 32 count; least significant byte first */
	return (size_t)((bits >> 24 & 0xff) | (bits >> 16 & 0xff) << 8 | (bits >> 8 & 0xff) << 16 |
			(bits & 0xff) << 24);
}

/* What '@' and c stand for together, or 0. */
static uint8_t unescape(uint8_t c)
{
	static const char escapes[] = "&\n#\r*>!<$@";

	for (size_t i = 0; i < sizeof(escapes) - 1; i += 2)
		if ((uint8_t)escapes[i] == c)
			return (uint8_t)escapes[i + 1];
	return 0;
}

static bool is_lead(uint8_t c, enum lead lead)
{
	if (lead == LEAD_JAPANESE && c > 0x9f && c < 0xe0)
		return false;
	return lead != LEAD_NONE && c > 0x80 && c < 0xff;
}

/*
 * The tags were there before the text was encoded, so a "%>" in the text is no end of the block;
 * a blank keeps the two apart.
 */
static void put(struct axr_draft *draft, uint8_t c)
{
	if (c == '>' && draft->text.len && draft->text.ptr[draft->text.len - 1] == '%')
		axr_buf_putc(&draft->text, ' ');
	axr_buf_putc(&draft->text, c);
}

static void put_decoded(struct axr_draft *draft, struct axr_span s, size_t at, size_t end,
			enum lead lead)
{
	size_t step = 0;

	for (; at < end; at++) {
		uint8_t c = s.ptr[at], next = at + 1 < end ? s.ptr[at + 1] : 0;

		axr_draft_from(draft, at);
		if (c == '@' && unescape(next)) {
			put(draft, unescape(next));
			at++;
			step++;
			continue;
		}
		if (c < 0x80) {
			size_t k = (size_t)(order[step++ % 64] - '0');

			if (c == '\t')
				c = (uint8_t)alphabets[k].tab;
			else if (c >= FIRST)
				c = (uint8_t)alphabets[k].letters[c - FIRST];
		} else if (is_lead(c, lead) && next >= TRAIL_MIN) {
			axr_buf_putc(&draft->text, c);
			c = next;
			at++;
		}
		put(draft, c);
	}
}

/*
 * The end of the text that begins at at, and of what closes it.  *closed is false from where on
 * nothing closes a text any more, so that the rest is searched for it once.
 */
static size_t text_end(struct axr_span s, size_t start, size_t at, size_t *next, bool *closed)
{
	size_t length = stated_length(s, start + END), end;

	if (length < s.len - at && is_number(s, at + length) &&
	    axr_span_starts(axr_span_from(s, at + length + SUM), "^#~@")) {
		*next = at + length + SUM + END;
		return at + length;
	}
	end = *closed ? axr_span_find(s, closing, at) : SIZE_MAX;
	if (end == SIZE_MAX) { /* no end: to the tag that must follow, or all of it */
		*closed = false;
		end = axr_span_find(s, axr_span_str("%>"), at);
		*next = end == SIZE_MAX ? s.len : end;
		return *next;
	}
	*next = end + END;
	return end - at >= SUM && is_number(s, end - SUM) ? end - SUM : end;
}

/* The page with all its encoded texts decoded, the first of which begins at start. */
static void decode_as(struct axr_decoding *decoding, struct axr_layer *layer, size_t start,
		      enum lead lead)
{
	struct axr_span s = layer->bytes;
	struct axr_draft draft;
	bool closed = true;
	size_t at = 0;

	axr_draft_begin(&draft, decoding, layer);
	for (; start != SIZE_MAX && !draft.text.failed; start = axr_span_find(s, opening, at)) {
		size_t text = start + END, end, next;

		if (is_number(s, text))
			text = start + HEAD;
		axr_draft_from(&draft, at);
		axr_buf_put(&draft.text, axr_span_cut(s, at, start - at));
		end = text_end(s, start, text, &next, &closed);
		put_decoded(&draft, s, text, end, lead);
		at = next;
	}
	axr_draft_from(&draft, at);
	axr_buf_put(&draft.text, axr_span_from(s, at));
	axr_draft_add(&draft, layer_names[lead]);
}

/* Whether a byte beyond ASCII stands before one of ASCII: only then does the code page matter. */
static bool has_odd_lead(struct axr_span s, size_t at)
{
	for (; at + 1 < s.len; at++)
		if (s.ptr[at] >= 0x80 && s.ptr[at + 1] >= TRAIL_MIN && s.ptr[at + 1] < 0x80)
			return true;
	return false;
}

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	size_t start;

	if (layer->canonical || !layer->is_text ||
	    (layer->content != AXR_CONTENT_PAGE && !decoding->page_name))
		return;
	start = axr_span_find(layer->bytes, opening, 0);
	if (start == SIZE_MAX)
		return;
	decode_as(decoding, layer, start, LEAD_NONE);
	if (!has_odd_lead(layer->bytes, start))
		return;
	decode_as(decoding, layer, start, LEAD_CHINESE);
	decode_as(decoding, layer, start, LEAD_JAPANESE);
}

const struct axr_decoder axr_decoder_screnc = { "screnc", false, decode };
