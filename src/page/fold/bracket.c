/* Brackets: arguments, lists, and expressions that stand in brackets for no reason. */
#include "page/fold/bracket.h"

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
	/* list.Method(...); those that only look are not meant */
	if (open >= folder->base + 3 && !axr_takes_lambda(folder->out[open - 1].text) &&
	    axr_token_sign(&folder->out[open]) == '(' &&
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
const struct axr_value *axr_bracket_args(const struct axr_folder *folder,
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
size_t axr_new_before(const struct axr_folder *folder, size_t index)
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
		start = at == SIZE_MAX ? at : axr_new_before(folder, at);
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

enum { HIDING = 4 }; /* items of a constant list that may hide a text */

/* A list of constants becomes a group that begins at start and ends with the last token of out. */
static void close_list(struct axr_folder *folder, const struct axr_frame *frame, size_t start)
{
	const struct axr_value *args = axr_bracket_args(folder, frame);
	size_t count = folder->args.count - frame->args;
	struct axr_value array;

	/* only [] is a list for certain; {} may be no code at all */
	if ((!count && start == frame->open && axr_token_sign(&folder->out[start]) == '{') ||
	    folder->memory.exhausted)
		return;
	folder->any_constant = folder->any_constant || count >= HIDING;
	if (!pack(folder, args, count, &array)) {
		if (!axr_value_array(&folder->memory, count, &array))
			return;
		if (count)
			memcpy(array.items, args, count * sizeof(*args));
	}
	axr_collapse(folder, start, &array);
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

/* (char) before the bracket at open. */
static bool is_cast(const struct axr_folder *folder, size_t open)
{
	struct axr_value test = axr_value_int(0);

	return folder->lang == AXR_LANG_CSHARP && open >= folder->base + 3 &&
	       axr_token_sign(&folder->out[open - 1]) == ')' &&
	       folder->out[open - 2].kind == AXR_TOKEN_WORD &&
	       axr_token_sign(&folder->out[open - 3]) == '(' &&
	       axr_cast(folder->out[open - 2].text, &test);
}

static void close_round(struct axr_folder *folder, const struct axr_frame *frame)
{
	size_t count = folder->args.count - frame->args;

	if (count == 1 && is_cast(folder, frame->open)) {
		axr_collapse(folder, frame->open, axr_bracket_args(folder, frame));
		return;
	}
	if (follows_operand(folder, frame->open)) {
		if (!(folder->vb && axr_close_item(folder, frame)) &&
		    !axr_close_call(folder, frame))
			taint_lists(folder, frame);
		return;
	}
	if (frame->open > folder->base && keeps_brackets(&folder->out[frame->open - 1]))
		return;
	if (count == 1)
		axr_collapse(folder, frame->open, axr_bracket_args(folder, frame));
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
			(void)(axr_close_item(folder, &closed) || axr_new_zeroes(folder, &closed));
		else if (sign == ']' && !folder->vb)
			close_list(folder, &closed, closed.open);
		else if (sign == '}' && (start = list_start(folder, closed.open)) != SIZE_MAX)
			close_list(folder, &closed, start);
	} else if (sign == ')' && !axr_close_lambda(folder, &closed) &&
		   !axr_close_apply(folder, &closed)) {
		taint_lists(folder, &closed);
	}
	folder->args.count = closed.args;
}
