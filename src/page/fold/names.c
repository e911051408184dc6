/* Names of the page and the constants that they are seen to have. */
#include <stdlib.h>

#include "base/num.h"
#include "page/fold/fold.h"

enum { PROBES = 8 }; /* of a slot that a look-up has for nothing */

/* The slot of a name, of which text is the hash of its text: one for all scopes. */
static size_t slot_of(const struct axr_folder *folder, uint64_t text, uint32_t scope)
{
	uint64_t hash = (text ^ scope) * 0x9e3779b97f4a7c15u;

	hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93u;
	return (size_t)(hash >> 32) & (folder->slot_count - 1);
}

/* The bit of the filter for a text. */
static size_t bit_of(uint64_t text)
{
	return (size_t)(text * 0x9e3779b97f4a7c15u >> 49);
}

void axr_follow_scopes(struct axr_folder *folder)
{
	const struct axr_scope *scopes = folder->scopes.ptr;

	while (folder->inside_count &&
	       scopes[folder->inside[folder->inside_count - 1] - 1].end <= folder->at)
		folder->inside_count--;
	while (folder->next_scope < folder->scopes.count &&
	       scopes[folder->next_scope].start <= folder->at) {
		folder->next_scope++;
		if (folder->inside_count < AXR_SCOPES)
			folder->inside[folder->inside_count++] = (uint32_t)folder->next_scope;
	}
	folder->scope_change = SIZE_MAX;
	if (folder->next_scope < folder->scopes.count)
		folder->scope_change = scopes[folder->next_scope].start;
	if (folder->inside_count &&
	    scopes[folder->inside[folder->inside_count - 1] - 1].end < folder->scope_change)
		folder->scope_change = scopes[folder->inside[folder->inside_count - 1] - 1].end;
}

static bool more_slots(struct axr_folder *folder)
{
	const struct axr_name *names = folder->names.ptr;
	size_t count = folder->slot_count ? folder->slot_count * 2 : 256;
	uint32_t *slots = calloc(count, sizeof(*slots));

	if (!slots) {
		folder->failed = true;
		return false;
	}
	free(folder->slots);
	folder->slots = slots;
	folder->slot_count = count;
	for (size_t i = 0; i < folder->names.count; i++) {
		size_t slot = slot_of(folder, axr_hash_bytes(names[i].text, 0), names[i].scope);

		while (slots[slot])
			slot = (slot + 1) & (count - 1);
		slots[slot] = (uint32_t)i + 1;
	}
	return true;
}

/*
 * Who cannot pay for a name has lost track of what is assigned: the walk fails, and what was known
 * before it stands.
 */
static bool pay(struct axr_folder *folder, size_t bytes)
{
	if (!axr_fold_work(&folder->memory, bytes))
		folder->failed = true;
	return !folder->failed;
}

/* hash is that of the text. */
static struct axr_name *find_name(struct axr_folder *folder, struct axr_span text, uint64_t hash,
				  uint32_t scope, bool add)
{
	struct axr_name *names = folder->names.ptr, *name;
	size_t slot, probes = 0, bit;

	if (add && folder->names.count * 2 >= folder->slot_count && !more_slots(folder))
		return NULL;
	for (slot = slot_of(folder, hash, scope); folder->slots[slot];
	     slot = (slot + 1) & (folder->slot_count - 1)) {
		name = &names[folder->slots[slot] - 1];
		/* names may be chosen so that all meet in one slot */
		if (++probes > PROBES && !pay(folder, name->text.len))
			return NULL;
		if (name->scope == scope && axr_span_eq(name->text, text))
			return name;
	}
	name = add ? axr_vector_push(folder, &folder->names, sizeof(*name)) : NULL;
	if (!name)
		return NULL;
	name->text = text;
	name->scope = scope;
	folder->slots[slot] = (uint32_t)folder->names.count;
	bit = bit_of(hash);
	folder->filter[bit / 8] |= (uint8_t)(1u << bit % 8);
	return name;
}

