#include "judge/next.h"

#include "base/span.h"

enum {
	BEST = 5,   /* reasons that are asked */
	STRONG = 60 /* the score that a reason needs to be asked, unless it is the best */
};

#define ISOLATE                                                                                    \
	"Isolate the server from the network now, and leave it running: memory is evidence.\n"
#define PRESERVE                                                                                   \
	"Capture memory, then copy the file with all its times. Do not delete, open or edit it "   \
	"on the server.\n"
#define LOGS                                                                                       \
	"Save the IIS logs from the file's creation on and look for requests to its URL: from "    \
	"which address, when, and what the server did next.\n"
#define ELSEWHERE                                                                                  \
	"Search all servers for the same SHA-256, and for files created within minutes of it.\n"
#define ACCOUNTS                                                                                   \
	"Treat as known to the attacker: every account that signed in here since, and every "      \
	"secret this server holds.\n"
#define REBUILD                                                                                    \
	"Patch, and rebuild rather than clean: removing the page does not remove the attacker."

static const char web_shell[] = ISOLATE PRESERVE LOGS ELSEWHERE ACCOUNTS REBUILD;

static const char oab[] = ISOLATE PRESERVE
	"Run Get-OabVirtualDirectory and look at ExternalUrl and InternalUrl: script in one of "
	"them wrote this file. Save the output, then set the URLs right.\n"
	"Search the ECP server logs (Logging\\ECP\\Server) for Set-OabVirtualDirectory and "
	"Reset-OabVirtualDirectory: who, and from where.\n" LOGS ELSEWHERE
	"Patch (CVE-2021-26855 and CVE-2021-27065 opened this way), and rebuild rather than clean.";

static const char mailbox[] = ISOLATE PRESERVE
	"Run Get-MailboxExportRequest and Get-ManagementRoleAssignment -Role \"Mailbox Import "
	"Export\": save, then remove what you did not make.\n"
	"Look in the mailbox that was exported (its drafts) for the message that carried the "
	"code.\n" LOGS ELSEWHERE
	"Patch (CVE-2021-34473, -34523 and -31207 opened this way), and rebuild rather than clean.";

static const char certificate[] = ISOLATE PRESERVE
	"Search the MSExchange Management event log for New-ExchangeCertificate: it wrote this "
	"file. Remove the pending request (Get-ExchangeCertificate).\n" LOGS ELSEWHERE ACCOUNTS
	REBUILD;

static const char machine_key[] = ISOLATE PRESERVE
	"Take the machine keys (validationKey, decryptionKey) of every site here, and of every "
	"server that shares them, as stolen.\n" LOGS ELSEWHERE
	"Patch, then replace the machine keys and restart IIS, on all of these servers: until "
	"then the attacker needs no file to come back.\n"
	"Look for event 1316 (ViewState verification failed) in the Application log.";

static const char capture[] = ISOLATE PRESERVE
	"Find the file or the address that the page sends passwords to, and save what was "
	"collected: it lists the victims.\n"
	"Reset the password of every user who signed in through this page since its change, and "
	"revoke their sessions.\n" LOGS ELSEWHERE REBUILD;

static const char tunnel[] = ISOLATE PRESERVE
	"Look in firewall and endpoint logs for connections from this server into your network: "
	"the page relays them.\n" LOGS ELSEWHERE ACCOUNTS REBUILD;

static const char module[] = ISOLATE PRESERVE
	"Save applicationHost.config and its history (inetpub\\history), and find the line that "
	"loads this file (globalModules, modules, handlers, isapiFilters).\n"
	"It sees every request of the sites that load it: take passwords and cookies sent to "
	"them as stolen.\n" ELSEWHERE ACCOUNTS
	"Patch, and rebuild rather than clean: removing the module does not remove the attacker.";

static const char config[] = ISOLATE PRESERVE
	"Compare with the configuration of a backup or of a like server (inetpub\\history has "
	"older ones): who changed it, and when.\n"
	"Find the files that the changed handlers, modules or virtual directories reach, and scan "
	"those folders as well.\n"
	"Save the IIS logs from the file's last change on and look for requests to those files: "
	"from which address, when, and what the server did next.\n" ELSEWHERE ACCOUNTS REBUILD;

