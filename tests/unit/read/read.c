#include "read/read.h"

#include <errno.h>
#include <time.h>

#include "base/num.h"
#include "../tree.h"

enum { WINDOW = 64 << 10, OVERLAP = WINDOW / 4 };

struct fixture {
	char path[256];
	int dir;
	struct axr_os_handle handle; /* of the same */
	struct axr_read *read;
	struct axr_reader *reader;
	struct axr_arena arena;
	struct axr_subject subject;
	atomic_bool stop;
};

static void open_fixture(struct fixture *f, struct axr_read_setup setup)
{
	struct axr_err err;

	memset(f, 0, sizeof(*f));
	f->dir = tree_make(f->path);
	assert_int_equal(axr_os_open_root(&f->handle, f->path), 0);
	setup.stop = &f->stop;
	axr_arena_init(&f->arena, 0);
	assert_int_equal(axr_read_open(&f->read, &setup, &err), 0);
	assert_int_equal(axr_reader_open(&f->reader, f->read, &err), 0);
}

static void close_fixture(struct fixture *f)
{
	axr_reader_free(f->reader);
	axr_read_free(f->read);
	axr_arena_free(&f->arena);
	axr_os_close(&f->handle);
	tree_remove(f->dir, f->path);
}

static void begin(struct fixture *f, const char *name)
{
	struct axr_os_handle handle = axr_os_none();
	int code = axr_os_open_file(&handle, f->handle, name);

	axr_arena_reset(&f->arena, 1 << 20);
	axr_subject_init(&f->subject, &f->arena, &f->arena);
	f->subject.file.path = f->subject.file.name = axr_span_str(name);
	axr_read_begin(f->reader, &f->subject, &handle, code);
	assert_false(axr_os_is_open(handle));
}

static void facts_need_no_content(void **state)
{
	struct fixture f;
	struct axr_os_stat stat;
	int code;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ 0 });
	tree_text(f.dir, "a.ASPX", "four");
	code = axr_os_stat_at(f.handle, "a.ASPX", &stat);
	axr_subject_init(&f.subject, &f.arena, &f.arena);
	f.subject.file.path = f.subject.file.name = axr_span_str("a.ASPX");
	axr_read_facts(f.reader, &f.subject, &stat, code);
	assert_int_equal(f.subject.problem_count, 0);
	assert_int_equal(f.subject.file.size, 4);
	assert_true(f.subject.file.mtime.known);
#ifndef _WIN32 /* there the owner wants a handle */
	assert_true(f.subject.file.owner.len);
#endif
	assert_span(f.subject.file.extension, "aspx");
	assert_false(axr_read_window(f.reader, &f.subject));
	/* gone, or something else by now */
	axr_subject_init(&f.subject, &f.arena, &f.arena);
	axr_read_facts(f.reader, &f.subject, &stat, ENOENT);
	assert_int_equal(f.subject.problems->trouble, AXR_TROUBLE_VANISHED);
	axr_subject_init(&f.subject, &f.arena, &f.arena);
	stat.kind = AXR_OS_DIR;
	axr_read_facts(f.reader, &f.subject, &stat, 0);
	assert_int_equal(f.subject.problems->trouble, AXR_TROUBLE_CHANGED);
	close_fixture(&f);
}

static void assert_problem(const struct fixture *f, enum axr_trouble trouble, const char *words)
{
	const struct axr_problem *problem = f->subject.problems;

	assert_int_equal(f->subject.problem_count, 1);
	assert_int_equal(problem->trouble, trouble);
	assert_true(problem->incomplete);
	if (axr_span_find(problem->text, axr_span_str(words), 0) == SIZE_MAX)
		assert_span(problem->text, words);
}

static void assert_hex(const uint8_t *bytes, size_t len, const char *hex)
{
	char text[65];

	axr_format_hex(text, bytes, len);
	assert_string_equal(text, hex);
}

/* Bytes that differ everywhere. */
static uint8_t *pattern(size_t len)
{
	uint8_t *bytes = malloc(len);
	uint32_t x = 1;

	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++) {
		x = x * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(x >> 24);
	}
	return bytes;
}

static void a_small_file_is_one_window(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ .digests = AXR_SHA256 });
	tree_text(f.dir, "Page.ASPX", "abc");
#ifndef _WIN32
	fchmodat(f.dir, "Page.ASPX", 0640, 0);
#endif
	tree_stamp(f.dir, "Page.ASPX", 1614729599, 500000000);
	begin(&f, "Page.ASPX");
	assert_true(axr_read_window(f.reader, &f.subject));
	assert_span(f.subject.window, "abc");
	assert_true(f.subject.window_last);
	assert_true(f.subject.read_whole);
	assert_int_equal(f.subject.window_at, 0);
	assert_int_equal(f.subject.problem_count, 0);
	assert_span(f.subject.file.extension, "aspx");
	assert_int_equal(f.subject.file.size, 3);
