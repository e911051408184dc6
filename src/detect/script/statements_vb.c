/* Statements of Visual Basic and VBScript: lines rather than braces. */
#include "detect/script/syntax.h"

static bool begins_operand(const struct axr_script *script, uint32_t at, uint32_t end)
{
	if (axr_is_end(script, at, end))
		return false;
	switch (axr_at(script, at)->kind) {
	case AXR_TOKEN_STRING:
	case AXR_TOKEN_CHAR:
	case AXR_TOKEN_NUMBER:
		return true;
	case AXR_TOKEN_WORD:
		switch (axr_special_at(script, at, end)) {
		case AXR_W_THEN:
		case AXR_W_IS:
		case AXR_W_TO:
		case AXR_W_AS:
		case AXR_W_IN:
		case AXR_W_XOR:
		case AXR_W_MOD:
			return false;
		default:
			return true;
		}
	default:
		return axr_is_punct(script, at, end, '(') || axr_is_punct(script, at, end, ',') ||
		       axr_is_punct(script, at, end, '-') || axr_is_punct(script, at, end, '.') ||
		       axr_is_punct(script, at, end, '{');
	}
}

/* name = value, name += value, name argument, argument: VB's statements without a keyword */
static uint32_t plain_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	struct axr_value value, right;
	struct axr_arguments arguments;
	uint32_t behind = axr_syntax_operand(syntax, at, end, &value, true);

	if (behind == at)
		return at + 1;
	at = behind;
	if (at < end && (script->signs[at] == '=' || script->signs[at] == AXR_P_ADD ||
			 script->signs[at] == AXR_P_APPEND || script->signs[at] == AXR_P_CHANGE)) {
		bool more = script->signs[at] != '=';

		at = axr_syntax_expression(syntax, at + 1, end, &right);
		value.lambda = right.lambda;
		axr_syntax_assign(syntax, &value, right.node, more);
		return at;
	}
	if (begins_operand(script, at, end)) {
		behind = axr_syntax_arguments(syntax, at, end, &arguments);
		axr_syntax_call(syntax, &value, &arguments, false);
		return behind > at ? behind : at + 1;
	}
	if (!value.called) {
		arguments = (struct axr_arguments){ .count = 0 };
		axr_syntax_call(syntax, &value, &arguments, false);
	}
	return at;
}

static uint32_t for_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	if (axr_special_at(syntax->script, at, end) == AXR_W_EACH)
		return axr_syntax_declare_vb(syntax, at + 1, end);
	return at;
}

static uint32_t end_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	if (axr_special_at(syntax->script, at + 1, end) == AXR_W_WITH && syntax->withs)
		syntax->withs--;
	return axr_is_word(syntax->script, at + 1, end) ? at + 2 : at + 1;
}

static uint32_t with_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_value value;

	at = axr_syntax_expression(syntax, at + 1, end, &value);
	if (syntax->withs < sizeof(syntax->with) / sizeof(syntax->with[0]))
		syntax->with[syntax->withs++] = value.root ? value.root : value.node;
	return at;
}

static uint32_t word_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	struct axr_value value;
	uint32_t behind;

	switch (axr_special_at(script, at, end)) {
	case AXR_W_SKIP:
		/* Private name As Type, without Dim */
		if (axr_is_word(script, at + 1, end) && !axr_special_at(script, at + 1, end) &&
		    (axr_special_at(script, at + 2, end) == AXR_W_AS ||
		     axr_is_end(script, at + 2, end) || axr_is_punct(script, at + 2, end, '=') ||
		     axr_is_punct(script, at + 2, end, ',')))
			return axr_syntax_declare_vb(syntax, at + 1, end);
		return at + 1;
	case AXR_W_THEN:
	case AXR_W_SET:
	case AXR_W_CALL:
	case AXR_W_AWAIT:
	case AXR_W_TO:
	case AXR_W_REDIM:
	case AXR_W_PRESERVE:
	case AXR_W_FUNCTION:
		return at + 1;
	case AXR_W_VAR:
	case AXR_W_USING:
		behind = axr_syntax_declare_vb(syntax, at + 1, end);
		return behind > at ? behind : at + 1;
	case AXR_W_IF:
		behind = axr_syntax_expression(syntax, at + 1, end, &value);
		return behind > at ? behind : at + 1;
	case AXR_W_CASE:
		do
			at = axr_syntax_expression(syntax, at + 1, end, &value);
		while (axr_is_punct(script, at, end, ','));
		return at;
	case AXR_W_SELECT:
		return at + 1;
	case AXR_W_FOR:
		return for_vb(syntax, at + 1, end);
	case AXR_W_CLASS:
		return at + 2;
	case AXR_W_END:
		return end_vb(syntax, at, end);
	case AXR_W_EXIT:
		return at + 2;
	case AXR_W_WITH:
		return with_vb(syntax, at, end);
	case AXR_W_ON:
	case AXR_W_LINE:
		return axr_syntax_skip_line(syntax, at, end);
	case AXR_W_RETURN:
		return axr_syntax_return(syntax, at + 1, end);
	default:
		return plain_vb(syntax, at, end);
	}
}

uint32_t axr_syntax_statement_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t body;

	if (axr_is_end(script, at, end))
		return at + 1;
	if (axr_is_punct(script, at, end, '<'))
		return axr_syntax_attribute(syntax, at, end);
	body = axr_syntax_function_here(syntax, at, end);
	if (body)
		return body;
	if (axr_is_word(script, at, end))
		return word_vb(syntax, at, end);
	if (axr_is_punct(script, at, end, '.') || axr_is_punct(script, at, end, '('))
		return plain_vb(syntax, at, end);
	return at + 1;
}
