#include "page/fold/run.h"

/* An array that the local may change, with room for one more item than it has. */
static bool own_array(struct axr_run *run, struct axr_local *local, size_t need)
{
	struct axr_value *value = &local->value, grown;
	size_t count = axr_value_count(&run->folder->memory, value),
	       cap = count > need ? count : need;

	if ((value->kind != AXR_VALUE_ARRAY && value->kind != AXR_VALUE_BYTES) || need > 1 << 20)
		return false;
	if (local->cap >= cap && value->kind == AXR_VALUE_ARRAY)
		return true;
	if (!axr_value_array(&run->folder->memory, cap * 2 + 1, &grown))
		return false;
	for (size_t i = 0; i < count; i++)
		if (value->kind == AXR_VALUE_ARRAY)
			grown.items[i] = value->items[i];
		else
			grown.items[i] = axr_value_int(value->text.ptr[i]);
	grown.count = (uint32_t)count;
	local->cap = cap * 2 + 1;
	*value = grown;
	return true;
}

static bool put_item(struct axr_run *run, struct axr_local *local, int64_t index,
		     const struct axr_value *value)
{
	size_t count = axr_value_count(&run->folder->memory, &local->value);

	if (index < 0 || (uint64_t)index > count || !own_array(run, local, (size_t)index + 1))
		return false;
	if ((uint64_t)index == count) {
		/* only lists of JScript grow by it, and those that Add is called on */
		if (run->lang != AXR_LANG_JSCRIPT)
			return false;
		local->value.count++;
	}
	local->value.items[index] = *value;
	return true;
}

/* The local of this name; one of the page is copied into a local, as it is about to change. */
static struct axr_local *local_of(struct axr_run *run, struct axr_span text, bool set)
{
	struct axr_local *local = axr_run_local(run, text, false);
	const struct axr_name *name;

	if (local)
		return local;
	name = axr_name_of(run->folder, text, false);
	/* what is set first does not depend on what it was */
	if (name && name->tainted && !set)
		return NULL;
	if (!set && run->lang != AXR_LANG_VBSCRIPT && (!name || name->value.kind == AXR_VALUE_NONE))
		return NULL;
	local = axr_run_local(run, text, true);
	if (!local)
		return NULL;
	local->value.kind = AXR_VALUE_NULL;
	if (name && name->value.kind != AXR_VALUE_NONE)
		local->value = name->value;
	return local;
}

/* The operator of "op=", as one sign; empty for '=' alone. */
static bool assignment_sign(const struct axr_token *token, struct axr_span *op)
{
	size_t len = token->text.len;

	if (token->kind != AXR_TOKEN_PUNCT || !len || len > 2 || token->text.ptr[len - 1] != '=' ||
	    (len == 2 && !memchr("+-*/%&|^\\", token->text.ptr[0], 9)))
		return false;
	*op = axr_span_cut(token->text, 0, len - 1);
	return true;
}

static bool set_item(struct axr_run *run, struct axr_span name)
{
	uint8_t close = axr_token_sign(axr_run_peek(run, 0)) == '[' ? ']' : ')';
	struct axr_local *local = local_of(run, name, false);
	struct axr_value args[AXR_RUN_ARGS], value, old;
	struct axr_span op;
	size_t count;
	int64_t index;

	if (!local || !axr_run_args(run, close, args, &count) || count != 1 ||
	    !axr_value_number(&args[0], &index) || !assignment_sign(axr_run_peek(run, 0), &op))
		return false;
	run->at++;
	if (!axr_run_evaluate(run, 0, &value))
		return false;
	/* evaluating may have moved nothing: locals stay where they are */
	if (op.len && (!axr_value_item(&run->folder->memory, &local->value, index, &old) ||
		       !axr_binary(&run->folder->memory, op, &old, &value, run->lang, &value)))
		return false;
	return put_item(run, local, index, &value);
}

/* sb.Append(x), list.push(x), list.Add(x) */
static bool change(struct axr_run *run, struct axr_span name)
{
	struct axr_local *local = local_of(run, name, false);
	struct axr_value args[AXR_RUN_ARGS], receiver, result;
	struct axr_call call = { .lang = run->lang, .receiver = &receiver, .args = args };

	if (!local || axr_run_peek(run, 1)->kind != AXR_TOKEN_WORD ||
	    axr_token_sign(axr_run_peek(run, 2)) != '(')
		return false;
	call.name = axr_run_peek(run, 1)->text;
	run->at += 2;
	if (!axr_run_args(run, ')', args, &call.count))
		return false;
	if (local->value.kind == AXR_VALUE_BUILDER) {
		receiver = local->value;
		if (!axr_fold_member(&run->folder->memory, &call, &result) ||
		    result.kind != AXR_VALUE_BUILDER)
			return false;
		local->value = result;
		return true;
	}
	if (call.count != 1 ||
	    (!axr_span_is(call.name, "push") && !axr_span_iis(call.name, "add")) ||
	    !own_array(run, local, axr_value_count(&run->folder->memory, &local->value) + 1))
		return false;
	local->value.items[local->value.count++] = args[0];
	return true;
}

/* Array.Reverse(name) */
static bool reverse_array(struct axr_run *run)
{
	struct axr_local *local;
	size_t count;

	run->at += 4;
	local = local_of(run, axr_run_peek(run, 0)->text, false);
	run->at++;
	if (!local || !axr_run_sign(run, ')') || !own_array(run, local, 0))
		return false;
	count = local->value.count;
	if (!axr_fold_work(&run->folder->memory, count * 8))
		return false;
	for (size_t i = 0; i < count / 2; i++) {
		struct axr_value other = local->value.items[count - 1 - i];

		local->value.items[count - 1 - i] = local->value.items[i];
		local->value.items[i] = other;
	}
	return true;
}

