/* Which value at which place is worth which words. */
#include "detect/script/rules.h"

#include "base/span.h"

enum { ORIGIN_MAX = 60, NAME_MAX_LEN = 40 };

/* Shorthands of the table below. */
enum {
	GIVEN = AXR_T_CLIENT | AXR_T_UPLOAD | AXR_T_CONTROL,
	TEXT = AXR_T_CLIENT | AXR_T_CONTROL,
	WHOLE = AXR_T_WHOLE,
	ANY = 0
};

#define SHELL "T1505.003"
#define RUN "T1059.003"
#define POWERSHELL "T1059.001"
#define LOADER "T1620"
#define DROP "T1105"
#define PROXY "T1090"
#define FILES "T1083"

/* The first row of a sink that fits a use is the one that is told. */
struct rule {
	uint16_t sink;
	uint32_t value, value_all, value_not; /* any of, all of, none of */
	uint32_t path, path_all, path_not;
	uint32_t object; /* any of its taint */
	uint64_t kinds;	 /* any of the object's */
	int score;
	const char *name;
	const char *verb; /* what is done to the value, or the whole sentence where plain */
	bool plain;
	const char *technique;
};

#define V(any) .value = (any)
#define OBJECT_LOADED .kinds = UINT64_C(1) << AXR_K_LOADED

