#include "page/fold/library.h"

bool axr_call_character(struct axr_fold_memory *memory, int64_t code, struct axr_value *result)
{
	uint8_t *room;

	if (code < 0 || code > 0x10ffff)
		return false;
	room = axr_fold_room(memory, 4);
	if (!room)
		return false;
	*result = axr_value_string(axr_span(room, axr_char_put(room, (uint32_t)code)));
	return true;
}

/* Mid, Left and Right: characters counted from 1. */
static bool part(struct axr_fold_memory *memory, const struct axr_call *call,
		 enum axr_library function, struct axr_value *result)
{
	int64_t from = 1, count = INT32_MAX, all;
	struct axr_span text;

	if (!axr_arg_text(memory, call, 0, &text) || !axr_fold_work(memory, 0))
		return false;
	if (!axr_arg_number(call, 1, function == F_MID ? &from : &count) ||
	    (call->count > 2 && !axr_arg_number(call, 2, &count)) || count < 0 || from < 1)
		return false;
	if (function == F_RIGHT) {
		all = (int64_t)axr_text_count(memory, text);
		from = count < all ? all - count + 1 : 1;
	}
	*result = axr_value_string(axr_text_cut(memory, text, (size_t)from - 1, (size_t)count));
	return true;
}

static bool instr(struct axr_fold_memory *memory, const struct axr_call *call,
		  struct axr_value *result)
{
	size_t first = call->count > 2 ? 1 : 0, hit;
	struct axr_span text, what;
	int64_t from = 1;

	if ((first && !axr_arg_number(call, 0, &from)) || from < 1 ||
	    !axr_arg_text(memory, call, first, &text) ||
	    !axr_arg_text(memory, call, first + 1, &what) ||
	    !axr_fold_work(memory, text.len * (1 + what.len / 64)))
		return false;
	hit = axr_span_find(text, what, (size_t)from - 1);
	*result = axr_value_int(hit == SIZE_MAX ? 0 :
				(int64_t)axr_text_count(memory, axr_span_cut(text, 0, hit)) + 1);
	return true;
}

static bool trimmed(struct axr_fold_memory *memory, const struct axr_call *call, bool left,
		    bool right, struct axr_value *result)
{
	struct axr_span text;
	size_t all;

	if (!axr_arg_text(memory, call, 0, &text))
		return false;
	all = text.len;
	while (left && text.len && text.ptr[0] == ' ')
		text = axr_span_from(text, 1);
	while (right && text.len && text.ptr[text.len - 1] == ' ')
		text.len--;
	*result = axr_value_string(text);
	return axr_fold_work(memory, all - text.len);
}

static bool replaced(struct axr_fold_memory *memory, const struct axr_call *call,
		     struct axr_value *result)
{
	struct axr_span text, what, with;
	int64_t number = 1, how = 0;

	if (!axr_arg_text(memory, call, 0, &text) || !axr_arg_text(memory, call, 1, &what) ||
	    !axr_arg_text(memory, call, 2, &with))
		return false;
	if ((call->count > 3 && (!axr_arg_number(call, 3, &number) || number != 1)) ||
	    (call->count > 4 && (!axr_arg_number(call, 4, &number) || number != -1)) ||
	    (call->count > 5 && !axr_arg_number(call, 5, &how)))
		return false;
	if (!axr_text_replace(memory, text, what, with, true, how == 1, &text))
		return false;
	*result = axr_value_string(text);
	return true;
}

static bool split(struct axr_fold_memory *memory, const struct axr_call *call,
		  struct axr_value *result)
{
	struct axr_span text, separator = axr_span_str(" ");

	if (!axr_arg_text(memory, call, 0, &text) ||
	    (call->count > 1 && !axr_arg_text(memory, call, 1, &separator)))
		return false;
	if (!separator.len)
		separator = axr_span_str(" ");
	return axr_text_split(memory, text, separator, result);
}

/* String(n, "c") and StrDup(n, "c") */
static bool repeated(struct axr_fold_memory *memory, const struct axr_call *call,
		     struct axr_value *result)
{
	struct axr_value one;
	struct axr_span text;
	int64_t times;

	if (!axr_arg_number(call, 0, &times))
		return false;
	if (call->args[1].kind == AXR_VALUE_INT) {
		if (!axr_call_character(memory, call->args[1].number, &one))
			return false;
		text = one.text;
	} else if (!axr_arg_text(memory, call, 1, &text)) {
		return false;
	}
	*result = axr_value_string(text);
	return axr_text_repeat(memory, axr_text_cut(memory, text, 0, 1), times, &result->text);
}

/* Functions of one text. */
static bool text_function(struct axr_fold_memory *memory, const struct axr_call *call,
			  enum axr_library function, struct axr_value *result)
{
	struct axr_span text;
	uint32_t code;
	size_t len;
	bool ok;

	if (!axr_arg_text(memory, call, 0, &text))
		return false;
	switch (function) {
	case F_ASC:
		if (!text.len)
			return false;
		axr_char_at(text, 0, &code, &len);
		*result = axr_value_int(code);
		return true;
	case F_REVERSE:
		ok = axr_text_reverse(memory, text, &text);
		break;
	case F_UPPER:
		ok = axr_text_case(memory, text, true, &text);
		break;
	case F_LOWER:
		ok = axr_text_case(memory, text, false, &text);
		break;
	case F_UNESCAPE:
		ok = axr_text_unescape(memory, text, false, &text);
		break;
	case F_URL_DECODE:
		ok = axr_text_unescape(memory, text, true, &text);
		break;
	case F_HTML_DECODE:
		ok = axr_text_html(memory, text, &text);
		break;
	case F_ATOB:
		ok = axr_text_base64(memory, text, &text);
		break;
	default:
		ok = true;
		break;
	}
	*result = axr_value_string(text);
	return ok;
}

bool axr_call_text(struct axr_fold_memory *memory, const struct axr_call *call,
		   enum axr_library function, struct axr_value *result)
{
	switch (function) {
	case F_MID:
	case F_LEFT:
	case F_RIGHT:
		return part(memory, call, function, result);
	case F_REPLACE:
		return replaced(memory, call, result);
	case F_TRIM:
	case F_LTRIM:
	case F_RTRIM:
		return trimmed(memory, call, function != F_RTRIM, function != F_LTRIM, result);
	case F_STRING:
	case F_STRDUP:
		return repeated(memory, call, result);
	case F_SPLIT:
		return split(memory, call, result);
	case F_INSTR:
		return instr(memory, call, result);
	case F_ASC:
	case F_REVERSE:
	case F_UPPER:
	case F_LOWER:
	case F_UNESCAPE:
	case F_URL_DECODE:
	case F_HTML_DECODE:
	case F_ATOB:
	case F_COPY:
		return text_function(memory, call, function, result);
	default:
		return false;
	}
}