struct axr_name *axr_name_of(struct axr_folder *folder, struct axr_span text, bool add)
{
	uint64_t hash;
	size_t bit;

	if (text.len > AXR_NAME_LONG && !pay(folder, text.len))
		return NULL;
	hash = axr_hash_bytes(text, 0);
	bit = bit_of(hash);
	if (!(folder->filter[bit / 8] & 1u << bit % 8)) /* most words are no names in any scope */
		return add ? find_name(folder, text, hash, 0, true) : NULL;
	for (size_t i = folder->inside_count; i; i--) {
		struct axr_name *name =
			find_name(folder, text, hash, folder->inside[i - 1], false);

		if (name)
			return name;
	}
	return find_name(folder, text, hash, 0, add);
}

struct axr_name *axr_declare(struct axr_folder *folder, struct axr_span text)
{
	uint32_t scope = folder->inside_count ? folder->inside[folder->inside_count - 1] : 0;

	return find_name(folder, text, axr_hash_bytes(text, 0), scope, true);
}

static void taint(struct axr_folder *folder, struct axr_name *name)
{
	if (name->tainted)
		return;
	name->tainted = true;
	name->value.kind = AXR_VALUE_NONE;
	if (name->used)
		folder->again = true;
}

void axr_taint(struct axr_folder *folder, struct axr_span text)
{
	struct axr_name *name = axr_name_of(folder, text, true);

	if (name)
		taint(folder, name);
}

struct axr_name *axr_list_name(struct axr_folder *folder, const struct axr_operand *operand)
{
	const struct axr_token *token = &folder->out[operand->start];
	struct axr_name *name;

	if (token->kind != AXR_TOKEN_WORD || axr_value_is_scalar(&operand->value) ||
	    (operand->start != operand->end && operand->value.kind != AXR_VALUE_BUILDER))
		return NULL;
	name = axr_name_of(folder, token->text, false);
	return name && name->value.kind == operand->value.kind ? name : NULL;
}

/* ---- Assignments -------------------------------------------------------------------------- */

static bool is_declaring(const struct axr_token *token)
{
	static const char *const words[] = { "dim", "const", "static", "private", "public", "let",
					     "set", "friend", "protected", "shared", "readonly",
					     "then", "else" };

	if (token->kind != AXR_TOKEN_WORD || !token->text.len)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (token->text.ptr[0] == (uint8_t)words[i][0] &&
		    axr_span_is(token->text, words[i]))
			return true;
	return false;
}

/* Whether a name of VB at index is the target of the '=' behind it rather than compared. */
static bool begins_statement(const struct axr_folder *folder, size_t index)
{
	const struct axr_token *before;

	if (index <= folder->base)
		return true;
	before = &folder->out[index - 1];
	return before->kind == AXR_TOKEN_NEWLINE || is_declaring(before) ||
	       axr_token_word(before, "for") || axr_token_sign(before) == ',';
}

/*
 * The token of the name that the operator at index assigns to: name, name As Type, name() As Type;
 * SIZE_MAX where it is none.
 */
static size_t target_before(const struct axr_folder *folder, size_t index)
{
	const struct axr_token *out = folder->out;
	size_t at = index;

	if (at <= folder->base)
		return SIZE_MAX;
	at--;
	if (!folder->vb)
		return out[at].kind == AXR_TOKEN_WORD ? at : SIZE_MAX;
	/* back over "As New System.String()" */
	for (size_t steps = 0; steps < 12 && at > folder->base + 1; steps++) {
		if (axr_token_word(&out[at], "as")) {
			at--;
			if (axr_token_sign(&out[at]) == ')' && at > folder->base + 1 &&
			    axr_token_sign(&out[at - 1]) == '(')
				at -= 2;
			return out[at].kind == AXR_TOKEN_WORD && begins_statement(folder, at)
				       ? at
				       : SIZE_MAX;
		}
		if (out[at].kind == AXR_TOKEN_NEWLINE)
			break;
		at--;
	}
	at = index - 1;
	if (at > folder->base && axr_token_sign(&out[at - 1]) == '.')
		return at;
	return out[at].kind == AXR_TOKEN_WORD && begins_statement(folder, at) ? at : SIZE_MAX;
}

