/* What a page is capable of, whether or not a value can be seen to flow. */
#include "base/span.h"
#include "detect/script/rules.h"

#define BIT(trait) (UINT64_C(1) << AXR_TRAIT_##trait)

#define SHELL "T1505.003"

/* A page that shows all of all and at least least of any is remarkable. */
struct combination {
	const char *rule, *title, *technique;
	uint64_t all, any, none;
	unsigned least;
	unsigned strong; /* of these at least so many must be among STRONG */
	int score;
	uint8_t point; /* the trait whose place is shown */
};

#define CAPABILITIES                                                                         \
	(BIT(PROCESS) | BIT(SHELL) | BIT(LIST) | BIT(DRIVES) | BIT(WRITE) | BIT(DELETE) |    \
	 BIT(READ) | BIT(SQL) | BIT(REGISTRY) | BIT(SOCKET) | BIT(WMI) | BIT(ACCOUNTS) |     \
	 BIT(HIVE) | BIT(ATTRIBUTES) | BIT(METABASE) | BIT(HTTP) | BIT(LDAP) | BIT(NATIVE) | \
	 BIT(LOOT) |                                                                         \
	 BIT(INTERPRETER) | BIT(XPCMDSHELL) | BIT(STREAM) | BIT(EXECUTE) | BIT(ENVIRONMENT))

/* What no page of an ordinary site does. */
#define STRONG                                                                               \
	(BIT(PROCESS) | BIT(SHELL) | BIT(INTERPRETER) | BIT(XPCMDSHELL) | BIT(REGISTRY) |    \
	 BIT(LOOT) | BIT(NATIVE) | BIT(ACCOUNTS) | BIT(METABASE) | BIT(EXECUTE) | BIT(WMI) | \
	 BIT(SOCKET) | BIT(DRIVES))

#define LOADER \
	(BIT(BODY) | BIT(BASE64) | BIT(CIPHER) | BIT(LOAD) | BIT(CREATE) | BIT(STATE) | BIT(HASH))

