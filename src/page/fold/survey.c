/* The functions of the page, and names that get their values in other ways than by '='. */
#include "page/fold/fold.h"

static const struct axr_token *token_at(const struct axr_folder *folder, size_t index)
{
	static const struct axr_token none = { .kind = AXR_TOKEN_NEWLINE };

	return index < folder->in_count ? &folder->in[index] : &none;
}

static bool is_name(const struct axr_token *token)
{
	return token->kind == AXR_TOKEN_WORD && !axr_token_is_keyword(token);
}

/* A function from token start to token end: what it declares is its own. */
static void open_scope(struct axr_folder *folder, size_t start, size_t end)
{
	struct axr_scope *scope = axr_vector_push(folder, &folder->scopes, sizeof(*scope));

	if (!scope)
		return;
	*scope = (struct axr_scope){ (uint32_t)start, (uint32_t)end };
	axr_follow_scopes(folder);
}

static void declare(struct axr_folder *folder, const struct axr_token *token, bool tainted)
{
	struct axr_name *name =
		token->kind == AXR_TOKEN_WORD ? axr_declare(folder, token->text) : NULL;

	if (name && tainted)
		name->tainted = true;
}

/* A parameter's name is the last word before ',', ')', '=', or before its type in VB and JScript.
 */
static bool ends_parameter(const struct axr_token *next)
{
	uint8_t sign = axr_token_sign(next);

	return sign == ',' || sign == ')' || sign == '=' || sign == ':' ||
	       axr_token_word(next, "as");
}

/* The parameters in the brackets [open, close] are tainted, and noted for function where given. */
static void read_parameters(struct axr_folder *folder, size_t open, size_t close,
			    struct axr_function *function)
{
	enum { LONGEST = 512 }; /* list of parameters */
	bool value = false; /* behind a '=' comes a default */

	/* lists of parameters may be written inside each other */
	if (!axr_fold_work(&folder->memory, close - open < LONGEST ? close - open : LONGEST))
		return;

	for (size_t i = open + 1; i < close && i < open + LONGEST; i++) {
		const struct axr_token *token = &folder->in[i], *next = token_at(folder, i + 1);
		uint8_t sign = axr_token_sign(token);
		struct axr_span *param;

		if (sign == '=' || sign == ':' || axr_token_word(token, "as"))
			value = true;
		else if (sign == ',')
			value = false;
		/* a parameter that is a list: name() As Byte */
		if (axr_token_sign(next) == '(' && axr_token_sign(token_at(folder, i + 2)) == ')')
			next = token_at(folder, i + 3);
		if (value || token->kind != AXR_TOKEN_WORD || !ends_parameter(next))
			continue;
		declare(folder, token, true);
		if (!function)
			continue;
		param = axr_vector_push(folder, &folder->params, sizeof(*param));
		if (!param)
			return;
		*param = token->text;
		function->param_count++;
	}
}

static void add_function(struct axr_folder *folder, const struct axr_function *function)
{
	struct axr_function *place = axr_vector_push(folder, &folder->functions, sizeof(*place));
	struct axr_name *name;

	if (!place)
		return;
	*place = *function;
	name = axr_name_of(folder, function->name, true);
	/* of several functions of one name, nobody knows which is called */
	if (name)
		name->function = name->function ? UINT32_MAX : (uint32_t)folder->functions.count;
}

static struct axr_function new_function(const struct axr_folder *folder, struct axr_span name)
{
	struct axr_function function = { .params = (uint32_t)folder->params.count, .name = name,
					 .lang = folder->lang };

	return function;
}

