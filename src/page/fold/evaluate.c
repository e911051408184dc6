#include "page/fold/run.h"

enum { UNARY = 14 }; /* how tight a sign before an operand binds */

/* What a name has: as a local, or as a name of the page that is nothing but constant. */
static bool lookup(struct axr_run *run, struct axr_span text, struct axr_value *value)
{
	const struct axr_local *local = axr_run_local(run, text, false);
	const struct axr_name *name;

	if (local) {
		*value = local->value;
		return value->kind != AXR_VALUE_NONE;
	}
	name = axr_name_of(run->folder, text, false);
	if (name && name->tainted)
		return false;
	if (name && name->value.kind != AXR_VALUE_NONE) {
		*value = name->value;
		return true;
	}
	/* in VBScript a name begins empty */
	*value = (struct axr_value){ .kind = AXR_VALUE_NULL };
	return run->lang == AXR_LANG_VBSCRIPT && axr_span_eq(run->target, text);
}

bool axr_run_args(struct axr_run *run, uint8_t close, struct axr_value *args, size_t *count)
{
	*count = 0;
	run->at++;
	if (axr_run_sign(run, close))
		return true;
	do {
		if (*count == AXR_RUN_ARGS || !axr_run_evaluate(run, 0, &args[*count]))
			return false;
		++*count;
	} while (axr_run_sign(run, ','));
	return axr_run_sign(run, close);
}

/* A list of any length in braces or brackets. */
static bool list(struct axr_run *run, uint8_t close, struct axr_value *value)
{
	uint32_t mate = axr_run_peek(run, 0)->mate;
	size_t room, count = 0;

	if (mate == UINT32_MAX || mate < run->at || mate >= run->end)
		return false;
	room = mate - run->at;
	if (!axr_value_array(&run->folder->memory, room, value))
		return false;
	run->at++;
	while (!axr_run_sign(run, close)) {
		if (count == room || !axr_run_evaluate(run, 0, &value->items[count]))
			return false;
		count++;
		if (!axr_run_sign(run, ',') && axr_token_sign(axr_run_peek(run, 0)) != close)
			return false;
	}
	value->count = (uint32_t)count;
	return true;
}

static bool zeroes(struct axr_run *run, int64_t count, struct axr_value *value)
{
	if (count < 0 || count > 1 << 20 || !axr_fold_work(&run->folder->memory, (size_t)count) ||
	    !axr_value_array(&run->folder->memory, (size_t)count, value))
		return false;
	for (size_t i = 0; i < (size_t)count; i++)
		value->items[i].kind = AXR_VALUE_NULL;
	return true;
}

/* new T[n], new T[] { ... }, new string(...); "new" has been read */
static bool construct(struct axr_run *run, struct axr_value *value)
{
	struct axr_value args[AXR_RUN_ARGS];
	struct axr_call call = { .lang = run->lang, .args = args };
	size_t from = run->at;
	int64_t count = -1;

	while (axr_run_peek(run, 0)->kind == AXR_TOKEN_WORD) {
		call.name = axr_run_peek(run, 0)->text;
		run->at++;
		if (!axr_run_sign(run, '.'))
			break;
	}
	axr_run_pay(run, run->at - from);
	if (axr_token_sign(axr_run_peek(run, 0)) == '[' && run->lang == AXR_LANG_CSHARP) {
		run->at++;
		if (!axr_run_sign(run, ']') &&
		    (!axr_run_evaluate(run, 0, value) || !axr_value_number(value, &count) ||
		     !axr_run_sign(run, ']')))
			return false;
		if (axr_token_sign(axr_run_peek(run, 0)) == '{')
			return list(run, '}', value);
		return zeroes(run, count, value);
	}
	if (axr_span_iis(call.name, "list") && axr_token_is(axr_run_peek(run, 0), "<") &&
	    axr_token_is(axr_run_peek(run, 2), ">")) { /* new List<char>() */
		run->at += 3;
		return axr_run_sign(run, '(') && axr_run_sign(run, ')') && zeroes(run, 0, value);
	}
	if (axr_token_sign(axr_run_peek(run, 0)) != '(' ||
	    !axr_run_args(run, ')', args, &call.count))
		return false;
	if (run->lang == AXR_LANG_JSCRIPT) {
		call.type = axr_span_str("new");
		return axr_fold_static(&run->folder->memory, &call, value);
	}
	if (run->vb && axr_token_sign(axr_run_peek(run, 0)) == '{')
		return list(run, '}', value);
	return axr_fold_member(&run->folder->memory, &call, value);
}

