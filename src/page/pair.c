#include <stdlib.h>

#include "page/reader.h"

struct open_bracket {
	uint32_t token;
	uint8_t sign;
};

static uint8_t bracket_of(const struct axr_token *token)
{
	uint8_t c;

	if (token->kind != AXR_TOKEN_PUNCT || token->text.len != 1)
		return 0;
	c = token->text.ptr[0];
	return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' ? c : 0;
}

/*
 * The place in the stack of the bracket that sign closes; depth where there is none.  A brace
 * closes over whatever was left open inside it; nothing closes over a brace.
 */
static size_t partner(const struct open_bracket *stack, size_t depth, uint8_t sign, size_t braces)
{
	enum { LOOK = 16 }; /* a stray bracket must not cost the whole stack each time */
	uint8_t want = sign == ')' ? '(' : sign == ']' ? '[' : '{';

	if (want == '{' && !braces)
		return depth;
	for (size_t i = depth; i > 0; i--) {
		if (stack[i - 1].sign == want)
			return i - 1;
		if (want != '{' && (stack[i - 1].sign == '{' || depth - i >= LOOK))
			break;
	}
	return depth;
}

bool axr_pair_brackets(struct axr_token *tokens, size_t count)
{
	struct open_bracket *stack = NULL;
	size_t depth = 0, cap = 0, braces = 0;

	for (size_t i = 0; i < count; i++) {
		uint8_t sign = bracket_of(&tokens[i]);
		size_t at;

		tokens[i].mate = UINT32_MAX;
		/* round and square brackets do not reach over a block's end */
		if (i && tokens[i].block != tokens[i - 1].block)
			while (depth && stack[depth - 1].sign != '{')
				depth--;
		if (sign == '(' || sign == '[' || sign == '{') {
			if (depth == cap) {
				size_t more = cap ? cap * 2 : 256;
				struct open_bracket *grown = realloc(stack, more * sizeof(*grown));

				if (!grown) {
					free(stack);
					return false;
				}
				stack = grown;
				cap = more;
			}
			braces += sign == '{';
			stack[depth++] = (struct open_bracket){ (uint32_t)i, sign };
		} else if (sign && (at = partner(stack, depth, sign, braces)) < depth) {
			depth = at;
			braces -= sign == '}';
			tokens[i].mate = stack[at].token;
			tokens[stack[at].token].mate = (uint32_t)i;
		}
	}
	free(stack);
	return true;
}
