/*
 * From tokens to a flow: the functions of a page, its statements, expressions and calls.  All of
 * it is tolerant: what it does not understand it joins together, and it never reads a token more
 * than a few times, however the page is built.
 */
#ifndef AXR_DETECT_SCRIPT_SYNTAX_H
#define AXR_DETECT_SCRIPT_SYNTAX_H

#include "base/span.h"
#include "detect/script/flow.h"

/* Signs of more than one character; those of one are that character; 0 is no sign. */
enum axr_sign {
	AXR_P_ARROW = 128, /* => */
	AXR_P_SCOPE,	   /* :: */
	AXR_P_INCREMENT,
	AXR_P_DECREMENT,
	AXR_P_ADD,     /* += */
	AXR_P_APPEND,  /* &= */
	AXR_P_NAMED,   /* := */
	AXR_P_POINTER, /* -> */
	AXR_P_SAFE,    /* ?. */
	AXR_P_RANGE,   /* .. */
	AXR_P_SHIFT,   /* >> */
	AXR_P_SHIFTS,  /* <<, >>> */
	AXR_P_EITHER,  /* ??, || */
	AXR_P_COMPARE, /* ==, !=, <=, >=, ===, !== */
	AXR_P_CHANGE,  /* -=, *=, ... */
	AXR_P_OTHER
};

enum {
	AXR_SYNTAX_DEPTH = 64, /* brackets inside brackets; deeper ones are read flat */
	AXR_ARGUMENTS_MAX = 12 /* looked at apart; later ones count as the last */
};

struct axr_syntax {
	struct axr_script *script;
	const struct axr_page *page;
	enum axr_lang lang;
	bool vb; /* Visual Basic's grammar: lines, words for operators */
	struct {
		uint32_t end;	    /* token behind the body */
		uint32_t outer;	    /* scope to go back to */
	} frames[AXR_SYNTAX_DEPTH]; /* functions that are being read */
	unsigned frame_count;
	uint32_t scope;	  /* function plus one, or 0 */
	uint32_t next;	  /* function whose name is expected next */
	uint32_t with[8]; /* nodes of With blocks */
	unsigned withs;
	unsigned depth;
	bool web_method; /* an attribute before the next function says so */
};

/* A value, and where it came from, so that it can be assigned to or called. */
struct axr_value {
	uint32_t node;
	uint32_t root;	 /* node of the variable at the beginning of the chain; 0: none */
	uint32_t object; /* node of what stands before the last dot */
	uint32_t place;	 /* node to assign to; 0: none */
	uint32_t token;	 /* of the last name */
	const struct axr_word *word; /* of the last name */
	uint32_t groups;	     /* of the name before the last */
	uint8_t base_kind;	     /* enum axr_kind of that name as a type */
	bool first;		     /* nothing stands before the last name */
	bool called;		     /* its last part was a call */
	bool literal;		     /* a constant, or joined from such */
	bool text;		     /* a constant string with a letter or digit in it */
	uint32_t symbol;	     /* of the last name; 0: none */
	uint32_t lambda;	     /* the function that it is, plus one */
	bool self;		     /* this, Me: what follows is a name of the page */
	bool fixed;		     /* begins with the name of a class, which keeps nothing */
};

struct axr_arguments {
	uint32_t nodes[AXR_ARGUMENTS_MAX];
	uint32_t places[AXR_ARGUMENTS_MAX]; /* the variables behind them; 0: none */
	uint32_t literal; /* token of the first that is a constant string, plus one */
	uint32_t lambda;  /* the last of them that is a function, plus one */
	uint32_t count;
};

/* Interns the words of a page and finds its functions.  False where the arena is exhausted. */
bool axr_syntax_words(struct axr_script *script);
bool axr_syntax_functions(struct axr_script *script);

/* Reads all blocks. */
void axr_syntax_read(struct axr_script *script);

