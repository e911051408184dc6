#include "known/shipped.h"

#include "subjects.h"

extern const struct axr_shipped axr_shipped_small;

#define V15 "C:\\Program Files\\Microsoft\\Exchange Server\\V15"

static struct axr_known *known;
static struct axr_known_run *run;
static struct axr_arena arena;
static char build[128];

static void begin(const char *installed)
{
	const struct axr_known_setup setup = { .shipped = &axr_shipped_small };
	const struct axr_known_place place = { .build = installed };

	axr_arena_init(&arena, 0);
	assert_int_equal(axr_known_open(&known, &setup, NULL), AXR_OK);
	assert_int_equal(axr_known_begin(&run, known, &place, NULL), AXR_OK);
}

static void end(void)
{
	axr_known_build(run, build, sizeof(build));
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

static void is(const char *relative, uint8_t content, enum axr_class file_class)
{
	struct axr_subject *subject = ask(relative, content);

	if (subject->file_class != file_class)
		print_error("%s: class %d, not %d\n", relative, subject->file_class, file_class);
	assert_int_equal(subject->file_class, file_class);
	assert_int_equal(subject->known_good, file_class == AXR_CLASS_STOCK);
}

static void listed_build(void **state)
{
	(void)state;
	begin("15.1.200.2");
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x21, AXR_CLASS_STOCK);
	/* an older build's content at its place: folders stay behind */
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x20, AXR_CLASS_STOCK);
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99, AXR_CLASS_MODIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\OutlookCN.aspx", 0x23, AXR_CLASS_STOCK);
	is("FrontEnd\\HttpProxy\\owa\\auth\\OutlookEN.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\OutlookEN.aspx", 0x23, AXR_CLASS_MOVED);
	/* this build does not ship it and nobody ships this content */
	is("FrontEnd\\HttpProxy\\owa\\auth\\old.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\15.1.200\\themes\\img03.png", 0x43, AXR_CLASS_STOCK);
	is("FrontEnd\\HttpProxy\\owa\\auth\\Current\\themes\\img03.png", 0x43, AXR_CLASS_STOCK);
	is("FrontEnd\\HttpProxy\\owa\\auth\\15.1.200\\themes\\img03.png", 0x99,
	   AXR_CLASS_MODIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\notes.txt", 0x99, AXR_CLASS_MATCH);
	is("FrontEnd\\HttpProxy\\owa\\web.config", 0x25, AXR_CLASS_STOCK);
	is("FrontEnd\\HttpProxy\\owa\\web.config", 0x99, AXR_CLASS_MATCH);
	is("FrontEnd\\HttpProxy\\owa\\auth\\web.config", 0x99, AXR_CLASS_MATCH);
	is("ClientAccess\\OAB\\Temp\\x.1js", 0x99, AXR_CLASS_MATCH);
	is("ClientAccess\\OAB\\Temp\\x.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("Bin\\x.dll", 0x99, AXR_CLASS_MATCH);
	is("Mailbox\\x.aspx", 0x99, AXR_CLASS_MATCH);
	end();
	assert_string_equal(build, "15.1.200.2");
}

static void reasons(void **state)
{
	struct axr_subject *subject;

	(void)state;
	begin("15.1.200.2");
	subject = ask("FrontEnd\\HttpProxy\\owa\\auth\\x.aspx", 0x99);
	assert_non_null(find_reason(subject, "unexpected-page"));
	assert_in_range(find_reason(subject, "unexpected-page")->score, 40, 59);
	subject = ask("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99);
	assert_in_range(find_reason(subject, "modified")->score, 40, 59);
	subject = ask("FrontEnd\\HttpProxy\\bin\\x.dll", 0x99);
	assert_non_null(find_reason(subject, "unexpected-module"));
	subject = ask("FrontEnd\\HttpProxy\\owa\\auth\\notes.txt", 0x99);
	assert_in_range(find_reason(subject, "unexpected-static")->score, 1, 39);
	subject = ask("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x21);
	assert_int_equal(subject->reason_count, 0);
	end();
}

static void newer_build(void **state)
{
	(void)state;
	begin("15.1.2507.6");
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x21, AXR_CLASS_STOCK);
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99, AXR_CLASS_UNVERIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\x.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\notes.txt", 0x99, AXR_CLASS_MATCH);
	end();
	assert_string_equal(build, "15.1.2507.6 (not listed; nearest is 15.1.200.3)");
}

/* A list without FrontEnd says nothing about what is there; that no build has a page does. */
static void list_without_frontend(void **state)
{
	(void)state;
	begin("15.1.200.3");
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99, AXR_CLASS_UNVERIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\old.aspx", 0x99, AXR_CLASS_UNVERIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\x.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("ClientAccess\\owa\\auth\\error.aspx", 0x99, AXR_CLASS_MODIFIED);
	end();
}

/* Every file of one build's list, with its content. */
static void put_build(size_t index)
{
	const struct axr_shipped *t = &axr_shipped_small;

	for (size_t path = 0; path < t->path_count; path++)
		for (size_t r = t->first_row[path]; r < t->first_row[path + 1]; r++) {
			struct axr_span name = axr_shipped_name(t, path);
			char relative[256];

			if (!axr_shipped_in(t, t->rows[r].set, index))
				continue;
			snprintf(relative, sizeof(relative), "%.*s", (int)name.len,
				 (const char *)name.ptr);
			is(relative, t->digests[32 * (size_t)t->rows[r].digest], AXR_CLASS_STOCK);
		}
}

static void none(void *user, struct axr_subject *subject)
{
	(void)user;
	(void)subject;
	fail();
}

static void whole_tree_of_a_build(void **state)
{
	(void)state;
	for (size_t i = 0; i < axr_shipped_small.build_count; i++) {
		begin(NULL);
		put_build(i);
		axr_known_finish(run, true, &arena, none, NULL);
		end();
	}
	assert_string_equal(build, "15.2.300.4 (by 31 of 31 files)");
}

static void is_logon(void *user, struct axr_subject *subject)
{
	++*(int *)user;
	if (subject->file_class == AXR_CLASS_MATCH)
		return; /* of its folder */
	assert_int_equal(subject->file_class, AXR_CLASS_MODIFIED);
	assert_span(subject->file.name, "logon.aspx");
	assert_span(subject->file.path, V15 "\\FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx");
	assert_non_null(find_reason(subject, "modified"));
}

/* The edited page comes first, the files that tell the build later. */
static void vote_turns_unverified_into_modified(void **state)
{
	int told = 0;

	(void)state;
	begin(NULL);
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99, AXR_CLASS_UNVERIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\old.aspx", 0x98, AXR_CLASS_UNVERIFIED);
	put_build(3);
	axr_known_finish(run, true, &arena, is_logon, &told);
	assert_int_equal(told, 1);
	end();
}

static struct axr_known_lost lost_of_run(void)
{
	struct axr_known_lost lost;

	axr_known_lost(run, &lost);
	return lost;
}

/* Neither a file that was not kept nor one that cannot be told is lost without a word. */
static void what_memory_does_not_hold_is_counted(void **state)
{
	struct axr_arena small;
	struct axr_subject *subject;
	char *root;

	(void)state;
	begin(NULL);
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99, AXR_CLASS_UNVERIFIED);
	put_build(3);
	axr_arena_init(&small, 64);
	axr_known_finish(run, true, &small, none, NULL);
	assert_int_equal(lost_of_run().files, 1);
	axr_arena_free(&small);
	end();

	begin(NULL);
	root = axr_arena_alloc(&arena, 34 << 20);
	memset(root, 'x', 33 << 20);
	strcat(root, "\\Exchange Server\\V15");
	subject = make_subject(&arena, root, "FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99);
	axr_known(run, subject);
	assert_int_equal(subject->file_class, AXR_CLASS_UNVERIFIED);
	put_build(3);
	assert_int_equal(lost_of_run().files, 0);
	axr_known_finish(run, true, &arena, none, NULL);
	assert_int_equal(lost_of_run().files, 1);
	end();
}

static void a_vote_of_few_elects_nobody(void **state)
{
	(void)state;
	begin(NULL);
	is("FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx", 0x99, AXR_CLASS_UNVERIFIED);
	is("FrontEnd\\HttpProxy\\owa\\auth\\OutlookCN.aspx", 0x23, AXR_CLASS_STOCK);
	axr_known_finish(run, true, &arena, none, NULL);
	end();
	assert_string_equal(build, "unknown (nearest is 15.2.300.4, by 1 of 2 files)");
}

/* A server of a build after the list: half of its files are of no list. */
static void strays_elect_nobody(void **state)
{
	char relative[128];

	(void)state;
	begin(NULL);
	for (int i = 0; i < 24; i++) {
		snprintf(relative, sizeof(relative),
			 "FrontEnd\\HttpProxy\\owa\\auth\\15.2.999\\themes\\img%02d.png", i);
		is(relative, (uint8_t)(i < 22 ? 0x60 + i : 0x99),
		   i < 22 ? AXR_CLASS_STOCK : AXR_CLASS_UNVERIFIED);
	}
	axr_known_finish(run, true, &arena, none, NULL);
	end();
}

static void nothing_known_without_sha256(void **state)
{
	struct axr_subject *subject;

	(void)state;
	begin("15.1.200.2");
	subject = make_subject(&arena, V15, "FrontEnd\\HttpProxy\\owa\\auth\\x.aspx", 0x99);
	subject->file.digests = AXR_MD5;
	axr_known(run, subject);
	assert_int_equal(subject->file_class, AXR_CLASS_MATCH);
	subject->file.digests = AXR_SHA256;
	subject->read_whole = false;
	axr_known(run, subject);
	assert_int_equal(subject->file_class, AXR_CLASS_MATCH);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(listed_build),
		cmocka_unit_test(reasons),
		cmocka_unit_test(newer_build),
		cmocka_unit_test(list_without_frontend),
		cmocka_unit_test(whole_tree_of_a_build),
		cmocka_unit_test(vote_turns_unverified_into_modified),
		cmocka_unit_test(what_memory_does_not_hold_is_counted),
		cmocka_unit_test(a_vote_of_few_elects_nobody),
		cmocka_unit_test(strays_elect_nobody),
		cmocka_unit_test(nothing_known_without_sha256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
