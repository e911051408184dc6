/* What a page is capable of, whether or not a value can be seen to flow; and how it is built. */
#include "base/span.h"
#include "detect/script/rules.h"

#define BIT(trait) (UINT64_C(1) << AXR_TRAIT_##trait)

#define SHELL "T1505.003"

/* A page that shows all of all and at least least of any is remarkable. */
struct combination {
	const char *rule, *title, *technique;
	uint64_t all, any;
	unsigned least;
	int score;
	uint8_t point; /* the trait whose place is shown */
};

#define CAPABILITIES (BIT(PROCESS) | BIT(SHELL) | BIT(LIST) | BIT(DRIVES) | BIT(WRITE) | \
	BIT(DELETE) | BIT(READ) | BIT(SQL) | BIT(REGISTRY) | BIT(SOCKET) | BIT(WMI) | BIT(ACCOUNTS) | \
	BIT(HIVE) | BIT(ATTRIBUTES) | BIT(METABASE) | BIT(HTTP) | BIT(LDAP) | BIT(NATIVE) | \
	BIT(INTERPRETER) | BIT(XPCMDSHELL) | BIT(STREAM) | BIT(EXECUTE) | BIT(ENVIRONMENT))

#define LOADER (BIT(BODY) | BIT(BASE64) | BIT(CIPHER) | BIT(LOAD) | BIT(CREATE) | BIT(STATE) | \
	BIT(HASH))

