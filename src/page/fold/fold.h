/*
 * Constant folding over the tokens of a page: one walk from left to right that shrinks the end of
 * what it has written as soon as that is a constant expression, as a shift-reduce parser does.  It
 * is walked a few times: first without names, then with the values that names are seen to have.
 */
#ifndef AXR_PAGE_FOLD_FOLD_H
#define AXR_PAGE_FOLD_FOLD_H

#include "page/fold/value.h"
#include "page/reader.h"

struct axr_operand {
	uint32_t start, end; /* both inside */
	struct axr_value value;
};

/* A constant of several tokens that no literal can say (an array), or a name that has its value. */
struct axr_group {
	uint32_t start, end; /* both inside */
	struct axr_value value;
};

/* An open bracket. */
struct axr_frame {
	uint32_t open;      /* its token */
	uint32_t arg_start; /* of the argument that is being read */
	uint32_t args;      /* where its arguments begin among all */
	bool constant;      /* every argument so far */
	uint32_t lists[3];  /* arguments that are names of lists: what is called may change them */
	uint8_t list_count;
};

enum axr_assign {
	AXR_ASSIGN_SET,
	AXR_ASSIGN_BINARY, /* +=, &=, ^= ... */
	AXR_ASSIGN_MEMBER, /* x.name = : tells about name only where it is not constant */
	AXR_ASSIGN_ITEM    /* name[i] = */
};

/* An assignment whose right side is being read. */
struct axr_pending {
	enum axr_assign how;
	uint8_t sign; /* of += and the like */
	uint32_t target; /* token */
	uint32_t right;  /* where the right side begins */
	size_t depth;    /* open brackets around it */
	bool self;       /* the right side has the name itself */
};

/* The tokens of a function: names declared in it are its own. */
struct axr_scope {
	uint32_t start, end;
};

struct axr_name {
	struct axr_span text;
	uint32_t scope; /* index plus one; 0 for the page */
	struct axr_value value; /* at this point of the walk; NONE where unknown */
	bool tainted;           /* something else than constants is assigned to it somewhere */
	bool used;              /* its value was put somewhere in this walk */
	uint32_t function;      /* index plus one where it is a function of the page */
};

/* A function of the page, as tokens of folder->in. */
struct axr_function {
	uint32_t params, param_count; /* among folder->params */
	uint32_t body, end;           /* tokens of the body, without its braces or End Function */
	struct axr_span name;
	enum axr_lang lang;
	bool expression; /* => expr */
};

enum { AXR_NAME_LONG = 64 }; /* names up to this cost no more than the token that has them */

enum { AXR_SCOPES = 6 }; /* functions written inside each other */

struct axr_vector {
	void *ptr;
	size_t count, cap;
};

/* A call of a function of the page that has been run: the next walk comes to it again. */
struct axr_memo {
	size_t at; /* token of in, plus one; 0 where there is none */
	uint32_t function, count;
	struct axr_value args[4], result; /* NONE where it failed */
};

enum { AXR_MEMOS = 64 };

struct axr_folder {
	struct axr_page_reader *reader;
	struct axr_fold_memory memory;
	enum axr_lang lang;
	bool vb;

	const struct axr_token *in;
	size_t in_count, at; /* the token that is read */
	struct axr_token *out;
	size_t out_count;
	size_t base;  /* of the block in out */
	size_t block_end; /* of the block in in */

	struct axr_vector groups, frames, args, pendings;
	size_t block_frames; /* nothing reaches over a block's end */

	bool with_names;
	bool any_constant; /* something constant is assigned to a name */
	bool again; /* a name that was used turned out to be tainted */
	size_t loop_end; /* up to this token of in all may happen any number of times */
	unsigned loops;  /* the same for VB: loops that are open */
	size_t quiet; /* up to this token of in nothing is assigned: it has been run already */
	struct axr_vector names;
	uint32_t *slots; /* hash table of names, index plus one */
	size_t slot_count;
	uint8_t filter[4096]; /* bits: whether a name of that text may be known, in any scope */

	struct axr_vector functions, params, scopes;
	uint32_t inside[AXR_SCOPES]; /* the scopes around this token, outermost first */
	size_t inside_count, next_scope;
	size_t scope_change; /* the token where the scopes are others */
	size_t function_end, sub_end; /* where the next End Function and End Sub stand */
	size_t line_end;  /* where the next line end stands, for the survey */
	size_t next_semi; /* where the next ';' stands, for enter_loop() */
	size_t steps; /* that running code may still take */
	bool out_of_steps;
	unsigned depth; /* calls within calls */
	struct axr_memo memos[AXR_MEMOS];
	bool failed; /* out of memory */
};

/* Room for more elements than there are; false, and failed set, where memory is exhausted. */
bool axr_vector_grow(struct axr_folder *folder, struct axr_vector *vector, size_t size);

/* One more element, zeroed; NULL, and failed set, where memory is exhausted. */
static inline void *axr_vector_push(struct axr_folder *folder, struct axr_vector *vector,
				    size_t size)
{
	if (vector->count == vector->cap && !axr_vector_grow(folder, vector, size))
		return NULL;
	return memset((uint8_t *)vector->ptr + vector->count++ * size, 0, size);
}