/* The name before the brackets that end at index: name[...], name(...). */
static size_t item_target(const struct axr_folder *folder, size_t index)
{
	enum { LOOK = 64 };
	size_t depth = 0;

	for (size_t at = index; at > folder->base && index - at < LOOK; at--) {
		uint8_t sign = axr_token_sign(&folder->out[at]);

		if (sign == ']' || sign == ')')
			depth++;
		else if ((sign == '[' || sign == '(') && !--depth)
			return folder->out[at - 1].kind == AXR_TOKEN_WORD ? at - 1 : SIZE_MAX;
	}
	return SIZE_MAX;
}

void axr_begin_assignment(struct axr_folder *folder)
{
	size_t index = folder->out_count - 1, target;
	const struct axr_token *op = &folder->out[index];
	enum axr_assign how = op->text.len == 1 ? AXR_ASSIGN_SET : AXR_ASSIGN_BINARY;
	struct axr_pending *pending;
	const struct axr_token *before;
	uint8_t last;

	if (index <= folder->base || folder->at < folder->quiet)
		return;
	last = axr_token_sign(&folder->out[index - 1]);
	target = target_before(folder, index);
	if (target == SIZE_MAX && (last == ']' || (folder->vb && last == ')'))) {
		target = item_target(folder, index - 1);
		how = AXR_ASSIGN_ITEM;
		if (folder->vb && target != SIZE_MAX && !begins_statement(folder, target))
			target = SIZE_MAX;
	}
	if (target == SIZE_MAX)
		return;
	before = target > folder->base ? &folder->out[target - 1] : NULL;
	if (before && how != AXR_ASSIGN_ITEM && axr_token_sign(before) == '.') {
		const struct axr_token *owner = target > folder->base + 1 ? before - 1 : before;

		if (!axr_token_word(owner, "this") && !axr_token_word(owner, "me"))
			how = AXR_ASSIGN_MEMBER;
	}
	pending = axr_vector_push(folder, &folder->pendings, sizeof(*pending));
	if (!pending)
		return;
	*pending = (struct axr_pending){ .how = how,
					 .sign = op->text.ptr[0],
					 .target = (uint32_t)target,
					 .right = (uint32_t)index + 1,
					 .depth = folder->frames.count };
}

/* name op= value */
static bool combine(struct axr_folder *folder, const struct axr_name *name, uint8_t sign,
		    struct axr_value *value)
{
	if (name->value.kind == AXR_VALUE_NONE)
		return false;
	return axr_binary(&folder->memory, axr_span(&sign, 1), &name->value, value, folder->lang,
			  value);
}

/* x = x & ... in VBScript: a constant where nothing was assigned to x before. */
static bool builds_on_itself(const struct axr_folder *folder, const struct axr_pending *pending)
{
	return folder->lang == AXR_LANG_VBSCRIPT && pending->right + 1 < folder->out_count &&
	       axr_token_sign(&folder->out[pending->right + 1]) == '&' &&
	       axr_span_eq(folder->out[pending->right].text, folder->out[pending->target].text);
}

static void assign(struct axr_folder *folder, const struct axr_pending *pending,
		   const struct axr_value *constant)
{
	struct axr_span text = folder->out[pending->target].text;
	struct axr_value value;
	struct axr_name *name;

	if (pending->how == AXR_ASSIGN_SET && (constant || builds_on_itself(folder, pending)))
		folder->any_constant = true;
	if (!folder->with_names || (pending->how == AXR_ASSIGN_MEMBER && constant))
		return;
	name = axr_name_of(folder, text, pending->how != AXR_ASSIGN_MEMBER);
	if (!name)
		return;
	if (!constant || pending->how == AXR_ASSIGN_ITEM || pending->how == AXR_ASSIGN_MEMBER) {
		taint(folder, name);
		return;
	}
	value = *constant;
	/* what builds on itself in a loop that could not be run has a value that nobody knows */
	if ((pending->how == AXR_ASSIGN_BINARY || pending->self) &&
	    (folder->loops || folder->at < folder->loop_end))
		taint(folder, name);
	else if (pending->how == AXR_ASSIGN_BINARY && !combine(folder, name, pending->sign, &value))
		taint(folder, name);
	else if (!name->tainted)
		name->value = value;
}

