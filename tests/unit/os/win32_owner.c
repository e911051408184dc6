#include "os/win32.h"

#include <aclapi.h>
#include <sddl.h>

#include "../tree.h"

/* Gives a file an owner; false where the system does not let us. */
static bool give(const struct tree *tree, const char *name, const wchar_t *sid)
{
	wchar_t *path = tree_path(tree->fd, name);
	PSID owner = NULL;
	DWORD code;

	assert_true(ConvertStringSidToSidW(sid, &owner));
	code = SetNamedSecurityInfoW(path, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, owner, NULL,
				     NULL, NULL);
	LocalFree(owner);
	free(path);
	return !code;
}

static struct axr_span owner_of(struct axr_os_owners *owners, const char *name)
{
	struct axr_span user, group;
	struct axr_os_handle file;
	struct axr_os_stat stat;

	assert_int_equal(axr_os_open_root(&file, name), 0);
	assert_int_equal(axr_os_stat(file, &stat), 0);
	axr_os_owner(owners, file, &stat, &user, &group);
	axr_os_close(&file);
	return user;
}

static void a_new_file_is_ours(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_owners *owners = axr_os_owners_new();
	struct axr_span user;
	char first[200];

	assert_non_null(owners);
	tree_text(tree->fd, "ours", "");
	user = owner_of(owners, "ours");
	assert_true(user.len > 0 && user.len < sizeof(first));
	memcpy(first, user.ptr, user.len);
	/* a name and the SID that it stands for */
	assert_true(axr_span_find(user, axr_span_str(" (S-1-5-"), 0) != SIZE_MAX);
	assert_int_equal(user.ptr[user.len - 1], ')');
	/* the same from what was kept */
	user = owner_of(owners, "ours");
	assert_memory_equal(user.ptr, first, user.len);
	axr_os_owners_free(owners);
}

static void what_has_no_name_shows_its_sid(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_owners *owners = axr_os_owners_new();

	tree_text(tree->fd, "theirs", "");
	if (!give(tree, "theirs", L"S-1-5-21-1-2-3-1234") ||
	    !axr_span_starts(owner_of(owners, "theirs"), "S-1-5-21-")) {
		axr_os_owners_free(owners);
		skip_for("no file can be given to somebody else");
	}
	assert_span(owner_of(owners, "theirs"), "S-1-5-21-1-2-3-1234");
	axr_os_owners_free(owners);
}

static void a_handle_without_the_right_has_no_owner(void **state)
{
	struct axr_os_owners *owners = axr_os_owners_new();
	struct axr_span user = axr_span_str("x"), group = user;
	const struct axr_os_stat stat = { .size = 0 };

	(void)state;
	axr_os_owner(owners, axr_os_none(), &stat, &user, &group);
	assert_int_equal(user.len, 0);
	assert_int_equal(group.len, 0);
	axr_os_owners_free(owners);
	axr_os_owners_free(NULL);
}

/* What it says is so: the token has it switched on, or has it not. */
static void the_backup_privilege_is_told_as_it_is(void **state)
{
	PRIVILEGE_SET set = { .PrivilegeCount = 1, .Control = PRIVILEGE_SET_ALL_NECESSARY };
	const char *said = axr_os_take_backup_privilege();
	BOOL has = FALSE;
	HANDLE token;

	(void)state;
	assert_true(LookupPrivilegeValueW(NULL, L"SeBackupPrivilege", &set.Privilege[0].Luid));
	assert_true(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token));
	assert_true(PrivilegeCheck(token, &set, &has));
	CloseHandle(token);
	assert_string_equal(said, has ? "held" : "not held");
	assert_string_equal(axr_os_take_backup_privilege(), said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_file_is_ours),
		cmocka_unit_test(what_has_no_name_shows_its_sid),
		cmocka_unit_test(the_backup_privilege_is_told_as_it_is),
		cmocka_unit_test(a_handle_without_the_right_has_no_owner),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
