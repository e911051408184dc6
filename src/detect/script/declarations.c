/* Declarations of variables, fields and properties. */
#include "detect/script/syntax.h"

enum { TYPE_MAX = 32 /* tokens of a type's name, generics included */ };

/* C#'s "Type name": the token of the name, or 0. */
uint32_t axr_syntax_declared(const struct axr_script *script, uint32_t at, uint32_t end)
{
	uint32_t p = at, limit = end - at > TYPE_MAX ? at + TYPE_MAX : end;

	if (!axr_is_word(script, p, limit) || script->specials[p] == AXR_W_NEW)
		return 0;
	p++;
	while ((axr_is_punct(script, p, limit, '.') ||
		axr_is_punct(script, p, limit, AXR_P_SCOPE)) &&
	       axr_is_word(script, p + 1, limit))
		p += 2;
	if (axr_is_punct(script, p, limit, '<')) {
		unsigned open = 0;

		for (; p < limit; p++) {
			if (axr_is_punct(script, p, limit, '<'))
				open++;
			else if (axr_is_punct(script, p, limit, '>'))
				open--;
			else if (axr_is_punct(script, p, limit, AXR_P_SHIFT))
				open -= open < 2 ? open : 2;
			else if (!axr_is_word(script, p, limit) &&
				 !axr_is_punct(script, p, limit, '.') &&
				 !axr_is_punct(script, p, limit, ',') &&
				 !axr_is_punct(script, p, limit, '[') &&
				 !axr_is_punct(script, p, limit, ']'))
				return 0;
			if (!open) {
				p++;
				break;
			}
		}
	}
	while (axr_is_punct(script, p, limit, '[') &&
	       (axr_is_punct(script, p + 1, limit, ']') || axr_is_punct(script, p + 1, limit, ',')))
		p = axr_mate(script, p, limit) + 1;
	if (axr_is_punct(script, p, limit, '?') || axr_is_punct(script, p, limit, '*'))
		p++;
	if (!axr_is_word(script, p, limit) || script->specials[p] == AXR_W_IS ||
	    script->specials[p] == AXR_W_AS || script->specials[p] == AXR_W_IN ||
	    script->specials[p] == AXR_W_AND)
		return 0;
	if (p + 1 >= end || axr_is_punct(script, p + 1, end, '=') ||
	    axr_is_punct(script, p + 1, end, ';') || axr_is_punct(script, p + 1, end, ',') ||
	    axr_is_punct(script, p + 1, end, ')') || axr_is_punct(script, p + 1, end, '{') ||
	    axr_is_punct(script, p + 1, end, AXR_P_ARROW) ||
	    axr_special_at(script, p + 1, end) == AXR_W_IN)
		return p;
	return 0;
}

enum axr_kind axr_syntax_type(const struct axr_script *script, uint32_t at, uint32_t end)
{
	for (; at < end; at++)
		if (script->words[at] && script->words[at]->kind)
			return (enum axr_kind)script->words[at]->kind;
	return AXR_K_NONE;
}

static uint32_t declare(struct axr_syntax *syntax, uint32_t name, enum axr_kind kind,
			struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	struct axr_variable *v =
		axr_flow_variable(script, syntax->scope, script->symbols_of[name], true, name);
	uint32_t node = v ? v->node : 0;

	*value = (struct axr_value){
		.node = node,
		.root = node,
		.place = node,
		.token = name,
		.word = script->words[name],
		.first = true,
		.symbol = script->symbols_of[name],
	};
	axr_flow_add(script, node, kind == AXR_K_UPLOADER ? AXR_T_UPLOAD : 0, axr_kind_bit(kind));
	return node;
}

/* A property's accessors: what they return is the value of its name. */
static uint32_t property(struct axr_syntax *syntax, const struct axr_value *value, uint32_t at,
			 uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t lambda = axr_syntax_lambda(script, syntax->scope, 0, 0, syntax->vb);
	uint32_t mate = axr_mate(script, at, end);

	if (!lambda)
		return at + 1;
	axr_flow_edge(script, script->functions[lambda - 1].result, value->place, AXR_E_COPY);
	axr_syntax_enter(syntax, lambda, mate);
	return at + 1;
}

