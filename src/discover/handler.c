#include "base/clock.h"
#include "base/span.h"
#include "discover/server.h"

/* What IIS 8.5 and later map when a configuration maps nothing (read off a default install). */
static const struct {
	const char *pattern, *name;
} default_handlers[] = {
	{ "*.aspx", "PageHandlerFactory-Integrated-4.0" },
	{ "*.ashx", "SimpleHandlerFactory-Integrated-4.0" },
	{ "*.asmx", "WebServiceHandlerFactory-Integrated-4.0" },
	{ "*.svc", "svc-Integrated-4.0" },
	{ "*.rem", "HttpRemotingHandlerFactory-rem-Integrated-4.0" },
	{ "*.soap", "HttpRemotingHandlerFactory-soap-Integrated-4.0" },
	{ "*.xamlx", "xamlx-Integrated-4.0" },
	{ "*.aspq", "aspq-Integrated-4.0" },
	{ "*.cshtm", "cshtm-Integrated-4.0" },
	{ "*.cshtml", "cshtml-Integrated-4.0" },
	{ "*.vbhtm", "vbhtm-Integrated-4.0" },
	{ "*.vbhtml", "vbhtml-Integrated-4.0" },
	{ "*.asp", "ASPClassic" },
	{ "*.cer", "ASPClassic" },
	{ "*.asa", "ASPClassic" },
	{ "*.cdx", "ASPClassic" },
	{ "*.shtml", "SSINC-shtml" },
	{ "*.shtm", "SSINC-shtm" },
	{ "*.stm", "SSINC-stm" },
};

static const char *const default_hidden[] = {
	"web.config",       "bin",      "App_code",    "App_GlobalResources", "App_LocalResources",
	"App_WebReferences", "App_Data", "App_Browsers",
};

static const char *const default_denied[] = {
	".asa",     ".asax",   ".ascx",    ".master",   ".skin",      ".browser", ".sitemap",
	".config",  ".cs",     ".csproj",  ".vb",       ".vbproj",    ".webinfo", ".licx",
	".resx",    ".resources", ".mdb",  ".vjsproj",  ".java",      ".jsl",     ".ldb",
	".dsdgm",   ".ssdgm",  ".lsad",    ".ssmap",    ".cd",        ".dsprototype",
	".lsaprototype", ".sdm", ".sdmDocument", ".mdf", ".ldf",      ".ad",      ".dd",
	".ldd",     ".sd",     ".adprototype", ".lddprototype", ".exclude", ".refresh",
	".compiled", ".msgx",  ".vsdisco", ".rules",
};

enum {
	CANDIDATES_MAX = 16, /* mappings of a file asked for their removal: real files have two */
	URL_MAX = 4096,      /* what IIS takes if nobody tells it more */
	SEGMENTS_MAX = 255,
	ITEM_STEPS = 16 /* to look at one line of a configuration */
};

struct choice {
	const struct axr_scope *scopes;
	size_t count;
	struct axr_span url;
	unsigned candidates;
	bool cleared;
	struct axr_clock *clock;
	bool late; /* nothing that was found out since is worth anything */
};

/* Pays for one line of a configuration, and a look at so many bytes; false where all is to end. */
static bool pay(struct choice *choice, size_t bytes)
{
	choice->late |= !axr_clock_step(choice->clock, ITEM_STEPS + bytes);
	return !choice->late;
}

