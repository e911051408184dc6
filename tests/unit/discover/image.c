#include "discover/image.h"

#include "os/os.h"

#include "../tree.h"

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
			    "volume/InetPub");
	assert_string_equal(axr_image_find(&image, &arena, axr_span_str("D:\\There")),
			    "volume/D/there");
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
	struct axr_arena arena;

	(void)state;
	tree_needs_posix();
	axr_arena_init(&arena, 0);
	tree_dirs(AT_FDCWD, "linked/InetPub");
	tree_text(AT_FDCWD, "linked/InetPub/Web.Config", "<x/>");
	assert_int_equal(symlinkat("InetPub", AT_FDCWD, "linked/link"), 0);
	assert_non_null(axr_image_find(&image, &arena, axr_span_str("C:\\inetpub\\web.config")));
	assert_null(axr_image_find(&image, &arena, axr_span_str("C:\\link\\web.config")));
	assert_span(axr_image_link(&image, &arena, axr_span_str("C:\\LINK\\web.config")),
		    "C:\\LINK");
	assert_span(axr_image_link(&image, &arena, axr_span_str("C:\\link")), "C:\\link");
	assert_int_equal(axr_image_link(&image, &arena, axr_span_str("C:\\none\\link")).len, 0);
	assert_int_equal(axr_image_link(&image, &arena, axr_span_str("C:\\inetpub")).len, 0);
	axr_arena_free(&arena);
}

/* Here a whole Windows path is the name of one file: what stands behind the system's own. */
static void of_a_running_windows_the_path_is_the_place(void **state)
{
	const struct axr_image image = { .drive = 'C' };
	struct axr_buf bytes = { 0 };
	struct axr_arena arena;

	(void)state;
	tree_needs_posix();
	axr_arena_init(&arena, 0);
	tree_text(AT_FDCWD, "D:\\sites\\web.config", "<y/>");
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
		cmocka_unit_test(of_a_running_windows_the_path_is_the_place),
		cmocka_unit_test(a_link_on_the_way_is_not_walked),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
