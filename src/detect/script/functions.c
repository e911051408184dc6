/* The words of a page and its functions, found before the page is read. */
#include "base/num.h"
#include "detect/script/syntax.h"

enum {
	PROBES_MAX = 64,
	NESTED_MAX = 64,
	RETURN_TYPE_MAX = 8,
	PARAMETER_MAX = 64, /* tokens of a parameter that are looked at */
	ALIASES_MAX = 32,
	MEANING_MAX = 128 /* bytes of what an alias stands for: no name that we know is longer */
};
enum { SLOTS = 1024 }; /* for symbols, to begin with: a power of two */

static size_t slot_of(uint64_t hash, size_t mask)
{
	return (size_t)(hash ^ hash >> 29) & mask;
}

/*
 * Twice the slots; false where there is no memory.  In the same order and with more room no symbol
 * comes to lie farther from its place than it did.
 */
static bool more_slots(struct axr_script *script)
{
	const size_t count = script->symbol_slots ? (script->symbol_mask + 1) * 2 : SLOTS;
	uint32_t *slots = axr_arena_array(script->arena, count, sizeof(*slots));

	if (!slots) {
		script->failed = true;
		return false;
	}
	for (size_t id = 1; id < script->symbol_count; id++) {
		size_t at = slot_of(script->symbols[id].hash, count - 1);

		while (slots[at])
			at = (at + 1) & (count - 1);
		slots[at] = (uint32_t)id;
	}
	script->symbol_slots = slots;
	script->symbol_mask = count - 1;
	return true;
}

/* The symbol of a name; 0 where there is no memory, or too many names collide. */
uint32_t axr_syntax_symbol(struct axr_script *script, struct axr_span name)
{
	uint64_t hash = axr_hash_bytes(name, 0);
	size_t at;

	if (script->symbol_count * 2 >= script->symbol_mask && !more_slots(script))
		return 0;
	at = slot_of(hash, script->symbol_mask);
	for (unsigned probe = 0; probe < PROBES_MAX; probe++) {
		uint32_t id = script->symbol_slots[at];

		if (!id)
			break;
		if (script->symbols[id].hash == hash && axr_span_eq(script->symbols[id].name, name))
			return id;
		at = (at + 1) & script->symbol_mask;
	}
	if (script->symbol_slots[at])
		return 0;
	if (script->symbol_count == script->symbol_cap) {
		struct axr_symbol *grown =
			axr_arena_grow(script->arena, script->symbols, script->symbol_count,
				       &script->symbol_cap, sizeof(*grown));
		if (!grown) {
			script->failed = true;
			return 0;
		}
		script->symbols = grown;
	}
	script->symbols[script->symbol_count] = (struct axr_symbol){
		.name = name,
		.hash = hash,
		.word = axr_vocabulary_find(script->vocabulary, name),
	};
	script->symbol_slots[at] = (uint32_t)script->symbol_count;
	return (uint32_t)script->symbol_count++;
}

static struct axr_span last_part(struct axr_span name)
{
	for (size_t i = name.len; i; i--)
		if (name.ptr[i - 1] == '.')
			return axr_span_from(name, i);
	return name;
}

/* using P = System.Diagnostics.Process: P stands for Process. */
struct aliases {
	struct {
		struct axr_span name, meaning;
	} list[ALIASES_MAX];
	uint32_t count;
};

/* The first aliases of a page that have a name; what is only imported has none. */
static struct aliases named_aliases(const struct axr_page *page)
{
	struct aliases aliases = { .count = 0 };

	for (uint32_t i = 0; i < page->alias_count && i < ALIASES_MAX; i++) {
		const struct axr_span meaning = last_part(page->aliases[i].target);

		if (!page->aliases[i].name.len || meaning.len > MEANING_MAX)
			continue;
		aliases.list[aliases.count].name = page->aliases[i].name;
		aliases.list[aliases.count++].meaning = meaning;
	}
	return aliases;
}

static struct axr_span unalias(const struct aliases *aliases, struct axr_span name)
{
	for (uint32_t i = 0; i < aliases->count; i++)
		if (axr_span_ieq(aliases->list[i].name, name))
			return aliases->list[i].meaning;
	return name;
}

