#include "os/os.h"

#include "../tree.h"

struct folder {
	int fd;
	char path[256], file[300];
};

static void open_folder(struct folder *f)
{
	f->fd = tree_make(f->path);
	snprintf(f->file, sizeof(f->file), "%s/out.txt", f->path);
}

static size_t names_in(const char *path)
{
	char **names;
	size_t count;

	assert_int_equal(axr_os_folder(path, &names, &count), 0);
	axr_os_folder_free(names, count);
	return count;
}

static void assert_content(const char *path, const char *expected)
{
	struct axr_buf buf = { 0 };

	assert_int_equal(axr_os_load(path, 1 << 20, &buf), 0);
	assert_span(axr_buf_span(&buf), expected);
	assert_int_equal(buf.ptr[buf.len], 0);
	axr_buf_free(&buf);
}

static void files_load_whole_or_not(void **state)
{
	struct axr_buf buf = { 0 };
	struct folder f;

	(void)state;
	open_folder(&f);
	tree_text(f.fd, "out.txt", "12345");
	assert_content(f.file, "12345");
	assert_int_equal(axr_os_load(f.file, 5, &buf), 0);
	assert_int_equal(axr_os_load(f.file, 5, &buf), 0);
	assert_span(axr_buf_span(&buf), "1234512345");
	axr_buf_reset(&buf);
	assert_int_equal(axr_os_load(f.file, 4, &buf), EFBIG);
	axr_buf_reset(&buf);
	assert_int_equal(axr_os_load(f.path, 100, &buf), EISDIR);
	assert_int_equal(axr_os_load("/dev/zero", 100000, &buf), EFBIG);
	axr_buf_reset(&buf);
	tree_text(f.fd, "out.txt", "");
	assert_content(f.file, "");
	axr_buf_free(&buf);
	tree_remove(f.fd, f.path);
}

static void paths_are_shown_as_they_are(void **state)
{
	struct axr_buf shown = { 0 };

	(void)state;
	assert_int_equal(axr_os_shown_path("../a//b\\", &shown), 0);
	assert_span(axr_buf_span(&shown), "../a//b\\");
	assert_int_equal(axr_os_separator(), '/');
	axr_buf_free(&shown);
}

static void an_output_appears_when_whole(void **state)
{
	struct axr_os_output *output;
	char *left;
	struct stat stat;
	struct folder f;

	(void)state;
	open_folder(&f);
	assert_int_equal(axr_os_output_open(&output, f.file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("one")), 0);
	assert_int_equal(faccessat(f.fd, "out.txt", F_OK, 0), -1);
	assert_int_equal(names_in(f.path), 1);
	assert_int_equal(axr_os_output_close(output, true, &left), 0);
	assert_content(f.file, "one");
	assert_int_equal(names_in(f.path), 1);

	/* thrown away: what was there stays */
	assert_int_equal(axr_os_output_open(&output, f.file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("two")), 0);
	assert_int_equal(axr_os_output_close(output, false, &left), 0);
	assert_content(f.file, "one");
	assert_int_equal(names_in(f.path), 1);

	/* over a link: the file behind it is replaced, with its permissions */
	fchmodat(f.fd, "out.txt", 0600, 0);
	assert_int_equal(renameat(f.fd, "out.txt", f.fd, "real"), 0);
	assert_int_equal(symlinkat("real", f.fd, "out.txt"), 0);
	assert_int_equal(axr_os_output_open(&output, f.file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("three")), 0);
	assert_int_equal(axr_os_output_close(output, true, &left), 0);
	assert_int_equal(fstatat(f.fd, "out.txt", &stat, AT_SYMLINK_NOFOLLOW), 0);
	assert_true(S_ISLNK(stat.st_mode));
	assert_int_equal(fstatat(f.fd, "real", &stat, 0), 0);
	assert_int_equal(stat.st_mode & 0777, 0600);
	assert_content(f.file, "three");
	tree_remove(f.fd, f.path);
}

static void what_cannot_be_renamed_is_kept(void **state)
{
	struct axr_os_output *output;
	struct folder f;
	char *left;

	(void)state;
	open_folder(&f);
	assert_int_equal(axr_os_output_open(&output, f.file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("one")), 0);
	assert_int_equal(mkdirat(f.fd, "out.txt", 0755), 0);
	assert_int_equal(axr_os_output_close(output, true, &left), EISDIR);
	assert_non_null(left);
	assert_memory_equal(left, f.file, strlen(f.file));
	assert_content(left, "one");
	free(left);
	assert_int_equal(names_in(f.path), 2);
	/* what nobody wants is not */
	assert_int_equal(unlinkat(f.fd, "out.txt", AT_REMOVEDIR), 0);
	assert_int_equal(axr_os_output_open(&output, f.file), 0);
	assert_int_equal(mkdirat(f.fd, "out.txt", 0755), 0);
	assert_int_equal(axr_os_output_close(output, false, &left), 0);
	assert_null(left);
	assert_int_equal(names_in(f.path), 2);
	tree_remove(f.fd, f.path);
}

static void a_full_disk_is_told(void **state)
{
	struct axr_os_output *output;
	char *left;
	struct stat stat;

	(void)state;
	assert_int_equal(axr_os_output_open(&output, "/dev/full"), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("x")), ENOSPC);
	assert_int_equal(axr_os_output_write(output, axr_span_str("y")), ENOSPC);
	assert_int_equal(axr_os_output_close(output, true, &left), ENOSPC);
	assert_int_equal(lstat("/dev/full", &stat), 0);
	assert_true(S_ISCHR(stat.st_mode));
	assert_int_equal(axr_os_output_open(&output, "/nowhere/x"), ENOENT);
	assert_null(output);
	assert_int_equal(axr_os_output_open(&output, "/tmp"), EISDIR);
	assert_int_equal(axr_os_output_close(NULL, true, &left), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_load_whole_or_not),
		cmocka_unit_test(paths_are_shown_as_they_are),
		cmocka_unit_test(an_output_appears_when_whole),
		cmocka_unit_test(what_cannot_be_renamed_is_kept),
		cmocka_unit_test(a_full_disk_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
