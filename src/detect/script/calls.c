/* What calls and assignments do to values. */
#include "detect/script/literal.h"
#include "detect/script/syntax.h"

enum {
	KEY_MAX = 64, /* longer names are not looked for */
	OVERLOADS_MAX = 8,
	REVERSED = -3, /* see struct axr_sink_word */
	FIRST = -4,
	BASE_16 = 2 /* arguments of a conversion that names its base */
};

static void call_function(struct axr_script *script, uint32_t function,
			  const struct axr_arguments *arguments, uint32_t result)
{
	for (unsigned n = 0; function && n < OVERLOADS_MAX; n++) {
		const struct axr_function *f = &script->functions[function - 1];

		for (uint32_t i = 0; i < arguments->count && i < f->param_count; i++) {
			axr_flow_edge(script, arguments->nodes[i], f->params[i], AXR_E_COPY);
			axr_flow_edge(script, f->outs[i], arguments->places[i], AXR_E_COPY);
		}
		axr_flow_edge(script, f->result, result, AXR_E_COPY);
		function = f->overload;
	}
}

/* Whether eval, Execute, Shell are what they seem in this language. */
static bool speaks(const struct axr_syntax *syntax, const struct axr_sink_word *sink,
		   uint32_t groups)
{
	if (sink->bases & groups)
		return true;
	if (sink->bases & AXR_G_BARE_VB)
		return sink->sink == AXR_S_EVAL ? syntax->lang == AXR_LANG_VBSCRIPT : syntax->vb;
	if (sink->sink == AXR_S_EVAL && sink->bases & AXR_G_BARE)
		return syntax->lang == AXR_LANG_JSCRIPT || syntax->lang == AXR_LANG_VBSCRIPT;
	return true;
}

static uint32_t argument(struct axr_script *script, const struct axr_arguments *arguments,
			 int which, uint32_t token)
{
	uint32_t node;

	if (which == -1)
		return 0;
	if (which >= 0)
		return (uint32_t)which < arguments->count ? arguments->nodes[which] : 0;
	node = axr_flow_node(script, token);
	for (uint32_t i = 0; i < arguments->count; i++)
		axr_flow_edge(script, arguments->nodes[i], node, AXR_E_COPY);
	return node;
}

static void note_sink(struct axr_script *script, const struct axr_sink_word *sink, uint32_t token)
{
	switch (sink->sink) {
	case AXR_S_LOAD:
		axr_script_trait(script, AXR_TRAIT_LOAD, token);
		break;
	case AXR_S_EXEC:
		axr_script_trait(script, AXR_TRAIT_PROCESS, token);
		break;
	case AXR_S_EVAL:
		axr_script_trait(script, AXR_TRAIT_EXECUTE, token);
		break;
	case AXR_S_WRITE:
		axr_script_trait(script, AXR_TRAIT_WRITE, token);
		break;
	case AXR_S_DELETE:
		axr_script_trait(script, AXR_TRAIT_DELETE, token);
		break;
	case AXR_S_READ:
		axr_script_trait(script, AXR_TRAIT_READ, token);
		break;
	default:
		break;
	}
}

/* InvokeMember("ExecuteShellCommand"), CallByName(x, "Run"): what the constant names does harm. */
static bool is_reflected(const struct axr_script *script, const struct axr_word *word,
			 const struct axr_arguments *arguments)
{
	return (word->special & AXR_W_MASK) == AXR_W_GETMETHOD &&
	       axr_script_names_danger(script, arguments->literal);
}

