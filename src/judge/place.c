#include "judge/place.h"

#include "base/span.h"

/* A folder, what of it is meant, and what a server page there weighs. */
struct place {
	const char *folder;  /* lower case, '/' for either separator */
	const char *shipped; /* pages that belong there, " name name "; NULL where none does */
	bool direct;         /* in this very folder, not below it */
	int score;
	const char *rule, *title;
};

#define OWA_AUTH                                                                                   \
	" errorfe.aspx expiredpassword.aspx frowny.aspx logoff.aspx logon.aspx outlookcn.aspx "    \
	"redirsuiteserviceproxy.aspx signout.aspx svmfeedback.aspx "

/*
 * The first that fits counts.  What ships where is from Microsoft's file lists of 131 builds of
 * Exchange 2013, 2016 and 2019; the other folders are those that published cases name.
 */
static const struct place places[] = {
	{ "/aspnet_client/", NULL, false, 40, "aspnet-client",
	  "a server page in aspnet_client, where only scripts for the browser belong" },
	{ "/httpproxy/owa/auth/", OWA_AUTH, true, 35, "owa-auth",
	  "not one of the pages that Exchange ships in owa\\auth" },
	{ "/httpproxy/owa/auth/", NULL, true, 20, "owa-auth-shipped",
	  "a page of owa\\auth is served to everyone, without sign-in" },
	{ "/httpproxy/owa/auth/", NULL, false, 40, "owa-auth-resources",
	  "a server page among the themes and scripts of owa\\auth" },
	{ "/httpproxy/ecp/auth/", " timeoutlogout.aspx ", false, 35, "ecp-auth",
	  "not the one page that Exchange ships in ecp\\auth" },
	{ "/httpproxy/ecp/auth/", NULL, false, 20, "ecp-auth-shipped",
	  "a page of ecp\\auth is served to everyone, without sign-in" },
	{ "/httpproxy/", " global.asax ", false, 40, "http-proxy",
	  "Exchange ships no page in this folder of HttpProxy" },
	{ "/clientaccess/oab/", NULL, false, 40, "oab",
	  "Exchange ships no page in its offline address book folder" },
	{ "/clientaccess/autodiscover/", " autodiscover.svc global.asax ", false, 35,
	  "autodiscover", "not one of the files that Exchange ships in Autodiscover" },
	{ "/clientaccess/exchweb/ews/", " exchange.asmx um2007legacy.asmx global.asax ", false, 35,
	  "ews", "not one of the files that Exchange ships in EWS" },
	{ "/clientaccess/powershell", " global.asax service.svc ", false, 35, "back-end",
	  "Exchange ships no page in this back-end folder" },
	{ "/clientaccess/rpcproxy/", " global.asax service.svc ", false, 35, "back-end",
	  "Exchange ships no page in this back-end folder" },
	{ "/clientaccess/mapi/", " global.asax service.svc ", false, 35, "back-end",
	  "Exchange ships no page in this back-end folder" },
	{ "/clientaccess/sync/", " global.asax service.svc ", false, 35, "back-end",
	  "Exchange ships no page in this back-end folder" },
	{ "/clientaccess/rest/", " global.asax service.svc ", false, 35, "back-end",
	  "Exchange ships no page in this back-end folder" },
	{ "/clientaccess/pushnotifications/", " global.asax service.svc ", false, 35, "back-end",
	  "Exchange ships no page in this back-end folder" },
	{ "/clientaccess/owa/prem/", NULL, false, 35, "owa-prem",
	  "a server page among the scripts and styles of owa\\prem" },
	{ "/clientaccess/owa/auth/",
	  " error.aspx error2.aspx errorfe.aspx expiredpassword.aspx logoff.aspx logon.aspx "
	  "signout.aspx redirsuiteserviceproxy.aspx outlookcn.aspx ",
	  true, 30, "owa-auth-back", "not one of the pages that Exchange ships in owa\\auth" },
	{ "/programdata/", NULL, false, 40, "program-data",
	  "a server page in ProgramData, which no site serves unless someone made it" },
	{ "/users/all users/", NULL, false, 40, "program-data",
	  "a server page in ProgramData, which no site serves unless someone made it" },
	{ "/$recycle.bin/", NULL, false, 40, "recycle-bin", "a server page in the recycle bin" },
	{ "/users/public/", NULL, false, 30, "staging", "a server page in a folder for staging" },
	{ "/perflogs/", NULL, false, 30, "staging", "a server page in a folder for staging" },
	{ "/windows/temp/", NULL, false, 30, "staging", "a server page in a folder for staging" },
	{ "/system32/inetsrv/", NULL, false, 35, "inetsrv",
	  "a server page among the programs of IIS" },
	{ "/syswow64/inetsrv/", NULL, false, 35, "inetsrv",
	  "a server page among the programs of IIS" },
	{ "/template/layouts/", NULL, true, 20, "layouts",
	  "directly in SharePoint's layouts, a place of known drops" },
	{ "/inetpub/wwwroot/", NULL, true, 20, "wwwroot",
	  "directly in the default web site, a place of known drops" },
	{ "/upload/", NULL, false, 20, "uploads", "a server page in a folder for uploads" },
	{ "/uploads/", NULL, false, 20, "uploads", "a server page in a folder for uploads" },
	{ "/uploadfile/", NULL, false, 20, "uploads", "a server page in a folder for uploads" },
	{ "/attachments/", NULL, false, 20, "uploads", "a server page in a folder for uploads" },
	{ "/images/", NULL, true, 15, "static", "a server page in a folder for static files" },
	{ "/img/", NULL, true, 15, "static", "a server page in a folder for static files" },
	{ "/media/", NULL, true, 15, "static", "a server page in a folder for static files" },
	{ "/css/", NULL, true, 15, "static", "a server page in a folder for static files" },
	{ "/fonts/", NULL, true, 15, "static", "a server page in a folder for static files" },
	{ "/themes/", NULL, true, 15, "static", "a server page in a folder for static files" },
};

