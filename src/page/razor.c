/*
 * Razor pages: @{ ... }, @( ... ), @functions { ... }, @name.Call(...).  The markup inside the code
 * is taken for code too; it does no harm there.
 */
#include "page/reader.h"

static bool is_word_at(struct axr_span text, size_t at)
{
	return at < text.len && (axr_is_word(text.ptr[at]) || text.ptr[at] >= 0x80);
}

static size_t skip_space(struct axr_span text, size_t at)
{
	while (at < text.len && text.ptr[at] <= ' ')
		at++;
	return at;
}

/* A search from at on that found nothing costs what it looked at. */
static size_t in_vain(struct axr_page_reader *reader, size_t at, size_t end)
{
	reader->search_left -= end - at < reader->search_left ? end - at : reader->search_left;
	return at;
}

/* Behind the string or comment that begins at at; at itself where none does. */
static size_t skip_literal(struct axr_page_reader *reader, size_t at)
{
	struct axr_span text = reader->page->text, rest = axr_span_from(text, at);
	bool verbatim = at && text.ptr[at - 1] == '@';
	size_t end;

	if (axr_span_starts(rest, "//") && !(at && text.ptr[at - 1] == ':'))
		return axr_newline_from(text, at);
	if (axr_span_starts(rest, "/*")) {
		end = axr_span_find(text, axr_span_str("*/"), at + 2);
		return end == SIZE_MAX ? in_vain(reader, at, text.len) : end + 2;
	}
	if (rest.ptr[0] == '\'') {
		/* a character; an apostrophe of the markup is none */
		end = axr_span_find_byte(axr_span_cut(rest, 0, 8), '\'', 2);
		return end == SIZE_MAX ? at : at + end + 1;
	}
	if (rest.ptr[0] != '"')
		return at;
	for (end = at + 1; end < text.len && text.ptr[end] != '"'; end++) {
		if (text.ptr[end] == '\\' && !verbatim)
			end++;
		else if (axr_is_newline_at(text, end) && !verbatim)
			return in_vain(reader, at, end);
	}
	return end < text.len ? end + 1 : in_vain(reader, at, text.len);
}

/* Where the bracket at at is closed; the text's end where it is not. */
static size_t closing(struct axr_page_reader *reader, size_t at)
{
	struct axr_span text = reader->page->text;
	uint8_t open = text.ptr[at], close = open == '(' ? ')' : open == '[' ? ']' : '}';
	size_t depth = 0, from = at;

	while (at < text.len && at - from <= reader->search_left) {
		size_t next = skip_literal(reader, at);

		if (next > at) {
			at = next;
			continue;
		}
		if (text.ptr[at] == open)
			depth++;
		else if (text.ptr[at] == close && !--depth)
			return at;
		at++;
	}
	in_vain(reader, from, at);
	return text.len;
}

static size_t add(struct axr_page_reader *reader, size_t from, size_t to, size_t next)
{
	struct axr_block block = { .kind = AXR_BLOCK_RAZOR,
				   .at = (uint32_t)from,
				   .len = (uint32_t)(to - from) };

	return !block.len || axr_reader_block(reader, &block) ? next : reader->page->text.len;
}

/* The end of what may stand in brackets from at on; just the line where nothing closes them. */
static size_t bracket_end(struct axr_page_reader *reader, size_t at)
{
	size_t end = closing(reader, at);

	return end < reader->page->text.len ? end + 1 : axr_newline_from(reader->page->text, at);
}

/* @name.Call(x)[y]: as long as it is one expression. */
static size_t expression(struct axr_page_reader *reader, size_t from)
{
	struct axr_span text = reader->page->text;
	size_t at = from;

	while (at < text.len) {
		if (is_word_at(text, at))
			at++;
		else if (text.ptr[at] == '(' || text.ptr[at] == '[')
			at = bracket_end(reader, at);
		else if (text.ptr[at] == '.' && is_word_at(text, at + 1))
			at++;
		else
			break;
	}
	return add(reader, from, at, at);
}

static bool is_one_of(struct axr_span word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (axr_span_iis(word, words[i]))
			return true;
	return false;
}

