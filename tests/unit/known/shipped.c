#include "known/shipped.h"

#include <time.h>

#include "../test.h"

extern const struct axr_shipped axr_shipped_small;

static size_t path_at(const char *path)
{
	return axr_shipped_path(&axr_shipped_small, axr_span_str(path));
}

static void every_path_is_found(void **state)
{
	const struct axr_shipped *tables[] = { &axr_shipped_small, &axr_shipped_exchange };

	(void)state;
	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < tables[t]->path_count; i++)
			assert_int_equal(
				axr_shipped_path(tables[t], axr_shipped_name(tables[t], i)), i);
	assert_true(path_at("frontend/httpproxy/owa/auth/x.aspx") == SIZE_MAX);
	assert_true(path_at("") == SIZE_MAX);
}

static void every_content_is_found(void **state)
{
	const struct axr_shipped *t = &axr_shipped_exchange;

	(void)state;
	for (size_t i = 0; i < t->path_count; i++)
		for (size_t r = t->first_row[i]; r < t->first_row[i + 1]; r++) {
			size_t digest =
				axr_shipped_digest(t, t->digests + 32 * (size_t)t->rows[r].digest);

			assert_int_equal(digest, t->rows[r].digest);
			assert_ptr_equal(axr_shipped_find(t, i, digest), &t->rows[r]);
		}
}

static void contents_are_whole_digests(void **state)
{
	uint8_t digest[32];

	(void)state;
	memset(digest, 0x21, sizeof(digest));
	assert_true(axr_shipped_digest(&axr_shipped_small, digest) != SIZE_MAX);
	digest[31] ^= 1;
	assert_true(axr_shipped_digest(&axr_shipped_small, digest) == SIZE_MAX);
	memset(digest, 0, sizeof(digest));
	assert_true(axr_shipped_digest(&axr_shipped_small, digest) == SIZE_MAX);
	memset(digest, 0xff, sizeof(digest));
	assert_true(axr_shipped_digest(&axr_shipped_small, digest) == SIZE_MAX);
}

static void builds_have_their_own(void **state)
{
	size_t old = path_at("frontend/httpproxy/owa/auth/old.aspx");

	(void)state;
	assert_true(axr_shipped_has(&axr_shipped_small, old, 0));
	assert_false(axr_shipped_has(&axr_shipped_small, old, 1));
	assert_false(axr_shipped_has(&axr_shipped_small, old, 3));
	assert_true(axr_shipped_small.builds[1].frontend);
	assert_false(axr_shipped_small.builds[2].frontend);
}

static void build_is(const char *text, size_t build, bool exact)
{
	bool got;

	assert_true(axr_shipped_build(&axr_shipped_small, text, &got) == build);
	assert_int_equal(got, exact);
}

static void nearest_builds(void **state)
{
	char name[32];

	(void)state;
	build_is("15.1.200.2", 1, true);
	build_is("15.01.0200.002", 1, true);
	build_is("15.1.200.9", 2, false);
	build_is("15.1.9999.1", 2, false);
	build_is("15.1.1.1", 0, false);
	build_is("15.2.300", 3, false);
	build_is("15.3.1.1", SIZE_MAX, false);
	build_is("x", SIZE_MAX, false);
	build_is("15.1.2.3.4", SIZE_MAX, false);
	build_is("", SIZE_MAX, false);
	build_is(NULL, SIZE_MAX, false);
	axr_shipped_build_name(&axr_shipped_small, 3, name, sizeof(name));
	assert_string_equal(name, "15.2.300.4");
}

/* The real table is the one that was meant, and a look-up is well under a microsecond. */
static void real_table(void **state)
{
	const struct axr_shipped *t = &axr_shipped_exchange;
	struct timespec start, end;
	volatile size_t found = 0;
	double each;

	(void)state;
	assert_int_equal(t->build_count, 131);
	assert_int_equal(t->path_count, 1850);
	assert_int_equal(t->first_row[t->path_count], 14424);
	assert_true(axr_shipped_path(t, axr_span_str("frontend/httpproxy/owa/auth/outlookcn.aspx")) !=
		    SIZE_MAX);
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (size_t round = 0; round < 100; round++)
		for (size_t i = 0; i < t->path_count; i++) {
			size_t path = axr_shipped_path(t, axr_shipped_name(t, i));
			size_t digest = axr_shipped_digest(
				t, t->digests + 32 * (size_t)t->rows[t->first_row[i]].digest);

			found += axr_shipped_find(t, path, digest) != NULL;
		}
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_int_equal(found, 100 * t->path_count);
	each = ((double)(end.tv_sec - start.tv_sec) * 1e9 + (double)(end.tv_nsec - start.tv_nsec)) /
	       (double)found;
	print_message("# path and content: %.0f ns\n", each);
	assert_true(each < 20000); /* a machine under load */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_path_is_found),
		cmocka_unit_test(every_content_is_found),
		cmocka_unit_test(contents_are_whole_digests),
		cmocka_unit_test(builds_have_their_own),
		cmocka_unit_test(nearest_builds),
		cmocka_unit_test(real_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
