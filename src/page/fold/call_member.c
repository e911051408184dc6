/* Methods and properties of constants, and constructors of texts. */
#include "page/fold/value.h"

enum method {
	M_REPLACE, M_SUBSTRING, M_SUBSTR, M_SLICE, M_REMOVE, M_INSERT, M_TRIM, M_TRIM_START,
	M_TRIM_END, M_LOWER, M_UPPER, M_PAD_LEFT, M_PAD_RIGHT, M_SPLIT, M_CHARS, M_REVERSE, M_SAME,
	M_TO_STRING, M_LENGTH, M_CHAR_AT, M_CODE_AT, M_CONCAT, M_JOIN, M_INDEX_OF, M_APPEND,
	M_GET_STRING, M_GET_BYTES
};

static const struct {
	const char *name;
	uint8_t method, least, most;
} methods[] = {
	{ "replace", M_REPLACE, 2, 2 },       { "substring", M_SUBSTRING, 1, 2 },
	{ "substr", M_SUBSTR, 1, 2 },         { "slice", M_SLICE, 1, 2 },
	{ "remove", M_REMOVE, 1, 2 },         { "insert", M_INSERT, 2, 2 },
	{ "trim", M_TRIM, 0, 1 },             { "trimstart", M_TRIM_START, 0, 1 },
	{ "trimend", M_TRIM_END, 0, 1 },      { "tolower", M_LOWER, 0, 0 },
	{ "tolowerinvariant", M_LOWER, 0, 0 }, { "tolowercase", M_LOWER, 0, 0 },
	{ "toupper", M_UPPER, 0, 0 },         { "toupperinvariant", M_UPPER, 0, 0 },
	{ "touppercase", M_UPPER, 0, 0 },     { "padleft", M_PAD_LEFT, 1, 2 },
	{ "padright", M_PAD_RIGHT, 1, 2 },    { "split", M_SPLIT, 1, 2 },
	{ "tochararray", M_CHARS, 0, 0 },     { "reverse", M_REVERSE, 0, 0 },
	{ "toarray", M_SAME, 0, 0 },          { "tolist", M_SAME, 0, 0 },
	{ "clone", M_SAME, 0, 0 },            { "tostring", M_TO_STRING, 0, 1 },
	{ "length", M_LENGTH, 0, 0 },         { "count", M_LENGTH, 0, 0 },
	{ "charat", M_CHAR_AT, 1, 1 },        { "chars", M_CHAR_AT, 1, 1 },
	{ "elementat", M_CHAR_AT, 1, 1 },     { "charcodeat", M_CODE_AT, 1, 1 },
	{ "concat", M_CONCAT, 1, 255 },       { "join", M_JOIN, 0, 1 },
	{ "indexof", M_INDEX_OF, 1, 1 },      { "append", M_APPEND, 1, 1 },
	{ "valueof", M_SAME, 0, 0 },          { "getstring", M_GET_STRING, 1, 3 },
	{ "getbytes", M_GET_BYTES, 1, 1 },
};

/*
 * The characters that a pattern of JScript matches: a plain text, or a set of characters.  False
 * where it is more than that.
 */
static bool plain_pattern(struct axr_fold_memory *memory, struct axr_span regex, bool *global,
			  bool *fold_case, bool *set, struct axr_span *plain)
{
	size_t end = regex.len, at = 1, len = 0;
	uint8_t *room = axr_fold_room(memory, regex.len);

	if (!room || end < 2)
		return false;
	while (end && regex.ptr[end - 1] != '/')
		end--;
	*global = axr_span_find_byte(axr_span_from(regex, end), 'g', 0) != SIZE_MAX;
	*fold_case = axr_span_find_byte(axr_span_from(regex, end), 'i', 0) != SIZE_MAX;
	end--;
	*set = end > 2 && regex.ptr[1] == '[' && regex.ptr[end - 1] == ']';
	if (*set) {
		at++;
		end--;
	}
	for (; at < end; at++) {
		uint8_t c = regex.ptr[at];

		if (c == '\\' && at + 1 < end) {
			c = regex.ptr[++at];
			if (axr_is_word(c))
				return false;
		} else if (strchr(*set ? "^-[]" : "^$.*+?()[]{}|", c)) {
			return false;
		}
		room[len++] = c;
	}
	*plain = axr_span(room, len);
	return len > 0;
}

