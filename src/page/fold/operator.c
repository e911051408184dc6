#include "page/fold/fold.h"

/* How tight the operators bind; the tightest has the highest number. */
enum { LOOSEST = 1, TERNARY = 2, CONCATENATION = 10, ADDITIVE = 11 };

static int c_precedence(struct axr_span op)
{
	uint8_t c = op.ptr[0];

	if (op.len == 1) {
		switch (c) {
		case '*': case '/': case '%':
			return 12;
		case '+': case '-':
			return ADDITIVE;
		case '<': case '>':
			return 8;
		case '&':
			return 6;
		case '^':
			return 5;
		case '|':
			return 4;
		case '?':
			return TERNARY;
		default:
			return 0;
		}
	}
	if (axr_span_is(op, "<<") || axr_span_is(op, ">>") || axr_span_is(op, ">>>"))
		return 9;
	if (axr_span_is(op, "<=") || axr_span_is(op, ">="))
		return 8;
	if (axr_span_is(op, "==") || axr_span_is(op, "!=") || axr_span_is(op, "===") ||
	    axr_span_is(op, "!=="))
		return 7;
	return axr_span_is(op, "&&") || axr_span_is(op, "||") || axr_span_is(op, "\?\?") ? 3 : 0;
}

static int vb_precedence(struct axr_span op)
{
	if (op.len == 1) {
		switch (op.ptr[0]) {
		case '^':
			return 15;
		case '*': case '/':
			return 13;
		case '\\':
			return 12;
		case '+': case '-':
			return ADDITIVE;
		case '&':
			return CONCATENATION;
		case '<': case '>': case '=':
			return 6;
		default:
			return 0;
		}
	}
	if (axr_span_is(op, "<<") || axr_span_is(op, ">>"))
		return 9;
	return axr_span_is(op, "<>") || axr_span_is(op, "<=") || axr_span_is(op, ">=") ? 6 : 0;
}

static int word_precedence(struct axr_span word)
{
	static const struct {
		const char *word;
		uint8_t precedence;
	} words[] = { { "mod", 12 }, { "and", 4 }, { "or", 3 }, { "xor", 2 }, { "andalso", 4 },
		      { "orelse", 3 }, { "is", 6 }, { "like", 6 }, { "isnot", 6 }, { "not", 5 } };

	if (word.len < 2 || word.len > 7)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (word.ptr[0] == (uint8_t)words[i].word[0] && axr_span_is(word, words[i].word))
			return words[i].precedence;
	return 0;
}

int axr_precedence(const struct axr_token *token, bool vb)
{
	if (!token->text.len)
		return 0;
	if (token->kind == AXR_TOKEN_WORD)
		return vb ? word_precedence(token->text) : 0;
	if (token->kind != AXR_TOKEN_PUNCT)
		return 0;
	return vb ? vb_precedence(token->text) : c_precedence(token->text);
}

/* ---- Values ------------------------------------------------------------------------------- */

static bool is_text(const struct axr_value *value)
{
	return value->kind == AXR_VALUE_STRING;
}

static bool arithmetic(uint8_t op, int64_t a, int64_t b, bool whole, int64_t *n)
{
	uint64_t ua = (uint64_t)a, ub = (uint64_t)b;

	switch (op) {
	case '+':
		*n = (int64_t)(ua + ub);
		return true;
	case '-':
		*n = (int64_t)(ua - ub);
		return true;
	case '*':
		*n = (int64_t)(ua * ub);
		return true;
	case '/':
		if (!b || (b == -1 && a == INT64_MIN) || (!whole && a % b))
			return false;
		*n = a / b;
		return true;
	case '%':
		if (!b || b == -1)
			return false;
		*n = a % b;
		return true;
	case '&':
		*n = a & b;
		return true;
	case '|':
		*n = a | b;
		return true;
	case '^':
		*n = a ^ b;
		return true;
	default:
		return false;
	}
}

