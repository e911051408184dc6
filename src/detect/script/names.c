/* What names, members and keys are worth. */
#include "detect/script/literal.h"
#include "detect/script/syntax.h"

enum {
	STATE_SCOPE =
		1 << 30, /* scopes of the keys of Session and the like: this plus the symbol */
	KEY_MAX = 64,	 /* longer keys are not told apart */
	OVERLOADS_MAX = 8
};

/* Groups whose names stand for nothing that carries a value. */
#define HOLLOW (AXR_G_RESPONSE | AXR_G_SERVER | AXR_G_CONSOLE | AXR_G_BINDER)

static bool is_state(const struct axr_value *value)
{
	return value->word && value->word->groups & AXR_G_STATE;
}

/* What Session.Add() and keys that are not constant put in: it may be read under any key. */
static uint32_t state_root(struct axr_script *script, uint32_t symbol, uint32_t token)
{
	struct axr_variable *v =
		axr_flow_variable(script, STATE_SCOPE + symbol, symbol, true, token);
	uint32_t root = v ? v->node : 0;

	v = axr_flow_variable(script, 0, symbol, false, token);
	axr_flow_edge(script, root, v ? v->node : 0, AXR_E_COPY);
	return root;
}

static void name_function(struct axr_syntax *syntax, struct axr_value *value)
{
	struct axr_script *script = syntax->script;
	uint32_t f = script->symbols[value->symbol].function;
	uint32_t node = axr_flow_node(script, value->token);

	axr_flow_edge(script, value->node, node, AXR_E_COPY);
	for (unsigned n = 0; f && n < OVERLOADS_MAX; n++) {
		axr_flow_edge(script, script->functions[f - 1].result, node, AXR_E_COPY);
		if (script->functions[f - 1].vb) /* a VB function returns what its name is given */
			value->place = script->functions[f - 1].result;
		f = script->functions[f - 1].overload;
	}
	value->node = node;
}

/* Nobody declared it: in C# and JScript .NET a capital, in VB.NET anything, is a class's name. */
static bool is_class_name(const struct axr_syntax *syntax, struct axr_span name)
{
	bool capital = name.len && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';

	return syntax->lang == AXR_LANG_VB || (syntax->lang != AXR_LANG_VBSCRIPT && capital);
}

/* JScript's eval, not called but given away. */
static bool is_eval_itself(const struct axr_syntax *syntax, const struct axr_word *word,
			   uint32_t token)
{
	const struct axr_script *script = syntax->script;

	return syntax->lang == AXR_LANG_JSCRIPT && word &&
	       word == axr_vocabulary_find(script->vocabulary, axr_span_str("eval")) &&
	       !axr_is_punct(script, token + 1, script->page->token_count, '(');
}

void axr_syntax_name(struct axr_syntax *syntax, struct axr_value *value, uint32_t token)
{
	struct axr_script *script = syntax->script;
	const struct axr_word *word = script->words[token];
	uint8_t special = axr_special_at(script, token, token + 1);
	struct axr_variable *v;

	*value = (struct axr_value){
		.token = token,
		.word = word,
		.first = true,
		.symbol = script->symbols_of[token],
	};
	if (special == AXR_W_THIS || special == AXR_W_PAGE) {
		value->self = true;
		return;
	}
	v = axr_flow_find(script, syntax->scope, value->symbol);
	if (special == AXR_W_REQUEST && !(v && v->declared)) {
		value->node = axr_flow_source(script, token, AXR_T_CLIENT | AXR_T_WHOLE, 0);
		return;
	}
	if (word && word->groups & HOLLOW && !(v && v->declared))
		return;
	if (is_eval_itself(syntax, word, token)) {
		value->node = axr_flow_source(script, token, 0, axr_kind_bit(AXR_K_METHOD));
		return;
	}
	if (!v)
		v = axr_flow_variable(script, syntax->scope, value->symbol, false, token);
	if (!v)
		return;
	value->node = value->root = value->place = v->node;
	value->fixed = !v->declared && !is_state(value) &&
		       is_class_name(syntax, axr_at(script, token)->text);
	if (!v->declared && script->symbols[value->symbol].control) {
		uint8_t kind = script->symbols[value->symbol].control;

		axr_flow_add(script, v->node, kind == AXR_K_UPLOADER ? AXR_T_UPLOAD : 0,
			     axr_kind_bit((enum axr_kind)kind));
	}
	if (script->symbols[value->symbol].function)
		name_function(syntax, value);
	if (is_state(value) && !v->declared) {
		uint32_t node = axr_flow_source(script, token, AXR_T_STORED, 0);

		axr_flow_edge(script, v->node, node, AXR_E_COPY);
		value->node = node;
		value->root = state_root(script, value->symbol, token);
	}
}