static bool replace_set(struct axr_fold_memory *memory, struct axr_span text, struct axr_span set,
			struct axr_span with, struct axr_span *result)
{
	struct axr_value all = axr_value_string(axr_span("", 0)), part = axr_value_string(with);
	size_t from = 0;

	if (!axr_fold_work(memory, text.len * (1 + set.len / 64)))
		return false;
	for (size_t at = 0; at <= text.len; at++) {
		if (at < text.len && axr_span_find_byte(set, text.ptr[at], 0) == SIZE_MAX)
			continue;
		part = axr_value_string(axr_span_cut(text, from, at - from));
		if (!axr_value_concat(memory, &all, &part, AXR_LANG_JSCRIPT, &all))
			return false;
		part = axr_value_string(with);
		if (at < text.len && !axr_value_concat(memory, &all, &part, AXR_LANG_JSCRIPT, &all))
			return false;
		from = at + 1;
	}
	*result = all.text;
	return true;
}

static bool replace(struct axr_fold_memory *memory, const struct axr_call *call,
		    struct axr_span text, struct axr_span *result)
{
	bool all = call->lang != AXR_LANG_JSCRIPT, fold_case = false, set = false;
	struct axr_span what, with;

	if (!axr_arg_text(memory, call, 1, &with))
		return false;
	if (call->args[0].kind == AXR_VALUE_REGEX) {
		if (!plain_pattern(memory, call->args[0].text, &all, &fold_case, &set, &what))
			return false;
		if (set)
			return all && !fold_case && replace_set(memory, text, what, with, result);
	} else if (!axr_arg_text(memory, call, 0, &what)) {
		return false;
	}
	return axr_text_replace(memory, text, what, with, all, fold_case, result);
}

/* substring, substr, slice and Substring all mean something else. */
static bool cut(struct axr_fold_memory *memory, const struct axr_call *call, enum method method,
		struct axr_span text, struct axr_span *result)
{
	int64_t from, to, all, count;
	bool js = call->lang == AXR_LANG_JSCRIPT;

	if (!axr_arg_number(call, 0, &from) || !axr_fold_work(memory, 0))
		return false;
	all = (int64_t)axr_text_count(memory, text);
	to = all;
	if (call->count > 1 && !axr_arg_number(call, 1, &to))
		return false;
	if (method == M_SLICE || (method == M_SUBSTR && from < 0))
		from = from < 0 ? (from + all > 0 ? from + all : 0) : from;
	if (method == M_SLICE && to < 0)
		to += all;
	if (js && method == M_SUBSTRING && from > to) {
		count = from;
		from = to;
		to = count;
	}
	if (from < 0)
		from = 0;
	count = call->count < 2						 ? all
		: (method == M_SUBSTR || (method == M_SUBSTRING && !js)) ? to
									 : to - from;
	if (count < 0 || from > all)
		count = 0;
	*result = axr_text_cut(memory, text, (size_t)from, (size_t)count);
	return true;
}

static bool trim(struct axr_fold_memory *memory, const struct axr_call *call, enum method method,
		 struct axr_span text, struct axr_span *result)
{
	struct axr_span set = axr_span_str(" \t\r\n");

	if (call->count && !axr_arg_text(memory, call, 0, &set))
		return false;
	if (!set.len)
		set = axr_span_str(" \t\r\n");
	while (method != M_TRIM_END && text.len && axr_fold_work(memory, set.len / 64) &&
	       axr_span_find_byte(set, text.ptr[0], 0) != SIZE_MAX)
		text = axr_span_from(text, 1);
	while (method != M_TRIM_START && text.len && axr_fold_work(memory, set.len / 64) &&
	       axr_span_find_byte(set, text.ptr[text.len - 1], 0) != SIZE_MAX)
		text.len--;
	*result = text;
	return !memory->exhausted;
}

