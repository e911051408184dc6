#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/layer.h"
#include "page/reader.h"

enum { BRACKETS = 256 }; /* inside each other; what is deeper is taken for statements */

struct writer {
	const struct axr_page *page;
	struct axr_clock *clock;
	struct axr_buf out;
	struct axr_map_point *map;
	size_t map_count, map_cap;
	bool inside[BRACKETS]; /* whether an open bracket keeps its line: { statements } do not */
	size_t depth;
	const struct axr_alias **aliases; /* by name: a page could choose what a hash makes of it */
	size_t alias_count;
	bool told_jscript;
};

static void point(struct writer *writer, uint32_t there)
{
	if (writer->map_count < writer->map_cap)
		writer->map[writer->map_count++] =
			(struct axr_map_point){ (uint32_t)writer->out.len, there };
}

static void end_line(struct writer *writer)
{
	if (writer->out.len && writer->out.ptr[writer->out.len - 1] != '\n')
		axr_buf_putc(&writer->out, '\n');
}

static void put_quoted(struct writer *writer, struct axr_span value, bool vb)
{
	size_t from = 0;

	axr_buf_putc(&writer->out, '"');
	for (size_t i = 0; i < value.len; i++) {
		const char *escape = NULL;

		if (value.ptr[i] == '"')
			escape = vb ? "\"\"" : "\\\"";
		else if (value.ptr[i] == '\n')
			escape = "\\n";
		else if (value.ptr[i] == '\r')
			escape = "\\r";
		else if (!value.ptr[i])
			escape = "\\0";
		if (!escape)
			continue;
		axr_buf_put(&writer->out, axr_span_cut(value, from, i - from));
		axr_buf_puts(&writer->out, escape);
		from = i + 1;
	}
	axr_buf_put(&writer->out, axr_span_from(value, from));
	axr_buf_putc(&writer->out, '"');
}

/* ---- Directives and references ------------------------------------------------------------ */

static void put_directive(struct writer *writer, const struct axr_directive *directive)
{
	point(writer, directive->at);
	axr_buf_puts(&writer->out, "<%@");
	if (directive->name.len) {
		axr_buf_putc(&writer->out, ' ');
		axr_buf_put(&writer->out, directive->name);
	}
	for (uint32_t i = 0; i < directive->attribute_count; i++) {
		axr_buf_putc(&writer->out, ' ');
		point(writer, directive->attributes[i].at);
		axr_buf_put(&writer->out, directive->attributes[i].name);
		axr_buf_putc(&writer->out, '=');
		put_quoted(writer, directive->attributes[i].value, true);
		if (axr_span_iis(directive->attributes[i].name, "language") &&
		    axr_lang_parse(directive->attributes[i].value, NULL) == AXR_LANG_JSCRIPT)
			writer->told_jscript = true;
	}
	axr_buf_puts(&writer->out, " %>\n");
}

static void put_reference(struct writer *writer, const struct axr_reference *reference)
{
	static const char *const heads[] = {
		[AXR_REF_INCLUDE_FILE] = "<!--#include file=",
		[AXR_REF_INCLUDE_VIRTUAL] = "<!--#include virtual=",
		[AXR_REF_OBJECT] = "<object runat=server class=",
	};

	/* the others are attributes of directives, which have been told */
	if (reference->kind != AXR_REF_OBJECT && reference->kind != AXR_REF_INCLUDE_FILE &&
	    reference->kind != AXR_REF_INCLUDE_VIRTUAL)
		return;
	point(writer, reference->at);
	axr_buf_puts(&writer->out, heads[reference->kind]);
	put_quoted(writer, reference->target, true);
	axr_buf_puts(&writer->out, reference->kind == AXR_REF_OBJECT ? ">\n" : "-->\n");
}

/*
 * What evaluates text is a matter of the language, which a tag of the block may have said, the
 * configuration, or the code itself: the canonical text says it in one way.
 */
static void put_language(struct writer *writer, const struct axr_block *block)
{
	if (block->lang != AXR_LANG_JSCRIPT || !block->count || writer->told_jscript)
		return;
	writer->told_jscript = true;
	point(writer, block->at);
	axr_buf_puts(&writer->out, "<script runat=server language=jscript>\n");
}

/* ---- Code --------------------------------------------------------------------------------- */

static bool is_sign(const struct axr_token *token, const char *text)
{
	return token->kind == AXR_TOKEN_PUNCT && token->text.len &&
	       token->text.ptr[0] == (uint8_t)text[0] && axr_span_is(token->text, text);
}