/* Facts of the request that are this page's own path. */
static bool names_itself(struct axr_span name)
{
	return axr_span_iis(name, "PhysicalPath") || axr_span_iis(name, "FilePath") ||
	       axr_span_iis(name, "Path") || axr_span_iis(name, "CurrentExecutionFilePath") ||
	       axr_span_iis(name, "SCRIPT_NAME") || axr_span_iis(name, "PATH_TRANSLATED") ||
	       axr_span_iis(name, "PATH_INFO") || axr_span_iis(name, "URL");
}

/* What a property makes of the object that it is read from. */
static enum axr_effect member_effect(const struct axr_word *word)
{
	if (!word || !word->has_effect)
		return AXR_E_DERIVE;
	switch (word->effect) {
	case AXR_E_NOTHING:
	case AXR_E_UPLOAD:
	case AXR_E_CONTROL:
	case AXR_E_DECODE:
		return (enum axr_effect)word->effect;
	default:
		return AXR_E_DERIVE;
	}
}

/* Members that mean the same whatever they are taken from, or of the request itself. */
static bool known_member(struct axr_script *script, struct axr_value *value, uint8_t special,
			 bool of_request)
{
	uint32_t token = value->token;
	struct axr_variable *v;

	if (special == AXR_W_REQUEST) {
		value->node = axr_flow_source(script, token, AXR_T_CLIENT | AXR_T_WHOLE, 0);
		value->root = 0;
		return true;
	}
	if (of_request && value->word && value->word->request == AXR_R_SERVER) {
		value->node = value->object = 0;
		if (names_itself(axr_at(script, token)->text))
			value->node = axr_flow_source(script, token, AXR_T_ITSELF, 0);
		return true;
	}
	/* the context of a web socket has itself what was asked for */
	if (script->nodes[value->object].kinds & axr_kind_bit(AXR_K_CONTEXT) && value->word &&
	    value->word->request == AXR_R_CLIENT && value->word->groups == 0) {
		value->node = axr_flow_source(script, token, AXR_T_CLIENT | AXR_T_WHOLE, 0);
		value->root = 0;
		return true;
	}
	if (!is_state(value)) /* HttpContext.Current.Session, HttpRuntime.Cache */
		return false;
	v = axr_flow_variable(script, 0, value->symbol, false, token);
	value->node = axr_flow_source(script, token, AXR_T_STORED, 0);
	value->place = v ? v->node : 0;
	value->root = state_root(script, value->symbol, token);
	axr_flow_edge(script, value->place, value->node, AXR_E_COPY);
	return true;
}

/* A method that does harm, not called but given away: Process.Start. */
static bool is_method_group(const struct axr_value *value, const struct axr_word *word)
{
	for (uint16_t i = 0; word && i < word->sink_count; i++) {
		const struct axr_sink_word *sink = &axr_sink_words[word->sinks + i];

		if (!sink->setter && sink->bases & value->groups &&
		    (sink->sink == AXR_S_EXEC || sink->sink == AXR_S_LOAD))
			return true;
	}
	return false;
}

