#include "known/path.h"

#include "../test.h"

static void is_key(const char *path, const char *key)
{
	struct axr_span s = axr_span_str(path);
	uint8_t *room = malloc(axr_path_key_room(s.len));
	struct axr_span got = axr_span(room, axr_path_key(room, s));

	assert_span(got, key);
	free(room);
}

static void one_path_one_key(void **state)
{
	(void)state;
	is_key("C:\\inetpub\\wwwroot\\X.ASPX", "c/inetpub/wwwroot/x.aspx");
	is_key("\\\\?\\c:\\inetpub\\.\\wwwroot\\\\x.aspx", "c/inetpub/wwwroot/x.aspx");
	is_key("/c/inetpub/wwwroot/x.aspx", "c/inetpub/wwwroot/x.aspx");
	is_key("./a/b/", "a/b");
	is_key("\\\\?\\UNC\\Server\\share\\a", "server/share/a");
	is_key("\\\\server\\share\\a", "server/share/a");
	is_key("C:", "c");
	is_key("a/b:c", "a/b:c");
	is_key("x/c:", "x/c");
	is_key("x/c:/a:b/ab:", "x/c/a:b/ab:");
	is_key("", "");
	is_key("a\\..\\b", "a/../b");
}

static void letters_fold_as_ntfs_does(void **state)
{
	uint8_t key[64];
	size_t len;

	(void)state;
	is_key("\xc3\xa4", "\xc3\x84");			/* a umlaut */
	is_key("\xce\xb1\xcf\x83\xcf\x82", "\xce\x91\xce\xa3\xce\xa3"); /* both small sigmas */
	is_key("\xd1\x8f", "\xd0\xaf");			/* Cyrillic ya */
	is_key("\xef\xbd\x81", "\xef\xbc\xa1");		/* fullwidth a */
	is_key("\xc9\x90", "\xe2\xb1\xaf");		/* longer in upper case */
	is_key("\xf0\x90\x90\xa8", "\xf0\x90\x90\xa8"); /* outside the BMP NTFS does not fold */
	is_key("\xc5\xbf\xc4\xb1", "\xc5\xbf\xc4\xb1"); /* long s, dotless i: no ASCII in disguise */
	len = axr_path_key(key, axr_span("a\xff\xc3", 3));
	assert_int_equal(len, 3);
	assert_memory_equal(key, "a\xff\xc3", 3);
	assert_int_equal(axr_path_fold('Q'), 'q');
	assert_int_equal(axr_path_fold(0x101), 0x100);
	assert_int_equal(axr_path_fold(0x100), 0x100);
}

static void room_suffices(void **state)
{
	uint8_t path[200], key[301];
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof(path); i += 2) {
		path[i] = 0xc9;
		path[i + 1] = 0x90;
	}
	len = axr_path_key(key, axr_span(path, sizeof(path)));
	assert_int_equal(len, 300);
	assert_true(len <= axr_path_key_room(sizeof(path)));
}

static void parts_of_keys(void **state)
{
	(void)state;
	assert_span(axr_path_parent(axr_span_str("a/b/c")), "a/b");
	assert_span(axr_path_parent(axr_span_str("a")), "");
	assert_span(axr_path_last(axr_span_str("a/b/c")), "c");
	assert_span(axr_path_last(axr_span_str("c")), "c");
	assert_true(axr_path_below(axr_span_str("a/b"), axr_span_str("a")));
	assert_true(axr_path_below(axr_span_str("a"), axr_span_str("a")));
	assert_true(axr_path_below(axr_span_str("a"), axr_span_str("")));
	assert_false(axr_path_below(axr_span_str("ab"), axr_span_str("a")));
	assert_false(axr_path_below(axr_span_str("a"), axr_span_str("a/b")));
	assert_true(axr_path_is_absolute(axr_span_str("\\x")));
	assert_true(axr_path_is_absolute(axr_span_str("d:\\x")));
	assert_false(axr_path_is_absolute(axr_span_str("d/x")));
	assert_false(axr_path_is_absolute(axr_span_str("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_path_one_key),
		cmocka_unit_test(letters_fold_as_ntfs_does),
		cmocka_unit_test(room_suffices),
		cmocka_unit_test(parts_of_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