/* What a known word is in the language that it stands in. */
static uint8_t special_in(const struct axr_word *word, enum axr_lang lang, struct axr_span name)
{
	bool vb = lang == AXR_LANG_VB || lang == AXR_LANG_VBSCRIPT;
	bool capital = name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';
	uint8_t special = word->special & AXR_W_MASK;

	if (word->special & (vb ? AXR_W_BRACES : AXR_W_VB))
		return AXR_W_NONE;
	if (special == AXR_W_PAGE)
		return lang == AXR_LANG_VBSCRIPT ? AXR_W_NONE : AXR_W_PAGE;
	if (special == AXR_W_REQUEST)
		return lang == AXR_LANG_CSHARP && !capital ? AXR_W_NONE : AXR_W_REQUEST;
	if (vb || !capital)
		return special;
	/* in C# and JScript a capital makes it a name, not a keyword */
	if (special == AXR_W_SERVERVARIABLES || special == AXR_W_GETMETHOD ||
	    special == AXR_W_WEBMETHOD || special == AXR_W_READ_INTO || special == AXR_W_CASTTYPE)
		return special;
	return AXR_W_NONE;
}

static void read_word(struct axr_script *script, const struct aliases *aliases, uint32_t at,
		      enum axr_lang lang)
{
	struct axr_span name = script->page->tokens[at].text;

	if (script->page->tokens[at].kind != AXR_TOKEN_WORD || !name.len)
		return;
	name = unalias(aliases, name); /* without its namespace; a word has none */
	script->symbols_of[at] = axr_syntax_symbol(script, name);
	script->words[at] = script->symbols[script->symbols_of[at]].word;
	if (script->words[at])
		script->specials[at] = special_in(script->words[at], lang, name);
}

static uint8_t sign_of(struct axr_span text)
{
	static const struct {
		const char *text;
		uint8_t sign;
	} signs[] = {
		{ "=>", AXR_P_ARROW },	   { "::", AXR_P_SCOPE },    { "++", AXR_P_INCREMENT },
		{ "--", AXR_P_DECREMENT }, { "+=", AXR_P_ADD },	     { "&=", AXR_P_APPEND },
		{ ":=", AXR_P_NAMED },	   { "->", AXR_P_POINTER },  { "?.", AXR_P_SAFE },
		{ "..", AXR_P_RANGE },	   { ">>", AXR_P_SHIFT },    { "<<", AXR_P_SHIFTS },
		{ ">>>", AXR_P_SHIFTS },   { "??", AXR_P_EITHER },   { "||", AXR_P_EITHER },
		{ "==", AXR_P_COMPARE },   { "!=", AXR_P_COMPARE },  { "<=", AXR_P_COMPARE },
		{ ">=", AXR_P_COMPARE },   { "===", AXR_P_COMPARE }, { "!==", AXR_P_COMPARE },
	};

	if (text.len == 1)
		return text.ptr[0] < AXR_P_ARROW ? text.ptr[0] : AXR_P_OTHER;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (axr_span_is(text, signs[i].text))
			return signs[i].sign;
	return text.len && text.ptr[text.len - 1] == '=' ? AXR_P_CHANGE : AXR_P_OTHER;
}

static void read_token(struct axr_script *script, const struct aliases *aliases, uint32_t at,
		       enum axr_lang lang)
{
	if (script->page->tokens[at].kind == AXR_TOKEN_PUNCT)
		script->signs[at] = sign_of(script->page->tokens[at].text);
	else
		read_word(script, aliases, at, lang);
}

bool axr_syntax_words(struct axr_script *script)
{
	const struct axr_page *page = script->page;
	const struct aliases aliases = named_aliases(page);
	size_t count = page->token_count ? page->token_count : 1;

	script->words = axr_arena_array(script->arena, count, sizeof(*script->words));
	script->symbols_of = axr_arena_array(script->arena, count, sizeof(uint32_t));
	script->specials = axr_arena_alloc(script->arena, count);
	script->signs = axr_arena_alloc(script->arena, count);
	if (!script->words || !script->symbols_of || !script->specials || !script->signs)
		return false;
	axr_syntax_symbol(script, axr_span("", 0)); /* 0: no name */
	if (!script->symbol_count)
		return false;
	for (uint32_t b = 0; b < page->block_count; b++)
		for (uint32_t i = 0; i < page->blocks[b].count; i++) {
			if (!axr_script_token(script, page->blocks[b].first + i))
				return false;
			read_token(script, &aliases, page->blocks[b].first + i,
				   page->blocks[b].lang);
		}
	return !script->failed;
}

static bool add_function(struct axr_script *script, const struct axr_function *function)
{
	struct axr_function *grown;
	struct axr_symbol *symbol = &script->symbols[function->symbol];

	if (script->function_count == script->function_cap) {
		grown = axr_arena_grow(script->arena, script->functions, script->function_count,
				       &script->function_cap, sizeof(*grown));
		if (!grown) {
			script->failed = true;
			return false;
		}
		script->functions = grown;
	}
	script->functions[script->function_count] = *function;
	script->functions[script->function_count].result = axr_flow_node(script, function->name);
	if (function->symbol) {
		script->functions[script->function_count].overload = symbol->function;
		symbol->function = (uint32_t)script->function_count + 1;
	}
	script->function_count++;
	return true;
}

