/*
 * The tags of a page.  ASP.NET and classic ASP both find the end of <% %> before they look at the
 * code, so "%>" ends a block even inside a string or a comment; HTML comments hide nothing.
 */
#include "page/reader.h"

static const struct axr_span code_close = AXR_SPAN_LIT("%>");
static const struct axr_span comment_close = AXR_SPAN_LIT("--%>");
static const struct axr_span script_close = AXR_SPAN_LIT("</script");

/* Where needle stands at or behind at; once there is none, nobody looks again. */
static size_t find_close(struct axr_span text, struct axr_span needle, size_t at, bool *none)
{
	size_t hit = *none ? SIZE_MAX : axr_span_find(text, needle, at);

	*none = hit == SIZE_MAX;
	return hit;
}

static bool only_space(struct axr_span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] > ' ')
			return false;
	return true;
}

static bool add_code(struct axr_page_reader *reader, enum axr_block_kind kind, enum axr_lang lang,
		     size_t from, size_t to)
{
	struct axr_block block = { .kind = kind, .lang = lang };

	if (only_space(axr_span_cut(reader->page->text, from, to - from))) {
		reader->page->empty_blocks++;
		return true;
	}
	block.at = (uint32_t)from;
	block.len = (uint32_t)(to - from);
	return axr_reader_block(reader, &block);
}

/* <% ... %>; classic ASP knows only the first two kinds. */
static size_t code_block(struct axr_page_reader *reader, size_t at)
{
	struct axr_span text = reader->page->text;
	enum axr_block_kind kind = AXR_BLOCK_CODE;
	size_t from = at + 2, end, mark = from;
	bool asp = reader->asp && !reader->net;

	end = find_close(text, code_close, from, &reader->no_close);
	if (end == SIZE_MAX)
		end = text.len;
	while (mark < end && axr_is_space(text.ptr[mark]))
		mark++;
	if (mark < end && text.ptr[mark] == '=') {
		kind = AXR_BLOCK_EXPRESSION;
		from = mark + 1;
	} else if (from < end && !asp) {
		if (text.ptr[from] == ':')
			kind = AXR_BLOCK_EXPRESSION;
		else if (text.ptr[from] == '#')
			kind = AXR_BLOCK_BINDING;
		else if (text.ptr[from] == '$')
			kind = AXR_BLOCK_BUILDER;
		if (kind != AXR_BLOCK_CODE)
			from++;
		if (kind == AXR_BLOCK_BINDING && from < end && text.ptr[from] == ':')
			from++;
	}
	if (!add_code(reader, kind, AXR_LANG_UNKNOWN, from, end))
		return text.len;
	return end == text.len ? end : end + 2;
}

static bool is_file_directive(struct axr_span name)
{
	return axr_span_iis(name, "webhandler") || axr_span_iis(name, "webservice") ||
	       axr_span_iis(name, "servicehost") || axr_span_iis(name, "datahost");
}

/* A directive without its keyword, as a handler or a service takes it. */
static bool names_class(const struct axr_page_reader *reader, const struct axr_directive *directive)
{
	static const char *const extensions[] = { "ashx", "asmx", "svc", "soap", "rem" };

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		if (axr_span_iis(reader->extension, extensions[i]))
			return true;
	return axr_directive_get(directive, "class").len > 0;
}

static bool is_net_directive(struct axr_span name)
{
	static const char *const names[] = { "page", "control", "master", "application", "import",
					     "assembly", "register", "implements", "outputcache",
					     "reference", "mastertype", "previouspagetype" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(name, names[i]))
			return true;
	return is_file_directive(name);
}

/* What a directive tells: files that it names, names that it imports, and whose page this is. */
static void heed_directive(struct axr_page_reader *reader, const struct axr_directive *directive)
{
	static const struct {
		const char *attribute;
		enum axr_reference_kind kind;
	} files[] = {
		{ "src", AXR_REF_CODE },           { "codefile", AXR_REF_CODE },
		{ "codebehind", AXR_REF_CODE },    { "masterpagefile", AXR_REF_CONTROL },
		{ "virtualpath", AXR_REF_CONTROL }, { "page", AXR_REF_CONTROL },
		{ "control", AXR_REF_CONTROL },
	};
	bool control = axr_span_iis(directive->name, "register") ||
		       axr_span_iis(directive->name, "reference");

	for (uint32_t i = 0; i < directive->attribute_count; i++) {
		const struct axr_attribute_value *attribute = &directive->attributes[i];

		for (size_t f = 0; f < sizeof(files) / sizeof(*files); f++) {
			enum axr_reference_kind kind = control ? AXR_REF_CONTROL : files[f].kind;

			if (axr_span_iis(attribute->name, files[f].attribute) &&
			    attribute->value.len)
				axr_reader_reference(reader, kind, attribute->value, attribute->at);
		}
	}
	if (axr_span_iis(directive->name, "import")) {
		struct axr_span target = axr_directive_get(directive, "namespace"), name = { 0 };

		/* it is pasted behind "using", so it may as well name an alias */
		if (axr_span_find_byte(target, '=', 0) != SIZE_MAX)
			name = axr_span_trim(axr_span_until(&target, '='));
		axr_reader_alias(reader, name, axr_span_trim(target));
	}
	if (is_net_directive(directive->name))
		reader->net = true;
	if (is_file_directive(directive->name) ||
	    (!directive->name.len && names_class(reader, directive)))
		reader->file = reader->net = true;
}

