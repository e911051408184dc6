#include "os/ntfs.h"

#include "../test.h"

enum { PLAIN = 0x20, DIRECTORY = 0x10, REPARSE = 0x400 };

static void reparse_points_are_told_apart(void **state)
{
	static const struct {
		uint32_t attributes, tag;
		enum axr_os_kind kind;
	} cases[] = {
		{ PLAIN, 0, AXR_OS_FILE },
		{ DIRECTORY, 0, AXR_OS_DIR },
		{ PLAIN | 6, 0, AXR_OS_FILE }, /* hidden and system */
		{ PLAIN, 0xa000000c, AXR_OS_FILE }, /* a tag without the attribute is none */
		{ DIRECTORY | REPARSE, 0xa0000003, AXR_OS_LINK }, /* junction, mount point */
		{ PLAIN | REPARSE, 0xa000000c, AXR_OS_LINK },
		{ DIRECTORY | REPARSE, 0xa000000c, AXR_OS_LINK },
		{ PLAIN | REPARSE, 0xa000001d, AXR_OS_LINK }, /* of WSL */
		{ PLAIN | REPARSE, 0x9000001a, AXR_OS_LINK }, /* in the cloud */
		{ PLAIN | REPARSE, 0x9000701a, AXR_OS_LINK },
		{ PLAIN | REPARSE, 0xc0000004, AXR_OS_LINK },
		{ PLAIN | REPARSE, 0, AXR_OS_LINK },
		/* read to where it is stored, over the network, when it is read */
		{ PLAIN | 0x400000, 0, AXR_OS_LINK },
		{ PLAIN | 0x440000, 0, AXR_OS_LINK },
		{ PLAIN | REPARSE | 0x40000, 0x9000101a, AXR_OS_LINK },
		{ PLAIN | REPARSE | 0x40000, 0x00001234, AXR_OS_LINK },
		/* with extended attributes: still what it is */
		{ PLAIN | 0x40000, 0, AXR_OS_FILE },
		{ DIRECTORY | 0x40000, 0, AXR_OS_DIR },
		{ PLAIN | REPARSE | 0x40000, 0x80000017, AXR_OS_FILE },
		{ PLAIN | REPARSE, 0x80000013, AXR_OS_FILE }, /* deduplicated */
		{ PLAIN | REPARSE, 0x80000017, AXR_OS_FILE }, /* compressed by WOF */
		{ PLAIN | REPARSE, 0x80000024, AXR_OS_SPECIAL },
		{ PLAIN | REPARSE, 0x80000023, AXR_OS_SPECIAL },
		{ PLAIN | 0x40, 0, AXR_OS_SPECIAL },
		/* a tag of who knows whom */
		{ PLAIN | REPARSE, 0x00001234, AXR_OS_FILE },
		{ PLAIN | REPARSE | 0x1000, 0x00001234, AXR_OS_LINK },
		{ PLAIN | 0x1000, 0, AXR_OS_FILE }, /* "offline" can be set by anybody */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(axr_ntfs_kind(cases[i].attributes, cases[i].tag), cases[i].kind);
}

/* In a listing one bit says "comes from elsewhere" or "has extended attributes". */
static void of_a_listed_file_the_open_one_may_know_more(void **state)
{
	(void)state;
	assert_int_equal(axr_ntfs_kind_listed(PLAIN, 0), AXR_OS_FILE);
	assert_int_equal(axr_ntfs_kind_listed(PLAIN | 0x40000, 0), AXR_OS_UNKNOWN);
	assert_int_equal(axr_ntfs_kind_listed(DIRECTORY | 0x40000, 0), AXR_OS_UNKNOWN);
	assert_int_equal(axr_ntfs_kind_listed(PLAIN | 0x440000, 0), AXR_OS_LINK);
	assert_int_equal(axr_ntfs_kind_listed(PLAIN | 0x40040, 0), AXR_OS_SPECIAL);
	assert_int_equal(axr_ntfs_kind_listed(PLAIN | REPARSE | 0x40000, 0x9000101a), AXR_OS_LINK);
	assert_int_equal(axr_ntfs_kind_listed(PLAIN | REPARSE | 0x40000, 0x80000017), AXR_OS_FILE);
	assert_int_equal(axr_ntfs_kind_listed(DIRECTORY | REPARSE, 0xa0000003), AXR_OS_LINK);
}

static void times_count_from_1601(void **state)
{
	struct axr_time time = axr_ntfs_time(116444736000000000 + 15000000);

	(void)state;
	assert_true(time.known);
	assert_int_equal(time.sec, 1);
	assert_int_equal(time.nsec, 500000000);
	assert_false(axr_ntfs_time(0).known);
}

static void names_of_streams_are_cut_out(void **state)
{
	struct axr_span name;

	(void)state;
	assert_true(axr_ntfs_stream_name(axr_span_str(":payload:$DATA"), &name));
	assert_span(name, "payload");
	assert_true(axr_ntfs_stream_name(axr_span_str(":a.aspx:$data"), &name));
	assert_span(name, "a.aspx");
	assert_false(axr_ntfs_stream_name(axr_span_str("::$DATA"), &name));
	assert_false(axr_ntfs_stream_name(axr_span_str(":$I30:$INDEX_ALLOCATION"), &name));
	assert_false(axr_ntfs_stream_name(axr_span_str("x:$DATA"), &name));
	assert_false(axr_ntfs_stream_name(axr_span_str(":a:b:$DATA"), &name));
	assert_false(axr_ntfs_stream_name(axr_span_str(""), &name));
}

static void usual_streams_are_no_news(void **state)
{
	(void)state;
	assert_true(axr_ntfs_stream_is_usual(axr_span_str("zone.identifier")));
	assert_true(axr_ntfs_stream_is_usual(axr_span_str("com.apple.quarantine")));
	assert_true(axr_ntfs_stream_is_usual(axr_span_str("\x05SummaryInformation")));
	assert_false(axr_ntfs_stream_is_usual(axr_span_str("Zone.Identifier2")));
	assert_false(axr_ntfs_stream_is_usual(axr_span_str("payload")));
	assert_false(axr_ntfs_stream_is_usual(axr_span_str("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reparse_points_are_told_apart),
		cmocka_unit_test(of_a_listed_file_the_open_one_may_know_more),
		cmocka_unit_test(names_of_streams_are_cut_out),
		cmocka_unit_test(usual_streams_are_no_news),
		cmocka_unit_test(times_count_from_1601),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
