#include "fold_test.h"
#include "page/fold/fold.h"

static void constants_by_word(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "f(vbCrLf & \"a\")", "f ( \"\r\na\" ) ;" },
		{ "cs", "f(vbCrLf+\"a\")", "f ( vbCrLf + \"a\" )" },
		{ "cs", "x.true+\"a\"+\"b\"", "x . true + \"ab\"" },
		{ "cs", "new[]{\"a\"}", "new [ ] { \"a\" }" },
		{ "cs", "1==1", "true" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void words_between_operands_are_keywords(void **state)
{
	static const char *const keywords[] = { "return", "andalso", "in", "mod" };
	static const char *const others[] = { "x", "returned", "eval", "" };
	struct axr_token token = { .kind = AXR_TOKEN_WORD };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		token.text = axr_span_str(keywords[i]);
		assert_true(axr_token_is_keyword(&token));
		token.text = axr_span_str(others[i]);
		assert_false(axr_token_is_keyword(&token));
	}
	token = (struct axr_token){ .kind = AXR_TOKEN_STRING, .text = axr_span_str("return") };
	assert_false(axr_token_is_keyword(&token));
}

static void literals_have_values(void **state)
{
	static const struct {
		enum axr_token_kind kind;
		const char *text;
		enum axr_value_kind value; /* NONE where it is no literal */
		int64_t number;
	} cases[] = {
		{ AXR_TOKEN_NUMBER, "0x41", AXR_VALUE_INT, 65 },
		{ AXR_TOKEN_NUMBER, "-7", AXR_VALUE_INT, -7 },
		{ AXR_TOKEN_NUMBER, "1.5", AXR_VALUE_NONE, 0 },
		{ AXR_TOKEN_CHAR, "a", AXR_VALUE_CHAR, 'a' },
		{ AXR_TOKEN_CHAR, "\xe2\x82\xac", AXR_VALUE_CHAR, 0x20ac },
		{ AXR_TOKEN_CHAR, "ab", AXR_VALUE_NONE, 0 },
		{ AXR_TOKEN_CHAR, "", AXR_VALUE_NONE, 0 },
		{ AXR_TOKEN_WORD, "true", AXR_VALUE_BOOL, 1 },
		{ AXR_TOKEN_WORD, "false", AXR_VALUE_BOOL, 0 },
		{ AXR_TOKEN_WORD, "vbtextcompare", AXR_VALUE_INT, 1 },
		{ AXR_TOKEN_WORD, "truer", AXR_VALUE_NONE, 0 },
		{ AXR_TOKEN_PUNCT, "+", AXR_VALUE_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_token token = { .kind = (uint8_t)cases[i].kind,
					   .text = axr_span_str(cases[i].text) };
		struct axr_value value = { 0 };
		bool literal = axr_literal(&token, AXR_LANG_VB, &value);

		assert_int_equal(literal, cases[i].value != AXR_VALUE_NONE);
		if (!literal)
			continue;
		assert_int_equal(value.kind, cases[i].value);
		assert_true(value.number == cases[i].number);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(constants_by_word),
		cmocka_unit_test(words_between_operands_are_keywords),
		cmocka_unit_test(literals_have_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