/* Reads statements from token at up to end. */
void axr_syntax_statements(struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* Reads an expression; returns the token behind it. */
uint32_t axr_syntax_expression(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			       struct axr_value *value);

/* One operand with all its dots, calls and indices. */
uint32_t axr_syntax_operand(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			    struct axr_value *value, bool statement);

/* Joins what a bracket holds that is too deep to be read properly. */
uint32_t axr_syntax_flat(struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* Arguments from token at up to end, parted by commas; returns the token behind them. */
uint32_t axr_syntax_arguments(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			      struct axr_arguments *arguments);

/* Arguments of a bracket at open, all of them; the token behind it. */
uint32_t axr_syntax_bracket(struct axr_syntax *syntax, uint32_t open, uint32_t end,
			    struct axr_arguments *arguments);

/* Values in braces or square brackets; many numbers are a program in disguise. */
uint32_t axr_syntax_elements(struct axr_syntax *syntax, uint32_t open, uint32_t end,
			     struct axr_value *value);

/* A function without a name, if one begins here; the token behind it, or 0. */
uint32_t axr_syntax_lambda_at(struct axr_syntax *syntax, uint32_t at, uint32_t end,
			      struct axr_value *value);

/* Whether a word joins operands: and, xor, is, as, mod. */
bool axr_syntax_is_operator(const struct axr_script *script, uint32_t at, uint32_t end);

/* C#'s "Type name": the token of the name, or 0. */
uint32_t axr_syntax_declared(const struct axr_script *script, uint32_t at, uint32_t end);

/* The kind of object that the tokens of a type name. */
enum axr_kind axr_syntax_type(const struct axr_script *script, uint32_t at, uint32_t end);

/* Declarations from the token of the first name on; the token behind them. */
uint32_t axr_syntax_declare(struct axr_syntax *syntax, uint32_t name, uint32_t end,
			    enum axr_kind kind);
uint32_t axr_syntax_declare_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end);
uint32_t axr_syntax_deconstruct(struct axr_syntax *syntax, uint32_t open, uint32_t end);

/* One statement of VB, or a part of one; the token behind it. */
uint32_t axr_syntax_statement_vb(struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* The end of a statement that is not looked at. */
uint32_t axr_syntax_skip_line(const struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* Where a named function's header stands here: the token of its body, its scope entered; or 0. */
uint32_t axr_syntax_function_here(struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* Makes scope the current one until token end. */
void axr_syntax_enter(struct axr_syntax *syntax, uint32_t scope, uint32_t end);

/* What a function returns, and the attributes before one. */
uint32_t axr_syntax_return(struct axr_syntax *syntax, uint32_t at, uint32_t end);
uint32_t axr_syntax_attribute(struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* Session("key"), ServerVariables["name"]: true where value was such and is now what lies there. */
bool axr_syntax_key(struct axr_syntax *syntax, struct axr_value *value,
		    const struct axr_arguments *arguments);

/* Reads what is left up to end, whatever it is; all of it joined. */
uint32_t axr_syntax_rest(struct axr_syntax *syntax, uint32_t at, uint32_t end);

/* Calls value with arguments; the value becomes the result.  made: by "new". */
void axr_syntax_call(struct axr_syntax *syntax, struct axr_value *value,
		     const struct axr_arguments *arguments, bool made);

/* Reads the member word (token) of value; the value becomes the member. */
void axr_syntax_member(struct axr_syntax *syntax, struct axr_value *value, uint32_t token);

/* Marks a node that holds what the request has under the name of a password. */
void axr_syntax_password(struct axr_script *script, const struct axr_value *value,
			 const struct axr_arguments *arguments, uint32_t node);

/* Takes value by an index or key. */
void axr_syntax_index(struct axr_syntax *syntax, struct axr_value *value,
		      const struct axr_arguments *arguments);

/* The value of a name that stands at the beginning of a chain. */
void axr_syntax_name(struct axr_syntax *syntax, struct axr_value *value, uint32_t token);

/* value = node, with the sinks that properties are; more: += */
void axr_syntax_assign(struct axr_syntax *syntax, const struct axr_value *value, uint32_t node,
		       bool more);

/* The symbol of a name, interned; 0 where there is no room. */
uint32_t axr_syntax_symbol(struct axr_script *script, struct axr_span name);

/* A new function without a name (lambda, property); its index plus one, or 0. */
uint32_t axr_syntax_lambda(struct axr_script *script, uint32_t scope, uint32_t open, uint32_t close,
			   bool vb);

/* ---- Looking at tokens --------------------------------------------------------------------- */

static inline const struct axr_token *axr_at(const struct axr_script *script, uint32_t at)
{
	return &script->page->tokens[at];
}

/* A sign of one character, or an enum axr_sign. */
static inline bool axr_is_punct(const struct axr_script *script, uint32_t at, uint32_t end,
				int sign)
{
	return at < end && script->signs[at] == sign;
}

static inline bool axr_is_word(const struct axr_script *script, uint32_t at, uint32_t end)
{
	return at < end && axr_at(script, at)->kind == AXR_TOKEN_WORD;
}

static inline uint8_t axr_special_at(const struct axr_script *script, uint32_t at, uint32_t end)
{
	return at < end ? script->specials[at] : AXR_W_NONE;
}

/* The end of a statement of VB, or of all. */
static inline bool axr_is_end(const struct axr_script *script, uint32_t at, uint32_t end)
{
	return at >= end || axr_at(script, at)->kind == AXR_TOKEN_NEWLINE;
}

/* The partner of a bracket, or end where it has none before that. */
static inline uint32_t axr_mate(const struct axr_script *script, uint32_t at, uint32_t end)
{
	uint32_t mate = axr_at(script, at)->mate;

	return mate > at && mate < end ? mate : end;
}

#endif