#ifndef _WIN32
	assert_int_equal(f.subject.file.mode, 0640);
	if (!geteuid())
		assert_span(f.subject.file.owner, "root");
#endif
	assert_int_equal(f.subject.file.mtime.sec, 1614729599);
	assert_int_equal(f.subject.file.mtime.nsec, 500000000);
	assert_true(f.subject.file.ctime.known);
	assert_true(f.subject.file.owner.len > 0 && f.subject.file.group.len > 0);
	assert_int_equal(f.subject.file.digests, AXR_SHA256);
	assert_hex(f.subject.file.sha256, 32,
		   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	axr_read_digests(f.reader, &f.subject, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
	assert_int_equal(f.subject.file.digests, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
	assert_hex(f.subject.file.md5, 16, "900150983cd24fb0d6963f7d28e17f72");
	assert_hex(f.subject.file.sha1, 20, "a9993e364706816aba3e25717850c26c9cd0d89d");
	assert_false(axr_read_window(f.reader, &f.subject));
	assert_int_equal(axr_read_bytes(f.read), 3);
	close_fixture(&f);
}

static void an_empty_file_has_one_window_too(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ .digests = AXR_MD5 });
	tree_text(f.dir, "empty", "");
	begin(&f, "empty");
	assert_true(axr_read_window(f.reader, &f.subject));
	assert_int_equal(f.subject.window.len, 0);
	assert_true(f.subject.window_last && f.subject.read_whole);
	assert_hex(f.subject.file.md5, 16, "d41d8cd98f00b204e9800998ecf8427e");
	assert_int_equal(f.subject.problem_count, 0);
	assert_false(axr_read_window(f.reader, &f.subject));
	close_fixture(&f);
}

static void windows_cover_a_large_file(void **state)
{
	static const size_t sizes[] = { WINDOW - 1, WINDOW, WINDOW + 1, 5 * WINDOW + 77,
					WINDOW + (WINDOW - OVERLAP) };
	uint8_t *bytes = pattern(6 * WINDOW);
	struct fixture f, whole;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ .window = WINDOW });
	open_fixture(&whole, (struct axr_read_setup){ .digests = AXR_MD5 | AXR_SHA1 });
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		uint64_t end = 0;
		unsigned windows = 0;

		tree_file(f.dir, "big", bytes, sizes[i]);
		tree_file(whole.dir, "big", bytes, sizes[i]);
		begin(&f, "big");
		for (; axr_read_window(f.reader, &f.subject); windows++) {
			const struct axr_span window = f.subject.window;

			assert_memory_equal(window.ptr, bytes + f.subject.window_at, window.len);
			assert_true(!windows || f.subject.window_at + OVERLAP == end);
			end = f.subject.window_at + window.len;
			assert_int_equal(f.subject.window_last, end == sizes[i]);
		}
		assert_int_equal(end, sizes[i]);
		assert_int_equal(windows, sizes[i] <= WINDOW
						  ? 1
						  : 1 + (sizes[i] - WINDOW + WINDOW - OVERLAP - 1) /
							    (WINDOW - OVERLAP));
		assert_int_equal(f.subject.problem_count, 0);
		assert_true(f.subject.read_whole);
		begin(&whole, "big");
		assert_true(axr_read_window(whole.reader, &whole.subject));
		assert_memory_equal(f.subject.file.sha256, whole.subject.file.sha256, 32);
		if (sizes[i] <= WINDOW)
			continue;
		assert_int_equal(f.subject.file.digests, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
		assert_memory_equal(f.subject.file.md5, whole.subject.file.md5, 16);
		assert_memory_equal(f.subject.file.sha1, whole.subject.file.sha1, 20);
	}
	free(bytes);
	close_fixture(&f);
	close_fixture(&whole);
}

/* Reads the first window of a file of four, lets change() at it, reads on. */
static void change_while_read(struct fixture *f, void (*change)(int fd))
{
	uint8_t *bytes = pattern(4 * WINDOW);
	int fd;

	open_fixture(f, (struct axr_read_setup){ .window = WINDOW });
	tree_file(f->dir, "file", bytes, 4 * WINDOW);
	free(bytes);
	begin(f, "file");
	assert_true(axr_read_window(f->reader, &f->subject));
	assert_false(f->subject.window_last);
	fd = openat(f->dir, "file", O_WRONLY | O_CLOEXEC);
	change(fd);
	tree_close(fd);
	while (axr_read_window(f->reader, &f->subject))
		;
	assert_true(f->subject.window_last);
}

static void truncate_it(int fd)
{
	assert_int_equal(ftruncate(fd, 2 * WINDOW), 0);
}

