#include <stdio.h>
#include <stdlib.h>

#include "page/fold/fold.h"

bool axr_vector_grow(struct axr_folder *folder, struct axr_vector *vector, size_t size)
{
	size_t cap = vector->cap ? vector->cap * 2 : 64;
	void *ptr = realloc(vector->ptr, cap * size);

	if (!ptr) {
		folder->failed = true;
		return false;
	}
	vector->ptr = ptr;
	vector->cap = cap;
	return true;
}

bool axr_token_is_keyword(const struct axr_token *token)
{
	/* by length and in fields of one size, for it is asked of every word */
	static const char words[8][11][8] = {
		[2] = { "if", "in", "or", "is", "to", "do" },
		[3] = { "for", "and", "not", "new", "mod", "xor" },
		[4] = { "case", "else", "then", "lock", "step", "when", "each", "goto" },
		[5] = { "while", "throw", "using", "catch", "until", "yield", "await", "fixed" },
		[6] = { "return", "switch", "elseif", "orelse", "typeof", "delete" },
		[7] = { "foreach", "andalso" },
	};
	struct axr_span text = token->text;

	if (token->kind != AXR_TOKEN_WORD || text.len < 2 || text.len > 7)
		return false;
	for (size_t i = 0; words[text.len][i][0]; i++)
		if (text.ptr[0] == (uint8_t)words[text.len][i][0] &&
		    !memcmp(text.ptr, words[text.len][i], text.len))
			return true;
	return false;
}

/* Words that are constants. */
static bool literal_word(struct axr_span word, enum axr_lang lang, struct axr_value *value)
{
	static const struct {
		const char *name, *text;
	} texts[] = {
		{ "vbcrlf", "\r\n" }, { "vbnewline", "\r\n" }, { "vbcr", "\r" }, { "vblf", "\n" },
		{ "vbtab", "\t" },    { "vbnullstring", "" },  { "vbnullchar", "" },
	};
	static const struct {
		const char *name;
		uint8_t number;
	} numbers[] = { { "vbtextcompare", 1 }, { "vbbinarycompare", 0 } };

	if (word.len == 4 && axr_span_is(word, "true")) {
		*value = axr_value_bool(true);
		return true;
	}
	if (word.len == 5 && axr_span_is(word, "false")) {
		*value = axr_value_bool(false);
		return true;
	}
	if (word.len < 4 || word.ptr[0] != 'v' || word.ptr[1] != 'b' ||
	    (lang != AXR_LANG_VB && lang != AXR_LANG_VBSCRIPT))
		return false;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (axr_span_is(word, texts[i].name)) {
			*value = axr_value_string(axr_span_str(texts[i].text));
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		if (axr_span_is(word, numbers[i].name)) {
			*value = axr_value_int(numbers[i].number);
			return true;
		}
	}
	return false;
}

bool axr_literal(const struct axr_token *token, enum axr_lang lang, struct axr_value *value)
{
	uint32_t code;
	size_t len;

	switch ((enum axr_token_kind)token->kind) {
	case AXR_TOKEN_STRING:
		*value = axr_value_string(token->text);
		return true;
	case AXR_TOKEN_CHAR:
		if (!token->text.len)
			return false;
		axr_char_at(token->text, 0, &code, &len);
		*value = axr_value_char(code);
		return len == token->text.len;
	case AXR_TOKEN_NUMBER:
		value->kind = AXR_VALUE_INT;
		if (token->text.ptr[0] == '-') {
			if (!axr_value_parse(axr_span_from(token->text, 1), &value->number))
				return false;
			value->number = -value->number;
			return true;
		}
		return axr_value_parse(token->text, &value->number);
	case AXR_TOKEN_REGEX:
		*value = (struct axr_value){ .kind = AXR_VALUE_REGEX, .text = token->text };
		return true;
	case AXR_TOKEN_WORD:
		return literal_word(token->text, lang, value);
	default:
		return false;
	}
}

/* The group that ends at token end, or NULL.  They lie one behind the other, never within. */
static const struct axr_group *group_at(const struct axr_folder *folder, size_t end)
{
	const struct axr_group *groups = folder->groups.ptr;
	size_t low = 0, high = folder->groups.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (groups[middle].end < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low < folder->groups.count && groups[low].end == end ? &groups[low] : NULL;
}

bool axr_operand_before(const struct axr_folder *folder, size_t end, struct axr_operand *operand)
{
	const struct axr_group *group;

	if (end <= folder->base)
		return false;
	end--;
	group = group_at(folder, end);
	if (group && end < folder->out_count) {
		operand->start = group->start;
		operand->end = (uint32_t)end;
		operand->value = group->value;
		return true;
	}
	/* a member is no constant, whatever it is called */
	if (folder->out[end].kind == AXR_TOKEN_WORD && end > folder->base &&
	    axr_token_sign(&folder->out[end - 1]) == '.')
		return false;
	operand->start = operand->end = (uint32_t)end;
	return axr_literal(&folder->out[end], folder->lang, &operand->value);
}

static void drop_groups(struct axr_folder *folder, size_t start)
{
	const struct axr_group *groups = folder->groups.ptr;

	while (folder->groups.count && groups[folder->groups.count - 1].end >= start)
		folder->groups.count--;
}

/* The literal that says value. */
static bool literal_of(struct axr_folder *folder, const struct axr_value *value,
		       struct axr_token *token)
{
	struct axr_span text;

	if (value->kind == AXR_VALUE_BOOL) {
		token->kind = AXR_TOKEN_WORD;
		token->text = axr_span_str(value->number ? "true" : "false");
		return true;
	}
	if (!axr_value_text(&folder->memory, value, folder->lang, &text))
		return false;
	token->kind = value->kind == AXR_VALUE_STRING ? AXR_TOKEN_STRING
		      : value->kind == AXR_VALUE_CHAR ? AXR_TOKEN_CHAR
						      : AXR_TOKEN_NUMBER;
	token->text = text;
	return true;
}

void axr_collapse(struct axr_folder *folder, size_t start, const struct axr_value *value)
{
	const struct axr_token *last = &folder->out[folder->out_count - 1];
	struct axr_token token = folder->out[start];
	struct axr_group *group;

	drop_groups(folder, start);
	if (axr_value_is_scalar(value) && literal_of(folder, value, &token)) {
		if (last->at + last->len > token.at)
			token.len = last->at + last->len - token.at;
		token.flags = (uint8_t)(token.flags & ~(unsigned)AXR_TOKEN_CUT) | AXR_TOKEN_FOLDED;
		folder->out[start] = token;
		folder->out_count = start + 1;
		return;
	}
	group = axr_vector_push(folder, &folder->groups, sizeof(*group));
	if (group)
		*group = (struct axr_group){ (uint32_t)start, (uint32_t)folder->out_count - 1,
					     *value };
}