static bool pad(struct axr_fold_memory *memory, const struct axr_call *call, bool left,
		struct axr_span text, struct axr_value *result)
{
	struct axr_span with = axr_span_str(" ");
	struct axr_value padding, value = axr_value_string(text);
	int64_t width;

	if (!axr_arg_number(call, 0, &width) ||
	    (call->count > 1 && !axr_arg_text(memory, call, 1, &with)))
		return false;
	width -= (int64_t)axr_text_count(memory, text);
	*result = value;
	if (width <= 0)
		return true;
	padding = axr_value_string(with);
	if (!axr_text_repeat(memory, with, width, &padding.text))
		return false;
	return axr_value_concat(memory, left ? &padding : &value, left ? &value : &padding,
				call->lang, result);
}

/* text with count characters from at on replaced by more */
static bool splice(struct axr_fold_memory *memory, struct axr_span text, int64_t at, int64_t count,
		   struct axr_span more, struct axr_value *result)
{
	struct axr_value part;

	if (at < 0 || count < 0 || !axr_fold_work(memory, text.len))
		return false;
	part = axr_value_string(more);
	*result = axr_value_string(axr_text_cut(memory, text, 0, (size_t)at));
	if (!axr_value_concat(memory, result, &part, AXR_LANG_CSHARP, result))
		return false;
	part = axr_value_string(axr_text_cut(memory, text, (size_t)(at + count), SIZE_MAX));
	return axr_value_concat(memory, result, &part, AXR_LANG_CSHARP, result);
}

static bool characters(struct axr_fold_memory *memory, struct axr_span text,
		       struct axr_value *result)
{
	size_t at = 0, len;
	uint32_t code;

	if (!axr_fold_work(memory, text.len) ||
	    !axr_value_array(memory, axr_text_count(memory, text), result))
		return false;
	for (size_t i = 0; i < result->count; i++) {
		axr_char_at(text, at, &code, &len);
		result->items[i] = axr_value_char(code);
		at += len;
	}
	return true;
}

static bool split(struct axr_fold_memory *memory, const struct axr_call *call, struct axr_span text,
		  struct axr_value *result)
{
	const struct axr_value *by = &call->args[0];
	struct axr_span separator;

	if (by->kind == AXR_VALUE_ARRAY && by->count == 1)
		by = &by->items[0];
	return axr_value_text(memory, by, call->lang, &separator) &&
	       (separator.len || call->lang == AXR_LANG_JSCRIPT) &&
	       axr_text_split(memory, text, separator, result);
}

static bool of_text(struct axr_fold_memory *memory, const struct axr_call *call, enum method method,
		    struct axr_value *result)
{
	struct axr_span text = call->receiver->text, more;
	int64_t at, count = INT32_MAX;
	size_t hit;

	*result = axr_value_string(text);
	switch (method) {
	case M_REPLACE:
		return replace(memory, call, text, &result->text);
	case M_SUBSTRING:
	case M_SUBSTR:
	case M_SLICE:
		return cut(memory, call, method, text, &result->text);
	case M_REMOVE:
		return axr_arg_number(call, 0, &at) &&
		       (call->count < 2 || axr_arg_number(call, 1, &count)) &&
		       splice(memory, text, at, count, axr_span("", 0), result);
	case M_INSERT:
		return axr_arg_number(call, 0, &at) && axr_arg_text(memory, call, 1, &more) &&
		       splice(memory, text, at, 0, more, result);
	case M_TRIM:
	case M_TRIM_START:
	case M_TRIM_END:
		return trim(memory, call, method, text, &result->text);
	case M_LOWER:
	case M_UPPER:
		return axr_text_case(memory, text, method == M_UPPER, &result->text);
	case M_PAD_LEFT:
	case M_PAD_RIGHT:
		return pad(memory, call, method == M_PAD_LEFT, text, result);
	case M_SPLIT:
		return split(memory, call, text, result);
	case M_CHARS:
		return characters(memory, text, result);
	case M_REVERSE:
		return axr_text_reverse(memory, text, &text) && characters(memory, text, result);
	case M_INDEX_OF:
		if (!axr_arg_text(memory, call, 0, &more) ||
		    !axr_fold_work(memory, text.len * (1 + more.len / 64)))
			return false;
		hit = axr_span_find(text, more, 0);
		*result = axr_value_int(
			hit == SIZE_MAX
				? -1
				: (int64_t)axr_text_count(memory, axr_span_cut(text, 0, hit)));
		return true;
	case M_CONCAT:
		for (size_t i = 0; i < call->count; i++)
			if (!axr_value_concat(memory, result, &call->args[i], call->lang, result))
				return false;
		return true;
	default:
		return false;
	}
}

