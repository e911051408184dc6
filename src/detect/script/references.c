/* What a page takes from elsewhere. */
#include "base/span.h"
#include "detect/script/rules.h"

static struct axr_span extension_of(struct axr_span path)
{
	path = axr_span_trim(path);
	for (size_t i = path.len; i; i--) {
		if (path.ptr[i - 1] == '.')
			return axr_span_from(path, i);
		if (path.ptr[i - 1] == '/' || path.ptr[i - 1] == '\\')
			break;
	}
	return axr_span(NULL, 0);
}

static bool is_one_of(struct axr_span s, const char *const *list)
{
	for (; *list; list++)
		if (axr_span_iis(s, *list))
			return true;
	return false;
}

bool axr_script_is_innocent(struct axr_span path)
{
	static const char *const images[] = { "jpg", "jpeg", "gif", "png", "bmp", "ico",  "webp",
					      "zip", "rar",  "log", "dat", "tmp", "bak",  "pdf",
					      "doc", "css",  "mp3", "mp4", "ttf", "woff", "exe",
					      "dll", "db",   "cer", "crt", "cfg", NULL };

	return is_one_of(extension_of(path), images);
}

/* How odd it is that code comes from a file of this name; 0: not at all. */
static int oddness(const struct axr_reference *reference, bool alone)
{
	static const char *const code[] = { "cs",   "vb",   "js",     "jsl", "ascx", "aspx", "asmx",
					    "ashx", "asax", "master", "fs",  "cpp",  NULL };
	struct axr_span extension = extension_of(reference->target);

	if (axr_span_starts(reference->target, "\\\\") ||
	    (reference->target.len > 2 && reference->target.ptr[1] == ':'))
		return 70;
	if (!extension.len)
		return 0;
	switch (reference->kind) {
	case AXR_REF_INCLUDE_FILE:
	case AXR_REF_INCLUDE_VIRTUAL:
		if (axr_script_is_innocent(reference->target))
			return axr_span_iis(extension, "css") ? 15 : 75;
		if (axr_span_iis(extension, "txt"))
			return alone ? 65 : 30;
		return 0;
	case AXR_REF_CODE:
		return is_one_of(extension, code) ? 0 : 80;
	case AXR_REF_CONTROL:
		return is_one_of(extension, code) ? 0 : 65;
	default:
		return 0;
	}
}

void axr_script_references(struct axr_script *script, struct axr_remarks *remarks)
{
	const struct axr_page *page = script->page;
	bool alone = !page->token_count && page->text.len < 512;

	for (uint32_t i = 0; i < page->reference_count; i++) {
		const struct axr_reference *reference = &page->references[i];
		struct axr_remark remark = {
			.rule = "code-from-elsewhere",
			.title = "code is taken from a file that is not one of code",
			.technique = "T1027.013",
			.token = UINT32_MAX,
			.at = reference->at,
			.len = (uint32_t)reference->target.len,
		};

		if (!reference->target.len ||
		    axr_span_find(reference->target, axr_span_str("<%"), 0) != SIZE_MAX)
			continue;
		remark.score = oddness(reference, alone);
		if (remark.score)
			axr_remark(remarks, &remark);
	}
}
