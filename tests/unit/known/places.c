#include "base/buf.h"
#include "subjects.h"

static struct axr_known *known;
static struct axr_known_run *run;
static struct axr_arena arena, late;

#define HEX(d) d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d
#define HEAD "%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n"
#define SUM(d, path) "100," HEX(d) "," path "\n"

static void begin(const char *list, const char *root, const char *second)
{
	const struct axr_known_file file = { .name = "clean", .bytes = axr_span_str(list) };
	const struct axr_known_setup setup = { .baselines = &file, .baseline_count = 1 };
	const struct axr_span roots[] = { axr_span_str(root), axr_span_str(second) };
	const struct axr_known_place place = { .roots = roots, .root_count = second ? 2 : 1 };
	struct axr_err err = { "" };

	axr_arena_init(&arena, 0);
	axr_arena_init(&late, 0);
	if (axr_known_open(&known, &setup, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(axr_known_digests(known), AXR_SHA256);
	assert_int_equal(axr_known_begin(&run, known, &place, &err), AXR_OK);
}

static void is(const char *root, const char *relative, uint8_t content, enum axr_class file_class)
{
	struct axr_subject *subject = make_subject(&arena, root, relative, content);

	axr_known(run, subject);
	if (subject->file_class != file_class)
		print_error("%s: class %d, not %d\n", relative, subject->file_class, file_class);
	assert_int_equal(subject->file_class, file_class);
	assert_int_equal(subject->known_good, file_class == AXR_CLASS_STOCK);
	assert_int_equal(subject->reason_count > 0,
			 file_class != AXR_CLASS_STOCK && file_class != AXR_CLASS_MATCH);
}

static char missing[1000];

static void on_late(void *user, struct axr_subject *subject)
{
	(void)user;
	if (subject->file_class != AXR_CLASS_MISSING)
		return;
	strncat(missing, (const char *)subject->file.path.ptr,
		sizeof(missing) - strlen(missing) - 1);
	strcat(missing, " ");
	assert_int_equal(subject->file.digests, AXR_SHA256);
	assert_non_null(find_reason(subject, "missing"));
}

static void end(const char *want)
{
	missing[0] = '\0';
	axr_known_finish(run, true, &late, on_late, NULL);
	assert_string_equal(missing, want);
	axr_known_end(run);
	axr_known_free(known);
	axr_arena_free(&arena);
	axr_arena_free(&late);
}

static const char windows[] = HEAD "## Root: C:\\inetpub\\wwwroot\n## Root: D:\\Mail\\FrontEnd\n" SUM(
	"11", "C:\\inetpub\\wwwroot\\Default.aspx") SUM("12", "C:\\inetpub\\wwwroot\\b,c.aspx")
	SUM("13", "D:\\Mail\\FrontEnd\\Default.aspx") SUM("14", "D:\\Mail\\FrontEnd\\gone.aspx");

static void same_server(void **state)
{
	(void)state;
	begin(windows, "C:\\inetpub\\wwwroot", "D:\\Mail\\FrontEnd");
	is("C:\\inetpub\\wwwroot", "DEFAULT.aspx", 0x11, AXR_CLASS_STOCK);
	is("C:\\inetpub\\wwwroot", "b,c.aspx", 0x99, AXR_CLASS_MODIFIED);
	is("D:\\Mail\\FrontEnd", "Default.aspx", 0x13, AXR_CLASS_STOCK);
	is("D:\\Mail\\FrontEnd", "Default.aspx", 0x11, AXR_CLASS_MODIFIED);
	is("D:\\Mail\\FrontEnd", "new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("D:\\Mail\\FrontEnd", "copy.aspx", 0x12, AXR_CLASS_MOVED);
	end("D:\\Mail\\FrontEnd\\gone.aspx ");
}

/* A root that the baseline does not cover is none of its business. */
static void other_root(void **state)
{
	(void)state;
	begin(windows, "C:\\inetpub\\wwwroot", "C:\\ProgramData\\x");
	is("C:\\ProgramData\\x", "new.aspx", 0x99, AXR_CLASS_MATCH);
	is("C:\\inetpub\\wwwroot", "sub\\new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("C:\\inetpub\\wwwroot", "Default.aspx", 0x11, AXR_CLASS_STOCK);
	end("C:\\inetpub\\wwwroot\\b,c.aspx ");
}

/* The same folder on another drive. */
static void other_drive(void **state)
{
	(void)state;
	begin(windows, "C:\\inetpub\\wwwroot", "E:\\Exchange\\FrontEnd");
	is("E:\\Exchange\\FrontEnd", "Default.aspx", 0x13, AXR_CLASS_STOCK);
	is("E:\\Exchange\\FrontEnd", "gone.aspx", 0x99, AXR_CLASS_MODIFIED);
	is("E:\\Exchange\\FrontEnd", "new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("C:\\inetpub\\wwwroot", "Default.aspx", 0x11, AXR_CLASS_STOCK);
	is("C:\\inetpub\\wwwroot", "b,c.aspx", 0x12, AXR_CLASS_STOCK);
	end("");
}

/* A folder below a root of the baseline is asked alone: the rest is not missing. */
static void part_of_a_root(void **state)
{
	(void)state;
	begin(HEAD SUM("11", "/srv/site/a/x.aspx") SUM("12", "/srv/site/b/y.aspx")
		      SUM("13", "/srv/site/b/z.aspx"),
	      "/srv/site/b", NULL);
	is("/srv/site/b", "y.aspx", 0x12, AXR_CLASS_STOCK);
	end("/srv/site/b/z.aspx ");
}

/* A clean copy was listed elsewhere. */
static void other_place(void **state)
{
	(void)state;
	begin(HEAD SUM("11", "/mnt/clean/site/x.aspx") SUM("12", "/mnt/clean/site/b/y.aspx"),
	      "/cases/7/site", NULL);
	is("/cases/7/site", "x.aspx", 0x11, AXR_CLASS_STOCK);
	is("/cases/7/site", "b/y.aspx", 0x99, AXR_CLASS_MODIFIED);
	is("/cases/7/site", "b/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("/cases/7/site", "b/new.txt", 0x99, AXR_CLASS_UNEXPECTED);
	end("");
}

static void relative_list(void **state)
{
	(void)state;
	begin(HEAD SUM("11", "./x.aspx") SUM("12", "./b/y.aspx"), "site", NULL);
	is("site", "x.aspx", 0x11, AXR_CLASS_STOCK);
	is("site", "b/y.aspx", 0x12, AXR_CLASS_STOCK);
	end("");
	begin(HEAD SUM("11", "site/x.aspx") SUM("12", "site/b/y.aspx"), "/cases/site", NULL);
	is("/cases/site", "x.aspx", 0x11, AXR_CLASS_STOCK);
	end("site/b/y.aspx ");
}

/*
 * Names that look like the beginning of a Windows path, in a folder of another system: the file's
 * root is found all the same, and a name of separators alone does not pass for the root itself.
 */
static void names_that_look_like_paths(void **state)
{
	(void)state;
	begin(HEAD SUM("11", "/srv/site/x.aspx") SUM("12", "/srv/site/gone.aspx"), "/srv/site", NULL);
	is("/srv/site", "C:/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("/srv/site", "\\\\?\\x/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end("/srv/site/x.aspx /srv/site/gone.aspx ");
	begin(HEAD SUM("11", "C:\\web\\x.aspx"), "/srv/site", "/srv/web");
	is("/srv/site", "C:/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("/srv/site", "\\", 0x99, AXR_CLASS_UNEXPECTED);
	is("/srv/web", "\\\\?\\x.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("/srv/web", "\\", 0x99, AXR_CLASS_UNEXPECTED);
	end("C:\\web\\x.aspx ");
}

/* A server of a hundred sites: what lies below the last root counts as below the first. */
static void many_roots(void **state)
{
	struct axr_buf text = { .ptr = NULL };

	(void)state;
	axr_buf_puts(&text, HEAD);
	for (unsigned i = 0; i < 100; i++)
		axr_buf_printf(&text, "## Root: D:\\Sites\\%u\n", i);
	axr_buf_puts(&text, SUM("11", "D:\\Sites\\3\\a.aspx") SUM("12", "D:\\Sites\\98\\b.aspx")
		     SUM("13", "D:\\Sites\\98\\gone.aspx"));
	axr_buf_putc(&text, '\0');
	begin((const char *)text.ptr, "D:\\Sites\\98", "E:\\Copy\\3");
	is("D:\\Sites\\98", "b.aspx", 0x12, AXR_CLASS_STOCK);
	is("D:\\Sites\\98", "new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("E:\\Copy\\3", "a.aspx", 0x11, AXR_CLASS_STOCK);
	is("E:\\Copy\\3", "b.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end("D:\\Sites\\98\\gone.aspx ");
	begin((const char *)text.ptr, "/cases/98", NULL);
	is("/cases/98", "b.aspx", 0x99, AXR_CLASS_MODIFIED);
	is("/cases/98", "new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end("D:\\Sites\\3\\a.aspx D:\\Sites\\98\\gone.aspx ");
	axr_buf_free(&text);
}

static void many_contents_of_one_path(void **state)
{
	(void)state;
	begin(HEAD SUM("11", "x.aspx") SUM("12", "x.aspx") SUM("12", "x.aspx"), "site", NULL);
	is("site", "x.aspx", 0x12, AXR_CLASS_STOCK);
	end("");
}

static void empty_files_do_not_move(void **state)
{
	struct axr_subject *subject;

	(void)state;
	begin(HEAD SUM("11", "x.aspx"), "site", NULL);
	subject = make_subject(&arena, "site", "y.aspx", 0x11);
	subject->file.size = 0;
	axr_known(run, subject);
	assert_int_equal(subject->file_class, AXR_CLASS_UNEXPECTED);
	subject = make_subject(&arena, "site", "x.aspx", 0x11);
	subject->read_whole = false; /* there, but not readable: not missing */
	subject->file.digests = 0;
	axr_known(run, subject);
	assert_int_equal(subject->file_class, AXR_CLASS_MATCH);
	end("");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_server),
		cmocka_unit_test(other_root),
		cmocka_unit_test(other_drive),
		cmocka_unit_test(part_of_a_root),
		cmocka_unit_test(other_place),
		cmocka_unit_test(relative_list),
		cmocka_unit_test(names_that_look_like_paths),
		cmocka_unit_test(many_roots),
		cmocka_unit_test(many_contents_of_one_path),
		cmocka_unit_test(empty_files_do_not_move),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