/* Adds the uses of a name as a sink; true where its result is code loaded at run time. */
static bool add_uses(struct axr_syntax *syntax, const struct axr_value *value,
		     const struct axr_arguments *arguments, bool made, bool setter, uint32_t node)
{
	struct axr_script *script = syntax->script;
	const struct axr_word *word = value->word;
	bool loaded = false;

	for (uint16_t i = 0; word && i < word->sink_count; i++) {
		const struct axr_sink_word *sink = &axr_sink_words[word->sinks + i];
		uint32_t bare = sink->bases & (AXR_G_BARE | AXR_G_BARE_VB);
		bool by_name = sink->bases & value->groups || (bare && (value->first || made)) ||
			       (!sink->bases && !sink->kinds) ||
			       (sink->sink == AXR_S_INVOKE && arguments &&
				is_reflected(script, word, arguments));
		struct axr_use use = { .token = value->token, .object = value->object };

		if (sink->setter != setter || !speaks(syntax, sink, value->groups))
			continue;
		if (!by_name && !(sink->kinds && (value->object || sink->value <= REVERSED)))
			continue;
		if (value->groups & AXR_G_RESPONSE && !(sink->bases & AXR_G_RESPONSE))
			continue;
		use.sink = sink->sink;
		use.word = (uint16_t)(word->sinks + i);
		use.by_name = by_name;
		use.function = syntax->scope;
		if (arguments && sink->value == REVERSED) {
			use.value = value->object;
			use.object = arguments->count ? arguments->nodes[0] : 0;
		} else if (arguments && sink->value == FIRST) {
			use.value = argument(script, arguments, -2, value->token);
			use.object = arguments->count ? arguments->nodes[0] : 0;
			use.by_name = false; /* what is called counts, not that it is called */
		} else if (arguments) {
			use.value = argument(script, arguments, sink->value, value->token);
			use.path = argument(script, arguments, sink->path, value->token);
		} else {
			use.value = node;
		}
		axr_flow_use(script, &use);
		if (by_name && (sink->sink == AXR_S_WRITE || sink->sink == AXR_S_SAVE))
			axr_flow_edge(script, use.value ? use.value : use.object, use.path,
				      AXR_E_FILL);
		if (by_name)
			note_sink(script, sink, value->token);
		loaded |= by_name && (sink->sink == AXR_S_LOAD || sink->sink == AXR_S_COMPILE);
	}
	return loaded;
}

/* How the arguments and the object of a call pass into its result. */
static enum axr_effect call_effect(const struct axr_value *value,
				   const struct axr_arguments *arguments)
{
	const struct axr_word *word = value->word;

	if (!word || !word->has_effect)
		return AXR_E_DERIVE;
	switch (word->effect) {
	case AXR_E_NUMBER:
		if (axr_span_is(axr_span(word->name, word->len), "parse") &&
		    !(value->groups & AXR_G_NUMERIC))
			return AXR_E_DERIVE;
		if (arguments->count >= BASE_16 &&
		    axr_span_starts(axr_span(word->name, word->len), "to"))
			return AXR_E_CHAR;
		return AXR_E_NUMBER;
	case AXR_E_CREATE:
		if (axr_span_is(axr_span(word->name, word->len), "gettype") && !arguments->count)
			return AXR_E_COPY;
		return AXR_E_CREATE;
	case AXR_E_CONTROL:
		return AXR_E_DERIVE;
	case AXR_E_PART: /* String.Format, Concat */
		return arguments->literal ? AXR_E_PART : AXR_E_DERIVE;
	default:
		return (enum axr_effect)word->effect;
	}
}

/* The key of what is looked up in the request is no part of it: Request("x"), Form.Get("x"). */
static bool is_key(const struct axr_syntax *syntax, const struct axr_value *value, uint32_t node)
{
	if (!syntax->script->nodes[node].literal)
		return false;
	if (!value->word) /* VB: r("x"), where r is the request or a list */
		return syntax->vb && value->first && value->root;
	if ((value->word->special & AXR_W_MASK) == AXR_W_SERVERVARIABLES)
		return true;
	return value->word->groups & AXR_G_REQUEST || value->word->request == AXR_R_CLIENT;
}

/* File.Create(path), File.Open(path, mode) */
static bool opens_file(const struct axr_value *value)
{
	struct axr_span name = axr_span(value->word->name, value->word->len);

	return value->groups & AXR_G_FILE &&
	       (axr_span_is(name, "create") || axr_span_is(name, "open"));
}

/*
 * The first argument of VBScript's calls that is no part of the text: of Replace, Split and Join
 * all but the first; of a connection's or expression's Execute none is what it answers.
 */
static uint32_t first_pattern(const struct axr_syntax *syntax, const struct axr_value *value)
{
	struct axr_span name = axr_at(syntax->script, value->token)->text;

	if (syntax->lang != AXR_LANG_VBSCRIPT)
		return UINT32_MAX;
	if (value->first)
		return axr_span_iis(name, "Replace") || axr_span_iis(name, "Split") ||
				       axr_span_iis(name, "Join")
			       ? 1
			       : UINT32_MAX;
	return axr_span_iis(name, "Execute") ? 0 : UINT32_MAX;
}

/* A function that is not of the page, but of a file that it includes. */
static bool is_included(const struct axr_syntax *syntax, const struct axr_value *value)
{
	const struct axr_page *page = syntax->page;

	return syntax->lang == AXR_LANG_VBSCRIPT && value->first && page->reference_count &&
	       (page->references[0].kind == AXR_REF_INCLUDE_FILE ||
		page->references[0].kind == AXR_REF_INCLUDE_VIRTUAL);
}

