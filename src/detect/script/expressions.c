/* Expressions: operands joined by operators; what of each comes out. */
#include "detect/script/syntax.h"

enum { JOINED_MAX = 32 /* operands held apart until the operator is known */ };

/* The operands of one expression on the way. */
struct join {
	uint32_t nodes[JOINED_MAX];
	unsigned count;
	uint32_t first; /* token */
	bool text;	/* one is constant text */
	bool constant;	/* all are constants */
	bool concatenated, computed, compared;
	unsigned choices; /* "?" whose ":" is to come */
	bool joined;	  /* more than one operand */
};

static uint32_t join_result(struct axr_script *script, const struct join *join)
{
	enum axr_effect effect = AXR_E_COPY;
	uint32_t node;

	if (!join->count)
		return 0;
	if (join->count == 1 && !join->text && !join->computed)
		return join->nodes[0];
	if (join->computed)
		effect = AXR_E_DECODE;
	else if (join->concatenated)
		effect = join->text ? AXR_E_PART : AXR_E_DERIVE;
	node = axr_flow_node(script, join->first);
	for (unsigned i = 0; i < join->count; i++)
		axr_flow_edge(script, join->nodes[i], node, effect);
	return node;
}

static void join_add(struct axr_script *script, struct join *join, const struct axr_value *value)
{
	join->text |= value->text;
	join->constant &= value->literal;
	if (!value->node || join->compared)
		return;
	if (join->count == JOINED_MAX) {
		join->nodes[0] = join_result(script, join);
		join->count = 1;
	}
	join->nodes[join->count++] = value->node;
}

static void join_reset(struct join *join)
{
	join->count = 0;
	join->text = join->concatenated = join->computed = join->compared = false;
	join->constant = true;
}

enum sign {
	SIGN_END,
	SIGN_ASSIGN,
	SIGN_MORE, /* += */
	SIGN_JOIN,
	SIGN_COMPUTE,
	SIGN_COMPARE,
	SIGN_CHOICE,
	SIGN_OTHER, /* ":" of a choice */
	SIGN_ELSE,  /* "??", "||": one or the other */
	SIGN_AS,
	SIGN_NOISE
};

static enum sign sign_of_word(const struct axr_script *script, uint32_t at, uint32_t end)
{
	switch (axr_special_at(script, at, end)) {
	case AXR_W_AND:
	case AXR_W_IS:
		return SIGN_COMPARE;
	case AXR_W_XOR:
	case AXR_W_MOD:
		return SIGN_COMPUTE;
	case AXR_W_AS:
		return SIGN_AS;
	default:
		return SIGN_END;
	}
}

bool axr_syntax_is_operator(const struct axr_script *script, uint32_t at, uint32_t end)
{
	return sign_of_word(script, at, end) != SIGN_END;
}

static enum sign sign_of_one(const struct axr_syntax *syntax, uint8_t c)
{
	switch (c) {
	case '=':
		return syntax->vb ? SIGN_COMPARE : SIGN_ASSIGN;
	case '<':
	case '>':
		return SIGN_COMPARE;
	case '+':
		return SIGN_JOIN;
	case '&':
		return syntax->vb ? SIGN_JOIN : SIGN_COMPUTE;
	case '?':
		return SIGN_CHOICE;
	case ':':
		return SIGN_OTHER;
	case '-':
	case '*':
	case '/':
	case '%':
	case '^':
	case '|':
	case '\\':
		return SIGN_COMPUTE;
	case ';':
	case ',':
	case ')':
	case ']':
	case '}':
		return SIGN_END;
	default:
		return SIGN_NOISE;
	}
}

static enum sign sign_at(const struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	const struct axr_script *script = syntax->script;

	if (at >= end)
		return SIGN_END;
	if (axr_at(script, at)->kind == AXR_TOKEN_WORD)
		return sign_of_word(script, at, end);
	switch (script->signs[at]) {
	case 0:
		return SIGN_END;
	case AXR_P_EITHER:
		return SIGN_ELSE;
	case AXR_P_SHIFT:
	case AXR_P_SHIFTS:
		return SIGN_COMPUTE;
	case AXR_P_ADD:
	case AXR_P_APPEND:
	case AXR_P_CHANGE:
		return SIGN_MORE;
	case AXR_P_NAMED:
		return SIGN_JOIN;
	default:
		return script->signs[at] < AXR_P_ARROW ? sign_of_one(syntax, script->signs[at])
						       : SIGN_COMPARE;
	}
}

/* Signs before an operand. */
static uint32_t skip_unary(const struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	const struct axr_script *script = syntax->script;

	for (; at < end; at++) {
		uint8_t special = axr_special_at(script, at, end);

		if (axr_is_punct(script, at, end, '!') || axr_is_punct(script, at, end, '-') ||
		    axr_is_punct(script, at, end, '+') || axr_is_punct(script, at, end, '~') ||
		    axr_is_punct(script, at, end, '&') || axr_is_punct(script, at, end, '*') ||
		    axr_is_punct(script, at, end, AXR_P_INCREMENT) ||
		    axr_is_punct(script, at, end, AXR_P_DECREMENT) ||
		    axr_is_punct(script, at, end, AXR_P_RANGE) ||
		    axr_is_punct(script, at, end, '#'))
			continue;
		if (special == AXR_W_AWAIT || special == AXR_W_BYVAL || special == AXR_W_SKIP ||
		    (special == AXR_W_AND && syntax->vb))
			continue;
		break;
	}
	return at;
}

