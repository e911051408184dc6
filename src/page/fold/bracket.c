/* Brackets: arguments, calls, items, lists, and expressions that stand in brackets for no reason.
 */
#include "page/fold/fold.h"

void axr_open_bracket(struct axr_folder *folder)
{
	struct axr_frame *frame = axr_vector_push(folder, &folder->frames, sizeof(*frame));

	if (!frame)
		return;
	frame->open = (uint32_t)folder->out_count - 1;
	frame->arg_start = (uint32_t)folder->out_count;
	frame->args = (uint32_t)folder->args.count;
	frame->constant = true;
}

static struct axr_frame *top_frame(struct axr_folder *folder)
{
	struct axr_frame *frames = folder->frames.ptr;

	return folder->frames.count > folder->block_frames ? &frames[folder->frames.count - 1]
							   : NULL;
}

/* A list is an argument: should the call not be folded, the list may be another one behind it. */
static void note_list(struct axr_folder *folder, struct axr_frame *frame,
		      const struct axr_operand *operand)
{
	if (frame->list_count < sizeof(frame->lists) / sizeof(*frame->lists))
		frame->lists[frame->list_count++] = operand->start;
	else
		axr_taint(folder, folder->out[operand->start].text);
}

static void taint_lists(struct axr_folder *folder, const struct axr_frame *frame)
{
	struct axr_operand receiver;
	size_t open = frame->open;

	if (!folder->with_names || folder->at < folder->quiet)
		return;
	for (uint8_t i = 0; i < frame->list_count; i++)
		axr_taint(folder, folder->out[frame->lists[i]].text);
	/* list.Method(...) */
	if (open >= folder->base + 3 && axr_token_sign(&folder->out[open]) == '(' &&
	    axr_token_sign(&folder->out[open - 2]) == '.' &&
	    axr_operand_before(folder, open - 2, &receiver) && axr_list_name(folder, &receiver))
		axr_taint(folder, folder->out[receiver.start].text);
}

void axr_end_argument(struct axr_folder *folder)
{
	struct axr_frame *frame = top_frame(folder);
	struct axr_operand operand;
	struct axr_value *arg;
	bool whole;

	if (!frame)
		return;
	whole = axr_operand_before(folder, folder->out_count, &operand) &&
		operand.start == frame->arg_start;
	if (whole && folder->with_names && axr_list_name(folder, &operand))
		note_list(folder, frame, &operand);
	frame->constant = frame->constant && whole;
	if (frame->constant) {
		arg = axr_vector_push(folder, &folder->args, sizeof(*arg));
		if (arg)
			*arg = operand.value;
	}
	frame->arg_start = (uint32_t)folder->out_count + 1; /* behind the comma */
}

/* The constant arguments of a bracket that closes. */
static const struct axr_value *args_of(const struct axr_folder *folder,
				       const struct axr_frame *frame)
{
	static const struct axr_value none;
	const struct axr_value *args = folder->args.ptr;

	return args ? args + frame->args : &none;
}

/* The '[' or '(' that the bracket at index closes, with at most one token between; or SIZE_MAX. */
static size_t short_open(const struct axr_folder *folder, size_t index, uint8_t open)
{
	for (size_t back = 1; back <= 2 && index >= folder->base + back; back++)
		if (axr_token_sign(&folder->out[index - back]) == open)
			return index - back;
	return SIZE_MAX;
}

/* Where "new A.B" before index begins; index where there is none. */
static size_t new_before(const struct axr_folder *folder, size_t index)
{
	size_t at = index;

	for (int words = 0; words < 8 && at > folder->base; words++) {
		const struct axr_token *token = &folder->out[at - 1];

		if (axr_token_word(token, "new"))
			return at - 1;
		if (token->kind != AXR_TOKEN_WORD && axr_token_sign(token) != '.')
			break;
		at--;
	}
	return index;
}

/* Where a list in braces begins with its type: new char[] {, New Byte() {, = {; or SIZE_MAX. */
static size_t list_start(const struct axr_folder *folder, size_t open)
{
	size_t at, start;
	uint8_t before;

	if (open <= folder->base)
		return SIZE_MAX;
	before = axr_token_sign(&folder->out[open - 1]);
	if (before == ']' || (before == ')' && folder->vb)) {
		at = short_open(folder, open - 1, before == ']' ? '[' : '(');
		start = at == SIZE_MAX ? at : new_before(folder, at);
		return start < at ? start : SIZE_MAX;
	}
	return before == '=' || before == ',' || before == '{' || before == '(' ? open : SIZE_MAX;
}

/* A long list of bytes in a byte for each; false where it is anything else. */
static bool pack(struct axr_folder *folder, const struct axr_value *args, size_t count,
		 struct axr_value *bytes)
{
	enum { LONG = 256 };
	uint8_t *room;