static void append_a_little(int fd)
{
	assert_int_equal(lseek(fd, 4 * WINDOW, SEEK_SET), 4 * WINDOW);
	assert_int_equal(write(fd, "more", 4), 4);
}

static void append_much(int fd)
{
	assert_int_equal(ftruncate(fd, 100 * WINDOW), 0);
}

static void write_over(int fd)
{
	assert_int_equal(write(fd, "x", 1), 1);
}

static void changes_under_our_eyes_are_told(void **state)
{
	struct fixture f;

	(void)state;
	change_while_read(&f, truncate_it);
	assert_problem(&f, AXR_TROUBLE_CHANGED, "shrank from 262144 to 131072");
	assert_int_equal(f.subject.file.size, 2 * WINDOW);
	close_fixture(&f);

	change_while_read(&f, append_a_little);
	assert_problem(&f, AXR_TROUBLE_CHANGED, "grew from 262144 to 262148");
	assert_int_equal(f.subject.file.size, 4 * WINDOW + 4);
	assert_true(f.subject.read_whole);
	close_fixture(&f);

	change_while_read(&f, write_over);
	assert_problem(&f, AXR_TROUBLE_CHANGED, "was written to");
	close_fixture(&f);

	change_while_read(&f, append_much);
	assert_problem(&f, AXR_TROUBLE_CHANGED, "grows while it is read: had 262144 bytes");
	assert_true(f.subject.file.size < 7 * WINDOW);
	assert_false(f.subject.read_whole);
	assert_int_equal(f.subject.file.digests, 0);
	close_fixture(&f);
}

static void a_file_that_grew_past_the_window_has_all_digests(void **state)
{
	uint8_t *bytes = pattern(WINDOW + 10);
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ .window = WINDOW });
	tree_file(f.dir, "file", bytes, WINDOW);
	begin(&f, "file");
	tree_file(f.dir, "file", bytes, WINDOW + 10);
	while (axr_read_window(f.reader, &f.subject))
		;
	assert_problem(&f, AXR_TROUBLE_CHANGED, "grew");
	assert_int_equal(f.subject.file.digests, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
	begin(&f, "file");
	while (axr_read_window(f.reader, &f.subject))
		;
	assert_int_equal(f.subject.problem_count, 0);
	free(bytes);
	close_fixture(&f);
}

static void a_stop_is_seen_and_told(void **state)
{
	uint8_t *bytes = pattern(4 * WINDOW);
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ .window = WINDOW });
	tree_file(f.dir, "file", bytes, 4 * WINDOW);
	free(bytes);
	begin(&f, "file");
	assert_true(axr_read_window(f.reader, &f.subject));
	atomic_store(&f.stop, true);
	assert_true(axr_read_window(f.reader, &f.subject));
	assert_true(f.subject.window_last);
	assert_false(f.subject.read_whole);
	assert_problem(&f, AXR_TROUBLE_STOPPED, "of 262144 bytes");
	assert_int_equal(f.subject.file.size, 4 * WINDOW); /* read or not */
	assert_true(f.subject.bytes_read < 4 * WINDOW);
	assert_false(axr_read_window(f.reader, &f.subject));
	close_fixture(&f);
}

static void what_cannot_be_opened_is_told(void **state)
{
	struct fixture f;

	(void)state;
	tree_needs_posix();
	open_fixture(&f, (struct axr_read_setup){ 0 });
	begin(&f, "none.config");
	assert_problem(&f, AXR_TROUBLE_VANISHED, "was listed, then gone");
	assert_span(f.subject.file.extension, "config");
	assert_false(axr_read_window(f.reader, &f.subject));

	assert_int_equal(mkfifoat(f.dir, "fifo", 0600), 0);
	begin(&f, "fifo");
	assert_problem(&f, AXR_TROUBLE_CHANGED, "was listed as a file");
	assert_false(axr_read_window(f.reader, &f.subject));

	assert_int_equal(symlinkat("/etc/passwd", f.dir, "link"), 0);
	begin(&f, "link");
	assert_problem(&f, AXR_TROUBLE_CHANGED, "is not what was listed");

#ifndef _WIN32
	if (geteuid()) {
		tree_text(f.dir, "secret", "x");
		fchmodat(f.dir, "secret", 0, 0);
		begin(&f, "secret");
		assert_problem(&f, AXR_TROUBLE_OPEN, "cannot be opened: Permission denied");
	}
#endif
	close_fixture(&f);
}

