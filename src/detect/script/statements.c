/* Statements: declarations, assignments, the bounds of functions.  What runs when is not asked. */
#include "detect/script/syntax.h"

enum {
	TYPE_MAX = 32,  /* tokens of a type's name, generics included */
	HEADER_MAX = 32 /* tokens before the name of a function: modifiers and its type */
};

static bool is_end(const struct axr_script *script, uint32_t at, uint32_t end)
{
	return at >= end || axr_at(script, at)->kind == AXR_TOKEN_NEWLINE;
}

static uint32_t skip_line(const struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	while (!(syntax->vb ? is_end(syntax->script, at, end)
			    : at >= end || axr_is_punct(syntax->script, at, end, ';')))
		at++;
	return at;
}

static void enter(struct axr_syntax *syntax, uint32_t scope, uint32_t end)
{
	if (syntax->frame_count == AXR_SYNTAX_DEPTH)
		return;
	syntax->frames[syntax->frame_count].end = end;
	syntax->frames[syntax->frame_count++].outer = syntax->scope;
	syntax->scope = scope;
}

static void leave(struct axr_syntax *syntax, uint32_t at, unsigned base)
{
	while (syntax->frame_count > base && at >= syntax->frames[syntax->frame_count - 1].end)
		syntax->scope = syntax->frames[--syntax->frame_count].outer;
}

/* A [WebMethod] before a function: the client chooses what it is called with. */
static void open_to_client(struct axr_syntax *syntax, uint32_t index)
{
	struct axr_script *script = syntax->script;
	struct axr_function *function = &script->functions[index];

	if (!syntax->web_method)
		return;
	syntax->web_method = false;
	function->web_method = true;
	for (uint32_t i = 0; i < function->param_count; i++)
		axr_flow_add(script, function->params[i], AXR_T_CLIENT | AXR_T_WHOLE, 0);
}

/* Where a named function's header stands here: the token of its body, with its scope entered. */
static uint32_t function_here(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	const struct axr_function *f;
	uint32_t index, i;

	while (syntax->next < script->named_count && script->functions[syntax->next].name < at)
		syntax->next++;
	if (syntax->next == script->named_count)
		return 0;
	index = syntax->next;
	f = &script->functions[index];
	if (f->name >= end || f->name - at > HEADER_MAX)
		return 0;
	for (i = at; i < f->name; i++)
		if (axr_is_punct(script, i, end, ';') || axr_is_punct(script, i, end, '{') ||
		    axr_is_punct(script, i, end, '=') || axr_is_punct(script, i, end, '(') ||
		    axr_is_punct(script, i, end, '}') || is_end(script, i, end))
			return 0;
	syntax->next++;
	open_to_client(syntax, index);
	f = &script->functions[index];
	if (f->arrow) {
		struct axr_value value;
		uint32_t outer = syntax->scope, behind;

		syntax->scope = index + 1;
		behind = axr_syntax_expression(syntax, f->body, end, &value);
		syntax->scope = outer;
		axr_flow_edge(script, value.node, f->result, AXR_E_COPY);
		return behind > f->body ? behind : f->body;
	}
	enter(syntax, index + 1, f->end);
	return f->vb ? skip_line(syntax, f->body, end) : f->body;
}

