#include "known/baseline.h"

#include "subjects.h"

static struct axr_baseline baseline;

static void add(const char *path, uint8_t byte)
{
	uint8_t bytes[32];

	memset(bytes, byte, sizeof(bytes));
	assert_null(axr_baseline_add(&baseline, axr_span_str(path), AXR_SHA256, bytes));
}

static size_t find(const char *key, uint8_t byte, bool *same)
{
	struct axr_file file = { .digests = AXR_SHA256 | AXR_MD5 };

	memset(file.sha256, byte, sizeof(file.sha256));
	return axr_baseline_path(&baseline, axr_span_str(key), &file, same);
}

static size_t content(uint8_t byte)
{
	struct axr_file file = { .digests = AXR_SHA256 | AXR_MD5 | AXR_SHA1 };

	memset(file.sha256, byte, sizeof(file.sha256));
	return axr_baseline_content(&baseline, &file);
}

static void begin(void)
{
	assert_int_equal(axr_baseline_init(&baseline, "list", NULL), AXR_OK);
}

static void by_path_and_content(void **state)
{
	struct axr_buf path = { .ptr = NULL };
	bool same;

	(void)state;
	begin();
	add("C:\\Site\\Default.aspx", 1);
	add("C:\\Site\\bin\\A.dll", 2);
	add("C:\\Site\\bin\\", 3); /* a folder */
	add("C:\\Site\\.", 3);
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	assert_int_equal(baseline.row_count, 2);
	assert_true(baseline.absolute);
	assert_int_equal(find("c/site/default.aspx", 1, &same), 0);
	assert_true(same);
	assert_int_equal(find("c/site/default.aspx", 2, &same), 0);
	assert_false(same);
	assert_true(find("c/site/a.dll", 2, &same) == SIZE_MAX);
	assert_true(find("c/site", 2, &same) == SIZE_MAX);
	assert_true(find("", 2, &same) == SIZE_MAX);
	assert_int_equal(content(2), 1);
	assert_true(content(3) == SIZE_MAX);
	axr_baseline_row_path(&baseline, 1, &path);
	assert_span(axr_buf_span(&path), "C:\\Site\\bin\\A.dll");
	axr_buf_free(&path);
	axr_baseline_free(&baseline);
}

static void twins(void **state)
{
	bool same;

	(void)state;
	begin();
	add("a/x", 1);
	add("A\\X", 2);
	add("a/x", 2);
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	assert_int_equal(find("a/x", 2, &same), 0);
	assert_true(same);
	assert_int_equal(find("a/x", 3, &same), 0);
	assert_false(same);
	axr_baseline_free(&baseline);
}

static void one_path_with_too_many_contents(void **state)
{
	struct axr_err err;
	uint8_t bytes[32] = { 0 };

	(void)state;
	begin();
	for (unsigned i = 0; i < 300; i++) {
		memcpy(bytes, &i, sizeof(i));
		assert_null(axr_baseline_add(&baseline, axr_span_str("x"), AXR_SHA256, bytes));
	}
	assert_int_equal(axr_baseline_index(&baseline, &err), AXR_EFORMAT);
	assert_non_null(strstr(err.text, "list: "));
	axr_baseline_free(&baseline);
}

static void root_is(size_t at, const char *key)
{
	assert_span(axr_baseline_root_key(&baseline, at), key);
}

static void roots_are_guessed(void **state)
{
	(void)state;
	begin();
	add("/srv/site/a/x", 1);
	add("/srv/site/b/y", 1);
	add("/srv/sites/b/y", 1);
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	assert_int_equal(baseline.root_count, 2);
	root_is(0, "srv");
	root_is(1, "");
	assert_false(baseline.roots_named);
	axr_baseline_free(&baseline);
}