static bool is_plain_name(struct axr_span name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!axr_is_word(name.ptr[i]) && name.ptr[i] != ':' && name.ptr[i] != '-')
			return false;
	return true;
}

/*
 * The attributes of a directive from at on; *end is behind its "%>".  False where it has no end, or
 * where strict and it holds what no directive does.
 */
static bool parse_directive(struct axr_page_reader *reader, size_t at, bool strict, size_t *end,
			    struct axr_directive *directive)
{
	struct axr_span text = reader->page->text;
	struct axr_attribute_value attribute;
	size_t cap = 0;

	while (axr_next_attribute(text, &at, true, &attribute)) {
		if (strict && !is_plain_name(attribute.name))
			return false;
		if (!attribute.value.ptr && !directive->name.ptr && !directive->attribute_count) {
			directive->name = attribute.name;
			continue;
		}
		if (directive->attribute_count == cap) {
			struct axr_attribute_value *more =
				axr_arena_grow(reader->arena, directive->attributes,
					       directive->attribute_count, &cap, sizeof(*more));

			if (!more)
				return false;
			directive->attributes = more;
		}
		attribute.value = axr_undo_entities(&reader->pool, attribute.value);
		directive->attributes[directive->attribute_count++] = attribute;
	}
	*end = at < text.len ? at + 2 : at;
	return at < text.len;
}

/* <%@ ... %>, or code that begins with an @identifier. */
static size_t directive_at(struct axr_page_reader *reader, size_t at, size_t mark)
{
	struct axr_span text = reader->page->text;
	struct axr_directive directive = { .at = (uint32_t)at };
	bool strict = mark != at + 2;
	size_t end = text.len, left = reader->search_left;

	if (reader->no_close || left < 64 ||
	    find_close(text, code_close, at, &reader->no_close) == SIZE_MAX)
		return strict ? code_block(reader, at) : at + 2;
	if (!parse_directive(reader, mark + 1, strict, &end, &directive)) {
		reader->search_left -= end - at < left ? end - at : left;
		return strict ? code_block(reader, at) : mark + 1;
	}
	directive.len = (uint32_t)(end - at);
	heed_directive(reader, &directive);
	return axr_reader_directive(reader, &directive) ? end : text.len;
}

/* <%-- ... --%>, which is code in classic ASP, and where the end is missing. */
static size_t server_comment(struct axr_page_reader *reader, size_t at)
{
	size_t end;

	if (reader->asp && !reader->net)
		return code_block(reader, at);
	end = find_close(reader->page->text, comment_close, at + 4, &reader->no_comment_close);
	return end == SIZE_MAX ? code_block(reader, at) : end + comment_close.len;
}

size_t axr_directive_mark(struct axr_span text, size_t at)
{
	if (!axr_span_starts(axr_span_from(text, at), "<%"))
		return SIZE_MAX;
	for (at += 2; at < text.len && axr_is_space(text.ptr[at]);)
		at++;
	return at < text.len && text.ptr[at] == '@' ? at : SIZE_MAX;
}

static size_t server_block(struct axr_page_reader *reader, size_t at)
{
	struct axr_span text = reader->page->text;
	size_t mark;

	if (axr_span_starts(axr_span_from(text, at), "<%--"))
		return server_comment(reader, at);
	mark = axr_directive_mark(text, at);
	return mark == SIZE_MAX ? code_block(reader, at) : directive_at(reader, at, mark);
}

/* <!-- #include file="..." --> */
static size_t include_at(struct axr_page_reader *reader, size_t at)
{
	struct axr_span rest = axr_span_from(reader->page->text, at + 4), target;
	struct axr_attribute_value attribute;
	bool file;
	size_t i = 0;

	while (i < rest.len && i < 4096 && axr_is_space(rest.ptr[i]))
		i++;
	if (!axr_span_istarts(axr_span_from(rest, i), "#include"))
		return at + 4;
	i += strlen("#include");
	rest = axr_span_cut(rest, 0, i + 4096);
	if (!axr_next_attribute(rest, &i, false, &attribute) || !attribute.value.len)
		return at + 4;
	file = axr_span_iis(attribute.name, "file");
	if (!file && !axr_span_iis(attribute.name, "virtual"))
		return at + 4;
	target = axr_undo_entities(&reader->pool, axr_span_trim(attribute.value));
	axr_reader_reference(reader, file ? AXR_REF_INCLUDE_FILE : AXR_REF_INCLUDE_VIRTUAL, target,
			     at + 4 + attribute.at);
	return at + 4;
}

/* The attributes of a tag that matter when it runs at the server. */
struct server_tag {
	bool server;
	struct axr_span language, src, object;
	size_t src_at, object_at;
	size_t end; /* behind '>' */
};

