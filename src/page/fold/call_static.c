/* Functions that are called by their names: of VB, of JScript, and static ones of .NET. */
#include "page/fold/library.h"

enum {
	VB = 1,      /* VB.NET and VBScript, unqualified or a member of Strings */
	JS = 2,      /* JScript, unqualified */
	NET = 4,     /* a static method of a class */
	SCRIPT = 8   /* VBScript only */
};

static const struct {
	const char *name;
	uint8_t function, where, least, most;
} functions[] = {
	{ "chr", F_CHR, VB, 1, 1 },             { "chrw", F_CHR, VB, 1, 1 },
	{ "chrb", F_CHR, SCRIPT, 1, 1 },        { "asc", F_ASC, VB, 1, 1 },
	{ "ascw", F_ASC, VB, 1, 1 },            { "ascb", F_ASC, SCRIPT, 1, 1 },
	{ "strreverse", F_REVERSE, VB, 1, 1 },  { "replace", F_REPLACE, VB, 3, 6 },
	{ "mid", F_MID, VB, 2, 3 },             { "midb", F_MID, SCRIPT, 2, 3 },
	{ "left", F_LEFT, VB, 2, 2 },           { "right", F_RIGHT, VB, 2, 2 },
	{ "ucase", F_UPPER, VB, 1, 1 },         { "lcase", F_LOWER, VB, 1, 1 },
	{ "trim", F_TRIM, VB, 1, 1 },           { "ltrim", F_LTRIM, VB, 1, 1 },
	{ "rtrim", F_RTRIM, VB, 1, 1 },         { "len", F_LEN, VB, 1, 1 },
	{ "space", F_SPACE, VB, 1, 1 },         { "string", F_STRING, SCRIPT, 2, 2 },
	{ "strdup", F_STRDUP, VB, 2, 2 },       { "split", F_SPLIT, VB, 1, 4 },
	{ "join", F_JOIN_VB, VB, 1, 2 },        { "array", F_ARRAY, SCRIPT | JS, 0, 255 },
	{ "cstr", F_TO_STRING, VB, 1, 1 },      { "cint", F_TO_INT, VB, 1, 1 },
	{ "clng", F_TO_INT, VB, 1, 1 },         { "csng", F_TO_INT, VB, 1, 1 },
	{ "cdbl", F_TO_INT, VB, 1, 1 },         { "int", F_TO_INT, VB, 1, 1 },
	{ "fix", F_TO_INT, VB, 1, 1 },          { "val", F_TO_INT, VB, 1, 1 },
	{ "cbyte", F_TO_BYTE, VB, 1, 1 },       { "hex", F_HEX, VB, 1, 1 },
	{ "oct", F_OCT, VB, 1, 1 },             { "instr", F_INSTR, VB, 2, 4 },
	{ "ubound", F_UBOUND, VB, 1, 1 },       { "iif", F_IIF, VB, 3, 3 },
	{ "cchar", F_CHAR_VB, VB, 1, 1 },       { "fromcharcode", F_FROM_CHAR_CODE, NET, 0, 255 },
	{ "unescape", F_UNESCAPE, JS | SCRIPT | NET, 1, 1 }, { "decodeuri", F_UNESCAPE, JS, 1, 1 },
	{ "decodeuricomponent", F_UNESCAPE, JS, 1, 1 }, { "urldecode", F_URL_DECODE, NET, 1, 2 },
	{ "unescapedatastring", F_UNESCAPE, NET, 1, 1 }, { "htmldecode", F_HTML_DECODE, NET, 1, 1 },
	{ "concat", F_CONCAT, NET, 1, 255 },    { "join", F_JOIN, NET, 2, 255 },
	{ "format", F_FORMAT, NET, 1, 255 },    { "tochar", F_TO_CHAR, NET, 1, 1 },
	{ "parse", F_TO_INT, NET, 1, 1 },       { "parseint", F_TO_INT, JS, 1, 2 },
	{ "number", F_TO_INT, JS, 1, 1 },       { "string", F_TO_STRING, JS, 1, 1 },
	{ "tobyte", F_TO_INT, NET, 1, 2 },      { "tosbyte", F_TO_INT, NET, 1, 2 },
	{ "toint16", F_TO_INT, NET, 1, 2 },     { "toint32", F_TO_INT, NET, 1, 2 },
	{ "toint64", F_TO_INT, NET, 1, 2 },     { "touint16", F_TO_INT, NET, 1, 2 },
	{ "touint32", F_TO_INT, NET, 1, 2 },    { "tostring", F_TO_STRING, NET, 1, 2 },
	{ "frombase64string", F_BASE64, NET, 1, 1 }, { "fromhexstring", F_HEX_STRING, NET, 1, 1 },
	{ "frombase64chararray", F_BASE64, NET, 1, 3 }, { "getstring", F_GET_STRING, NET, 1, 3 },
	{ "getbytes", F_GET_BYTES, NET, 1, 1 }, { "getencoding", F_GET_ENCODING, NET, 1, 1 },
	{ "convertfromutf32", F_UTF32, NET, 1, 1 }, { "copy", F_COPY, NET, 1, 1 },
	{ "intern", F_COPY, NET, 1, 1 },        { "atob", F_ATOB, JS, 1, 1 },
	{ "isnumeric", F_IS_NUMERIC, VB, 1, 1 }, { "abs", F_ABS, VB | NET, 1, 1 },
	{ "strreverse", F_REVERSE, NET, 1, 1 }, { "reverse", F_REVERSE, NET, 1, 1 },
};