static bool shift(uint8_t op, int64_t a, int64_t b, int64_t *n)
{
	if (b < 0 || b > 62)
		return false;
	*n = op == '<' ? (int64_t)((uint64_t)a << b) : a >> b;
	return true;
}

static bool power(int64_t a, int64_t b, int64_t *n)
{
	if (b < 0 || b > 62 || a > 1000000 || a < -1000000)
		return false;
	*n = 1;
	while (b--) {
		if (*n > INT32_MAX || *n < INT32_MIN)
			return false;
		*n *= a;
	}
	return true;
}

/* The operator as a sign of C, for VB's words and signs. */
static uint8_t vb_sign(struct axr_span op)
{
	if (axr_span_is(op, "mod"))
		return '%';
	if (axr_span_is(op, "xor"))
		return '^';
	if (axr_span_is(op, "and"))
		return '&';
	if (axr_span_is(op, "or"))
		return '|';
	return op.ptr[0] == '\\' ? '/' : op.ptr[0];
}

static bool compare(struct axr_span op, int order, struct axr_value *result)
{
	bool truth;

	if (axr_span_is(op, "==") || axr_span_is(op, "===") || axr_span_is(op, "="))
		truth = !order;
	else if (axr_span_is(op, "!=") || axr_span_is(op, "!==") || axr_span_is(op, "<>"))
		truth = order != 0;
	else if (axr_span_is(op, "<"))
		truth = order < 0;
	else if (axr_span_is(op, ">"))
		truth = order > 0;
	else if (axr_span_is(op, "<="))
		truth = order <= 0;
	else if (axr_span_is(op, ">="))
		truth = order >= 0;
	else
		return false;
	*result = axr_value_bool(truth);
	return true;
}

static bool numbers(struct axr_span op, const struct axr_value *a, const struct axr_value *b,
		    enum axr_lang lang, struct axr_value *result)
{
	bool vb = lang == AXR_LANG_VB || lang == AXR_LANG_VBSCRIPT;
	int64_t x, y, n;

	if (!axr_value_number(a, &x) || !axr_value_number(b, &y))
		return false;
	if (compare(op, (x > y) - (x < y), result))
		return true;
	*result = axr_value_int(0);
	if (axr_span_is(op, "<<") || axr_span_is(op, ">>") || axr_span_is(op, ">>>"))
		return shift(op.ptr[0], x, y, &result->number);
	if (vb && axr_span_is(op, "^"))
		return power(x, y, &result->number);
	if (op.len > 1 && !vb)
		return false;
	if (!arithmetic(vb ? vb_sign(op) : op.ptr[0], x, y,
			lang == AXR_LANG_CSHARP || axr_span_is(op, "\\"), &n))
		return false;
	*result = axr_value_int(n);
	return true;
}

bool axr_binary(struct axr_fold_memory *memory, struct axr_span op, const struct axr_value *a,
		const struct axr_value *b, enum axr_lang lang, struct axr_value *result)
{
	bool vb = lang == AXR_LANG_VB || lang == AXR_LANG_VBSCRIPT;
	bool plus = axr_span_is(op, "+");

	if (a->kind == AXR_VALUE_NONE || b->kind == AXR_VALUE_NONE)
		return false;
	if (vb && axr_span_is(op, "&"))
		return axr_value_concat(memory, a, b, lang, result);
	if (plus && (is_text(a) || is_text(b)) && (!vb || (is_text(a) && is_text(b)) ||
	    a->kind == AXR_VALUE_CHAR || b->kind == AXR_VALUE_CHAR || a->kind == AXR_VALUE_NULL ||
	    b->kind == AXR_VALUE_NULL))
		return axr_value_concat(memory, a, b, lang, result);
	if (vb && plus && a->kind == AXR_VALUE_CHAR && b->kind == AXR_VALUE_CHAR)
		return axr_value_concat(memory, a, b, lang, result);
	if (is_text(a) && is_text(b)) {
		if (!axr_fold_work(memory, a->text.len))
			return false;
		if (compare(op, axr_span_cmp(a->text, b->text), result))
			return true;
		/* "5" - "3" is 2, but in C# */
		if (lang == AXR_LANG_CSHARP || plus)
			return false;
	}
	if (a->kind == AXR_VALUE_BOOL && b->kind == AXR_VALUE_BOOL) {
		bool both = axr_span_is(op, "&&") || axr_span_is(op, "and") ||
			    axr_span_is(op, "andalso");

		if (!both && !axr_span_is(op, "||") && !axr_span_is(op, "or") &&
		    !axr_span_is(op, "orelse"))
			return false;
		*result = axr_value_bool(both ? a->number && b->number : a->number || b->number);
		return true;
	}
	return numbers(op, a, b, lang, result);
}