static const struct combination combinations[] = {
	{ "encrypted-loader",
	  "the page decodes, decrypts and loads code that the client sends, and keeps it",
	  "T1620", BIT(LOAD) | BIT(CIPHER), LOADER, 5, 95, AXR_TRAIT_LOAD },
	{ "encrypted-loader", "the page decodes or decrypts code, loads it and makes objects of it",
	  "T1620", BIT(LOAD), LOADER, 4, 85, AXR_TRAIT_LOAD },
	{ "encrypted-loader", "the page decodes or decrypts what the client sends and makes objects of it",
	  "T1620", BIT(CREATE) | BIT(CIPHER), LOADER, 4, 80, AXR_TRAIT_CREATE },
	{ "machine-key", "the page reads the keys that protect view state and cookies", "T1552.001",
	  BIT(MACHINEKEY), BIT(KEYS) | BIT(NONPUBLIC) | BIT(REFLECT), 2, 92, AXR_TRAIT_MACHINEKEY },
	{ "machine-key", "the page reads the keys that protect view state and cookies", "T1552.001",
	  BIT(MACHINEKEY) | BIT(KEYS), 0, 0, 70, AXR_TRAIT_MACHINEKEY },
	{ "native-code", "the page puts machine code into memory and runs it", "T1055",
	  BIT(NATIVE) | BIT(MEMORY), 0, 0, 88, AXR_TRAIT_MEMORY },
	{ "native-process", "the page starts programs past the .NET library", "T1106",
	  BIT(NATIVE) | BIT(CREATEPROCESS), 0, 0, 80, AXR_TRAIT_CREATEPROCESS },
	{ "virtual-path", "the page registers a provider that serves pages which are not on the disk",
	  "T1505.004", BIT(VPP_REGISTER), 0, 0, 75, AXR_TRAIT_VPP_REGISTER },
	{ "virtual-path", "the page brings a provider of pages which are not on the disk",
	  "T1505.004", BIT(VIRTUALPATH), 0, 0, 45, AXR_TRAIT_VIRTUALPATH },
	{ "pipeline", "the page hooks into the request pipeline by reflection", "T1505.004",
	  BIT(PIPELINE), BIT(NONPUBLIC) | BIT(LOAD) | BIT(PROCESS), 1, 70, AXR_TRAIT_PIPELINE },
	{ "security-products", "the page looks for security products", "T1518.001", BIT(SECURITY),
	  0, 0, 70, AXR_TRAIT_SECURITY },
	{ "xp-cmdshell", "the page runs commands through the database server", "T1505.001",
	  BIT(XPCMDSHELL) | BIT(REQUEST), 0, 0, 85, AXR_TRAIT_XPCMDSHELL },
	{ "xp-cmdshell", "the page runs commands through the database server", "T1505.001",
	  BIT(XPCMDSHELL), 0, 0, 65, AXR_TRAIT_XPCMDSHELL },
	{ "script-in-stylesheet", "a style sheet in the page holds script", "T1220",
	  BIT(XSLSCRIPT), 0, 0, 75, AXR_TRAIT_XSLSCRIPT },
	{ "tunnel", "the page carries connections of the client to other machines", "T1090",
	  BIT(SOCKET) | BIT(TUNNEL), 0, 0, 95, AXR_TRAIT_SOCKET },
	{ "tunnel", "the page carries connections of the client to other machines", "T1090",
	  BIT(SOCKET) | BIT(OUTPUT), BIT(HEADERS) | BIT(BODY), 1, 82, AXR_TRAIT_SOCKET },
	{ "many-capabilities", "one page commands files, programs, databases and the system alike",
	  SHELL, BIT(REQUEST), CAPABILITIES, 7, 85, AXR_TRAIT_REQUEST },
	{ "many-capabilities", "one page commands files, programs and the system alike", SHELL,
	  BIT(REQUEST), CAPABILITIES, 5, 65, AXR_TRAIT_REQUEST },
	{ "command-shell-object", "the page makes an object that runs commands", "T1059.003",
	  BIT(SHELL) | BIT(REQUEST), 0, 0, 48, AXR_TRAIT_SHELL },
	{ "command-shell-object", "the page makes an object that runs commands", "T1059.003",
	  BIT(SHELL), 0, 0, 40, AXR_TRAIT_SHELL },
	{ "manages-files", "the page lists and deletes files at the client's word", "T1083",
	  BIT(REQUEST) | BIT(LIST) | BIT(DELETE), BIT(WRITE) | BIT(READ) | BIT(UPLOAD) | BIT(DRIVES),
	  2, 38, AXR_TRAIT_DELETE },
	{ "drives", "the page lists the drives of the server", "T1082", BIT(DRIVES) | BIT(LIST), 0, 0,
	  35, AXR_TRAIT_DRIVES },
	{ "accounts", "the page looks at the accounts or the network of the server", "T1087",
	  BIT(ACCOUNTS), 0, 0, 30, AXR_TRAIT_ACCOUNTS },
	{ "metabase", "the page reads the configuration of IIS", "T1505.004", BIT(METABASE), 0, 0, 45,
	  AXR_TRAIT_METABASE },
	{ "wmi", "the page asks Windows Management Instrumentation", "T1047", BIT(WMI), 0, 0, 35,
	  AXR_TRAIT_WMI },
	{ "registry", "the page reads the registry", "T1012", BIT(REGISTRY) | BIT(HIVE), 0, 0, 40,
	  AXR_TRAIT_REGISTRY },
	{ "own-words", "the page calls itself a shell, or its maker a hacker", SHELL,
	  BIT(SHELLWORDS) | BIT(REQUEST), 0, 0, 50, AXR_TRAIT_SHELLWORDS },
};

/* Registered routes and providers are an application's daily work, in its own source files. */
static bool is_application(struct axr_span extension)
{
	return axr_span_iis(extension, "asax") || axr_span_iis(extension, "cs") ||
	       axr_span_iis(extension, "vb");
}

