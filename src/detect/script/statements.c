/* Statements: declarations, assignments, the bounds of functions.  What runs when is not asked. */
#include "detect/script/syntax.h"

enum {
	ATTRIBUTE_MAX = 32, /* tokens of an attribute that are looked at */
	HEADER_MAX = 32,    /* tokens before the name of a function: modifiers and its type */
	STATEMENT = 64	    /* steps of the clock */
};

uint32_t axr_syntax_skip_line(const struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	while (!(syntax->vb ? axr_is_end(syntax->script, at, end)
			    : at >= end || axr_is_punct(syntax->script, at, end, ';')))
		at++;
	return at;
}

void axr_syntax_enter(struct axr_syntax *syntax, uint32_t scope, uint32_t end)
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
uint32_t axr_syntax_function_here(struct axr_syntax *syntax, uint32_t at, uint32_t end)
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
		    axr_is_punct(script, i, end, '}') || axr_is_end(script, i, end))
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
	axr_syntax_enter(syntax, index + 1, f->end);
	return f->vb ? axr_syntax_skip_line(syntax, f->body, end) : f->body;
}

uint32_t axr_syntax_return(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_value value;

	at = axr_syntax_expression(syntax, at, end, &value);
	if (syntax->scope)
		axr_flow_edge(syntax->script, value.node,
			      syntax->script->functions[syntax->scope - 1].result, AXR_E_COPY);
	return at;
}

/* [attributes] and <attributes>: does one open the next function to the client? */
/* DllImport(..., EntryPoint = "name"): what the function is called where it comes from. */
static void note_entry(struct axr_script *script, uint32_t token)
{
	const struct axr_word *word = axr_vocabulary_find(script->vocabulary,
							  axr_at(script, token)->text);

	if (word)
		axr_script_trait(script, (enum axr_trait)word->trait, token);
}

uint32_t axr_syntax_attribute(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t close = at + 1;
	bool native = false;

	if (syntax->vb) {
		while (close < end && close - at < ATTRIBUTE_MAX &&
		       !axr_is_punct(script, close, end, '>'))
			close++;
	} else {
		close = axr_mate(script, at, end);
	}
	for (uint32_t i = at; i < close && i - at < ATTRIBUTE_MAX; i++) {
		if (axr_special_at(script, i, close) == AXR_W_WEBMETHOD)
			syntax->web_method = true;
		native |= script->words[i] && script->words[i]->trait == AXR_TRAIT_NATIVE;
		if (native && axr_at(script, i)->kind == AXR_TOKEN_STRING)
			note_entry(script, i);
	}
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
		name = axr_syntax_declared(script, at + 1, end);
		return name ? at + 1 : axr_syntax_skip_line(syntax, at, end);
	case AXR_W_RETURN:
		return axr_syntax_return(syntax, at + 1, end);
	case AXR_W_VAR:
		if (axr_is_punct(script, at + 1, end, '('))
			return axr_syntax_deconstruct(syntax, at + 1, end);
		name = axr_syntax_declared(script, at + 1, end); /* const Type name */
		if (name)
			return axr_syntax_declare(syntax, name, end,
						  axr_syntax_type(script, at + 1, name));
		return axr_syntax_declare(syntax, at + 1, end, AXR_K_NONE);
	case AXR_W_CLASS:
		for (at++; at < end; at++)
			if (axr_is_punct(script, at, end, '{') ||
			    axr_is_punct(script, at, end, ';') ||
			    axr_is_punct(script, at, end, '('))
				break;
		return at;
	case AXR_W_LINE:
		return axr_syntax_skip_line(syntax, at, end);
	case AXR_W_CASE:
		at = axr_syntax_expression(syntax, at + 1, end, &value);
		return at + 1;
	case AXR_W_FUNCTION:
	case AXR_W_AWAIT: /* yield return */
		if (axr_special_at(script, at + 1, end) == AXR_W_RETURN)
			return axr_syntax_return(syntax, at + 2, end);
		break;
	default:
		name = axr_syntax_declared(script, at, end);
		if (name && syntax->lang != AXR_LANG_JSCRIPT)
			return axr_syntax_declare(syntax, name, end,
						  axr_syntax_type(script, at, name));
		break;
	}
	return expression_statement(syntax, at, end);
}

static uint32_t statement_braces(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	struct axr_script *script = syntax->script;
	uint32_t body;

	if (axr_is_punct(script, at, end, '[') && syntax->lang != AXR_LANG_JSCRIPT)
		return axr_syntax_attribute(syntax, at, end);
	body = axr_syntax_function_here(syntax, at, end);
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

void axr_syntax_statements(struct axr_syntax *syntax, uint32_t at, uint32_t end)
{
	unsigned base = syntax->frame_count;

	while (at < end && !syntax->script->failed && axr_script_step(syntax->script, STATEMENT)) {
		uint32_t next;

		leave(syntax, at, syntax->depth ? base : 0);
		next = syntax->vb ? axr_syntax_statement_vb(syntax, at, end)
				  : statement_braces(syntax, at, end);
		at = next > at ? next : at + 1;
	}
	leave(syntax, end, syntax->depth ? base : 0);
}

/* The value of a block that is shown: written into the answer.  The token behind it. */
static uint32_t shown(struct axr_syntax *syntax, const struct axr_block *block)
{
	struct axr_script *script = syntax->script;
	const struct axr_word *word =
		axr_vocabulary_find(script->vocabulary, axr_span_str("binarywrite"));
	struct axr_value value = { .node = 0 };
	uint32_t at;

	if (block->kind != AXR_BLOCK_EXPRESSION || !block->count || !word)
		return block->first;
	at = axr_syntax_expression(syntax, block->first, block->first + block->count, &value);
	axr_flow_use(script, &(struct axr_use){
				     .token = block->first,
				     .value = value.node,
				     .sink = AXR_S_ECHO,
				     .word = word->sinks,
				     .by_name = true,
			     });
	return at;
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
		axr_syntax_statements(&syntax, shown(&syntax, block), block->first + block->count);
	}
}
