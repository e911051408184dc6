#include "detect/config/element.h"

#include "base/span.h"

#define SHELL "T1505.003"
#define MODULE "T1505.004"
#define HIDE "T1564"

static const struct axr_element_verdict nothing;

static struct axr_element_verdict say(const char *rule, int score, const char *title,
				      const char *technique)
{
	struct axr_element_verdict verdict = {
		.rule = rule,
		.title = title,
		.technique = technique,
		.score = score,
	};

	return verdict;
}

static bool is_one_of(struct axr_span s, const char *const *list)
{
	for (; *list; list++)
		if (axr_span_iis(s, *list))
			return true;
	return false;
}

static bool holds(struct axr_span s, const char *needle)
{
	return axr_span_ifind(s, axr_span_str(needle), 0) != SIZE_MAX;
}

static bool holds_one_of(struct axr_span s, const char *const *list)
{
	for (; *list; list++)
		if (holds(s, *list))
			return true;
	return false;
}

enum axr_section axr_section_of(struct axr_span element)
{
	static const struct {
		const char *name;
		enum axr_section section;
	} sections[] = {
		{ "handlers", AXR_SECTION_HANDLERS },
		{ "httpHandlers", AXR_SECTION_HANDLERS },
		{ "buildProviders", AXR_SECTION_BUILD },
		{ "fileExtensions", AXR_SECTION_EXTENSIONS },
		{ "hiddenSegments", AXR_SECTION_SEGMENTS },
		{ "modules", AXR_SECTION_MODULES },
		{ "httpModules", AXR_SECTION_MODULES },
		{ "globalModules", AXR_SECTION_GLOBAL },
		{ "isapiFilters", AXR_SECTION_FILTERS },
		{ "isapiCgiRestriction", AXR_SECTION_CGI },
	};

	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (axr_span_iis(element, sections[i].name))
			return sections[i].section;
	return AXR_SECTION_OTHER;
}

/* The extension at the end of a path pattern: "*.config", "up/x.jpg"; empty where it has none. */
static struct axr_span extension_of(struct axr_span path)
{
	path = axr_span_trim(path);
	for (size_t i = path.len; i; i--) {
		if (path.ptr[i - 1] == '.')
			return axr_span_from(path, i);
		if (path.ptr[i - 1] == '/' || path.ptr[i - 1] == '\\' || path.ptr[i - 1] == '*')
			break;
	}
	return axr_span(NULL, 0);
}

/* How far an extension is from anything that ought to be run: 2 never, 1 seldom, 0 it may. */
static int innocence(struct axr_span extension)
{
	static const char *const never[] = { "config", "txt",  "log",	"jpg",	"jpeg", "png",
					     "gif",    "bmp",  "ico",	"webp", "css",	"pdf",
					     "doc",    "docx", "xls",	"xlsx", "zip",	"rar",
					     "7z",     "woff", "woff2", "ttf",	"eot",	"mp3",
					     "mp4",    "swf",  "dat",	"bak",	"tmp",	"ini",
					     "md",     "map",  "old",	"inc",	"csv",	NULL };
	static const char *const seldom[] = {
		"html", "htm", "xml", "js", "json", "svg", "rss", NULL
	};

	return is_one_of(extension, never) ? 2 : is_one_of(extension, seldom) ? 1 : 0;
}

static const char *const page_handlers[] = { "PageHandlerFactory",	 "SimpleHandlerFactory",
					     "WebServiceHandlerFactory", "ScriptHandlerFactory",
					     "HttpHandlerFactory",	 "asp.dll",
					     "aspnet_isapi.dll",	 NULL };

/* Folders that anybody may write to, or that nobody looks into. */
static bool is_odd_folder(struct axr_span path)
{
	static const char *const odd[] = { "\\ProgramData\\",
					   "\\Users\\",
					   "\\Temp\\",
					   "\\Windows\\Temp",
					   "$Recycle.Bin",
					   "\\PerfLogs",
					   "\\inetpub\\wwwroot\\aspnet_client",
					   "%TEMP%",
					   "%PUBLIC%",
					   "\\Intel\\",
					   NULL };

	return axr_span_starts(path, "\\\\") || holds_one_of(path, odd);
}

