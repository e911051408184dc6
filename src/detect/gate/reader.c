#include "detect/gate/reader.h"

#include "base/num.h"

/* Words of conditions that name no rule. */
static const char *const keywords[] = {
	"all",       "and",        "any",    "at",          "contains", "defined",
	"endswith",  "entrypoint", "false",  "filesize",    "for",      "icontains",
	"iendswith", "iequals",    "in",     "int16",       "int16be",  "int32",
	"int32be",   "int8",       "int8be", "istartswith", "matches",  "none",
	"not",       "of",         "or",     "startswith",  "them",     "true",
	"uint16",    "uint16be",   "uint32", "uint32be",    "uint8",    "uint8be",
};

bool axr_rule_is_named(struct axr_span token)
{
	if (!token.len || (!axr_is_alpha(token.ptr[0]) && token.ptr[0] != '_'))
		return false;
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (axr_span_is(token, keywords[i]))
			return false;
	return true;
}

void axr_rule_next(struct axr_rule_reader *r)
{
	axr_rule_tokens_next(r->tokens);
	r->refers |= axr_rule_is_named(r->tokens->token);
}

bool axr_rule_skip(struct axr_rule_reader *r, const char *word)
{
	const bool there = axr_rule_is(r, word);

	if (there)
		axr_rule_next(r);
	return there;
}

bool axr_rule_ends_term(const struct axr_rule_reader *r)
{
	return !r->tokens->token.len || axr_rule_is(r, "and") || axr_rule_is(r, "or") ||
	       axr_rule_is(r, ")") || axr_rule_is(r, "}");
}

void axr_rule_skip_term(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	unsigned depth = 0;

	axr_clauses_clear(clauses);
	for (; r->tokens->token.len && (depth || !axr_rule_ends_term(r)); axr_rule_next(r)) {
		depth += axr_rule_is(r, "(");
		depth -= axr_rule_is(r, ")");
	}
}

bool axr_rule_number(struct axr_span token, uint64_t *value)
{
	const uint64_t most = UINT64_C(1) << 40;
	unsigned shift = 0;

	if (axr_span_ends(token, "KB"))
		shift = 10;
	else if (axr_span_ends(token, "MB"))
		shift = 20;
	if (!axr_parse_u64(axr_span_cut(token, 0, token.len - (shift ? 2 : 0)), most, value))
		return false;
	*value <<= shift;
	return true;
}

unsigned axr_rule_comparison(struct axr_rule_reader *r, uint64_t *number)
{
	unsigned sign = 0;

	while (axr_rule_is(r, "<") || axr_rule_is(r, ">") || axr_rule_is(r, "=")) {
		sign = sign << 8 | r->tokens->token.ptr[0];
		axr_rule_next(r);
	}
	if (!sign || !axr_rule_number(r->tokens->token, number))
		return 0;
	axr_rule_next(r);
	return sign;
}

void axr_rule_ask(const struct axr_rule_reader *r, struct axr_clauses *clauses,
		  struct axr_need_range range)
{
	const struct axr_clause clause = axr_clause_of(&r->strings->needs, range);

	axr_clauses_add(clauses, &clause);
}
