/*
 * What a file is, against what its name says.  A page that IIS would run begins with text: where it
 * begins as something else, a cmdlet of Exchange was made to write it, or it was disguised.
 */
#include "detect/detect.h"

#include "base/span.h"
#include "base/utf8.h"
#include "detect/extension.h"
#include "detect/magic.h"

#define WEB_SHELL "T1505.003"
#define MASQUERADING "T1036"

static void add(struct axr_subject *subject, const char *rule, int score, const char *technique,
		const char *title)
{
	struct axr_reason reason = {
		.detector = "type",
		.rule = rule,
		.title = title,
		.score = score,
		.technique = technique,
	};

	axr_subject_reason(subject, &reason);
}

/* How odd it is to find page code there: none in images, now and then in text and copies. */
static int static_score(struct axr_span extension)
{
	static const char *const texts[] = { "txt", "log", "css", "json", "csv", "dat", NULL };
	static const char *const copies[] = { "js", "map", "bak", "old", "tmp", "zip", NULL };

	for (const char *const *text = texts; *text; text++)
		if (axr_span_iis(extension, *text))
			return 50;
	for (const char *const *copy = copies; *copy; copy++)
		if (axr_span_iis(extension, *copy))
			return 25;
	return 80;
}

/* ---- The name alone ----------------------------------------------------------------------- */

/* CON, COM1, ...: a name that needs \\?\ to be made, and that Explorer cannot open. */
static bool is_device(struct axr_span name)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };
	struct axr_span rest = name, base = axr_span_until(&rest, '.');

	for (const char *const *device = devices; *device; device++)
		if (axr_span_iis(base, *device))
			return true;
	return base.len == 4 && (axr_span_istarts(base, "com") || axr_span_istarts(base, "lpt")) &&
	       base.ptr[3] >= '1' && base.ptr[3] <= '9';
}

static bool is_deceptive(struct axr_span name)
{
	size_t len;

	for (size_t at = 0; at < name.len; at += len) {
		int32_t code = axr_utf8_get(name, at, &len);

		/* joiners are letters in some languages */
		if (code >= 0 && axr_is_deceptive((uint32_t)code) && code != 0x200c &&
		    code != 0x200d)
			return true;
	}
	return false;
}

/* The part between the last two dots: of "a.jpg.aspx", "jpg". */
static struct axr_span inner_extension(struct axr_span name, struct axr_span extension)
{
	struct axr_span rest = axr_span_cut(name, 0, name.len - extension.len);

	if (!extension.len || !rest.len)
		return axr_span(NULL, 0);
	rest.len--; /* the dot */
	for (size_t i = rest.len; i > 0; i--)
		if (rest.ptr[i - 1] == '.')
			return axr_span_from(rest, i);
	return axr_span(NULL, 0);
}

/* The name without the dots and blanks that Windows drops when it opens a file. */
static struct axr_span opened_as(struct axr_span name)
{
	while (name.len && (name.ptr[name.len - 1] == '.' || name.ptr[name.len - 1] == ' '))
		name.len--;
	return name;
}

static bool ends_as_page(struct axr_span name)
{
	for (size_t i = name.len; i > 0; i--)
		if (name.ptr[i - 1] == '.')
			return axr_is_page_extension(axr_span_from(name, i));
	return false;
}

static void look_at_name(struct axr_subject *subject)
{
	const struct axr_file *file = &subject->file;
	struct axr_span opened = opened_as(file->name);
	struct axr_span inner = inner_extension(file->name, file->extension);
	bool page = axr_is_page_extension(file->extension);

	if (opened.len < file->name.len && ends_as_page(opened))
		add(subject, "trailing-dot-or-space", 70, MASQUERADING,
		    "page whose name ends in dots or blanks: made to slip through name filters");
	if (page && is_device(file->name))
		add(subject, "device-name", 80, MASQUERADING,
		    "page named as a Windows device: most tools cannot open or delete it");
	if (is_deceptive(file->name))
		add(subject, "deceptive-name", page ? 75 : 50, MASQUERADING,
		    "name with characters that hide or reorder what a person sees");
	if (page && axr_is_static_extension(inner))
		add(subject, "double-extension", static_score(inner) == 80 ? 45 : 20, MASQUERADING,
		    "page named to look like a harmless file: two extensions");
}

