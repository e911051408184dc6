#include "os/os.h"

#include "base/num.h"
#include "os/ntfs.h"
#include "../tree.h"

static void kinds_are_told_and_links_refused(void **state)
{
	struct axr_os_listing *chunk = malloc(sizeof(*chunk));
	struct axr_os_handle dir, handle;
	struct axr_os_entry entry;
	struct axr_os_stat stat;
	char path[256];
	int fd = tree_make(path);
	unsigned count = 0;
	bool more;

	(void)state;
	tree_text(fd, "file", "12345");
	close(tree_dir(fd, "dir"));
	assert_int_equal(symlinkat("file", fd, "link"), 0);
	assert_int_equal(mkfifoat(fd, "special", 0600), 0);
	assert_int_equal(axr_os_open_root(&dir, path), 0);
	assert_int_equal(axr_os_list(dir, chunk, &more), 0);
	assert_true(more);
	for (; axr_os_list_next(chunk, &entry); count++) {
		static const char *const names[] = { "?", "file", "dir", "link", "special" };

		assert_int_equal(axr_os_stat_at(dir, entry.name, &stat), 0);
		assert_true(entry.kind == AXR_OS_UNKNOWN || entry.kind == stat.kind);
		assert_string_equal(entry.name, names[stat.kind]);
	}
	assert_int_equal(count, 4);
	assert_int_equal(axr_os_list(dir, chunk, &more), 0);
	assert_false(more);
	assert_int_equal(axr_os_trouble(axr_os_open_file(&handle, dir, "link")),
			 AXR_TROUBLE_CHANGED);
	assert_int_equal(axr_os_trouble(axr_os_open_dir(&handle, dir, "link")),
			 AXR_TROUBLE_CHANGED);
	assert_int_equal(axr_os_trouble(axr_os_open_dir(&handle, dir, "file")),
			 AXR_TROUBLE_CHANGED);
	assert_int_equal(axr_os_trouble(axr_os_open_dir(&handle, dir, "none")),
			 AXR_TROUBLE_VANISHED);
	assert_false(axr_os_is_open(handle));
	assert_int_equal(axr_os_open_to_ask(&handle, dir, "link"), 0);
	assert_int_equal(axr_os_stat(handle, &stat), 0);
	assert_int_equal(stat.kind, AXR_OS_LINK);
	axr_os_close(&handle);
	assert_int_not_equal(axr_os_open_to_ask(&handle, dir, "none"), 0);
	assert_false(axr_os_is_open(handle));
	/* a pipe that nobody writes to does not hold us up */
	assert_int_equal(axr_os_open_file(&handle, dir, "special"), 0);
	assert_int_equal(axr_os_stat(handle, &stat), 0);
	assert_int_equal(stat.kind, AXR_OS_SPECIAL);
	axr_os_close(&handle);
	axr_os_close(&handle);
	axr_os_close(&dir);
	free(chunk);
	tree_remove(fd, path);
}

static void facts_are_those_of_stat(void **state)
{
	const struct axr_os_handle none = axr_os_none();
	struct axr_os_handle handle = none, dir;
	struct axr_os_stat a, b;
	struct stat plain;
	char path[256], bytes[8];
	size_t got;
	int fd = tree_make(path);

	(void)state;
	tree_text(fd, "file", "12345");
	assert_int_equal(fchmodat(fd, "file", 0604, 0), 0);
	dir.value = fd;
	assert_int_equal(axr_os_open_file(&handle, dir, "file"), 0);
	assert_int_equal(axr_os_stat(handle, &a), 0);
	assert_int_equal(axr_os_stat_at(dir, "file", &b), 0);
	assert_int_equal(fstat((int)handle.value, &plain), 0);
	assert_true(axr_os_same(a.id, b.id));
	assert_true(a.id.volume == plain.st_dev && a.id.file[0] == plain.st_ino);
	assert_int_equal(a.size, 5);
	assert_int_equal(a.mode, 0604);
	assert_int_equal(a.user, geteuid());
	assert_int_equal(a.mtime.sec, plain.st_mtim.tv_sec);
	assert_int_equal(a.ctime.nsec, plain.st_ctim.tv_nsec);
	assert_true(!a.created.known || a.created.sec <= a.ctime.sec);
	assert_int_equal(axr_os_read(handle, bytes, sizeof(bytes), &got), 0);
	assert_int_equal(got, 5);
	assert_int_equal(axr_os_read(handle, bytes, sizeof(bytes), &got), 0);
	assert_int_equal(got, 0);
	axr_os_close(&handle);
	tree_remove(fd, path);
}

static void errors_have_words(void **state)
{
	char text[64], brief[5];

	(void)state;
	assert_string_equal(axr_os_error(EACCES, text, sizeof(text)), "Permission denied");
	assert_string_equal(axr_os_error(EACCES, brief, sizeof(brief)), "Perm");
	assert_true(strlen(axr_os_error(123456, text, sizeof(text))) > 0);
	assert_int_equal(axr_os_trouble(EACCES), AXR_TROUBLE_OPEN);
	assert_int_equal(axr_os_trouble(EIO), AXR_TROUBLE_READ);
	assert_true(axr_os_out_of_handles(EMFILE));
	assert_false(axr_os_out_of_handles(0));
}

static void ntfs_facts_are_understood(void **state)
{
	const struct axr_time none = axr_ntfs_time(0);
	const struct axr_time time = axr_ntfs_time(0x01dd79fea56a7332);
	const struct axr_time old = axr_ntfs_time(10000001);

	(void)state;
	assert_false(none.known);
	assert_true(time.known);
	assert_int_equal(time.sec, axr_time_of(2026, 11, 21, 21, 24, 9));
	assert_int_equal(time.nsec % 100, 0);
	assert_int_equal(old.sec, axr_time_of(1601, 1, 1, 0, 0, 1));
	assert_int_equal(old.nsec, 100);
	assert_int_equal(axr_ntfs_attributes(0x26), AXR_ATTR_HIDDEN | AXR_ATTR_SYSTEM);
	assert_int_equal(axr_ntfs_attributes(0x21), AXR_ATTR_READONLY);
	assert_int_equal(axr_ntfs_attributes(0x80), 0);
}

static void synthetic_file_systems_are_known(void **state)
{
	struct axr_os_handle handle;

	(void)state;
	assert_int_equal(axr_os_open_root(&handle, "/proc"), 0);
	assert_true(axr_os_is_synthetic(handle));
	axr_os_close(&handle);
	assert_int_equal(axr_os_open_root(&handle, "/"), 0);
	assert_false(axr_os_is_synthetic(handle));
	axr_os_close(&handle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_told_and_links_refused),
		cmocka_unit_test(facts_are_those_of_stat),
		cmocka_unit_test(errors_have_words),
		cmocka_unit_test(ntfs_facts_are_understood),
		cmocka_unit_test(synthetic_file_systems_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