/* The object that is made, or the stream that is opened: what its arguments make of it. */
static void call_result(struct axr_syntax *syntax, const struct axr_value *value,
			const struct axr_arguments *arguments, bool made, uint32_t result)
{
	struct axr_script *script = syntax->script;
	/* a function that is not of the page does with its arguments we know not what */
	bool unknown = !value->word && !made &&
		       (syntax->lang != AXR_LANG_VBSCRIPT || is_included(syntax, value));
	const struct axr_word *word = value->word;
	enum axr_effect effect = call_effect(value, arguments);
	struct axr_span name = axr_at(script, value->token)->text;
	uint32_t patterns;

	if (word && (word->kind || opens_file(value))) {
		enum axr_kind kind = word->kind ? (enum axr_kind)word->kind : AXR_K_WRITER;

		axr_flow_add(script, result, 0, axr_kind_bit(kind));
		if (kind == AXR_K_WRITER || kind == AXR_K_WRAPPER) {
			if (arguments->count)
				axr_flow_edge(script, arguments->nodes[0], result, AXR_E_PATH);
			axr_flow_edge(script, value->object, result, AXR_E_PATH);
			return;
		}
	}
	if (word && word->taint)
		axr_flow_add(script, result, word->taint, 0);
	if (axr_span_istarts(name, "create")) { /* PowerShell.Create(), XmlWriter.Create(path) */
		axr_flow_add(script, result, 0, axr_kind_bit((enum axr_kind)value->base_kind));
		if (value->base_kind == AXR_K_WRAPPER && arguments->count)
			axr_flow_edge(script, arguments->nodes[0], result, AXR_E_PATH);
	}
	if (!made)
		axr_flow_edge(script, value->object ? value->object : value->node, result, effect);
	patterns = first_pattern(syntax, value);
	for (uint32_t i = 0; i < arguments->count; i++) {
		if (is_key(syntax, value, arguments->nodes[i]))
			continue;
		axr_flow_edge(script, arguments->nodes[i], result,
			      i >= patterns ? AXR_E_PATTERN
			      : unknown || (i && axr_span_iis(name, "combine")) ? AXR_E_PART
										: effect);
	}
	/* a tree of expressions is what it is made of */
	for (uint32_t i = 0; value->groups & AXR_G_EXPRESSION && i < arguments->count; i++)
		axr_flow_edge(script, arguments->nodes[i], result, AXR_E_COPY);
	/* Activator.CreateInstance(type), Convert.ChangeType(x): an object of what it was given */
	if (value->groups & AXR_G_ACTIVATOR && arguments->count)
		axr_flow_edge(script, arguments->nodes[0], result, AXR_E_COPY);
}

/* Whether an object keeps what it is given: lists and builders do, a file system does not. */
static bool keeps_arguments(const struct axr_word *word)
{
	if (!word)
		return true;
	if (axr_span_is(axr_span(word->name, word->len), "load")) /* a document */
		return true;
	if (word->has_effect || word->kind)
		return false;
	for (uint16_t i = 0; i < word->sink_count; i++)
		if (axr_sink_words[word->sinks + i].sink == AXR_S_CONTENT ||
		    axr_sink_words[word->sinks + i].kinds & axr_kind_bit(AXR_K_HTTP))
			return true;
	return !word->sink_count;
}

/* What is told to the response does not come back out of the context that it hangs on. */
static bool is_fleeting(const struct axr_script *script, const struct axr_value *value)
{
	return value->groups & (AXR_G_RESPONSE | AXR_G_SERVER) ||
	       script->nodes[value->root].kinds & axr_kind_bit(AXR_K_CONTEXT);
}

/* What a call does to its object, to the buffers it is given and to its lambdas. */
static void call_changes(struct axr_script *script, const struct axr_value *value,
			 const struct axr_arguments *arguments)
{
	bool fills = value->word && (value->word->special & AXR_W_MASK) == AXR_W_READ_INTO;
	/* the key that is looked for is no part of what is found */
	bool keyed = fills && axr_span_iis(axr_at(script, value->token)->text, "TryGetValue");
	uint32_t object = value->object ? value->object : 0;

	if (arguments->lambda) {
		const struct axr_function *f = &script->functions[arguments->lambda - 1];

		for (uint32_t i = 0; i < f->param_count; i++)
			axr_flow_edge(script, object, f->params[i], AXR_E_DERIVE);
	}
	if (fills)
		for (uint32_t i = 0; i < arguments->count; i++) {
			axr_flow_edge(script, object, arguments->places[i], AXR_E_TAINT);
			for (uint32_t k = 0; k < i && !keyed; k++)
				axr_flow_edge(script, arguments->nodes[k], arguments->places[i],
					      AXR_E_TAINT);
		}
	if (keyed || value->first || value->fixed || !keeps_arguments(value->word) ||
	    is_fleeting(script, value))
		return;
	for (uint32_t i = 0; i < arguments->count; i++)
		axr_flow_edge(script, arguments->nodes[i], value->root, AXR_E_TAINT);
}

