/* Which value at which place is worth which words. */
#include "detect/script/rules.h"

#include "base/span.h"
#include "page/chars.h"

enum { ORIGIN_MAX = 60, NAME_MAX_LEN = 40, PATH_MAX_LEN = 1024 };

/* What a rule and a page have in common. */
enum {
	GIVEN = AXR_T_CLIENT | AXR_T_UPLOAD | AXR_T_CONTROL,
	TEXT = AXR_T_CLIENT | AXR_T_CONTROL
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

static bool fits(const struct axr_rule *rule, const struct axr_node *value,
		 const struct axr_node *path, const struct axr_node *object)
{
	return (!rule->value || value->taint & rule->value) &&
	       (value->taint & rule->value_all) == rule->value_all &&
	       !(value->taint & rule->value_not) && (!rule->path || path->taint & rule->path) &&
	       (path->taint & rule->path_all) == rule->path_all &&
	       !(path->taint & rule->path_not) && (!rule->object || object->taint & rule->object) &&
	       (object->taint & rule->object_all) == rule->object_all &&
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
			   const struct axr_node *value, const struct axr_node *path)
{
	struct axr_span text;

	if (use->sink != AXR_S_WRITE && use->sink != AXR_S_CONTENT && use->sink != AXR_S_URL)
		return false;
	if (!(value->taint & TEXT))
		return false;
	if (value->taint & AXR_T_PASSWORD && use->sink != AXR_S_URL &&
	    !(path->taint & AXR_T_PAGEPATH))
		return true;
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

static int excused(const struct axr_script *script, const struct axr_rule *rule,
		   const struct axr_node *value)
{
	for (const struct axr_excuse *e = axr_excuses; e->rule; e++)
		if (!strcmp(e->rule, rule->name) && (script->traits & e->all) == e->all &&
		    !(e->no_queries && script->queries) &&
		    !(script->traits & e->none) && !(value->taint & e->value_not) &&
		    e->score < rule->score && (!e->classic || script->page->classic))
			return e->score;
	return rule->score;
}

static bool is_digest(struct axr_span text)
{
	if (text.len != 32 && text.len != 40 && text.len != 64)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!axr_is_digit(text.ptr[i]) && (axr_lower(text.ptr[i]) < 'a' ||
						   axr_lower(text.ptr[i]) > 'f'))
			return false;
	return true;
}

static bool names_secret(struct axr_span text)
{
	static const char *const words[] = { "pass", "pwd",    "key",	  "token",   "auth",
					     "secret", "header", "cookie", "useragent", NULL };

	for (const char *const *word = words; *word; word++)
		if (axr_span_ifind(text, axr_span_str(*word), 0) != SIZE_MAX)
			return true;
	return false;
}

/* What the client sends is held against a word that stands in the page. */
static void gate(struct axr_script *script, const struct axr_use *use, struct axr_remarks *remarks)
{
	const struct axr_node *value = &script->nodes[use->value];
	const struct axr_node *word = &script->nodes[use->object];
	struct axr_remark remark = {
		.rule = AXR_RULE_GATE,
		.title = "the page does its work only for those who send the right word",
		.technique = "T1480",
		.score = 35,
		.token = use->token,
	};

	if (!word->literal)
		return;
	if (is_digest(script->page->tokens[word->literal - 1].text) ||
	    (value->taint & TEXT && names_secret(origin_text(script, value->from))))
		axr_remark(remarks, &remark);
}

/* A piece of a constant as anyone would write it down: no sign in it that is escaped in source. */
static bool is_plain(struct axr_span piece)
{
	for (size_t i = 0; i < piece.len; i++)
		if (piece.ptr[i] < ' ' || piece.ptr[i] > '~' || piece.ptr[i] == '"' ||
		    piece.ptr[i] == '\'' || piece.ptr[i] == '\\' || piece.ptr[i] == '&' ||
		    piece.ptr[i] == '<' || piece.ptr[i] == '>')
			return false;
	return true;
}

/*
 * Where a constant would stand if nobody hid it: in the page, which may put it together from names;
 * where it was put together from texts, scraps or codes at its place, there, whatever the page
 * holds elsewhere.
 */
static struct axr_span written(const struct axr_script *script, const struct axr_token *token)
{
	enum { SEARCHED = 1 << 18, SCRAPS = 4, SCRAP = 4 }; /* texts, bytes each of them has */
	struct axr_span place = axr_span_cut(script->page->text, token->at, token->len);
	size_t quoted = 0, texts = 0;
	bool inside = false;

