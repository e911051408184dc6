/* Calls and items whose bracket closes: folded where all that they need is constant. */
#include "page/fold/bracket.h"

enum {
	ZEROES = 512, /* longest list of nothing that is about to be filled */
	ADDED = 128   /* items that a list grows to by calls */
};

/* What is called: where it begins, and its names. */
struct callee {
	size_t start;
	struct axr_span type, name;
	struct axr_operand receiver;
	bool has_receiver, is_new, own; /* own: a name of the page, unqualified */
};

/* The word that ends at index, be it a word or ["word"] of JScript; *start is where it begins. */
static bool name_at(const struct axr_folder *folder, size_t index, size_t *start,
		    struct axr_span *name)
{
	const struct axr_token *out = folder->out;

	*start = index;
	*name = out[index].text;
	if (out[index].kind == AXR_TOKEN_WORD)
		return true;
	if (folder->lang != AXR_LANG_JSCRIPT || index < folder->base + 3 ||
	    axr_token_sign(&out[index]) != ']' || out[index - 1].kind != AXR_TOKEN_STRING ||
	    axr_token_sign(&out[index - 2]) != '[')
		return false;
	*start = index - 2;
	*name = out[index - 1].text;
	return true;
}

/* Reads back from the name that ends at index. */
static bool find_callee(const struct axr_folder *folder, size_t index, struct callee *callee)
{
	const struct axr_token *out = folder->out;
	size_t at, start;
	struct axr_span word;

	*callee = (struct callee){ 0 };
	if (!name_at(folder, index, &at, &callee->name))
		return false;
	for (int words = 0; words < 8; words++) {
		bool point = at > folder->base && (axr_token_sign(&out[at - 1]) == '.' ||
						   axr_token_is(&out[at - 1], "?.") ||
						   axr_token_is(&out[at - 1], "::"));
		bool item = axr_token_sign(&out[at]) == '[';

		if (!point && !item)
			break;
		if (axr_operand_before(folder, at - point, &callee->receiver)) {
			callee->has_receiver = true;
			callee->start = callee->receiver.start;
			return words == 0;
		}
		if (at < folder->base + 1 + point ||
		    !name_at(folder, at - 1 - point, &start, &word))
			return false;
		if (!callee->type.len)
			callee->type = word;
		at = start;
		if (item && !point)
			continue;
	}
	callee->start = at;
	callee->own = !callee->type.len || axr_span_is(callee->type, "this") ||
		      axr_span_is(callee->type, "me");
	if (at > folder->base && axr_token_word(&out[at - 1], "new")) {
		callee->start = at - 1;
		callee->is_new = true;
		callee->own = false;
	}
	return true;
}

/* A function of the page, on constants. */
static bool call_own(struct axr_folder *folder, const struct callee *callee,
		     const struct axr_value *args, size_t count, struct axr_value *result)
{
	const struct axr_name *name;

	if (!folder->with_names || !callee->own)
		return false;
	name = axr_name_of(folder, callee->name, false);
	return name && name->function &&
	       axr_run_function(folder, name->function - 1, args, count, result);
}

/* Array.Reverse(name) changes what the name has. */
static bool reverse_list(struct axr_folder *folder, const struct axr_frame *frame,
			 const struct callee *callee)
{
	static const struct axr_value none;
	struct axr_call call = { .name = axr_span_str("reverse"), .args = &none };
	struct axr_operand list;
	struct axr_name *name;

	if (!axr_span_iis(callee->name, "reverse") || !axr_span_iis(callee->type, "array") ||
	    frame->list_count != 1 || !axr_operand_before(folder, frame->lists[0] + 1, &list))
		return false;
	name = axr_list_name(folder, &list);
	call.receiver = &list.value;
	return name && axr_fold_member(&folder->memory, &call, &name->value);
}

/* new List<char>() is a list of nothing. */
static bool new_list(struct axr_folder *folder, size_t open)
{
	const struct axr_token *out = folder->out;
	struct axr_value array;
	size_t start;

	if (folder->lang != AXR_LANG_CSHARP || open < folder->base + 5 ||
	    axr_token_sign(&out[open - 1]) != '>' || axr_token_sign(&out[open - 3]) != '<' ||
	    !axr_span_is(out[open - 4].text, "List") || folder->out_count != open + 2)
		return false;
	start = axr_new_before(folder, open - 3);
	if (start == open - 3 || !axr_value_array(&folder->memory, 0, &array))
		return false;
	axr_collapse(folder, start, &array);
	return true;
}