static unsigned count_bits(uint64_t bits)
{
	unsigned count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

static void look_at_words(struct axr_script *script)
{
	for (uint32_t i = 0; i < script->page->token_count; i++)
		if (script->words[i] && script->words[i]->trait)
			axr_script_trait(script, (enum axr_trait)script->words[i]->trait, i);
}

static void built(struct axr_script *script, struct axr_remarks *remarks)
{
	const struct axr_page *page = script->page;
	struct axr_remark remark = { .technique = "T1027", .token = UINT32_MAX };

	if (page->escaped_words) {
		for (uint32_t i = 0; i < page->token_count && remark.token == UINT32_MAX; i++)
			if (page->tokens[i].flags & AXR_TOKEN_ESCAPED &&
			    page->tokens[i].kind == AXR_TOKEN_WORD)
				remark.token = i;
		remark.rule = "escaped-names";
		remark.title = axr_arena_printf(script->told,
						"%u names are written with escapes or invisible characters",
						(unsigned)page->escaped_words);
		remark.score = page->escaped_words > 5 ? 80 : page->escaped_words > 1 ? 65 : 45;
		axr_remark(remarks, &remark);
	}
	remark.token = UINT32_MAX;
	if (page->empty_blocks > 20) {
		remark.rule = "empty-blocks";
		remark.title = axr_arena_printf(script->told, "%u code blocks are empty",
						(unsigned)page->empty_blocks);
		remark.score = page->empty_blocks > 500 ? 80 : 50;
		axr_remark(remarks, &remark);
	}
	for (uint32_t i = 0; i < page->block_count; i++) {
		if (!page->blocks[i].encoded || !page->blocks[i].len)
			continue;
		remark.at = page->blocks[i].at;
		remark.len = page->blocks[i].len;
		remark.rule = "encoded-script";
		remark.title = "code is hidden by Script Encoder";
		remark.score = 42;
		axr_remark(remarks, &remark);
		break;
	}
}

void axr_script_traits(struct axr_script *script, struct axr_span extension,
		       struct axr_remarks *remarks)
{
	look_at_words(script);
	for (size_t i = 0; i < sizeof(combinations) / sizeof(combinations[0]); i++) {
		const struct combination *c = &combinations[i];
		struct axr_remark remark = {
			.rule = c->rule,
			.title = c->title,
			.technique = c->technique,
			.score = c->score,
			.token = script->trait_at[c->point],
		};

		if ((script->traits & c->all) != c->all ||
		    count_bits(script->traits & c->any) < c->least)
			continue;
		if (is_application(extension) &&
		    (c->point == AXR_TRAIT_VPP_REGISTER || c->point == AXR_TRAIT_PIPELINE ||
		     c->point == AXR_TRAIT_VIRTUALPATH))
			remark.score /= 3;
		axr_remark(remarks, &remark);
	}
	built(script, remarks);
}

/* ---- What a page takes from elsewhere ------------------------------------------------------- */

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

/* How odd it is that code comes from a file of this name; 0: not at all. */
static int oddness(const struct axr_reference *reference, bool alone)
{
	static const char *const images[] = { "jpg", "jpeg", "gif", "png", "bmp", "ico", "webp", "zip",
		"rar", "log", "dat", "tmp", "bak", "pdf", "doc", "css", "mp3", "mp4", "ttf", "woff",
		"exe", "dll", "db", "cer", "crt", "cfg", NULL };
	static const char *const code[] = { "cs", "vb", "js", "jsl", "ascx", "aspx", "asmx", "ashx",
		"asax", "master", "fs", "cpp", NULL };
	struct axr_span extension = extension_of(reference->target);

	if (axr_span_starts(reference->target, "\\\\") ||
	    (reference->target.len > 2 && reference->target.ptr[1] == ':'))
		return 70;
	if (!extension.len)
		return 0;
	switch (reference->kind) {
	case AXR_REF_INCLUDE_FILE:
	case AXR_REF_INCLUDE_VIRTUAL:
		if (is_one_of(extension, images))
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

		if (!reference->target.len || axr_span_find(reference->target, axr_span_str("<%"), 0) !=
						      SIZE_MAX)
			continue;
		remark.score = oddness(reference, alone);
		if (remark.score)
			axr_remark(remarks, &remark);
	}
}
