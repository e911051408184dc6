#include "discover/image.h"

#include <errno.h>

#include "../tree.h"
#include "os/os.h"

static void finds_as_windows_does(void **state)
{
	const struct axr_image image = { .folder = "volume", .drive = 'C' };
	struct axr_buf bytes = { 0 };
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	tree_close(tree_dir(AT_FDCWD, "volume"));
	tree_close(tree_dir(AT_FDCWD, "volume/InetPub"));
	tree_close(tree_dir(AT_FDCWD, "volume/D"));
	tree_text(AT_FDCWD, "volume/InetPub/Web.Config", "<x/>");
	tree_text(AT_FDCWD, "volume/D/there", "");
	assert_string_equal(axr_image_find(&image, &arena, axr_span_str("c:\\INETPUB")),
			    axr_os_join(&arena, "volume", "InetPub"));
	assert_string_equal(axr_image_find(&image, &arena, axr_span_str("D:\\There")),
			    axr_os_join(&arena, axr_os_join(&arena, "volume", "D"), "there"));
	assert_null(axr_image_find(&image, &arena, axr_span_str("E:\\there")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("C:\\inetpub\\..\\inetpub")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("\\\\server\\share")));
	assert_null(axr_image_find(&image, &arena, axr_span("C:\\inet\0pub", 11)));
	assert_int_equal(axr_image_load(&image, axr_span_str("C:\\inetpub\\web.config"), 100,
					&bytes),
			 0);
	assert_span(axr_buf_span(&bytes), "<x/>");
	assert_int_equal(axr_image_load(&image, axr_span_str("C:\\inetpub"), 100, &bytes),
			 AXR_IMAGE_NO_FILE);
	assert_int_equal(axr_os_trouble(axr_image_load(&image, axr_span_str("C:\\none"), 100,
						       &bytes)),
			 AXR_TROUBLE_VANISHED);
	axr_buf_free(&bytes);
	axr_arena_free(&arena);
}

static void a_link_leads_nowhere(void **state)
{
	const struct axr_image image = { .folder = "linked", .drive = 'C' };
	struct axr_image_bar bar;
	struct axr_arena arena;

	(void)state;
	tree_needs_posix();
	axr_arena_init(&arena, 0);
	tree_dirs(AT_FDCWD, "linked/InetPub");
	tree_text(AT_FDCWD, "linked/InetPub/Web.Config", "<x/>");
	assert_int_equal(symlinkat("InetPub", AT_FDCWD, "linked/link"), 0);
	assert_non_null(axr_image_find(&image, &arena, axr_span_str("C:\\inetpub\\web.config")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("C:\\link\\web.config")));
	bar = axr_image_bar(&image, &arena, axr_span_str("C:\\LINK\\web.config"));
	assert_span(bar.at, "C:\\LINK");
	assert_int_equal(bar.code, 0);
	assert_span(axr_image_bar(&image, &arena, axr_span_str("C:\\link")).at, "C:\\link");
	assert_int_equal(axr_image_bar(&image, &arena, axr_span_str("C:\\none\\link")).at.len, 0);
	assert_int_equal(axr_image_bar(&image, &arena, axr_span_str("C:\\inetpub")).at.len, 0);
	/* behind a file there is nothing */
	bar = axr_image_bar(&image, &arena, axr_span_str("C:\\inetpub\\web.config\\x"));
	assert_int_equal(bar.at.len, 0);
	axr_arena_free(&arena);
}

#ifndef _WIN32
/* A folder that may not be listed may hold what is asked for: that is not "not there". */
static void what_may_not_be_asked_is_no_link(void **state)
{
	struct axr_listings listings = { 0 };
	const struct axr_image image = { "barred", 'C', &listings };
	const bool root = !geteuid();
	struct axr_buf bytes = { 0 };
	struct axr_image_bar bar;
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	tree_dirs(AT_FDCWD, "barred/a/closed/b");
	tree_dirs(AT_FDCWD, "barred/listed/b");
	assert_int_equal(chmod("barred/a/closed", 0), 0);
	assert_int_equal(chmod("barred/listed", 0444), 0);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(root ? seteuid(65534) : 0, 0);
	assert_non_null(axr_image_find(&image, &arena, axr_span_str("C:\\a\\closed")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("C:\\a\\closed\\b")));
	bar = axr_image_bar(&image, &arena, axr_span_str("C:\\a\\closed\\b"));
	assert_int_equal(bar.code, EACCES);
	assert_span(bar.at, "C:\\a\\closed");
	/* its name can be read, but not what it is */
	bar = axr_image_bar(&image, &arena, axr_span_str("C:\\listed\\b\\c"));
	assert_int_equal(bar.code, EACCES);
	assert_span(bar.at, "C:\\listed\\b");
	assert_int_equal(axr_image_load(&image, axr_span_str("C:\\a\\closed\\b"), 9, &bytes),
			 EACCES);
	assert_int_equal(axr_image_load(&image, axr_span_str("C:\\a\\none"), 9, &bytes), ENOENT);
	assert_int_equal(root ? seteuid(0) : 0, 0);
	assert_int_equal(chmod("barred/a/closed", 0755), 0);
	assert_int_equal(chmod("barred/listed", 0755), 0);
	axr_listings_free(&listings);
	axr_buf_free(&bytes);
	axr_arena_free(&arena);
}
#endif

