/*
 * The search for server code in bytes of any kind.  Each sign has a character or two that are rare;
 * they are found many bytes at a time, in pieces that stay in the cache, and a look around decides.
 */
#include "base/span.h"
#include "decode/decoder.h"
#include "decode/charset/utf7.h"

enum {
	PIECE = 32 * 1024,
	BLOCK = 64,	  /* bytes looked through without a branch: compilers make vectors of it */
	TAG_MIN = 8,	  /* characters behind a "<%" that make it code amid binary data */
	RUN_MIN = 20,	  /* or so many in a row that are text ... */
	RUN_WITHIN = 4096, /* ... so near behind it */
	SHORT = 64	  /* a block in text that may be none */
};

struct search {
	struct axr_span s;
	struct axr_signs *signs;
	size_t run_at;	      /* no run of text begins between the last "<%" and here */
	size_t shifted_until; /* the end of the UTF-7 run that was read last */
};

static int at(const struct search *search, size_t i)
{
	return i < search->s.len ? search->s.ptr[i] : -1;
}

static bool is_printable(int c)
{
	return (c >= ' ' && c < 0x7f) || (c >= '\t' && c <= '\r');
}

static void found(size_t *sign, size_t i)
{
	if (*sign == SIZE_MAX)
		*sign = i;
}

/*
 * Whether RUN_MIN bytes of text in a row begin within RUN_WITHIN of i.  Goes on where it looked
 * last, so that a file of nothing but "<%" is gone through once.
 */
static bool run_follows(struct search *search, size_t i)
{
	size_t start = search->run_at, end;

	if (start < i) /* behind the last run, or inside it: what is left of it counts */
		start = i;
	for (end = start; end < search->s.len && end - start < RUN_MIN; end++)
		if (!is_printable(search->s.ptr[end])) {
			start = end + 1;
			if (start >= i + RUN_WITHIN)
				break;
		}
	search->run_at = start;
	return end - start == RUN_MIN && start < i + RUN_WITHIN;
}

static bool is_word(uint8_t c)
{
	return c >= 0x80 || c == '_' || axr_is_digit(c) || axr_is_alpha(c);
}

/*
 * Whether a short block is a regular expression rather than code: template engines of browsers say
 * so what their own tags look like, "<%([\s\S]+?)%>".  Code with a backslash has a word or a
 * literal besides.
 */
static bool is_expression(struct axr_span s)
{
	const size_t end = axr_span_find(s, axr_span_str("%>"), 0);
	bool backslash = false;

	for (size_t i = 0; i < end && i < s.len; i++) {
		backslash |= s.ptr[i] == '\\';
		if (s.ptr[i] == '"' || s.ptr[i] == '\'' ||
		    (i && is_word(s.ptr[i - 1]) && is_word(s.ptr[i])))
			return false;
	}
	return backslash && end != SIZE_MAX;
}

/* Whether what stands behind "<%" may be code. */
static bool code_follows(struct search *search, size_t i)
{
	size_t n = 0;

	if (search->signs->text)
		return i < search->s.len && !is_expression(axr_span_cut(search->s, i, SHORT));
	while (n < TAG_MIN && is_printable(at(search, i + n))) {
		if (n && at(search, i + n) == '%' && at(search, i + n + 1) == '>')
			return true;
		n++;
	}
	return n == TAG_MIN || run_follows(search, i);
}

/* Case-blind comparison of every stride-th byte with a lower-case word; the bytes between are 0. */
static bool word_at(const struct search *search, size_t i, const char *word, size_t stride)
{
	for (; *word; word++, i += stride) {
		int c = at(search, i);

		if (c < 0 || axr_lower((uint8_t)c) != (uint8_t)*word)
			return false;
		for (size_t k = 1; k < stride && word[1]; k++)
			if (at(search, i + k) != 0)
				return false;
	}
	return true;
}

/* Where the byte order shows: which bytes of the unit at i are zero is told by i's remainder. */
static void wide(struct search *search, size_t i, size_t stride)
{
	found(stride == 2 ? &search->signs->utf16 : &search->signs->utf32, i);
}

static size_t skip_space(const struct search *search, size_t i)
{
	while (i < search->s.len && axr_is_space(search->s.ptr[i]))
		i++;
	return i;
}

static void angle(struct search *search, size_t i)
{
	int next = at(search, i + 1);

	if (next == '%') {
		if (code_follows(search, i + 2))
			found(&search->signs->page, i);
	} else if (next == '!') {
		if (word_at(search, i, "<!--", 1) &&
		    word_at(search, skip_space(search, i + 4), "#include", 1))
			found(&search->signs->page, i);
	} else if (next == 'c' || next == 'C') {
		if (word_at(search, i, "<configuration", 1) &&
		    !axr_is_alpha((uint8_t)at(search, i + 14)))
			found(&search->signs->config, i);
	} else if (next == 0) {
		size_t stride = at(search, i + 2) == 0 ? 4 : 2;

		if (at(search, i + stride) == '%' &&
		    (at(search, i + stride + 1) == 0 || (i && search->s.ptr[i - 1] == 0)))
			wide(search, i, stride);
	}
}