bool axr_arg_text(struct axr_fold_memory *memory, const struct axr_call *call, size_t i,
		  struct axr_span *text)
{
	return i < call->count && axr_value_text(memory, &call->args[i], call->lang, text);
}

bool axr_arg_number(const struct axr_call *call, size_t i, int64_t *number)
{
	return i < call->count && axr_value_number(&call->args[i], number);
}

static bool number_text(struct axr_fold_memory *memory, int64_t number, unsigned radix, bool upper,
			struct axr_value *result)
{
	uint8_t digits[65], *room;
	size_t at = sizeof(digits);
	uint64_t n = number < 0 && radix == 10 ? 0 - (uint64_t)number : (uint64_t)number;

	do {
		unsigned digit = (unsigned)(n % radix);

		digits[--at] =
			(uint8_t)(digit < 10 ? '0' + digit : (upper ? 'A' : 'a') + digit - 10);
		n /= radix;
	} while (n);
	if (number < 0 && radix == 10)
		digits[--at] = '-';
	room = axr_fold_room(memory, sizeof(digits) - at);
	if (!room)
		return false;
	memcpy(room, digits + at, sizeof(digits) - at);
	*result = axr_value_string(axr_span(room, sizeof(digits) - at));
	return true;
}

/* A number from a text in a base that the second argument may name. */
static bool to_int(struct axr_fold_memory *memory, const struct axr_call *call, int64_t *number)
{
	struct axr_span text;
	int64_t base;

	if (call->count < 2)
		return axr_arg_number(call, 0, number);
	if (!axr_arg_number(call, 1, &base) || !axr_arg_text(memory, call, 0, &text) ||
	    (base != 2 && base != 8 && base != 10 && base != 16) || !text.len || text.len > 15 * 4)
		return false;
	*number = 0;
	if (base == 16 && axr_span_istarts(text, "0x"))
		text = axr_span_from(text, 2);
	for (size_t i = 0; i < text.len; i++) {
		int digit = axr_hex_value(text.ptr[i]);

		if (digit < 0 || digit >= base || *number > INT64_MAX / 32)
			return false;
		*number = *number * base + digit;
	}
	return true;
}

static bool to_string(struct axr_fold_memory *memory, const struct axr_call *call,
		      struct axr_value *result)
{
	int64_t number, base;
	struct axr_span text;

	if (call->count == 2 && call->args[0].kind == AXR_VALUE_INT &&
	    axr_arg_number(call, 1, &base) &&
	    (base == 2 || base == 8 || base == 10 || base == 16)) {
		number = call->args[0].number;
		return number_text(memory, number, (unsigned)base, false, result);
	}
	if (call->count != 1 || !axr_arg_text(memory, call, 0, &text))
		return false;
	*result = axr_value_string(text);
	return true;
}

static bool from_codes(struct axr_fold_memory *memory, const struct axr_call *call,
		       struct axr_value *result)
{
	uint8_t *room = axr_fold_room(memory, call->count * 4);
	size_t len = 0;

	if (!room)
		return false;
	for (size_t i = 0; i < call->count; i++) {
		int64_t code;

		if (!axr_arg_number(call, i, &code))
			return false;
		len += axr_char_put(room + len, (uint32_t)code & 0xffff);
	}
	*result = axr_value_string(axr_span(room, len));
	return true;
}

static bool concat_args(struct axr_fold_memory *memory, const struct axr_call *call, size_t from,
			struct axr_span separator, struct axr_value *result)
{
	struct axr_value rest = { .kind = AXR_VALUE_ARRAY,
				  .count = (uint32_t)(call->count - from),
				  /* only read */
				  .items = (struct axr_value *)(uintptr_t)(call->args + from) };