static const struct combination combinations[] = {
	{ .rule = AXR_RULE_HIDDEN,
	  .score = 35,
	  .point = AXR_TRAIT_NOTFOUND,
	  .technique = "T1564",
	  .title = "the page answers that there is no such page",
	  .all = BIT(NOTFOUND) },
	{ .rule = "encrypted-loader",
	  .score = 95,
	  .point = AXR_TRAIT_LOAD,
	  .technique = "T1620",
	  .title = "the page decodes, decrypts and loads code that the client sends, and keeps it",
	  .all = BIT(LOAD) | BIT(CIPHER),
	  .any = LOADER,
	  .least = 5 },
	{ .rule = "encrypted-loader",
	  .score = 85,
	  .point = AXR_TRAIT_LOAD,
	  .technique = "T1620",
	  .title = "the page decodes or decrypts code, loads it and makes objects of it",
	  .all = BIT(LOAD),
	  .any = LOADER,
	  .least = 4 },
	{ .rule = "encrypted-loader",
	  .score = 80,
	  .point = AXR_TRAIT_CREATE,
	  .technique = "T1620",
	  .title = "the page decodes or decrypts what the client sends and makes objects of it",
	  .all = BIT(CREATE) | BIT(CIPHER) | BIT(REFLECT),
	  .any = LOADER,
	  .least = 4 },
	{ .rule = "machine-key",
	  .score = 92,
	  .point = AXR_TRAIT_MACHINEKEY,
	  .technique = "T1552.004",
	  .title = "the page reads the keys that protect view state and cookies",
	  .all = BIT(MACHINEKEY),
	  .any = BIT(KEYS) | BIT(NONPUBLIC) | BIT(REFLECT),
	  .least = 2 },
	{ .rule = "machine-key",
	  .score = 70,
	  .point = AXR_TRAIT_MACHINEKEY,
	  .technique = "T1552.004",
	  .title = "the page reads the keys that protect view state and cookies",
	  .all = BIT(MACHINEKEY) | BIT(KEYS) },
	{ .rule = "native-code",
	  .score = 88,
	  .point = AXR_TRAIT_MEMORY,
	  .technique = "T1055",
	  .title = "the page puts machine code into memory and runs it",
	  .all = BIT(NATIVE) | BIT(MEMORY) },
	{ .rule = "native-code",
	  .score = 80,
	  .point = AXR_TRAIT_MEMORY,
	  .technique = "T1055",
	  .title = "the page puts machine code into memory and runs it",
	  .all = BIT(MEMORY) | BIT(REQUEST) },
	{ .rule = "native-process",
	  .score = 80,
	  .point = AXR_TRAIT_CREATEPROCESS,
	  .technique = "T1106",
	  .title = "the page starts programs past the .NET library",
	  .all = BIT(NATIVE) | BIT(CREATEPROCESS) },
	{ .rule = "virtual-path",
	  .score = 75,
	  .point = AXR_TRAIT_VPP_REGISTER,
	  .technique = "T1505.004",
	  .title = "the page registers a provider that serves pages which are not on the disk",
	  .all = BIT(VPP_REGISTER) },
	{ .rule = "virtual-path",
	  .score = 45,
	  .point = AXR_TRAIT_VIRTUALPATH,
	  .technique = "T1505.004",
	  .title = "the page brings a provider of pages which are not on the disk",
	  .all = BIT(VIRTUALPATH) },
	{ .rule = "pipeline",
	  .score = 70,
	  .point = AXR_TRAIT_PIPELINE,
	  .technique = "T1505.004",
	  .title = "the page hooks into the request pipeline by reflection",
	  .all = BIT(PIPELINE),
	  .any = BIT(NONPUBLIC) | BIT(LOAD) | BIT(PROCESS),
	  .least = 1 },
	{ .rule = "security-products",
	  .score = 70,
	  .point = AXR_TRAIT_SECURITY,
	  .technique = "T1518.001",
	  .title = "the page looks for security products",
	  .all = BIT(SECURITY) },
	{ .rule = "xp-cmdshell",
	  .score = 85,
	  .point = AXR_TRAIT_XPCMDSHELL,
	  .technique = "T1505.001",
	  .title = "the page runs commands through the database server",
	  .all = BIT(XPCMDSHELL) | BIT(REQUEST) },
	{ .rule = "xp-cmdshell",
	  .score = 65,
	  .point = AXR_TRAIT_XPCMDSHELL,
	  .technique = "T1505.001",
	  .title = "the page runs commands through the database server",
	  .all = BIT(XPCMDSHELL) },
	{ .rule = "script-in-stylesheet",
	  .score = 75,
	  .point = AXR_TRAIT_XSLSCRIPT,
	  .technique = "T1220",
	  .title = "a style sheet in the page holds script",
	  .all = BIT(XSLSCRIPT) },
	{ .rule = "tunnel",
	  .score = 95,
	  .point = AXR_TRAIT_SOCKET,
	  .technique = "T1090",
	  .title = "the page carries connections of the client to other machines",
	  .all = BIT(SOCKET) | BIT(TUNNEL) },
	{ .rule = "tunnel",
	  .score = 82,
	  .point = AXR_TRAIT_SOCKET,
	  .technique = "T1090",
	  .title = "the page carries connections of the client to other machines",
	  .all = BIT(SOCKET) | BIT(OUTPUT),
	  .any = BIT(HEADERS) | BIT(BODY),
	  .least = 1 },
	{ .rule = "many-capabilities",
	  .score = 85,
	  .point = AXR_TRAIT_REQUEST,
	  .technique = SHELL,
	  .title = "one page commands files, programs, databases and the system alike",
	  .all = BIT(REQUEST),
	  .any = CAPABILITIES,
	  .least = 7,
	  .strong = 2 },
	{ .rule = "many-capabilities",
	  .score = 65,
	  .point = AXR_TRAIT_REQUEST,
	  .technique = SHELL,
	  .title = "one page commands files, programs and the system alike",
	  .all = BIT(REQUEST),
	  .any = CAPABILITIES,
	  .least = 5,
	  .strong = 1 },
	{ .rule = "command-shell-object",
	  .score = 48,
	  .point = AXR_TRAIT_SHELL,
	  .technique = "T1059.003",
	  .title = "the page makes an object that runs commands",
	  .all = BIT(SHELL) | BIT(REQUEST),
	  .none = BIT(COMPONENT) | BIT(PROGRAM) | BIT(REGISTRY) },
	{ .rule = "command-shell-object",
	  .score = 48,
	  .point = AXR_TRAIT_SHELL,
	  .technique = "T1059.003",
	  .title = "the page makes an object that runs commands",
	  .all = BIT(SHELL) | BIT(REQUEST) | BIT(ACTS),
	  .none = BIT(PROGRAM) },
	{ .rule = "command-shell-object",
	  .score = 48,
	  .point = AXR_TRAIT_SHELL,
	  .technique = "T1059.003",
	  .title = "the page makes an object that runs commands",
	  .all = BIT(SHELL) | BIT(REQUEST) | BIT(INTERPRETER) },
	{ .rule = "command-shell-object",
	  .score = 40,
	  .point = AXR_TRAIT_SHELL,
	  .technique = "T1059.003",
	  .title = "the page makes an object that runs commands",
	  .all = BIT(SHELL),
	  .none = BIT(COMPONENT) | BIT(PROGRAM) | BIT(REGISTRY) },
	{ .rule = "command-shell-object",
	  .score = 40,
	  .point = AXR_TRAIT_SHELL,
	  .technique = "T1059.003",
	  .title = "the page makes an object that runs commands",
	  .all = BIT(SHELL) | BIT(ACTS),
	  .none = BIT(PROGRAM) },
	{ .rule = "command-shell-object",
	  .score = 20,
	  .point = AXR_TRAIT_SHELL,
	  .technique = "T1059.003",
	  .title = "the page makes an object that runs commands",
	  .all = BIT(SHELL) },
	{ .rule = "manages-files",
	  .score = 25,
	  .point = AXR_TRAIT_DELETE,
	  .technique = "T1083",
	  .title = "the page lists and deletes files at the client's word",
	  .all = BIT(REQUEST) | BIT(LIST) | BIT(DELETE),
	  .any = BIT(WRITE) | BIT(READ) | BIT(UPLOAD) | BIT(DRIVES),
	  .least = 2 },
	{ .rule = "drives",
	  .score = 40,
	  .point = AXR_TRAIT_DRIVES,
	  .technique = "T1082",
	  .title = "the page lists the drives of the server",
	  .all = BIT(DRIVES) | BIT(LIST) },
	{ .rule = "accounts",
	  .score = 30,
	  .point = AXR_TRAIT_ACCOUNTS,
	  .technique = "T1087",
	  .title = "the page looks at the accounts or the network of the server",
	  .all = BIT(ACCOUNTS) },
	{ .rule = "metabase",
	  .score = 45,
	  .point = AXR_TRAIT_METABASE,
	  .technique = "T1505.004",
	  .title = "the page reads the configuration of IIS",
	  .all = BIT(METABASE) },
	{ .rule = "wmi",
	  .score = 35,
	  .point = AXR_TRAIT_WMI,
	  .technique = "T1047",
	  .title = "the page asks Windows Management Instrumentation",
	  .all = BIT(WMI) },
	{ .rule = "registry",
	  .score = 60,
	  .point = AXR_TRAIT_REGISTRY,
	  .technique = "T1012",
	  .title = "the page reads what intruders look for in the registry",
	  .all = BIT(REGISTRY) | BIT(LOOT) },
	{ .rule = "registry",
	  .score = 30,
	  .point = AXR_TRAIT_REGISTRY,
	  .technique = "T1012",
	  .title = "the page reads the registry",
	  .all = BIT(REGISTRY) | BIT(HIVE) },
	{ .rule = "sniffer",
	  .score = 85,
	  .point = AXR_TRAIT_SNIFFER,
	  .technique = "T1040",
	  .title = "the page listens to the traffic of the network",
	  .all = BIT(SOCKET) | BIT(SNIFFER) },
	{ .rule = "remote-shell",
	  .score = 74,
	  .point = AXR_TRAIT_SOCKET,
	  .technique = "T1059.003",
	  .title = "the page joins a command interpreter with a connection of its own",
	  .all = BIT(SOCKET) | BIT(PROCESS) | BIT(INTERPRETER) },
	{ .rule = "scheduled-task",
	  .score = 72,
	  .point = AXR_TRAIT_TASK,
	  .technique = "T1053.005",
	  .title = "the page registers tasks of the system at the client's word",
	  .all = BIT(TASK) | BIT(REQUEST) },
	{ .rule = "scheduled-task",
	  .score = 45,
	  .point = AXR_TRAIT_TASK,
	  .technique = "T1053.005",
	  .title = "the page registers tasks of the system",
	  .all = BIT(TASK) },
	{ .rule = "any-class",
	  .score = 70,
	  .point = AXR_TRAIT_TYPENAMES,
	  .technique = SHELL,
	  .title = "the page makes objects of whatever class the data names",
	  .all = BIT(TYPENAMES) | BIT(REQUEST) },
	{ .rule = "tunnel",
	  .score = 65,
	  .point = AXR_TRAIT_SOCKET,
	  .technique = "T1090",
	  .title = "the page carries connections of the client to other machines",
	  .all = BIT(SOCKET) | BIT(OUTPUT) | BIT(REQUEST) },
	{ .rule = "own-words",
	  .score = 50,
	  .point = AXR_TRAIT_SHELLWORDS,
	  .technique = SHELL,
	  .title = "the page calls itself a shell, or its maker a hacker",
	  .all = BIT(SHELLWORDS) | BIT(REQUEST) },
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

/* TypeNameHandling.None is what it ought to be. */
static bool is_none(const struct axr_script *script, uint32_t at)
{
	const struct axr_page *page = script->page;

	return script->words[at]->trait == AXR_TRAIT_TYPENAMES && at + 2 < page->token_count &&
	       (axr_span_iis(page->tokens[at + 2].text, "None") ||
		page->tokens[at + 1].kind != AXR_TOKEN_PUNCT);
}

/* StatusCode = 404, Status = "404 Not Found", HttpException(404, ...) */
static bool is_not_found(const struct axr_script *script, uint32_t at)
{
	const struct axr_page *page = script->page;
	struct axr_span name = page->tokens[at].text;

	return page->tokens[at].kind == AXR_TOKEN_WORD && at + 2 < page->token_count &&
	       axr_span_starts(page->tokens[at + 2].text, "404") &&
	       (axr_span_iis(name, "StatusCode") || axr_span_iis(name, "Status") ||
		axr_span_iis(name, "HttpException"));
}

/* A web socket is often called socket; the class has a capital. */
static bool is_variable(const struct axr_script *script, uint32_t at)
{
	return script->words[at]->trait == AXR_TRAIT_SOCKET && !script->page->classic &&
	       axr_span_is(script->page->tokens[at].text, "socket");
}

void axr_script_words(struct axr_script *script)
{
	for (uint32_t i = 0; i < script->page->token_count; i++) {
		if (script->words[i] && script->words[i]->trait && !is_none(script, i) &&
		    !is_variable(script, i))
			axr_script_trait(script, (enum axr_trait)script->words[i]->trait, i);
		if (script->specials[i] == AXR_W_REQUEST)
			axr_script_trait(script, AXR_TRAIT_REQUEST, i);
		if (is_not_found(script, i))
			axr_script_trait(script, AXR_TRAIT_NOTFOUND, i);
	}
}

void axr_script_traits(struct axr_script *script, struct axr_span extension,
		       struct axr_remarks *remarks)
{
	for (size_t i = 0; i < sizeof(combinations) / sizeof(combinations[0]); i++) {
		const struct combination *c = &combinations[i];
		struct axr_remark remark = {
			.rule = c->rule,
			.title = c->title,
			.technique = c->technique,
			.score = c->score,
			.token = script->trait_at[c->point],
		};

		if ((script->traits & c->all) != c->all || script->traits & c->none ||
		    count_bits(script->traits & c->any) < c->least ||
		    count_bits(script->traits & STRONG) < c->strong)
			continue;
		if (c->point == AXR_TRAIT_SECURITY && script->trait_count[AXR_TRAIT_SECURITY] > 1)
			remark.score += 15; /* a list of them is no coincidence */
		if (is_application(extension) &&
		    (c->point == AXR_TRAIT_VPP_REGISTER || c->point == AXR_TRAIT_PIPELINE ||
		     c->point == AXR_TRAIT_VIRTUALPATH || c->point == AXR_TRAIT_REGISTRY ||
		     c->point == AXR_TRAIT_REQUEST))
			remark.score /= 3;
		axr_remark(remarks, &remark);
	}
}