void axr_end_pendings(struct axr_folder *folder, size_t depth)
{
	struct axr_pending *pendings = folder->pendings.ptr;
	size_t chained = SIZE_MAX;
	struct axr_value value = { 0 };

	while (axr_has_pending(folder, depth)) {
		const struct axr_pending *pending = &pendings[--folder->pendings.count];
		struct axr_operand operand;
		bool constant;

		/* a = b = "x" gives both the same */
		if (chained == pending->right) {
			constant = value.kind != AXR_VALUE_NONE;
		} else {
			constant = pending->depth == depth &&
				   axr_operand_before(folder, folder->out_count, &operand) &&
				   operand.start == pending->right;
			value = constant ? operand.value : (struct axr_value){ 0 };
		}
		assign(folder, pending, constant ? &value : NULL);
		chained = pending->target;
	}
}

void axr_stepped(struct axr_folder *folder)
{
	size_t last = folder->out_count - 1;
	const struct axr_token *token = NULL;
	struct axr_name *name;

	if (!folder->with_names || folder->at < folder->quiet)
		return;
	if (last > folder->base && folder->out[last - 1].kind == AXR_TOKEN_WORD)
		token = &folder->out[last - 1];
	else if (folder->at + 1 < folder->in_count &&
		 folder->in[folder->at + 1].kind == AXR_TOKEN_WORD)
		token = &folder->in[folder->at + 1];
	name = token ? axr_name_of(folder, token->text, false) : NULL;
	if (name)
		taint(folder, name);
}

/* ---- Uses --------------------------------------------------------------------------------- */

bool axr_declares(const struct axr_folder *folder, const struct axr_token *before)
{
	static const char *const words[] = {
		"dim",	 "const",      "static",   "private", "public",	  "byval",
		"byref", "as",	       "new",	   "sub",     "function", "class",
		"set",	 "redim",      "preserve", "each",    "for",	  "property",
		"get",	 "let",	       "imports",  "end",     "exit",	  "optional",
		"erase", "paramarray", "shared",   "var",     "goto"
	};

	if (before->kind != AXR_TOKEN_WORD || !before->text.len)
		return false;
	if (!folder->vb)
		return !axr_token_is_keyword(before) || axr_token_word(before, "new") ||
		       axr_token_word(before, "foreach") || axr_token_word(before, "delete");
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (before->text.ptr[0] == (uint8_t)words[i][0] &&
		    axr_span_is(before->text, words[i]))
			return true;
	return false;
}

/* Whether what follows makes a name something else than a value. */
static bool is_target(const struct axr_folder *folder, const struct axr_token *before,
		      const struct axr_token *next, bool list)
{
	uint8_t sign = axr_token_sign(next), last = before ? axr_token_sign(before) : 0;

	if (next->kind == AXR_TOKEN_WORD)
		return !folder->vb ? !axr_token_is_keyword(next) : axr_span_is(next->text, "as");
	if (next->kind != AXR_TOKEN_PUNCT)
		return false;
	if (sign == '(')
		return !folder->vb || !list;
	if (sign == ':')
		return last == '(' || last == ',' || last == '{' || !before || last == ';';
	if (sign == '=')
		return !folder->vb || !before || before->kind == AXR_TOKEN_NEWLINE ||
		       axr_token_word(before, "then") || axr_token_word(before, "else");
	if (next->text.len < 2 || axr_token_is(next, "==") || axr_token_is(next, "<=") ||
	    axr_token_is(next, ">=") || axr_token_is(next, "!=") || axr_token_is(next, "==="))
		return false;
	sign = next->text.ptr[next->text.len - 1];
	return sign == '=' || axr_token_is(next, "++") || axr_token_is(next, "--") ||
	       axr_token_is(next, "=>") || axr_token_is(next, ":=");
}