static const struct rule rules[] = {
	{ AXR_S_EVAL, V(GIVEN), .score = 95, .name = "request-to-eval", .verb = "is run as code",
	  .technique = SHELL },
	{ AXR_S_EVAL, .path = AXR_T_UNSAFE, .score = 90, .name = "unsafe-eval",
	  .verb = "text is run as code that may do all", .plain = true, .technique = SHELL },
	{ AXR_S_EVAL, .object = AXR_T_CLIENT, .kinds = UINT64_C(1) << AXR_K_SCRIPT, .score = 90,
	  .name = "request-to-script-host",
	  .verb = "a script host that was given the request runs code", .plain = true,
	  .technique = SHELL },
	{ AXR_S_EVAL, V(AXR_T_REQUESTS), .score = 92, .name = "request-in-evaluated-text",
	  .verb = "a constant with code that reads the request is run", .plain = true,
	  .technique = SHELL },
	{ AXR_S_EVAL, V(AXR_T_NET), .score = 90, .name = "download-to-eval",
	  .verb = "is run as code", .technique = SHELL },
	{ AXR_S_EVAL, .value_all = AXR_T_LITERAL | AXR_T_DECODED, .score = 85,
	  .name = "decoded-to-eval", .verb = "is run as code", .technique = SHELL },
	{ AXR_S_EVAL, V(AXR_T_BLOB | AXR_T_DECRYPTED), .score = 85, .name = "decoded-to-eval",
	  .verb = "is run as code", .technique = SHELL },
	{ AXR_S_EVAL, .value_all = AXR_T_LITERAL | AXR_T_ALTERED, .score = 80,
	  .name = "decoded-to-eval", .verb = "is run as code", .technique = SHELL },
	{ AXR_S_EVAL, V(AXR_T_STORED), .score = 75, .name = "session-to-eval",
	  .verb = "is run as code", .technique = SHELL },
	{ AXR_S_EVAL, V(AXR_T_FILE), .score = 45, .name = "file-to-eval", .verb = "is run as code",
	  .technique = SHELL },
	{ AXR_S_EVAL, V(AXR_T_LITERAL), .score = 25, .name = "eval", .verb = "text is run as code",
	  .plain = true, .technique = SHELL },
	{ AXR_S_EVAL, .score = 35, .name = "eval", .verb = "text is run as code", .plain = true,
	  .technique = SHELL },

	{ AXR_S_EXEC, V(GIVEN), .score = 95, .name = "request-to-process",
	  .verb = "is run as a command", .technique = RUN },
	{ AXR_S_EXEC, V(AXR_T_NET), .score = 75, .name = "download-to-process",
	  .verb = "is run as a command", .technique = RUN },
	{ AXR_S_EXEC, V(AXR_T_STORED), .score = 70, .name = "session-to-process",
	  .verb = "is run as a command", .technique = RUN },
	{ AXR_S_EXEC, V(AXR_T_COMMAND), .score = 50, .name = "command-interpreter",
	  .verb = "a command interpreter is started", .plain = true, .technique = RUN },
	{ AXR_S_EXEC, .kinds = UINT64_C(1) << AXR_K_SHELL, .score = 50, .name = "process",
	  .verb = "a program is started", .plain = true, .technique = RUN },
	{ AXR_S_EXEC, .score = 30, .name = "process", .verb = "a program is started", .plain = true,
	  .technique = RUN },

	{ AXR_S_LOAD, V(AXR_T_CLIENT | AXR_T_UPLOAD), .score = 95, .name = "request-to-assembly",
	  .verb = "is loaded as an assembly", .technique = LOADER },
	{ AXR_S_LOAD, V(AXR_T_CONTROL | AXR_T_NET), .score = 88, .name = "download-to-assembly",
	  .verb = "is loaded as an assembly", .technique = LOADER },
	{ AXR_S_LOAD, .value_all = AXR_T_LITERAL | AXR_T_DECODED, .score = 85,
	  .name = "decoded-to-assembly", .verb = "is loaded as an assembly", .technique = LOADER },
	{ AXR_S_LOAD, V(AXR_T_BLOB | AXR_T_DECRYPTED | AXR_T_DECODED), .score = 85,
	  .name = "decoded-to-assembly", .verb = "is loaded as an assembly", .technique = LOADER },
	{ AXR_S_LOAD, V(AXR_T_STORED), .score = 80, .name = "session-to-assembly",
	  .verb = "is loaded as an assembly", .technique = LOADER },
	{ AXR_S_LOAD, V(AXR_T_FILE), .score = 40, .name = "file-to-assembly",
	  .verb = "is loaded as an assembly", .technique = LOADER },
	{ AXR_S_LOAD, V(AXR_T_LITERAL), .score = 10, .name = "assembly",
	  .verb = "an assembly is loaded at run time", .plain = true, .technique = LOADER },
	{ AXR_S_LOAD, .score = 25, .name = "assembly", .verb = "an assembly is loaded at run time",
	  .plain = true, .technique = LOADER },

	{ AXR_S_COMPILE, V(GIVEN), .score = 95, .name = "request-to-compiler",
	  .verb = "is compiled and run", .technique = SHELL },
	{ AXR_S_COMPILE, V(AXR_T_NET | AXR_T_DECRYPTED | AXR_T_DECODED), .score = 85,
	  .name = "decoded-to-compiler", .verb = "is compiled and run", .technique = SHELL },
	{ AXR_S_COMPILE, .score = 35, .name = "compiler", .verb = "code is compiled at run time",
	  .plain = true, .technique = SHELL },

	{ AXR_S_XSLT, V(GIVEN | AXR_T_NET), .score = 85, .name = "request-to-stylesheet",
	  .verb = "is run as a style sheet", .technique = "T1220" },
	{ AXR_S_XAML, V(GIVEN | AXR_T_NET), .score = 90, .name = "request-to-xaml",
	  .verb = "makes objects as XAML", .technique = SHELL },
	{ AXR_S_POWERSHELL, V(GIVEN | AXR_T_NET), .score = 95, .name = "request-to-powershell",
	  .verb = "is run by PowerShell", .technique = POWERSHELL },
	{ AXR_S_POWERSHELL, .kinds = UINT64_C(1) << AXR_K_POWERSHELL, .score = 45,
	  .name = "powershell", .verb = "PowerShell is run", .plain = true,
	  .technique = POWERSHELL },
	{ AXR_S_DESERIALISE, V(GIVEN), .score = 88, .name = "request-to-deserialiser",
	  .verb = "is turned into objects of any class", .technique = SHELL },

	{ AXR_S_WRITE, V(GIVEN | AXR_T_NET), .path = AXR_T_PAGEPATH | AXR_T_ITSELF, .score = 92,
	  .name = "request-to-page", .verb = "is written to a server page", .technique = DROP },
	{ AXR_S_WRITE, V(AXR_T_MARKUP), .score = 88, .name = "writes-page",
	  .verb = "a constant with server code is written to a file", .plain = true,
	  .technique = DROP },
	{ AXR_S_WRITE, V(GIVEN | AXR_T_NET), .path = TEXT, .path_all = WHOLE, .score = 92,
	  .name = "request-to-file", .verb = "is written to a file that the client names",
	  .technique = DROP },
	{ AXR_S_WRITE, V(TEXT), .path = TEXT, .score = 50, .name = "request-to-named-file",
	  .verb = "is written to a file whose name the client chooses", .technique = DROP },
	{ AXR_S_WRITE, V(GIVEN), .score = 20, .name = "request-to-fixed-file",
	  .verb = "is written to a file", .technique = DROP },
	{ AXR_S_WRITE, V(GIVEN | AXR_T_NET), .path = AXR_T_PROGRAM, .score = 75,
	  .name = "download-to-program", .verb = "becomes a program", .technique = DROP },
	{ AXR_S_WRITE, V(AXR_T_NET), .score = 35, .name = "download-to-file",
	  .verb = "is written to a file", .technique = DROP },
	{ AXR_S_WRITE, .path = TEXT, .path_all = WHOLE, .score = 35, .name = "file-by-request",
	  .verb = "a file that the client names is written", .plain = true, .technique = DROP },
	{ AXR_S_WRITE, .path = TEXT, .score = 25, .name = "file-by-request",
	  .verb = "a file that the client names is written", .plain = true, .technique = DROP },

	{ AXR_S_CONTENT, V(GIVEN | AXR_T_NET), .object = AXR_T_PATH_PAGE, .score = 92,
	  .name = "request-to-page", .verb = "is written to a server page", .technique = DROP },
	{ AXR_S_CONTENT, V(AXR_T_MARKUP), .score = 88, .name = "writes-page",
	  .verb = "a constant with server code is written to a file", .plain = true,
	  .technique = DROP },
	{ AXR_S_CONTENT, V(GIVEN | AXR_T_NET), .object = AXR_T_PATH_CLIENT, .score = 92,
	  .name = "request-to-file", .verb = "is written to a file that the client names",
	  .technique = DROP },
	{ AXR_S_CONTENT, V(TEXT), .object = AXR_T_PATH_PART, .score = 50,
	  .name = "request-to-named-file",
	  .verb = "is written to a file whose name the client chooses", .technique = DROP },
	{ AXR_S_CONTENT, V(AXR_T_UPLOAD), .object = AXR_T_PATH_UPLOAD, .score = 65,
	  .name = "upload-beside-page",
	  .verb = "is stored under the name that the client gives, in no folder of its own",
	  .technique = DROP },
	{ AXR_S_CONTENT, V(AXR_T_UPLOAD), .score = 25, .name = "upload",
	  .verb = "is stored in a file", .technique = DROP },
	{ AXR_S_CONTENT, V(TEXT), .score = 20, .name = "request-to-fixed-file",
	  .verb = "is written to a file", .technique = DROP },
	{ AXR_S_CONTENT, .object = AXR_T_PATH_CLIENT, .score = 35, .name = "file-by-request",
	  .verb = "a file that the client names is written", .plain = true, .technique = DROP },

	{ AXR_S_SAVE, .object = GIVEN | AXR_T_NET, .path = AXR_T_PAGEPATH, .score = 92,
	  .name = "upload-to-page", .verb = "becomes a server page", .technique = DROP },
	{ AXR_S_SAVE, .object = GIVEN | AXR_T_NET, .path = TEXT, .path_all = WHOLE, .score = 85,
	  .name = "upload-to-named-file", .verb = "is stored where the client says",
	  .technique = DROP },
	{ AXR_S_SAVE, .object = AXR_T_NET, .path = AXR_T_PROGRAM, .score = 75,
	  .name = "download-to-program", .verb = "becomes a program", .technique = DROP },
	{ AXR_S_SAVE, .object = AXR_T_NET, .score = 35, .name = "download-to-file",
	  .verb = "is stored in a file", .technique = DROP },
	{ AXR_S_SAVE, .object = AXR_T_UPLOAD, .path = AXR_T_UPLOAD, .path_not = AXR_T_WORDS,
	  .score = 65, .name = "upload-beside-page",
	  .verb = "is stored under the name that the client gives, in no folder of its own",
	  .technique = DROP },
	{ AXR_S_SAVE, .object = AXR_T_UPLOAD, .path = TEXT, .score = 50,
	  .name = "upload-to-named-file", .verb = "is stored where the client says",
	  .technique = DROP },
	{ AXR_S_SAVE, .object = AXR_T_UPLOAD | AXR_T_CLIENT, .score = 25, .name = "upload",
	  .verb = "is stored in a file", .technique = DROP },

	{ AXR_S_DOWNLOAD, V(TEXT), .path = TEXT, .score = 90, .name = "request-to-download",
	  .verb = "says what is fetched and where it is stored", .technique = DROP },
	{ AXR_S_DOWNLOAD, .path = AXR_T_PAGEPATH, .score = 85, .name = "download-to-page",
	  .verb = "a file is fetched and becomes a server page", .plain = true, .technique = DROP },
	{ AXR_S_DOWNLOAD, .path = AXR_T_PROGRAM, .score = 70, .name = "download-to-program",
	  .verb = "a program is fetched and stored", .plain = true, .technique = DROP },
	{ AXR_S_DOWNLOAD, V(TEXT), .score = 45, .name = "request-to-download",
	  .verb = "says what is fetched and stored", .technique = DROP },
	{ AXR_S_DOWNLOAD, .score = 30, .name = "download", .verb = "a file is fetched and stored",
	  .plain = true, .technique = DROP },

	{ AXR_S_COPY, V(TEXT), .value_all = WHOLE, .path = TEXT, .path_all = WHOLE, .score = 45,
	  .name = "request-to-copy", .verb = "says which file is copied or moved, and where to",
	  .technique = DROP },
	{ AXR_S_COPY, V(TEXT), .path = TEXT, .score = 35, .name = "request-to-copy",
	  .verb = "says which file is copied or moved, and where to", .technique = DROP },
	{ AXR_S_DELETE, .path = TEXT, .path_all = WHOLE, .score = 40, .name = "request-to-delete",
	  .verb = "says which file is deleted", .technique = "T1070.004" },
	{ AXR_S_READ, .path = TEXT, .path_all = WHOLE, .path_not = AXR_T_MAPPED, .score = 42,
	  .name = "request-to-read", .verb = "says which file is read", .technique = "T1005" },
	{ AXR_S_READ, .path = TEXT, .path_all = WHOLE, .score = 25, .name = "request-to-read",
	  .verb = "says which file is read", .technique = "T1005" },
	{ AXR_S_LIST, .path = TEXT, .path_all = WHOLE, .path_not = AXR_T_MAPPED, .score = 55,
	  .name = "request-to-list", .verb = "says which folder is listed", .technique = FILES },
	{ AXR_S_LIST, .path = TEXT, .path_all = WHOLE, .score = 35, .name = "request-to-list",
	  .verb = "says which folder is listed", .technique = FILES },

	{ AXR_S_SQL, V(TEXT), .value_all = WHOLE, .value_not = AXR_T_LITERAL, .score = 75,
	  .name = "request-to-sql", .verb = "is run as a database command", .technique = SHELL },
	{ AXR_S_SQL, V(TEXT), .value_all = WHOLE, .score = 30, .name = "request-to-sql",
	  .verb = "is run as a database command", .technique = SHELL },
	{ AXR_S_CONNECT, V(TEXT), .value_all = WHOLE, .score = 70, .name = "request-to-connection",
	  .verb = "says which database is opened", .technique = SHELL },
	{ AXR_S_CONNECT, V(TEXT), .score = 55, .name = "request-to-connection",
	  .verb = "says which database is opened", .technique = SHELL },
	{ AXR_S_SOCKET, V(TEXT), .score = 75, .name = "request-to-socket",
	  .verb = "says where a connection is made to", .technique = PROXY },
	{ AXR_S_URL, V(TEXT), .value_all = WHOLE, .score = 30, .name = "request-to-url",
	  .verb = "says what is fetched from another machine", .technique = PROXY },
	{ AXR_S_INCLUDE, V(TEXT), .value_all = WHOLE, .score = 60, .name = "request-to-include",
	  .verb = "says which page is run", .technique = SHELL },
	{ AXR_S_CREATE, V(TEXT), .value_all = WHOLE, .score = 80, .name = "request-to-object",
	  .verb = "says of which class an object is made", .technique = SHELL },

	{ AXR_S_INVOKE, .object = GIVEN | AXR_T_STORED | AXR_T_DECRYPTED | AXR_T_NET, OBJECT_LOADED,
	  .score = 90, .name = "loaded-code-invoked", .verb = "code loaded at run time is called",
	  .plain = true, .technique = LOADER },
	{ AXR_S_INVOKE, V(GIVEN), .score = 90, .name = "request-to-reflection",
	  .verb = "is handed to a method called by reflection", .technique = LOADER },
	{ AXR_S_INVOKE, V(AXR_T_DECODED | AXR_T_DECRYPTED | AXR_T_BLOB | AXR_T_STORED | AXR_T_NET),
	  .score = 80, .name = "decoded-to-reflection",
	  .verb = "is handed to a method called by reflection", .technique = LOADER },
	{ AXR_S_INVOKE, OBJECT_LOADED, .score = 30, .name = "loaded-code-invoked",
	  .verb = "code loaded at run time is called", .plain = true, .technique = LOADER },
	{ AXR_S_REGISTRY, V(TEXT), .score = 70, .name = "request-to-registry",
	  .verb = "says which key of the registry is opened", .technique = "T1012" },
};

