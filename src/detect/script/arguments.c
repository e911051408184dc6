/* What brackets and braces hold: arguments, keys, elements. */
#include "detect/script/syntax.h"

enum { MANY_ELEMENTS = 200 /* of an array that carries a program */ };

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
uint32_t axr_syntax_bracket(struct axr_syntax *syntax, uint32_t open, uint32_t end,
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
uint32_t axr_syntax_elements(struct axr_syntax *syntax, uint32_t open, uint32_t end,
			     struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	struct axr_arguments arguments;
	uint32_t behind = axr_syntax_bracket(syntax, open, end, &arguments);

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