/* Whether an item of the list is set here: name[i] = */
static bool sets_item(const struct axr_folder *folder, const struct axr_token *next)
{
	const struct axr_token *behind;

	if ((axr_token_sign(next) != '[' && axr_token_sign(next) != '(') ||
	    next->mate == UINT32_MAX || next->mate + 1 >= folder->in_count)
		return false;
	behind = &folder->in[next->mate + 1];
	return behind->kind == AXR_TOKEN_PUNCT && behind->text.len <= 2 &&
	       !axr_token_is(behind, "==") && !axr_token_is(behind, ">=") &&
	       !axr_token_is(behind, "<=") && !axr_token_is(behind, "!=") &&
	       (behind->text.ptr[behind->text.len - 1] == '=' || axr_token_is(behind, "++") ||
		axr_token_is(behind, "--"));
}

/* VBScript: in x = x & "y", an x that nothing was assigned to before is an empty text. */
static void begin_text(struct axr_folder *folder, const struct axr_token *token)
{
	const struct axr_pending *pending = folder->pendings.ptr;
	struct axr_name *name;

	if (folder->lang != AXR_LANG_VBSCRIPT || !folder->pendings.count ||
	    folder->at + 1 >= folder->in_count || axr_token_sign(token + 1) != '&')
		return;
	pending += folder->pendings.count - 1;
	if (pending->how != AXR_ASSIGN_SET || pending->right != folder->out_count ||
	    !axr_span_eq(folder->out[pending->target].text, token->text))
		return;
	name = axr_name_of(folder, token->text, true);
	if (name && name->value.kind == AXR_VALUE_NONE && !name->tainted && !name->function)
		name->value = axr_value_string(axr_span_str(""));
}

bool axr_put_value(struct axr_folder *folder)
{
	const struct axr_token *token = &folder->in[folder->at], *before, *next;
	static const struct axr_token end = { .kind = AXR_TOKEN_NEWLINE };
	struct axr_name *name;

	begin_text(folder, token);
	name = axr_name_of(folder, token->text, false);

	if (!name || name->value.kind == AXR_VALUE_NONE || name->tainted ||
	    folder->at < folder->quiet)
		return false;
	before = folder->out_count > folder->base ? &folder->out[folder->out_count - 1] : NULL;
	next = folder->at + 1 < folder->in_count ? token + 1 : &end;
	if (before && (axr_token_sign(before) == '.' || axr_token_is(before, "?.") ||
		       axr_token_is(before, "::") || axr_token_is(before, "++") ||
		       axr_token_is(before, "--") || axr_declares(folder, before)))
		return false;
	if (is_target(folder, before, next, name->value.kind == AXR_VALUE_ARRAY ||
						       name->value.kind == AXR_VALUE_BYTES) ||
	    (!axr_value_is_scalar(&name->value) && sets_item(folder, next)))
		return false;
	/* each place costs what is put there: a name may not multiply a text without end */
	if (axr_value_is_scalar(&name->value) && name->value.kind == AXR_VALUE_STRING) {
		if (folder->memory.bytes_left <= name->value.text.len) {
			folder->memory.exhausted = true;
			return false;
		}
		folder->memory.bytes_left -= name->value.text.len;
	}
	name->used = true;
	if (folder->pendings.count) {
		struct axr_pending *pending = (struct axr_pending *)folder->pendings.ptr +
					      folder->pendings.count - 1;

		if (axr_span_eq(folder->out[pending->target].text, token->text))
			pending->self = true;
	}
	folder->out[folder->out_count++] = *token;
	axr_collapse(folder, folder->out_count - 1, &name->value);
	return true;
}