/* The body in braces, or behind =>, that begins at index. */
static bool find_body(struct axr_folder *folder, size_t index, struct axr_function *function)
{
	const struct axr_token *token = token_at(folder, index);

	if (axr_token_sign(token) == '{' && token->mate != UINT32_MAX) {
		function->body = (uint32_t)index + 1;
		function->end = token->mate;
		return true;
	}
	if (!axr_token_is(token, "=>"))
		return false;
	function->body = (uint32_t)index + 1;
	function->end = function->body;
	function->expression = true;
	while (function->end < folder->in_count &&
	       axr_token_sign(&folder->in[function->end]) != ';') {
		uint32_t mate = folder->in[function->end].mate;

		function->end = mate != UINT32_MAX && mate > function->end ? mate + 1
									   : function->end + 1;
		if (function->end - function->body > 256)
			return false;
	}
	return axr_fold_work(&folder->memory, function->end - function->body);
}

/* Type name(...) { and function name(...) { */
static void c_function(struct axr_folder *folder, size_t open)
{
	const struct axr_token *in = folder->in, *name = open ? &in[open - 1] : NULL, *before;
	size_t close = in[open].mate, body = close + 1;
	bool js = folder->lang == AXR_LANG_JSCRIPT;
	struct axr_function function;

	if (close == UINT32_MAX || close < open || !name || name->kind != AXR_TOKEN_WORD)
		return;
	before = open > 1 ? &in[open - 2] : name;
	if (js && axr_token_sign(token_at(folder, body)) == ':')
		body += 2; /* function f() : String { */
	if (axr_token_sign(token_at(folder, body)) != '{' &&
	    !axr_token_is(token_at(folder, body), "=>"))
		return;
	if (axr_token_word(name, "function") || axr_token_word(name, "delegate")) {
		/* var name = function(...) { */
		if (open < 3 || axr_token_sign(before) != '=' ||
		    in[open - 3].kind != AXR_TOKEN_WORD) {
			if (in[body].mate != UINT32_MAX && in[body].mate > body && js)
				open_scope(folder, open, in[body].mate);
			read_parameters(folder, open, close, NULL);
			return;
		}
		name = &in[open - 3];
	} else if (!is_name(name) || (js && !axr_token_word(before, "function")) ||
		   (!js && !is_name(before) && axr_token_sign(before) != ']' &&
		    axr_token_sign(before) != '>')) {
		return;
	}
	function = new_function(folder, name->text);
	if (!find_body(folder, body, &function))
		return;
	open_scope(folder, open, function.end);
	read_parameters(folder, open, close, &function);
	add_function(folder, &function);
}

/* The next End Function (or End Sub) behind index: the same for all that begin before it. */
static size_t vb_end(struct axr_folder *folder, size_t index, bool procedure)
{
	size_t *end = procedure ? &folder->sub_end : &folder->function_end;

	if (*end >= index)
		return *end;
	for (*end = index; *end < folder->in_count; ++*end)
		if (axr_token_word(&folder->in[*end], "end") &&
		    axr_token_word(token_at(folder, *end + 1), procedure ? "sub" : "function"))
			break;
	return *end;
}

/* Function name(...) ... End Function */
static void vb_function(struct axr_folder *folder, size_t index)
{
	const struct axr_token *name = token_at(folder, index + 1);
	bool procedure = axr_token_word(token_at(folder, index), "sub");
	size_t at = index + 2;
	struct axr_function function = new_function(folder, name->text);

	if (!is_name(name) || (index && (axr_token_word(&folder->in[index - 1], "end") ||
					 axr_token_word(&folder->in[index - 1], "exit"))))
		return;
	function.end = (uint32_t)vb_end(folder, at, procedure);
	open_scope(folder, index, function.end);
	if (axr_token_sign(token_at(folder, at)) == '(' && folder->in[at].mate != UINT32_MAX &&
	    folder->in[at].mate > at) {
		read_parameters(folder, at, folder->in[at].mate, &function);
		at = folder->in[at].mate + 1;
	}
	if (procedure)
		return;
	/* many may begin in one line */
	if (folder->line_end < at)
		folder->line_end = at;
	while (folder->line_end < folder->in_count &&
	       folder->in[folder->line_end].kind != AXR_TOKEN_NEWLINE)
		folder->line_end++;
	function.body = (uint32_t)folder->line_end;
	add_function(folder, &function);
}