/* '*' stands for anything, in any case; as slow as pattern times name, which is paid for. */
static bool matches_one(struct choice *choice, struct axr_span pattern, struct axr_span s)
{
	size_t p = 0, i = 0, star = SIZE_MAX, from = 0;

	while (i < s.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			from = i;
		} else if (p < pattern.len && (pattern.ptr[p] == '?' ||
					       axr_lower(pattern.ptr[p]) == axr_lower(s.ptr[i]))) {
			p++;
			i++;
		} else if (star != SIZE_MAX) {
			/* what is done anew from here on */
			if (!pay(choice, i - from))
				return false;
			p = star + 1;
			i = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static struct axr_span last_name(struct axr_span url)
{
	size_t at = url.len;

	while (at && url.ptr[at - 1] != '/')
		at--;
	return axr_span_from(url, at);
}

/* path of a handler: patterns between commas, of the file's name or, with a slash, of its URL. */
static bool matches(struct choice *choice, struct axr_span patterns)
{
	const struct axr_span url = choice->url, name = last_name(url);

	while (patterns.len) {
		struct axr_span pattern = axr_span_trim(axr_span_until(&patterns, ','));
		bool whole = axr_span_find_byte(pattern, '/', 0) != SIZE_MAX;
		struct axr_span s = whole ? url : name;

		if (!pay(choice, pattern.len))
			return false;
		if (whole && pattern.ptr[0] != '/' && s.len)
			s = axr_span_from(s, 1);
		if (pattern.len && matches_one(choice, pattern, s))
			return true;
	}
	return false;
}

/* A line of a configuration holds for the file; what that costs is paid. */
static bool holds(struct choice *choice, struct axr_span location, size_t scope)
{
	return pay(choice, location.len) &&
	       axr_iis_location_holds(location, choice->scopes[scope].path);
}

/* A nearer configuration, or a later line of the same one, takes this name away. */
static bool is_removed(struct choice *choice, size_t scope, size_t line, struct axr_span name)
{
	for (size_t c = 0; c <= scope; c++) {
		const struct axr_iis_config *from = choice->scopes[c].config;
		size_t first = c == scope ? line + 1 : 0;

		for (size_t i = first; i < from->handler_count; i++) {
			const struct axr_iis_handler *h = &from->handlers[i];

			if (!pay(choice, h->change == AXR_IIS_REMOVE ? name.len : 0))
				return false;
			if (h->change == AXR_IIS_ADD ||
			    (h->change == AXR_IIS_REMOVE && !axr_span_ieq(h->name, name)))
				continue;
			if (holds(choice, h->location, c))
				return true;
		}
	}
	return false;
}

/* Mappings of a <location> stand before those of the whole file, as they are nearer. */
static const struct axr_iis_handler *find_handler(struct choice *choice, size_t scope)
{
	const struct axr_iis_config *from = choice->scopes[scope].config;
	const struct axr_iis_handler *found = NULL;

	for (size_t i = 0; i < from->handler_count && pay(choice, 0); i++) {
		const struct axr_iis_handler *h = &from->handlers[i];

		if (found && h->location.len <= found->location.len && h->change == AXR_IIS_ADD)
			continue;
		if (!holds(choice, h->location, scope))
			continue;
		choice->cleared |= h->change == AXR_IIS_CLEAR;
		if (h->change != AXR_IIS_ADD || !matches(choice, h->path))
			continue;
		if (choice->candidates++ < CANDIDATES_MAX &&
		    is_removed(choice, scope, i, h->name))
			continue;
		found = h;
	}
	return found;
}

static bool listed(const char *const *names, size_t count, struct axr_span name)
{
	for (size_t i = 0; i < count; i++)
		if (axr_span_iis(name, names[i]))
			return true;
	return false;
}

/* What the configurations say of a filter, nearest first; otherwise what IIS does by itself. */
static bool filtered(struct choice *choice, enum axr_iis_filter_kind kind,
		     struct axr_span value, bool by_default)
{
	for (size_t c = 0; c < choice->count; c++) {
		const struct axr_iis_config *from = choice->scopes[c].config;

		for (size_t i = from->filter_count; i-- > 0 && pay(choice, value.len);) {
			const struct axr_iis_filter *f = &from->filters[i];

			if (f->kind != kind || !holds(choice, f->location, c))
				continue;
			if (f->change == AXR_IIS_CLEAR)
				return false;
			if (!axr_span_ieq(f->value, value))
				continue;
			if (f->change == AXR_IIS_REMOVE)
				return false;
			return kind == AXR_IIS_HIDDEN_SEGMENT || !f->allowed;
		}
	}
	return by_default;
}

static const char *filter_reason(struct choice *choice)
{
	struct axr_span rest = choice->url, name = last_name(choice->url), extension;
	size_t dot = name.len;

	for (size_t segments = 0; rest.len; segments++) {
		struct axr_span segment = axr_span_until(&rest, '/');
		bool hidden = listed(default_hidden,
				     sizeof(default_hidden) / sizeof(*default_hidden), segment);

		if (choice->url.len > URL_MAX || segments > SEGMENTS_MAX)
			return "its URL is longer than IIS takes";
		if (segment.len && filtered(choice, AXR_IIS_HIDDEN_SEGMENT, segment, hidden))
			return "a part of its path is a hidden segment";
	}
	while (dot && name.ptr[dot - 1] != '.')
		dot--;
	extension = dot ? axr_span_from(name, dot - 1) : axr_span("", 0);
	if (filtered(choice, AXR_IIS_EXTENSION, extension,
		     listed(default_denied, sizeof(default_denied) / sizeof(*default_denied),
			    extension)))
		return "request filtering denies its extension";
	return NULL;
}

/* accessPolicy of the nearest <handlers>; "Read, Script" where none says. */
static bool has_access(struct choice *choice, const char *right)
{
	for (size_t c = 0; c < choice->count; c++) {
		const struct axr_iis_config *from = choice->scopes[c].config;
		const struct axr_iis_access *nearest = NULL;

		for (size_t i = 0; i < from->access_count; i++)
			if (holds(choice, from->access[i].location, c) &&
			    (!nearest || from->access[i].location.len >= nearest->location.len))
				nearest = &from->access[i];
		if (nearest)
			return pay(choice, nearest->policy.len) &&
			       axr_span_ifind(nearest->policy, axr_span_str(right), 0) != SIZE_MAX;
	}
	return strcmp(right, "Read") == 0 || strcmp(right, "Script") == 0;
}

/*
 * The last word on one extension, the nearest configuration first: whether it has a type.  *told
 * is set where any extension has one.
 */
static bool has_mime(struct choice *choice, struct axr_span extension, bool *told)
{
	for (size_t c = 0; c < choice->count; c++) {
		const struct axr_iis_config *from = choice->scopes[c].config;

		for (size_t i = from->mime_count; i-- > 0;) {
			const struct axr_iis_mime *mime = &from->mimes[i];

			if (!holds(choice, mime->location, c))
				continue;
			*told |= c + 1 == choice->count || mime->change == AXR_IIS_CLEAR;
			if (mime->change == AXR_IIS_CLEAR)
				return false;
			if (axr_span_ieq(mime->extension, extension))
				return mime->change == AXR_IIS_ADD;
		}
	}
	return false;
}

/* What is only sent needs a type; "." stands for names without an extension, ".*" for all. */
static void judge_mime(struct choice *choice, struct axr_serving *serving)
{
	struct axr_span name = last_name(choice->url);
	size_t dot = name.len;
	bool told = false;

	while (dot && name.ptr[dot - 1] != '.')
		dot--;
	serving->extension = dot ? axr_span_from(name, dot - 1) : axr_span("", 0);
	if (has_mime(choice, dot ? serving->extension : axr_span_str("."), &told) ||
	    has_mime(choice, axr_span_str(".*"), &told))
		return;
	serving->mime = told ? AXR_MIME_NONE : AXR_MIME_UNTOLD;
	serving->served = !told;
	serving->because = told ? "no MIME type is set for it" : NULL;
}

static struct axr_serving judge_handler(struct choice *choice,
					const struct axr_iis_handler *h)
{
	struct axr_serving serving = { .served = true, .by = h->name };
	const char *right = "Script";

	pay(choice, h->modules.len + 2 * h->type.len);
	if (axr_span_ifind(h->modules, axr_span_str("StaticFileModule"), 0) != SIZE_MAX)
		right = "Read";
	else if (axr_span_iis(h->require_access, "Execute") ||
		 axr_span_iis(h->require_access, "Read"))
		right = (const char *)h->require_access.ptr;
	serving.runs = strcmp(right, "Read") != 0;
	if (axr_span_ifind(h->type, axr_span_str("HttpForbiddenHandler"), 0) != SIZE_MAX ||
	    axr_span_ifind(h->type, axr_span_str("HttpNotFoundHandler"), 0) != SIZE_MAX) {
		serving.served = serving.runs = false;
		serving.because = "its handler mapping forbids it";
	} else if (!axr_span_iis(h->require_access, "None") && !has_access(choice, right)) {
		serving.served = serving.runs = false;
		serving.because = "the access policy of its folder lacks the right";
	} else if (!serving.runs) {
		judge_mime(choice, &serving);
	}
	return serving;
}

static struct axr_serving choose_default(struct choice *choice)
{
	struct axr_serving serving = { .served = true, .by = axr_span_str("StaticFile") };

	for (size_t i = 0; i < sizeof(default_handlers) / sizeof(*default_handlers); i++)
		if (matches(choice, axr_span_str(default_handlers[i].pattern))) {
			serving.by = axr_span_str(default_handlers[i].name);
			serving.runs = true;
		}
	if (serving.runs && !has_access(choice, "Script")) {
		serving.served = serving.runs = false;
		serving.because = "the access policy of its folder lacks the right";
	} else if (!serving.runs) {
		judge_mime(choice, &serving);
	}
	return serving;
}

static struct axr_serving choose(struct choice *choice)
{
	const struct axr_iis_handler *handler = NULL;
	const char *reason = filter_reason(choice);

	if (reason)
		return (struct axr_serving){ .because = reason };
	for (size_t c = 0; c < choice->count && !handler && !choice->cleared; c++)
		handler = find_handler(choice, c);
	if (handler)
		return judge_handler(choice, handler);
	if (choice->cleared ||
	    (choice->count && choice->scopes[choice->count - 1].config->handler_count))
		return (struct axr_serving){ .because = "no handler is mapped to it" };
	return choose_default(choice);
}

struct axr_serving axr_handler_choose(const struct axr_scope *scopes, size_t count,
				      struct axr_span url, struct axr_clock *clock)
{
	struct choice choice = { .scopes = scopes, .count = count, .url = url, .clock = clock };
	struct axr_serving serving = choose(&choice);

	return choice.late ? (struct axr_serving){ .unknown = true } : serving;
}