	place = axr_span_cut(place, 0, SEARCHED);
	for (size_t i = 0; i < place.len; i++) {
		if (place.ptr[i] == '"') {
			texts += !inside;
			inside = !inside;
		} else {
			quoted += inside;
		}
	}
	if (token->flags & AXR_TOKEN_FOLDED &&
	    (quoted >= token->text.len || (texts >= SCRAPS && quoted <= SCRAP * texts) ||
	     axr_span_ifind(place, axr_span_str("chr"), 0) != SIZE_MAX))
		return place;
	return axr_span_cut(script->page->text, 0, SEARCHED);
}

/* Whether no piece of a constant stands in the page as it is: it was put together to hide it. */
static bool is_hidden(const struct axr_script *script, uint32_t literal)
{
	enum { SHORT = 6, MIDDLE = 10, LONG = 20, TRIES = 8 };
	const struct axr_token *token = &script->page->tokens[literal - 1];
	struct axr_span text = token->text, page = written(script, token);
	size_t step = text.len / TRIES + 1;
	/* what was encoded twice shares short pieces with its own code */
	size_t len = text.len >= 128 ? LONG : text.len >= 32 ? MIDDLE : SHORT;
	unsigned tried = 0;

	for (size_t at = 0; at + len <= text.len; at += step) {
		struct axr_span piece = axr_span_cut(text, at, len);

		if (!is_plain(piece))
			continue;
		if (axr_span_ifind(page, piece, 0) != SIZE_MAX)
			return false;
		tried++;
	}
	return tried > 0;
}

static bool is_name(struct axr_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!axr_is_word(text.ptr[i]))
			return false;
	return true;
}

/* Code, or the name of a program or an object, that stands nowhere in the page as it is used. */
static const struct axr_rule *hidden(struct axr_script *script, const struct axr_use *use,
				     const struct axr_node *value)
{
	static const struct axr_rule run = {
		.name = "hidden-constant", .score = 75, .technique = "T1027", .plain = true,
		.verb = "a constant that was put together to hide it is run",
	}, create = {
		.name = "hidden-object", .score = 70, .technique = "T1027", .plain = true,
		.verb = "an object is made whose name was put together to hide it,",
	};
	const bool runs = use->sink == AXR_S_EVAL || use->sink == AXR_S_EXEC ||
			  use->sink == AXR_S_LOAD || use->sink == AXR_S_COMPILE ||
			  use->sink == AXR_S_POWERSHELL;
	const uint32_t literal = value->literal ? value->literal : value->piece;

	if (!runs && use->sink != AXR_S_CREATE)
		return NULL;
	/* a variable's name that is put together: what it holds is another flow */
	if (use->sink == AXR_S_EVAL && literal &&
	    is_name(script->page->tokens[literal - 1].text))
		return NULL;
	if (!literal || value->taint & GIVEN || script->searched == AXR_SEARCHES_MAX)
		return NULL;
	script->searched++;
	if (!is_hidden(script, literal))
		return NULL;
	return runs ? &run : &create;
}

/* The constant that a path begins with; empty where it is too long for a path. */
static struct axr_span path_piece(const struct axr_script *script, const struct axr_node *node)
{
	uint32_t piece = node->literal ? node->literal : node->piece;

	/* one constant may be the path of all uses: each looks at it again */
	if (!piece || script->page->tokens[piece - 1].text.len > PATH_MAX_LEN)
		return axr_span(NULL, 0);
	return axr_span_trim(script->page->tokens[piece - 1].text);
}