void axr_remark(struct axr_remarks *remarks, const struct axr_remark *remark)
{
	for (size_t i = 0; i < remarks->count; i++) {
		if (strcmp(remarks->list[i].rule, remark->rule))
			continue;
		if (remark->score > remarks->list[i].score)
			remarks->list[i] = *remark;
		return;
	}
	if (remarks->count < AXR_REMARKS_MAX)
		remarks->list[remarks->count++] = *remark;
}

static bool fits(const struct rule *rule, const struct axr_node *value, const struct axr_node *path,
		 const struct axr_node *object)
{
	return (!rule->value || value->taint & rule->value) &&
	       (value->taint & rule->value_all) == rule->value_all &&
	       !(value->taint & rule->value_not) && (!rule->path || path->taint & rule->path) &&
	       (path->taint & rule->path_all) == rule->path_all &&
	       !(path->taint & rule->path_not) && (!rule->object || object->taint & rule->object) &&
	       (!rule->kinds || object->kinds & rule->kinds);
}

/* How the beginning of a flow is written in the page: Request.Form["x"]. */
static struct axr_span origin_text(const struct axr_script *script, uint32_t from)
{
	const struct axr_page *page = script->page;
	uint32_t last = from, begin, end, first = from;

	while (first >= 2 && from - first < 6 && page->tokens[first - 1].kind == AXR_TOKEN_PUNCT &&
	       axr_span_is(page->tokens[first - 1].text, ".") &&
	       page->tokens[first - 2].kind == AXR_TOKEN_WORD)
		first -= 2;
	begin = page->tokens[first].at;
	for (uint32_t i = from + 1; i < page->token_count && i - from < 12; i++) {
		const struct axr_token *token = &page->tokens[i];

		if (token->kind == AXR_TOKEN_PUNCT && axr_span_is(token->text, ".")) {
			i++;
			last = i < page->token_count ? i : last;
		} else if (token->kind == AXR_TOKEN_PUNCT && token->mate != UINT32_MAX &&
			   token->mate > i && token->mate - i < 5) {
			last = i = token->mate;
		} else {
			break;
		}
	}
	end = page->tokens[last].at + page->tokens[last].len;
	if (end < begin || end - begin > ORIGIN_MAX)
		end = begin + page->tokens[from].len;
	return axr_span_cut(page->text, begin, end - begin < ORIGIN_MAX ? end - begin : ORIGIN_MAX);
}

