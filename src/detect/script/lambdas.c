/* Functions without a name, in the middle of an expression. */
#include "detect/script/syntax.h"

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
		axr_flow_edge(script, result.node, script->functions[lambda - 1].result,
			      AXR_E_COPY);
	}
	syntax->scope = outer;
	value->lambda = lambda;
	value->node = script->functions[lambda - 1].result;
	return behind;
}

/* x => ..., (x, y) => ..., delegate (x) { }, function (x) { }, Function(x) ...; 0: none of them. */
uint32_t axr_syntax_lambda_at(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			      struct axr_value *value)
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
		if (!axr_is_word(script, at, end) ||
		    !axr_is_punct(script, at + 1, end, AXR_P_ARROW))
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
		struct axr_variable *v =
			axr_flow_variable(script, made, script->symbols_of[at], true, at);
		struct axr_function *f = &script->functions[made - 1];

		f->params[f->param_count++] = v ? v->node : 0;
	}
	return lambda_body(syntax, body, end, made, value);
}
