#include "detect/gate/condition.h"

#include "base/num.h"
#include "detect/gate/term.h"

enum { NESTED_MAX = 24 };

/* ---- The file ----------------------------------------------------------------------------- */

/* filesize < 10KB */
static void read_filesize(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	uint64_t number = 0;
	unsigned sign;

	axr_rule_next(r);
	sign = axr_rule_comparison(r, &number);
	if (sign == AXR_RULE_BELOW && number)
		clauses->most = number - 1;
	else if (sign == AXR_RULE_BELOW_OR || sign == AXR_RULE_EQUAL)
		clauses->most = number;
}

/* uint32be(0) == 0x47494638: the file begins with these bytes. */
static void read_head(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	const struct axr_span name = r->tokens->token;
	const bool big = axr_span_ends(name, "be");
	const size_t len = axr_span_starts(name, "uint32")   ? 4
			   : axr_span_starts(name, "uint16") ? 2
							     : 0;
	const struct axr_rule_tokens before = *r->tokens;
	static const char *const signs[] = { "(", "0", ")", "=", "=" };
	uint8_t value[4], bytes[4];
	struct axr_need_range anywhere = { 0 }, head = { 0 };
	struct axr_span digits;

	axr_rule_next(r);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++, axr_rule_next(r))
		if (!len || !axr_rule_is(r, signs[i]))
			goto other;
	digits = r->tokens->token;
	if (!axr_span_starts(digits, "0x") || !axr_parse_hex(axr_span_from(digits, 2), value, len))
		goto other;
	for (size_t i = 0; i < len; i++)
		bytes[i] = value[big ? i : len - 1 - i];
	axr_need_add(&r->strings->needs, &anywhere, axr_span(bytes, len));
	axr_need_place(&r->strings->needs, &head, anywhere, AXR_NEED_HEAD, 0);
	axr_rule_ask(r, clauses, head);
	axr_rule_next(r);
	return;
other:
	*r->tokens = before;
}

/* ---- Expressions -------------------------------------------------------------------------- */

static void read_or(struct axr_rule_reader *r, struct axr_clauses *clauses);

static void read_term(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	const struct axr_span token = r->tokens->token;
	uint64_t least = axr_span_is(token, "all") ? AXR_RULE_ALL : 1;

	axr_clauses_clear(clauses);
	if (axr_rule_is(r, "(") && r->depth < NESTED_MAX) {
		r->depth++;
		axr_rule_next(r);
		read_or(r, clauses);
		r->depth--;
		r->failed |= !axr_rule_is(r, ")");
		axr_rule_next(r);
	} else if (axr_rule_is(r, "any") || axr_rule_is(r, "all") ||
		   axr_parse_u64(token, UINT32_MAX, &least)) {
		axr_rule_next(r);
		if (axr_rule_is(r, "of"))
			axr_rule_read_of(r, clauses, least);
	} else if (axr_rule_is(r, "filesize")) {
		read_filesize(r, clauses);
	} else if (axr_span_starts(token, "uint")) {
		read_head(r, clauses);
	} else if (axr_span_starts(token, "$")) {
		axr_rule_read_name(r, clauses);
	} else if (axr_span_starts(token, "#")) {
		axr_rule_read_count(r, clauses);
	}
	if (!axr_rule_ends_term(r))
		axr_rule_skip_term(r, clauses);
}

static void read_and(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	struct axr_clauses other;

	read_term(r, clauses);
	while (axr_rule_is(r, "and") && !r->failed) {
		axr_rule_next(r);
		read_term(r, &other);
		axr_clauses_and(clauses, &other);
	}
}

static void read_or(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	struct axr_clauses other;

	read_and(r, clauses);
	while (axr_rule_is(r, "or") && !r->failed) {
		axr_rule_next(r);
		read_and(r, &other);
		axr_clauses_or(clauses, &other);
	}
}

bool axr_condition_read(struct axr_condition *condition, struct axr_rule_strings *strings,
			struct axr_rule_tokens *tokens)
{
	struct axr_rule_reader r = { .tokens = tokens, .strings = strings };

	r.refers = axr_rule_is_named(tokens->token);
	condition->count = 1;
	read_and(&r, &condition->alternatives[0]);
	while (axr_rule_is(&r, "or") && !r.failed) {
		struct axr_clauses more;

		axr_rule_next(&r);
		read_and(&r, &more);
		if (condition->count < AXR_ALTERNATIVES_MAX)
			condition->alternatives[condition->count++] = more;
		else
			axr_clauses_or(&condition->alternatives[condition->count - 1], &more);
	}
	condition->refers = r.refers;
	if (strings->more || strings->needs.failed)
		axr_clauses_clear(&condition->alternatives[0]);
	return !r.failed && axr_rule_is(&r, "}");
}
