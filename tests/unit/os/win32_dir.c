#include "os/os.h"

#include "../tree.h"

/* The current folder, open. */
static struct axr_os_handle open_here(void)
{
	struct axr_os_handle dir;

	assert_int_equal(axr_os_open_root(&dir, "."), 0);
	return dir;
}

static unsigned list(struct axr_os_handle dir, const char *name, struct axr_os_entry *found)
{
	static struct axr_os_listing chunk;
	struct axr_os_entry entry;
	unsigned count = 0;
	bool more = true;

	while (more) {
		assert_int_equal(axr_os_list(dir, &chunk, &more), 0);
		for (; axr_os_list_next(&chunk, &entry); count++)
			if (name && !strcmp(entry.name, name)) {
				*found = entry;
				found->name = name;
			}
	}
	return count;
}

static void assert_reads(struct axr_os_handle parent, const char *name, const char *text)
{
	struct axr_os_handle file;
	uint8_t bytes[64];
	size_t got;

	assert_int_equal(axr_os_open_file(&file, parent, name), 0);
	assert_int_equal(axr_os_read(file, bytes, sizeof(bytes), &got), 0);
	assert_span(axr_span(bytes, got), text);
	assert_int_equal(axr_os_read(file, bytes, sizeof(bytes), &got), 0);
	assert_int_equal(got, 0);
	axr_os_close(&file);
	assert_false(axr_os_is_open(file));
}

/* Names that hide a file from programs that open it by its path, or from people. */
static const char *const odd[] = {
	"COM1",
	"con.aspx",
	"trailing.",
	"trailing ",
	"...",
	"\xd0\xba\xd0\xb8\xd1\x80.aspx",
	"a\xe2\x80\xaexpsa.txt",
	" leading",
	"\xf0\x9f\x98\x80.aspx",
};

static void odd_names_are_files_like_any_other(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_handle here, dir;
	struct axr_os_entry entry;
	struct axr_os_stat stat;
	int fd = tree_dir(tree->fd, "COM2");

	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		tree_text(fd, odd[i], "12345");
	here = open_here();
	assert_int_equal(axr_os_open_dir(&dir, here, "COM2"), 0);
	assert_int_equal(list(dir, NULL, NULL), sizeof(odd) / sizeof(*odd));
	axr_os_close(&dir);
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		assert_int_equal(axr_os_open_dir(&dir, here, "COM2"), 0);
		entry = (struct axr_os_entry){ .size = 0 };
		list(dir, odd[i], &entry);
		assert_non_null(entry.name);
		assert_int_equal(entry.kind, AXR_OS_FILE);
		assert_true(entry.sized);
		assert_int_equal(entry.size, 5);
		assert_int_equal(axr_os_stat_at(dir, odd[i], &stat), 0);
		assert_int_equal(stat.kind, AXR_OS_FILE);
		assert_int_equal(stat.size, 5);
		assert_reads(dir, odd[i], "12345");
		axr_os_close(&dir);
	}
	axr_os_close(&here);
	tree_empty(fd);
	tree_drop(tree->fd, "COM2");
}

/* What is longer than any path may be is reached by its handles. */
static void depth_has_no_limit(void **state)
{
	static const char name[] = "a-folder-with-a-name-of-fifty-characters-no-less-xx";
	const struct tree *tree = *state;
	struct axr_os_handle dir = open_here(), next;
	int fd = tree_chain(tree->fd, name, 40);

	tree_text(fd, "deep.aspx", "deep");
	tree_close(fd);
	for (int i = 0; i < 40; i++) {
		assert_int_equal(axr_os_open_dir(&next, dir, name), 0);
		axr_os_close(&dir);
		dir = next;
	}
	assert_reads(dir, "deep.aspx", "deep");
	axr_os_close(&dir);
	tree_drop(tree->fd, name);
}

static void set_attributes(int fd, const char *name, DWORD attributes)
{
	wchar_t *path = tree_path(fd, name);

	assert_true(SetFileAttributesW(path, attributes));
	free(path);
}

static void hidden_files_show_and_say_so(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_handle here = open_here(), file;
	struct axr_os_entry entry = { .size = 0 };
	struct axr_os_stat stat;

	tree_text(tree->fd, "hidden.aspx", "x");
	set_attributes(tree->fd, "hidden.aspx",
		       FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_READONLY);
	list(here, "hidden.aspx", &entry);
	assert_int_equal(entry.kind, AXR_OS_FILE);
	assert_int_equal(axr_os_open_file(&file, here, "hidden.aspx"), 0);
	assert_int_equal(axr_os_stat(file, &stat), 0);
	assert_int_equal(stat.attributes, AXR_ATTR_HIDDEN | AXR_ATTR_SYSTEM | AXR_ATTR_READONLY);
	axr_os_close(&file);
	axr_os_close(&here);
}