/*
 * x.constructor.constructor, and a function's constructor, is JScript's Function: it makes code of
 * text, as eval does.
 */
static void become_function(const struct axr_syntax *syntax, struct axr_value *value,
			    const struct axr_word *before, bool of_function)
{
	const struct axr_vocabulary *vocabulary = syntax->script->vocabulary;

	if (syntax->lang != AXR_LANG_JSCRIPT || !value->word ||
	    (value->word != before && !of_function) ||
	    value->word != axr_vocabulary_find(vocabulary, axr_span_str("constructor")))
		return;
	value->word = axr_vocabulary_find(vocabulary, axr_span_str("eval"));
	value->first = true;
}

void axr_syntax_member(struct axr_syntax *syntax, struct axr_value *value, uint32_t token)
{
	struct axr_script *script = syntax->script;
	const struct axr_word *word = script->words[token];
	uint8_t special = axr_special_at(script, token, token + 1);
	bool of_request = value->word && value->word->groups & AXR_G_REQUEST;
	const struct axr_word *before = value->word;
	const bool of_function = value->lambda;
	struct axr_variable *field;
	uint32_t node;

	if (value->self) {
		axr_syntax_name(syntax, value, token);
		return;
	}
	value->object = value->node;
	value->groups = value->word ? value->word->groups : 0;
	value->base_kind = value->word ? value->word->kind : AXR_K_NONE;
	value->first = value->called = value->literal = value->text = false;
	value->token = token;
	value->word = word;
	value->symbol = script->symbols_of[token];
	value->place = value->lambda = 0;
	become_function(syntax, value, before, of_function);
	if (known_member(script, value, special, of_request))
		return;
	field = axr_flow_find(script, 0, value->symbol);
	if (field && !field->declared)
		field = NULL;
	if (axr_is_punct(script, token + 1, script->page->token_count, '(') && !field)
		return; /* the call looks at the object */
	node = axr_flow_node(script, token);
	axr_flow_edge(script, value->object, node, member_effect(word));
	if (word && word->taint)
		axr_flow_add(script, node, word->taint, 0);
	if (word && (word->kind == AXR_K_STDIN || word->kind == AXR_K_STARTINFO ||
		     word->kind == AXR_K_BYTES || word->kind == AXR_K_DOMAIN))
		axr_flow_add(script, node, 0, axr_kind_bit((enum axr_kind)word->kind));
	if (is_method_group(value, word))
		axr_flow_add(script, node, 0, axr_kind_bit(AXR_K_METHOD));
	if (field) {
		axr_flow_edge(script, field->node, node, AXR_E_COPY);
		value->place = field->node;
	}
	if (value->symbol && script->symbols[value->symbol].function) {
		uint32_t place = value->place;

		value->node = node;
		name_function(syntax, value);
		value->place = place;
		return;
	}
	value->node = node;
}

/* Session["key"]: a variable of its own, and of all keys together. */
static void state_key(struct axr_syntax *syntax, struct axr_value *value,
		      const struct axr_arguments *arguments)
{
	struct axr_script *script = syntax->script;
	struct axr_variable *all = axr_flow_variable(script, 0, value->symbol, false, value->token);
	uint32_t all_node = all ? all->node : 0, symbol = value->symbol;
	struct axr_variable *computed, *keyed;
	uint32_t computed_node, node;

	computed =
		axr_flow_variable(script, STATE_SCOPE + value->symbol, symbol, true, value->token);
	computed_node = computed ? computed->node : 0;
	if (arguments->literal) {
		struct axr_span key = script->page->tokens[arguments->literal - 1].text;

		if (key.len <= KEY_MAX)
			symbol = axr_syntax_symbol(script, key);
	}
	keyed = axr_flow_variable(script, STATE_SCOPE + value->symbol,
				  symbol ? symbol : value->symbol, true, value->token);
	node = axr_flow_source(script, value->token, AXR_T_STORED, 0);
	if (keyed) {
		axr_flow_edge(script, keyed->node, node, AXR_E_COPY);
		axr_flow_edge(script, keyed->node, all_node, AXR_E_COPY);
	}
	axr_flow_edge(script, arguments->literal ? computed_node : all_node, node, AXR_E_COPY);
	value->node = node;
	value->place = keyed ? keyed->node : 0;
	value->root = 0;
	value->first = true;
	value->word = NULL;
	value->symbol = 0;
}

