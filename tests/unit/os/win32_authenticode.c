#include "os/authenticode.h"

#include <windows.h>

#include "../tree.h"
#include "base/span.h"

enum { MORE = 128 /* bytes behind it, for a signature */ };

static uint8_t *program;
static size_t size;

/* This very program, which nobody signed. */
static int enter(void **state)
{
	wchar_t path[MAX_PATH];
	HANDLE file;
	DWORD got = 0;

	GetModuleFileNameW(NULL, path, MAX_PATH);
	file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
	assert_ptr_not_equal(file, INVALID_HANDLE_VALUE);
	size = GetFileSize(file, NULL);
	program = calloc(1, size + MORE);
	assert_non_null(program);
	assert_true(ReadFile(file, program, (DWORD)size, &got, NULL));
	assert_int_equal(got, size);
	CloseHandle(file);
	return tree_enter(state);
}

static int leave(void **state)
{
	free(program);
	return tree_leave(state);
}

static enum axr_signature ask(const char *path)
{
	struct axr_os_verifier *verifier = axr_os_verifier_new();
	struct axr_os_handle handle;
	enum axr_signature signature = AXR_SIGNATURE_UNKNOWN;
	struct axr_span signer;

	assert_non_null(verifier);
	assert_int_equal(axr_os_open_root(&handle, path), 0);
	for (int i = 0; i < 2; i++) { /* asked again it says the same */
		signature = axr_os_verify(verifier, handle, &signer);
		assert_int_equal(signer.len, 0);
	}
	axr_os_close(&handle);
	axr_os_verifier_free(verifier);
	return signature;
}

static void unsigned_programs(void **state)
{
	(void)state;
	tree_file(AT_FDCWD, "unsigned.dll", program, size);
	assert_int_equal(ask("unsigned.dll"), AXR_SIGNATURE_NONE);
}

/* A table of certificates that holds none: whoever made it so did not sign. */
static void a_signature_that_is_none_is_not_trusted(void **state)
{
	uint32_t at, entry;
	const uint32_t table[2] = { (uint32_t)((size + 7) & ~(size_t)7), 64 };

	(void)state;
	memcpy(&at, program + 0x3c, 4);
	entry = at + 24 + 112 + 4 * 8; /* of a 64-bit program: IMAGE_DIRECTORY_ENTRY_SECURITY */
	memcpy(program + entry, table, sizeof(table));
	memcpy(program + table[0], "\x40\0\0\0\0\x02\x02\0", 8); /* PKCS #7, and nothing in it */
	tree_file(AT_FDCWD, "odd.dll", program, table[0] + 64);
	assert_int_not_equal(ask("odd.dll"), AXR_SIGNATURE_TRUSTED);
}

static void what_is_no_program_has_no_trust(void **state)
{
	(void)state;
	tree_text(AT_FDCWD, "text.dll", "MZ, and no more");
	assert_int_not_equal(ask("text.dll"), AXR_SIGNATURE_TRUSTED);
	axr_os_verifier_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unsigned_programs),
		cmocka_unit_test(a_signature_that_is_none_is_not_trusted),
		cmocka_unit_test(what_is_no_program_has_no_trust),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