/* Printable ASCII of a span, for a title. */
static const char *plain(struct axr_script *script, struct axr_span text)
{
	char line[ORIGIN_MAX + 1];
	size_t len = 0;

	for (size_t i = 0; i < text.len && len < ORIGIN_MAX; i++) {
		uint8_t c = text.ptr[i];

		if (axr_is_space(c))
			c = ' ';
		if (c == ' ' && len && line[len - 1] == ' ')
			continue;
		line[len++] = c < ' ' || c > '~' ? '?' : (char)c;
	}
	line[len] = '\0';
	return axr_arena_str(script->told, axr_span(line, len));
}

static const char *origin_words(uint32_t taint)
{
	if (taint & AXR_T_CLIENT)
		return "what the client sends";
	if (taint & AXR_T_UPLOAD)
		return "what the client uploads";
	if (taint & AXR_T_CONTROL)
		return "what is typed into the page";
	if (taint & AXR_T_NET)
		return "what is fetched from another machine";
	if (taint & AXR_T_FILE)
		return "what stands in a file";
	if (taint & AXR_T_STORED)
		return "what lies in the session or application";
	if (taint & (AXR_T_DECRYPTED | AXR_T_DECODED))
		return "what was decoded at run time";
	return "a constant of the page";
}

static uint32_t line_of(const struct axr_script *script, uint32_t token)
{
	return axr_span_line_at(script->page->text, script->page->tokens[token].at);
}

