#include "subjects.h"

#define HEX(d) d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d
#define HEAD "%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n"
#define SUM(d, path) "100," HEX(d) "," path "\n"

/* What stands in the root of the scan, as paths; a folder has something in it. */
static const char *const *tree;

static struct axr_known *known;
static struct axr_known_run *run;
static struct axr_arena arena, late;
static char missing[1000];

static void list_root(void *user, size_t root, const char *folder,
		      void (*each)(void *to, const char *name), void *to)
{
	const size_t len = folder ? strlen(folder) : 0;
	char name[100];

	assert_null(user);
	assert_int_equal(root, 0);
	for (size_t i = 0; tree[i]; i++) {
		const char *rest = tree[i];

		if (folder && (strncmp(rest, folder, len) || rest[len] != '/'))
			continue;
		rest += folder ? len + 1 : 0;
		snprintf(name, sizeof(name), "%.*s", (int)strcspn(rest, "/"), rest);
		each(to, name);
	}
}

static void begin(const char *list, const char *root, const char *const *there)
{
	const struct axr_known_file file = { .name = "clean", .bytes = axr_span_str(list) };
	const struct axr_known_setup setup = { .baselines = &file, .baseline_count = 1 };
	const struct axr_span roots[] = { axr_span_str(root) };
	const struct axr_known_place place = {
		.roots = roots, .root_count = 1, .list = there ? list_root : NULL
	};
	struct axr_err err = { "" };

	tree = there;
	axr_arena_init(&arena, 0);
	axr_arena_init(&late, 0);
	if (axr_known_open(&known, &setup, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(axr_known_begin(&run, known, &place, &err), AXR_OK);
}

static void is(const char *root, const char *relative, uint8_t content, enum axr_class file_class)
{
	struct axr_subject *subject = make_subject(&arena, root, relative, content);

	axr_known(run, subject);
	if (subject->file_class != file_class)
		print_error("%s: class %d, not %d\n", relative, subject->file_class, file_class);
	assert_int_equal(subject->file_class, file_class);
}

static void on_late(void *user, struct axr_subject *subject)
{
	(void)user;
	if (subject->file_class != AXR_CLASS_MISSING)
		return;
	strncat(missing, (const char *)subject->file.path.ptr,
		sizeof(missing) - strlen(missing) - 1);
	strcat(missing, " ");
}

static void end(const char *want, uint64_t undecided)
{
	missing[0] = '\0';
	axr_known_finish(run, true, &late, on_late, NULL);
	assert_string_equal(missing, want);
	assert_int_equal(axr_known_undecided(run), undecided);
	axr_known_end(run);
	axr_known_free(known);
	axr_arena_free(&arena);
	axr_arena_free(&late);
}

#define WEB "C:\\inetpub\\wwwroot\\"

static const char windows[] = HEAD "## Root: C:\\inetpub\\wwwroot\n## Root: D:\\Mail\n" SUM(
	"11", WEB "Default.aspx") SUM("12", WEB "a\\b.aspx") SUM("13", WEB "gone.aspx")
	SUM("14", "D:\\Mail\\x.aspx");

/* What a triage tool made: whole paths, in the folders of the drives, however they are called. */
static void drives_are_asked_by_whole_paths(void **state)
{
	static const char *const letters[] = { "C/inetpub/wwwroot/Default.aspx", "C/Windows/notepad.exe",
					       "Console.log", NULL };
	static const char *const colons[] = { "c:/Inetpub/wwwroot/Default.aspx", "c:/Windows/x", NULL };

	(void)state;
	begin(windows, "/cases/7", letters);
	is("/cases/7", "C/inetpub/wwwroot/default.aspx", 0x11, AXR_CLASS_STOCK);
	is("/cases/7", "C/inetpub/wwwroot/a/b.aspx", 0x99, AXR_CLASS_MODIFIED);
	is("/cases/7", "C/inetpub/wwwroot/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("/cases/7", "C/Windows/notepad.exe", 0x99, AXR_CLASS_MATCH);
	is("/cases/7", "Console.log", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "gone.aspx ", 1); /* nobody looked at drive D */

	begin(windows, "/cases/7", colons);
	is("/cases/7", "c:/Inetpub/wwwroot/default.aspx", 0x11, AXR_CLASS_STOCK);
	is("/cases/7", "c:/Windows/x", 0x99, AXR_CLASS_MATCH);
	end(WEB "a\\b.aspx " WEB "gone.aspx ", 1);
}

/* Gaps are asked for at the places where the files would have been. */
static void what_was_not_looked_at_in_a_drive(void **state)
{
	static const char *const there[] = { "C/inetpub/wwwroot/Default.aspx", NULL };

	(void)state;
	begin(windows, "/cases/7", there);
	is("/cases/7", "C/inetpub/wwwroot/Default.aspx", 0x11, AXR_CLASS_STOCK);
	axr_known_not_looked(run, axr_span_str("/cases/7/C/inetpub/wwwroot/a"));
	axr_known_not_looked(run, axr_span_str("/cases/7/gone.aspx"));
	end(WEB "gone.aspx ", 2);
}

/* A list of the drive itself. */
static void the_whole_drive_is_listed(void **state)
{
	static const char *const triage[] = { "C/inetpub/a.aspx", NULL };
	static const char *const copy[] = { "c/inetpub/shell.aspx", "inetpub/a.aspx", NULL };
	static const char list[] = HEAD "## Root: C:\\\n" SUM("11", "C:\\inetpub\\a.aspx")
		SUM("12", "C:\\boot.ini");

	(void)state;
	begin(list, "/cases/7", triage);
	is("/cases/7", "C/inetpub/a.aspx", 0x11, AXR_CLASS_STOCK);
	is("/cases/7", "C/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end("C:\\boot.ini ", 0);
	begin(list, "/mnt/disk", copy);
	is("/mnt/disk", "inetpub/a.aspx", 0x11, AXR_CLASS_STOCK);
	is("/mnt/disk", "c/inetpub/shell.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end("C:\\boot.ini ", 0);
}

/* A folder with a name of one letter is none, in the copy of a folder that the list is of. */
static void a_copy_holds_no_drives(void **state)
{
	static const char *const there[] = { "a/b.aspx", "a/shell.aspx", "Default.aspx", NULL };

	(void)state;
	begin(windows, "/cases/site", there);
	is("/cases/site", "Default.aspx", 0x11, AXR_CLASS_STOCK);
	is("/cases/site", "a/b.aspx", 0x12, AXR_CLASS_STOCK);
	is("/cases/site", "a/shell.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "gone.aspx D:\\Mail\\x.aspx ", 0);
	begin(windows, "/cases/site", NULL);
	is("/cases/site", "a/b.aspx", 0x12, AXR_CLASS_STOCK);
	is("/cases/site", "a/shell.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "Default.aspx " WEB "gone.aspx D:\\Mail\\x.aspx ", 0);
}

/* Who owns the server cannot make its copy look like a triage folder. */
static void a_trap_in_a_copy(void **state)
{
	static const char *const file[] = { "c/inetpub/shell.aspx", "DEFAULT.aspx", NULL };
	static const char *const folder[] = { "A/x", "c/inetpub/shell.aspx", NULL };
	static const char unnamed[] = HEAD SUM("11", WEB "bin\\a\\x.dll") SUM("12", WEB "bin\\a\\y.dll");
	static const char *const above[] = { "bin/a/x.dll", "c/inetpub/shell.aspx", NULL };

	(void)state;
	begin(windows, "/cases/site", file);
	is("/cases/site", "c/inetpub/shell.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "Default.aspx " WEB "a\\b.aspx " WEB "gone.aspx D:\\Mail\\x.aspx ", 0);
	begin(windows, "/cases/site", folder);
	is("/cases/site", "c/inetpub/shell.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "Default.aspx " WEB "a\\b.aspx " WEB "gone.aspx D:\\Mail\\x.aspx ", 0);
	begin(unnamed, "/cases/site", above); /* where the list's root is a guess */
	is("/cases/site", "bin/a/x.dll", 0x11, AXR_CLASS_STOCK);
	is("/cases/site", "c/inetpub/shell.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "bin\\a\\y.dll ", 0);
}

/* Drives of which the list has nothing make no folder of drives. */
static void letters_of_other_lists(void **state)
{
	static const char *const there[] = { "c/new.aspx", "e/new.aspx", NULL };

	(void)state;
	begin(windows, "/cases/site", there);
	is("/cases/site", "c/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	is("/cases/site", "e/new.aspx", 0x99, AXR_CLASS_UNEXPECTED);
	end(WEB "Default.aspx " WEB "a\\b.aspx " WEB "gone.aspx D:\\Mail\\x.aspx ", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drives_are_asked_by_whole_paths),
		cmocka_unit_test(what_was_not_looked_at_in_a_drive),
		cmocka_unit_test(the_whole_drive_is_listed),
		cmocka_unit_test(a_copy_holds_no_drives),
		cmocka_unit_test(a_trap_in_a_copy),
		cmocka_unit_test(letters_of_other_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