static bool wordlike(uint8_t kind)
{
	return kind == AXR_TOKEN_WORD || kind == AXR_TOKEN_NUMBER || kind == AXR_TOKEN_STRING ||
	       kind == AXR_TOKEN_CHAR || kind == AXR_TOKEN_REGEX;
}

/* Whether two tokens must not touch. */
static bool apart(const struct axr_token *left, const struct axr_token *right)
{
	uint8_t end, begin;

	if (wordlike(left->kind))
		return wordlike(right->kind);
	if (left->kind != AXR_TOKEN_PUNCT || !left->text.len || !right->text.len)
		return false;
	end = left->text.ptr[left->text.len - 1];
	if (wordlike(right->kind))
		return end == ')' || end == ']' || end == '}';
	begin = right->text.ptr[0];
	return strchr("+-&|<>=*/", end) && strchr("+-&|<>=*/", begin);
}

/* By name; of two with one name the first comes first. */
static int by_name(const void *left, const void *right)
{
	const struct axr_alias *const *a = left, *const *b = right;
	int order = axr_span_cmp((*a)->name, (*b)->name);

	return order ? order : (*a > *b) - (*a < *b);
}

/* The aliases by name, for a search among many words. */
static bool sort_aliases(struct writer *writer, struct axr_arena *arena)
{
	const struct axr_page *page = writer->page;

	writer->aliases =
		axr_arena_array(arena, (size_t)page->alias_count + 1, sizeof(*writer->aliases));
	if (!writer->aliases)
		return false;
	for (uint32_t i = 0; i < page->alias_count; i++)
		if (page->aliases[i].name.len)
			writer->aliases[writer->alias_count++] = &page->aliases[i];
	if (writer->alias_count)
		qsort(writer->aliases, writer->alias_count, sizeof(struct axr_alias *), by_name);
	return true;
}

