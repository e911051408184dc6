#include "page/lex_vb.h"

static const struct {
	const char *name;
	enum axr_lang lang;
} names[] = {
	{ "c#", AXR_LANG_CSHARP },          { "cs", AXR_LANG_CSHARP },
	{ "csharp", AXR_LANG_CSHARP },      { "vb", AXR_LANG_VB },
	{ "visualbasic", AXR_LANG_VB },     { "vb.net", AXR_LANG_VB },
	{ "vbs", AXR_LANG_VBSCRIPT },       { "vbscript", AXR_LANG_VBSCRIPT },
	{ "js", AXR_LANG_JSCRIPT },         { "jscript", AXR_LANG_JSCRIPT },
	{ "jscript.net", AXR_LANG_JSCRIPT }, { "javascript", AXR_LANG_JSCRIPT },
	{ "ecmascript", AXR_LANG_JSCRIPT }, { "livescript", AXR_LANG_JSCRIPT },
};

enum axr_lang axr_lang_parse(struct axr_span name, bool *encoded)
{
	static const char encode[] = ".encode";
	bool is_encoded;

	name = axr_span_trim(name);
	is_encoded = axr_span_iends(name, encode);
	if (is_encoded)
		name.len -= sizeof(encode) - 1;
	if (encoded)
		*encoded = is_encoded;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(name, names[i].name))
			return names[i].lang;
	return name.len ? AXR_LANG_OTHER : AXR_LANG_UNKNOWN;
}

/* Languages that somebody installs beside those above; any other unknown name is a misspelling. */
static bool is_foreign(struct axr_span name)
{
	static const char *const foreign[] = { "perl", "php", "python", "ruby", "j#", "vj#", "rexx",
					       "tcl" };

	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		if (axr_span_istarts(name, foreign[i]))
			return true;
	return false;
}

/* ---- Looks -------------------------------------------------------------------------------- */

enum { LOOKS_VB, LOOKS_CSHARP, LOOKS_JSCRIPT, LOOKS_BRACES, LOOKS };