/* ---- Pages that begin as something else --------------------------------------------------- */

static void look_at_page(struct axr_subject *subject)
{
	struct axr_span bytes = subject->layers[0].bytes, extension = subject->file.extension;
	/* pages to classic ASP, and yet what certificates and indexes are called */
	bool may_be_data = axr_span_is(extension, "cer") || axr_span_is(extension, "cdx");

	switch (axr_magic(bytes)) {
	case AXR_MAGIC_MAILBOX:
		add(subject, "page-is-mailbox", 95, WEB_SHELL,
		    "page that is an Outlook data file: written by a mailbox export request, as in "
		    "ProxyShell (CVE-2021-34473, CVE-2021-34523, CVE-2021-31207)");
		return;
	case AXR_MAGIC_CERTIFICATE:
		if (may_be_data)
			return;
		add(subject, "page-is-certificate", 95, WEB_SHELL,
		    "page that is a binary certificate request: written by "
		    "New-ExchangeCertificate, as after ProxyShell (CVE-2021-34473, "
		    "CVE-2021-34523, CVE-2021-31207)");
		return;
	case AXR_MAGIC_IMAGE:
		add(subject, "page-is-image", 85, WEB_SHELL,
		    "page that begins as an image: to pass an upload check or a scanner");
		return;
	case AXR_MAGIC_PROGRAM:
		add(subject, "page-is-program", 80, MASQUERADING,
		    "executable program under the name of a page");
		return;
	case AXR_MAGIC_ARCHIVE:
		add(subject, "page-is-archive", 65, MASQUERADING,
		    "archive under the name of a page: data staged for download, or a disguise");
		return;
	case AXR_MAGIC_DOCUMENT:
		add(subject, "page-is-document", 65, MASQUERADING,
		    "document under the name of a page: a disguise, or an export");
		return;
	case AXR_MAGIC_NONE:
		break;
	}
	for (size_t i = 0; i < subject->layer_count; i++)
		if (subject->layers[i].is_text)
			return;
	if (!may_be_data && axr_looks_binary(bytes))
		add(subject, "page-is-binary", 55, MASQUERADING,
		    "page that is no text in any encoding known to this program");
}

/* ---- Harmless names over pages ------------------------------------------------------------ */

static void look_at_static(struct axr_subject *subject)
{
	struct axr_reason reason = {
		.detector = "type",
		.rule = "static-is-page",
		.title = "server page code under a harmless name: runs where a handler is mapped "
			 "to the name or a page includes it",
		.score = static_score(subject->file.extension),
		.technique = WEB_SHELL,
	};

	for (size_t i = 0; i < subject->layer_count; i++) {
		const struct axr_layer *layer = &subject->layers[i];
		size_t at, len;

		if (layer->content != AXR_CONTENT_PAGE)
			continue;
		at = axr_find_page_syntax(layer->bytes, &len);
		if (at == SIZE_MAX)
			continue;
		axr_subject_reason_at(subject, layer, at, len, reason);
		return;
	}
}

static void type_inspect(const void *shared, void *worker, struct axr_subject *subject)
{
	struct axr_span extension = subject->file.extension;

	(void)shared;
	(void)worker;
	if (!subject->window_at)
		look_at_name(subject);
	if (!subject->layer_count)
		return;
	if (!subject->window_at && axr_is_page_extension(extension))
		look_at_page(subject);
	else if (axr_is_static_extension(extension))
		look_at_static(subject);
}

const struct axr_detector axr_detector_type = {
	.name = "type",
	.inspect = type_inspect,
};