/* A name here: a value, or a function with what it is called on. */
static bool named(struct axr_run *run, struct axr_value *value)
{
	struct axr_value args[AXR_RUN_ARGS];
	struct axr_call call = { .lang = run->lang, .args = args };
	const struct axr_name *name;
	bool known = lookup(run, axr_run_peek(run, 0)->text, value);
	bool called = axr_token_sign(axr_run_peek(run, 1)) == '(';

	/* in VB the name of the function with brackets is a call of itself */
	if (known && called && run->vb && axr_span_eq(axr_run_peek(run, 0)->text, run->function))
		return false;
	if (known && (!called || run->vb)) {
		run->at++;
		return true;
	}
	for (int words = 0; words < 8 && axr_run_peek(run, 0)->kind == AXR_TOKEN_WORD; words++) {
		call.type = call.name;
		call.name = axr_run_peek(run, 0)->text;
		run->at++;
		if (!axr_run_sign(run, '.'))
			break;
	}
	if (axr_span_iis(call.name, "empty") && axr_span_iis(call.type, "string")) {
		*value = axr_value_string(axr_span("", 0));
		return true;
	}
	if (axr_span_iis(call.name, "convertall") && axr_token_sign(axr_run_peek(run, 0)) == '(')
		return axr_run_lambda(run, call.name, NULL, value);
	if (axr_token_sign(axr_run_peek(run, 0)) != '(' ||
	    !axr_run_args(run, ')', args, &call.count))
		return false;
	name = call.type.len ? NULL : axr_name_of(run->folder, call.name, false);
	if (name && name->function)
		return axr_run_function(run->folder, name->function - 1, args, call.count, value);
	return axr_fold_static(&run->folder->memory, &call, value);
}

/* (type) before an operand, or an expression in brackets */
static bool bracketed(struct axr_run *run, struct axr_value *value)
{
	const struct axr_token *type = axr_run_peek(run, 1), *behind = axr_run_peek(run, 3);
	struct axr_value test = axr_value_int(0);
	struct axr_span cast = type->text;

	if (!run->vb && type->kind == AXR_TOKEN_WORD &&
	    axr_token_sign(axr_run_peek(run, 2)) == ')' && axr_cast(type->text, &test) &&
	    (behind->kind != AXR_TOKEN_PUNCT || axr_token_sign(behind) == '(')) {
		run->at += 3;
		return axr_run_evaluate(run, UNARY, value) && axr_cast(cast, value);
	}
	run->at++;
	return axr_run_evaluate(run, 0, value) && axr_run_sign(run, ')');
}

static bool item(struct axr_run *run, uint8_t close, struct axr_value *value)
{
	struct axr_value args[AXR_RUN_ARGS], list_value = *value;
	size_t count;
	int64_t index;

	if (!axr_run_args(run, close, args, &count) || count != 1 ||
	    !axr_value_number(&args[0], &index) ||
	    !axr_value_item(&run->folder->memory, &list_value, index, value))
		return false;
	if (run->lang == AXR_LANG_JSCRIPT && list_value.kind == AXR_VALUE_STRING)
		return axr_value_concat(&run->folder->memory, value,
					&(struct axr_value){ .kind = AXR_VALUE_NULL }, run->lang,
					value);
	return true;
}

