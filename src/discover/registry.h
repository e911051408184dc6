/*
 * What the registry of the server says of Exchange: from the SOFTWARE hive of an image (hive.c,
 * by libhivex), or from the registry of this host on Windows (live.c).
 */
#ifndef AXR_DISCOVER_REGISTRY_H
#define AXR_DISCOVER_REGISTRY_H

#include "base/arena.h"

/* Of HKLM\SOFTWARE\Microsoft\ExchangeServer\v15\Setup, or v14; spans are empty where unknown. */
struct axr_registry_exchange {
	struct axr_span install_path; /* MsiInstallPath, "C:\Program Files\...\V15\" */
	uint32_t version[4];          /* MsiProductMajor, -Minor, MsiBuildMajor, -Minor */
	bool has_version;
};

/* The keys below SOFTWARE, newest first, NULL-terminated; and the four values of the version. */
extern const char *const axr_registry_setups[];
extern const char *const axr_registry_version[4];

enum axr_registry_status {
	AXR_REGISTRY_OK,      /* read; *exchange says whether Exchange is there */
	AXR_REGISTRY_BROKEN,  /* *err says why it could not be read */
	AXR_REGISTRY_NOT_BUILT /* this program was built without libhivex */
};

/*
 * The computer's name by the SYSTEM hive of an image, as it stands there: whatever its owner, or an
 * intruder, wrote.  Empty where the hive does not say.
 */
enum axr_registry_status axr_registry_computer(const char *path, struct axr_arena *arena,
					       struct axr_span *name, struct axr_err *err);

/* Reads a hive file by its path; strings come to lie in the arena. */
enum axr_registry_status axr_registry_hive(const char *path, struct axr_arena *arena,
					   struct axr_registry_exchange *exchange,
					   struct axr_err *err);

#endif
