/* Expressions: operands joined by operators; what of each comes out. */
#include "detect/script/literal.h"
#include "detect/script/syntax.h"

enum {
	JOINED_MAX = 32,   /* operands held apart until the operator is known */
	MANY_ELEMENTS = 200, /* of an array that carries a program */
	GENERIC_MAX = 24,
	CAST_MAX = 10
};

/* The operands of one expression on the way. */
struct join {
	uint32_t nodes[JOINED_MAX];
	unsigned count;
	uint32_t first;     /* token */
	bool text;          /* one is constant text */
	bool constant;      /* all are constants */
	bool concatenated, computed, compared;
	unsigned choices;   /* "?" whose ":" is to come */
	bool joined;        /* more than one operand */
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
	SIGN_MORE,    /* += */
	SIGN_JOIN,
	SIGN_COMPUTE,
	SIGN_COMPARE,
	SIGN_CHOICE,
	SIGN_OTHER,   /* ":" of a choice */
	SIGN_ELSE,    /* "??", "||": one or the other */
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
		    axr_is_punct(script, at, end, AXR_P_INCREMENT) || axr_is_punct(script, at, end, AXR_P_DECREMENT) ||
		    axr_is_punct(script, at, end, AXR_P_RANGE) || axr_is_punct(script, at, end, '#'))
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

