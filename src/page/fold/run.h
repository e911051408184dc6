/*
 * Running code of the page on constants: the loops and little functions that undo a disguise.  What
 * is not understood makes the run fail, and nothing comes of it.  Steps and depth are bounded.
 */
#ifndef AXR_PAGE_FOLD_RUN_H
#define AXR_PAGE_FOLD_RUN_H

#include "page/fold/fold.h"

enum {
	AXR_RUN_LOCALS = 32,
	AXR_RUN_DEPTH = 40, /* statements and expressions inside each other */
	AXR_RUN_CALLS = 6,  /* functions inside each other */
	AXR_RUN_ARGS = 16
};

struct axr_local {
	struct axr_span name;
	struct axr_value value;
	size_t cap; /* of an array that is ours to change; 0 where it is not */
};

enum axr_flow { AXR_FLOW_FAIL, AXR_FLOW_NEXT, AXR_FLOW_BREAK, AXR_FLOW_CONTINUE, AXR_FLOW_RETURN };

struct axr_run {
	struct axr_folder *folder;
	enum axr_lang lang;
	bool vb;
	size_t at, end; /* tokens of folder->in */
	unsigned depth;
	struct axr_local locals[AXR_RUN_LOCALS];
	size_t local_count;
	struct axr_span target; /* the name that is being assigned: empty in VBScript before that */
	struct axr_value result;
	struct axr_span function; /* whose name is its result, in VB */
};

/* The token ahead by n; one that is nothing where the code ends. */
const struct axr_token *axr_run_peek(const struct axr_run *run, size_t n);
/* Pays for a step; false where there are none left. */
bool axr_run_step(struct axr_run *run);
/* Pays for tokens that are moved over without being run; where it cannot, the next step fails. */
void axr_run_pay(struct axr_run *run, size_t tokens);
/* Moves over a sign, or a word; false where it does not stand here. */
bool axr_run_sign(struct axr_run *run, uint8_t sign);
bool axr_run_word(struct axr_run *run, const char *word);

struct axr_local *axr_run_local(struct axr_run *run, struct axr_span name, bool add);

/* evaluate.c: the expression here, up to an operator that binds no tighter than precedence. */
bool axr_run_evaluate(struct axr_run *run, int precedence, struct axr_value *value);
/* (a, b) or [a, b]; the opening sign stands here. */
bool axr_run_args(struct axr_run *run, uint8_t close, struct axr_value *args, size_t *count);

/*
 * lambda.c: list.Select(x => ...) and its like, where list is NULL the first argument; the opening
 * bracket stands here.
 */
bool axr_run_lambda(struct axr_run *run, struct axr_span name, const struct axr_value *list,
		    struct axr_value *value);

/* assign.c: a declaration, an assignment or a call that changes a local. */
bool axr_run_simple(struct axr_run *run);

/* run_c.c and run_vb.c */
enum axr_flow axr_run_c(struct axr_run *run);
/* Statements up to one that closes what is around them; that one is not read. */
enum axr_flow axr_run_vb(struct axr_run *run);
enum axr_flow axr_run_vb_loop(struct axr_run *run);

#endif
