#include "detect/script/flow.h"

#include "base/num.h"
#include "base/span.h"
#include "detect/script/literal.h"

/* What a kind of object stays when something is taken out of it. */
#define STICKY (UINT64_C(1) << AXR_K_LOADED | UINT64_C(1) << AXR_K_CREATED)

enum {
	PATH_BITS = AXR_T_PATH_CLIENT | AXR_T_PATH_PART | AXR_T_PATH_PAGE | AXR_T_PATH_UPLOAD |
		    AXR_T_PATH_SELF,
	TYPED = AXR_T_CONTROL | AXR_T_WHOLE,
	LOST = PATH_BITS | AXR_T_ITSELF, /* by all but a copy */
	GIVEN = AXR_T_CLIENT | AXR_T_UPLOAD | AXR_T_CONTROL | AXR_T_NET,
	FOREIGN =
		AXR_T_CLIENT | AXR_T_UPLOAD | AXR_T_CONTROL | AXR_T_STORED | AXR_T_NET | AXR_T_FILE,
	SCOPES_AROUND = 8, /* functions inside functions that a name is looked for in */
	PROBES_MAX = 64,   /* of a hash table that a hostile page has filled */
	EDGE = 16	   /* steps of the clock */
};

uint32_t axr_flow_node(struct axr_script *script, uint32_t token)
{
	struct axr_node *grown;

	if (script->node_count == script->node_cap) {
		grown = axr_arena_grow(script->arena, script->nodes, script->node_count,
				       &script->node_cap, sizeof(*grown));
		if (!grown) {
			script->failed = true;
			return 0;
		}
		script->nodes = grown;
	}
	script->nodes[script->node_count] = (struct axr_node){ .from = token };
	return (uint32_t)script->node_count++;
}

static void list(struct axr_script *script, uint32_t id)
{
	struct axr_node *node = &script->nodes[id];

	if (node->next)
		return;
	node->next = script->changed ? script->changed : (uint32_t)AXR_LIST_END;
	script->changed = id + 1;
}

void axr_flow_add(struct axr_script *script, uint32_t id, uint32_t taint, uint64_t kinds)
{
	struct axr_node *node = &script->nodes[id];

	if (!id)
		return;
	if ((node->taint | taint) == node->taint && (node->kinds | kinds) == node->kinds)
		return;
	node->taint |= taint;
	node->kinds |= kinds;
	list(script, id);
}

uint32_t axr_flow_source(struct axr_script *script, uint32_t token, uint32_t taint, uint64_t kinds)
{
	uint32_t id = axr_flow_node(script, token);

	axr_flow_add(script, id, taint, kinds);
	return id;
}

void axr_flow_edge(struct axr_script *script, uint32_t from, uint32_t to, enum axr_effect effect)
{
	struct axr_edge *grown;

	if (!from || !to || from == to || effect == AXR_E_NOTHING)
		return;
	if (script->edge_count == script->edge_cap) {
		grown = axr_arena_grow(script->arena, script->edges, script->edge_count,
				       &script->edge_cap, sizeof(*grown));
		if (!grown) {
			script->failed = true;
			return;
		}
		script->edges = grown;
	}
	script->edges[script->edge_count] = (struct axr_edge){
		.to = to,
		.next = script->nodes[from].edges,
		.effect = effect,
	};
	script->nodes[from].edges = (uint32_t)++script->edge_count;
	list(script, from);
}

/* How bad the worst of a taint is: the beginning of the worst is the one to show. */
static int rank(uint32_t taint)
{
	if (taint & AXR_T_CLIENT)
		return 6;
	if (taint & (AXR_T_UPLOAD | AXR_T_PATH_CLIENT))
		return 5;
	if (taint & AXR_T_CONTROL)
		return 4;
	if (taint & (AXR_T_NET | AXR_T_FILE))
		return 3;
	if (taint & (AXR_T_STORED | AXR_T_NUMBER | AXR_T_PATH_PART | AXR_T_PATH_UPLOAD))
		return 2;
	return taint ? 1 : 0;
}

static uint32_t as_path(uint32_t taint)
{
	uint32_t path = taint & PATH_BITS;

	if (taint & (AXR_T_CLIENT | AXR_T_CONTROL | AXR_T_STORED))
		path |= taint & AXR_T_WHOLE ? AXR_T_PATH_CLIENT : AXR_T_PATH_PART;
	if (taint & AXR_T_UPLOAD && !(taint & AXR_T_WORDS))
		path |= AXR_T_PATH_UPLOAD;
	if (taint & (AXR_T_PAGEPATH | AXR_T_ITSELF))
		path |= AXR_T_PATH_PAGE;
	if (taint & AXR_T_ITSELF)
		path |= AXR_T_PATH_SELF;
	return path;
}

