#include "base/num.h"
#include "fixture.h"

#define MD5_1 "0123456789ABCDEF0123456789abcdef"
#define SHA1_1 "00112233445566778899aabbccddeeff00112233"
#define SHA256_1 "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static void open_list(struct fixture *f, const struct axr_source *iocs, size_t count)
{
	f->setup.iocs = iocs;
	f->setup.ioc_count = count;
	fixture_open(f);
}

/* A file with these digests; NULL for those that were not made. */
static void look(struct fixture *f, const char *md5, const char *sha1, const char *sha256)
{
	struct axr_file *file = &f->subject.file;

	fixture_file(f, "/x", axr_span_str("x"));
	if (md5 && axr_parse_hex(axr_span_str(md5), file->md5, sizeof(file->md5)))
		file->digests |= AXR_MD5;
	if (sha1 && axr_parse_hex(axr_span_str(sha1), file->sha1, sizeof(file->sha1)))
		file->digests |= AXR_SHA1;
	if (sha256 && axr_parse_hex(axr_span_str(sha256), file->sha256, sizeof(file->sha256)))
		file->digests |= AXR_SHA256;
	fixture_look(f);
}

static void lines_are_read_as_loki_and_thor_do(void **state)
{
	static const char list[] =
		"\xef\xbb\xbf# comment\r\n"
		"\r\n" MD5_1 ";plain comment\r\n" SHA1_1 ";60;with; semicolons\r\n"
		"#! technique T1505.003\r\n" SHA256_1 ";9 lives; and more\r\n"
		"not a hash;75;x\r\n"
		"D41D8CD98F00B204E9800998ECF8427E;empty file\r\n"
		"zz23456789ABCDEF0123456789abcdef;75;x\r\n" MD5_1;
	const struct axr_source iocs[] = { source_of("/i/my-hash-iocs.txt", list) };
	const struct axr_reason *reason;
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, iocs, 1);
	assert_int_equal(axr_detectors_count(f.detectors).iocs, 4);
	assert_int_equal(axr_detectors_digests(f.detectors), AXR_MD5 | AXR_SHA1 | AXR_SHA256);
	assert_string_equal(
		fixture_told(&f),
		"/i/my-hash-iocs.txt:7: does not begin with an MD5, SHA-1 or SHA-256 in hex\n"
		"/i/my-hash-iocs.txt:9: does not begin with an MD5, SHA-1 or SHA-256 in hex\n");

	look(&f, MD5_1, NULL, NULL);
	reason = fixture_reason(&f, "hash", "md5:0123456789abcdef0123456789abcdef");
	assert_int_equal(reason->score, 100);
	assert_string_equal(reason->ruleset, "/i/my-hash-iocs.txt");
	assert_null(reason->technique);

	look(&f, NULL, SHA1_1, NULL);
	reason = fixture_reason(&f, "hash", "sha1:" SHA1_1);
	assert_int_equal(reason->score, 60);
	assert_non_null(strstr(reason->title, ": with; semicolons"));

	/* three columns only where the second is a number */
	look(&f, NULL, NULL, SHA256_1);
	reason = fixture_reason(&f, "hash", "sha256:" SHA256_1);
	assert_int_equal(reason->score, 100);
	assert_non_null(strstr(reason->title, ": 9 lives; and more"));
	assert_string_equal(reason->technique, "T1505.003");

	/* the same file on the list by all three counts once, by its best */
	look(&f, MD5_1, SHA1_1, SHA256_1);
	assert_int_equal(f.subject.reason_count, 1);
	look(&f, "d41d8cd98f00b204e9800998ecf8427e", NULL, NULL);
	assert_int_equal(f.subject.reason_count, 0);
	fixture_close(&f);
}

