/* The names that markup declares: <asp:TextBox id=..>, <input id=.. runat=server>, <object ..>. */
#include "detect/script/literal.h"
#include "detect/script/rules.h"
#include "detect/script/syntax.h"

enum {
	TAG_MAX = 4096, /* bytes of one tag that are looked at */
	ID_MAX = 64
};

static const struct axr_span server = AXR_SPAN_LIT("server");

/* The next attribute of a tag; false at its end. */
static bool next_attribute(struct axr_span tag, size_t *at, struct axr_span *name,
			   struct axr_span *value)
{
	size_t i = *at, from;

	while (i < tag.len && (axr_is_space(tag.ptr[i]) || tag.ptr[i] == '/' || tag.ptr[i] == '='))
		i++;
	from = i;
	while (i < tag.len && !axr_is_space(tag.ptr[i]) && tag.ptr[i] != '=' && tag.ptr[i] != '/')
		i++;
	*name = axr_span_cut(tag, from, i - from);
	while (i < tag.len && axr_is_space(tag.ptr[i]))
		i++;
	*value = axr_span(NULL, 0);
	if (i < tag.len && tag.ptr[i] == '=') {
		i++;
		while (i < tag.len && axr_is_space(tag.ptr[i]))
			i++;
		if (i < tag.len && (tag.ptr[i] == '"' || tag.ptr[i] == '\'')) {
			size_t close = axr_span_find_byte(tag, tag.ptr[i], i + 1);

			close = close == SIZE_MAX ? tag.len : close;
			*value = axr_span_cut(tag, i + 1, close - i - 1);
			i = close + 1;
		} else {
			from = i;
			while (i < tag.len && !axr_is_space(tag.ptr[i]))
				i++;
			*value = axr_span_cut(tag, from, i - from);
		}
	}
	*at = i;
	return name->len > 0;
}

static enum axr_kind kind_of_tag(const struct axr_script *script, struct axr_span name,
				 struct axr_span type, struct axr_span class)
{
	const struct axr_word *word;

	if (axr_span_iis(name, "object")) {
		word = axr_script_named(script, class);
		return word ? (enum axr_kind)word->kind : AXR_K_NONE;
	}
	if (axr_span_iis(name, "input"))
		return axr_span_iis(type, "file") ? AXR_K_UPLOADER : AXR_K_CONTROL;
	if (axr_span_iis(name, "textarea") || axr_span_iis(name, "select"))
		return AXR_K_CONTROL;
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] == ':') {
			word = axr_vocabulary_find(script->vocabulary, axr_span_from(name, i + 1));
			return word ? (enum axr_kind)word->kind : AXR_K_NONE;
		}
	return AXR_K_NONE;
}

static void mark(struct axr_script *script, struct axr_span id, enum axr_kind kind)
{
	uint8_t lower[ID_MAX];
	uint32_t symbol;

	if (!id.len || id.len > ID_MAX || !kind)
		return;
	symbol = axr_syntax_symbol(script, id);
	script->symbols[symbol].control = symbol ? (uint8_t)kind : 0;
	for (size_t i = 0; i < id.len; i++)
		lower[i] = axr_lower(id.ptr[i]);
	/* as VB's words are given; the copy outlives this call in the arena */
	symbol = axr_syntax_symbol(script, axr_arena_copy(script->arena, axr_span(lower, id.len)));
	script->symbols[symbol].control = symbol ? (uint8_t)kind : 0;
}

static void read_tag(struct axr_script *script, struct axr_span tag)
{
	struct axr_span name, value, id = { 0 }, type = { 0 }, class = { 0 }, attribute;
	bool at_server = false;
	size_t at = 0;

	if (!next_attribute(tag, &at, &name, &value))
		return;
	while (next_attribute(tag, &at, &attribute, &value)) {
		if (axr_span_iis(attribute, "runat"))
			at_server = axr_span_ieq(axr_span_trim(value), server);
		else if (axr_span_iis(attribute, "id"))
			id = value;
		else if (axr_span_iis(attribute, "type"))
			type = value;
		else if (axr_span_iis(attribute, "progid") || axr_span_iis(attribute, "classid") ||
			 axr_span_iis(attribute, "class"))
			class = value;
	}
	if (at_server)
		mark(script, id, kind_of_tag(script, name, type, class));
}

/* Where the tag that begins at at ends; what code it holds is passed over. */
static size_t tag_end(struct axr_span text, size_t at)
{
	size_t limit = at + TAG_MAX < text.len ? at + TAG_MAX : text.len;

	while (at < limit && text.ptr[at] != '>') {
		if (text.ptr[at] == '<') {
			size_t close;

			if (at + 1 == limit || text.ptr[at + 1] != '%')
				return at;
			close = axr_span_find(axr_span_cut(text, 0, limit), axr_span_str("%>"), at);
			if (close == SIZE_MAX)
				return limit;
			at = close + 1;
		}
		at++;
	}
	return at;
}

void axr_script_controls(struct axr_script *script)
{
	struct axr_span text = script->page->text;
	size_t at = 0;

	while ((at = axr_span_find_byte(text, '<', at)) != SIZE_MAX && !script->failed) {
		size_t end;

		at++;
		if (at == text.len || !axr_is_alpha(text.ptr[at]))
			continue;
		end = tag_end(text, at);
		read_tag(script, axr_span_cut(text, at, end - at));
		at = end;
	}
}
