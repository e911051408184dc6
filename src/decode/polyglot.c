/*
 * Server code amid other bytes: behind the header of an image or a mail store, in megabytes of
 * padding, between NULs.  The layer holds the parts that IIS runs, each on lines of its own.
 */
#include "base/span.h"
#include "decode/decoder.h"
#include "page/page.h"

enum {
	TAG_MAX = 2 * 1024, /* bytes of a tag */
	LOOK = 256,	    /* bytes of a block that tell code from noise */
	BLANKS = 128,	    /* white space in a row that is padding */
	LARGE = 64 * 1024   /* from here on text is looked at for padding */
};

struct cutter {
	struct axr_span s;
	struct axr_draft *draft; /* NULL while there is only counted what it would hold */
	size_t kept, enough;     /* bytes so counted, and how many tell what is to be known */
	bool binary; /* not every "<%" is code */
	/* where the next of each stands, from the place on where it was last sought */
	size_t block_end, comment_end, include_end, angle_end;
	bool no_script; /* no "</script" is left */
	bool source;	/* not only what stands in tags is code */
	size_t tag;	/* the last '<' with a letter behind it, or SIZE_MAX */
	size_t script;	/* the last "<script", or SIZE_MAX */
};

static bool is_noise(uint8_t c)
{
	return c < ' ' && !axr_is_space(c); /* not DEL: the Script Encoder writes it */
}

/* Puts [at, end) without control characters and padding. */
static void put_region(struct cutter *cutter, size_t at, size_t end)
{
	const uint8_t *p = cutter->s.ptr;
	size_t blanks = 0;

	cutter->kept++; /* the line end */
	for (size_t kept = at; at <= end; at++) {
		bool last;

		if (at < end && p[at] > ' ')
			blanks = 0;
		while (at < end && p[at] > ' ')
			at++;
		last = at == end;
		blanks = !last && axr_is_space(p[at]) ? blanks + 1 : 0;
		if (!last && !is_noise(p[at]) && blanks < BLANKS)
			continue;
		cutter->kept += at - kept;
		if (at > kept && cutter->draft) {
			axr_draft_from(cutter->draft, kept);
			axr_buf_put(&cutter->draft->text, axr_span_cut(cutter->s, kept, at - kept));
		}
		kept = at + 1;
	}
	if (cutter->draft)
		axr_buf_putc(&cutter->draft->text, '\n');
}

/* A fourth of what is counted may be line ends: they are gone should all turn out to be source. */
static bool is_done(const struct cutter *cutter)
{
	return cutter->draft ? cutter->draft->text.failed
			     : cutter->kept > cutter->enough + cutter->enough / 4;
}

/* Whether what follows "<%" at at is code and not chance. */
static bool is_code(const struct cutter *cutter, size_t at, size_t end)
{
	struct axr_span s = axr_span_cut(cutter->s, at, end - at);
	size_t noise = 0;

	if (!cutter->binary)
		return true;
	s = axr_span_cut(s, 0, LOOK);
	for (size_t i = 0; i < s.len; i++) /* padding with NULs is no noise */
		noise += (is_noise(s.ptr[i]) && s.ptr[i]) || s.ptr[i] >= 0x80;
	return s.len > 4 && noise <= s.len / 3;
}

/*
 * The next needle from at on, or SIZE_MAX.  *known is what was found before, so that a text full of
 * openings without an end is searched once.
 */
static size_t next_of(struct axr_span s, const char *needle, size_t at, size_t *known)
{
	if (*known == SIZE_MAX || (*known >= at && *known))
		return *known;
	*known = axr_span_find(s, axr_span_str(needle), at);
	return *known;
}

/* Whether the directive at at says that all behind it is source: of .ashx, .asmx and .svc. */
static bool is_source_directive(struct axr_span s, size_t at)
{
	static const char *const names[] = { "webhandler", "webservice", "servicehost", "class" };
	const size_t mark = axr_directive_mark(s, at);
	struct axr_span name;

	if (mark == SIZE_MAX)
		return false;
	name = axr_span_trim(axr_span_cut(s, mark + 1, TAG_MAX));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_istarts(name, names[i]))
			return true;
	return false;
}

/* A block from "<%" at at; returns where to go on. */
static size_t take_block(struct cutter *cutter, size_t at)
{
	struct axr_span s = cutter->s;
	size_t end = SIZE_MAX;

	if (axr_span_starts(axr_span_from(s, at), "<%--"))
		end = next_of(s, "--%>", at + 4, &cutter->comment_end);
	if (end != SIZE_MAX) {
		end += 4;
	} else {
		end = next_of(s, "%>", at + 2, &cutter->block_end);
		end = end == SIZE_MAX ? s.len : end + 2;
	}
	if (!is_code(cutter, at, end))
		return at + 2;
	cutter->source |= is_source_directive(s, at);
	put_region(cutter, at, end);
	return end;
}