/* new byte[7] is a list of so many zeros, as long as it is short enough to be a text's. */
bool axr_new_zeroes(struct axr_folder *folder, const struct axr_frame *frame)
{
	const struct axr_value *args = axr_bracket_args(folder, frame);
	const struct axr_token *next = folder->at + 1 < folder->in_count
					       ? &folder->in[folder->at + 1] : NULL;
	size_t start = axr_new_before(folder, frame->open);
	struct axr_value array;

	if (folder->lang != AXR_LANG_CSHARP || !folder->with_names || start == frame->open ||
	    folder->args.count - frame->args != 1 || args[0].kind != AXR_VALUE_INT ||
	    args[0].number < 0 || args[0].number > ZEROES ||
	    (next && (axr_token_sign(next) == '{' || axr_token_sign(next) == '[')) ||
	    !axr_fold_work(&folder->memory, (size_t)args[0].number) ||
	    !axr_value_array(&folder->memory, (size_t)args[0].number, &array))
		return false;
	for (uint32_t i = 0; i < array.count; i++)
		array.items[i].kind = AXR_VALUE_NULL;
	axr_collapse(folder, start, &array);
	return true;
}

/* list.Add(x) changes what the name has, and leaves the call as it is. */
static bool add_item(struct axr_folder *folder, struct axr_name *list, const struct axr_call *call)
{
	struct axr_value grown;
	size_t count;

	if (!list || list->value.kind != AXR_VALUE_ARRAY || list->value.count >= ADDED ||
	    call->count != 1 || folder->at < folder->quiet || folder->loops ||
	    folder->at < folder->loop_end ||
	    (!axr_span_iis(call->name, "add") && !axr_span_is(call->name, "push")))
		return false;
	count = list->value.count;
	if (!axr_value_array(&folder->memory, count + 1, &grown))
		return false;
	if (count)
		memcpy(grown.items, list->value.items, count * sizeof(*grown.items));
	grown.items[count] = call->args[0];
	list->value = grown;
	return true;
}

/* Dim b As New StringBuilder(): the name has what is made. */
static void declare_new(struct axr_folder *folder, const struct callee *callee,
			const struct axr_value *value)
{
	const struct axr_token *out = folder->out;
	struct axr_name *name;

	if (!folder->vb || !folder->with_names || !callee->is_new ||
	    callee->start < folder->base + 2 || folder->at < folder->quiet ||
	    !axr_token_word(&out[callee->start - 1], "as"))
		return;
	name = axr_name_of(folder, out[callee->start - 2].text, true);
	if (name && !name->tainted)
		name->value = *value;
}

/* list.Select(x => ...): the call is folded where the function can be run on each item. */
bool axr_close_lambda(struct axr_folder *folder, const struct axr_frame *frame)
{
	struct axr_value result = { 0 };
	struct callee callee;

	if (!frame->open || !axr_takes_lambda(folder->out[frame->open - 1].text) ||
	    !find_callee(folder, frame->open - 1, &callee) ||
	    (!callee.has_receiver && !axr_span_iis(callee.name, "convertall")))
		return false;
	folder->any_constant = folder->any_constant || callee.has_receiver;
	if (!folder->with_names)
		return false;
	if (!axr_fold_lambda(folder, callee.name,
			     callee.has_receiver ? &callee.receiver.value : NULL, &result) ||
	    result.kind == AXR_VALUE_NONE)
		return false;
	axr_collapse(folder, callee.start, &result);
	return true;
}

/* String.fromCharCode.apply(null, list), whatever it is applied to. */
bool axr_close_apply(struct axr_folder *folder, const struct axr_frame *frame)
{
	struct axr_operand list;
	struct axr_value result = { 0 };
	struct axr_call call = { .lang = folder->lang, .args = &list.value, .count = 1 };
	struct callee callee;

	if (folder->lang != AXR_LANG_JSCRIPT || !frame->open ||
	    !axr_span_is(folder->out[frame->open - 1].text, "apply") ||
	    !axr_operand_before(folder, folder->out_count - 1, &list) ||
	    list.value.kind != AXR_VALUE_ARRAY ||
	    !find_callee(folder, frame->open - 1, &callee) || callee.has_receiver ||
	    !axr_span_is(callee.type, "fromCharCode"))
		return false;
	call.args = list.value.items;
	call.count = list.value.count;
	call.type = axr_span_str("String");
	call.name = callee.type;
	if (!axr_fold_static(&folder->memory, &call, &result))
		return false;
	axr_collapse(folder, callee.start, &result);
	return true;
}

