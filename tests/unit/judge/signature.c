#include "judge/signature.h"

#include "../test.h"
#include "base/span.h"
#include "judge/judge.h"

static struct axr_arena arena;
static struct axr_subject subject;

static void set(const char *path, const char *label, enum axr_signature signature)
{
	axr_arena_free(&arena);
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = subject.file.name = axr_span_str(path);
	subject.file.extension = axr_span_str("dll");
	subject.file.label = label;
	subject.file.size = 5000;
	subject.file.signature = signature;
}

static int score(const char *path, const char *label, enum axr_signature signature)
{
	set(path, label, signature);
	axr_signature_reasons(&subject);
	return subject.reason_count ? subject.reasons[0].score : 0;
}

static void where_iis_loads_it(void **state)
{
	static const char *const loaded[] = { "C:\\inetpub\\wwwroot\\Bin\\x.dll",
					      "/mnt/c/Windows/System32/inetsrv/x.dll" };
	static const char *const others[] = {
		"C:\\inetpub\\wwwroot\\x.dll", "C:\\inetpub\\wwwroot\\cabin\\x.dll",
		"C:\\Windows\\Microsoft.NET\\Temporary ASP.NET Files\\owa\\1\\2\\bin\\x.dll",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		set(loaded[i], "EXE", AXR_SIGNATURE_NONE);
		assert_true(axr_is_loaded(&subject.file));
	}
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(score(others[i], "EXE", AXR_SIGNATURE_BROKEN), 0);
		assert_false(axr_is_loaded(&subject.file));
	}
	set(loaded[0], "ZIP", AXR_SIGNATURE_NONE);
	assert_false(axr_is_loaded(&subject.file));
	set(loaded[0], NULL, AXR_SIGNATURE_NONE);
	assert_false(axr_is_loaded(&subject.file));
	axr_arena_free(&arena);
}

static void no_signature_accuses_alone(void **state)
{
	static const char *const places[] = { "C:\\site\\bin\\x.dll",
					      "C:\\Windows\\System32\\inetsrv\\x.dll" };
	struct axr_finding finding;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(score(places[i], "EXE", AXR_SIGNATURE_UNKNOWN), 0);
		assert_int_equal(score(places[i], "EXE", AXR_SIGNATURE_TRUSTED), 0);
		assert_true(score(places[i], "EXE", AXR_SIGNATURE_NONE) > 0);
		assert_true(score(places[i], "EXE", AXR_SIGNATURE_UNTRUSTED) > 0);
		for (int s = AXR_SIGNATURE_UNKNOWN; s <= AXR_SIGNATURE_BROKEN; s++) {
			set(places[i], "EXE", (enum axr_signature)s);
			subject.file.attributes = AXR_ATTR_HIDDEN | AXR_ATTR_SYSTEM;
			axr_judge(&subject, NULL, &finding);
			assert_true(finding.level < AXR_SUSPICIOUS);
			assert_int_equal(finding.level == AXR_NOTABLE, s == AXR_SIGNATURE_BROKEN ||
					 finding.score >= 40);
		}
	}
	/* content that is known good needs no signature */
	set(places[0], "EXE", AXR_SIGNATURE_BROKEN);
	subject.known_good = true;
	axr_judge(&subject, NULL, &finding);
	assert_int_equal(finding.score, 0);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_iis_loads_it),
		cmocka_unit_test(no_signature_accuses_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
