#include "known/known.h"

#include "known/shipped.h"
#include "subjects.h"

extern const struct axr_shipped axr_shipped_small;

#define V15 "C:\\Program Files\\Microsoft\\Exchange Server\\V15"
#define HEX(d) d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d
#define HEAD "%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n"
#define SUM(d, path) "100," HEX(d) "," path "\n"
#define CSS(d, path) HEX(d) ",15.2.300.4,\\" path "\n"

static struct axr_known *known;
static struct axr_known_run *run;
static struct axr_arena arena;
static struct axr_err err;

static void begin(const char *list)
{
	const struct axr_known_file file = { .name = "clean", .bytes = axr_span_str(list) };
	const struct axr_known_setup setup = {
		.shipped = &axr_shipped_small, .baselines = &file, .baseline_count = 1
	};
	const struct axr_span root = axr_span_str(V15);
	const struct axr_known_place place = {
		.roots = &root, .root_count = 1, .build = "15.1.200.2"
	};

	axr_arena_init(&arena, 0);
	if (axr_known_open(&known, &setup, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(axr_known_begin(&run, known, &place, &err), AXR_OK);
}

static void end(void)
{
	axr_known_end(run);
	axr_known_free(known);
	axr_arena_free(&arena);
}

static struct axr_subject *ask(const char *relative, uint8_t content)
{
	struct axr_subject *subject = make_subject(&arena, V15, relative, content);

	axr_known(run, subject);
	return subject;
}

#define AUTH "FrontEnd\\HttpProxy\\owa\\auth\\"

/* The user's word stands over Microsoft's list, but stock content stays known good. */
static void both_sources(void **state)
{
	struct axr_subject *subject;

	(void)state;
	begin(HEAD SUM("99", V15 "\\" AUTH "logon.aspx") SUM("98", V15 "\\" AUTH "own.aspx")
		      SUM("97", V15 "\\" AUTH "outlookcn.aspx"));
	subject = ask(AUTH "logon.aspx", 0x99); /* edited, and the user knows */
	assert_int_equal(subject->file_class, AXR_CLASS_STOCK);
	assert_true(subject->known_good);
	assert_int_equal(subject->reason_count, 0);
	subject = ask(AUTH "own.aspx", 0x98);
	assert_true(subject->known_good);
	subject = ask(AUTH "logon.aspx", 0x21); /* stock, but not what the user had */
	assert_int_equal(subject->file_class, AXR_CLASS_MODIFIED);
	assert_true(subject->known_good);
	assert_in_range(find_reason(subject, "differs-from-baseline")->score, 1, 39);
	assert_int_equal(subject->reason_count, 1);
	subject = ask(AUTH "outlookcn.aspx", 0xee);
	assert_int_equal(subject->file_class, AXR_CLASS_MODIFIED);
	assert_false(subject->known_good);
	assert_non_null(find_reason(subject, "modified"));
	/* the same fact, told twice, weighs once */
	assert_in_range(find_reason(subject, "modified")->score, 40, 59);
	assert_in_range(find_reason(subject, "differs-from-baseline")->score, 1, 10);
	end();
}

static void none(void *user, struct axr_subject *subject)
{
	(void)user;
	if (subject->file_class == AXR_CLASS_MODIFIED)
		fail();
}

/* What the user vouches for is not modified, whatever the vote of the others says. */
static void vouched_for(void **state)
{
	const struct axr_known_file file = {
		.name = "clean", .bytes = axr_span_str(HEAD SUM("99", V15 "\\" AUTH "logon.aspx"))
	};
	const struct axr_known_setup setup = {
		.shipped = &axr_shipped_small, .baselines = &file, .baseline_count = 1
	};
	const struct axr_span root = axr_span_str(V15);
	const struct axr_known_place place = { .roots = &root, .root_count = 1 };
	char relative[100];

	(void)state;
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_known_open(&known, &setup, &err), AXR_OK);
	assert_int_equal(axr_known_begin(&run, known, &place, &err), AXR_OK);
	assert_int_equal(ask(AUTH "logon.aspx", 0x99)->file_class, AXR_CLASS_STOCK);
	for (int i = 0; i < 24; i++) {
		snprintf(relative, sizeof(relative), AUTH "15.2.300.4\\themes\\img%02d.png", i);
		assert_true(ask(relative, (uint8_t)(0x60 + i))->known_good);
	}
	axr_known_finish(run, false, &arena, none, NULL);
	end();
}

/* CSS-Exchange's lists speak of the installation folder, whatever the roots are. */
static void css_list(void **state)
{
	(void)state;
	begin(CSS("91", "ClientAccess\\owa\\prem\\version\\scripts\\x.aspx")
		      CSS("92", "FrontEnd\\HttpProxy\\owa\\auth\\mine.aspx")
			      CSS("93", "FrontEnd\\x.config"));
	assert_int_equal(ask("ClientAccess\\owa\\prem\\15.2.300.4\\scripts\\x.aspx", 0x91)->file_class,
			 AXR_CLASS_STOCK);
	assert_int_equal(ask(AUTH "mine.aspx", 0x92)->file_class, AXR_CLASS_STOCK);
	assert_int_equal(ask(AUTH "mine.aspx", 0xee)->file_class, AXR_CLASS_MODIFIED);
	assert_int_equal(ask(AUTH "x.aspx", 0xee)->file_class, AXR_CLASS_UNEXPECTED);
	assert_int_equal(ask(AUTH "x.aspx", 0x92)->file_class, AXR_CLASS_MOVED);
	assert_int_equal(ask("FrontEnd\\x.config", 0xee)->file_class, AXR_CLASS_MATCH);
	assert_int_equal(ask("Bin\\x.dll", 0xee)->file_class, AXR_CLASS_MATCH);
	/* another build's page side by side */
	assert_int_equal(ask(AUTH "logon.aspx", 0x22)->file_class, AXR_CLASS_STOCK);
	end();
}

static void nsrl_list(void **state)
{
	(void)state;
	begin("\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\","
	      "\"OpSystemCode\",\"SpecialCode\"\n"
	      "\"9191919191919191919191919191919191919191\",\"\",\"0\",\"a.js\",1,2,\"3\",\"\"\n"
	      "\"9292929292929292929292929292929292929292\",\"\",\"0\",\"b.js\",1,2,\"3\",\"M\"\n");
	assert_int_equal(axr_known_digests(known), AXR_SHA1 | AXR_SHA256);
	assert_true(ask("Logging\\a.js", 0x91)->known_good);
	assert_false(ask("Logging\\b.js", 0x92)->known_good);
	assert_false(ask("Logging\\a.exe", 0x91)->known_good);
	assert_int_equal(ask("Logging\\c.js", 0x93)->file_class, AXR_CLASS_MATCH);
	/* where a place has its own rules, known content is no excuse */
	assert_false(ask(AUTH "x.aspx", 0x91)->known_good);
	assert_int_equal(ask(AUTH "x.aspx", 0x91)->file_class, AXR_CLASS_UNEXPECTED);
	end();
}

static void trust(void **state)
{
	const struct axr_known_file file = { .name = "clean",
					     .bytes = axr_span_str(HEAD SUM("99", "x")) };
	struct axr_span key =
		axr_span_str("RWRTZaok44Pfjcf3O9VZukPhEqu8xc/LlyQs8FZre4ev3Gz5edLa9e3s");
	const struct axr_known_setup setup = {
		.baselines = &file, .baseline_count = 1, .trust = &key
	};

	(void)state;
	assert_int_equal(axr_known_open(&known, &setup, &err), AXR_ETRUST);
	assert_null(known);
	assert_non_null(strstr(err.text, "clean"));
	key = axr_span_str("nonsense");
	assert_int_equal(axr_known_open(&known, &setup, &err), AXR_EUSAGE);
	key = axr_span(NULL, 0);
	assert_int_equal(axr_known_open(&known, &setup, &err), AXR_EUSAGE);
}

static void malformed(void **state)
{
	const struct axr_known_file files[] = {
		{ .name = "good", .bytes = axr_span_str(HEAD SUM("99", "x")) },
		{ .name = "bad", .bytes = axr_span_str(HEAD "x,y,z\n") },
	};
	const struct axr_known_setup setup = { .baselines = files, .baseline_count = 2 };

	(void)state;
	assert_int_equal(axr_known_open(&known, &setup, &err), AXR_EFORMAT);
	assert_string_equal(err.text, "bad:3: the size is no number");
	axr_known_free(NULL);
	axr_known_end(NULL);
}

static void nothing_at_all(void **state)
{
	const struct axr_known_setup setup = { .baseline_count = 0 };
	const struct axr_known_place place = { .root_count = 0 };
	char build[32] = "x";

	(void)state;
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_known_open(&known, &setup, &err), AXR_OK);
	assert_int_equal(axr_known_digests(known), 0);
	assert_int_equal(axr_known_begin(&run, known, &place, &err), AXR_OK);
	assert_int_equal(ask(AUTH "x.aspx", 1)->file_class, AXR_CLASS_MATCH);
	axr_known_build(run, build, sizeof(build));
	assert_string_equal(build, "");
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_sources), cmocka_unit_test(vouched_for),
		cmocka_unit_test(css_list),
		cmocka_unit_test(nsrl_list),	cmocka_unit_test(trust),
		cmocka_unit_test(malformed),	cmocka_unit_test(nothing_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