/* The call is folded where it can be; false where it stays. */
bool axr_close_call(struct axr_folder *folder, const struct axr_frame *frame)
{
	struct axr_name *changed = NULL;
	struct axr_call call = { .lang = folder->lang };
	struct axr_value result = { 0 };
	struct callee callee;
	bool ok;

	if (new_list(folder, frame->open))
		return true;
	/* a function's head looks like a call of it */
	if (!find_callee(folder, frame->open - 1, &callee) ||
	    (callee.start > folder->base && !callee.has_receiver && !callee.is_new &&
	     axr_declares(folder, &folder->out[callee.start - 1])))
		return false;
	if (folder->with_names && reverse_list(folder, frame, &callee))
		return true;
	call.name = callee.name;
	call.type = callee.type;
	call.args = axr_bracket_args(folder, frame);
	call.count = folder->args.count - frame->args;
	if (callee.has_receiver) {
		call.receiver = &callee.receiver.value;
		changed = axr_list_name(folder, &callee.receiver);
	}
	if (add_item(folder, changed, &call))
		return true;
	if (callee.is_new && folder->lang == AXR_LANG_JSCRIPT)
		call.type = axr_span_str("new");
	if (call_own(folder, &callee, call.args, call.count, &result))
		ok = true;
	else if (callee.has_receiver || (callee.is_new && folder->lang != AXR_LANG_JSCRIPT))
		ok = axr_fold_member(&folder->memory, &call, &result);
	else
		ok = axr_fold_static(&folder->memory, &call, &result);
	if (!ok || result.kind == AXR_VALUE_NONE)
		return false;
	folder->any_constant = folder->any_constant || result.kind == AXR_VALUE_BUILDER;
	declare_new(folder, &callee, &result);
	/* builder.Append(...) */
	if (changed && result.kind == AXR_VALUE_BUILDER && folder->at >= folder->quiet)
		changed->value = result;
	axr_collapse(folder, callee.start, &result);
	return true;
}

/* list[2] and list(2) */
bool axr_close_item(struct axr_folder *folder, const struct axr_frame *frame)
{
	const struct axr_value *args = axr_bracket_args(folder, frame);
	struct axr_operand list;
	struct axr_value item;
	int64_t index;

	if (folder->args.count - frame->args != 1 ||
	    !axr_operand_before(folder, frame->open, &list) ||
	    !axr_value_number(&args[0], &index) || args[0].kind == AXR_VALUE_STRING ||
	    list.value.kind == AXR_VALUE_REGEX ||
	    !axr_value_item(&folder->memory, &list.value, index, &item))
		return false;
	if (folder->lang == AXR_LANG_JSCRIPT && list.value.kind == AXR_VALUE_STRING &&
	    !axr_value_concat(&folder->memory, &item, &(struct axr_value){ .kind = AXR_VALUE_NULL },
			      folder->lang, &item))
		return false;
	axr_collapse(folder, list.start, &item);
	return true;
}
void axr_fold_property(struct axr_folder *folder)
{
	struct axr_call call = { .lang = folder->lang, .member = true };
	struct axr_value result;
	struct callee callee;
	size_t last = folder->out_count - 1;

	call.name = folder->out[last].text;
	if (axr_span_iis(call.name, "empty") && last >= folder->base + 2 &&
	    axr_span_iis(folder->out[last - 2].text, "string") &&
	    find_callee(folder, last, &callee) && !callee.has_receiver) {
		result = axr_value_string(axr_span("", 0));
		axr_collapse(folder, callee.start, &result);
		return;
	}
	if (!axr_span_iis(call.name, "length") && !axr_span_iis(call.name, "count"))
		return;
	if (!find_callee(folder, last, &callee) || !callee.has_receiver)
		return;
	call.receiver = &callee.receiver.value;
	if (axr_fold_member(&folder->memory, &call, &result))
		axr_collapse(folder, callee.start, &result);
}