/* @if (...) { ... } else { ... } and the like, from the keyword on. */
static size_t statement(struct axr_page_reader *reader, size_t from, size_t at)
{
	static const char *const more[] = { "else", "catch", "finally", "while", "if" };
	struct axr_span text = reader->page->text;

	for (;;) {
		size_t mark, next = skip_space(text, at);

		while (next < text.len && text.ptr[next] != '{' && text.ptr[next] != '(' &&
		       text.ptr[next] != ';' && text.ptr[next] != '<' && text.ptr[next] != '\n')
			next++;
		if (next < text.len && text.ptr[next] == '(') {
			at = bracket_end(reader, next);
			next = skip_space(text, at);
		}
		if (next >= text.len || text.ptr[next] != '{') {
			at = axr_newline_from(text, at);
			break;
		}
		at = bracket_end(reader, next);
		mark = next = skip_space(text, at);
		while (is_word_at(text, next))
			next++;
		if (!is_one_of(axr_span_cut(text, mark, next - mark), more,
			       sizeof(more) / sizeof(*more)))
			break;
		at = next;
	}
	return add(reader, from, at, at);
}

/* @Code ... End Code */
static size_t vb_part(struct axr_page_reader *reader, size_t from, const char *end_words)
{
	struct axr_span text = reader->page->text;
	size_t end = axr_span_ifind(text, axr_span_str(end_words), from);

	if (end == SIZE_MAX)
		end = text.len;
	return add(reader, from, end, end);
}

static size_t keyword(struct axr_page_reader *reader, size_t at)
{
	static const char *const statements[] = { "if", "for", "foreach", "while", "switch", "try",
						  "lock", "do", "functions", "helper", "section",
						  "code" };
	static const char *const lines[] = { "using", "model", "inherits", "imports",
					     "addtaghelper" };
	struct axr_span text = reader->page->text, word;
	bool vb = axr_span_iis(reader->extension, "vbhtml");
	size_t end = at, next;

	while (is_word_at(text, end))
		end++;
	word = axr_span_cut(text, at, end - at);
	if (vb && axr_span_iis(word, "code"))
		return vb_part(reader, end, "end code");
	if (vb && axr_span_iis(word, "functions"))
		return vb_part(reader, end, "end functions");
	next = skip_space(text, end);
	if (axr_span_iis(word, "using") && next < text.len && text.ptr[next] == '(')
		return statement(reader, at, end);
	if (is_one_of(word, lines, sizeof(lines) / sizeof(*lines)) || (vb && word.len > 1 &&
	    is_one_of(word, statements, sizeof(statements) / sizeof(*statements)))) {
		end = axr_newline_from(text, at);
		return add(reader, at, end, end);
	}
	if (!vb && (axr_span_iis(word, "functions") || axr_span_iis(word, "code")) &&
	    next < text.len && text.ptr[next] == '{') {
		end = closing(reader, next);
		return add(reader, next + 1, end, end);
	}
	if (!vb && is_one_of(word, statements, sizeof(statements) / sizeof(*statements)))
		return statement(reader, at, end);
	return expression(reader, at);
}

static size_t at_sign(struct axr_page_reader *reader, size_t at)
{
	struct axr_span text = reader->page->text;
	size_t end;

	if (at + 1 >= text.len || (at && is_word_at(text, at - 1)))
		return at + 1;
	switch (text.ptr[at + 1]) {
	case '@':
		return at + 2;
	case '*':
		end = axr_span_find(text, axr_span_str("*@"), at + 2);
		return end == SIZE_MAX ? text.len : end + 2;
	case '{':
	case '(':
		end = closing(reader, at + 1);
		return add(reader, at + 2, end, end);
	default:
		return is_word_at(text, at + 1) ? keyword(reader, at + 1) : at + 1;
	}
}

void axr_read_razor(struct axr_page_reader *reader)
{
	size_t at = 0;

	while ((at = axr_span_find_byte(reader->page->text, '@', at)) != SIZE_MAX &&
	       axr_reader_step(reader, 16))
		at = at_sign(reader, at);
}
