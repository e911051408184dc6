/*
 * Microsoft Script Encoder (screnc.exe; VBScript.Encode, JScript.Encode):
 *
 *	#@~^LLLLLL== text CCCCCC==^#~@
 *
 * L is the length and C the sum of the text, 32 bits each in base64.  The text is ASCII put through
 * three alphabets in a fixed order of 64 steps; other bytes stand for themselves.  "@&", "@#",
 *"@*",
 * "@!" and "@$" are line feed, carriage return, '>', '<' and '@'.
 */
#include "base/span.h"
#include "decode/base64.h"
#include "decode/decoder.h"

enum { FIRST = 32, HEAD = 12, SUM = 8, END = 4 };

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

static void put_decoded(struct axr_draft *draft, struct axr_span s, size_t at, size_t end)
{
	static const char escapes[] = "&\n#\r*>!<$@";
	size_t step = 0;

	for (; at < end; at++) {
		uint8_t c = s.ptr[at];

		axr_draft_from(draft, at);
		if (c == '@' && at + 1 < end) {
			const char *escape = NULL;

			for (size_t i = 0; i < sizeof(escapes) - 1; i += 2)
				if ((uint8_t)escapes[i] == s.ptr[at + 1])
					escape = &escapes[i + 1];
			if (escape) {
				axr_buf_putc(&draft->text, (uint8_t)*escape);
				at++;
				step++;
				continue;
			}
		}
		if (c < 0x80) {
			size_t k = (size_t)(order[step++ % 64] - '0');

			if (c == '\t')
				c = (uint8_t)alphabets[k].tab;
			else if (c >= FIRST)
				c = (uint8_t)alphabets[k].letters[c - FIRST];
		}
		axr_buf_putc(&draft->text, c);
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

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct axr_span s = layer->bytes;
	size_t at = 0, start;
	struct axr_draft draft;
	bool closed = true;

	if (layer->canonical || !layer->is_text ||
	    (layer->content != AXR_CONTENT_PAGE && !decoding->page_name))
		return;
	start = axr_span_find(s, opening, 0);
	if (start == SIZE_MAX)
		return;
	axr_draft_begin(&draft, decoding, layer);
	for (; start != SIZE_MAX && !draft.text.failed; start = axr_span_find(s, opening, at)) {
		size_t text = start + END, end, next;

		if (is_number(s, text))
			text = start + HEAD;
		axr_draft_from(&draft, at);
		axr_buf_put(&draft.text, axr_span_cut(s, at, start - at));
		end = text_end(s, start, text, &next, &closed);
		put_decoded(&draft, s, text, end);
		at = next;
	}
	axr_draft_from(&draft, at);
	axr_buf_put(&draft.text, axr_span_from(s, at));
	axr_draft_add(&draft, "screnc");
}

const struct axr_decoder axr_decoder_screnc = { "screnc", false, decode };