/* A type behind "as", "is" or "instanceof". */
static uint32_t skip_type(const struct axr_script *script, uint32_t at, uint32_t end)
{
	while (axr_is_word(script, at, end)) {
		at++;
		if (!axr_is_punct(script, at, end, '.'))
			break;
		at++;
	}
	if (axr_is_punct(script, at, end, '[') && axr_is_punct(script, at + 1, end, ']'))
		at += 2;
	return at;
}

static uint32_t assignment(struct axr_syntax *syntax, uint32_t at, uint32_t end, bool more,
			   struct axr_value *value)
{
	struct axr_value right;

	at = axr_syntax_expression(syntax, at + 1, end, &right);
	value->lambda = right.lambda;
	axr_syntax_assign(syntax, value, right.node, more);
	right.place = 0;
	*value = right;
	return at;
}

/* What an operator makes of the operands so far; false where the expression ends here. */
static bool operate(struct axr_script *script, struct join *join, enum sign sign)
{
	uint32_t node;

	switch (sign) {
	case SIGN_JOIN:
		join->concatenated = true;
		return true;
	case SIGN_COMPUTE:
		join->computed = true;
		return true;
	case SIGN_COMPARE:
		join_reset(join);
		join->compared = true;
		return true;
	case SIGN_CHOICE:
		join->choices++;
		join_reset(join);
		return true;
	case SIGN_OTHER:
	case SIGN_ELSE: /* one or the other: both may be it */
		if (sign == SIGN_OTHER && !join->choices)
			return false;
		join->choices -= sign == SIGN_OTHER;
		node = join_result(script, join);
		join_reset(join);
		if (node)
			join->nodes[join->count++] = node;
		return true;
	case SIGN_NOISE:
		return true;
	default:
		return false;
	}
}

/* A comparison with a constant may be a gate: only who knows the word gets in. */
static void note_gate(struct axr_script *script, const struct axr_value *left,
		      const struct axr_value *right)
{
	struct axr_use use = {
		.sink = AXR_S_GATE,
		.by_name = true,
		.token = right->token,
		.object = left->text ? left->node : right->node,
		.value = left->text ? right->node : left->node,
	};

	if (left->text != right->text && use.value)
		axr_flow_use(script, &use);
}

static uint32_t join_operands(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			      struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	struct join join = { .constant = true, .first = at };
	struct axr_value operand = { .node = 0 }, compared = { .node = 0 };
	unsigned operands = 0;

	for (;;) {
		uint32_t from = at;
		enum sign sign;

		at = skip_unary(syntax, at, end);
		at = axr_syntax_operand(syntax, at, end, &operand, false);
		if (at == from && sign_at(syntax, at, end) == SIGN_END)
			break;
		operands++;
		while (axr_special_at(script, at, end) == AXR_W_AS)
			at = skip_type(script, at + 1, end);
		sign = sign_at(syntax, at, end);
		if (operands == 1 && (sign == SIGN_ASSIGN || sign == SIGN_MORE)) {
			at = assignment(syntax, at, end, sign == SIGN_MORE, &operand);
			*value = operand;
			return at;
		}
		if (join.compared)
			note_gate(script, &compared, &operand);
		compared = operand;
		join_add(script, &join, &operand);
		if (sign == SIGN_ASSIGN || sign == SIGN_MORE)
			sign = SIGN_COMPARE;
		if (sign == SIGN_END || !operate(script, &join, sign))
			break;
		at++;
	}
	if (operands == 1 && !join.compared) {
		*value = operand;
		return at;
	}
	*value = (struct axr_value){
		.node = join_result(script, &join),
		.token = join.first,
		.literal = join.constant && operands,
		.text = join.text && join.constant,
	};
	return at;
}

uint32_t axr_syntax_expression(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			       struct axr_value *value)
{
	*value = (struct axr_value){ .token = at };
	if (at >= end)
		return end;
	if (syntax->depth >= AXR_SYNTAX_DEPTH) {
		value->node = axr_syntax_flat(syntax, at, end);
		return end;
	}
	syntax->depth++;
	at = join_operands(syntax, at, end, value);
	syntax->depth--;
	return at;
}

uint32_t axr_syntax_flat(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t node = axr_flow_node(script, at);

	for (; at < end; at++) {
		struct axr_value value = { .node = 0 };

		if (axr_is_word(script, at, end))
			axr_syntax_name(syntax, &value, at);
		axr_flow_edge(script, value.node, node, AXR_E_DERIVE);
	}
	return node;
}
