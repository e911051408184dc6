/*
 * Rights, and names of owners as this machine knows them.  The SID of a domain is never looked up:
 * that would ask a domain controller over the network, from a machine that is being investigated.
 */
#include "os/win32.h"

#include <aclapi.h>
#include <ntsecapi.h>
#include <sddl.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"

enum { SLOTS = 32, SID_MAX = SECURITY_MAX_SID_SIZE };

struct slot {
	alignas(8) uint8_t sid[SID_MAX];
	DWORD size; /* of the SID; 0: empty */
	char *name; /* "NT AUTHORITY\SYSTEM", or the SID where it has none */
};

struct axr_os_owners {
	alignas(8) uint8_t machine[SID_MAX]; /* what local accounts begin with */
	bool machine_known;
	struct slot users[SLOTS], groups[SLOTS]; /* by the SID's last number: there are few */
};

/* Of what a token may have, nothing is had until it is switched on. */
const char *axr_os_take_backup_privilege(void)
{
	TOKEN_PRIVILEGES wanted = { .PrivilegeCount = 1 };
	bool held = false;
	HANDLE token;

	wanted.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
	if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
		return "not held";
	/* it succeeds where the privilege is none of the token's, and says so by the error */
	if (LookupPrivilegeValueW(NULL, L"SeBackupPrivilege", &wanted.Privileges[0].Luid) &&
	    AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL))
		held = GetLastError() == ERROR_SUCCESS;
	CloseHandle(token);
	return held ? "held" : "not held";
}

struct axr_os_owners *axr_os_owners_new(void)
{
	struct axr_os_owners *owners = calloc(1, sizeof(*owners));
	LSA_OBJECT_ATTRIBUTES none = { .Length = sizeof(none) };
	POLICY_ACCOUNT_DOMAIN_INFO *info = NULL;
	LSA_HANDLE policy;

	if (!owners || LsaOpenPolicy(NULL, &none, POLICY_VIEW_LOCAL_INFORMATION, &policy))
		return owners;
	if (!LsaQueryInformationPolicy(policy, PolicyAccountDomainInformation, (void **)&info) &&
	    info && info->DomainSid)
		owners->machine_known = CopySid(SID_MAX, owners->machine, info->DomainSid);
	if (info)
		LsaFreeMemory(info);
	LsaClose(policy);
	return owners;
}

void axr_os_owners_free(struct axr_os_owners *owners)
{
	for (size_t i = 0; owners && i < SLOTS; i++) {
		free(owners->users[i].name);
		free(owners->groups[i].name);
	}
	free(owners);
}

/* S-1-5-21-...: an account of a machine or of a domain; all others are known everywhere. */
static bool is_of_domain(PSID sid)
{
	static const SID_IDENTIFIER_AUTHORITY nt = SECURITY_NT_AUTHORITY;

	return !memcmp(GetSidIdentifierAuthority(sid), &nt, sizeof(nt)) &&
	       *GetSidSubAuthorityCount(sid) &&
	       *GetSidSubAuthority(sid, 0) == SECURITY_NT_NON_UNIQUE;
}

static bool is_local(struct axr_os_owners *owners, PSID sid)
{
	BOOL same = FALSE;

	if (!is_of_domain(sid))
		return true;
	return owners->machine_known && EqualDomainSid(sid, owners->machine, &same) && same;
}

static char *look_up(PSID sid)
{
	wchar_t name[256], domain[256], both[513];
	DWORD name_len = 256, domain_len = 256;
	SID_NAME_USE use;
	size_t len = 0;

	if (!LookupAccountSidW(NULL, sid, name, &name_len, domain, &domain_len, &use))
		return NULL;
	if (domain_len) {
		memcpy(both, domain, domain_len * sizeof(*domain));
		len = domain_len;
		both[len++] = L'\\';
	}
	memcpy(both + len, name, name_len * sizeof(*name));
	return axr_win32_text(both, len + name_len);
}

/* "S-1-5-21-...-500" */
static char *spell(PSID sid)
{
	wchar_t *wide;
	char *text;

	if (!ConvertSidToStringSidW(sid, &wide))
		return NULL;
	text = axr_win32_text(wide, wcslen(wide));
	LocalFree(wide);
	return text;
}

/* "BUILTIN\Administrators (S-1-5-32-544)", or the SID alone where no name is to be had. */
static char *describe(struct axr_os_owners *owners, PSID sid)
{
	char *name = is_local(owners, sid) ? look_up(sid) : NULL, *text = spell(sid), *both;
	size_t size;

	if (!name || !text)
		return name ? name : text;
	size = strlen(name) + strlen(text) + sizeof(" ()");
	both = malloc(size);
	if (both)
		snprintf(both, size, "%s (%s)", name, text);
	free(name);
	free(text);
	return both;
}

static struct axr_span name_of(struct axr_os_owners *owners, struct slot *slots, PSID sid)
{
	struct slot *slot;
	DWORD size;
	UCHAR count;

	if (!sid || !IsValidSid(sid))
		return axr_span(NULL, 0);
	size = GetLengthSid(sid);
	count = *GetSidSubAuthorityCount(sid);
	slot = &slots[count ? *GetSidSubAuthority(sid, count - 1u) % SLOTS : 0];
	if (slot->size != size || memcmp(slot->sid, sid, size) != 0) {
		free(slot->name);
		slot->name = describe(owners, sid);
		slot->size = size;
		memcpy(slot->sid, sid, size);
	}
	return axr_span_str(slot->name);
}

void axr_os_owner(struct axr_os_owners *owners, struct axr_os_handle handle,
		  const struct axr_os_stat *stat, struct axr_span *user, struct axr_span *group)
{
	PSECURITY_DESCRIPTOR descriptor = NULL;
	PSID user_sid = NULL, group_sid = NULL;

	(void)stat;
	*user = *group = axr_span(NULL, 0);
	/* no handle is a handle: that of this process */
	if (!axr_os_is_open(handle) ||
	    GetSecurityInfo(axr_win32_handle(handle), SE_FILE_OBJECT,
			    OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION, &user_sid,
			    &group_sid, NULL, NULL, &descriptor))
		return;
	*user = name_of(owners, owners->users, user_sid);
	*group = name_of(owners, owners->groups, group_sid);
	LocalFree(descriptor);
}