static uint32_t as_number(uint32_t taint)
{
	uint32_t kept = taint & (AXR_T_LITERAL | AXR_T_BLOB | AXR_T_NUMBER | AXR_T_DECODED);

	if (taint & (AXR_T_CLIENT | AXR_T_CONTROL | AXR_T_UPLOAD))
		kept |= AXR_T_NUMBER;
	return kept;
}

static uint32_t as_files(const struct axr_node *from)
{
	uint32_t taint = from->taint & ~(uint32_t)(AXR_T_CLIENT | AXR_T_WHOLE | PATH_BITS);

	if (from->kinds & axr_kind_bit(AXR_K_DIRECTORY)) /* a folder's files are the server's */
		return from->taint & ~(uint32_t)LOST;
	if (from->taint & AXR_T_CLIENT || from->kinds & axr_kind_bit(AXR_K_UPLOADER))
		taint |= AXR_T_UPLOAD;
	return taint;
}

/* What is left of a text that is changed, and what that tells of it. */
static uint32_t as_text(uint32_t taint, enum axr_effect effect)
{
	switch (effect) {
	case AXR_E_CHAR:
		if (taint & AXR_T_NUMBER)
			taint |= AXR_T_CLIENT;
		return taint | (taint & (FOREIGN | AXR_T_LITERAL) ? AXR_T_DECODED : 0);
	case AXR_E_DECODE:
		return taint | (taint ? AXR_T_DECODED : 0);
	case AXR_E_URL:
		return taint | (taint & AXR_T_LITERAL && !(taint & FOREIGN) ? AXR_T_DECODED : 0);
	case AXR_E_DECRYPT:
		return taint | (taint ? AXR_T_DECRYPTED : 0);
	case AXR_E_ALTER:
		return taint | (taint ? AXR_T_ALTERED : 0);
	case AXR_E_PATTERN:
		taint &= ~(uint32_t)AXR_T_LITERAL;
		return taint | (taint & FOREIGN ? AXR_T_ALTERED : 0);
	case AXR_E_PART:
		return taint & ~(uint32_t)AXR_T_WHOLE;
	case AXR_E_NAME:
		taint |= taint & FOREIGN ? AXR_T_NAMED : 0;
		return taint & ~(uint32_t)AXR_T_WHOLE;
	default:
		return taint;
	}
}

/* What of a value comes out behind an effect. */
static void pass(const struct axr_script *script, const struct axr_node *from,
		 enum axr_effect effect, uint32_t *taint, uint64_t *kinds)
{
	*taint = from->taint & ~(uint32_t)LOST;
	*kinds = from->kinds & STICKY;
	switch (effect) {
	case AXR_E_COPY:
		*taint = from->taint;
		*kinds = from->kinds;
		break;
	case AXR_E_NUMBER:
		*taint = as_number(from->taint);
		*kinds = 0;
		break;
	case AXR_E_UPLOAD:
		*taint = as_files(from);
		*kinds |= axr_kind_bit(*taint & AXR_T_UPLOAD ? AXR_K_UPLOADER : AXR_K_NONE);
		break;
	case AXR_E_MAP:
		*taint |= AXR_T_MAPPED | (from->taint & AXR_T_ITSELF);
		break;
	case AXR_E_CONTROL:
		*taint |= from->kinds & axr_kind_bit(AXR_K_CONTROL) ? TYPED : 0;
		break;
	case AXR_E_PATH:
		*taint = as_path(from->taint);
		*kinds = from->kinds & (axr_kind_bit(AXR_K_BYTES) | axr_kind_bit(AXR_K_WRITER));
		break;
	case AXR_E_CREATE:
		*kinds = axr_kind_bit(axr_script_class(script, from->literal));
		if (from->taint & (AXR_T_CLIENT | AXR_T_CONTROL))
			*kinds |= axr_kind_bit(AXR_K_CREATED);
		break;
	case AXR_E_FILL:
		*taint = from->taint & GIVEN ? AXR_T_FILLED : 0;
		*kinds = 0;
		break;
	case AXR_E_TAINT:
		*kinds = 0;
		break;
	default:
		*taint = as_text(*taint, effect);
		break;
	}
}