	if (rest.count == 1 && (call->args[from].kind == AXR_VALUE_ARRAY ||
				call->args[from].kind == AXR_VALUE_BYTES))
		return axr_text_join(memory, &call->args[from], separator, call->lang, result);
	return axr_text_join(memory, &rest, separator, call->lang, result);
}

/* A byte array: as BYTES, or as numbers. */
static bool bytes_of(struct axr_fold_memory *memory, const struct axr_value *value,
		     struct axr_span *bytes)
{
	uint8_t *room;

	if (value->kind == AXR_VALUE_BYTES) {
		*bytes = value->text;
		return true;
	}
	if (value->kind != AXR_VALUE_ARRAY || !axr_fold_work(memory, value->count))
		return false;
	room = axr_fold_room(memory, value->count);
	for (size_t i = 0; room && i < value->count; i++) {
		int64_t number;

		if (!axr_value_number(&value->items[i], &number) || number < -128 || number > 255)
			return false;
		room[i] = (uint8_t)number;
	}
	*bytes = axr_span(room, value->count);
	return room != NULL;
}

static bool get_string(struct axr_fold_memory *memory, const struct axr_call *call,
		       struct axr_value *result)
{
	int64_t from = 0, count = INT32_MAX;
	struct axr_span bytes, text;

	if (call->count == 2 || !bytes_of(memory, &call->args[0], &bytes))
		return false;
	if (call->count == 3 && (!axr_arg_number(call, 1, &from) ||
				 !axr_arg_number(call, 2, &count) || from < 0 || count < 0))
		return false;
	bytes = axr_span_cut(bytes, (size_t)from, (size_t)count);
	if (!axr_text_decode(memory, bytes, call->type, &text))
		return false;
	*result = axr_value_string(text);
	return true;
}

/* Functions whose result is bytes, an array or an encoding. */
static bool bytes_function(struct axr_fold_memory *memory, const struct axr_call *call,
			   enum axr_library function, struct axr_value *result)
{
	struct axr_span text;
	bool ok = false;

	if (!axr_arg_text(memory, call, 0, &text) &&
	    !(call->args[0].kind == AXR_VALUE_ARRAY &&
	      axr_text_join(memory, &call->args[0], axr_span("", 0), call->lang, result) &&
	      (text = result->text, true)))
		return false;
	result->kind = AXR_VALUE_BYTES;
	if (function == F_BASE64) {
		ok = axr_text_base64(memory, text, &text);
	} else if (function == F_HEX_STRING) {
		ok = axr_text_hex(memory, text, &text);
	} else if (function == F_GET_BYTES) {
		ok = axr_text_encode(memory, text, call->type, &text);
	} else if (function == F_GET_ENCODING) {
		result->kind = AXR_VALUE_ENCODING;
		ok = true;
		if (axr_span_is(text, "1200"))
			text = axr_span_str("unicode");
	}
	result->text = text;
	return ok;
}

static bool number_function(struct axr_fold_memory *memory, const struct axr_call *call,
			    enum axr_library function, struct axr_value *result)
{
	struct axr_span text = axr_span_str(" ");
	int64_t number;

	if (!to_int(memory, call, &number))
		return false;
	switch (function) {
	case F_CHR:
	case F_UTF32:
		return axr_call_character(memory, number, result);
	case F_TO_CHAR:
		*result = axr_value_char((uint32_t)number & 0xffff);
		return true;
	case F_TO_BYTE:
		*result = axr_value_int(number & 0xff);
		return true;
	case F_ABS:
		*result = axr_value_int(number < 0 && number > INT64_MIN ? -number : number);
		return true;
	case F_HEX:
		return number_text(memory, number, 16, true, result);
	case F_OCT:
		return number_text(memory, number, 8, true, result);
	case F_SPACE:
		*result = axr_value_string(text);
		return axr_text_repeat(memory, text, number, &result->text);
	default:
		*result = axr_value_int(number);
		return true;
	}
}

static bool array_function(struct axr_fold_memory *memory, const struct axr_call *call,
			   struct axr_value *result)
{
	if (!axr_value_array(memory, call->count, result))
		return false;
	if (call->count)
		memcpy(result->items, call->args, call->count * sizeof(*call->args));
	return true;
}

static bool other_function(struct axr_fold_memory *memory, const struct axr_call *call,
			   enum axr_library function, struct axr_value *result)
{
	struct axr_span text;
	int64_t number;

