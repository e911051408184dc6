#include "fixture.h"

static struct fixture f;

static int setup(void **state)
{
	(void)state;
	f = (struct fixture){ 0 };
	fixture_open(&f);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&f);
	return 0;
}

/* The score that the rule gives this file, or 0. */
static int score(const char *path, struct axr_span content, enum axr_content kind, const char *rule)
{
	const struct axr_reason *reason;

	fixture_file(&f, path, content);
	f.subject.layers[0].content = kind;
	fixture_look(&f);
	reason = fixture_reason(&f, "type", rule);
	return reason ? reason->score : 0;
}

static int page(const char *path, const char *content, const char *rule)
{
	return score(path, axr_span_str(content), AXR_CONTENT_OTHER, rule);
}

static void pages_begin_with_text(void **state)
{
	uint8_t noise[64];

	(void)state;
	assert_true(page("/x.aspx", "!BDN and <%@ Page %>", "page-is-mailbox") >= 90);
	assert_int_equal(page("/x.pst", "!BDN and <%@ Page %>", "page-is-mailbox"), 0);
	assert_true(page("/x.aspx", "\x30\x82\x01\x10\x30\x82\x01\x0c", "page-is-certificate") >= 90);
	assert_int_equal(page("/x.cer", "\x30\x82\x01\x10\x30\x82\x01\x0c", "page-is-certificate"),
			 0);
	assert_true(page("/x.ashx", "GIF89a<%@ %>", "page-is-image") >= 80);
	assert_true(page("/x.aspx", "PK\x03\x04", "page-is-archive") >= 60);
	for (size_t i = 0; i < sizeof(noise); i++)
		noise[i] = (uint8_t)(1 + i % 8);
	assert_true(score("/x.aspx", axr_span(noise, sizeof(noise)), AXR_CONTENT_OTHER,
			  "page-is-binary") >= 40);
	assert_int_equal(page("/x.aspx", "<%@ Page Language=\"C#\" %> and more", "page-is-binary"), 0);
	assert_int_equal(f.subject.reason_count, 0);
}

static void a_page_that_decodes_to_text_is_text(void **state)
{
	uint8_t noise[64];

	(void)state;
	memset(noise, 1, sizeof(noise));
	fixture_file(&f, "/x.aspx", axr_span(noise, sizeof(noise)));
	f.subject.layers[1] = (struct axr_layer){ .bytes = axr_span_str("<% %>"),
						  .name = "ebcdic",
						  .parent = &f.subject.layers[0],
						  .is_text = true };
	f.subject.layer_count = 2;
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count, 0);
}

static void harmless_names_hold_no_pages(void **state)
{
	const struct axr_span code = AXR_SPAN_LIT("x\n<%@ Page Language=\"C#\" %>");
	const struct axr_reason *reason;

	(void)state;
	assert_true(score("/x.png", code, AXR_CONTENT_PAGE, "static-is-page") >= 60);
	reason = fixture_reason(&f, "type", "static-is-page");
	assert_int_equal(reason->offset, 2);
	assert_span(reason->excerpt, "<%@ Page Language=\"C#\" %>");
	assert_int_equal(score("/x.txt", code, AXR_CONTENT_PAGE, "static-is-page"), 50);
	assert_true(score("/x.js", code, AXR_CONTENT_PAGE, "static-is-page") < 40);
	assert_int_equal(score("/x.aspx", code, AXR_CONTENT_PAGE, "static-is-page"), 0);
	assert_int_equal(score("/x.png", axr_span_str("\x89PNG <% by chance"), AXR_CONTENT_PAGE,
			       "static-is-page"), 0);
}

static void names_that_hide_are_told(void **state)
{
	(void)state;
	assert_true(page("/x.aspx.", "<%", "trailing-dot-or-space") >= 60);
	assert_true(page("/x.aspx  ", "<%", "trailing-dot-or-space") >= 60);
	assert_int_equal(page("/README.", "x", "trailing-dot-or-space"), 0);
	assert_true(page("/COM1.aspx", "<%", "device-name") >= 60);
	assert_true(page("/con.x.ashx", "<%", "device-name") >= 60);
	assert_int_equal(page("/com10.aspx", "<%", "device-name"), 0);
	assert_int_equal(page("/control.aspx", "<%", "device-name"), 0);
	assert_true(page("/a\xe2\x80\xaegpj.aspx", "<%", "deceptive-name") >= 60);
	assert_int_equal(page("/\xd9\x85\xe2\x80\x8c\xd9\x85.aspx", "<%", "deceptive-name"), 0);
	assert_int_equal(page("/photo.jpg.aspx", "<%", "double-extension"), 45);
	assert_true(page("/style.css.aspx", "<%", "double-extension") < 40);
	assert_int_equal(page("/default.aspx", "<%", "double-extension"), 0);
	assert_int_equal(page("/.aspx", "<%", "double-extension"), 0);
	assert_int_equal(page("/x.en.aspx", "<%", "double-extension"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pages_begin_with_text, setup, teardown),
		cmocka_unit_test_setup_teardown(a_page_that_decodes_to_text_is_text, setup,
						teardown),
		cmocka_unit_test_setup_teardown(harmless_names_hold_no_pages, setup, teardown),
		cmocka_unit_test_setup_teardown(names_that_hide_are_told, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