static void roots_are_named(void **state)
{
	(void)state;
	begin();
	assert_null(axr_baseline_root(&baseline, axr_span_str("D:\\Web")));
	add("D:\\Web\\a\\x", 1);
	assert_null(axr_baseline_root(&baseline, axr_span_str("E:\\Mail")));
	assert_null(axr_baseline_root(&baseline, axr_span_str("d:\\web\\")));
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	assert_true(baseline.roots_named);
	assert_int_equal(baseline.root_count, 2);
	root_is(0, "d/web");
	root_is(1, "e/mail");
	axr_baseline_free(&baseline);
}

/* A server of many sites has a root for each; more than we take are no silent loss. */
static void many_roots(void **state)
{
	char path[32];

	(void)state;
	begin();
	for (unsigned i = 0; i < AXR_BASELINE_ROOTS_MAX; i++) {
		snprintf(path, sizeof(path), "D:\\Sites\\%u", i);
		assert_null(axr_baseline_root(&baseline, axr_span_str(path)));
	}
	root_is(AXR_BASELINE_ROOTS_MAX - 1, "d/sites/1023");
	assert_null(axr_baseline_root(&baseline, axr_span_str("D:\\Sites\\7")));
	assert_string_equal(axr_baseline_root(&baseline, axr_span_str("D:\\Sites\\x")),
			    "more than 1,024 roots");
	axr_baseline_free(&baseline);
}

static void long_names(void **state)
{
	static char path[70000];
	uint8_t bytes[32] = { 7 };
	struct axr_file file = { .digests = AXR_SHA256, .sha256 = { 7 } };
	bool same;

	(void)state;
	begin();
	memset(path, 'A', sizeof(path));
	assert_non_null(axr_baseline_add(&baseline, axr_span(path, sizeof(path)), AXR_SHA256, bytes));
	assert_null(axr_baseline_add(&baseline, axr_span(path, 60000), AXR_SHA256, bytes));
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	memset(path, 'a', sizeof(path));
	assert_int_equal(axr_baseline_path(&baseline, axr_span(path, 60000), &file, &same), 0);
	assert_true(same);
	assert_true(axr_baseline_path(&baseline, axr_span(path, 59999), &file, &same) == SIZE_MAX);
	axr_baseline_free(&baseline);
}

static void many_rows(void **state)
{
	char path[64];
	bool same;

	(void)state;
	begin();
	for (unsigned i = 0; i < 50000; i++) {
		snprintf(path, sizeof(path), "Dir%u\\File%u.aspx", i / 7, i);
		add(path, (uint8_t)i);
	}
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	for (unsigned i = 0; i < 50000; i++) {
		snprintf(path, sizeof(path), "dir%u/file%u.aspx", i / 7, i);
		assert_int_equal(find(path, (uint8_t)i, &same), i);
		assert_true(same);
	}
	assert_int_equal(baseline.dir_count, 50000 / 7 + 1);
	axr_baseline_free(&baseline);
}

static void keys_of_rows(void **state)
{
	uint8_t key[64];

	(void)state;
	begin();
	add("C:\\Site\\X.aspx", 1);
	add("Y.aspx", 1);
	assert_int_equal(axr_baseline_index(&baseline, NULL), AXR_OK);
	assert_true(axr_baseline_row_room(&baseline, 0) <= sizeof(key));
	assert_span(axr_span(key, axr_baseline_row_key(&baseline, 0, key)), "c/site/x.aspx");
	assert_span(axr_span(key, axr_baseline_row_key(&baseline, 1, key)), "y.aspx");
	assert_false(baseline.absolute);
	axr_baseline_free(&baseline);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_path_and_content),
		cmocka_unit_test(twins),
		cmocka_unit_test(one_path_with_too_many_contents),
		cmocka_unit_test(roots_are_guessed),
		cmocka_unit_test(roots_are_named),
		cmocka_unit_test(many_roots),
		cmocka_unit_test(long_names),
		cmocka_unit_test(many_rows),
		cmocka_unit_test(keys_of_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