static bool step_name(struct axr_run *run, struct axr_span name, uint8_t sign)
{
	struct axr_local *local = local_of(run, name, false);
	int64_t number;

	if (!local || !axr_value_number(&local->value, &number))
		return false;
	local->value = axr_value_int(sign == '+' ? number + 1 : number - 1);
	return true;
}

/* name = value, name op= value; a name alone where it is declared */
static bool set_name(struct axr_run *run, struct axr_span name, bool declared)
{
	struct axr_span op, outer = run->target;
	struct axr_local *local;
	struct axr_value value = { .kind = AXR_VALUE_NULL };

	if (!assignment_sign(axr_run_peek(run, 0), &op)) {
		if (!declared || !(local = axr_run_local(run, name, true)))
			return false;
		local->value = value;
		local->cap = 0;
		return true;
	}
	run->at++;
	run->target = name;
	if (!axr_run_evaluate(run, 0, &value))
		return false;
	run->target = outer;
	local = declared ? axr_run_local(run, name, true) : local_of(run, name, !op.len);
	if (!local || (op.len && !axr_binary(&run->folder->memory, op, &local->value, &value,
					     run->lang, &value)))
		return false;
	local->value = value;
	local->cap = 0;
	return true;
}

/* Dim a, b(3), c As String = "x" */
static bool vb_declaration(struct axr_run *run)
{
	do {
		const struct axr_token *name = axr_run_peek(run, 0);
		size_t from;

		if (name->kind != AXR_TOKEN_WORD)
			return false;
		run->at++;
		if (axr_token_sign(axr_run_peek(run, 0)) == '(') {
			if (axr_token_sign(axr_run_peek(run, 1)) != ')')
				return false;
			run->at += 2;
		}
		if (axr_run_word(run, "as")) {
			if (axr_token_word(axr_run_peek(run, 0), "new"))
				return false;
			from = run->at;
			while (axr_run_peek(run, 0)->kind == AXR_TOKEN_WORD || axr_token_sign(
			       axr_run_peek(run, 0)) == '.')
				run->at++;
			axr_run_pay(run, run->at - from);
			if (axr_token_sign(axr_run_peek(run, 0)) == '(' &&
			    axr_token_sign(axr_run_peek(run, 1)) == ')')
				run->at += 2;
		}
		if (!set_name(run, name->text, true))
			return false;
	} while (axr_run_sign(run, ','));
	return true;
}

/* Moves over a type that a name follows: int x, System.String s, byte[] b; false if none does. */
static bool c_type(struct axr_run *run)
{
	size_t n = 0;

	if (axr_run_word(run, "var") || axr_run_word(run, "const"))
		return true;
	while (axr_run_peek(run, n)->kind == AXR_TOKEN_WORD &&
	       axr_token_sign(axr_run_peek(run, n + 1)) == '.')
		n += 2;
	axr_run_pay(run, n);
	if (axr_run_peek(run, n)->kind != AXR_TOKEN_WORD)
		return false;
	n++;
	if (axr_token_sign(axr_run_peek(run, n)) == '[' &&
	    axr_token_sign(axr_run_peek(run, n + 1)) == ']')
		n += 2;
	if (axr_run_peek(run, n)->kind != AXR_TOKEN_WORD)
		return false;
	run->at += n;
	return true;
}

bool axr_run_simple(struct axr_run *run)
{
	const struct axr_token *token, *next;
	struct axr_span name;

	if (!axr_run_step(run))
		return false;
	if (run->vb && (axr_run_word(run, "dim") || axr_run_word(run, "const")))
		return vb_declaration(run);
	if (!run->vb && c_type(run)) {
		axr_run_word(run, "string"); /* const string x */
		do {
			name = axr_run_peek(run, 0)->text;
			if (axr_run_peek(run, 0)->kind != AXR_TOKEN_WORD)
				return false;
			run->at++;
			if (run->lang == AXR_LANG_JSCRIPT && axr_run_sign(run, ':'))
				run->at++;
			if (!set_name(run, name, true))
				return false;
		} while (axr_run_sign(run, ','));
		return true;
	}
	token = axr_run_peek(run, 0);
	next = axr_run_peek(run, 1);
	if (axr_token_is(token, "++") || axr_token_is(token, "--")) {
		run->at += 2;
		return next->kind == AXR_TOKEN_WORD &&
		       step_name(run, next->text, token->text.ptr[0]);
	}
	if (token->kind != AXR_TOKEN_WORD)
		return false;
	if (axr_span_iis(token->text, "array") &&
	    axr_span_iis(axr_run_peek(run, 2)->text, "reverse") &&
	    axr_token_sign(axr_run_peek(run, 3)) == '(')
		return reverse_array(run);
	run->at++;
	if (axr_token_sign(next) == '[' || (axr_token_sign(next) == '(' && run->vb))
		return set_item(run, token->text);
	if (axr_token_sign(next) == '.')
		return change(run, token->text);
	if (axr_token_is(next, "++") || axr_token_is(next, "--")) {
		run->at++;
		return step_name(run, token->text, next->text.ptr[0]);
	}
	return set_name(run, token->text, false);
}