/* It keeps its problem all the same. */
static void what_may_be_asked_alone_has_its_facts(void **state)
{
	enum { REFUSED = 13 };
	const struct axr_os_handle none = axr_os_none();
	struct axr_os_handle handle = none;
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ 0 });
	tree_text(f.dir, "kept.aspx", "four");
	assert_int_equal(axr_os_open_to_ask(&handle, f.handle, "kept.aspx"), 0);
	axr_subject_init(&f.subject, &f.arena, &f.arena);
	f.subject.file.path = f.subject.file.name = axr_span_str("kept.aspx");
	axr_read_begin(f.reader, &f.subject, &handle, REFUSED);
	assert_false(axr_os_is_open(handle));
	assert_int_equal(f.subject.problem_count, 1);
	assert_int_equal(f.subject.problems[0].code, REFUSED);
	assert_int_equal(f.subject.file.size, 4);
	assert_true(f.subject.file.mtime.known);
	assert_true(f.subject.file.owner.len);
	assert_false(axr_read_window(f.reader, &f.subject));
	close_fixture(&f);
}

/* Nothing is mapped at address 0, so that a read of one's own memory there fails with EIO. */
static void an_error_while_reading_is_told(void **state)
{
	const struct axr_os_handle none = axr_os_none();
	struct axr_os_handle handle = none;
	struct fixture f;
	int code;

	(void)state;
	tree_needs_posix();
	open_fixture(&f, (struct axr_read_setup){ 0 });
	code = axr_os_open_root(&handle, "/proc/self/mem");
	axr_subject_init(&f.subject, &f.arena, &f.arena);
	f.subject.file.path = f.subject.file.name = axr_span_str("mem");
	axr_read_begin(f.reader, &f.subject, &handle, code);
	assert_true(axr_read_window(f.reader, &f.subject));
	assert_problem(&f, AXR_TROUBLE_READ, "cannot be read from byte 0 on");
	assert_int_equal(f.subject.problems[0].code, EIO);
	assert_true(f.subject.window_last);
	assert_false(f.subject.read_whole);
	close_fixture(&f);
}

static void a_size_that_lies_is_told(void **state)
{
	const struct axr_os_handle none = axr_os_none();
	struct axr_os_handle handle = none;
	struct fixture f;
	int code;

	(void)state;
	tree_needs_posix();
	open_fixture(&f, (struct axr_read_setup){ 0 });
	code = axr_os_open_root(&handle, "/proc/self/status");
	axr_subject_init(&f.subject, &f.arena, &f.arena);
	f.subject.file.path = f.subject.file.name = axr_span_str("status");
	axr_read_begin(f.reader, &f.subject, &handle, code);
	assert_true(axr_read_window(f.reader, &f.subject));
	assert_true(axr_span_starts(f.subject.window, "Name:"));
	assert_problem(&f, AXR_TROUBLE_CHANGED, "bytes where its size is 0");
	close_fixture(&f);
}

static void type_is_asked_of_libmagic(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ 0 });
	tree_text(f.dir, "page.png", "%PDF-1.4\n%abc\n");
	begin(&f, "page.png");
	assert_true(axr_read_window(f.reader, &f.subject));
	assert_string_equal(f.subject.file.label, "PDF");
	assert_int_equal(f.subject.file.mime.len, 0);
	axr_read_type(f.reader, &f.subject);
	assert_span(f.subject.file.mime, "application/pdf");
	assert_true(axr_span_starts(f.subject.file.magic, "PDF document"));
	assert_int_equal(f.subject.problem_count, 0);
	close_fixture(&f);
}

/* Only the system can say; of what is no program it is not asked. */
static void signatures_are_asked_of_the_system(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f, (struct axr_read_setup){ 0 });
	for (int i = 0; i < 2; i++) {
		tree_text(f.dir, "a.dll", i ? "MZ, and no more" : "text");
		begin(&f, "a.dll");
		assert_true(axr_read_window(f.reader, &f.subject));
		axr_read_signature(f.reader, &f.subject);
		assert_int_not_equal(f.subject.file.signature, AXR_SIGNATURE_TRUSTED);
		if (!i)
			assert_int_equal(f.subject.file.signature, AXR_SIGNATURE_UNKNOWN);
		assert_int_equal(f.subject.file.signer.len, 0);
	}
	assert_int_equal(f.subject.problem_count, 0);
	close_fixture(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_file_is_one_window),
		cmocka_unit_test(facts_need_no_content),
		cmocka_unit_test(an_empty_file_has_one_window_too),
		cmocka_unit_test(windows_cover_a_large_file),
		cmocka_unit_test(changes_under_our_eyes_are_told),
		cmocka_unit_test(a_file_that_grew_past_the_window_has_all_digests),
		cmocka_unit_test(a_stop_is_seen_and_told),
		cmocka_unit_test(what_cannot_be_opened_is_told),
		cmocka_unit_test(what_may_be_asked_alone_has_its_facts),
		cmocka_unit_test(an_error_while_reading_is_told),
		cmocka_unit_test(a_size_that_lies_is_told),
		cmocka_unit_test(type_is_asked_of_libmagic),
		cmocka_unit_test(signatures_are_asked_of_the_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