/* Dim a, b(3), c As String = ... */
static void vb_declaration(struct axr_folder *folder, size_t index)
{
	bool name = true;

	for (size_t i = index + 1; i < folder->in_count; i++) {
		const struct axr_token *token = &folder->in[i];

		if (token->kind == AXR_TOKEN_NEWLINE || i > index + 64)
			break;
		if (name && token->kind == AXR_TOKEN_WORD)
			declare(folder, token, false);
		name = axr_token_sign(token) == ',';
	}
}

/* string a = and var a */
static void c_declaration(struct axr_folder *folder, const struct axr_token *token,
			  const struct axr_token *next, const struct axr_token *behind)
{
	uint8_t sign = axr_token_sign(behind);

	if (next->kind != AXR_TOKEN_WORD || axr_token_is_keyword(token) ||
	    axr_token_is_keyword(next))
		return;
	if (axr_token_word(token, "var") ||
	    (folder->lang == AXR_LANG_CSHARP &&
	     (sign == '=' || sign == ';' || sign == ',' || axr_token_word(behind, "in"))))
		declare(folder, next, axr_token_word(behind, "in"));
}

static void read_word(struct axr_folder *folder, size_t index)
{
	const struct axr_token *token = &folder->in[index], *next = token_at(folder, index + 1);

	if (folder->vb) {
		if (axr_token_word(token, "function") || axr_token_word(token, "sub"))
			vb_function(folder, index);
		else if (axr_token_word(token, "dim"))
			vb_declaration(folder, index);
		else if (axr_token_word(token, "each") || axr_token_word(token, "redim"))
			axr_taint(folder, axr_token_word(next, "preserve")
						  ? token_at(folder, index + 2)->text
						  : next->text);
		return;
	}
	c_declaration(folder, token, next, token_at(folder, index + 2));
	/* from x in, foreach (var x in; x => ... */
	if ((axr_token_word(next, "in") || axr_token_is(next, "=>")) && is_name(token))
		axr_taint(folder, token->text);
	if ((axr_token_word(token, "ref") || axr_token_word(token, "out")) &&
	    next->kind == AXR_TOKEN_WORD) {
		axr_taint(folder, next->text);
		if (token_at(folder, index + 2)->kind == AXR_TOKEN_WORD)
			axr_taint(folder, token_at(folder, index + 2)->text);
	}
}

/* (a, b) => */
static void lambda(struct axr_folder *folder, size_t close)
{
	uint32_t open = folder->in[close].mate;

	if (open != UINT32_MAX && open < close && close - open < 64 &&
	    axr_token_is(token_at(folder, close + 1), "=>"))
		read_parameters(folder, open, close, NULL);
}

void axr_survey(struct axr_folder *folder)
{
	const struct axr_page *page = folder->reader->page;

	if (!axr_pair_brackets(folder->reader->tokens, folder->reader->token_count)) {
		folder->failed = true;
		return;
	}
	for (uint32_t b = 0; b < page->block_count; b++) {
		size_t end = page->blocks[b].first + page->blocks[b].count;

		folder->lang = page->blocks[b].lang;
		folder->vb = folder->lang == AXR_LANG_VB || folder->lang == AXR_LANG_VBSCRIPT;
		for (size_t i = page->blocks[b].first; i < end && !folder->failed; i++) {
			uint8_t sign = axr_token_sign(&folder->in[i]);

			if (!axr_clock_token(folder->memory.arena->clock, i)) {
				folder->failed = true;
				break;
			}
			folder->at = i;
			if (i >= folder->scope_change)
				axr_follow_scopes(folder);
			if (folder->in[i].kind == AXR_TOKEN_WORD)
				read_word(folder, i);
			else if (sign == '(' && !folder->vb)
				c_function(folder, i);
			else if (sign == ')' && !folder->vb)
				lambda(folder, i);
		}
	}
}