static const char suspicious[] =
	"Do not delete it. Copy the file with all its times, and read the lines named above.\n"
	"Ask who owns the application whether the page is theirs; compare its SHA-256 with the "
	"installation media or a backup.\n"
	"Look in the IIS logs for requests to its URL since its creation.\n"
	"What nobody can explain is a web shell: isolate the server, keep it running, capture "
	"memory.";

static const char suspicious_config[] =
	"Do not edit it yet. Copy the file with all its times, and read the lines named above.\n"
	"Compare with the configuration of a backup or of a like server (inetpub\\history has "
	"older ones): who changed it, and when.\n"
	"Scan the folders and files that the named handlers, modules or virtual directories "
	"reach.\n"
	"What nobody can explain is an attacker's: isolate the server, keep it running, capture "
	"memory.";

static const char suspicious_program[] =
	"Do not delete it or start it. Copy the file with all its times.\n"
	"Compare its SHA-256 and its signature with the installation media, a like server or a "
	"backup.\n"
	"Find what loads it: modules and handlers of applicationHost.config and of the web.config "
	"files; of a compiled page (App_Web_*.dll) the .compiled file beside it names the page.\n"
	"What nobody can explain is an attacker's: isolate the server, keep it running, capture "
	"memory.";

static const char unexpected[] =
	"Find out who put it there: compare its creation time with your updates and changes.\n"
	"Where nobody knows it, copy it with its times, read it, and look in the IIS logs for "
	"requests to its URL.\n"
	"Where it belongs there, add it to your baseline.";

static const char modified[] =
	"Compare it with the same file of the installation media or of a like server, and read "
	"the difference.\n"
	"Where an update or an administrator explains it, renew the baseline.\n"
	"Where nothing does, copy it with its times and treat it as the attacker's.";

static const char moved[] =
	"Known content at another place: find out who copied it. Harmless in an old installation "
	"or a backup folder.";

static const char missing[] =
	"Find out what removed it: an update, an administrator, an antivirus (see its quarantine), "
	"or someone who hides traces.";

static const char notable[] =
	"Read the lines named above, after any finding of a higher level; alone it is no sign of "
	"an attack.";

static const char antivirus[] =
	"Look in the log and the quarantine of the antivirus for this path: what it calls "
	"it, since when, and which process wrote it.\n"
	"Copy it from there, or have it released into a folder that nobody serves, and scan the "
	"copy: what stands in it decides what is to be done next.\n"
	"Look in the IIS logs for requests to its URL since its creation: what came before the "
	"antivirus did was served.";

static const char locked[] =
	"Find the process that has it open (Resource Monitor, openfiles, handle.exe), and why: "
	"nothing that serves pages opens them so.\n"
	"Read it from a shadow copy (vssadmin create shadow, then scan "
	"\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1\\ with the rest of its path), "
	"or scan again when it is free.";

/* What kind of file some steps are for. */
enum kind { ANY, PROGRAM, CONFIG };

struct subject_matter {
	const char *technique; /* MITRE ATT&CK; NULL where words alone tell */
	const char *words;     /* " word word ", lower case; looked for in the rule's name */
	bool title;            /* and in its title: words that nothing else uses */
	enum kind kind;
	const char *steps;     /* where malicious */
	const char *milder;    /* where suspicious; NULL for the general ones */
};

/* The first that fits; the particular stand before the general. */
static const struct subject_matter matters[] = {
	{ NULL, " oab oabvirtualdirectory externalurl 27065 ", true, ANY, oab, NULL },
	{ NULL, " pst mailbox 34473 ", true, ANY, mailbox, NULL },
	{ NULL, " certificate certreq csr ", true, ANY, certificate, NULL },
	{ "T1552.004", " machinekey machinekeys viewstate spinstall ", true, ANY, machine_key,
	  NULL },
	{ "T1056.003", " credential credentials password passwords logger keylogger ", false, ANY,
	  capture, NULL },
	{ "T1505.004", " module modules isapi ", false, PROGRAM, module, NULL },
	{ "T1090", " tunnel socks ", false, ANY, tunnel, NULL },
	{ "T1572", " proxy ", false, ANY, tunnel, NULL },
};

static enum kind kind_of(const struct axr_file *file)
{
	if (file->label && !strcmp(file->label, "EXE"))
		return PROGRAM;
	return axr_span_iis(file->extension, "config") ? CONFIG : ANY;
}