/* A password that is written away or sent away is a thief's work, wherever it goes. */
static bool takes_password(const struct axr_script *script, const struct axr_use *use,
			   const struct axr_node *value)
{
	struct axr_span text;

	if (use->sink != AXR_S_WRITE && use->sink != AXR_S_CONTENT && use->sink != AXR_S_URL)
		return false;
	if (!(value->taint & TEXT))
		return false;
	text = origin_text(script, value->from);
	return axr_span_ifind(text, axr_span_str("passw"), 0) != SIZE_MAX ||
	       axr_span_ifind(text, axr_span_str("pwd"), 0) != SIZE_MAX;
}

const char *axr_remark_title(struct axr_script *script, const struct axr_remark *remark)
{
	const char *name;

	if (!remark->verb)
		return remark->title;
	name = plain(script,
		     axr_span_cut(script->page->tokens[remark->token].text, 0, NAME_MAX_LEN));
	if (!remark->from)
		return axr_arena_printf(script->told, "%s by %s (line %u)", remark->verb, name,
					(unsigned)line_of(script, remark->token));
	return axr_arena_printf(script->told, "%s (%s, line %u) %s by %s (line %u)",
				origin_words(remark->taint),
				plain(script, origin_text(script, remark->from - 1)),
				(unsigned)line_of(script, remark->from - 1), remark->verb, name,
				(unsigned)line_of(script, remark->token));
}

