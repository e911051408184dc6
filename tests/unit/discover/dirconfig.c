#include "../test.h"
#include "discover/server.h"

static struct axr_dirconfig *make(const struct axr_dirconfig *parent, const char *text)
{
	struct axr_err err;
	struct axr_dirconfig *folder =
		axr_dirconfig_new(parent, axr_span_str("C:\\w"), axr_span_str(text), &err);

	assert_non_null(folder);
	return folder;
}

static void encodings_are_inherited(void **state)
{
	struct axr_err err;
	struct axr_dirconfig *above = axr_dirconfig_new(
		NULL, axr_span_str("C:\\w"),
		axr_span_str("<configuration><system.web><globalization fileEncoding='utf-7'/>"
			     "</system.web></configuration>"),
		&err);
	struct axr_dirconfig *below;

	(void)state;
	assert_string_equal(err.text, "");
	below = axr_dirconfig_new(above, axr_span_str("C:\\w\\x"), axr_span_str("<configuration>"),
				  &err);
	assert_span(axr_discover_encoding(NULL, below, axr_span_str("C:\\w\\x\\y")), "utf-7");
	assert_span(below->folder, "C:\\w\\x");
	assert_string_equal(err.text, "line 1: no element found");
	assert_true(axr_dirconfig_size(above) > sizeof(*above));
	axr_dirconfig_free(below);
	axr_dirconfig_free(above);
	axr_dirconfig_free(NULL);
	above = make(NULL, "<configuration><system.web><globalization fileEncoding='utf-7'/>"
			   "</system.web><location path='x'><system.web><globalization "
			   "fileEncoding='utf-16'/></system.web></location></configuration>");
	below = axr_dirconfig_new(above, axr_span_str("C:\\w\\x"), axr_span_str("<configuration/>"),
				  &err);
	assert_span(axr_discover_encoding(NULL, below, axr_span_str("C:\\w\\x\\y")), "utf-16");
	assert_span(axr_discover_encoding(NULL, above, axr_span_str("C:\\w\\y")), "utf-7");
	axr_dirconfig_free(below);
	axr_dirconfig_free(above);
}

static void sections_in_other_files(void **state)
{
	struct axr_dirconfig *folder = make(
		NULL, "<configuration><connectionStrings configSource='secret.config'/>"
		      "<system.web><globalization configSource='..\\g.config'/></system.web>"
		      "<system.webServer><handlers configSource='more\\h.config'/>"
		      "</system.webServer></configuration>");
	struct axr_span file;
	struct axr_err err;

	(void)state;
	assert_true(axr_dirconfig_reference(folder, 0, &file));
	assert_int_equal(file.len, 0); /* nothing is asked of it */
	assert_true(axr_dirconfig_reference(folder, 1, &file));
	assert_int_equal(file.len, 0); /* it leads out of the folder */
	assert_true(axr_dirconfig_reference(folder, 2, &file));
	assert_span(file, "more\\h.config");
	assert_false(axr_dirconfig_reference(folder, 3, &file));
	assert_int_equal(axr_dirconfig_add(folder, 2,
					   axr_span_str("<handlers><add name='x' path='*.jpg'/>"),
					   &err),
			 AXR_EFORMAT);
	assert_int_equal(folder->config.handler_count, 1);
	/* a reference in a referenced file is none of its own */
	assert_int_equal(axr_dirconfig_add(folder, 2,
					   axr_span_str("<handlers><add configSource='y'/>"
							"</handlers>"),
					   &err),
			 AXR_OK);
	assert_false(axr_dirconfig_reference(folder, 3, &file));
	axr_dirconfig_free(folder);
	folder = make(NULL, "<configuration/>");
	assert_false(axr_dirconfig_reference(folder, 0, &file));
	axr_dirconfig_free(folder);
}

static void depth_ends(void **state)
{
	struct axr_dirconfig *chain[AXR_SERVER_CONFIGS];
	size_t count = 0;

	(void)state;
	assert_false(axr_dirconfig_is_deepest(NULL));
	do {
		chain[count] = make(count ? chain[count - 1] : NULL, "<configuration/>");
		count++;
	} while (!axr_dirconfig_is_deepest(chain[count - 1]));
	assert_int_equal(count, AXR_SERVER_CONFIGS - 1); /* and the server's own */
	while (count--)
		axr_dirconfig_free(chain[count]);
}

static void too_many_items_are_told(void **state)
{
	static char text[200000];
	struct axr_err err;
	struct axr_dirconfig *folder;

	(void)state;
	strcpy(text, "<configuration><system.webServer><handlers>");
	for (int i = 0; i <= AXR_CONFIG_FOLDER_ITEMS; i++)
		strcat(text + 30 * i, "<add name='a' path='*.b' x=''/>");
	folder = axr_dirconfig_new(NULL, axr_span_str("C:\\w"), axr_span_str(text), &err);
	assert_non_null(folder);
	assert_string_equal(err.text, "it is too large to be a configuration of IIS");
	assert_int_equal(folder->config.handler_count, AXR_CONFIG_FOLDER_ITEMS);
	axr_dirconfig_free(folder);
}

/* Sections of which nothing is read do not count. */
static void too_many_files_are_told(void **state)
{
	static char text[16384];
	struct axr_dirconfig *folder;
	struct axr_span file;
	struct axr_err err;
	size_t asked = 0;

	(void)state;
	for (int more = 0; more < 2; more++) {
		strcpy(text, "<configuration>");
		for (int i = 0; i < 40; i++)
			strcat(text, "<connectionStrings configSource='c'/>");
		strcat(text, "<system.webServer>");
		for (int i = 0; i < 32 + more; i++)
			strcat(text, "<handlers configSource='h.config'/>");
		strcat(text, "</system.webServer></configuration>");
		folder = axr_dirconfig_new(NULL, axr_span_str("C:\\w"), axr_span_str(text), &err);
		assert_non_null(folder);
		asked = 0;
		for (size_t i = 0; axr_dirconfig_reference(folder, i, &file); i++)
			asked += file.len > 0;
		assert_int_equal(asked, 32);
		assert_string_equal(err.text, more ? "more than 32 sections of it lie in other "
						     "files: the rest is not counted" :
						     "");
		axr_dirconfig_free(folder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings_are_inherited),
		cmocka_unit_test(sections_in_other_files),
		cmocka_unit_test(depth_ends),
		cmocka_unit_test(too_many_items_are_told),
		cmocka_unit_test(too_many_files_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
