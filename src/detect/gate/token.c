#include "detect/gate/token.h"

static bool is_word(uint8_t c)
{
	return axr_is_alpha(c) || axr_is_digit(c) || c == '_' || c == '$' || c == '#' || c == '*' ||
	       c == '@' || c == '!';
}

static size_t skip_blank(struct axr_span text, size_t at)
{
	for (;;) {
		const struct axr_span rest = axr_span_from(text, at);

		if (rest.len && axr_is_space(rest.ptr[0])) {
			at++;
		} else if (axr_span_starts(rest, "//")) {
			at = axr_span_find_byte(text, '\n', at);
		} else if (axr_span_starts(rest, "/*")) {
			at = axr_span_find(text, axr_span_str("*/"), at + 2);
			if (at != SIZE_MAX)
				at += 2;
		} else {
			return at;
		}
		if (at > text.len)
			return text.len;
	}
}

/* Behind what stands between two delimiters, where a backslash takes the next byte along. */
static size_t delimited(struct axr_span text, size_t at)
{
	const uint8_t end = text.ptr[at++];

	while (at < text.len && text.ptr[at] != end)
		at += text.ptr[at] == '\\' ? 2 : 1;
	return at < text.len ? at + 1 : text.len;
}

void axr_rule_tokens_next(struct axr_rule_tokens *tokens)
{
	const struct axr_span text = tokens->text;
	const size_t from = skip_blank(text, tokens->at);
	size_t at = from;

	while (at < text.len && is_word(text.ptr[at]))
		at++;
	if (at == from && at < text.len)
		at = text.ptr[at] == '"' || text.ptr[at] == '/' ? delimited(text, at) : at + 1;
	tokens->token = axr_span_cut(text, from, at - from);
	tokens->at = at;
}

void axr_rule_tokens_begin(struct axr_rule_tokens *tokens, struct axr_span text)
{
	*tokens = (struct axr_rule_tokens){ .text = text };
	axr_rule_tokens_next(tokens);
}
