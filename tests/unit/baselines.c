#include "baselines.h"

#include "tree.h"

static const char list[] =
	"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.aspx\n";

static void lists_are_loaded(void **state)
{
	const char *names[] = { "clean.list" };
	struct axr_options options;
	struct axr_known *known;
	struct axr_err err;

	(void)state;
	tree_text(AT_FDCWD, "clean.list", list);
	axr_options_init(&options);
	options.baselines = names;
	options.baseline_count = 1;
	assert_int_equal(axr_baselines_open(&known, &options, &err), AXR_OK);
	assert_true(axr_known_digests(known) & AXR_SHA256);
	axr_known_free(known);
	options.trust = "no key";
	assert_true(axr_baselines_open(&known, &options, &err) < 0);
	assert_null(known);
}

/* Text or file: an empty key asks for a signature as any other does. */
static void an_empty_key_is_a_wrong_one(void **state)
{
	const char *names[] = { "clean.list" };
	const char *keys[] = { "", "empty.pub" };
	struct axr_baseline_info info;
	struct axr_options options;
	struct axr_known *known;
	struct axr_err err;

	(void)state;
	tree_text(AT_FDCWD, "clean.list", list);
	tree_text(AT_FDCWD, "empty.pub", "");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		axr_options_init(&options);
		options.trust = keys[i];
		assert_int_equal(axr_baselines_open(&known, &options, &err), AXR_EUSAGE);
		options.baselines = names;
		options.baseline_count = 1;
		assert_int_equal(axr_baselines_open(&known, &options, &err), AXR_EUSAGE);
		assert_null(known);
		assert_int_equal(axr_baseline_check("clean.list", keys[i], &info, &err),
				 AXR_EUSAGE);
		assert_false(info.is_signed);
	}
}

static void checks_say_what_is_there(void **state)
{
	struct axr_baseline_info info;
	struct axr_err err;

	(void)state;
	tree_text(AT_FDCWD, "clean.list", list);
	assert_int_equal(axr_baseline_check("clean.list", NULL, &info, &err), AXR_OK);
	assert_int_equal(info.rows, 1);
	assert_non_null(info.format);
	assert_false(info.is_signed);
	assert_int_equal(axr_baseline_check("none.list", NULL, &info, &err), AXR_EIO);
	tree_text(AT_FDCWD, "bad.list", "nonsense\n");
	assert_int_equal(axr_baseline_check("bad.list", NULL, &info, &err), AXR_EFORMAT);
	assert_true(axr_span_starts(axr_span_str(err.text), "bad.list:1: "));
}

static void signing_needs_a_key(void **state)
{
	struct axr_err err;

	(void)state;
	tree_text(AT_FDCWD, "clean.list", list);
	assert_int_equal(axr_baseline_sign("clean.list", "none.key", NULL, &err), AXR_EIO);
	tree_text(AT_FDCWD, "bad.key", "nonsense\n");
	assert_true(axr_baseline_sign("clean.list", "bad.key", NULL, &err) < 0);
	assert_int_not_equal(access("clean.list.minisig", F_OK), 0);
	assert_int_equal(axr_baseline_key_locked("none.key", &err), AXR_EIO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_loaded),
		cmocka_unit_test(an_empty_key_is_a_wrong_one),
		cmocka_unit_test(checks_say_what_is_there),
		cmocka_unit_test(signing_needs_a_key),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