bool axr_unary(struct axr_span op, struct axr_value *value)
{
	int64_t n;

	if (value->kind == AXR_VALUE_BOOL && (axr_span_is(op, "!") || axr_span_is(op, "not"))) {
		value->number = !value->number;
		return true;
	}
	if ((value->kind != AXR_VALUE_INT && value->kind != AXR_VALUE_CHAR) || op.len != 1)
		return false;
	n = value->number;
	if (op.ptr[0] == '-')
		n = (int64_t)(0 - (uint64_t)n);
	else if (op.ptr[0] == '~')
		n = ~n;
	else if (op.ptr[0] != '+')
		return false;
	*value = axr_value_int(n);
	return true;
}

bool axr_cast(struct axr_span type, struct axr_value *value)
{
	static const struct {
		const char *name;
		uint64_t mask;
	} types[] = { { "byte", 0xff }, { "char", 0xffff }, { "int", 0 }, { "short", 0 },
		      { "long", 0 }, { "uint", 0xffffffff }, { "ushort", 0xffff }, { "sbyte", 0 },
		      { "ulong", 0 } };

	if (axr_span_is(type, "string") || axr_span_is(type, "object") ||
	    axr_span_is(type, "String"))
		return true;
	if (value->kind != AXR_VALUE_INT && value->kind != AXR_VALUE_CHAR)
		return false;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (!axr_span_is(type, types[i].name))
			continue;
		if (types[i].mask)
			value->number &= (int64_t)types[i].mask;
		value->kind = i == 1 ? AXR_VALUE_CHAR : AXR_VALUE_INT;
		return true;
	}
	return false;
}

/* ---- Reducing ----------------------------------------------------------------------------- */

/* Whether the token before index ends an operand, so that a sign behind it is binary. */
static bool ends_operand(const struct axr_folder *folder, size_t index)
{
	const struct axr_token *token;
	uint8_t sign;

	if (index <= folder->base)
		return false;
	token = &folder->out[index - 1];
	sign = axr_token_sign(token);
	if (token->kind == AXR_TOKEN_PUNCT)
		return sign == ')' || sign == ']' || axr_token_is(token, "++") ||
		       axr_token_is(token, "--");
	return token->kind != AXR_TOKEN_NEWLINE && !axr_token_is_keyword(token);
}

/* (type) before the operand: its first token, or 0. */
static size_t cast_before(const struct axr_folder *folder, size_t start, struct axr_span *type)
{
	const struct axr_token *out = folder->out;

	if (folder->vb || start < folder->base + 3 || axr_token_sign(&out[start - 1]) != ')' ||
	    out[start - 2].kind != AXR_TOKEN_WORD || axr_token_sign(&out[start - 3]) != '(' ||
	    ends_operand(folder, start - 3))
		return 0;
	*type = out[start - 2].text;
	return start - 2;
}