/* Here a whole Windows path is the name of one file: what stands behind the system's own. */
static void of_a_running_windows_the_path_is_the_place(void **state)
{
	const struct axr_image image = { .drive = 'C' };
	struct axr_buf bytes = { 0 };
	struct axr_arena arena;

	(void)state;
	tree_needs_posix();
	axr_arena_init(&arena, 0);
	tree_text(AT_FDCWD, "D:\\", "");
	tree_text(AT_FDCWD, "D:\\sites", "");
	tree_text(AT_FDCWD, "D:\\sites\\web.config", "<y/>");
	assert_string_equal(axr_image_find(&image, &arena, axr_span_str("D:\\")), "D:\\");
	assert_null(axr_image_find(&image, &arena, axr_span_str("E:\\")));
	assert_string_equal(axr_image_find(&image, &arena, axr_span_str("D:\\sites\\web.config")),
			    "D:\\sites\\web.config");
	assert_null(axr_image_find(&image, &arena, axr_span_str("D:\\sites\\none")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("\\\\server\\share")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("sites\\web.config")));
	assert_int_equal(axr_image_load(&image, axr_span_str("D:\\sites\\web.config"), 100,
					&bytes),
			 0);
	assert_span(axr_buf_span(&bytes), "<y/>");
	axr_buf_free(&bytes);
	axr_arena_free(&arena);
}

/* It may lead to another computer: what stands behind it is not even asked for. */
static void of_a_running_windows_a_link_leads_nowhere(void **state)
{
	const struct axr_image image = { .drive = 'C' };
	struct axr_buf bytes = { 0 };
	struct axr_image_bar bar;
	struct axr_arena arena;

	(void)state;
	tree_needs_posix();
	axr_arena_init(&arena, 0);
	tree_text(AT_FDCWD, "elsewhere.config", "<y/>");
	tree_text(AT_FDCWD, "F:\\link\\web.config", "<y/>");
	tree_text(AT_FDCWD, "F:\\web", "");
	assert_int_equal(symlinkat("elsewhere.config", AT_FDCWD, "F:\\link"), 0);
	assert_int_equal(symlinkat("elsewhere.config", AT_FDCWD, "F:\\web\\web.config"), 0);
	assert_null(axr_image_find(&image, &arena, axr_span_str("F:\\link")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("F:\\link\\web.config")));
	bar = axr_image_bar(&image, &arena, axr_span_str("F:\\link\\web.config"));
	assert_span(bar.at, "F:\\link");
	assert_int_equal(bar.code, 0);
	bar = axr_image_bar(&image, &arena, axr_span_str("F:\\web\\web.config"));
	assert_span(bar.at, "F:\\web\\web.config");
	assert_int_equal(axr_os_trouble(axr_image_load(&image,
						       axr_span_str("F:\\web\\web.config"), 100,
						       &bytes)),
			 AXR_TROUBLE_VANISHED);
	assert_int_equal(bytes.len, 0);
	bar = axr_image_bar(&image, &arena, axr_span_str("F:\\none\\web.config"));
	assert_int_equal(bar.at.len, 0);
	axr_arena_free(&arena);
}

static void a_link_on_the_way_is_not_walked(void **state)
{
	const struct axr_image here = { .drive = 'C' }, image = { .folder = ".", .drive = 'C' };
	struct axr_arena arena;

	(void)state;
	tree_needs_posix();
	axr_arena_init(&arena, 0);
	tree_dirs(AT_FDCWD, "outer/inner");
	tree_dirs(AT_FDCWD, "elsewhere");
	assert_int_equal(symlinkat("../elsewhere", AT_FDCWD, "outer/link"), 0);
	assert_true(axr_image_reaches(&here, &arena, axr_span_str("outer/"),
				      axr_span_str("outer/inner")));
	assert_false(axr_image_reaches(&here, &arena, axr_span_str("outer"),
				       axr_span_str("outer/link")));
	assert_true(axr_image_reaches(&image, &arena, axr_span_str("C:\\a"),
				      axr_span_str("C:\\a\\b")));
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_as_windows_does),
		cmocka_unit_test(a_link_leads_nowhere),
#ifndef _WIN32
		cmocka_unit_test(what_may_not_be_asked_is_no_link),
#endif
		cmocka_unit_test(of_a_running_windows_the_path_is_the_place),
		cmocka_unit_test(of_a_running_windows_a_link_leads_nowhere),
		cmocka_unit_test(a_link_on_the_way_is_not_walked),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