/* The end of the tag at at, with '>' in quotes passed over; SIZE_MAX where it has none. */
static size_t tag_end(struct cutter *cutter, size_t at)
{
	struct axr_span s = axr_span_cut(cutter->s, 0, at + TAG_MAX);
	uint8_t quote = 0;

	if (next_of(cutter->s, ">", at, &cutter->angle_end) >= s.len)
		return SIZE_MAX;
	for (size_t i = at; i < s.len; i++) {
		uint8_t c = s.ptr[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i + 1;
	}
	return SIZE_MAX;
}

static size_t script_end(struct cutter *cutter, size_t at)
{
	struct axr_span s = cutter->s;

	while (!cutter->no_script) {
		at = axr_span_find(s, axr_span_str("</"), at);
		if (at == SIZE_MAX)
			break;
		if (axr_span_istarts(axr_span_from(s, at + 2), "script")) {
			size_t end = axr_span_find_byte(s, '>', at);

			return end == SIZE_MAX ? s.len : end + 1;
		}
		at += 2;
	}
	cutter->no_script = true;
	return s.len;
}

/* The tag around "runat" at at; returns where to go on. */
static size_t take_tag(struct cutter *cutter, size_t at)
{
	size_t start = cutter->tag, end;

	if (cutter->script != SIZE_MAX && at - cutter->script < TAG_MAX) {
		end = tag_end(cutter, cutter->script);
		if (end == SIZE_MAX || end > at)
			start = cutter->script;
	}
	if (start == SIZE_MAX || at - start >= TAG_MAX)
		return at + 5;
	end = tag_end(cutter, start);
	if (end == SIZE_MAX || end <= at) {
		end = next_of(cutter->s, ">", at, &cutter->angle_end);
		end = end == SIZE_MAX || end - at >= TAG_MAX ? at + 5 : end + 1;
	}
	if (axr_span_istarts(axr_span_from(cutter->s, start), "<script"))
		end = script_end(cutter, end);
	put_region(cutter, start, end);
	return end;
}

static size_t take_include(struct cutter *cutter, size_t at)
{
	struct axr_span s = cutter->s;
	size_t i = at + 4, end;

	while (i < s.len && i - at < TAG_MAX && axr_is_space(s.ptr[i]))
		i++;
	if (i >= s.len || s.ptr[i] != '#')
		return at + 4;
	end = next_of(s, "-->", i, &cutter->include_end);
	if (end == SIZE_MAX || end - at >= TAG_MAX)
		return at + 4;
	put_region(cutter, at, end + 3);
	return end + 3;
}

static void cut(struct cutter *cutter)
{
	struct axr_span s = cutter->s;
	size_t at = 0;

	while (at < s.len && !is_done(cutter)) {
		uint8_t c = s.ptr[at], next = at + 1 < s.len ? s.ptr[at + 1] : 0;

		if (c == '<' && next == '%') {
			at = take_block(cutter, at);
		} else if (c == '<' && next == '!' &&
			   axr_span_starts(axr_span_from(s, at), "<!--")) {
			at = take_include(cutter, at);
		} else if (c == '<') {
			if (axr_is_alpha(next))
				cutter->tag = at;
			if (axr_span_istarts(axr_span_cut(s, at, 7), "<script"))
				cutter->script = at;
			at++;
		} else if ((c == 'r' || c == 'R') && (next | 0x20) == 'u' &&
			   axr_span_istarts(axr_span_cut(s, at, 5), "runat")) {
			at = take_tag(cutter, at);
		} else {
			at++;
		}
	}
}

/* Files that are source of C#, VB or Razor from end to end. */
static bool is_source_extension(struct axr_span extension)
{
	static const char *const names[] = { "ashx", "asmx", "svc",    "soap",	 "rem",
					     "cs",   "vb",   "cshtml", "vbhtml", "config" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(extension, names[i]))
			return true;
	return false;
}

/* Cuts all of s; draft may be NULL. */
static void cut_all(struct cutter *cutter, const struct axr_decoding *decoding,
		    struct axr_draft *draft)
{
	const struct cutter fresh = { .s = cutter->s, .draft = draft, .binary = cutter->binary,
				      .enough = cutter->enough, .tag = SIZE_MAX,
				      .script = SIZE_MAX };

	*cutter = fresh;
	cutter->source = is_source_extension(decoding->subject->file.extension);
	if (!cutter->source)
		cut(cutter);
	if (!cutter->source)
		return;
	cutter->kept = 0;
	if (draft) {
		axr_buf_reset(&draft->text);
		axr_buf_reset(&draft->points);
	}
	put_region(cutter, 0, cutter->s.len);
}

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct axr_span s = layer->bytes;
	struct cutter cutter = { .s = s, .binary = !layer->is_text, .enough = s.len / 2 };
	struct axr_draft draft;
	bool nul = axr_span_find_byte(s, 0, 0) != SIZE_MAX;

	if (layer->canonical || !axr_decode_is_page(decoding, layer) ||
	    (layer->is_text && !nul && s.len < LARGE))
		return;
	/* text that is code for the most part has no padding to speak of */
	if (layer->is_text && !nul) {
		cut_all(&cutter, decoding, NULL);
		if (cutter.kept > cutter.enough)
			return;
	}
	axr_draft_begin(&draft, decoding, layer);
	cut_all(&cutter, decoding, &draft);
	layer = axr_draft_add(&draft, "code");
	if (layer) {
		layer->is_text = true;
		layer->content = AXR_CONTENT_PAGE;
	}
}

const struct axr_decoder axr_decoder_polyglot = { "polyglot", false, decode };