static const char pages[] = " aspx ashx asmx asax ascx asp asa cer cdx soap svc master cshtml "
			    "vbhtml aspq shtml shtm stm rem xamlx ";

/* Whether list, of lower-case words between spaces, holds word in any case. */
static bool lists(const char *list, struct axr_span word)
{
	struct axr_span all = axr_span_str(list);

	if (!word.len)
		return false;
	for (size_t at = axr_span_ifind(all, word, 0); at != SIZE_MAX;
	     at = axr_span_ifind(all, word, at + 1))
		if (at && all.ptr[at - 1] == ' ' && all.ptr[at + word.len] == ' ')
			return true;
	return false;
}

bool axr_is_executed(const struct axr_file *file)
{
	return lists(pages, file->extension) || lists(" dll exe ", file->extension);
}

bool axr_is_delivered(const struct axr_file *file)
{
	return lists(" js htm html config ", file->extension);
}

static bool is_separator(uint8_t c)
{
	return c == '/' || c == '\\';
}

/* Whether path holds folder, and where it ends. */
static bool find_folder(struct axr_span path, const char *folder, size_t *end)
{
	size_t len = strlen(folder);

	for (size_t at = 0; at + len <= path.len; at++) {
		size_t i = 0;

		while (i < len && (folder[i] == '/' ? is_separator(path.ptr[at + i])
						    : axr_lower(path.ptr[at + i]) == folder[i]))
			i++;
		if (i == len) {
			*end = at + len;
			return true;
		}
	}
	return false;
}

static bool is_directly_in(struct axr_span path, size_t end)
{
	for (size_t i = end; i < path.len; i++)
		if (is_separator(path.ptr[i]))
			return false;
	return true;
}

static const struct place *place_of(const struct axr_file *file)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const struct place *place = &places[i];
		size_t end;

		if (!find_folder(file->path, place->folder, &end))
			continue;
		if (place->direct && !is_directly_in(file->path, end))
			continue;
		if (place->shipped && lists(place->shipped, file->name))
			continue;
		return place;
	}
	return NULL;
}

static bool is_vowel(uint8_t c)
{
	return memchr("aeiouy", axr_lower(c), 6) != NULL;
}

/*
 * Whether the stem of a name looks drawn by lot: eight digits and more, hex, letters and digits in
 * turns, letters of both cases behind a digit, capitals in no order, or letters that nobody can
 * pronounce.
 */
static bool is_random(struct axr_span name)
{
	struct axr_span stem = axr_span_cut(name, 0, axr_span_find_byte(name, '.', 0));
	size_t digits = 0, hex = 0, turns = 0, run = 0, longest = 0, odd = 0, large = 0;

	if (stem.len < 8)
		return false;
	for (size_t i = 0; i < stem.len; i++) {
		uint8_t c = stem.ptr[i], last = i ? stem.ptr[i - 1] : c;

		if (!axr_is_alpha(c) && !axr_is_digit(c))
			return false;
		digits += axr_is_digit(c);
		hex += axr_hex_value(c) >= 0;
		large += c >= 'A' && c <= 'Z';
		turns += axr_is_digit(c) != axr_is_digit(last);
		/* PascalCase has a small letter after each capital, and before the next one */
		odd += c >= 'A' && c <= 'Z' && last >= 'a' && last <= 'z' && i + 1 < stem.len &&
		       stem.ptr[i + 1] >= 'A' && stem.ptr[i + 1] <= 'Z';
		run = axr_is_alpha(c) && !is_vowel(c) ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	if (digits == stem.len)
		return true;
	if (axr_is_digit(stem.ptr[0]) && large && large + digits < stem.len)
		return true;
	return (hex == stem.len && turns >= 2) || turns >= 3 || odd >= 2 || longest >= 7;
}

static void add(struct axr_subject *subject, int most, int score, const char *rule,
		const char *title)
{
	struct axr_reason reason = {
		.detector = "place",
		.rule = rule,
		.title = title,
		.score = score < most ? score : most,
		.layer = "raw",
	};

	if (reason.score > 0)
		axr_subject_reason(subject, &reason);
}

void axr_place_reasons(struct axr_subject *subject, int content, int standing)
{
	const struct axr_file *file = &subject->file;
	const struct place *place = NULL;
	bool page = lists(pages, file->extension);
	int most = content >= 40 ? content : content / 2;

	if (standing > most)
		most = standing;
	if (page)
		place = place_of(file);
	if (place)
		add(subject, most, place->score, place->rule, place->title);
	if (file->attributes & AXR_ATTR_HIDDEN && file->attributes & AXR_ATTR_SYSTEM)
		add(subject, most, 30, "hidden-system", "hidden, and marked as a system file");
	else if (file->attributes & AXR_ATTR_HIDDEN)
		add(subject, most, 25, "hidden", "hidden");
	if (page && is_random(file->name))
		add(subject, most, 15, "random-name", "a name that looks drawn by lot");
	if (page && content && file->size && file->size <= 1024)
		add(subject, most, 10, "tiny", "the whole page is no larger than 1 KiB");
}
