#include "discover/listing.h"

#include "../tree.h"

static const char *find(struct axr_listings *listings, const char *folder, const char *name)
{
	const char *found = "never set";

	assert_int_equal(axr_listings_find(listings, folder, axr_span_str(name), &found), 0);
	return found;
}

static void names_are_compared_as_windows_does(void **state)
{
	struct axr_listings listings = { 0 };
	const char *found;

	(void)state;
	tree_dirs(AT_FDCWD, "names");
	tree_text(AT_FDCWD, "names/Zebra", "");
	tree_text(AT_FDCWD, "names/_under", "");
	tree_text(AT_FDCWD, "names/Web.Config", "");
	assert_string_equal(find(&listings, "names", "ZEBRA"), "Zebra");
	assert_string_equal(find(&listings, "names", "_UNDER"), "_under");
	assert_string_equal(find(&listings, "names", "web.config"), "Web.Config");
	assert_null(find(&listings, "names", "web.confi"));
	assert_null(find(&listings, "names", ""));
	assert_int_not_equal(axr_listings_find(&listings, "nowhere", axr_span_str("a"), &found), 0);
	assert_null(found);
	axr_listings_free(&listings);
	tree_needs_posix(); /* names that differ by their case alone */
	tree_text(AT_FDCWD, "names/WEB.config", "");
	tree_text(AT_FDCWD, "names/web.CONFIG", "");
	assert_string_equal(find(&listings, "names", "web.CONFIG"), "web.CONFIG");
	assert_string_equal(find(&listings, "names", "Web.Config"), "Web.Config");
	assert_string_equal(find(&listings, "names", "web.config"), "WEB.config");
	axr_listings_free(&listings);
}

/* What was listed is not looked at again, also where folders share a slot. */
static void a_folder_is_listed_once(void **state)
{
	struct axr_listings listings = { 0 };
	char folder[32], name[32];

	(void)state;
	tree_dirs(AT_FDCWD, "once");
	tree_text(AT_FDCWD, "once/a", "");
	assert_string_equal(find(&listings, "once", "A"), "a");
	tree_text(AT_FDCWD, "once/b", "");
	assert_null(find(&listings, "once", "b"));
	for (int i = 0; i < AXR_LISTINGS + 80; i++) {
		snprintf(folder, sizeof(folder), "many/f%d", i);
		snprintf(name, sizeof(name), "many/f%d/n%d", i, i);
		tree_dirs(AT_FDCWD, folder);
		tree_text(AT_FDCWD, name, "");
	}
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < AXR_LISTINGS + 80; i++) {
			snprintf(folder, sizeof(folder), "many/f%d", i);
			snprintf(name, sizeof(name), "N%d", i);
			assert_string_equal(find(&listings, folder, name) + 1, name + 1);
		}
	assert_true(listings.names <= AXR_LISTINGS);
	axr_listings_free(&listings);
	assert_int_equal(listings.names, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_compared_as_windows_does),
		cmocka_unit_test(a_folder_is_listed_once),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