static bool reversed(struct axr_fold_memory *memory, const struct axr_value *array,
		     struct axr_value *result)
{
	if (!axr_fold_work(memory, array->count) || !axr_value_array(memory, array->count, result))
		return false;
	for (size_t i = 0; i < array->count; i++)
		result->items[i] = array->items[array->count - 1 - i];
	return true;
}

static bool of_array(struct axr_fold_memory *memory, const struct axr_call *call,
		     enum method method, struct axr_value *result)
{
	struct axr_span separator = axr_span_str(",");

	switch (method) {
	case M_JOIN:
		if (call->count && !axr_arg_text(memory, call, 0, &separator))
			return false;
		return axr_text_join(memory, call->receiver, separator, call->lang, result);
	case M_REVERSE:
		return call->receiver->kind == AXR_VALUE_ARRAY &&
		       reversed(memory, call->receiver, result);
	default:
		return false;
	}
}

static bool of_builder(struct axr_fold_memory *memory, const struct axr_call *call,
		       enum method method, struct axr_value *result)
{
	struct axr_value text = axr_value_string(call->receiver->text);
	struct axr_call same = *call;

	if (method == M_TO_STRING) {
		*result = text;
		return call->count == 0;
	}
	same.receiver = &text;
	if (method == M_APPEND) {
		if (!axr_value_concat(memory, &text, &call->args[0], call->lang, result))
			return false;
	} else if (method != M_REPLACE && method != M_INSERT && method != M_REMOVE) {
		return false;
	} else if (!of_text(memory, &same, method, result)) {
		return false;
	}
	result->kind = AXR_VALUE_BUILDER;
	return true;
}

/* 65.ToString(), (65).toString(16), 10.ToString("x2") */
static bool number_text(struct axr_fold_memory *memory, const struct axr_call *call,
			struct axr_value *result)
{
	struct axr_call convert = { .lang = call->lang, .type = axr_span_str("Convert"),
				    .name = axr_span_str("ToString"), .count = 1 };
	struct axr_value args[2] = { *call->receiver, axr_value_int(16) };
	struct axr_span format = { 0 };

	convert.args = args;
	if (call->count) {
		convert.count = 2;
		if (call->args[0].kind == AXR_VALUE_INT)
			args[1] = call->args[0];
		else if (!axr_arg_text(memory, call, 0, &format) ||
			 !axr_span_istarts(format, "x"))
			return false;
	}
	if (!axr_fold_static(memory, &convert, result))
		return false;
	return !format.len || (result->kind == AXR_VALUE_STRING &&
			       axr_text_hex_format(memory, format, result->text, &result->text));
}

static bool of_any(struct axr_fold_memory *memory, const struct axr_call *call, enum method method,
		   struct axr_value *result)
{
	const struct axr_value *value = call->receiver;
	struct axr_call convert = *call;
	int64_t number;
	bool list = value->kind == AXR_VALUE_STRING || value->kind == AXR_VALUE_ARRAY ||
		    value->kind == AXR_VALUE_BYTES;

