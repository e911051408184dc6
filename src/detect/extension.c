#include "detect/extension.h"

#include "base/span.h"

static bool is_one_of(struct axr_span extension, const char *const *list)
{
	for (; *list; list++)
		if (axr_span_iis(extension, *list))
			return true;
	return false;
}

bool axr_is_page_extension(struct axr_span extension)
{
	static const char *const pages[] = {
		"aspx", "ashx", "asmx",  "ascx", "asax", "master", "svc",  "soap", "rem",
		"aspq", "asp",  "asa",   "cer",  "cdx",  "cshtml", "vbhtml", "cs", "vb",
		"shtm", "shtml", "stm",  "xamlx", "axd", "skin",   "browser", NULL,
	};

	return is_one_of(extension, pages);
}

bool axr_is_static_extension(struct axr_span extension)
{
	static const char *const statics[] = {
		"png", "gif",  "jpg",  "jpeg", "bmp", "ico", "svg",  "webp", "txt",
		"log", "css",  "js",   "json", "csv", "pdf", "woff", "woff2", "ttf",
		"eot", "map",  "mp4",  "mp3",  "zip", "bak", "old",  "tmp",  "dat", NULL,
	};

	return is_one_of(extension, statics);
}