/* name [: Type] [= value] {, name [= value]}; braces languages. */
uint32_t axr_syntax_declare(struct axr_syntax *syntax, uint32_t name, uint32_t end,
			    enum axr_kind kind)
{
	struct axr_script *script = syntax->script;
	struct axr_value value, init;
	uint32_t at = name;

	while (axr_is_word(script, at, end)) {
		declare(syntax, at, kind, &value);
		at++;
		if (axr_is_punct(script, at, end, ':')) { /* JScript's type */
			uint32_t type = at + 1;

			for (at = type; at < end && at - type < TYPE_MAX; at++)
				if (!axr_is_word(script, at, end) &&
				    !axr_is_punct(script, at, end, '.') &&
				    !axr_is_punct(script, at, end, '[') &&
				    !axr_is_punct(script, at, end, ']'))
					break;
			axr_flow_add(script, value.node, 0,
				     axr_kind_bit(axr_syntax_type(script, type, at)));
		}
		if (axr_is_punct(script, at, end, '=')) {
			at = axr_syntax_expression(syntax, at + 1, end, &init);
			value.lambda = init.lambda;
			axr_syntax_assign(syntax, &value, init.node, false);
		} else if (axr_special_at(script, at, end) == AXR_W_IN) {
			at = axr_syntax_expression(syntax, at + 1, end, &init);
			axr_flow_edge(script, init.node, value.place, AXR_E_COPY);
		} else if (axr_is_punct(script, at, end, AXR_P_ARROW)) {
			at = axr_syntax_expression(syntax, at + 1, end, &init);
			axr_flow_edge(script, init.node, value.place, AXR_E_COPY);
		} else if (axr_is_punct(script, at, end, '{')) {
			return property(syntax, &value, at, end);
		}
		if (!axr_is_punct(script, at, end, ','))
			break;
		at++;
	}
	return at;
}

/* Dim a, b(10) As Type = value, c As New Type(arguments) */
uint32_t axr_syntax_declare_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	struct axr_value value, init;

	while (axr_is_word(script, at, end)) {
		uint32_t name = at++;

		if (axr_special_at(script, name, end) == AXR_W_SKIP)
			continue;
		declare(syntax, name, AXR_K_NONE, &value);
		if (axr_is_punct(script, at, end, '('))
			at = axr_mate(script, at, end) + 1;
		if (axr_special_at(script, at, end) == AXR_W_AS) {
			at++;
			if (axr_special_at(script, at, end) == AXR_W_NEW) {
				at = axr_syntax_operand(syntax, at, end, &init, false);
				axr_syntax_assign(syntax, &value, init.node, false);
			} else {
				uint32_t type = at;

				while (axr_is_word(script, at, end) ||
				       axr_is_punct(script, at, end, '.')) {
					if (at > type && axr_is_word(script, at - 1, end) &&
					    axr_is_word(script, at, end))
						break;
					at++;
				}
				if (axr_is_punct(script, at, end, '('))
					at = axr_mate(script, at, end) + 1;
				axr_flow_add(script, value.node, 0,
					     axr_kind_bit(axr_syntax_type(script, type,
									  at < end ? at : end)));
			}
		}
		if (axr_is_punct(script, at, end, '=')) {
			at = axr_syntax_expression(syntax, at + 1, end, &init);
			value.lambda = init.lambda;
			axr_syntax_assign(syntax, &value, init.node, false);
		} else if (axr_special_at(script, at, end) == AXR_W_IN) {
			at = axr_syntax_expression(syntax, at + 1, end, &init);
			axr_flow_edge(script, init.node, value.place, AXR_E_COPY);
		}
		if (!axr_is_punct(script, at, end, ','))
			break;
		at++;
	}
	return at;
}

/* var (a, b) = value */
uint32_t axr_syntax_deconstruct(struct axr_syntax *syntax, uint32_t open, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t mate = axr_mate(script, open, end), at = mate + 1;
	struct axr_value value, name;

	if (!axr_is_punct(script, at, end, '='))
		return open + 1;
	at = axr_syntax_expression(syntax, at + 1, end, &value);
	for (uint32_t i = open + 1; i < mate; i++)
		if (axr_is_word(script, i, mate)) {
			declare(syntax, i, AXR_K_NONE, &name);
			axr_flow_edge(script, value.node, name.place, AXR_E_DERIVE);
		}
	return at;
}
