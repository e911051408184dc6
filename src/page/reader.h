/* What the parts of the page reader share while they read one page. */
#ifndef AXR_PAGE_READER_H
#define AXR_PAGE_READER_H

#include "base/clock.h"
#include "page/chars.h"
#include "page/page.h"

struct axr_page_reader {
	struct axr_arena *arena;
	struct axr_page *page;
	const struct axr_page_limits *limits;
	struct axr_span extension;
	struct axr_pool pool;

	/* scratch from malloc: what is left after folding is copied into the arena */
	struct axr_token *tokens;
	size_t token_count, token_cap;

	size_t block_cap, directive_cap, reference_cap, alias_cap;
	enum axr_lang script_lang; /* of the first <script runat=server language=...> */
	bool script_encoded;
	bool directive_encoded;
	bool net, asp;       /* signs that it is ASP.NET, that it is classic ASP */
	bool file;           /* behind the directives all is code: .ashx, .asmx, .svc */
	/* what folding may still cost, once it has begun */
	bool fold_begun;
	size_t fold_bytes_left, fold_work_left, fold_steps_left;
	size_t evaluated_left; /* bytes of evaluated constants that may still be read */
	size_t search_left;  /* bytes that fruitless looks ahead may still cost */
	bool no_close, no_comment_close,
		no_script_close; /* nothing of the kind is left in the text */
};

/* Notes that a limit was hit; the first one stays. */
void axr_reader_limit(struct axr_page_reader *reader, const char *limit);

/* Pays for some steps (base/clock.h); false, and noted, where the time is up. */
bool axr_reader_step(struct axr_page_reader *reader, size_t steps);

/* These return false where a limit or memory is exhausted; the limit is noted. */
bool axr_reader_block(struct axr_page_reader *reader, const struct axr_block *block);
bool axr_reader_directive(struct axr_page_reader *reader, const struct axr_directive *directive);
bool axr_reader_reference(struct axr_page_reader *reader, enum axr_reference_kind kind,
			  struct axr_span target, size_t at);
bool axr_reader_alias(struct axr_page_reader *reader, struct axr_span name, struct axr_span target);

/* blocks.c: finds directives, blocks and references of the page. */
void axr_read_blocks(struct axr_page_reader *reader);

/* razor.c: the same for .cshtml and .vbhtml. */
void axr_read_razor(struct axr_page_reader *reader);

/* attributes.c */

/* Undoes HTML entities; s itself where there are none. */
struct axr_span axr_undo_entities(struct axr_pool *pool, struct axr_span s);

/*
 * Cuts the next attribute at *at: a name, and a value where there is '=' (else an empty one with
 * a NULL ptr).  Stops (false, *at there) at '>' or, in a directive, at '%>', or at the text's end.
 * The value is as written, without its quotes.
 */
bool axr_next_attribute(struct axr_span text, size_t *at, bool directive,
			struct axr_attribute_value *attribute);

/* lang.c */

/* The language of the page and of each block; whether it is classic ASP. */
void axr_decide_languages(struct axr_page_reader *reader);

/* True of .asp, .asa, .cer and .cdx. */
bool axr_is_classic_extension(struct axr_span extension);

/* lex.c: tokens of block number index. */
void axr_read_tokens(struct axr_page_reader *reader, uint32_t index);

/* pair.c: finds the partner of every bracket; one without stays UINT32_MAX. */
bool axr_pair_brackets(struct axr_token *tokens, size_t count);

/* The tokens of code that a constant holds, as block number index; each stands where that does. */
void axr_read_evaluated(struct axr_page_reader *reader, uint32_t index, struct axr_span code);

/*
 * evaluated.c: gives constants that the page evaluates as code blocks of their own, from block
 * number first on; true where there were any.
 */
bool axr_add_evaluated(struct axr_page_reader *reader, uint32_t first);

/* alias.c: using A = B.C; and Imports A = B.C, from the tokens. */
void axr_read_aliases(struct axr_page_reader *reader);

/* fold.c: folds reader->tokens in place. */
void axr_fold(struct axr_page_reader *reader);

#endif