static bool is_interpreter(struct axr_span path)
{
	static const char *const names[] = { "cmd.exe",	    "powershell", "pwsh",     "wscript.exe",
					     "cscript.exe", "mshta.exe",  "rundll32", NULL };

	return holds_one_of(path, names);
}

/* Applications let static names be pages, and show folders again; Exchange never does. */
static int on_exchange(const struct axr_element_place *place, int there, int elsewhere)
{
	return place->exchange ? there : elsewhere;
}

static struct axr_element_verdict handler(const struct axr_xml_event *event,
					  const struct axr_element_place *place)
{
	struct axr_span path = axr_xml_get(event, "path"), type = axr_xml_get(event, "type");
	struct axr_span processor = axr_xml_get(event, "scriptProcessor");
	int innocent = innocence(extension_of(path));
	bool runs = holds_one_of(type, page_handlers) || holds_one_of(processor, page_handlers);

	if (axr_span_iis(event->name, "handlers"))
		return nothing;
	if (is_interpreter(processor))
		return say("handler-is-shell", 95, "requests are handed to a command interpreter",
			   SHELL);
	if (runs && (innocent == 2 || holds(path, "web.config")))
		return say("handler-runs-innocent-files", 88,
			   "files of a kind that is never code are run as pages", SHELL);
	if (is_odd_folder(processor))
		return say("handler-in-odd-folder", 80,
			   "requests are handed to a program in a folder that anybody may write to",
			   MODULE);
	if (runs && innocent == 1)
		return say("handler-runs-static-files", on_exchange(place, 35, 20),
			   "static files are run as pages", SHELL);
	if (processor.len && innocent == 2)
		return say("handler-runs-innocent-files", 70,
			   "files of a kind that is never code are handed to a program", SHELL);
	return nothing;
}

static struct axr_element_verdict build_provider(const struct axr_xml_event *event,
						 const struct axr_element_place *place)
{
	static const char *const code[] = { "PageBuildProvider",       "WebHandlerBuildProvider",
					    "WebServiceBuildProvider", "UserControlBuildProvider",
					    "MasterPageBuildProvider", "SourceFileBuildProvider",
					    "ServiceBuildProvider",    NULL };
	static const char *const usual[] = { "aspx", "ashx",   "asmx",	 "ascx",  "master",
					     "svc",  "cshtml", "vbhtml", "soap",  "cs",
					     "vb",   "js",     "asax",	 "xamlx", NULL };
	struct axr_span extension = extension_of(axr_xml_get(event, "extension"));

	if (!holds_one_of(axr_xml_get(event, "type"), code))
		return nothing;
	if (innocence(extension))
		return say("build-innocent-files",
			   innocence(extension) == 2 ? 85 : on_exchange(place, 60, 25),
			   "files of a kind that is never code are compiled as pages", SHELL);
	if (extension.len && !is_one_of(extension, usual))
		return say("build-odd-files", 45,
			   "files with an unusual extension are compiled as pages", SHELL);
	return nothing;
}

static struct axr_element_verdict filtering(enum axr_section section,
					    const struct axr_xml_event *event,
					    const struct axr_element_place *place)
{
	struct axr_span what = section == AXR_SECTION_SEGMENTS
				       ? axr_xml_get(event, "segment")
				       : axr_xml_get(event, "fileExtension");
	bool opens = axr_span_iis(event->name, "remove") || axr_span_iis(event->name, "clear") ||
		     (section == AXR_SECTION_EXTENSIONS &&
		      axr_span_iis(axr_xml_get(event, "allowed"), "true"));

	if (!opens)
		return nothing;
	if (holds(what, "config"))
		return say("serves-configuration", 65,
			   "request filtering lets configuration files through", SHELL);
	if (section == AXR_SECTION_SEGMENTS && axr_span_iis(event->name, "clear"))
		return say("serves-hidden-folders", on_exchange(place, 40, 25),
			   "request filtering hides nothing any more", HIDE);
	if (axr_span_iis(what, "bin") || axr_span_iis(what, "App_code"))
		return say("serves-hidden-folders", on_exchange(place, 40, 20),
			   "request filtering lets code folders through", HIDE);
	return nothing;
}