/* Casts and signs before the operand. */
static bool reduce_prefix(struct axr_folder *folder, struct axr_operand *right)
{
	struct axr_span type;
	size_t cast = cast_before(folder, right->start, &type), sign;

	if (cast) {
		if (!axr_cast(type, &right->value))
			return false;
		right->start = (uint32_t)cast - 1;
		axr_collapse(folder, right->start, &right->value);
		return true;
	}
	sign = right->start - 1;
	if (right->start <= folder->base || ends_operand(folder, sign))
		return false;
	if (folder->out[sign].kind != AXR_TOKEN_PUNCT && !axr_token_word(&folder->out[sign], "not"))
		return false;
	/* "not" binds looser than a comparison that may still come */
	if (folder->out[sign].kind == AXR_TOKEN_WORD && right->value.kind != AXR_VALUE_BOOL)
		return false;
	if (!axr_unary(folder->out[sign].text, &right->value))
		return false;
	right->start = (uint32_t)sign;
	axr_collapse(folder, sign, &right->value);
	return true;
}

/* Whether left, with something before it, may be joined to what follows it first. */
static bool stands_free(const struct axr_folder *folder, const struct axr_operand *left,
			const struct axr_token *op, int precedence)
{
	const struct axr_token *before;
	struct axr_span type;
	int outer;

	if (left->start <= folder->base)
		return true;
	before = &folder->out[left->start - 1];
	if (axr_token_sign(before) == '.' || axr_token_is(before, "!") ||
	    axr_token_sign(before) == '~' || cast_before(folder, left->start, &type))
		return false;
	outer = axr_precedence(before, folder->vb);
	if (outer < precedence)
		return true;
	/* x + "a" + "b" is x + "ab", and so it is with & */
	if (axr_token_sign(op) == '&' && folder->vb)
		return axr_token_sign(before) == '&' || (axr_token_sign(before) == '+' &&
							 left->value.kind == AXR_VALUE_STRING);
	return axr_token_sign(op) == '+' && axr_token_sign(before) == '+' &&
	       left->value.kind == AXR_VALUE_STRING && ends_operand(folder, left->start - 1);
}

static bool reduce_ternary(struct axr_folder *folder, const struct axr_operand *no)
{
	struct axr_operand yes, condition;

	if (folder->vb || no->start < folder->base + 4 ||
	    axr_token_sign(&folder->out[no->start - 1]) != ':' ||
	    !axr_operand_before(folder, no->start - 1, &yes) || yes.start < folder->base + 2 ||
	    axr_token_sign(&folder->out[yes.start - 1]) != '?' ||
	    !axr_operand_before(folder, yes.start - 1, &condition) ||
	    condition.value.kind != AXR_VALUE_BOOL)
		return false;
	if (condition.start > folder->base &&
	    axr_precedence(&folder->out[condition.start - 1], false) > TERNARY)
		return false;
	axr_collapse(folder, condition.start, condition.value.number ? &yes.value : &no->value);
	return true;
}

static bool reduce_binary(struct axr_folder *folder, const struct axr_operand *right,
			  int precedence)
{
	const struct axr_token *op;
	struct axr_operand left;
	struct axr_value result;
	int own;

	if (right->start <= folder->base)
		return false;
	op = &folder->out[right->start - 1];
	own = axr_precedence(op, folder->vb);
	/* an equals sign of VB may be an assignment */
	if (!own || own < precedence || axr_token_sign(op) == (folder->vb ? '=' : '?'))
		return false;
	if (!axr_operand_before(folder, right->start - 1, &left) ||
	    !stands_free(folder, &left, op, own))
		return false;
	if (!axr_binary(&folder->memory, op->text, &left.value, &right->value, folder->lang,
			&result))
		return false;
	axr_collapse(folder, left.start, &result);
	return true;
}

void axr_reduce(struct axr_folder *folder, int precedence)
{
	struct axr_operand right;

	while (axr_operand_before(folder, folder->out_count, &right)) {
		if (right.start <= folder->base)
			return;
		if (reduce_prefix(folder, &right) || reduce_binary(folder, &right, precedence))
			continue;
		if (precedence > LOOSEST || !reduce_ternary(folder, &right))
			return;
	}
}