	if (count < LONG)
		return false;
	for (size_t i = 0; i < count; i++)
		if (args[i].kind != AXR_VALUE_INT || args[i].number < 0 || args[i].number > 255)
			return false;
	room = axr_fold_room(&folder->memory, count);
	for (size_t i = 0; room && i < count; i++)
		room[i] = (uint8_t)args[i].number;
	*bytes = (struct axr_value){ .kind = AXR_VALUE_BYTES, .text = { room, count } };
	return room != NULL;
}

/* A list of constants becomes a group that begins at start and ends with the last token of out. */
static void close_list(struct axr_folder *folder, const struct axr_frame *frame, size_t start)
{
	const struct axr_value *args = args_of(folder, frame);
	size_t count = folder->args.count - frame->args;
	struct axr_value array;

	/* only [] is a list for certain; {} may be no code at all */
	if ((!count && start == frame->open && axr_token_sign(&folder->out[start]) == '{') ||
	    folder->memory.exhausted)
		return;
	if (!pack(folder, args, count, &array)) {
		if (!axr_value_array(&folder->memory, count, &array))
			return;
		if (count)
			memcpy(array.items, args, count * sizeof(*args));
	}
	axr_collapse(folder, start, &array);
}

/* ---- Calls -------------------------------------------------------------------------------- */

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

/* The call is folded where it can be; false where it stays. */
static bool close_call(struct axr_folder *folder, const struct axr_frame *frame)
{
	struct axr_name *changed = NULL;
	struct axr_call call = { .lang = folder->lang };
	struct axr_value result = { 0 };
	struct callee callee;
	bool ok;

	/* a function's head looks like a call of it */
	if (!find_callee(folder, frame->open - 1, &callee) ||
	    (callee.start > folder->base && !callee.has_receiver && !callee.is_new &&
	     axr_declares(folder, &folder->out[callee.start - 1])))
		return false;
	if (folder->with_names && reverse_list(folder, frame, &callee))
		return true;
	call.name = callee.name;
	call.type = callee.type;
	call.args = args_of(folder, frame);
	call.count = folder->args.count - frame->args;
	if (callee.has_receiver) {
		call.receiver = &callee.receiver.value;
		changed = axr_list_name(folder, &callee.receiver);
	}
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
	/* builder.Append(...) */
	if (changed && result.kind == AXR_VALUE_BUILDER && folder->at >= folder->quiet)
		changed->value = result;
	axr_collapse(folder, callee.start, &result);
	return true;
}

/* list[2] and list(2) */
static bool close_item(struct axr_folder *folder, const struct axr_frame *frame)
{
	const struct axr_value *args = args_of(folder, frame);
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

/* Whether the bracket at open belongs to what stands before it. */
static bool follows_operand(const struct axr_folder *folder, size_t open)
{
	const struct axr_token *before;
	struct axr_operand operand;
	uint8_t sign;

	if (open <= folder->base)
		return false;
	before = &folder->out[open - 1];
	sign = axr_token_sign(before);
	if (sign == '}')
		return axr_operand_before(folder, open, &operand);
	return (before->kind == AXR_TOKEN_WORD && !axr_token_is_keyword(before)) ||
	       before->kind == AXR_TOKEN_STRING || sign == ')' || sign == ']' || sign == '>';
}

static bool keeps_brackets(const struct axr_token *before)
{
	static const char *const words[] = { "if", "while", "for", "switch", "foreach", "using",
					     "lock", "catch", "fixed", "until", "elseif", "when" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (axr_token_word(before, words[i]))
			return true;
	return false;
}

static void close_round(struct axr_folder *folder, const struct axr_frame *frame)
{
	size_t count = folder->args.count - frame->args;

	if (follows_operand(folder, frame->open)) {
		if ((!folder->vb || !close_item(folder, frame)) && !close_call(folder, frame))
			taint_lists(folder, frame);
		return;
	}
	if (frame->open > folder->base && keeps_brackets(&folder->out[frame->open - 1]))
		return;
	if (count == 1)
		axr_collapse(folder, frame->open, args_of(folder, frame));
}

void axr_close_bracket(struct axr_folder *folder, uint8_t sign)
{
	uint8_t want = sign == ')' ? '(' : sign == ']' ? '[' : '{';
	struct axr_frame *frame = top_frame(folder), closed;
	size_t start;

	/* a brace closes whatever was left open inside it */
	while (frame && axr_token_sign(&folder->out[frame->open]) != want && sign == '}') {
		folder->args.count = frame->args;
		folder->frames.count--;
		frame = top_frame(folder);
	}
	if (!frame || axr_token_sign(&folder->out[frame->open]) != want)
		return;
	closed = *frame;
	folder->frames.count--;
	if (closed.constant && !folder->failed) {
		if (sign == ')')
			close_round(folder, &closed);
		else if (sign == ']' && follows_operand(folder, closed.open))
			close_item(folder, &closed);
		else if (sign == ']' && !folder->vb)
			close_list(folder, &closed, closed.open);
		else if (sign == '}' && (start = list_start(folder, closed.open)) != SIZE_MAX)
			close_list(folder, &closed, start);
	} else if (sign == ')') {
		taint_lists(folder, &closed);
	}
	folder->args.count = closed.args;
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