static struct axr_element_verdict module(const struct axr_xml_event *event,
					 const struct axr_element_place *place)
{
	struct axr_span type = axr_span_trim(axr_xml_get(event, "type"));

	if (!type.len || !axr_span_iis(event->name, "add") || axr_span_istarts(type, "System.") ||
	    axr_span_istarts(type, "Microsoft."))
		return nothing;
	if (place->exchange)
		return say("foreign-module", 65,
			   "a module that is not Microsoft's sees every request", MODULE);
	return say("foreign-module", 10, "a module that is not Microsoft's sees every request",
		   MODULE);
}

/* Native modules and filters: Windows has them in few places. */
static struct axr_element_verdict native(enum axr_section section, struct axr_span image)
{
	static const char *const usual[] = { "\\inetsrv\\",
					     "%windir%",
					     "%SystemRoot%",
					     "\\Windows\\",
					     "Program Files",
					     "%ProgramFiles",
					     "%ExchangeInstallDir%",
					     "\\Exchange Server\\",
					     NULL };
	const char *rule = section == AXR_SECTION_FILTERS ? "isapi-filter" : "native-module";

	if (!image.len)
		return nothing;
	if (is_odd_folder(image))
		return say(rule, 90,
			   "a native module is loaded from a folder that anybody may write to",
			   MODULE);
	if (holds_one_of(image, usual))
		return nothing;
	return say(rule, 60, "a native module is loaded from an unusual folder", MODULE);
}

/* A name of Windows' devices: no ordinary program can open such a folder. */
static bool has_device_name(struct axr_span path)
{
	static const char *const devices[] = { "con",  "aux",  "prn",  "nul",  "com",  "com1",
					       "com2", "com3", "com4", "lpt1", "lpt2", NULL };

	while (path.len) {
		struct axr_span part = axr_span_until(&path, '\\');

		if (is_one_of(part, devices))
			return true;
	}
	return false;
}

static struct axr_element_verdict directory(const struct axr_xml_event *event)
{
	static const char *const seen[] = { "\\ProgramData\\WHO",   "\\ProgramData\\XYZ",
					    "\\ProgramData\\ZOO",   "\\ProgramData\\ZING",
					    "\\Users\\All Users\\", NULL };
	struct axr_span path = axr_xml_get(event, "physicalPath");

	if (has_device_name(path) || holds_one_of(path, seen))
		return say(
			"site-in-hidden-folder", 95,
			"a folder that intruders have used, or that Windows cannot open, is served",
			HIDE);
	if (holds(path, "\\ProgramData\\") || holds(path, "$Recycle.Bin") ||
	    holds(path, "\\Users\\Public"))
		return say("site-in-hidden-folder", 80, "a folder that holds no site is served",
			   HIDE);
	if (is_odd_folder(path))
		return say("site-in-odd-folder", 45, "a site is served from an unusual folder",
			   HIDE);
	return nothing;
}

static struct axr_element_verdict encoding(const struct axr_xml_event *event)
{
	static const char *const odd[] = { "utf-7", "utf7",	"65000",  "ebcdic",
					   "ibm0",  "ibm1",	"ibm2",	  "ibm37",
					   "ibm5",  "cp0",	"cp037",  "cp1047",
					   "cp500", "x-ebcdic", "utf-32", NULL };
	struct axr_span file = axr_xml_get(event, "fileEncoding");

	if (holds_one_of(file, odd) || axr_span_iis(file, "37") || axr_span_iis(file, "500"))
		return say(
			"odd-file-encoding", 78,
			"pages are read in an encoding that no editor writes, but that hides them",
			HIDE);
	return nothing;
}

static bool is_remote(struct axr_span place)
{
	place = axr_span_trim(place);
	return axr_span_istarts(place, "http:") || axr_span_istarts(place, "https:") ||
	       axr_span_istarts(place, "ftp:") || axr_span_starts(place, "\\\\") ||
	       (axr_span_istarts(place, "file://") && !axr_span_istarts(place, "file:///"));
}