static bool is_word_byte(uint8_t c)
{
	return axr_is_alpha(c) || axr_is_digit(c);
}

/* Whether a word of text is in list. */
static bool says(struct axr_span text, const char *list)
{
	struct axr_span all = axr_span_str(list);

	for (size_t at = 0, end; at < text.len; at = end + 1) {
		size_t found;
		struct axr_span word;

		for (end = at; end < text.len && is_word_byte(text.ptr[end]);)
			end++;
		word = axr_span_cut(text, at, end - at);
		found = word.len ? axr_span_ifind(all, word, 0) : SIZE_MAX;
		while (found != SIZE_MAX &&
		       (all.ptr[found - 1] != ' ' || all.ptr[found + word.len] != ' '))
			found = axr_span_ifind(all, word, found + 1);
		if (found != SIZE_MAX)
			return true;
	}
	return false;
}

static bool is_named(const struct axr_reason *reason, const struct subject_matter *matter)
{
	if (matter->technique && reason->technique && !strcmp(reason->technique, matter->technique))
		return true;
	return says(axr_span_str(reason->rule), matter->words);
}

static bool is_titled(const struct axr_reason *reason, const struct subject_matter *matter)
{
	return matter->title && says(axr_span_str(reason->title), matter->words);
}

/* The first matter that one of the best reasons is about, by this question. */
static const struct subject_matter *find_matter(const struct axr_finding *finding,
						bool (*is_about)(const struct axr_reason *,
								 const struct subject_matter *))
{
	const size_t count = finding->reason_count < BEST ? finding->reason_count : BEST;
	const enum kind kind = kind_of(finding->file);

	for (size_t i = 0; i < count; i++) {
		const struct axr_reason *reason = &finding->reasons[i];

		if (!strcmp(reason->detector, "place") || !strcmp(reason->detector, "known"))
			continue;
		/* what a page does besides is not what it is about */
		if (i && reason->score < STRONG)
			continue;
		for (size_t m = 0; m < sizeof(matters) / sizeof(*matters); m++)
			if ((!matters[m].kind || matters[m].kind == kind) &&
			    is_about(reason, &matters[m]))
				return &matters[m];
	}
	return NULL;
}

/* What the finding is about; NULL: a web shell, or nothing particular. */
static const struct subject_matter *matter_of(const struct axr_finding *finding)
{
	static const struct subject_matter configuration = { .steps = config,
							     .milder = suspicious_config };
	const struct subject_matter *matter = find_matter(finding, is_named);

	/* a title may speak of more than one thing: what a rule is called goes first */
	if (!matter)
		matter = find_matter(finding, is_titled);
	return matter || kind_of(finding->file) != CONFIG ? matter : &configuration;
}

/* Steps to come to read it, where nobody could; NULL where it was read. */
static const char *by_reading(const struct axr_finding *finding)
{
	for (size_t i = 0; i < finding->reason_count; i++)
		if (!strcmp(finding->reasons[i].detector, "read"))
			return strcmp(finding->reasons[i].rule, "locked") ? antivirus : locked;
	return NULL;
}

static const char *by_class(enum axr_class file_class)
{
	switch (file_class) {
	case AXR_CLASS_UNEXPECTED:
		return unexpected;
	case AXR_CLASS_MODIFIED:
		return modified;
	case AXR_CLASS_MOVED:
		return moved;
	case AXR_CLASS_MISSING:
		return missing;
	default:
		return NULL;
	}
}

const char *axr_next_steps(const struct axr_finding *finding)
{
	const struct subject_matter *matter = matter_of(finding);
	const char *steps = by_class(finding->file_class);
	const char *reading = by_reading(finding);

	if (reading && finding->level < AXR_MALICIOUS)
		return reading;
	switch (finding->level) {
	case AXR_MALICIOUS:
		return matter ? matter->steps : web_shell;
	case AXR_SUSPICIOUS:
		if (matter && matter->milder)
			return matter->milder;
		return kind_of(finding->file) == PROGRAM ? suspicious_program : suspicious;
	case AXR_NOTABLE:
		return steps ? steps : notable;
	default:
		return steps ? steps : "";
	}
}
