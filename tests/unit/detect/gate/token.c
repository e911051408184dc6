#include "detect/gate/token.h"

#include "../../test.h"

static void tokens_are(const char *text, const char *const *expected)
{
	struct axr_rule_tokens tokens;

	axr_rule_tokens_begin(&tokens, axr_span_str(text));
	for (; *expected; expected++, axr_rule_tokens_next(&tokens)) {
		assert_span(tokens.token, *expected);
		assert_ptr_equal(tokens.token.ptr + tokens.token.len, tokens.text.ptr + tokens.at);
	}
	assert_span(tokens.token, "");
	axr_rule_tokens_next(&tokens); /* the end stays the end */
	assert_span(tokens.token, "");
}

static void words_texts_and_signs(void **state)
{
	(void)state;
	tokens_are("$a1 = \"x y\" wide // end\n/* $b */ #c>3",
		   (const char *const[]){ "$a1", "=", "\"x y\"", "wide", "#c", ">", "3", NULL });
	tokens_are("any of ($a*)at 10KB",
		   (const char *const[]){ "any", "of", "(", "$a*", ")", "at", "10KB", NULL });
	tokens_are("\"q\\\"\\\\\"/re\\/[/]x\"",
		   (const char *const[]){ "\"q\\\"\\\\\"", "/re\\/[/", "]", "x", "\"", NULL });
	tokens_are("{ 4D ?A }", (const char *const[]){ "{", "4D", "?", "A", "}", NULL });
	tokens_are("\xef\xbb\xbf" "a", (const char *const[]){ "\xef", "\xbb", "\xbf", "a", NULL });
}

static void the_end_may_come_anywhere(void **state)
{
	(void)state;
	tokens_are("", (const char *const[]){ NULL });
	tokens_are("a /* open", (const char *const[]){ "a", NULL });
	tokens_are("a // open", (const char *const[]){ "a", NULL });
	tokens_are("a /*", (const char *const[]){ "a", NULL });
	tokens_are("\"open", (const char *const[]){ "\"open", NULL });
	tokens_are("\"open\\", (const char *const[]){ "\"open\\", NULL });
	tokens_are("/", (const char *const[]){ "/", NULL });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_texts_and_signs),
		cmocka_unit_test(the_end_may_come_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
