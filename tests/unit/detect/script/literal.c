#include "page_of.h"

#include "detect/script/literal.h"

struct read {
	struct axr_arena arena;
	struct axr_script script;
	struct axr_vocabulary *vocabulary;
	struct axr_token token;
	struct axr_page page;
};

static struct read *constant(struct read *read, const char *text, size_t len)
{
	axr_arena_init(&read->arena, 0);
	read->vocabulary = axr_vocabulary_new();
	read->token = (struct axr_token){ .kind = AXR_TOKEN_STRING, .text = axr_span(text, len) };
	read->page = (struct axr_page){ .tokens = &read->token, .token_count = 1 };
	read->script = (struct axr_script){
		.arena = &read->arena,
		.page = &read->page,
		.vocabulary = read->vocabulary,
	};
	return read;
}

static void done(struct read *read)
{
	axr_vocabulary_free(read->vocabulary);
	axr_arena_free(&read->arena);
}

static uint32_t taint_of(const char *text)
{
	struct read read;
	uint32_t taint = axr_script_literal(&constant(&read, text, strlen(text))->script, 0);

	done(&read);
	return taint;
}

static void tells(void **state)
{
	(void)state;
	assert_int_equal(taint_of("hello"), AXR_T_LITERAL | AXR_T_WORDS);
	assert_int_equal(taint_of("\\"), AXR_T_LITERAL);
	assert_true(taint_of("C"
			     "MD.exe") &
		    AXR_T_COMMAND);
	assert_true(taint_of("up.ASPX") & AXR_T_PAGEPATH);
	assert_true(taint_of("..\\shell.cer ") & AXR_T_PAGEPATH);
	assert_false(taint_of("the word asp") & AXR_T_PAGEPATH);
	assert_false(taint_of("<a href=x.asp") & AXR_T_PAGEPATH);
	assert_true(taint_of("<%= 1 %>") & AXR_T_MARKUP);
	assert_true(taint_of("a(reQ"
			     "uest(0))") &
		    AXR_T_REQUESTS);
}

static void blobs(void **state)
{
	static char blob[4000];
	struct read read;

	(void)state;
	for (size_t i = 0; i < sizeof(blob); i++)
		blob[i] = "ABCDEFGHabcdefgh0123456789+/"[i % 28];
	assert_true(axr_script_literal(&constant(&read, blob, sizeof(blob))->script, 0) &
		    AXR_T_BLOB);
	done(&read);
	for (size_t i = 0; i < sizeof(blob); i += 6)
		blob[i] = ' ';
	assert_false(axr_script_literal(&constant(&read, blob, sizeof(blob))->script, 0) &
		     AXR_T_BLOB);
	done(&read);
}

static enum axr_kind class_of(const char *text)
{
	struct read read;
	enum axr_kind kind = axr_script_class(&constant(&read, text, strlen(text))->script, 1);

	done(&read);
	return kind;
}

static void classes(void **state)
{
	(void)state;
	assert_int_equal(class_of("WSc"
				  "ript.Shell"),
			 AXR_K_SHELL);
	assert_int_equal(class_of("new:{72C24DD5-D70A-438B-8A42-98424B88AFB8}"), AXR_K_SHELL);
	assert_int_equal(class_of("clsid:13709620-C279-11CE-A49E-444553540000"), AXR_K_SHELLAPP);
	assert_int_equal(class_of("winmgmts:\\\\.\\root\\cimv2"), AXR_K_WMI);
	assert_int_equal(class_of("System.Diagnostics.Pro"
				  "cess, System, Version=4.0.0.0"),
			 AXR_K_PROCESS);
	assert_int_equal(class_of("My.Own.Class"), AXR_K_NONE);
	assert_int_equal(class_of(""), AXR_K_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells),
		cmocka_unit_test(blobs),
		cmocka_unit_test(classes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