static void count_word(struct axr_span word, unsigned score[LOOKS])
{
	static const struct {
		const char *word;
		uint8_t looks, weight;
	} words[] = {
		{ "dim", LOOKS_VB, 3 },        { "then", LOOKS_VB, 3 },
		{ "sub", LOOKS_VB, 3 },        { "byval", LOOKS_VB, 3 },
		{ "byref", LOOKS_VB, 3 },      { "elseif", LOOKS_VB, 3 },
		{ "wend", LOOKS_VB, 3 },       { "end", LOOKS_VB, 1 },
		{ "next", LOOKS_VB, 1 },       { "nothing", LOOKS_VB, 2 },
		{ "imports", LOOKS_VB, 3 },    { "redim", LOOKS_VB, 3 },
		{ "set", LOOKS_VB, 1 },        { "using", LOOKS_CSHARP, 2 },
		{ "void", LOOKS_CSHARP, 2 },   { "string", LOOKS_CSHARP, 1 },
		{ "int", LOOKS_CSHARP, 1 },    { "foreach", LOOKS_CSHARP, 2 },
		{ "namespace", LOOKS_CSHARP, 2 }, { "byte", LOOKS_CSHARP, 1 },
		{ "var", LOOKS_JSCRIPT, 1 },   { "function", LOOKS_JSCRIPT, 2 },
		{ "unsafe", LOOKS_JSCRIPT, 2 }, { "typeof", LOOKS_JSCRIPT, 1 },
		{ "activexobject", LOOKS_JSCRIPT, 3 }, { "eval", LOOKS_JSCRIPT, 1 },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (axr_lower(word.ptr[0]) == (uint8_t)words[i].word[0] &&
		    axr_span_iis(word, words[i].word))
			score[words[i].looks] += words[i].weight;
}

/* Signs that only languages with braces have. */
static void count_sign(struct axr_span code, size_t at, unsigned score[LOOKS])
{
	uint8_t c = code.ptr[at], next = at + 1 < code.len ? code.ptr[at + 1] : 0;

	if (c == ';' || c == '{' || c == '}')
		score[LOOKS_BRACES] += 2;
	else if ((c == '=' && next == '=' && at && code.ptr[at - 1] != '=') ||
		 (c == '&' && next == '&') || (c == '!' && next == '=') ||
		 (c == '|' && next == '|'))
		score[LOOKS_BRACES]++;
	else if (c == '<' && next == '>')
		score[LOOKS_VB]++;
}

static bool is_line_end(uint8_t c)
{
	return c == '\n' || c == '\r';
}

/* Where what begins at `at` has its last byte: at that sign, or before the end of the line. */
static size_t skip_to(struct axr_span code, size_t at, uint8_t sign)
{
	while (at < code.len && code.ptr[at] != sign && !is_line_end(code.ptr[at]))
		at++;
	return at;
}

/* The same for Basic, with the signs that it takes for this one, and its length. */
static size_t skip_basic(struct axr_span code, size_t at, bool classic, uint8_t sign, size_t *len)
{
	*len = 1;
	while (at < code.len && !axr_is_newline_at(code, at) &&
	       axr_basic_sign(code, at, classic, len) != sign)
		at += *len;
	return at;
}

/*
 * Whether all that stands outside of comments, literals and names in brackets may be Basic.  Basic
 * is what IIS takes where nobody says anything, and then the code has to compile as such: so signs
 * of another language in comments are there to mislead.  `whole` says that nothing was cut off.
 */
static bool fits_basic(struct axr_span code, bool classic, bool whole)
{
	unsigned score[LOOKS] = { 0 };
	bool braces = false;
	size_t open = 0, len;

	for (size_t at = 0; at < code.len; at += len) {
		uint8_t c = axr_basic_sign(code, at, classic, &len);

		if (axr_is_alpha(code.ptr[at])) {
			while (at + len < code.len && axr_is_word(code.ptr[at + len]))
				len++;
			if (axr_span_iis(axr_span_cut(code, at, len), "rem"))
				len = axr_newline_from(code, at) - at;
			else
				count_word(axr_span_cut(code, at, len), score);
		} else if (c == '\'') {
			len = axr_newline_from(code, at) - at;
		} else if (c == '"' || c == '[') {
			at = skip_basic(code, at + len, classic, c == '[' ? ']' : '"', &len);
			if (at == code.len ? whole : axr_is_newline_at(code, at))
				return false;
		} else if (c == ';' || (c == ')' && !open)) {
			return false;
		} else {
			open += c == '(';
			open -= c == ')';
			braces |= c == '{' || c == '}';
		}
	}
	if (whole && open)
		return false;
	return !braces || (!classic && score[LOOKS_VB]);
}

/* JScript, C# or VB (for VBScript too); UNKNOWN where nothing tells. */
static enum axr_lang by_looks(struct axr_span code, bool classic, bool whole)
{
	unsigned score[LOOKS] = { 0 };

	if (fits_basic(code, classic, whole))
		return AXR_LANG_VB;

	for (size_t at = 0; at < code.len;) {
		size_t from = at;

		if (axr_is_alpha(code.ptr[at])) {
			while (at < code.len && axr_is_word(code.ptr[at]))
				at++;
			count_word(axr_span_cut(code, from, at - from), score);
			continue;
		}
		if (code.ptr[at] == '"') {
			at = skip_to(code, at + 1, '"');
		} else {
			count_sign(code, at, score);
		}
		at++;
	}
	if (score[LOOKS_VB] * 2 > score[LOOKS_BRACES])
		return AXR_LANG_VB;
	if (!score[LOOKS_BRACES])
		return AXR_LANG_UNKNOWN;
	return score[LOOKS_JSCRIPT] > score[LOOKS_CSHARP] ? AXR_LANG_JSCRIPT : AXR_LANG_CSHARP;
}

/* The first of the page's code, as much as tells its language. */
static enum axr_lang looks_of(const struct axr_page *page, struct axr_pool *pool, bool classic)
{
	enum { ENOUGH = 32 * 1024 };
	uint8_t *sample = axr_pool_room(pool, ENOUGH);
	size_t len = 0;

	if (!sample)
		return AXR_LANG_UNKNOWN;
	for (uint32_t i = 0; i < page->block_count && len < ENOUGH; i++) {
		struct axr_span code = axr_span_cut(page->text, page->blocks[i].at,
						    page->blocks[i].len);

		code = axr_span_cut(code, 0, ENOUGH - len);
		memcpy(sample + len, code.ptr, code.len);
		len += code.len;
		if (len < ENOUGH)
			sample[len++] = '\n';
	}
	return by_looks(axr_span(sample, len), classic, len < ENOUGH);
}

/* ---- Deciding ----------------------------------------------------------------------------- */

static struct axr_span language_said(const struct axr_page *page)
{
	for (uint32_t i = 0; i < page->directive_count; i++) {
		struct axr_span said = axr_directive_get(&page->directives[i], "language");

		if (said.len)
			return said;
	}
	return axr_span(NULL, 0);
}

static bool by_extension(struct axr_span extension, enum axr_lang *lang, bool *asp)
{
	static const struct {
		const char *extension;
		enum axr_lang lang;
		bool asp;
	} table[] = {
		{ "cs", AXR_LANG_CSHARP, false },     { "cshtml", AXR_LANG_CSHARP, false },
		{ "vb", AXR_LANG_VB, false },         { "vbhtml", AXR_LANG_VB, false },
		{ "jsl", AXR_LANG_OTHER, false },     { "asp", AXR_LANG_UNKNOWN, true },
		{ "asa", AXR_LANG_UNKNOWN, true },    { "cer", AXR_LANG_UNKNOWN, true },
		{ "cdx", AXR_LANG_UNKNOWN, true },    { "aspx", AXR_LANG_UNKNOWN, false },
		{ "ascx", AXR_LANG_UNKNOWN, false },  { "ashx", AXR_LANG_UNKNOWN, false },
		{ "asmx", AXR_LANG_UNKNOWN, false },  { "asax", AXR_LANG_UNKNOWN, false },
		{ "svc", AXR_LANG_UNKNOWN, false },   { "master", AXR_LANG_UNKNOWN, false },
		{ "soap", AXR_LANG_UNKNOWN, false },  { "rem", AXR_LANG_UNKNOWN, false },
		{ "xamlx", AXR_LANG_UNKNOWN, false }, { "skin", AXR_LANG_UNKNOWN, false },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (axr_span_iis(extension, table[i].extension)) {
			*lang = table[i].lang;
			*asp = table[i].asp;
			return true;
		}
	}
	return false;
}

bool axr_is_classic_extension(struct axr_span extension)
{
	enum axr_lang lang;
	bool asp;

	return by_extension(extension, &lang, &asp) && asp;
}

/* VB and VBScript share their names: which one it is, the kind of page says. */
static enum axr_lang settle(enum axr_lang lang, bool classic)
{
	if (lang == AXR_LANG_VB || lang == AXR_LANG_VBSCRIPT)
		return classic ? AXR_LANG_VBSCRIPT : AXR_LANG_VB;
	return classic && lang == AXR_LANG_CSHARP ? AXR_LANG_JSCRIPT : lang;
}

void axr_decide_languages(struct axr_page_reader *reader)
{
	struct axr_page *page = reader->page;
	enum axr_lang lang = AXR_LANG_UNKNOWN, named, looks;
	struct axr_span said = language_said(page);
	bool known, asp = false;

	named = axr_lang_parse(said, &reader->directive_encoded);
	if (named == AXR_LANG_OTHER && !is_foreign(said))
		named = AXR_LANG_UNKNOWN;
	known = by_extension(reader->extension, &lang, &asp);
	looks = named && known ? named
			       : looks_of(page, &reader->pool, !reader->net && (asp || !known));
	if (known)
		page->classic = asp && !reader->net && named != AXR_LANG_CSHARP;
	else
		page->classic = !reader->net && named != AXR_LANG_CSHARP &&
				looks != AXR_LANG_CSHARP && reader->script_lang != AXR_LANG_CSHARP;
	if (named)
		lang = named;
	else if (!lang && !page->classic)
		lang = reader->script_lang;
	if (!lang)
		lang = looks;
	/* what IIS takes where nobody says anything */
	page->lang = settle(lang ? lang : AXR_LANG_VB, page->classic);
	for (uint32_t i = 0; i < page->block_count; i++) {
		struct axr_block *block = &page->blocks[i];
		bool encoded = reader->directive_encoded;

		if (block->lang)
			encoded = reader->script_encoded;
		block->lang = settle(block->lang ? block->lang : page->lang, page->classic);
		block->encoded =
			encoded && axr_span_find(axr_span_cut(page->text, block->at, block->len),
						 axr_span_str("#@~^"), 0) != SIZE_MAX;
	}
}
