/* Operands: constants, names, what is made by "new", casts, and all dots and brackets behind. */
#include "detect/script/literal.h"
#include "detect/script/syntax.h"

enum {
	GENERIC_MAX = 24, /* tokens of the types between "<" and ">" */
	CAST_MAX = 24	  /* tokens of a cast */
};

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
			 !axr_is_punct(script, at, limit, ',') &&
			 !axr_is_punct(script, at, limit, '[') &&
			 !axr_is_punct(script, at, limit, ']') &&
			 !axr_is_punct(script, at, limit, '?'))
			return from;
		if (!open)
			return axr_is_punct(script, at + 1, end, '(') ||
					       axr_is_punct(script, at + 1, end, '{')
				       ? at + 1
				       : from;
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
		if (!axr_is_punct(script, at, end, '.') &&
		    !axr_is_punct(script, at, end, AXR_P_SCOPE))
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
		value->word = axr_vocabulary_find(script->vocabulary,
						  axr_span_str("newfunction"));
	if (axr_is_punct(script, at, end, '('))
		at = axr_syntax_bracket(syntax, at, end, &arguments);
	else
		for (; axr_is_punct(script, at, end, '['); array = true)
			at = axr_syntax_bracket(syntax, at, end, &arguments);
	if (array || !name) {
		value->word = NULL;
		value->node = axr_flow_node(script, value->token);
		if (axr_is_punct(script, at, end, '{'))
			at = axr_syntax_elements(syntax, at, end, value);
		return at;
	}
	axr_syntax_call(syntax, value, &arguments, true);
	if (arguments.count == 1 && arguments.lambda) /* new Func<T>(x => ...) is the function */
		value->lambda = arguments.lambda;
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

	if (syntax->vb || mate >= end || mate == open + 1 || mate - open > CAST_MAX ||
	    mate + 1 >= end)
		return false;
	for (uint32_t i = open + 1; i < mate; i++)
		if (!axr_is_word(script, i, mate) && !axr_is_punct(script, i, mate, '.') &&
		    !axr_is_punct(script, i, mate, '[') && !axr_is_punct(script, i, mate, ']') &&
		    !axr_is_punct(script, i, mate, '<') && !axr_is_punct(script, i, mate, '>') &&
		    !axr_is_punct(script, i, mate, ',') && !axr_is_punct(script, i, mate, '?'))
			return false;
	switch (axr_at(script, mate + 1)->kind) {
	case AXR_TOKEN_WORD:
		return !axr_syntax_is_operator(script, mate + 1, end);
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

	behind = axr_syntax_lambda_at(syntax, at, end, value);
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
		behind = axr_syntax_lambda_at(syntax, at, end, value);
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
			return axr_syntax_elements(syntax, at, end, value);
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

/* "Execute .Item(1)" inside With: a dot behind a blank begins an argument of the statement. */
static bool begins_argument(const struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	const struct axr_token *token = axr_at(syntax->script, at), *before = token - 1;

	return syntax->vb && syntax->withs && axr_is_punct(syntax->script, at, end, '.') && at &&
	       before->kind == AXR_TOKEN_WORD && before->at + before->len < token->at;
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
		if (statement && begins_argument(syntax, at, end))
			break;
		if ((axr_is_punct(script, at, end, '.') ||
		     axr_is_punct(script, at, end, AXR_P_SAFE) ||
		     axr_is_punct(script, at, end, AXR_P_SCOPE) ||
		     axr_is_punct(script, at, end, AXR_P_POINTER) ||
		     (syntax->vb && axr_is_punct(script, at, end, '!'))) &&
		    axr_is_word(script, at + 1, end)) {
			axr_syntax_member(syntax, value, at + 1);
			at += 2;
		} else if (axr_is_punct(script, at, end, '(')) {
			if (statement && !bracket_is_all(script, at, end))
				break;
			at = axr_syntax_bracket(syntax, at, end, &arguments);
			axr_syntax_call(syntax, value, &arguments, false);
		} else if (axr_is_punct(script, at, end, '[') && !syntax->vb) {
			at = axr_syntax_bracket(syntax, at, end, &arguments);
			axr_syntax_index(syntax, value, &arguments);
		} else if (axr_is_punct(script, at, end, '<') && !syntax->vb && value->symbol &&
			   skip_generic(script, at, end) != at) {
			at = skip_generic(script, at, end);
		} else if (axr_is_punct(script, at, end, AXR_P_INCREMENT) ||
			   axr_is_punct(script, at, end, AXR_P_DECREMENT) ||
			   (axr_is_punct(script, at, end, '!') && !syntax->vb)) {
			at++;
		} else {
			break;
		}
	}
	return at;
}