static bool is_object_name(struct axr_span name)
{
	return axr_span_iis(name, "progid") || axr_span_iis(name, "classid") ||
	       axr_span_iis(name, "class");
}

static bool parse_tag(struct axr_page_reader *reader, size_t at, struct server_tag *tag)
{
	struct axr_span text = reader->page->text;
	struct axr_attribute_value attribute;
	struct axr_span value;

	/* when tags without an end have cost enough, a tag ends before the next one */
	if (!reader->search_left) {
		size_t next = axr_span_find_byte(text, '<', at);

		text = axr_span_cut(text, 0, next == SIZE_MAX ? text.len : next);
	}
	while (axr_next_attribute(text, &at, false, &attribute)) {
		value = axr_span_trim(axr_undo_entities(&reader->pool, attribute.value));
		if (axr_span_iis(attribute.name, "runat")) {
			tag->server = tag->server || axr_span_iis(value, "server");
		} else if (axr_span_iis(attribute.name, "language")) {
			tag->language = value;
		} else if (axr_span_iis(attribute.name, "src")) {
			tag->src = value;
			tag->src_at = attribute.at;
		} else if (is_object_name(attribute.name) && !tag->object.len) {
			tag->object = value;
			tag->object_at = attribute.at;
		}
	}
	tag->end = at < text.len ? at + 1 : at;
	return at < text.len;
}

static size_t script_end(struct axr_page_reader *reader, size_t from)
{
	struct axr_span text = reader->page->text;

	while (!reader->no_script_close) {
		size_t at = axr_span_find_byte(text, '<', from);

		if (at == SIZE_MAX)
			break;
		if (axr_span_ieq(axr_span_cut(text, at, script_close.len), script_close)) {
			size_t end = at + script_close.len;

			while (end < text.len && text.ptr[end] <= ' ')
				end++;
			if (end >= text.len || text.ptr[end] == '>')
				return at;
		}
		from = at + 1;
	}
	reader->no_script_close = true;
	return text.len;
}

/* <script runat=server> ... </script> */
static size_t script_at(struct axr_page_reader *reader, const struct server_tag *tag)
{
	size_t end = script_end(reader, tag->end);
	enum axr_lang lang = AXR_LANG_UNKNOWN;
	bool encoded = false;

	if (tag->language.len) {
		lang = axr_lang_parse(tag->language, &encoded);
		if (reader->script_lang == AXR_LANG_UNKNOWN)
			reader->script_lang = lang;
		if (lang == AXR_LANG_CSHARP)
			reader->net = true;
	}
	if (encoded)
		reader->script_encoded = true;
	if (tag->src.len)
		axr_reader_reference(reader, AXR_REF_CODE, tag->src, tag->src_at);
	return add_code(reader, AXR_BLOCK_SCRIPT, lang, tag->end, end) ? end :
									  reader->page->text.len;
}

static size_t tag_at(struct axr_page_reader *reader, size_t at, size_t name_len)
{
	struct server_tag tag = { 0 };
	size_t from = at + 1 + name_len, looked;

	if (from < reader->page->text.len && axr_is_word(reader->page->text.ptr[from]))
		return at + 1;
	if (parse_tag(reader, from, &tag) && tag.server) {
		if (name_len == 6 && axr_lower(reader->page->text.ptr[at + 1]) == 's')
			return script_at(reader, &tag);
		if (tag.object.len)
			axr_reader_reference(reader, AXR_REF_OBJECT, tag.object, tag.object_at);
		return tag.end;
	}
	looked = tag.end - from;
	reader->search_left -= looked < reader->search_left ? looked : reader->search_left;
	return from;
}

static size_t at_angle(struct axr_page_reader *reader, size_t at)
{
	struct axr_span rest = axr_span_from(reader->page->text, at);

	if (rest.len < 2)
		return at + 1;
	if (rest.ptr[1] == '%')
		return server_block(reader, at);
	if (rest.ptr[1] == '!' && axr_span_starts(rest, "<!--"))
		return include_at(reader, at);
	if (axr_lower(rest.ptr[1]) == 's' && axr_span_istarts(rest, "<script"))
		return tag_at(reader, at, 6);
	if (axr_lower(rest.ptr[1]) == 'o' && axr_span_istarts(rest, "<object"))
		return tag_at(reader, at, 6);
	return at + 1;
}

void axr_read_blocks(struct axr_page_reader *reader)
{
	struct axr_span text = reader->page->text;
	size_t at = 0, code = 0;

	while ((at = axr_span_find_byte(text, '<', at)) != SIZE_MAX &&
	       axr_reader_step(reader, 16)) {
		/* a handler or service: what follows its directives is the source of a class */
		if (reader->file && (at + 1 >= text.len || text.ptr[at + 1] != '%' ||
				     !only_space(axr_span_cut(text, code, at - code))))
			break;
		at = at_angle(reader, at);
		if (reader->file)
			code = at;
	}
	if (reader->file)
		add_code(reader, AXR_BLOCK_FILE, AXR_LANG_UNKNOWN, code, text.len);
}
