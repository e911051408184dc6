#include "page_test.h"

static void numbers_of_vb(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "&H41 &o101 &HFF& #1/2/2003# 1.5D", "&H41 &o101 &HFF& #1/2/2003# 1.5D ;" },
		{ "vb", "1_000 2us 3.5e-2f &B1_01 4.x 5then", "1_000 2us 3.5e-2f &B1_01 4 . x 5 then ;" },
		{ "vb", "a#b #x# # 1", "a # b # x # # 1 ;" },
		{ "vb", "&", "& ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void numbers_of_vbscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%a=&101&b&1 : b=&HFF&+&Hf : Dim c : c=.5+1.5e-3&H%>",
		  "a = &101 & b & 1 ; b = 270 ; dim c ; c = .5 + 1.5e-3 & h ;" },
		{ "asp", "<%Dim a : a=&B1 : b=1us%>", "dim a ; a = & b1 ; b = 1us ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

/* To VBScript they are characters like any other. */
static void wide_numbers(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "Chr(\uff16\uff15) \uff11\uff0e\uff15 \uff06\uff28\uff14\uff11 &H\uff14" "1",
		  "\"A\" 1.5 &H41 &H41 ;" },
		{ "vb", "a=\uff06\uff11\uff10\uff11 b\uff06\uff11 1e\uff0b\uff12", "a = &101 b & 1 1e+2 ;" },
		{ "vb", "\uff11\uff3f\uff10", "1_0 ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_vb),
		cmocka_unit_test(numbers_of_vbscript),
		cmocka_unit_test(wide_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