/* C#'s "Type name": the token of the name, or 0. */
static uint32_t declared_name(const struct axr_script *script, uint32_t at, uint32_t end)
{
	uint32_t p = at, limit = end - at > TYPE_MAX ? at + TYPE_MAX : end;

	if (!axr_is_word(script, p, limit) || script->specials[p] == AXR_W_NEW)
		return 0;
	p++;
	while ((axr_is_punct(script, p, limit, '.') || axr_is_punct(script, p, limit, AXR_P_SCOPE)) &&
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

static enum axr_kind type_kind(const struct axr_script *script, uint32_t at, uint32_t end)
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
	struct axr_variable *v = axr_flow_variable(script, syntax->scope, script->symbols_of[name],
						   true, name);
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
	enter(syntax, lambda, mate);
	return at + 1;
}

/* name [: Type] [= value] {, name [= value]}; braces languages. */
static uint32_t declarations(struct axr_syntax *syntax, uint32_t name, uint32_t end,
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
				     axr_kind_bit(type_kind(script, type, at)));
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
static uint32_t declarations_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
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

				while (axr_is_word(script, at, end) || axr_is_punct(script, at, end, '.')) {
					if (at > type && axr_is_word(script, at - 1, end) &&
					    axr_is_word(script, at, end))
						break;
					at++;
				}
				if (axr_is_punct(script, at, end, '('))
					at = axr_mate(script, at, end) + 1;
				axr_flow_add(script, value.node, 0,
					     axr_kind_bit(type_kind(script, type, at < end ? at : end)));
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
static uint32_t deconstruction(struct axr_syntax *syntax, uint32_t open, uint32_t end)
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

static uint32_t give_back(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_value value;

	at = axr_syntax_expression(syntax, at, end, &value);
	if (syntax->scope)
		axr_flow_edge(syntax->script, value.node,
			      syntax->script->functions[syntax->scope - 1].result, AXR_E_COPY);
	return at;
}

/* [attributes] and <attributes>: does one open the next function to the client? */
static uint32_t attribute(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t close = at + 1;

	if (syntax->vb) {
		while (close < end && close - at < TYPE_MAX && !axr_is_punct(script, close, end, '>'))
			close++;
	} else {
		close = axr_mate(script, at, end);
	}
	for (uint32_t i = at; i < close && i - at < TYPE_MAX; i++)
		if (axr_special_at(script, i, close) == AXR_W_WEBMETHOD)
			syntax->web_method = true;
	return close + 1;
}

static uint32_t expression_statement(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_value value;
	uint32_t behind = axr_syntax_expression(syntax, at, end, &value);

	return behind > at ? behind : at + 1;
}

static uint32_t word_braces(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	struct axr_value value;
	uint32_t name;

	switch (axr_special_at(script, at, end)) {
	case AXR_W_SKIP:
	case AXR_W_THEN:
		return at + 1;
	case AXR_W_IF:
		if (axr_is_punct(script, at + 1, end, '(')) {
			uint32_t mate = axr_mate(script, at + 1, end);

			at = axr_syntax_expression(syntax, at + 2, mate, &value);
			axr_syntax_rest(syntax, at, mate);
			return mate + 1;
		}
		return at + 1;
	case AXR_W_FOR:
	case AXR_W_USING:
		if (axr_is_punct(script, at + 1, end, '('))
			return at + 2;
		if (axr_special_at(script, at, end) == AXR_W_FOR)
			return at + 1;
		name = declared_name(script, at + 1, end);
		return name ? at + 1 : skip_line(syntax, at, end);
	case AXR_W_RETURN:
		return give_back(syntax, at + 1, end);
	case AXR_W_VAR:
		if (axr_is_punct(script, at + 1, end, '('))
			return deconstruction(syntax, at + 1, end);
		name = declared_name(script, at + 1, end); /* const Type name */
		if (name)
			return declarations(syntax, name, end, type_kind(script, at + 1, name));
		return declarations(syntax, at + 1, end, AXR_K_NONE);
	case AXR_W_CLASS:
		for (at++; at < end; at++)
			if (axr_is_punct(script, at, end, '{') || axr_is_punct(script, at, end, ';') ||
			    axr_is_punct(script, at, end, '('))
				break;
		return at;
	case AXR_W_LINE:
		return skip_line(syntax, at, end);
	case AXR_W_CASE:
		at = axr_syntax_expression(syntax, at + 1, end, &value);
		return at + 1;
	case AXR_W_FUNCTION:
		break;
	default:
		name = declared_name(script, at, end);
		if (name && syntax->lang != AXR_LANG_JSCRIPT)
			return declarations(syntax, name, end, type_kind(script, at, name));
		break;
	}
	return expression_statement(syntax, at, end);
}

static uint32_t statement_braces(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t body;

	if (axr_is_punct(script, at, end, '[') && syntax->lang != AXR_LANG_JSCRIPT)
		return attribute(syntax, at, end);
	body = function_here(syntax, at, end);
	if (body)
		return body;
	if (axr_is_word(script, at, end))
		return word_braces(syntax, at, end);
	if (axr_is_punct(script, at, end, '{') || axr_is_punct(script, at, end, '}') ||
	    axr_is_punct(script, at, end, ';') || axr_is_punct(script, at, end, ')') ||
	    axr_is_punct(script, at, end, ':') || axr_is_punct(script, at, end, ','))
		return at + 1;
	return expression_statement(syntax, at, end);
}

static bool begins_operand(const struct axr_script *script, uint32_t at, uint32_t end)
{
	if (is_end(script, at, end))
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
		return declarations_vb(syntax, at + 1, end);
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
		     axr_is_punct(script, at + 2, end, '=') || axr_is_punct(script, at + 2, end, ',')))
			return declarations_vb(syntax, at + 1, end);
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
		behind = declarations_vb(syntax, at + 1, end);
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
		return skip_line(syntax, at, end);
	case AXR_W_RETURN:
		return give_back(syntax, at + 1, end);
	default:
		return plain_vb(syntax, at, end);
	}
}

static uint32_t statement_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t body;

	if (is_end(script, at, end))
		return at + 1;
	if (axr_is_punct(script, at, end, '<'))
		return attribute(syntax, at, end);
	body = function_here(syntax, at, end);
	if (body)
		return body;
	if (axr_is_word(script, at, end))
		return word_vb(syntax, at, end);
	if (axr_is_punct(script, at, end, '.') || axr_is_punct(script, at, end, '('))
		return plain_vb(syntax, at, end);
	return at + 1;
}

void axr_syntax_statements(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	unsigned base = syntax->frame_count;

	while (at < end && !syntax->script->failed) {
		uint32_t next;

		leave(syntax, at, syntax->depth ? base : 0);
		next = syntax->vb ? statement_vb(syntax, at, end) : statement_braces(syntax, at, end);
		at = next > at ? next : at + 1;
	}
	leave(syntax, end, syntax->depth ? base : 0);
}

void axr_syntax_read(struct axr_script *script)
{
	struct axr_syntax syntax = { .script = script, .page = script->page };

	for (uint32_t b = 0; b < script->page->block_count; b++) {
		const struct axr_block *block = &script->page->blocks[b];

		syntax.lang = block->lang;
		if (syntax.lang == AXR_LANG_UNKNOWN)
			syntax.lang = script->page->classic ? AXR_LANG_VBSCRIPT : AXR_LANG_CSHARP;
		syntax.vb = syntax.lang == AXR_LANG_VB || syntax.lang == AXR_LANG_VBSCRIPT;
		axr_syntax_statements(&syntax, block->first, block->first + block->count);
	}
}