/* runat = "server", in any spelling that the parser takes: i is at the u. */
static void runat(struct search *search, size_t i)
{
	size_t stride = at(search, i + 1) != 0 ? 1 : at(search, i + 2) != 0 ? 2 : 4;
	int c;

	if (i < stride || !word_at(search, i - stride, "runat", stride))
		return;
	if (stride > 1) {
		wide(search, i - stride, stride);
		return;
	}
	i = skip_space(search, i + 4);
	if (at(search, i) != '=')
		return;
	i = skip_space(search, i + 1);
	c = at(search, i);
	if (c == '"' || c == '\'') {
		i = skip_space(search, i + 1);
		c = at(search, i);
	}
	/* an entity may spell the value, a block may compute it, UTF-7 may hide it */
	if (c == '&' || c == '<' || c == '+' || word_at(search, i, "server", 1))
		found(&search->signs->page, i);
}

static void tilde(struct search *search, size_t i)
{
	if (i >= 2 && search->s.ptr[i - 1] == '@' && search->s.ptr[i - 2] == '#' &&
	    at(search, i + 1) == '^')
		found(&search->signs->page, i - 2);
}

static void plus(struct search *search, size_t i)
{
	struct axr_utf7_run run;

	if (i < search->shifted_until)
		return;
	search->shifted_until = axr_utf7_run(search->s, i, &run);
	if (run.tag || (run.ascii && i && search->s.ptr[i - 1] == '<'))
		found(&search->signs->utf7, i);
}

/* Printable and white space in the code pages of the EBCDIC family. */
static bool is_ebcdic_text(int c)
{
	int low = c & 15;

	if (c < 0x40)
		return c == 0x05 || c == 0x0d || c == 0x15 || c == 0x25;
	if (c < 0x80)
		return c == 0x40 || low >= 10 || c == 0x50 || c >= 0x60; /* letters, in Japan */
	/* beside letters and digits: brackets, and the letters that Japan has elsewhere */
	if (low >= 10)
		return low == 11 || c == 0xad || c == 0xbd || c == 0xba;
	return low || c >= 0xb0;
}

static void ebcdic(struct search *search, size_t i)
{
	static const uint8_t script[] = { 0xa2, 0x83, 0x99, 0x89, 0x97, 0xa3 };
	size_t n = 0, letters = 0;

	if (at(search, i + 1) == 0x6c) {
		for (; n < 16 && i + 2 + n < search->s.len; n++) {
			int c = search->s.ptr[i + 2 + n];

			if (!is_ebcdic_text(c))
				break;
			letters += c >= 0x80;
		}
		if (letters >= 2 && (n == 16 || i + 2 + n == search->s.len))
			found(&search->signs->ebcdic, i);
		return;
	}
	while (n < sizeof(script) && (at(search, i + 1 + n) | 0x40) == (script[n] | 0x40))
		n++;
	if (n == sizeof(script))
		found(&search->signs->ebcdic, i);
}

static bool has_page(const struct axr_signs *signs)
{
	return signs->page != SIZE_MAX || signs->utf16 != SIZE_MAX || signs->utf32 != SIZE_MAX ||
	       signs->utf7 != SIZE_MAX || signs->ebcdic != SIZE_MAX;
}

/* An 'r' or, in wide text, a NUL, and then a 'u': the middle of "runat". */
static bool is_ru(uint8_t before, uint8_t c)
{
	return ((c | 0x20) == 'u') & (((before | 0x20) == 'r') | !before);
}

/* The next 'u' from at on, which is not 0, that may be the one of "runat". */
static size_t find_ru(struct axr_span s, size_t at)
{
	for (; at + BLOCK <= s.len; at += BLOCK) {
		uint8_t any = 0;

		for (size_t k = 0; k < BLOCK; k++)
			any |= is_ru(s.ptr[at + k - 1], s.ptr[at + k]);
		if (any)
			break;
	}
	while (at < s.len && !is_ru(s.ptr[at - 1], s.ptr[at]))
		at++;
	return at < s.len ? at : SIZE_MAX;
}

void axr_signs_find(struct axr_span bytes, bool first, struct axr_signs *signs)
{
	static const struct {
		uint8_t byte;
		void (*look)(struct search *search, size_t i);
	} pivots[] = { { '<', angle }, { '~', tilde }, { '+', plus }, { 0x4c, ebcdic } };
	struct search search = { .s = bytes, .signs = signs };

	*signs = (struct axr_signs){
		SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, axr_looks_text(bytes)
	};
	for (size_t piece = 0; piece < bytes.len; piece += PIECE) {
		struct axr_span s = axr_span_cut(bytes, 0, piece + PIECE);

		for (size_t k = 0; k < sizeof(pivots) / sizeof(*pivots); k++)
			for (size_t i = axr_span_find_byte(s, pivots[k].byte, piece); i != SIZE_MAX;
			     i = axr_span_find_byte(s, pivots[k].byte, i + 1))
				pivots[k].look(&search, i);
		for (size_t i = find_ru(s, piece ? piece : 1); i != SIZE_MAX; i = find_ru(s, i + 1))
			runat(&search, i);
		if (first && has_page(signs))
			return;
	}
}
