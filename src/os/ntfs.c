#include "os/ntfs.h"

#include "base/span.h"

enum {
	ATTRIBUTE_DIRECTORY = 0x10,
	ATTRIBUTE_DEVICE = 0x40,
	ATTRIBUTE_REPARSE = 0x400,
	ATTRIBUTE_OFFLINE = 0x1000,
	ATTRIBUTE_RECALL_ON_OPEN = 0x40000, /* in a listing; of what is open: it has EAs */
	ATTRIBUTE_RECALL_ON_READ = 0x400000,
	NAME_SURROGATE = 0x20000000
};

/* Tags of [MS-FSCC] 2.1.2.1 whose file lies on this very volume, in a form that Windows undoes. */
static bool is_stored_otherwise(uint32_t tag)
{
	return tag == 0x80000013 ||		/* deduplicated */
	       tag == 0x80000017 ||		/* compressed by WOF */
	       tag == 0x80000008 ||		/* in a WIM on this volume */
	       tag == 0x80000007;		/* single-instance storage */
}

/* The tags of UNIX sockets, FIFOs and devices that WSL makes. */
static bool is_unix_special(uint32_t tag)
{
	return tag == 0x80000023 || (tag >= 0x80000024 && tag <= 0x80000026);
}

/* Whose data is fetched over the network when it is read: OneDrive, ProjFS, HSM, DFS and NFS. */
static bool is_elsewhere(uint32_t tag)
{
	static const uint32_t tags[] = { 0x80000021, 0x9000001c, 0xc0000004, 0x80000006, 0x8000000a,
					 0x80000012, 0x80000014, 0x8000001b };

	if ((tag & 0xffff0fff) == 0x9000001a)
		return true; /* cloud files of every provider */
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (tag == tags[i])
			return true;
	return false;
}

enum axr_os_kind axr_ntfs_kind(uint32_t attributes, uint32_t tag)
{
	const enum axr_os_kind plain = attributes & ATTRIBUTE_DIRECTORY ? AXR_OS_DIR : AXR_OS_FILE;

	if (attributes & ATTRIBUTE_DEVICE)
		return AXR_OS_SPECIAL;
	if (attributes & ATTRIBUTE_RECALL_ON_READ)
		return AXR_OS_LINK;
	if (!(attributes & ATTRIBUTE_REPARSE))
		return plain;
	if (is_unix_special(tag))
		return AXR_OS_SPECIAL;
	if (is_stored_otherwise(tag))
		return plain;
	if (!tag || tag & NAME_SURROGATE || is_elsewhere(tag) ||
	    attributes & (ATTRIBUTE_OFFLINE | ATTRIBUTE_RECALL_ON_OPEN))
		return AXR_OS_LINK;
	return plain;
}

enum axr_os_kind axr_ntfs_kind_listed(uint32_t attributes, uint32_t tag)
{
	const enum axr_os_kind kind = axr_ntfs_kind(attributes, tag);

	if (attributes & ATTRIBUTE_RECALL_ON_OPEN && !(attributes & ATTRIBUTE_REPARSE) &&
	    (kind == AXR_OS_FILE || kind == AXR_OS_DIR))
		return AXR_OS_UNKNOWN;
	return kind;
}

bool axr_ntfs_stream_name(struct axr_span listed, struct axr_span *name)
{
	const struct axr_span type = axr_span_str(":$DATA");

	if (!axr_span_starts(listed, ":") || listed.len <= 1 + type.len ||
	    !axr_span_ieq(axr_span_from(listed, listed.len - type.len), type))
		return false;
	*name = axr_span_cut(listed, 1, listed.len - 1 - type.len);
	return axr_span_find_byte(*name, ':', 0) == SIZE_MAX;
}

bool axr_ntfs_stream_is_usual(struct axr_span name)
{
	static const char *const names[] = {
		"Zone.Identifier",    /* where a file was downloaded from */
		"SmartScreen",	      /* that its user was asked */
		"encryptable",	      /* beside thumbs.db */
		"favicon",	      /* of a link to a web page */
		"AFP_AfpInfo",	      /* Macintosh files on a share */
		"AFP_Resource",
		"Win32App_1",	      /* of the system's own folders */
		"ms-properties",      /* of Windows Search */
		"\x05SummaryInformation", /* of documents */
		"\x05DocumentSummaryInformation",
		"{4c8cc155-6c1e-11d1-8e41-00c04fb9386d}",
		"OECustomProperty",   /* of mail messages */
		"WofCompressedData",  /* the file itself, compressed */
		"com.dropbox.attributes", "com.dropbox.attrs", "com.dropbox.internal",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(name, names[i]))
			return true;
	return axr_span_istarts(name, "com.apple.");
}