/* Facts of ServerVariables that the client has no say in. */
static bool is_server_fact(const struct axr_script *script, const struct axr_arguments *arguments)
{
	struct axr_span key;

	if (!arguments->literal)
		return false;
	key = script->page->tokens[arguments->literal - 1].text;
	return !(axr_span_istarts(key, "HTTP_") && !axr_span_iis(key, "HTTP_HOST")) &&
	       !axr_span_istarts(key, "HEADER_") && !axr_span_istarts(key, "ALL_") &&
	       !axr_span_iis(key, "QUERY_STRING") && !axr_span_iis(key, "UNENCODED_URL");
}

static void server_fact(struct axr_script *script, struct axr_value *value,
			const struct axr_arguments *arguments)
{
	value->node = 0;
	if (names_itself(script->page->tokens[arguments->literal - 1].text))
		value->node = axr_flow_source(script, value->token, AXR_T_ITSELF, 0);
	value->object = value->root = value->place = 0;
	value->called = true;
	value->word = NULL;
}

bool axr_syntax_key(struct axr_syntax *syntax, struct axr_value *value,
		    const struct axr_arguments *arguments)
{
	if (is_state(value)) {
		state_key(syntax, value, arguments);
		return true;
	}
	if (value->word && (value->word->special & AXR_W_MASK) == AXR_W_SERVERVARIABLES &&
	    is_server_fact(syntax->script, arguments)) {
		server_fact(syntax->script, value, arguments);
		return true;
	}
	return false;
}

/* Keys by which a form asks who signs in; a database's or a mail server's have longer ones. */
static bool is_password(struct axr_span key)
{
	static const char *const names[] = { "password", "passwd",	 "pwd",	   "userpassword",
					     "userpwd",	 "passwordtext", "userpw", NULL };

	for (const char *const *name = names; *name; name++)
		if (axr_span_iis(key, *name))
			return true;
	return false;
}

void axr_syntax_password(struct axr_script *script, const struct axr_value *value,
			 const struct axr_arguments *arguments, uint32_t node)
{
	if (!arguments->literal || !value->word ||
	    !(value->word->groups & AXR_G_REQUEST || value->word->request == AXR_R_CLIENT))
		return;
	if (is_password(script->page->tokens[arguments->literal - 1].text))
		axr_flow_add(script, node, AXR_T_PASSWORD, 0);
}

void axr_syntax_index(struct axr_syntax *syntax, struct axr_value *value,
		      const struct axr_arguments *arguments)
{
	struct axr_script *script = syntax->script;
	uint32_t node, place = value->place ? value->place : value->root;
	const struct axr_word *before = value->word;

	if (axr_syntax_key(syntax, value, arguments))
		return;
	node = axr_flow_node(script, value->token);
	axr_flow_edge(script, value->node, node, AXR_E_COPY);
	axr_syntax_password(script, value, arguments, node);
	value->object = value->node;
	value->node = node;
	value->place = place;
	value->called = true;
	value->groups = value->word ? value->word->groups : 0;
	if (arguments->literal && syntax->lang == AXR_LANG_JSCRIPT) { /* object["member"] */
		value->word =
			axr_script_named(script, script->page->tokens[arguments->literal - 1].text);
		if (axr_script_names_danger(script, arguments->literal))
			axr_flow_add(script, node, 0, axr_kind_bit(AXR_K_METHOD));
		value->first = value->self;
		value->called = value->self = false;
		value->symbol = 0;
		become_function(syntax, value, before, false);
	}
}