/* Where the body begins behind the bracket of parameters: "{" or "=>"; 0 where it is no function.
 */
static uint32_t body_behind(const struct axr_script *script, uint32_t close, uint32_t end)
{
	uint32_t at = close + 1;

	if (axr_is_punct(script, at, end, ':')) { /* JScript's type, or a constructor's base */
		if (axr_is_word(script, at + 1, end) &&
		    axr_special_at(script, at + 1, end) == AXR_W_THIS &&
		    axr_is_punct(script, at + 2, end, '('))
			at = axr_mate(script, at + 2, end) + 1;
		for (unsigned n = 0; n < RETURN_TYPE_MAX && at < end; n++, at++)
			if (axr_is_punct(script, at, end, '{') ||
			    axr_is_punct(script, at, end, ';'))
				break;
	}
	if (axr_is_word(script, at, end) && axr_span_is(axr_at(script, at)->text, "where"))
		for (unsigned n = 0; n < RETURN_TYPE_MAX && at < end; n++, at++)
			if (axr_is_punct(script, at, end, '{'))
				break;
	if (axr_is_punct(script, at, end, '{') || axr_is_punct(script, at, end, AXR_P_ARROW))
		return at;
	return 0;
}

/* Whether the name before a bracket is one of a function being defined in a language with braces.
 */
static bool may_be_name(const struct axr_script *script, uint32_t at, uint32_t first)
{
	uint8_t special = axr_special_at(script, at, at + 1);
	uint32_t back = at;

	if (axr_at(script, at)->kind != AXR_TOKEN_WORD)
		return false;
	if (special != AXR_W_NONE && special != AXR_W_READ_INTO && special != AXR_W_PAGE &&
	    special != AXR_W_GETMETHOD && special != AXR_W_EMPTY && special != AXR_W_CTYPE)
		return false;
	while (back > first && axr_is_punct(script, back - 1, back, '.') && back - 1 > first &&
	       axr_is_word(script, back - 2, back) && at - back < 16)
		back -= 2;
	if (back == first)
		return true;
	if (back != at) /* dotted: a call, or an explicit interface member */
		return axr_is_word(script, back - 1, back) &&
		       axr_special_at(script, back - 1, back) == AXR_W_NONE;
	special = axr_special_at(script, back - 1, back);
	return special != AXR_W_NEW && !axr_is_punct(script, back - 1, back, '.');
}

static void functions_braces(struct axr_script *script, uint32_t first, uint32_t end)
{
	uint32_t nested[NESTED_MAX];
	unsigned depth = 0;

	for (uint32_t i = first; i < end && axr_script_token(script, i); i++) {
		struct axr_function f;
		uint32_t close, body;

		if (!script->symbols_of[i] || !axr_is_punct(script, i + 1, end, '(') ||
		    !may_be_name(script, i, first))
			continue;
		close = axr_mate(script, i + 1, end);
		body = close < end ? body_behind(script, close, end) : 0;
		if (!body)
			continue;
		f = (struct axr_function){ .name = i, .symbol = script->symbols_of[i] };
		f.open = i + 1;
		f.arrow = axr_is_punct(script, body, end, AXR_P_ARROW);
		f.body = body + 1;
		f.end = f.arrow ? f.body : axr_mate(script, body, end);
		if (axr_at(script, body)->mate == UINT32_MAX || f.end == end)
			f.end = f.arrow ? f.body : script->page->token_count;
		while (depth && script->functions[nested[depth - 1]].end <= i)
			depth--;
		f.parent = depth ? nested[depth - 1] + 1 : 0;
		if (!add_function(script, &f))
			return;
		if (depth < NESTED_MAX)
			nested[depth++] = (uint32_t)script->function_count - 1;
	}
}

/* Sub, Function and Property of VB; they may reach over blocks. */
struct vb_state {
	uint32_t open[NESTED_MAX];
	unsigned depth;
};

static void end_function(struct axr_script *script, struct vb_state *state, uint32_t at)
{
	if (state->depth)
		script->functions[state->open[--state->depth]].end = at;
}

