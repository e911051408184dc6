/* The way through the condition of a YARA rule, from term to term. */
#ifndef AXR_DETECT_GATE_READER_H
#define AXR_DETECT_GATE_READER_H

#include "detect/gate/clause.h"
#include "detect/gate/string.h"
#include "detect/gate/token.h"

struct axr_rule_reader {
	struct axr_rule_tokens *tokens;
	struct axr_rule_strings *strings; /* its table takes what begins a file */
	unsigned depth;
	bool refers; /* a word so far may name a rule */
	bool failed; /* this is not YARA as we know it */
};

static inline bool axr_rule_is(const struct axr_rule_reader *r, const char *word)
{
	return axr_rule_tokens_is(r->tokens, word);
}

/* A word that is none of the language's. */
bool axr_rule_is_named(struct axr_span token);

/* Goes to the next token. */
void axr_rule_next(struct axr_rule_reader *r);

/* The same where the token at hand is this word; says whether it is. */
bool axr_rule_skip(struct axr_rule_reader *r, const char *word);

/* Whether a term is over here: at "and", "or", a bracket or the end. */
bool axr_rule_ends_term(const struct axr_rule_reader *r);

/* Goes to the end of a term that is not understood, which asks for nothing. */
void axr_rule_skip_term(struct axr_rule_reader *r, struct axr_clauses *clauses);

/* A number as it is written most, with what YARA takes for its unit; false for any other. */
bool axr_rule_number(struct axr_span token, uint64_t *value);

enum {
	AXR_RULE_BELOW = '<',
	AXR_RULE_BELOW_OR = '<' << 8 | '=',
	AXR_RULE_EQUAL = '=' << 8 | '=',
	AXR_RULE_ABOVE = '>',
	AXR_RULE_ABOVE_OR = '>' << 8 | '='
};

/* Goes over <, <=, ==, > or >= and the number behind it; 0 where there is anything else. */
unsigned axr_rule_comparison(struct axr_rule_reader *r, uint64_t *number);

/* Adds a clause: one of these has to be there. */
void axr_rule_ask(const struct axr_rule_reader *r, struct axr_clauses *clauses,
		  struct axr_need_range range);

#endif
