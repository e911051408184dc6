/*
 * wintrust.dll and crypt32.dll are loaded when they are first needed, and from System32 alone: as
 * imports of the program they would be taken from the folder that it was copied to.
 */
#include "os/authenticode.h"

#include <stdlib.h>
#include <string.h>

#include "base/span.h"
#include "os/win32.h"

#include <mscat.h>
#include <softpub.h>
#include <wincrypt.h>
#include <wintrust.h>

enum {
	HASH_MAX = 64, /* bytes */
	SIGNER_MAX = 256
};

struct axr_os_verifier {
	bool tried;
	HCATADMIN catalogs[2]; /* of SHA-256 and of SHA-1, in which older catalogs are kept */
	char *signer;
	__typeof__(WinVerifyTrust) *verify;
	__typeof__(WTHelperProvDataFromStateData) *state;
	__typeof__(WTHelperGetProvSignerFromChain) *chain;
	__typeof__(CryptCATAdminAcquireContext) *open_sha1;
	__typeof__(CryptCATAdminAcquireContext2) *open_any; /* NULL before Windows 8 */
	__typeof__(CryptCATAdminCalcHashFromFileHandle) *hash_sha1;
	__typeof__(CryptCATAdminCalcHashFromFileHandle2) *hash_any; /* the same */
	__typeof__(CryptCATAdminEnumCatalogFromHash) *find;
	__typeof__(CryptCATCatalogInfoFromContext) *info;
	__typeof__(CryptCATAdminReleaseCatalogContext) *release;
	__typeof__(CryptCATAdminReleaseContext) *close;
	__typeof__(CertGetNameStringW) *name;
};

struct axr_os_verifier *axr_os_verifier_new(void)
{
	return calloc(1, sizeof(struct axr_os_verifier));
}

void axr_os_verifier_free(struct axr_os_verifier *verifier)
{
	if (!verifier)
		return;
	for (size_t i = 0; i < 2; i++)
		if (verifier->catalogs[i])
			verifier->close(verifier->catalogs[i], 0);
	free(verifier->signer);
	free(verifier);
}

/* function points to a pointer to it. */
static bool get(HMODULE library, const char *name, void *function)
{
	FARPROC found = library ? GetProcAddress(library, name) : NULL;

	memcpy(function, &found, sizeof(found));
	return found != NULL;
}

static void open_catalogs(struct axr_os_verifier *v)
{
	if (v->open_any && v->hash_any &&
	    !v->open_any(&v->catalogs[0], NULL, L"SHA256", NULL, 0))
		v->catalogs[0] = NULL;
	if (!v->open_sha1(&v->catalogs[1], NULL, 0))
		v->catalogs[1] = NULL;
}