/* .name(...), .name, [i] and, in VB, (i) behind a value */
static bool postfix(struct axr_run *run, struct axr_value *value)
{
	struct axr_value args[AXR_RUN_ARGS], receiver;
	struct axr_call call = { .lang = run->lang, .receiver = &receiver, .args = args };

	for (;;) {
		uint8_t sign = axr_token_sign(axr_run_peek(run, 0));

		if (sign == '[' || (sign == '(' && run->vb)) {
			if (!item(run, sign == '[' ? ']' : ')', value))
				return false;
			continue;
		}
		if (sign != '.' || axr_run_peek(run, 1)->kind != AXR_TOKEN_WORD)
			return true;
		call.name = axr_run_peek(run, 1)->text;
		run->at += 2;
		call.count = 0;
		receiver = *value;
		if (axr_takes_lambda(call.name) && axr_token_sign(axr_run_peek(run, 0)) == '(') {
			if (!axr_run_lambda(run, call.name, &receiver, value))
				return false;
			continue;
		}
		call.member = axr_token_sign(axr_run_peek(run, 0)) != '(';
		if (!call.member && !axr_run_args(run, ')', args, &call.count))
			return false;
		if (!axr_fold_member(&run->folder->memory, &call, value))
			return false;
	}
}

static bool sign_before(struct axr_run *run, struct axr_value *value)
{
	struct axr_span op = axr_run_peek(run, 0)->text;

	run->at++;
	return axr_run_evaluate(run, axr_span_is(op, "not") ? 5 : UNARY, value) &&
	       axr_unary(op, value);
}

static bool primary(struct axr_run *run, struct axr_value *value)
{
	const struct axr_token *token = axr_run_peek(run, 0);
	uint8_t sign = axr_token_sign(token);
	bool ok;

	if (!axr_run_step(run) || run->at >= run->end)
		return false;
	if (sign == '(') {
		ok = bracketed(run, value);
	} else if (sign == '[' && run->lang == AXR_LANG_JSCRIPT) {
		ok = list(run, ']', value);
	} else if (sign == '{') {
		ok = list(run, '}', value);
	} else if (sign == '-' || sign == '~' || sign == '!' || sign == '+' ||
		   (run->vb && axr_token_word(token, "not"))) {
		return sign_before(run, value);
	} else if (axr_run_word(run, "new")) {
		ok = construct(run, value);
	} else if (axr_run_word(run, "null") || axr_run_word(run, "nothing") ||
		   axr_run_word(run, "empty")) {
		*value = (struct axr_value){ .kind = AXR_VALUE_NULL };
		return true;
	} else if (axr_literal(token, run->lang, value)) {
		run->at++;
		ok = true;
	} else if (token->kind == AXR_TOKEN_WORD && !axr_token_is_keyword(token)) {
		ok = named(run, value);
	} else {
		return false;
	}
	return ok && postfix(run, value);
}

/* The part behind '?'; only what is chosen needs to be known, yet both must be read. */
static bool ternary(struct axr_run *run, struct axr_value *value)
{
	struct axr_value yes, no;

	run->at++;
	if (value->kind != AXR_VALUE_BOOL || !axr_run_evaluate(run, 0, &yes) ||
	    !axr_run_sign(run, ':') || !axr_run_evaluate(run, 1, &no))
		return false;
	*value = value->number ? yes : no;
	return true;
}

static bool binary_chain(struct axr_run *run, int precedence, struct axr_value *value)
{
	for (;;) {
		const struct axr_token *op = axr_run_peek(run, 0);
		int own = axr_precedence(op, run->vb);
		struct axr_value right;

		if (!own || own <= precedence)
			return true;
		if (!run->vb && axr_token_sign(op) == '?')
			return ternary(run, value);
		run->at++;
		if (!axr_run_evaluate(run, own, &right) ||
		    !axr_binary(&run->folder->memory, op->text, value, &right, run->lang, value))
			return false;
	}
}

bool axr_run_evaluate(struct axr_run *run, int precedence, struct axr_value *value)
{
	bool ok;

	if (run->depth >= AXR_RUN_DEPTH)
		return false;
	run->depth++;
	ok = primary(run, value) && binary_chain(run, precedence, value);
	run->depth--;
	return ok;
}