/* Whether the page writes to the path; given: what the client sends, or fetches. */
static bool is_written(const struct axr_script *script, struct axr_span path, bool given)
{
	for (size_t i = 0; i < script->use_count; i++) {
		const struct axr_use *use = &script->uses[i];
		const struct axr_node *place =
			&script->nodes[use->path ? use->path : use->object];

		if ((use->sink == AXR_S_WRITE || use->sink == AXR_S_CONTENT ||
		     use->sink == AXR_S_SAVE) &&
		    (!given || script->nodes[use->value].taint & GIVEN) &&
		    axr_span_ieq(path_piece(script, place), path))
			return true;
	}
	return false;
}

/* Code that comes from a file which the page has filled, or whose name says that it is none. */
static const struct axr_rule *from_file(struct axr_script *script, const struct axr_use *use,
					const struct axr_node *value)
{
	static const struct axr_rule stored = {
		.name = "stored-and-run", .score = 85, .technique = "T1505.003", .plain = true,
		.verb = "what the page stored in a file is run",
	}, innocent = {
		.name = "file-to-eval", .score = 75, .technique = "T1027.013",
		.verb = "is run as code, though its name says that it is none,",
	};
	struct axr_span piece = path_piece(script, value);
	const bool runs = use->sink == AXR_S_INCLUDE ||
			  (use->sink == AXR_S_EXEC && value->taint & AXR_T_PROGRAM);

	if (!piece.len || value->taint & GIVEN)
		return NULL;
	if (use->sink == AXR_S_EVAL && value->taint & AXR_T_FILE)
		return axr_script_is_innocent(piece) ? &innocent : NULL;
	if (!runs || script->compared == AXR_SEARCHES_MAX)
		return NULL;
	script->compared++;
	return is_written(script, piece, use->sink == AXR_S_INCLUDE) ? &stored : NULL;
}

static void judge(struct axr_script *script, const struct axr_use *use, struct axr_remarks *remarks)
{
	static const struct axr_rule password = {
		.name = "password-to-file",
		.verb = "is written or sent away",
		.score = 80,
		.technique = "T1056.003",
	};
	const struct axr_node *value = &script->nodes[use->value];
	const struct axr_node *path = &script->nodes[use->path];
	const struct axr_node *object = &script->nodes[use->object];
	const struct axr_sink_word *sink = &axr_sink_words[use->word];
	const struct axr_rule *found = NULL;
	uint32_t taint = value->taint, from = value->from;
	struct axr_remark remark;

	if ((!use->by_name && !(object->kinds & sink->kinds)) || is_stream(use, path, object))
		return;
	for (const struct axr_rule *rule = axr_rules; rule->sink && !found; rule++)
		if (rule->sink == use->sink && fits(rule, value, path, object))
			found = rule;
	if ((!found || found->score < password.score) && takes_password(script, use, value, path))
		found = &password;
	if (found ? found->score < 75 : use->sink == AXR_S_CREATE) {
		const struct axr_rule *worse = hidden(script, use, value);

		if (worse && (!found || worse->score > found->score))
			found = worse;
	}
	if (!found || found->score < 75) {
		const struct axr_rule *worse = from_file(script, use, value);

		found = worse ? worse : found;
	}
	if (!found)
		return;
	if (use->sink == AXR_S_EXEC && value->taint & AXR_T_COMMAND)
		axr_script_trait(script, AXR_TRAIT_INTERPRETER, use->token);
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
		.score = excused(script, found, value),
		.token = use->token,
		.from = found->plain ? 0 : from + 1,
	};
	axr_remark(remarks, &remark);
}

/* Whether the client says what a database is asked, or a part of it. */
static bool takes_queries(const struct axr_script *script)
{
	for (size_t i = 0; i < script->use_count; i++) {
		const struct axr_use *use = &script->uses[i];
		uint64_t kinds = script->nodes[use->object].kinds;

		if (use->sink == AXR_S_SQL && script->nodes[use->value].taint & TEXT &&
		    (use->by_name || kinds & axr_sink_words[use->word].kinds))
			return true;
	}
	return false;
}

void axr_script_rules(struct axr_script *script, struct axr_remarks *remarks)
{
	script->queries = takes_queries(script);
	for (size_t i = 0; i < script->use_count; i++)
		if (script->uses[i].sink == AXR_S_GATE)
			gate(script, &script->uses[i], remarks);
		else
			judge(script, &script->uses[i], remarks);
}
