#include "walk/risk.h"

#include "base/span.h"

enum { NEUTRAL = 100 };

struct place {
	const char *parent; /* NULL: anywhere */
	const char *name;
	struct axr_risk risk;
};

/* The first that fits counts.  Names only lead; a page is judged by what it holds. */
static const struct place places[] = {
	/* where pages are dropped */
	{ NULL, "aspnet_client", { 250, 250 } },
	{ "owa", "auth", { 252, 252 } },
	{ "ecp", "auth", { 252, 252 } },
	{ NULL, "HttpProxy", { 245, 245 } },
	{ NULL, "FrontEnd", { 242, 242 } },
	{ NULL, "wwwroot", { 240, 240 } },
	{ NULL, "ClientAccess", { 235, 235 } },
	{ NULL, "owa", { 230, 230 } },
	{ NULL, "ecp", { 230, 230 } },
	{ "inetpub", "logs", { 60, 60 } },
	{ NULL, "inetpub", { 220, 220 } },
	{ NULL, "Temporary ASP.NET Files", { 215, 215 } },
	{ NULL, "inetsrv", { 215, 215 } },
	{ NULL, "RpcProxy", { 215, 215 } },
	{ NULL, "Web Server Extensions", { 200, 200 } },
	{ NULL, "ProgramData", { 200, 150 } },
	{ "Users", "Public", { 180, 180 } },
	{ NULL, "PerfLogs", { 180, 180 } },
	{ NULL, "Temp", { 160, 160 } },

	/* what leads there */
	{ NULL, "Program Files", { 190, NEUTRAL } },
	{ "Program Files", "Microsoft", { 190, NEUTRAL } },
	{ NULL, "Exchange Server", { 200, 130 } },
	{ "Exchange Server", "V15", { 200, 130 } },
	{ "Exchange Server", "V14", { 200, 130 } },
	{ "Microsoft", "Exchange", { 200, 130 } },
	{ "Program Files", "Common Files", { 150, NEUTRAL } },
	{ "Common Files", "Microsoft Shared", { 150, NEUTRAL } },
	{ NULL, "Windows", { 145, 40 } },
	{ "Windows", "System32", { 145, 40 } },
	{ "Windows", "SysWOW64", { 145, 40 } },
	{ "Windows", "Microsoft.NET", { 145, 50 } },
	{ "Microsoft.NET", "Framework64", { 145, 145 } },
	{ "Microsoft.NET", "Framework", { 145, 145 } },
	{ NULL, "Users", { 120, NEUTRAL } },

	/* much of little use */
	{ "V15", "Logging", { 60, 60 } },
	{ "V14", "Logging", { 60, 60 } },
	{ "V15", "Mailbox", { 50, 50 } },
	{ "V14", "Mailbox", { 50, 50 } },
	{ "ProgramData", "Microsoft", { 60, 60 } },
	{ "ProgramData", "Package Cache", { 20, 20 } },
	{ "Windows", "WinSxS", { 5, 5 } },
	{ "Windows", "Installer", { 5, 5 } },
	{ "Windows", "servicing", { 5, 5 } },
	{ "Windows", "SoftwareDistribution", { 5, 5 } },
	{ "System32", "DriverStore", { 5, 5 } },
	{ NULL, "System Volume Information", { 5, 5 } },
};

struct axr_risk axr_risk_of_dir(struct axr_span parent, struct axr_risk above,
				struct axr_span name)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const struct place *place = &places[i];

		if (axr_span_iis(name, place->name) &&
		    (!place->parent || axr_span_iis(parent, place->parent)))
			return place->risk;
	}
	return (struct axr_risk){ above.heir, above.heir };
}

struct axr_risk axr_risk_of_root(struct axr_span shown)
{
	struct axr_risk risk = { NEUTRAL, NEUTRAL };
	struct axr_span parent = axr_span(NULL, 0);
	size_t from = 0;

	for (size_t at = 0; at <= shown.len; at++) {
		if (at < shown.len && shown.ptr[at] != '/' && shown.ptr[at] != '\\')
			continue;
		if (at > from) {
			const struct axr_span name = axr_span_cut(shown, from, at - from);

			risk = axr_risk_of_dir(parent, risk, name);
			parent = name;
		}
		from = at + 1;
	}
	return risk;
}

/* What IIS and ASP.NET run as it lies there, or compile on demand. */
static const char *const page_names[] = {
	".aspx", ".ashx", ".asmx", ".asax", ".ascx", ".asp", ".asa", ".cer", ".cdx", ".svc",
	".soap", ".rem", ".xamlx", ".master", ".cshtml", ".vbhtml", ".cshtm", ".vbhtm", ".php",
	".jsp", ".jspx", ".shtml", ".stm",
};

/* What configures it, or what it loads. */
static const char *const code_names[] = {
	".config", ".dll", ".compiled", ".cs", ".vb", ".exe", ".browser", ".skin", ".xoml", ".resx",
};

static bool ends_with_any(struct axr_span name, const char *const *suffixes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (axr_span_iends(name, suffixes[i]))
			return true;
	return false;
}

unsigned axr_risk_of_file(struct axr_span name)
{
	static const char *const late[] = { ".log", ".edb", ".etl", ".evtx", ".vhdx", ".cab" };

	if (ends_with_any(name, page_names, sizeof(page_names) / sizeof(*page_names)))
		return 3;
	if (ends_with_any(name, code_names, sizeof(code_names) / sizeof(*code_names)))
		return 2;
	return ends_with_any(name, late, sizeof(late) / sizeof(*late)) ? 0 : 1;
}