/* False where this Windows lacks what is needed. */
static bool load(struct axr_os_verifier *v)
{
	HMODULE w, c;

	if (!v->tried) {
		/* never freed: what they leave with the system calls back into them */
		w = LoadLibraryExW(L"wintrust.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
		c = LoadLibraryExW(L"crypt32.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
		v->tried = true;
		get(w, "CryptCATAdminAcquireContext2", &v->open_any);
		get(w, "CryptCATAdminCalcHashFromFileHandle2", &v->hash_any);
		if (!get(w, "WTHelperProvDataFromStateData", &v->state) ||
		    !get(w, "WTHelperGetProvSignerFromChain", &v->chain) ||
		    !get(w, "CryptCATAdminAcquireContext", &v->open_sha1) ||
		    !get(w, "CryptCATAdminCalcHashFromFileHandle", &v->hash_sha1) ||
		    !get(w, "CryptCATAdminEnumCatalogFromHash", &v->find) ||
		    !get(w, "CryptCATCatalogInfoFromContext", &v->info) ||
		    !get(w, "CryptCATAdminReleaseCatalogContext", &v->release) ||
		    !get(w, "CryptCATAdminReleaseContext", &v->close) ||
		    !get(c, "CertGetNameStringW", &v->name) ||
		    !get(w, "WinVerifyTrust", &v->verify))
			v->verify = NULL;
		if (v->verify)
			open_catalogs(v);
	}
	return v->verify != NULL;
}

static void note_signer(struct axr_os_verifier *v, HANDLE state_data)
{
	CRYPT_PROVIDER_DATA *data = v->state(state_data);
	CRYPT_PROVIDER_SGNR *signer = data ? v->chain(data, 0, FALSE, 0) : NULL;
	wchar_t name[SIGNER_MAX];
	DWORD count;

	if (!signer || !signer->csCertChain || !signer->pasCertChain[0].pCert)
		return;
	count = v->name(signer->pasCertChain[0].pCert, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, NULL, name,
			SIGNER_MAX);
	if (count > 1)
		v->signer = axr_win32_text(name, count - 1);
}

static enum axr_signature meaning_of(LONG status)
{
	switch (status) {
	case ERROR_SUCCESS:
		return AXR_SIGNATURE_TRUSTED;
	case TRUST_E_BAD_DIGEST:
	case -2146869231: /* 0x80096011: TRUST_E_MALFORMED_SIGNATURE */
		return AXR_SIGNATURE_BROKEN;
	case TRUST_E_NOSIGNATURE:
		return AXR_SIGNATURE_NONE;
	case CERT_E_CHAINING:
	case CERT_E_EXPIRED:
	case CERT_E_REVOKED:
	case CERT_E_UNTRUSTEDROOT:
	case CERT_E_UNTRUSTEDTESTROOT:
	case CERT_E_VALIDITYPERIODNESTING:
	case CERT_E_WRONG_USAGE:
	case TRUST_E_BASIC_CONSTRAINTS:
	case TRUST_E_CERT_SIGNATURE:
	case TRUST_E_COUNTER_SIGNER:
	case TRUST_E_EXPLICIT_DISTRUST:
	case TRUST_E_SUBJECT_NOT_TRUSTED:
	case TRUST_E_TIME_STAMP:
		return AXR_SIGNATURE_UNTRUSTED;
	default: /* it could not be read, or no provider knows it */
		return AXR_SIGNATURE_UNKNOWN;
	}
}

static enum axr_signature ask(struct axr_os_verifier *v, WINTRUST_DATA *data)
{
	GUID action = WINTRUST_ACTION_GENERIC_VERIFY_V2;
	enum axr_signature signature;

	data->cbStruct = sizeof(*data);
	data->dwUIChoice = WTD_UI_NONE;
	data->fdwRevocationChecks = WTD_REVOKE_NONE;
	data->dwProvFlags = WTD_CACHE_ONLY_URL_RETRIEVAL;
	data->dwStateAction = WTD_STATEACTION_VERIFY;
	signature = meaning_of(v->verify((HWND)INVALID_HANDLE_VALUE, &action, data));
	if (data->hWVTStateData && signature != AXR_SIGNATURE_NONE)
		note_signer(v, data->hWVTStateData);
	data->dwStateAction = WTD_STATEACTION_CLOSE;
	v->verify((HWND)INVALID_HANDLE_VALUE, &action, data);
	return signature;
}

static enum axr_signature ask_file(struct axr_os_verifier *v, HANDLE file, const wchar_t *path)
{
	WINTRUST_FILE_INFO info = { .cbStruct = sizeof(info),
				    .pcwszFilePath = path,
				    .hFile = file };
	WINTRUST_DATA data = { .dwUnionChoice = WTD_CHOICE_FILE, .pFile = &info };

	return ask(v, &data);
}

static void put_tag(wchar_t *tag, const BYTE *hash, DWORD size)
{
	for (DWORD i = 0; i < size; i++) {
		*tag++ = L"0123456789ABCDEF"[hash[i] >> 4];
		*tag++ = L"0123456789ABCDEF"[hash[i] & 15];
	}
	*tag = L'\0';
}

static bool says_not_found(DWORD code)
{
	return code == ERROR_NOT_FOUND || code == ERROR_FILE_NOT_FOUND || code == ERROR_SUCCESS;
}

/* What a catalog says of the file; AXR_SIGNATURE_NONE where none speaks of it. */
static enum axr_signature ask_catalog(struct axr_os_verifier *v, size_t which, HANDLE file,
				      const wchar_t *path)
{
	HCATADMIN catalogs = v->catalogs[which];
	BYTE hash[HASH_MAX];
	wchar_t tag[2 * HASH_MAX + 1];
	DWORD size = sizeof(hash);
	CATALOG_INFO found = { .cbStruct = sizeof(found) };
	WINTRUST_CATALOG_INFO info = { .cbStruct = sizeof(info),
				       .pcwszCatalogFilePath = found.wszCatalogFile,
				       .pcwszMemberTag = tag,
				       .pcwszMemberFilePath = path,
				       .hMemberFile = file,
				       .pbCalculatedFileHash = hash };
	WINTRUST_DATA data = { .dwUnionChoice = WTD_CHOICE_CATALOG, .pCatalog = &info };
	HCATINFO catalog;
	enum axr_signature signature = AXR_SIGNATURE_UNKNOWN;

	if (which ? !v->hash_sha1(file, &size, hash, 0) :
		    !v->hash_any(catalogs, file, &size, hash, 0))
		return AXR_SIGNATURE_UNKNOWN;
	SetLastError(ERROR_SUCCESS);
	catalog = v->find(catalogs, hash, size, 0, NULL);
	if (!catalog)
		return says_not_found(GetLastError()) ? AXR_SIGNATURE_NONE : signature;
	put_tag(tag, hash, size);
	info.cbCalculatedFileHash = size;
	info.hCatAdmin = catalogs;
	if (v->info(catalog, &found, 0))
		signature = ask(v, &data);
	v->release(catalogs, catalog, 0);
	return signature;
}

/* The path that belongs to the handle: wintrust wants one beside it. */
static wchar_t *path_of(HANDLE file)
{
	DWORD count = GetFinalPathNameByHandleW(file, NULL, 0, 0);
	wchar_t *path = count ? calloc(count + 1, sizeof(*path)) : NULL;

	if (path && !GetFinalPathNameByHandleW(file, path, count, 0)) {
		free(path);
		return NULL;
	}
	return path;
}

enum axr_signature axr_os_verify(struct axr_os_verifier *v, struct axr_os_handle handle,
				 struct axr_span *signer)
{
	HANDLE file = axr_win32_handle(handle);
	enum axr_signature signature = AXR_SIGNATURE_UNKNOWN, by_catalog;
	wchar_t *path;

	free(v->signer);
	v->signer = NULL;
	*signer = axr_span(NULL, 0);
	path = load(v) ? path_of(file) : NULL;
	if (!path)
		return AXR_SIGNATURE_UNKNOWN;
	signature = ask_file(v, file, path);
	/* most programs of Windows itself are signed by catalog alone */
	for (size_t i = 0; i < 2 && signature == AXR_SIGNATURE_NONE; i++) {
		if (!v->catalogs[i])
			continue;
		by_catalog = ask_catalog(v, i, file, path);
		if (by_catalog != AXR_SIGNATURE_NONE)
			signature = by_catalog;
	}
	free(path);
	if (v->signer)
		*signer = axr_span_str(v->signer);
	return signature;
}
