/*
 * Character references of HTML and XML, undone where whoever reads the file undoes them: in the
 * values of attributes and in all of an XML configuration.  In the text of a page they stay: there
 * they are what a browser gets to see.
 */
#include "base/span.h"
#include "base/utf8.h"
#include "decode/decoder.h"

enum { LONGEST = 12 };

/*
 * The character of the reference that the '&' at at begins and *len, its length; -1 where it is
 * none.  The semicolon may be missing behind a number.
 */
static int32_t reference(struct axr_span s, size_t at, size_t *len)
{
	static const struct {
		const char *name;
		int32_t code;
	} names[] = {
		{ "lt;", '<' },	   { "gt;", '>' },     { "amp;", '&' },	     { "quot;", '"' },
		{ "apos;", '\'' }, { "percnt;", '%' }, { "num;", '#' },	     { "lpar;", '(' },
		{ "rpar;", ')' },  { "equals;", '=' }, { "colon;", ':' },    { "period;", '.' },
		{ "sol;", '/' },   { "Tab;", '\t' },   { "NewLine;", '\n' }, { "nbsp;", ' ' },
	};
	int32_t code = 0;
	size_t i = at + 2, digits = 0;
	bool hex;

	if (at + 2 >= s.len)
		return -1;
	for (size_t k = 0; k < sizeof(names) / sizeof(*names) && s.ptr[at + 1] != '#'; k++) {
		if (names[k].name[0] != (char)s.ptr[at + 1])
			continue;
		*len = 1 + strlen(names[k].name);
		if (axr_span_is(axr_span_cut(s, at + 1, *len - 1), names[k].name))
			return names[k].code;
	}
	if (s.ptr[at + 1] != '#')
		return -1;
	hex = axr_lower(s.ptr[i]) == 'x';
	for (i += hex; i < s.len && i - at < LONGEST; i++, digits++) {
		int digit = axr_hex_value(s.ptr[i]);

		if (digit < 0 || (!hex && digit > 9))
			break;
		code = code * (hex ? 16 : 10) + digit;
		if (code > 0x10ffff)
			return -1;
	}
	if (!digits || !code)
		return -1;
	*len = i - at + (i < s.len && s.ptr[i] == ';');
	return code;
}

struct walk {
	bool everywhere; /* XML: text counts as well */
	bool tag;	 /* inside <...> */
	uint8_t quote;	 /* of the value inside which we are, or 0 */
};

/* Goes on over one byte; whether a reference there would be undone by its reader. */
static bool step(struct walk *walk, uint8_t c)
{
	if (walk->quote) {
		if (c == walk->quote)
			walk->quote = 0;
		return true;
	}
	if (walk->tag) {
		if (c == '"' || c == '\'')
			walk->quote = c;
		else if (c == '>' || c == '<')
			walk->tag = c == '<';
		return true;
	}
	walk->tag = c == '<';
	return walk->everywhere;
}

/* The next byte from at on that step() heeds, or that begins a reference; s.len where none does. */
static size_t next_mark(const struct walk *walk, struct axr_span s, size_t at)
{
	static const bool marks[256] = {
		['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true, ['&'] = true,
	};

	if (!walk->everywhere && !walk->tag) {
		at = axr_span_find_byte(s, '<', at);
		return at == SIZE_MAX ? s.len : at;
	}
	while (at < s.len && !marks[s.ptr[at]])
		at++;
	return at;
}

static bool is_xml(const struct axr_layer *layer)
{
	return layer->content == AXR_CONTENT_CONFIG || axr_span_istarts(layer->bytes, "<?xml") ||
	       axr_span_istarts(layer->bytes, "\xef\xbb\xbf<?xml");
}

/* A letter or digit of ASCII has no need of a reference: somebody hides it. */
static bool is_word(int32_t code)
{
	return code > 0 && code < 0x80 &&
	       (axr_is_alpha((uint8_t)code) || axr_is_digit((uint8_t)code));
}

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct axr_span s = layer->bytes;
	struct walk walk = { .everywhere = is_xml(layer) };
	struct axr_draft draft;
	size_t kept = 0, undone = 0;

	if (layer->canonical || !layer->is_text ||
	    !(walk.everywhere || axr_decode_is_page(decoding, layer)) ||
	    axr_span_find_byte(s, '&', 0) == SIZE_MAX)
		return;
	axr_draft_begin(&draft, decoding, layer);
	for (size_t at = next_mark(&walk, s, 0); at < s.len && !draft.text.failed;
	     at = next_mark(&walk, s, at + 1)) {
		bool counts = step(&walk, s.ptr[at]);
		int32_t code;
		size_t len;

		if (s.ptr[at] != '&' || !counts)
			continue;
		code = reference(s, at, &len);
		if (code < 0)
			continue;
		axr_draft_from(&draft, kept);
		axr_buf_put(&draft.text, axr_span_cut(s, kept, at - kept));
		axr_draft_from(&draft, at);
		axr_utf8_put_text(&draft.text, (uint32_t)code);
		kept = at + len;
		at = kept - 1;
		undone +=
			walk.everywhere ? code != '&' : code == '<' || code == '%' || is_word(code);
	}
	if (!undone) {
		axr_draft_drop(&draft);
		return;
	}
	axr_draft_from(&draft, kept);
	axr_buf_put(&draft.text, axr_span_from(s, kept));
	axr_draft_add(&draft, "entities");
}

const struct axr_decoder axr_decoder_entities = { "entities", false, decode };