static void follow(struct axr_script *script, uint32_t id)
{
	const struct axr_node *from = &script->nodes[id];

	for (uint32_t e = from->edges; e && axr_script_step(script, EDGE);
	     e = script->edges[e - 1].next) {
		const struct axr_edge *edge = &script->edges[e - 1];
		struct axr_node *to = &script->nodes[edge->to];
		uint32_t taint;
		uint64_t kinds;

		pass(script, from, (enum axr_effect)edge->effect, &taint, &kinds);
		/* what is typed into a control begins where it is read */
		if (rank(taint) > rank(to->taint) &&
		    (edge->effect != AXR_E_CONTROL || from->taint & AXR_T_CONTROL ||
		     !(from->kinds & axr_kind_bit(AXR_K_CONTROL))))
			to->from = from->from;
		if (!to->piece && (from->literal || from->piece) &&
		    edge->effect != AXR_E_CREATE) { /* an object is not made of its name */
			to->piece = from->literal ? from->literal : from->piece;
			list(script, edge->to);
		}
		if (edge->effect == AXR_E_COPY && from->literal && !to->literal) {
			to->literal = from->literal;
			list(script, edge->to);
		}
		axr_flow_add(script, edge->to, taint, kinds);
	}
}

void axr_flow_solve(struct axr_script *script)
{
	while (script->changed && axr_script_step(script, EDGE)) {
		uint32_t id = script->changed - 1;

		script->changed = script->nodes[id].next;
		if (script->changed == (uint32_t)AXR_LIST_END)
			script->changed = 0;
		script->nodes[id].next = 0;
		follow(script, id);
	}
}

void axr_flow_use(struct axr_script *script, const struct axr_use *use)
{
	struct axr_use *grown;

	if (script->use_count == script->use_cap) {
		grown = axr_arena_grow(script->arena, script->uses, script->use_count,
				       &script->use_cap, sizeof(*grown));
		if (!grown) {
			script->failed = true;
			return;
		}
		script->uses = grown;
	}
	script->uses[script->use_count++] = *use;
}

void axr_script_trait(struct axr_script *script, enum axr_trait trait, uint32_t token)
{
	if (!trait)
		return;
	if (!script->trait_count[trait]++)
		script->trait_at[trait] = token;
	script->traits |= UINT64_C(1) << trait;
}

static size_t variable_slot(const struct axr_script *script, uint32_t scope, uint32_t symbol)
{
	uint64_t hash = (uint64_t)scope << 32 | symbol;

	hash *= UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(hash >> 20) & script->variable_mask;
}

/* The variable's place, or the free one for it; NULL where the table is crowded there. */
static struct axr_variable *variable_at(const struct axr_script *script, uint32_t scope,
					uint32_t symbol)
{
	size_t at = variable_slot(script, scope, symbol);

	for (unsigned probe = 0; probe < PROBES_MAX; probe++) {
		struct axr_variable *v = &script->variables[at];

		if (!v->symbol || (v->symbol == symbol && v->scope == scope))
			return v;
		at = (at + 1) & script->variable_mask;
	}
	return NULL;
}

static bool grow_variables(struct axr_script *script)
{
	struct axr_variable *old = script->variables;
	size_t count = old ? script->variable_mask + 1 : 0;
	size_t size = old ? count * 2 : 256;

	script->variables = axr_arena_array(script->arena, size, sizeof(*old));
	if (!script->variables) {
		script->variables = old;
		script->failed = true;
		return false;
	}
	script->variable_mask = size - 1;
	for (size_t i = 0; i < count; i++) {
		struct axr_variable *v =
			old[i].symbol ? variable_at(script, old[i].scope, old[i].symbol) : NULL;

		if (v)
			*v = old[i];
	}
	return true;
}

struct axr_variable *axr_flow_find(struct axr_script *script, uint32_t scope, uint32_t symbol)
{
	if (!script->variables || !script->symbols[symbol].variable)
		return NULL;
	for (unsigned around = 0; around <= SCOPES_AROUND; around++) {
		struct axr_variable *v = variable_at(script, scope, symbol);

		if (v && v->symbol)
			return v;
		if (!scope)
			break;
		scope = around + 1 < SCOPES_AROUND ? script->functions[scope - 1].parent : 0;
	}
	return NULL;
}

struct axr_variable *axr_flow_variable(struct axr_script *script, uint32_t scope, uint32_t symbol,
				       bool declare, uint32_t token)
{
	struct axr_variable *v = declare ? NULL : axr_flow_find(script, scope, symbol);

	if (v || !symbol)
		return v;
	if ((!script->variables || script->variable_count * 2 > script->variable_mask) &&
	    !grow_variables(script))
		return NULL;
	v = variable_at(script, declare ? scope : 0, symbol);
	if (!v)
		return NULL;
	if (!v->symbol) {
		*v = (struct axr_variable){
			.scope = declare ? scope : 0,
			.symbol = symbol,
			.node = axr_flow_node(script, token),
		};
		script->symbols[symbol].variable = true;
		script->variable_count++;
	}
	v->declared |= declare;
	return v;
}