static void functions_vb(struct axr_script *script, struct vb_state *state, uint32_t first,
			 uint32_t end)
{
	for (uint32_t i = first; i < end && axr_script_token(script, i); i++) {
		struct axr_function f;
		uint8_t before = i > first ? axr_special_at(script, i - 1, i) : AXR_W_NONE;

		if (axr_special_at(script, i, end) != AXR_W_FUNCTION)
			continue;
		f = (struct axr_function){ .name = i + 1, .vb = true };
		if (i > first && axr_is_punct(script, i - 1, i, '.'))
			continue;
		if (before == AXR_W_END) {
			end_function(script, state, i - 1);
			continue;
		}
		if (before == AXR_W_EXIT || !axr_is_word(script, i + 1, end))
			continue;
		if (axr_special_at(script, i + 1, end) == AXR_W_SKIP || /* Property Get x */
		    axr_special_at(script, i + 1, end) == AXR_W_VAR ||
		    axr_special_at(script, i + 1, end) == AXR_W_SET)
			if (axr_is_word(script, i + 2, end))
				f.name = i + 2;
		f.symbol = script->symbols_of[f.name];
		f.body = f.name + 1;
		if (axr_is_punct(script, f.body, end, '(')) {
			f.open = f.body;
			f.body = axr_mate(script, f.open, end);
			f.body += f.body < end;
		}
		f.end = script->page->token_count;
		f.parent = state->depth ? state->open[state->depth - 1] + 1 : 0;
		if (!add_function(script, &f))
			return;
		if (state->depth < NESTED_MAX)
			state->open[state->depth++] = (uint32_t)script->function_count - 1;
		i = f.name;
	}
}

/* The name of one parameter: the last word before a default, or before VB's or JScript's type. */
static uint32_t parameter_name(const struct axr_script *script, uint32_t at, uint32_t end, bool vb)
{
	uint32_t name = 0;

	for (; at < end; at++) {
		if (axr_is_punct(script, at, end, '=') || axr_is_punct(script, at, end, ':'))
			break;
		if (axr_special_at(script, at, end) == AXR_W_AS)
			break;
		if (axr_at(script, at)->mate != UINT32_MAX && axr_at(script, at)->mate > at) {
			at = axr_mate(script, at, end);
			continue;
		}
		if (axr_is_word(script, at, end) &&
		    !(vb && name && axr_special_at(script, at, end)))
			name = at;
	}
	return name;
}

static void add_parameter(struct axr_script *script, struct axr_function *function, uint32_t scope,
			  uint32_t at, uint32_t end, bool vb)
{
	uint32_t name = parameter_name(script, at, end, vb);
	struct axr_variable *v;
	uint32_t node;

	if (!name)
		return;
	v = axr_flow_variable(script, scope, script->symbols_of[name], true, name);
	node = v ? v->node : 0;
	if (function->param_count < AXR_PARAMS_MAX) {
		function->params[function->param_count] = node;
		if (v)
			v->out = axr_flow_node(script, name);
		function->outs[function->param_count++] = v ? v->out : 0;
	}
	/* a parameter may hold a function with such of its own, and so on */
	for (uint32_t i = at; i < end && i - at < PARAMETER_MAX; i++) {
		const struct axr_word *word = script->words[i];

		if (i != name && word && word->kind) {
			axr_flow_add(script, node, word->kind == AXR_K_UPLOADER ? AXR_T_UPLOAD : 0,
				     axr_kind_bit((enum axr_kind)word->kind));
			break;
		}
	}
}

static void add_parameters(struct axr_script *script, uint32_t index, uint32_t open, uint32_t close,
			   bool vb)
{
	struct axr_function *function = &script->functions[index];
	uint32_t from = open + 1;

	for (uint32_t i = from; i <= close && axr_script_token(script, i); i++) {
		if (i == close || axr_is_punct(script, i, close, ',')) {
			add_parameter(script, function, index + 1, from, i, vb);
			from = i + 1;
		} else if (axr_at(script, i)->mate != UINT32_MAX && axr_at(script, i)->mate > i) {
			i = axr_mate(script, i, close);
			if (i == close)
				i--;
		}
	}
}

bool axr_syntax_functions(struct axr_script *script)
{
	struct vb_state state = { .depth = 0 };

	for (uint32_t b = 0; b < script->page->block_count; b++) {
		const struct axr_block *block = &script->page->blocks[b];
		uint32_t end = block->first + block->count;

		if (block->lang == AXR_LANG_VB || block->lang == AXR_LANG_VBSCRIPT)
			functions_vb(script, &state, block->first, end);
		else
			functions_braces(script, block->first, end);
	}
	script->named_count = script->function_count;
	for (uint32_t i = 0; i < script->named_count; i++) {
		const struct axr_function *f = &script->functions[i];

		if (f->open)
			add_parameters(script, i, f->open, axr_mate(script, f->open, f->body),
				       f->vb);
	}
	return !script->failed;
}

uint32_t axr_syntax_lambda(struct axr_script *script, uint32_t scope, uint32_t open, uint32_t close,
			   bool vb)
{
	struct axr_function f = { .parent = scope, .vb = vb };

	if (!add_function(script, &f))
		return 0;
	if (open < close)
		add_parameters(script, (uint32_t)script->function_count - 1, open, close, vb);
	return (uint32_t)script->function_count;
}
