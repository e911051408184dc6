#include "base/names.h"

#include "base/err.h"
#include "base/span.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *const level_names[] = {
	[AXR_CLEAN] = "clean",
	[AXR_INFO] = "info",
	[AXR_NOTABLE] = "notable",
	[AXR_SUSPICIOUS] = "suspicious",
	[AXR_MALICIOUS] = "malicious",
};

static const char *const class_names[] = {
	[AXR_CLASS_MATCH] = "match",
	[AXR_CLASS_UNEXPECTED] = "unexpected",
	[AXR_CLASS_MODIFIED] = "modified",
	[AXR_CLASS_MOVED] = "moved",
	[AXR_CLASS_MISSING] = "missing",
	[AXR_CLASS_UNVERIFIED] = "unverified",
	[AXR_CLASS_STOCK] = "stock",
};

static const char *const trouble_names[] = {
	[AXR_TROUBLE_OPEN] = "open-failed",
	[AXR_TROUBLE_READ] = "read-failed",
	[AXR_TROUBLE_VANISHED] = "vanished",
	[AXR_TROUBLE_CHANGED] = "changed",
	[AXR_TROUBLE_BLOCKED] = "blocked",
	[AXR_TROUBLE_ANTIVIRUS] = "antivirus",
	[AXR_TROUBLE_DEPTH] = "too-deep",
	[AXR_TROUBLE_LINK] = "link",
	[AXR_TROUBLE_LIMIT] = "limit",
	[AXR_TROUBLE_TIMEOUT] = "timeout",
	[AXR_TROUBLE_DETECTOR] = "detector-failed",
	[AXR_TROUBLE_STOPPED] = "stopped",
	[AXR_TROUBLE_ROOT] = "root",
	[AXR_TROUBLE_RULE] = "rule",
	[AXR_TROUBLE_CONFIG] = "config",
	[AXR_TROUBLE_UNDECIDED] = "undecided",
	[AXR_TROUBLE_RESULT] = "result",
	[AXR_TROUBLE_MEMORY] = "memory",
};

static const char *const signature_names[] = {
	[AXR_SIGNATURE_UNKNOWN] = "unknown",
	[AXR_SIGNATURE_NONE] = "unsigned",
	[AXR_SIGNATURE_TRUSTED] = "trusted",
	[AXR_SIGNATURE_UNTRUSTED] = "untrusted",
	[AXR_SIGNATURE_BROKEN] = "broken",
};

static const char *const skip_names[] = {
	[AXR_SKIP_LINK] = "link",         [AXR_SKIP_SPECIAL] = "special",
	[AXR_SKIP_EXCLUDED] = "excluded", [AXR_SKIP_MOUNT] = "mount",
	[AXR_SKIP_SEEN] = "seen",         [AXR_SKIP_OWN] = "own_output",
};

_Static_assert(COUNT(level_names) == AXR_MALICIOUS + 1, "a level without a name");
_Static_assert(COUNT(class_names) == AXR_CLASS_STOCK + 1, "a class without a name");
_Static_assert(COUNT(trouble_names) == AXR_TROUBLE_MEMORY + 1, "a trouble without a name");
_Static_assert(COUNT(signature_names) == AXR_SIGNATURE_BROKEN + 1, "a signature without a name");
_Static_assert(COUNT(skip_names) == AXR_SKIP_COUNT, "a skip without a name");

static const char *name_of(const char *const *names, size_t count, size_t value)
{
	return value < count ? names[value] : "unknown";
}

/* The index of name, or -1. */
static int find(const char *const *names, size_t count, struct axr_span name)
{
	for (size_t i = 0; i < count; i++)
		if (axr_span_is(name, names[i]))
			return (int)i;
	return -1;
}

const char *axr_version(void)
{
	return AXR_VERSION;
}

const char *axr_level_name(enum axr_level level)
{
	return name_of(level_names, COUNT(level_names), (size_t)level);
}

int axr_level_parse(const char *name, enum axr_level *level)
{
	int found = name ? find(level_names, COUNT(level_names), axr_span_str(name)) : -1;

	if (found < 0)
		return AXR_EUSAGE;
	*level = (enum axr_level)found;
	return AXR_OK;
}

const char *axr_class_name(enum axr_class file_class)
{
	return name_of(class_names, COUNT(class_names), (size_t)file_class);
}

bool axr_class_parse(struct axr_span name, enum axr_class *file_class)
{
	int found = find(class_names, COUNT(class_names), name);

	if (found >= 0)
		*file_class = (enum axr_class)found;
	return found >= 0;
}

const char *axr_trouble_name(enum axr_trouble trouble)
{
	return name_of(trouble_names, COUNT(trouble_names), (size_t)trouble);
}

bool axr_trouble_parse(struct axr_span name, enum axr_trouble *trouble)
{
	int found = find(trouble_names, COUNT(trouble_names), name);

	if (found >= 0)
		*trouble = (enum axr_trouble)found;
	return found >= 0;
}

const char *axr_signature_name(enum axr_signature signature)
{
	return name_of(signature_names, COUNT(signature_names), (size_t)signature);
}

bool axr_signature_parse(struct axr_span name, enum axr_signature *signature)
{
	int found = find(signature_names, COUNT(signature_names), name);

	if (found >= 0)
		*signature = (enum axr_signature)found;
	return found >= 0;
}

const char *axr_skip_name(enum axr_skip skip)
{
	return name_of(skip_names, COUNT(skip_names), (size_t)skip);
}

const char *axr_attribute_name(unsigned bit)
{
	switch (bit) {
	case AXR_ATTR_READONLY:
		return "readonly";
	case AXR_ATTR_HIDDEN:
		return "hidden";
	case AXR_ATTR_SYSTEM:
		return "system";
	default:
		return NULL;
	}
}
