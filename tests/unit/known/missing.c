#include "subjects.h"

#define HEX(d) d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d
#define HEAD "%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n## Root: C:\\web\n"
#define SUM(d, path) "100," HEX(d) "," path "\n"

static const char list[] = HEAD SUM("11", "C:\\web\\a.aspx") SUM("12", "C:\\web\\Sub\\b.aspx")
	SUM("13", "C:\\web\\sub\\deep\\c.aspx") SUM("14", "C:\\web\\subway.txt");

struct told {
	struct axr_known *known;
	struct axr_known_run *run;
	char missing[1000];
	const char *excluded; /* what stands there below the root is */
	uint64_t undecided;
};

static bool is_excluded(void *user, size_t root, struct axr_span relative)
{
	const struct told *told = user;

	assert_int_equal(root, 0);
	assert_true(relative.len && relative.ptr[0] != '/');
	return told->excluded && axr_span_is(relative, told->excluded);
}

static void on_late(void *user, struct axr_subject *subject)
{
	struct told *told = user;

	assert_int_equal(subject->file_class, AXR_CLASS_MISSING);
	assert_non_null(find_reason(subject, "missing"));
	assert_true(strlen(told->missing) + subject->file.name.len < sizeof(told->missing) - 2);
	strncat(told->missing, (const char *)subject->file.name.ptr, subject->file.name.len);
	strcat(told->missing, " ");
}

static void begin(struct told *told, const char *root)
{
	const struct axr_known_file file = { .name = "list", .bytes = axr_span_str(list) };
	const struct axr_known_setup setup = { .baselines = &file, .baseline_count = 1 };
	const struct axr_span roots[] = { axr_span_str(root) };
	const struct axr_known_place place = {
		.roots = roots, .root_count = 1, .excluded = is_excluded, .user = told
	};
	struct axr_err err = { "" };

	*told = (struct told){ .excluded = NULL };
	assert_int_equal(axr_known_open(&told->known, &setup, &err), 0);
	assert_int_equal(axr_known_begin(&told->run, told->known, &place, &err), 0);
}

static void end(struct told *told)
{
	struct axr_arena late;

	axr_arena_init(&late, 0);
	axr_known_finish(told->run, true, &late, on_late, told);
	told->undecided = axr_known_undecided(told->run);
	axr_known_end(told->run);
	axr_known_free(told->known);
	axr_arena_free(&late);
}

static void all_is_missing_where_all_was_looked_at(void **state)
{
	struct told told;

	(void)state;
	begin(&told, "C:\\web");
	end(&told);
	assert_string_equal(told.missing, "a.aspx b.aspx c.aspx subway.txt ");
	assert_int_equal(told.undecided, 0);
}

/* A folder covers what lies in it, in any case, and no neighbour whose name goes on. */
static void below_what_was_not_looked_at(void **state)
{
	struct told told;

	(void)state;
	begin(&told, "C:\\web");
	axr_known_not_looked(told.run, axr_span_str("C:\\web\\SUB"));
	axr_known_not_looked(told.run, axr_span_str("C:\\web\\z"));
	end(&told);
	assert_string_equal(told.missing, "a.aspx subway.txt ");
	assert_int_equal(told.undecided, 2);

	begin(&told, "/mnt/copy/web"); /* of another place: by what stands below the root */
	axr_known_not_looked(told.run, axr_span_str("/mnt/copy/web/sub/deep"));
	end(&told);
	assert_string_equal(told.missing, "a.aspx b.aspx subway.txt ");
	assert_int_equal(told.undecided, 1);
}

static void what_was_excluded(void **state)
{
	struct told told;

	(void)state;
	begin(&told, "C:\\");
	told.excluded = "web/sub/b.aspx";
	end(&told);
	assert_string_equal(told.missing, "a.aspx c.aspx subway.txt ");
	assert_int_equal(told.undecided, 1);
}

/* Roots that overlap list a folder once: it was looked at.  A bind mount is not its original. */
static void listed_once(void **state)
{
	struct told told;

	(void)state;
	begin(&told, "C:\\web");
	axr_known_looked_before(told.run, 1, axr_span_str("C:\\web\\sub"));
	end(&told);
	assert_string_equal(told.missing, "a.aspx b.aspx c.aspx subway.txt ");
	begin(&told, "C:\\web");
	axr_known_looked_before(told.run, 0, axr_span_str("C:\\web\\sub"));
	end(&told);
	assert_string_equal(told.missing, "a.aspx subway.txt ");
}

static void a_root_that_is_a_file(void **state)
{
	struct axr_subject *subject;
	struct axr_arena arena;
	struct told told;

	(void)state;
	axr_arena_init(&arena, 0);
	begin(&told, "/mnt/copy/a.aspx");
	subject = make_subject(&arena, "/mnt/copy", "a.aspx", 0x11);
	axr_known(told.run, subject);
	assert_int_equal(subject->file_class, AXR_CLASS_STOCK);
	end(&told);
	assert_string_equal(told.missing, "");
	assert_int_equal(told.undecided, 0);
	axr_arena_free(&arena);
}

/* More than is kept: then nothing is told rather than something that is not so. */
static void more_than_is_kept(void **state)
{
	char path[4096];
	struct told told;

	(void)state;
	memset(path, 'x', sizeof(path));
	begin(&told, "C:\\web");
	for (unsigned i = 0; i < 9000; i++)
		axr_known_not_looked(told.run, axr_span(path, sizeof(path)));
	end(&told);
	assert_string_equal(told.missing, "");
	assert_int_equal(told.undecided, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_missing_where_all_was_looked_at),
		cmocka_unit_test(below_what_was_not_looked_at),
		cmocka_unit_test(what_was_excluded),
		cmocka_unit_test(listed_once),
		cmocka_unit_test(a_root_that_is_a_file),
		cmocka_unit_test(more_than_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
