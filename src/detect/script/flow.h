/*
 * What flows where inside one page: a graph of values.  The page is read once; every variable,
 * call and member is a node, every assignment an edge; then what the sources put in is carried
 * along until nothing changes.  A node only ever gains, so this ends after a number of steps that
 * is linear in the edges.
 */
#ifndef AXR_DETECT_SCRIPT_FLOW_H
#define AXR_DETECT_SCRIPT_FLOW_H

#include "base/clock.h"
#include "base/layer.h"
#include "detect/script/vocabulary.h"

struct axr_node {
	uint64_t kinds;
	uint32_t taint;
	uint32_t from;	  /* the token where its worst taint began */
	uint32_t literal; /* the token of a constant string that it is, plus one */
	uint32_t piece;	  /* the same of one that it was made from */
	uint32_t edges;	  /* first, plus one */
	uint32_t next;	  /* in the list of those that changed, plus one; 0: in none */
};

enum { AXR_LIST_END = -1 }; /* as uint32_t: the next of the last one */

struct axr_edge {
	uint32_t to, next;
	uint32_t effect;
};

/* A place where a value may do harm, looked at when the flow is known. */
struct axr_use {
	uint32_t token;	 /* the name of the sink */
	uint32_t object; /* nodes; 0: none */
	uint32_t value, path;
	uint16_t sink;	   /* enum axr_sink */
	uint16_t word;	   /* in axr_sink_words: its kinds */
	bool by_name;	   /* what stands before the dot settled it: kinds need not */
	uint32_t function; /* in which it stands; 0: none */
};

enum { AXR_PARAMS_MAX = 12, AXR_SEARCHES_MAX = 4 };

struct axr_function {
	uint32_t name, symbol; /* token; 0 for a lambda */
	uint32_t open;	       /* the bracket before its parameters; 0: none */
	uint32_t body, end;    /* tokens */
	uint32_t parent;       /* function it stands in, plus one */
	uint32_t overload;     /* next of the same name, plus one */
	uint32_t result;       /* node */
	uint32_t params[AXR_PARAMS_MAX];
	uint32_t outs[AXR_PARAMS_MAX]; /* what it gives its parameters itself: nodes */
	uint32_t param_count;
	bool web_method; /* the client chooses its arguments */
	bool arrow;	 /* its body is one expression */
	bool vb;
};

struct axr_symbol {
	struct axr_span name;
	uint64_t hash;
	const struct axr_word *word; /* that it is; NULL: none that we know */
	uint32_t function;	     /* first of this name, plus one */
	uint8_t control;	     /* enum axr_kind of the server control with this id */
	bool variable;		     /* there may be variables of this name */
};

struct axr_variable {
	uint32_t scope, symbol, node;
	uint32_t out; /* of a parameter: what its own function assigns to it; 0: no parameter */
	bool declared;
};

/* One page under examination. */
struct axr_script {
	struct axr_arena *arena; /* for all that is below */
	struct axr_arena *told;	 /* for what is told of the page */
	const struct axr_page *page;
	const struct axr_vocabulary *vocabulary;
	const struct axr_word **words; /* of each token; NULL: none that we know */
	uint32_t *symbols_of;	       /* of each token; 0: no word */
	uint8_t *specials;	       /* of each token: enum axr_special in its language */
	uint8_t *signs;		       /* of each token: a character or enum axr_sign; 0: none */

	struct axr_symbol *symbols; /* from 1 */
	size_t symbol_count, symbol_cap;
	uint32_t *symbol_slots;
	size_t symbol_mask;

	struct axr_node *nodes; /* 0 is the value of which nothing is known */
	size_t node_count, node_cap;
	struct axr_edge *edges;
	size_t edge_count, edge_cap;
	uint32_t changed; /* first of the list */

	struct axr_variable *variables; /* open addressing */
	size_t variable_count, variable_mask;

	struct axr_function *functions;
	size_t function_count, function_cap;
	size_t named_count; /* the first ones, in the order of the page; then lambdas */

	struct axr_use *uses;
	size_t use_count, use_cap;

	unsigned searched; /* constants looked for in the text: no more than AXR_SEARCHES_MAX */
	unsigned compared; /* paths held against those that are written: no more than that */
	_Static_assert(AXR_TRAIT_COUNT <= 64, "a bit for each trait");
	uint64_t traits;		    /* bits by enum axr_trait */
	uint32_t trait_at[AXR_TRAIT_COUNT]; /* the first token that shows it */
	uint32_t trait_count[AXR_TRAIT_COUNT];
	bool queries; /* the client says what a database is asked */
	/* the arena is exhausted, or the time is up: what follows is not the whole truth */
	bool failed;
};

/* Pays for some steps (base/clock.h); false, and failed, where the time is up. */
static inline bool axr_script_step(struct axr_script *script, size_t steps)
{
	if (axr_clock_step(script->arena->clock, steps))
		return true;
	script->failed = true;
	return false;
}

/* The same for a token of many. */
static inline bool axr_script_token(struct axr_script *script, uint32_t at)
{
	if (axr_clock_token(script->arena->clock, at))
		return true;
	script->failed = true;
	return false;
}

/* A new value that begins at a token; 0 on failure. */
uint32_t axr_flow_node(struct axr_script *script, uint32_t token);

/* A new value with taint or kinds of its own. */
uint32_t axr_flow_source(struct axr_script *script, uint32_t token, uint32_t taint, uint64_t kinds);

/* Adds to a node that exists; 0 is left alone. */
void axr_flow_add(struct axr_script *script, uint32_t node, uint32_t taint, uint64_t kinds);

void axr_flow_edge(struct axr_script *script, uint32_t from, uint32_t to, enum axr_effect effect);

/* Carries everything along the edges. */
void axr_flow_solve(struct axr_script *script);

void axr_flow_use(struct axr_script *script, const struct axr_use *use);

void axr_script_trait(struct axr_script *script, enum axr_trait trait, uint32_t token);

/*
 * The variable of a name in a scope (a function plus one, or 0 for the page), made where there is
 * none.  declare: in this very scope; else in the nearest around it that has it.  symbol is one of
 * the script's, or 0.
 */
struct axr_variable *axr_flow_variable(struct axr_script *script, uint32_t scope, uint32_t symbol,
				       bool declare, uint32_t token);

/* The variable if there is one; NULL otherwise. */
struct axr_variable *axr_flow_find(struct axr_script *script, uint32_t scope, uint32_t symbol);

#endif
