#include "detect/gate/string.h"

#include "base/num.h"
#include "detect/literal.h"

enum { LEAST = AXR_NEED_LEAST };

/* What a modifier or its absence says. */
struct modifiers {
	bool wide, ascii;
	bool odd; /* the text is not there as it stands: xor, base64 */
};

/* A text in quotes as bytes, as many as there is room for. */
static size_t unescape(struct axr_span text, uint8_t *out, size_t size)
{
	size_t len = 0;

	for (size_t at = 1; at + 1 < text.len && len < size; at++) {
		uint8_t c = text.ptr[at];

		if (c == '\\') {
			c = text.ptr[++at];
			if (c == 'x' && at + 2 < text.len) {
				axr_parse_hex(axr_span_cut(text, at + 1, 2), &c, 1);
				at += 2;
			} else {
				c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
			}
		}
		out[len++] = c;
	}
	return len;
}

/* One of these bytes, as they stand or with a NUL behind each, must be there. */
static void add_forms(struct axr_need_range *range, struct axr_need_table *needs,
		      struct axr_span bytes, const struct modifiers *modifiers)
{
	uint8_t twice[2 * AXR_NEED_MAX] = { 0 };

	if (modifiers->ascii || !modifiers->wide)
		axr_need_add(needs, range, bytes);
	if (!modifiers->wide)
		return;
	for (size_t i = 0; i < bytes.len && i < AXR_NEED_MAX; i++)
		twice[2 * i] = bytes.ptr[i];
	axr_need_add(needs, range,
		     axr_span(twice, 2 * axr_span_cut(bytes, 0, AXR_NEED_MAX).len));
}

static void read_text(struct axr_rule_string *string, struct axr_need_table *needs,
		      struct axr_span token, const struct modifiers *modifiers)
{
	uint8_t bytes[AXR_NEED_MAX];
	const struct axr_span text = axr_span(bytes, unescape(token, bytes, sizeof(bytes)));

	string->plain = true;
	if (text.len >= LEAST)
		add_forms(&string->best, needs, text, modifiers);
}

static void add_choice(struct axr_need_range *range, struct axr_need_table *needs,
		       const struct axr_choice *choice, const struct modifiers *modifiers)
{
	for (size_t i = 0; i < choice->count; i++)
		add_forms(range, needs,
			  axr_span(choice->literals[i].bytes, choice->literals[i].len), modifiers);
}

static void read_regex(struct axr_rule_string *string, struct axr_need_table *needs,
		       struct axr_span token, const struct modifiers *modifiers)
{
	struct axr_choice first, second;

	axr_literals(axr_span_cut(token, 1, token.len - 2), LEAST, &first, &second);
	add_choice(&string->best, needs, &first, modifiers);
	add_choice(&string->second, needs, &second, modifiers);
}

/* Whether half a byte that is not said, or a "not", stands right beside the token. */
static bool touches_unknown(const struct axr_rule_tokens *tokens)
{
	const struct axr_span text = tokens->text;
	const size_t from = (size_t)(tokens->token.ptr - text.ptr);
	const uint8_t before = from ? text.ptr[from - 1] : 0;
	const uint8_t behind = tokens->at < text.len ? text.ptr[tokens->at] : 0;

	return before == '?' || before == '~' || behind == '?';
}

/* { 4D 5A ?? [2-4] (90 | 91) }: the longest run of whole bytes outside of brackets. */
static void read_hex(struct axr_rule_string *string, struct axr_need_table *needs,
		     struct axr_rule_tokens *tokens)
{
	uint8_t run[AXR_NEED_MAX], best[AXR_NEED_MAX];
	size_t len = 0, best_len = 0;
	unsigned depth = 0;

	for (; tokens->token.len && !axr_rule_tokens_is(tokens, "}");
	     axr_rule_tokens_next(tokens)) {
		const struct axr_span token = tokens->token;
		bool plain = !depth && token.len % 2 == 0 && !touches_unknown(tokens);

		depth += axr_rule_tokens_is(tokens, "(") || axr_rule_tokens_is(tokens, "[");
		depth -= depth && (axr_rule_tokens_is(tokens, ")") ||
				   axr_rule_tokens_is(tokens, "]"));
		for (size_t at = 0; at < token.len; at += 2) {
			if (len == sizeof(run))
				len = 0;
			plain = plain && axr_parse_hex(axr_span_cut(token, at, 2), &run[len], 1);
			len = plain ? len + 1 : 0;
			if (len > best_len) {
				memcpy(best, run, len);
				best_len = len;
			}
		}
	}
	if (best_len >= LEAST)
		axr_need_add(needs, &string->best, axr_span(best, best_len));
}

/* Behind a string, up to the next one. */
static struct modifiers read_modifiers(struct axr_rule_tokens *tokens)
{
	struct modifiers m = { 0 };

	for (; tokens->token.len && tokens->token.ptr[0] != '$' &&
	       !axr_rule_tokens_is(tokens, "condition");
	     axr_rule_tokens_next(tokens)) {
		m.wide |= axr_rule_tokens_is(tokens, "wide");
		m.ascii |= axr_rule_tokens_is(tokens, "ascii");
		m.odd |= axr_rule_tokens_is(tokens, "xor") ||
			 axr_rule_tokens_is(tokens, "base64") ||
			 axr_rule_tokens_is(tokens, "base64wide");
	}
	return m;
}

/* $name = "text" or /expression/ or {bytes}, and its modifiers. */
static void read_string(struct axr_rule_string *string, struct axr_need_table *needs,
			struct axr_rule_tokens *tokens)
{
	struct axr_span value;
	struct modifiers modifiers;

	*string = (struct axr_rule_string){ .name = tokens->token };
	axr_rule_tokens_next(tokens); /* = */
	axr_rule_tokens_next(tokens);
	value = tokens->token;
	axr_rule_tokens_next(tokens);
	if (axr_span_is(value, "{")) {
		read_hex(string, needs, tokens);
		axr_rule_tokens_next(tokens);
	}
	/* the flags of an expression stand right behind it */
	modifiers = read_modifiers(tokens);
	if (!modifiers.odd && value.len > 2 && value.ptr[0] == '"')
		read_text(string, needs, value, &modifiers);
	else if (!modifiers.odd && value.len > 2 && value.ptr[0] == '/')
		read_regex(string, needs, value, &modifiers);
}

void axr_rule_strings_read(struct axr_rule_strings *strings, struct axr_rule_tokens *tokens)
{
	strings->count = strings->needs.count = 0;
	strings->more = strings->needs.failed = false;
	while (axr_span_starts(tokens->token, "$")) {
		strings->more |= strings->count == AXR_RULE_STRINGS_MAX;
		strings->count -= strings->more;
		read_string(&strings->list[strings->count++], &strings->needs, tokens);
	}
}