/* A reader or a writer of a stream that is no file: there is no path in this. */
static bool is_stream(const struct axr_use *use, const struct axr_node *path,
		      const struct axr_node *object)
{
	const uint64_t bytes = UINT64_C(1) << AXR_K_BYTES;

	if (use->sink == AXR_S_READ)
		return path->kinds & bytes;
	return use->sink == AXR_S_CONTENT && object->kinds & bytes &&
	       !(object->kinds & (UINT64_C(1) << AXR_K_WRITER | UINT64_C(1) << AXR_K_STREAM));
}

static void judge(struct axr_script *script, const struct axr_use *use, struct axr_remarks *remarks)
{
	static const struct rule password = {
		.name = "password-to-file",
		.verb = "is written or sent away",
		.score = 80,
		.technique = "T1056.003",
	};
	const struct axr_node *value = &script->nodes[use->value];
	const struct axr_node *path = &script->nodes[use->path];
	const struct axr_node *object = &script->nodes[use->object];
	const struct axr_sink_word *sink = &axr_sink_words[use->word];
	const struct rule *found = NULL;
	uint32_t taint = value->taint, from = value->from;
	struct axr_remark remark;

	if ((!use->by_name && !(object->kinds & sink->kinds)) || is_stream(use, path, object))
		return;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]) && !found; i++)
		if (rules[i].sink == use->sink && fits(&rules[i], value, path, object))
			found = &rules[i];
	if ((!found || found->score < password.score) && takes_password(script, use, value))
		found = &password;
	if (!found)
		return;
	if (!(taint & (GIVEN | AXR_T_NET)) && (found->object || found->path)) {
		const struct axr_node *other = found->path && path->taint & GIVEN ? path : object;

		taint = other->taint;
		from = other->from;
	}
	remark = (struct axr_remark){
		.rule = found->name,
		.technique = found->technique,
		.verb = found->verb,
		.taint = taint,
		.score = found->score,
		.token = use->token,
		.from = found->plain ? 0 : from + 1,
	};
	axr_remark(remarks, &remark);
}

void axr_script_rules(struct axr_script *script, struct axr_remarks *remarks)
{
	for (size_t i = 0; i < script->use_count; i++)
		judge(script, &script->uses[i], remarks);
}