static void facts_are_those_of_the_file(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_handle here = open_here(), file, again;
	struct axr_os_stat stat, same, dir;

	tree_text(tree->fd, "facts.txt", "123");
	tree_text(tree->fd, "other.txt", "123");
	tree_stamp(tree->fd, "facts.txt", 1614556800, 123456700);
	assert_int_equal(axr_os_open_file(&file, here, "facts.txt"), 0);
	assert_int_equal(axr_os_stat(file, &stat), 0);
	assert_int_equal(stat.size, 3);
	assert_int_equal(stat.mtime.sec, 1614556800);
	assert_int_equal(stat.mtime.nsec, 123456700);
	assert_true(stat.created.known && stat.ctime.known && stat.accessed.known);
	assert_int_equal(axr_os_open_file(&again, here, "facts.txt"), 0);
	assert_int_equal(axr_os_stat(again, &same), 0);
	assert_true(axr_os_same(stat.id, same.id));
	assert_int_equal(axr_os_stat_at(here, "other.txt", &same), 0);
	assert_false(axr_os_same(stat.id, same.id));
	assert_int_equal(axr_os_stat(here, &dir), 0);
	assert_int_equal(dir.kind, AXR_OS_DIR);
	assert_int_equal(dir.id.volume, stat.id.volume);
	assert_false(axr_os_is_synthetic(here));
	assert_int_equal(axr_os_stat_path("facts.txt", &same), 0);
	assert_true(axr_os_same(stat.id, same.id));
	axr_os_close(&again);
	axr_os_close(&file);
	axr_os_close(&here);
}

static void a_locked_file_is_blocked_not_gone(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_handle here = open_here(), file;
	wchar_t *path = tree_path(tree->fd, "locked.aspx");
	struct axr_os_owners *owners = axr_os_owners_new();
	struct axr_span user, group;
	struct axr_os_stat stat;
	HANDLE lock;
	int code;

	tree_text(tree->fd, "locked.aspx", "x");
	lock = CreateFileW(path, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
	assert_true(lock != INVALID_HANDLE_VALUE);
	code = axr_os_open_file(&file, here, "locked.aspx");
	assert_int_equal(code, ERROR_SHARING_VIOLATION);
	assert_false(axr_os_is_open(file));
	assert_int_equal(axr_os_trouble(code), AXR_TROUBLE_BLOCKED);
	assert_int_equal(axr_os_open_to_ask(&file, here, "locked.aspx"), 0);
	assert_int_equal(axr_os_stat(file, &stat), 0);
	assert_int_equal(stat.kind, AXR_OS_FILE);
	assert_int_equal(stat.size, 1);
	axr_os_owner(owners, file, &stat, &user, &group);
	assert_true(user.len > 0);
	axr_os_close(&file);
	axr_os_owners_free(owners);
	CloseHandle(lock);
	assert_reads(here, "locked.aspx", "x");

	/* whoever has it open otherwise, to delete it even, does not matter */
	lock = CreateFileW(path, GENERIC_READ | GENERIC_WRITE | DELETE,
			   FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
			   OPEN_EXISTING, 0, NULL);
	assert_true(lock != INVALID_HANDLE_VALUE);
	assert_reads(here, "locked.aspx", "x");
	CloseHandle(lock);
	free(path);
	axr_os_close(&here);
}

/* Nothing that a listing could give leads out of the folder, or to a stream of a file. */
static void names_are_no_paths(void **state)
{
	static const char *const names[] = { "..",	   "sub\\file", "sub/file", "C:\\",
					     "file::$DATA", "file:x",	 "",	     "\xff" };
	const struct tree *tree = *state;
	struct axr_os_handle here = open_here(), sub, file;
	struct axr_os_stat stat;
	int fd = tree_dir(tree->fd, "sub");

	tree_text(fd, "file", "x");
	tree_text(tree->fd, "file", "x");
	assert_int_equal(axr_os_open_dir(&sub, here, "sub"), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_int_not_equal(axr_os_open_file(&file, i ? here : sub, names[i]), 0);
		assert_int_not_equal(axr_os_open_dir(&file, i ? here : sub, names[i]), 0);
		assert_int_not_equal(axr_os_stat_at(i ? here : sub, names[i], &stat), 0);
	}
	assert_int_equal(axr_os_open_file(&file, here, "nowhere"), ERROR_FILE_NOT_FOUND);
	assert_int_equal(axr_os_open_dir(&file, here, "file"), ERROR_DIRECTORY);
	assert_int_equal(axr_os_trouble(ERROR_DIRECTORY), AXR_TROUBLE_CHANGED);
	axr_os_close(&sub);
	axr_os_close(&here);
	tree_close(fd);
}

/*
 * Made by nobody here, and nothing is written: Wine shows the links of the system below it on Z.
 * In a listing alone: what it opens is what the link leads to, whatever it is asked for.
 */
static void links_are_told(void **state)
{
	struct axr_os_entry entry = { .size = 0 };
	struct axr_os_handle top;

	(void)state;
	if (axr_os_open_root(&top, "Z:\\"))
		skip_for("there is no drive Z with a link on it");
	list(top, "bin", &entry);
	axr_os_close(&top);
	if (!entry.name || entry.kind == AXR_OS_DIR)
		skip_for("there is no drive Z with a link on it");
	assert_int_equal(entry.kind, AXR_OS_LINK);
}

static void large_folders_come_whole(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_handle here = open_here(), dir;
	int fd = tree_dir(tree->fd, "large");

	for (unsigned i = 0; i < 1500; i++) {
		char name[80];

		snprintf(name, sizeof(name), "%060u.aspx", i);
		tree_text(fd, name, "");
	}
	assert_int_equal(axr_os_open_dir(&dir, here, "large"), 0);
	assert_int_equal(list(dir, NULL, NULL), 1500);
	axr_os_close(&dir);
	axr_os_close(&here);
	tree_empty(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_names_are_files_like_any_other),
		cmocka_unit_test(depth_has_no_limit),
		cmocka_unit_test(hidden_files_show_and_say_so),
		cmocka_unit_test(facts_are_those_of_the_file),
		cmocka_unit_test(a_locked_file_is_blocked_not_gone),
		cmocka_unit_test(names_are_no_paths),
		cmocka_unit_test(links_are_told),
		cmocka_unit_test(large_folders_come_whole),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
