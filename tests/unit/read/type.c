#include "read/type.h"

#include "../test.h"

static void types_of_bytes(void **state)
{
	static const struct {
		struct axr_span bytes;
		const char *mime;
	} cases[] = {
		{ AXR_SPAN_LIT(""), "application/x-empty" },
		{ AXR_SPAN_LIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"),
		  "image/png" },
		{ AXR_SPAN_LIT("GIF89a\1\0\1\0"), "image/gif" },
		{ AXR_SPAN_LIT("just some words\n"), "text/plain" },
	};
	struct axr_arena arena;
	char why[128];
	struct axr_table *table = axr_table_new(&axr_packed_table);
	struct axr_typer *typer = axr_typer_new(table, why, sizeof(why));

	(void)state;
	assert_non_null(typer);
	axr_arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_span mime, words;

		assert_true(axr_typer_ask(typer, cases[i].bytes, &arena, &mime, &words, why,
					  sizeof(why)));
		assert_span(mime, cases[i].mime);
		assert_true(words.len > 0);
	}
	axr_typer_free(typer);
	axr_table_free(table);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_of_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