static void only_whole_files_are_looked_up(void **state)
{
	const struct axr_source iocs[] = { source_of("hashes.txt", MD5_1 ";x") };
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, iocs, 1);
	fixture_file(&f, "/x", axr_span_str("x"));
	axr_parse_hex(axr_span_str(MD5_1), f.subject.file.md5, 16);
	f.subject.file.digests = AXR_MD5;
	f.subject.window_last = false;
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count, 0);
	/* a digest that was not made is not that of zeroes */
	f.subject.window_last = true;
	f.subject.file.digests = AXR_SHA1;
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count, 0);
	fixture_close(&f);
}

static void trust_takes_reasons_back(void **state)
{
	const struct axr_source iocs[] = { source_of("hash-iocs.txt", MD5_1 ";bad"),
					   source_of("falsepositive-hashes.txt",
						     MD5_1 ";our own tool\n") };
	const struct axr_source rules[] = { source_of("r.yar", "rule r { condition: true }") };
	struct fixture f = { .setup = { .rules = rules, .rule_count = 1 } };

	(void)state;
	open_list(&f, iocs, 2);
	look(&f, MD5_1, NULL, NULL);
	assert_int_equal(f.subject.reason_count, 1);
	assert_int_equal(f.subject.reasons[0].score, -100);
	assert_string_equal(f.subject.reasons[0].ruleset, "falsepositive-hashes.txt");
	assert_non_null(strstr(f.subject.reasons[0].title, "our own tool"));
	look(&f, "00000000000000000000000000000000", NULL, NULL);
	assert_non_null(fixture_reason(&f, "yara", "r"));
	fixture_close(&f);
}

static void our_own_lists_want_digests_of_code_alone(void **state)
{
	struct axr_source iocs[] = { source_of("hash", MD5_1 ";x"), source_of("hash2", SHA1_1 ";x") };
	struct fixture f = { 0 };

	(void)state;
	iocs[0].builtin = true;
	open_list(&f, iocs, 2);
	assert_int_equal(axr_detectors_digests(f.detectors), AXR_SHA1);
	fixture_file(&f, "/x.png", axr_span_str("x"));
	assert_int_equal(axr_detectors_digests_of(f.detectors, &f.subject), 0);
	f.subject.layers[0].content = AXR_CONTENT_PE;
	assert_int_equal(axr_detectors_digests_of(f.detectors, &f.subject), AXR_MD5);
	fixture_file(&f, "/x.aspx", axr_span_str("x"));
	assert_int_equal(axr_detectors_digests_of(f.detectors, &f.subject), AXR_MD5);
	fixture_close(&f);
	f = (struct fixture){ .setup.no_gate = true };
	open_list(&f, iocs, 2);
	assert_int_equal(axr_detectors_digests(f.detectors), AXR_SHA1 | AXR_MD5);
	fixture_close(&f);
}

static void every_entry_of_a_long_list_is_found(void **state)
{
	struct axr_buf list = { 0 };
	struct axr_source iocs[1];
	struct fixture f = { 0 };
	char hex[33];

	(void)state;
	for (unsigned i = 0; i < 1000; i++)
		axr_buf_printf(&list, "%08x%08x%08x%08x;%u;n\n", i * 2654435761U, i, i, i,
			       i % 100);
	iocs[0] = (struct axr_source){ .name = "hash", .bytes = axr_buf_span(&list) };
	open_list(&f, iocs, 1);
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(hex, sizeof(hex), "%08x%08x%08x%08x", i * 2654435761U, i, i, i);
		look(&f, hex, NULL, NULL);
		assert_int_equal(f.subject.reason_count, 1);
		assert_int_equal(f.subject.reasons[0].score, i % 100);
	}
	fixture_close(&f);
	axr_buf_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_read_as_loki_and_thor_do),
		cmocka_unit_test(only_whole_files_are_looked_up),
		cmocka_unit_test(trust_takes_reasons_back),
		cmocka_unit_test(our_own_lists_want_digests_of_code_alone),
		cmocka_unit_test(every_entry_of_a_long_list_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
