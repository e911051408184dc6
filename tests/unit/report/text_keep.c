#include "report/text_keep.h"

#include "../test.h"

static void lines_keep_the_first_in_order(void **state)
{
	static const char *const orders[2][5] = { { "d", "b", "e", "a", "c" },
						  { "a", "c", "e", "b", "d" } };

	(void)state;
	for (size_t order = 0; order < 2; order++) {
		struct axr_text_lines lines = { .limit = 3 };

		for (size_t i = 0; i < 5; i++)
			assert_true(axr_text_lines_add(&lines, axr_span_str(orders[order][i])));
		axr_text_lines_sort(&lines);
		assert_int_equal(lines.count, 3);
		assert_int_equal(lines.total, 5);
		assert_string_equal(lines.items[0], "a");
		assert_string_equal(lines.items[1], "b");
		assert_string_equal(lines.items[2], "c");
		assert_true(axr_text_lines_have(&lines, axr_span_str("c")));
		assert_false(axr_text_lines_have(&lines, axr_span_str("d")));
		axr_text_lines_free(&lines);
	}
}

static void offer(struct axr_text_entries *entries, int score, const char *path)
{
	struct axr_text_entry entry = { .score = score };

	if (!axr_text_entries_want(entries, score, axr_span_str(path)))
		return;
	entry.path = strdup(path);
	entry.body = strdup("");
	assert_true(axr_text_entries_add(entries, &entry));
}

static void entries_keep_the_worst_files(void **state)
{
	struct axr_text_entries entries = { .limit = 2 };

	(void)state;
	offer(&entries, 60, "/b");
	offer(&entries, 60, "/c");
	offer(&entries, 60, "/a");
	offer(&entries, 99, "/z");
	offer(&entries, 50, "/0");
	axr_text_entries_sort(&entries);
	assert_int_equal(entries.total, 5);
	assert_int_equal(entries.count, 2);
	assert_string_equal(entries.items[0].path, "/z");
	assert_string_equal(entries.items[1].path, "/a");
	axr_text_entries_free(&entries);
}

static void memory_is_bounded_even_for_all(void **state)
{
	struct axr_text_entries entries = { 0 };
	char *body = malloc((1 << 20) + 1);

	(void)state;
	memset(body, 'x', 1 << 20);
	body[1 << 20] = '\0';
	for (unsigned i = 0; i < 100; i++) {
		struct axr_text_entry entry = { .score = (int)i };

		if (!axr_text_entries_want(&entries, (int)i, axr_span_str("/x")))
			continue;
		entry.path = strdup("/x");
		entry.body = strdup(body);
		assert_true(axr_text_entries_add(&entries, &entry));
	}
	assert_int_equal(entries.total, 100);
	assert_in_range(entries.count, 30, 40);
	axr_text_entries_free(&entries);
	free(body);
}

static void folders_count_what_they_do_not_keep(void **state)
{
	struct axr_text_folders folders = { .limit = 2, .name_limit = 1 };

	(void)state;
	for (unsigned i = 0; i < 9; i++) {
		char path[4] = { '/', (char)('a' + i % 3), '\0' };

		assert_true(axr_text_folders_add(&folders, axr_span_str("a"), axr_span_str(path),
						 axr_span_str("n"), i % 3 == 1 ? 50 : 10));
	}
	axr_text_folders_sort(&folders);
	assert_int_equal(folders.total, 9);
	assert_int_equal(folders.elsewhere, 3);
	assert_string_equal(folders.items[0].path, "/b");
	assert_int_equal(folders.items[0].count, 3);
	assert_int_equal(folders.items[0].names.total, 3);
	assert_int_equal(folders.items[0].names.count, 1);
	axr_text_folders_free(&folders);
}

static void a_folder_is_of_one_host(void **state)
{
	struct axr_text_folders folders = { .limit = 9, .name_limit = 9 };
	struct axr_span path = axr_span_str("C:\\inetpub");

	(void)state;
	for (unsigned i = 0; i < 5; i++)
		assert_true(axr_text_folders_add(&folders, axr_span_str(i % 2 ? "a" : "b"), path,
						 axr_span_str("n"), 10));
	axr_text_folders_sort(&folders);
	assert_int_equal(folders.count, 2);
	assert_string_equal(folders.items[0].host, "a");
	assert_int_equal(folders.items[0].count, 2);
	assert_int_equal(folders.items[1].count, 3);
	axr_text_folders_free(&folders);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_keep_the_first_in_order),
		cmocka_unit_test(entries_keep_the_worst_files),
		cmocka_unit_test(memory_is_bounded_even_for_all),
		cmocka_unit_test(folders_count_what_they_do_not_keep),
		cmocka_unit_test(a_folder_is_of_one_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