static uint32_t join_operands(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			      struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	struct join join = { .constant = true, .first = at };
	struct axr_value operand = { .node = 0 };
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

static void collect(struct axr_syntax *syntax, struct axr_arguments *arguments,
		    const struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	uint32_t at = arguments->count;

	if (value->lambda)
		arguments->lambda = value->lambda;
	if (!arguments->literal && value->node && script->nodes[value->node].literal)
		arguments->literal = script->nodes[value->node].literal;
	if (at == AXR_ARGUMENTS_MAX) {
		uint32_t node = axr_flow_node(script, value->token);

		axr_flow_edge(script, arguments->nodes[at - 1], node, AXR_E_DERIVE);
		axr_flow_edge(script, value->node, node, AXR_E_DERIVE);
		if (value->node)
			arguments->nodes[at - 1] = node;
		return;
	}
	arguments->nodes[at] = value->node;
	arguments->places[at] = value->place;
	arguments->count++;
}

uint32_t axr_syntax_arguments(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			      struct axr_arguments *arguments)
{
	struct axr_script *script = syntax->script;
	struct axr_value value;

	*arguments = (struct axr_arguments){ .count = 0 };
	while (at < end) {
		uint32_t from = at;

		if (axr_is_word(script, at, end) && /* name: value */
		    (axr_is_punct(script, at + 1, end, AXR_P_NAMED) ||
		     (axr_is_punct(script, at + 1, end, ':') && !syntax->vb)))
			at += 2;
		at = axr_syntax_expression(syntax, at, end, &value);
		collect(syntax, arguments, &value);
		if (axr_is_punct(script, at, end, ',') || axr_is_punct(script, at, end, ';')) {
			at++;
		} else if (at < end && axr_at(script, at)->kind == AXR_TOKEN_NEWLINE &&
			   axr_at(script, from)->kind != AXR_TOKEN_NEWLINE) {
			break;
		} else if (at == from) {
			break;
		} else if (at < end && !axr_is_word(script, at, end) &&
			   axr_at(script, at)->kind == AXR_TOKEN_PUNCT) {
			break;
		}
	}
	return at;
}

uint32_t axr_syntax_rest(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_arguments rest;
	uint32_t node = 0;

	while (at < end) {
		uint32_t from = at;

		at = axr_syntax_arguments(syntax, at, end, &rest);
		for (uint32_t i = 0; i < rest.count; i++) {
			if (rest.nodes[i] && !node)
				node = axr_flow_node(syntax->script, from);
			axr_flow_edge(syntax->script, rest.nodes[i], node, AXR_E_COPY);
		}
		if (at == from)
			at++;
	}
	return node;
}

/* All that a bracket holds; the token behind it.  A stray end inside does not stop it. */
static uint32_t bracket(struct axr_syntax *syntax, uint32_t open, uint32_t end,
			struct axr_arguments *arguments)
{
	uint32_t mate = axr_mate(syntax->script, open, end), at = open + 1;

	*arguments = (struct axr_arguments){ .count = 0 };
	if (at < mate)
		at = axr_syntax_arguments(syntax, at, mate, arguments);
	if (at < mate) {
		struct axr_value value = { .token = at };

		value.node = axr_syntax_rest(syntax, at, mate);
		collect(syntax, arguments, &value);
	}
	return mate < end ? mate + 1 : end;
}

static uint32_t join_arguments(struct axr_syntax *syntax, const struct axr_arguments *arguments,
			       uint32_t token)
{
	struct axr_script *script = syntax->script;
	uint32_t node = axr_flow_node(script, token);

	for (uint32_t i = 0; i < arguments->count; i++)
		axr_flow_edge(script, arguments->nodes[i], node, AXR_E_COPY);
	return node;
}

/* Values in braces or square brackets; many numbers are a program in disguise. */
static uint32_t elements(struct axr_syntax *syntax, uint32_t open, uint32_t end,
			 struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	struct axr_arguments arguments;
	uint32_t behind = bracket(syntax, open, end, &arguments);

	value->node = join_arguments(syntax, &arguments, open);
	value->token = open;
	if (behind - open > 2 * MANY_ELEMENTS) {
		uint32_t numbers = 0;

		for (uint32_t i = open; i < behind; i++)
			numbers += axr_at(script, i)->kind == AXR_TOKEN_NUMBER;
		if (numbers > MANY_ELEMENTS)
			axr_flow_add(script, value->node, AXR_T_BLOB | AXR_T_LITERAL, 0);
	}
	return behind;
}

static void literal(struct axr_syntax *syntax, uint32_t at, struct axr_value *value);

/* What stands in the body of a lambda. */
static uint32_t lambda_body(struct axr_syntax *syntax, uint32_t at, uint32_t end, uint32_t lambda,
			    struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	uint32_t outer = syntax->scope, behind;
	struct axr_value result;

	syntax->scope = lambda;
	if (axr_is_punct(script, at, end, '{')) {
		uint32_t mate = axr_mate(script, at, end);

		if (syntax->depth < AXR_SYNTAX_DEPTH) {
			syntax->depth++;
			axr_syntax_statements(syntax, at + 1, mate);
			syntax->depth--;
		}
		behind = mate < end ? mate + 1 : end;
	} else {
		behind = axr_syntax_expression(syntax, at, end, &result);
		axr_flow_edge(script, result.node, script->functions[lambda - 1].result, AXR_E_COPY);
	}
	syntax->scope = outer;
	value->lambda = lambda;
	value->node = script->functions[lambda - 1].result;
	return behind;
}

/* x => ..., (x, y) => ..., delegate (x) { }, function (x) { }, Function(x) ...; 0: none of them. */
static uint32_t lambda(struct axr_syntax *syntax, uint32_t at, uint32_t end, struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	uint32_t open = at, close, body, made;
	uint8_t special = axr_special_at(script, at, end);

	if (special == AXR_W_FUNCTION || special == AXR_W_DELEGATE) {
		open = at + 1;
		if (special == AXR_W_FUNCTION && axr_is_word(script, open, end))
			open++;
		if (special == AXR_W_DELEGATE && axr_is_punct(script, open, end, '{')) {
			close = body = open;
		} else {
			if (!axr_is_punct(script, open, end, '('))
				return 0;
			close = axr_mate(script, open, end);
			body = close + 1;
			while (!syntax->vb && body < end && body - close < 8 &&
			       !axr_is_punct(script, body, end, '{'))
				body++;
		}
	} else if (axr_is_punct(script, at, end, '(')) {
		close = axr_mate(script, open, end);
		body = close + 2;
		if (!axr_is_punct(script, close + 1, end, AXR_P_ARROW))
			return 0;
	} else {
		if (!axr_is_word(script, at, end) || !axr_is_punct(script, at + 1, end, AXR_P_ARROW))
			return 0;
		close = open;
		body = at + 2;
	}
	if (body >= end)
		return 0;
	made = axr_syntax_lambda(script, syntax->scope, open, close, syntax->vb);
	if (!made)
		return 0;
	if (close == open && axr_is_word(script, at, end) && special != AXR_W_DELEGATE) {
		struct axr_variable *v = axr_flow_variable(script, made, script->symbols_of[at], true, at);
		struct axr_function *f = &script->functions[made - 1];

		f->params[f->param_count++] = v ? v->node : 0;
	}
	return lambda_body(syntax, body, end, made, value);
}

static void literal(struct axr_syntax *syntax, uint32_t at, struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	const struct axr_token *token = axr_at(script, at);

	value->token = at;
	value->literal = true;
	if (token->kind != AXR_TOKEN_STRING)
		return;
	value->node = axr_flow_node(script, at);
	axr_flow_add(script, value->node, axr_script_literal(script, at), 0);
	if (value->node)
		script->nodes[value->node].literal = at + 1;
	for (size_t i = 0; i < token->text.len && i < 64 && !value->text; i++)
		value->text = axr_is_alpha(token->text.ptr[i]) || axr_is_digit(token->text.ptr[i]);
}

/* The object initialiser of "new T { A = 1 }", or VB's "With { .A = 1 }". */
static uint32_t initialiser(struct axr_syntax *syntax, uint32_t open, uint32_t end,
			    struct axr_value *made)
{
	struct axr_script *script = syntax->script;
	uint32_t mate = axr_mate(script, open, end), at = open + 1;

	while (at < mate) {
		struct axr_value member = *made, value;
		uint32_t from = at;

		at += axr_is_punct(script, at, mate, '.');
		if (axr_is_word(script, at, mate) && axr_is_punct(script, at + 1, mate, '=')) {
			axr_syntax_member(syntax, &member, at);
			at = axr_syntax_expression(syntax, at + 2, mate, &value);
			axr_syntax_assign(syntax, &member, value.node, false);
		} else {
			at = axr_syntax_expression(syntax, at, mate, &value);
			axr_flow_edge(script, value.node, made->node, AXR_E_TAINT);
		}
		if (axr_is_punct(script, at, mate, ',') || at == from)
			at++;
	}
	return mate < end ? mate + 1 : end;
}

static uint32_t skip_generic(const struct axr_script *script, uint32_t at, uint32_t end)
{
	uint32_t from = at, limit = end - at > GENERIC_MAX ? at + GENERIC_MAX : end;
	unsigned open = 0;

	for (; at < limit; at++) {
		if (axr_is_punct(script, at, limit, '<'))
			open++;
		else if (axr_is_punct(script, at, limit, '>'))
			open--;
		else if (axr_is_punct(script, at, limit, AXR_P_SHIFT) && open > 1)
			open -= 2;
		else if (!axr_is_word(script, at, limit) && !axr_is_punct(script, at, limit, '.') &&
			 !axr_is_punct(script, at, limit, ',') && !axr_is_punct(script, at, limit, '[') &&
			 !axr_is_punct(script, at, limit, ']') && !axr_is_punct(script, at, limit, '?'))
			return from;
		if (!open)
			return axr_is_punct(script, at + 1, end, '(') ||
			       axr_is_punct(script, at + 1, end, '{') ? at + 1 : from;
	}
	return from;
}

/* new Type(arguments) { initialiser }, new Type[size] { elements } */
static uint32_t creation(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			 struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	struct axr_arguments arguments = { .count = 0 };
	bool array = false;
	uint32_t name = 0;

	at++;
	while (axr_is_word(script, at, end)) {
		name = at++;
		if (!axr_is_punct(script, at, end, '.') && !axr_is_punct(script, at, end, AXR_P_SCOPE))
			break;
		at++;
	}
	if (axr_is_punct(script, at, end, '<'))
		at = skip_generic(script, at, end);
	*value = (struct axr_value){
		.token = name ? name : at - 1,
		.word = name ? script->words[name] : NULL,
		.symbol = name ? script->symbols_of[name] : 0,
		.first = true,
	};
	if (syntax->lang == AXR_LANG_JSCRIPT && value->word &&
	    (value->word->special & AXR_W_MASK) == AXR_W_FUNCTION) /* code from text */
		value->word = axr_vocabulary_find(script->vocabulary, axr_span_str("eval"));
	if (axr_is_punct(script, at, end, '('))
		at = bracket(syntax, at, end, &arguments);
	else
		for (; axr_is_punct(script, at, end, '['); array = true)
			at = bracket(syntax, at, end, &arguments);
	if (array || !name) {
		value->word = NULL;
		value->node = axr_flow_node(script, value->token);
		if (axr_is_punct(script, at, end, '{'))
			at = elements(syntax, at, end, value);
		return at;
	}
	axr_syntax_call(syntax, value, &arguments, true);
	if (axr_special_at(script, at, end) == AXR_W_WITH && axr_is_punct(script, at + 1, end, '{'))
		at++;
	if (axr_is_punct(script, at, end, '{')) {
		value->root = value->node;
		at = initialiser(syntax, at, end, value);
		value->root = 0;
	}
	return at;
}

/* Whether the bracket at open holds no more than a type, and an operand follows: a cast. */
static bool is_cast(const struct axr_syntax *syntax, uint32_t open, uint32_t mate, uint32_t end)
{
	const struct axr_script *script = syntax->script;

	if (syntax->vb || mate >= end || mate == open + 1 || mate - open > CAST_MAX || mate + 1 >= end)
		return false;
	for (uint32_t i = open + 1; i < mate; i++)
		if (!axr_is_word(script, i, mate) && !axr_is_punct(script, i, mate, '.') &&
		    !axr_is_punct(script, i, mate, '[') && !axr_is_punct(script, i, mate, ']') &&
		    !axr_is_punct(script, i, mate, '<') && !axr_is_punct(script, i, mate, '>') &&
		    !axr_is_punct(script, i, mate, ',') && !axr_is_punct(script, i, mate, '?'))
			return false;
	switch (axr_at(script, mate + 1)->kind) {
	case AXR_TOKEN_WORD:
		return sign_of_word(script, mate + 1, end) == SIGN_END;
	case AXR_TOKEN_STRING:
	case AXR_TOKEN_NUMBER:
	case AXR_TOKEN_CHAR:
		return true;
	default:
		return axr_is_punct(script, mate + 1, end, '(');
	}
}

static uint32_t cast(struct axr_syntax *syntax, uint32_t open, uint32_t mate, uint32_t end,
		     struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	enum axr_effect effect = AXR_E_COPY;
	uint32_t behind, node;

	if (mate == open + 2 && axr_special_at(script, open + 1, end) == AXR_W_CASTTYPE)
		effect = AXR_E_CHAR;
	else if (mate == open + 2 && script->words[open + 1] &&
		 script->words[open + 1]->groups & AXR_G_NUMERIC)
		effect = AXR_E_NUMBER;
	if (syntax->depth >= AXR_SYNTAX_DEPTH) {
		value->node = axr_syntax_flat(syntax, mate + 1, end);
		return end;
	}
	syntax->depth++;
	behind = axr_syntax_operand(syntax, mate + 1, end, value, false);
	syntax->depth--;
	if (effect != AXR_E_COPY) {
		node = axr_flow_node(script, value->token);
		axr_flow_edge(script, value->node, node, effect);
		*value = (struct axr_value){ .node = node, .token = value->token };
	}
	return behind;
}

static uint32_t parenthesis(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			    struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	uint32_t mate = axr_mate(script, at, end), behind;

	behind = lambda(syntax, at, end, value);
	if (behind)
		return behind;
	if (is_cast(syntax, at, mate, end))
		return cast(syntax, at, mate, end, value);
	behind = axr_syntax_expression(syntax, at + 1, mate, value);
	if (behind < mate) { /* a tuple, or what we do not understand */
		uint32_t node = axr_flow_node(script, at);

		axr_flow_edge(script, value->node, node, AXR_E_COPY);
		axr_flow_edge(script, axr_syntax_rest(syntax, behind, mate), node, AXR_E_COPY);
		*value = (struct axr_value){ .node = node, .token = at };
	}
	return mate < end ? mate + 1 : end;
}

static uint32_t primary(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	uint32_t behind;

	switch (axr_at(script, at)->kind) {
	case AXR_TOKEN_STRING:
	case AXR_TOKEN_CHAR:
	case AXR_TOKEN_NUMBER:
		literal(syntax, at, value);
		return at + 1;
	case AXR_TOKEN_WORD:
		behind = lambda(syntax, at, end, value);
		if (behind)
			return behind;
		switch (axr_special_at(script, at, end)) {
		case AXR_W_NEW:
			return creation(syntax, at, end, value);
		case AXR_W_THEN:
		case AXR_W_TO:
		case AXR_W_IN:
		case AXR_W_IS:
			return at;
		case AXR_W_AS:
			return at;
		case AXR_W_EMPTY:
			value->literal = true;
			value->token = at;
			return at + 1;
		case AXR_W_CTYPE:
			if (axr_is_punct(script, at + 1, end, '('))
				return at + 1;
			break;
		default:
			break;
		}
		axr_syntax_name(syntax, value, at);
		return at + 1;
	default:
		if (axr_is_punct(script, at, end, '('))
			return parenthesis(syntax, at, end, value);
		if (axr_is_punct(script, at, end, '{') || axr_is_punct(script, at, end, '['))
			return elements(syntax, at, end, value);
		if (axr_is_punct(script, at, end, '.') && syntax->withs &&
		    axr_is_word(script, at + 1, end)) {
			value->node = value->root = syntax->with[syntax->withs - 1];
			value->token = at;
		}
		return at;
	}
}

/* Whether a bracket behind a VB statement's name holds its arguments, or only begins the first. */
static bool bracket_is_all(const struct axr_script *script, uint32_t open, uint32_t end)
{
	uint32_t next = axr_mate(script, open, end) + 1;

	return next >= end || axr_at(script, next)->kind == AXR_TOKEN_NEWLINE ||
	       axr_is_punct(script, next, end, '.') || axr_is_punct(script, next, end, '=') ||
	       axr_is_punct(script, next, end, '(') || axr_is_punct(script, next, end, AXR_P_ADD) ||
	       axr_is_punct(script, next, end, AXR_P_APPEND) || axr_is_word(script, next, end);
}

uint32_t axr_syntax_operand(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			    struct axr_value *value, bool statement)
{
	struct axr_script *script = syntax->script;
	struct axr_arguments arguments;

	*value = (struct axr_value){ .token = at };
	if (at >= end)
		return end;
	at = primary(syntax, at, end, value);
	while (at < end) {
		if ((axr_is_punct(script, at, end, '.') || axr_is_punct(script, at, end, AXR_P_SAFE) ||
		     axr_is_punct(script, at, end, AXR_P_SCOPE) || axr_is_punct(script, at, end, AXR_P_POINTER) ||
		     (syntax->vb && axr_is_punct(script, at, end, '!'))) &&
		    axr_is_word(script, at + 1, end)) {
			axr_syntax_member(syntax, value, at + 1);
			at += 2;
		} else if (axr_is_punct(script, at, end, '(')) {
			if (statement && !bracket_is_all(script, at, end))
				break;
			at = bracket(syntax, at, end, &arguments);
			axr_syntax_call(syntax, value, &arguments, false);
		} else if (axr_is_punct(script, at, end, '[') && !syntax->vb) {
			at = bracket(syntax, at, end, &arguments);
			axr_syntax_index(syntax, value, &arguments);
		} else if (axr_is_punct(script, at, end, '<') && !syntax->vb && value->symbol &&
			   skip_generic(script, at, end) != at) {
			at = skip_generic(script, at, end);
		} else if (axr_is_punct(script, at, end, AXR_P_INCREMENT) || axr_is_punct(script, at, end, AXR_P_DECREMENT) ||
			   (axr_is_punct(script, at, end, '!') && !syntax->vb)) {
			at++;
		} else {
			break;
		}
	}
	return at;
}
