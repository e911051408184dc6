/* The text of YARA rules, word by word: as much of its spelling as the gate asks for. */
#ifndef AXR_DETECT_GATE_TOKEN_H
#define AXR_DETECT_GATE_TOKEN_H

#include "base/span.h"

struct axr_rule_tokens {
	struct axr_span text;
	size_t at;             /* behind the token at hand */
	struct axr_span token; /* a word, a text or an expression with its delimiters, */
			       /* or one byte; empty at the end */
};

/* Goes to the first token. */
void axr_rule_tokens_begin(struct axr_rule_tokens *tokens, struct axr_span text);

/*
 * Goes to the next one.  Of what belongs to a name in YARA (letters, digits, _), and of $ # @ ! *,
 * words are made: "$a*", "#count", "10KB".
 */
void axr_rule_tokens_next(struct axr_rule_tokens *tokens);

static inline bool axr_rule_tokens_is(const struct axr_rule_tokens *tokens, const char *word)
{
	return axr_span_is(tokens->token, word);
}

#endif
