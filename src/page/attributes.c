#include "base/num.h"
#include "page/reader.h"

struct entity {
	const char *name;
	uint32_t code;
};

static const struct entity entities[] = {
	{ "quot", '"' }, { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "apos", '\'' },
	{ "nbsp", 0xa0 }, { "Tab", '\t' }, { "NewLine", '\n' }, { "num", '#' }, { "percnt", '%' },
	{ "lpar", '(' }, { "rpar", ')' }, { "lsqb", '[' }, { "rsqb", ']' }, { "period", '.' },
	{ "colon", ':' }, { "semi", ';' }, { "sol", '/' }, { "bsol", '\\' }, { "equals", '=' },
	{ "commat", '@' }, { "plus", '+' }, { "comma", ',' }, { "lowbar", '_' }, { "dollar", '$' },
};

/* The entity at s ("&...;"): its character and its length, or 0. */
static size_t entity_at(struct axr_span s, uint32_t *code)
{
	size_t end = axr_span_find_byte(axr_span_cut(s, 0, 16), ';', 1);
	struct axr_span name;
	size_t i = 1;

	if (end == SIZE_MAX || end < 2)
		return 0;
	name = axr_span_cut(s, 1, end - 1);
	if (name.ptr[0] != '#') {
		for (size_t n = 0; n < sizeof(entities) / sizeof(*entities); n++) {
			if (axr_span_is(name, entities[n].name)) {
				*code = entities[n].code;
				return end + 1;
			}
		}
		return 0;
	}
	*code = 0;
	if (name.len > 2 && axr_lower(name.ptr[1]) == 'x') {
		for (i = 2; i < name.len && axr_hex_value(name.ptr[i]) >= 0; i++)
			*code = (*code << 4 | (uint32_t)axr_hex_value(name.ptr[i])) & 0xffffff;
	} else {
		for (; i < name.len && axr_is_digit(name.ptr[i]); i++)
			*code = (*code * 10 + (uint32_t)(name.ptr[i] - '0')) & 0xffffff;
	}
	return i == name.len && *code ? end + 1 : 0;
}

struct axr_span axr_undo_entities(struct axr_pool *pool, struct axr_span s)
{
	uint8_t *to;
	size_t len = 0;

	if (axr_span_find_byte(s, '&', 0) == SIZE_MAX)
		return s;
	/* an entity is never shorter than its character */
	to = axr_pool_room(pool, s.len + 4);
	if (!to)
		return s;
	for (size_t at = 0; at < s.len;) {
		uint32_t code = 0;
		size_t took = s.ptr[at] == '&' ? entity_at(axr_span_from(s, at), &code) : 0;

		if (took) {
			len += axr_char_put(to + len, code);
			at += took;
		} else {
			to[len++] = s.ptr[at++];
		}
	}
	return axr_pool_keep(pool, len);
}

static bool tag_ends(struct axr_span text, size_t at, bool directive)
{
	if (directive)
		return text.ptr[at] == '%' && at + 1 < text.len && text.ptr[at + 1] == '>';
	return text.ptr[at] == '>';
}

static size_t skip_space(struct axr_span text, size_t at)
{
	while (at < text.len && text.ptr[at] <= ' ')
		at++;
	return at;
}

/* An unquoted value, or one whose quote is never closed. */
static struct axr_span bare_value(struct axr_span text, size_t *at, bool directive)
{
	size_t from = *at;

	while (*at < text.len && text.ptr[*at] > ' ' && !tag_ends(text, *at, directive))
		++*at;
	return axr_span_cut(text, from, *at - from);
}

bool axr_next_attribute(struct axr_span text, size_t *at, bool directive,
			struct axr_attribute_value *attribute)
{
	size_t from, next, close;

	*at = skip_space(text, *at);
	while (*at < text.len && !tag_ends(text, *at, directive) &&
	       (text.ptr[*at] == '/' || text.ptr[*at] == '"' || text.ptr[*at] == '\'' ||
		text.ptr[*at] == '='))
		*at = skip_space(text, *at + 1);
	if (*at >= text.len || tag_ends(text, *at, directive))
		return false;
	from = *at;
	while (*at < text.len && text.ptr[*at] > ' ' && text.ptr[*at] != '=' &&
	       !tag_ends(text, *at, directive))
		++*at;
	attribute->name = axr_span_cut(text, from, *at - from);
	attribute->value = axr_span(NULL, 0);
	attribute->at = (uint32_t)from;
	next = skip_space(text, *at);
	if (next >= text.len || text.ptr[next] != '=')
		return true;
	next = skip_space(text, next + 1);
	*at = next;
	if (next >= text.len)
		return true;
	attribute->at = (uint32_t)next;
	if (text.ptr[next] == '"' || text.ptr[next] == '\'') {
		close = axr_span_find_byte(text, text.ptr[next], next + 1);
		if (close != SIZE_MAX) {
			attribute->value = axr_span_cut(text, next + 1, close - next - 1);
			*at = close + 1;
			return true;
		}
	}
	attribute->value = bare_value(text, at, directive);
	return true;
}