/* The alias that a word stands for, or the word. */
static struct axr_span meaning(const struct writer *writer, const struct axr_token *token)
{
	size_t low = 0, high = writer->alias_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (axr_span_cmp(writer->aliases[middle]->name, token->text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < writer->alias_count && axr_span_eq(writer->aliases[low]->name, token->text)
		       ? writer->aliases[low]->target : token->text;
}

/* x["name"] of JScript, which is x.name. */
static bool is_member(const struct axr_page *page, const struct axr_block *block, uint32_t i)
{
	const struct axr_token *token = &page->tokens[i];
	uint32_t end = block->first + block->count;
	struct axr_span name;

	if (block->lang != AXR_LANG_JSCRIPT || i == block->first || i + 2 >= end ||
	    !is_sign(token, "[") || token[1].kind != AXR_TOKEN_STRING || !is_sign(&token[2], "]"))
		return false;
	if (token[-1].kind != AXR_TOKEN_WORD && !is_sign(&token[-1], ")") &&
	    !is_sign(&token[-1], "]"))
		return false;
	/* what the client sent is asked for by item, not by member */
	if (axr_span_iis(token[-1].text, "request") || axr_span_iis(token[-1].text, "form") ||
	    axr_span_iis(token[-1].text, "querystring") || axr_span_iis(token[-1].text, "item") ||
	    axr_span_iis(token[-1].text, "headers") || axr_span_iis(token[-1].text, "cookies") ||
	    axr_span_iis(token[-1].text, "params") || axr_span_iis(token[-1].text, "session") ||
	    axr_span_iis(token[-1].text, "application"))
		return false;
	name = token[1].text;
	if (!name.len || name.len > 64 || axr_is_digit(name.ptr[0]))
		return false;
	for (size_t n = 0; n < name.len; n++)
		if (!axr_is_word(name.ptr[n]) && name.ptr[n] != '$')
			return false;
	return true;
}

static void put_token(struct writer *writer, const struct axr_block *block, uint32_t i)
{
	const struct axr_token *token = &writer->page->tokens[i];
	bool vb = block->lang == AXR_LANG_VB || block->lang == AXR_LANG_VBSCRIPT;
	bool member = i > block->first && is_sign(token - 1, ".");

	if (i > block->first && apart(token - 1, token))
		axr_buf_putc(&writer->out, ' ');
	point(writer, token->at);
	switch ((enum axr_token_kind)token->kind) {
	case AXR_TOKEN_NEWLINE:
		end_line(writer);
		break;
	case AXR_TOKEN_STRING:
		put_quoted(writer, token->text, vb);
		break;
	case AXR_TOKEN_CHAR:
		axr_buf_putc(&writer->out, '\'');
		axr_buf_put(&writer->out, token->text);
		axr_buf_putc(&writer->out, '\'');
		break;
	case AXR_TOKEN_WORD:
		axr_buf_put(&writer->out, member ? token->text : meaning(writer, token));
		break;
	case AXR_TOKEN_NUMBER:
	case AXR_TOKEN_PUNCT:
	case AXR_TOKEN_REGEX:
		axr_buf_put(&writer->out, token->text);
		break;
	}
}

/* Whether a brace opens a list rather than statements. */
static bool opens_list(const struct writer *writer, const struct axr_token *token, bool first)
{
	if (first)
		return false;
	if (is_sign(token - 1, "]") || is_sign(token - 1, "="))
		return true;
	return (is_sign(token - 1, ",") || is_sign(token - 1, "{") || is_sign(token - 1, "(")) &&
	       writer->depth && writer->depth <= BRACKETS && writer->inside[writer->depth - 1];
}

/* Statements of the languages with braces end in their signs; a for has signs that end none. */
static void break_line(struct writer *writer, const struct axr_token *token, bool first, bool vb)
{
	uint8_t sign =
		token->kind == AXR_TOKEN_PUNCT && token->text.len == 1 ? token->text.ptr[0] : 0;
	bool inside = false;

	if (sign == '(' || sign == '[' || sign == '{') {
		inside = sign != '{' || vb || opens_list(writer, token, first);
		if (writer->depth < BRACKETS)
			writer->inside[writer->depth] = inside;
		writer->depth++;
	} else if (sign == ')' || sign == ']' || sign == '}') {
		if (writer->depth && --writer->depth < BRACKETS)
			inside = writer->inside[writer->depth];
	} else if (sign == ';') {
		inside = writer->depth && writer->depth <= BRACKETS &&
			 writer->inside[writer->depth - 1];
	}
	if ((sign == '{' || sign == '}' || sign == ';') && !inside)
		end_line(writer);
}

static void put_block(struct writer *writer, const struct axr_block *block)
{
	const struct axr_token *tokens = writer->page->tokens;
	uint32_t end = block->first + block->count;

	writer->depth = 0;
	put_language(writer, block);
	for (uint32_t i = block->first; i < end && !writer->out.failed; i++) {
		/* what is written up to then is of use: who looks at the clock next tells */
		if (!axr_clock_token(writer->clock, i))
			break;
		if (i + 1 < end && axr_span_is(tokens[i].text, "global") &&
		    is_sign(&tokens[i + 1], "::")) {
			i++;
			continue;
		}
		if (is_member(writer->page, block, i)) {
			point(writer, tokens[i].at);
			axr_buf_putc(&writer->out, '.');
			point(writer, tokens[i + 1].at);
			axr_buf_put(&writer->out, tokens[i + 1].text);
			i += 2;
			point(writer, tokens[i].at);
			continue;
		}
		put_token(writer, block, i);
		break_line(writer, &tokens[i], i == block->first,
			   block->lang == AXR_LANG_VB || block->lang == AXR_LANG_VBSCRIPT);
	}
	end_line(writer);
}

bool axr_page_canonical(const struct axr_page *page, struct axr_arena *arena, struct axr_span *text,
			struct axr_map_point **map, size_t *map_count)
{
	struct writer writer = { .page = page, .clock = arena->clock };
	bool ok = false;

	writer.map_cap = (size_t)page->token_count + page->reference_count + page->directive_count +
			 1; /* the language */
	for (uint32_t i = 0; i < page->directive_count; i++)
		writer.map_cap += page->directives[i].attribute_count;
	writer.map = axr_arena_array(arena, writer.map_cap, sizeof(*writer.map));
	if (!writer.map || !sort_aliases(&writer, arena))
		goto out;
	/* a short name may stand for a long one: no more than can be kept is written */
	writer.out.limit = arena->limit < UINT32_MAX ? arena->limit : UINT32_MAX;
	for (uint32_t i = 0; i < page->directive_count; i++)
		put_directive(&writer, &page->directives[i]);
	for (uint32_t i = 0; i < page->reference_count; i++)
		put_reference(&writer, &page->references[i]);
	for (uint32_t i = 0; i < page->block_count; i++)
		put_block(&writer, &page->blocks[i]);
	*text = axr_arena_copy(arena, axr_buf_span(&writer.out));
	*map = writer.map;
	*map_count = writer.map_count;
	ok = !writer.out.failed && text->len == writer.out.len;
out:
	axr_buf_free(&writer.out);
	return ok;
}