/* A variable that is called: a delegate, perhaps to a method that does harm. */
static void call_variable(struct axr_script *script, const struct axr_value *value,
			  const struct axr_arguments *arguments)
{
	const struct axr_word *invoke =
		axr_vocabulary_find(script->vocabulary, axr_span_str("dynamicinvoke"));
	struct axr_use use = {
		.token = value->token,
		.object = value->root,
		.sink = AXR_S_INVOKE,
		.word = invoke ? invoke->sinks : 0,
	};

	if (!invoke || !value->first || !value->root || !arguments->count || value->fixed)
		return;
	use.value = argument(script, arguments, -2, value->token);
	axr_flow_use(script, &use);
}

/* VBScript's GetRef("name"): the function of that name, plus one; 0: none. */
static uint32_t function_named(struct axr_script *script, const struct axr_arguments *arguments)
{
	uint8_t lower[KEY_MAX];
	struct axr_span name;

	if (!arguments->literal)
		return 0;
	name = script->page->tokens[arguments->literal - 1].text;
	if (name.len > KEY_MAX)
		return 0;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = axr_lower(name.ptr[i]);
	name = axr_arena_copy(script->arena, axr_span(lower, name.len));
	return script->symbols[axr_syntax_symbol(script, name)].function;
}

void axr_syntax_call(struct axr_syntax *syntax, struct axr_value *value,
		     const struct axr_arguments *arguments, bool made)
{
	struct axr_script *script = syntax->script;
	uint32_t function = value->symbol ? script->symbols[value->symbol].function : 0;
	uint32_t result;
	bool loaded = false;

	if (!made && axr_syntax_key(syntax, value, arguments)) /* VB: session("key") */
		return;
	if (value->lambda)
		function = value->lambda;
	result = axr_flow_node(script, value->token);
	axr_syntax_password(script, value, arguments, result);
	if (!function)
		loaded = add_uses(syntax, value, arguments, made, false, 0);
	if (!function && !value->word && !made && syntax->lang != AXR_LANG_VBSCRIPT)
		call_variable(script, value, arguments);
	if (function && (value->first || value->lambda || value->object))
		call_function(script, function, arguments, result);
	if (!function || !value->first)
		call_result(syntax, value, arguments, made, result);
	call_changes(script, value, arguments);
	if (loaded)
		axr_flow_add(script, result, 0, axr_kind_bit(AXR_K_LOADED));
	if (value->word && (value->word->special & AXR_W_MASK) == AXR_W_GETMETHOD &&
	    axr_script_names_danger(script, arguments->literal))
		axr_flow_add(script, result, 0, axr_kind_bit(AXR_K_METHOD));
	*value = (struct axr_value){
		.node = result,
		.root = value->root,
		.fixed = value->fixed,
		.object = value->object,
		.token = value->token,
		.word = value->word,
		.groups = value->groups,
		.lambda = value->word && axr_span_iis(axr_at(script, value->token)->text, "getref")
				  ? function_named(script, arguments)
				  : 0,
		.called = true,
	};
}

/* Property Let P(v): what is assigned to it is its last parameter. */
static void set_property(struct axr_script *script, uint32_t function, uint32_t node)
{
	for (unsigned n = 0; function && n < OVERLOADS_MAX; n++) {
		const struct axr_function *f = &script->functions[function - 1];

		if (f->vb && f->param_count)
			axr_flow_edge(script, node, f->params[f->param_count - 1], AXR_E_COPY);
		function = f->overload;
	}
}

void axr_syntax_assign(struct axr_syntax *syntax, const struct axr_value *value, uint32_t node,
		       bool more)
{
	struct axr_script *script = syntax->script;

	(void)more; /* a variable keeps what it had in any case */
	if (value->lambda && value->symbol && !script->symbols[value->symbol].function)
		script->symbols[value->symbol].function = value->lambda;
	axr_flow_edge(script, node, value->place, AXR_E_COPY);
	if (value->symbol && !value->first)
		set_property(script, script->symbols[value->symbol].function, node);
	if (value->first) {
		const struct axr_variable *v = axr_flow_find(script, syntax->scope, value->symbol);

		if (v && v->out && v->node == value->place)
			axr_flow_edge(script, node, v->out, AXR_E_COPY);
		return;
	}
	add_uses(syntax, value, NULL, false, true, node);
	if (value->root != value->place)
		axr_flow_edge(script, node, value->root, AXR_E_TAINT);
}