	switch (function) {
	case F_ARRAY:
		return array_function(memory, call, result);
	case F_LEN:
		if (!axr_arg_text(memory, call, 0, &text) || !axr_fold_work(memory, 0))
			return false;
		*result = axr_value_int((int64_t)axr_text_count(memory, text));
		return true;
	case F_UBOUND:
		*result = axr_value_int((int64_t)axr_value_count(memory, &call->args[0]) - 1);
		return call->args[0].kind == AXR_VALUE_ARRAY ||
		       call->args[0].kind == AXR_VALUE_BYTES;
	case F_IS_NUMERIC:
		*result = axr_value_bool(axr_arg_number(call, 0, &number));
		return call->args[0].kind == AXR_VALUE_STRING ||
		       call->args[0].kind == AXR_VALUE_INT;
	case F_IIF:
		*result = call->args[call->args[0].number ? 1 : 2];
		return call->args[0].kind == AXR_VALUE_BOOL;
	case F_JOIN_VB:
		text = axr_span_str(" ");
		if (call->count > 1 && !axr_arg_text(memory, call, 1, &text))
			return false;
		return axr_value_count(memory, &call->args[0]) &&
		       axr_text_join(memory, &call->args[0], text, call->lang, result);
	case F_JOIN:
		return axr_arg_text(memory, call, 0, &text) &&
		       concat_args(memory, call, 1, text, result);
	case F_CONCAT:
		return concat_args(memory, call, 0, axr_span("", 0), result);
	case F_FORMAT:
		if (!axr_arg_text(memory, call, 0, &text))
			return false;
		*result = axr_value_string(text);
		if (call->count == 2 && call->args[1].kind == AXR_VALUE_ARRAY)
			return axr_text_format(memory, text, call->args[1].items,
					       call->args[1].count, call->lang, &result->text);
		return axr_text_format(memory, text, call->args + 1, call->count - 1, call->lang,
				       &result->text);
	default:
		return false;
	}
}

static bool apply(struct axr_fold_memory *memory, const struct axr_call *call,
		  enum axr_library function, struct axr_value *result)
{
	switch (function) {
	case F_TO_STRING:
		return to_string(memory, call, result);
	case F_FROM_CHAR_CODE:
		return from_codes(memory, call, result);
	case F_GET_STRING:
		return get_string(memory, call, result);
	case F_BASE64:
	case F_HEX_STRING:
	case F_GET_BYTES:
	case F_GET_ENCODING:
		return bytes_function(memory, call, function, result);
	case F_CHR:
	case F_TO_INT:
	case F_TO_BYTE:
	case F_ABS:
	case F_HEX:
	case F_OCT:
	case F_SPACE:
	case F_UTF32:
		return number_function(memory, call, function, result);
	case F_TO_CHAR:
		/* Convert.ToChar("a") and Convert.ToChar(97) */
		if (call->args[0].kind == AXR_VALUE_STRING)
			return axr_value_item(memory, &call->args[0], 0, result);
		return number_function(memory, call, function, result);
	case F_CHAR_VB:
		return axr_value_item(memory, &call->args[0], 0, result);
	default:
		return axr_call_text(memory, call, function, result) ||
		       other_function(memory, call, function, result);
	}
}

static bool offered(unsigned where, const struct axr_call *call)
{
	bool vb = call->lang == AXR_LANG_VB || call->lang == AXR_LANG_VBSCRIPT;
	bool named = call->type.len > 0;

	if ((where & VB) && vb && (!named || axr_span_iis(call->type, "strings")))
		return true;
	if ((where & SCRIPT) && call->lang == AXR_LANG_VBSCRIPT && !named)
		return true;
	if ((where & JS) && call->lang == AXR_LANG_JSCRIPT &&
	    (!named || axr_span_is(call->type, "new") || axr_span_is(call->type, "window")))
		return true;
	return (where & NET) && named && !axr_span_is(call->type, "new");
}

bool axr_fold_static(struct axr_fold_memory *memory, const struct axr_call *call,
		     struct axr_value *result)
{
	if (!call->name.len || call->name.len > 24 || !axr_fold_work(memory, 0))
		return false;
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (axr_lower(call->name.ptr[0]) != (uint8_t)functions[i].name[0] ||
		    call->count < functions[i].least || call->count > functions[i].most ||
		    !axr_span_iis(call->name, functions[i].name) ||
		    !offered(functions[i].where, call))
			continue;
		return apply(memory, call, (enum axr_library)functions[i].function, result);
	}
	return false;
}