	switch (method) {
	case M_LENGTH:
		*result = axr_value_int((int64_t)axr_value_count(memory, value));
		return list && axr_fold_work(memory, 0);
	case M_CHAR_AT:
		if (!list || !axr_arg_number(call, 0, &number) ||
		    !axr_value_item(memory, value, number, result))
			return false;
		return call->lang != AXR_LANG_JSCRIPT ||
		       axr_value_concat(memory, result,
					&(struct axr_value){ .kind = AXR_VALUE_NULL }, call->lang,
					result);
	case M_CODE_AT:
		if (value->kind != AXR_VALUE_STRING || !axr_arg_number(call, 0, &number) ||
		    !axr_value_item(memory, value, number, result))
			return false;
		result->kind = AXR_VALUE_INT;
		return true;
	case M_SAME:
		*result = *value;
		return true;
	case M_TO_STRING:
		if (value->kind == AXR_VALUE_INT)
			return number_text(memory, call, result);
		result->kind = AXR_VALUE_STRING;
		return axr_value_text(memory, value, call->lang, &result->text);
	case M_GET_STRING:
	case M_GET_BYTES:
		convert.receiver = NULL;
		convert.type = value->text;
		return value->kind == AXR_VALUE_ENCODING &&
		       axr_fold_static(memory, &convert, result);
	default:
		return false;
	}
}

/* new string(...), new StringBuilder(...), new UTF8Encoding() */
static bool construct(struct axr_fold_memory *memory, const struct axr_call *call,
		      struct axr_value *result)
{
	int64_t from = 0, count = INT32_MAX;
	struct axr_span text = axr_span("", 0);

	if (axr_span_iis(call->name, "stringbuilder")) {
		if (call->count && call->args[0].kind == AXR_VALUE_STRING)
			text = call->args[0].text;
		*result = (struct axr_value){ .kind = AXR_VALUE_BUILDER, .text = text };
		return true;
	}
	if (axr_span_iends(call->name, "encoding") && !call->count) {
		*result = (struct axr_value){ .kind = AXR_VALUE_ENCODING, .text = call->name };
		result->text.len -= strlen("encoding");
		return true;
	}
	if (!axr_span_iis(call->name, "string") || !call->count)
		return false;
	if (call->args[0].kind == AXR_VALUE_CHAR && call->count == 2) {
		*result = axr_value_string(text);
		return axr_arg_number(call, 1, &count) &&
		       axr_value_text(memory, &call->args[0], call->lang, &text) &&
		       axr_text_repeat(memory, text, count, &result->text);
	}
	if (call->args[0].kind == AXR_VALUE_STRING && call->count == 1) {
		*result = call->args[0];
		return true;
	}
	if (call->args[0].kind != AXR_VALUE_ARRAY ||
	    !axr_text_join(memory, &call->args[0], text, call->lang, result))
		return false;
	if (call->count == 1)
		return true;
	if (!axr_arg_number(call, 1, &from) || !axr_arg_number(call, 2, &count) || from < 0 ||
	    count < 0)
		return false;
	result->text = axr_text_cut(memory, result->text, (size_t)from, (size_t)count);
	return true;
}

bool axr_fold_member(struct axr_fold_memory *memory, const struct axr_call *call,
		     struct axr_value *result)
{
	enum method method;
	size_t i;

	if (!axr_fold_work(memory, 0))
		return false;
	if (!call->receiver)
		return construct(memory, call, result);
	for (i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (call->count >= methods[i].least && call->count <= methods[i].most &&
		    axr_span_iis(call->name, methods[i].name))
			break;
	if (i == sizeof(methods) / sizeof(*methods))
		return false;
	method = (enum method)methods[i].method;
	if (call->member && method != M_LENGTH)
		return false;
	if (of_any(memory, call, method, result))
		return true;
	if (call->receiver->kind == AXR_VALUE_STRING)
		return of_text(memory, call, method, result);
	if (call->receiver->kind == AXR_VALUE_BUILDER)
		return of_builder(memory, call, method, result);
	return (call->receiver->kind == AXR_VALUE_ARRAY ||
		call->receiver->kind == AXR_VALUE_BYTES) &&
	       of_array(memory, call, method, result);
}