static inline bool axr_token_is(const struct axr_token *token, const char *sign)
{
	return token->kind == AXR_TOKEN_PUNCT && token->text.len &&
	       token->text.ptr[0] == (uint8_t)sign[0] &&
	       axr_span_is(token->text, sign);
}

/* A sign of one character; 0 for anything else. */
static inline uint8_t axr_token_sign(const struct axr_token *token)
{
	return token->kind == AXR_TOKEN_PUNCT && token->text.len == 1 ? token->text.ptr[0] : 0;
}

static inline bool axr_token_word(const struct axr_token *token, const char *word)
{
	return token->kind == AXR_TOKEN_WORD && token->text.len &&
	       token->text.ptr[0] == (uint8_t)word[0] && axr_span_is(token->text, word);
}

/* True of a word that is no operand: return, if, and, ... */
bool axr_token_is_keyword(const struct axr_token *token);

/* ---- operand.c: constants at the end of what has been written ----------------------------- */

bool axr_literal(const struct axr_token *token, enum axr_lang lang, struct axr_value *value);

/* The constant that ends at token end - 1 of out; false where none does. */
bool axr_operand_before(const struct axr_folder *folder, size_t end, struct axr_operand *operand);

/* Puts one literal, or a group, in the place of the tokens start to the end of out. */
void axr_collapse(struct axr_folder *folder, size_t start, const struct axr_value *value);

/* ---- operator.c --------------------------------------------------------------------------- */

/* How tight an operator binds; 0 for what is none. */
int axr_precedence(const struct axr_token *token, bool vb);

/* a op b; false where it is not known. */
bool axr_binary(struct axr_fold_memory *memory, struct axr_span op, const struct axr_value *a,
		const struct axr_value *b, enum axr_lang lang, struct axr_value *result);
bool axr_unary(struct axr_span op, struct axr_value *value);
bool axr_cast(struct axr_span type, struct axr_value *value);

/* Folds what the end of out holds, before an operator that binds as tight as precedence comes. */
void axr_reduce(struct axr_folder *folder, int precedence);

/* ---- bracket.c ---------------------------------------------------------------------------- */

void axr_open_bracket(struct axr_folder *folder);
void axr_end_argument(struct axr_folder *folder);
void axr_close_bracket(struct axr_folder *folder, uint8_t sign);
/* "abc".Length and string.Empty, whose last word is the last token. */
void axr_fold_property(struct axr_folder *folder);

/* ---- names.c ------------------------------------------------------------------------------ */

/* Keeps track of the functions around token folder->at. */
void axr_follow_scopes(struct axr_folder *folder);

/*
 * The name as it is seen here: that of the innermost function that declares it, or the page's.
 * Where there is none: a new one of the page where add, else NULL (so too without memory).
 */
struct axr_name *axr_name_of(struct axr_folder *folder, struct axr_span text, bool add);
void axr_taint(struct axr_folder *folder, struct axr_span name);
/* Makes the name one of the innermost function. */
struct axr_name *axr_declare(struct axr_folder *folder, struct axr_span name);
/*
 * The name that the operand is a list of, or a builder that calls were made on; NULL where it is
 * neither.
 */
struct axr_name *axr_list_name(struct axr_folder *folder, const struct axr_operand *operand);
/* Whether the word before a name makes it something that is declared rather than used. */
bool axr_declares(const struct axr_folder *folder, const struct axr_token *before);

/* An assignment operator was put as the last token of out. */
void axr_begin_assignment(struct axr_folder *folder);
/* Whether an assignment is being read inside of so many brackets. */
static inline bool axr_has_pending(const struct axr_folder *folder, size_t depth)
{
	const struct axr_pending *pendings = folder->pendings.ptr;

	return folder->pendings.count && pendings[folder->pendings.count - 1].depth >= depth;
}

void axr_end_pendings(struct axr_folder *folder, size_t depth);

/* A statement, a declarator or a bracket ends here: so do the assignments inside it. */
static inline void axr_end_assignments(struct axr_folder *folder, size_t depth)
{
	if (axr_has_pending(folder, depth))
		axr_end_pendings(folder, depth);
}
/* name++ and the like; the sign is the last token of out. */
void axr_stepped(struct axr_folder *folder);

/* Puts the constant that the word folder->in[folder->at] stands for; false where it has none. */
bool axr_put_value(struct axr_folder *folder);

/* ---- survey.c ----------------------------------------------------------------------------- */

/* Finds the functions of the page, and the names that something other than '=' sets. */
void axr_survey(struct axr_folder *folder);

/* ---- run.c -------------------------------------------------------------------------------- */

/* Runs a function of the page on constants. */
bool axr_run_function(struct axr_folder *folder, uint32_t function, const struct axr_value *args,
		      size_t count, struct axr_value *result);
/* Runs the loop that begins at folder->at; false where not all it needs is known. */
bool axr_run_loop(struct axr_folder *folder);

/* ---- lambda.c ----------------------------------------------------------------------------- */

/* Whether a method of this name takes a function that makes items of items. */
bool axr_takes_lambda(struct axr_span name);
/* list.name(...) whose closing bracket is read; list NULL: it is the first argument. */
bool axr_fold_lambda(struct axr_folder *folder, struct axr_span name, const struct axr_value *list,
		     struct axr_value *value);

#endif