/*
 * Whether options of a compiler name a file of another machine: /res:\\host\share\a.  A letter and
 * a colon before the backslashes are a drive, unless the letter is itself the option (/r:\\host).
 */
static bool reads_remote(struct axr_span options)
{
	const struct axr_span two = axr_span_str("\\\\");

	for (size_t at = 0; (at = axr_span_find(options, two, at)) != SIZE_MAX; at += two.len) {
		const uint8_t *sign = options.ptr + at;
		const uint8_t before = at ? sign[-1] : ' ';
		const bool letter = before == ':' && at >= 2 && axr_is_alpha(sign[-2]);
		const bool drive = letter && (at == 2 || (!axr_is_alpha(sign[-3]) &&
							  !strchr("/-", sign[-3])));

		if (before && strchr(" :@=,;\"'", before) && !drive && at + two.len < options.len &&
		    (axr_is_alpha(sign[two.len]) || axr_is_digit(sign[two.len])))
			return true;
	}
	return false;
}

static bool is_key(struct axr_span value)
{
	return value.len >= 40 && !holds(value, "AutoGenerate");
}

static struct axr_element_verdict single(const struct axr_xml_event *event,
					 const struct axr_element_place *place)
{
	if (axr_span_iis(event->name, "virtualDirectory"))
		return directory(event);
	if (axr_span_iis(event->name, "codeBase") && is_remote(axr_xml_get(event, "href")))
		return say("assembly-from-network", 82,
			   "code is fetched from another machine and loaded", MODULE);
	if (axr_span_iis(event->name, "globalization"))
		return encoding(event);
	if (axr_span_iis(event->name, "compiler") &&
	    reads_remote(axr_xml_get(event, "compilerOptions")))
		return say("compiler-reads-remote-files", 78,
			   "the compiler of pages is told to read a file of another machine",
			   SHELL);
	if (axr_span_iis(event->name, "machineKey") && place->exchange &&
	    (is_key(axr_xml_get(event, "validationKey")) ||
	     is_key(axr_xml_get(event, "decryptionKey"))))
		return say("fixed-machine-key", 60,
			   "the keys of view state are written down where Exchange makes its own",
			   "T1552.001");
	if (axr_span_iis(event->name, "handlers") &&
	    holds(axr_xml_get(event, "accessPolicy"), "Write"))
		return say("handlers-may-write", 15, "handlers may write to the site", SHELL);
	if (axr_span_iis(event->name, "hostingEnvironment") &&
	    axr_span_iis(axr_xml_get(event, "shadowCopyBinAssemblies"), "false"))
		return say("hides-compilation", 15, "assemblies are run where they lie", HIDE);
	if (axr_span_iis(event->name, "compilation") &&
	    is_odd_folder(axr_xml_get(event, "tempDirectory")))
		return say("hides-compilation", 35, "compiled pages are put into an unusual folder",
			   HIDE);
	return nothing;
}

struct axr_element_verdict axr_element(enum axr_section section, const struct axr_xml_event *event,
				       const struct axr_element_place *place)
{
	switch (section) {
	case AXR_SECTION_HANDLERS:
		return handler(event, place);
	case AXR_SECTION_BUILD:
		return build_provider(event, place);
	case AXR_SECTION_EXTENSIONS:
	case AXR_SECTION_SEGMENTS:
		return filtering(section, event, place);
	case AXR_SECTION_MODULES:
		return module(event, place);
	case AXR_SECTION_GLOBAL:
		return native(section, axr_xml_get(event, "image"));
	case AXR_SECTION_FILTERS:
		return native(section, axr_xml_get(event, "path"));
	case AXR_SECTION_CGI:
		if (is_odd_folder(axr_xml_get(event, "path")) ||
		    is_interpreter(axr_xml_get(event, "path")))
			return say("cgi-in-odd-folder", 75,
				   "a program in a folder that anybody may write to may be run",
				   SHELL);
		return nothing;
	case AXR_SECTION_OTHER:
		break;
	}
	return single(event, place);
}
