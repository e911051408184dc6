#include <stdlib.h>

#include "page/fold/fold.h"

enum {
	PASSES = 6,              /* walks with names, at most */
	STEPS = 200000,          /* of running code, in all walks together */
	STEPS_BYTE = 12,         /* and for each byte of the page */
	STEPS_MAX = 1500000
};

static bool is_assignment(const struct axr_token *token)
{
	struct axr_span text = token->text;

	if (!text.len || text.ptr[text.len - 1] != '=')
		return false;
	if (text.len == 1)
		return true;
	return text.len == 2 && memchr("+-*/%&|^\\", text.ptr[0], 9) != NULL;
}

/* A token that is written as it is, and what it ends or begins. */
static void put_sign(struct axr_folder *folder, const struct axr_token *token)
{
	uint8_t sign = axr_token_sign(token);

	if (sign == ',' || sign == ';')
		axr_end_assignments(folder, folder->frames.count);
	if (sign == ',') {
		axr_end_argument(folder);
	} else if (sign == ')' || sign == ']' || sign == '}') {
		/* an empty list, and a comma before the end, leave no argument behind */
		axr_end_assignments(folder, folder->frames.count);
		if (folder->frames.count > folder->block_frames) {
			const struct axr_frame *frames = folder->frames.ptr;

			if (frames[folder->frames.count - 1].arg_start < folder->out_count)
				axr_end_argument(folder);
		}
	}
	folder->out[folder->out_count++] = *token;
	if (sign == '(' || sign == '[' || sign == '{')
		axr_open_bracket(folder);
	else if (sign == ')' || sign == ']' || sign == '}')
		axr_close_bracket(folder, sign);
	else if (is_assignment(token))
		axr_begin_assignment(folder);
	else if (axr_token_is(token, "++") || axr_token_is(token, "--"))
		axr_stepped(folder);
	else if (sign == ';' && folder->frames.count > folder->block_frames) {
		/* statements are no arguments */
		struct axr_frame *frames = folder->frames.ptr;

		frames[folder->frames.count - 1].constant = false;
	}
}

static void end_line(struct axr_folder *folder, const struct axr_token *token)
{
	axr_end_assignments(folder, folder->block_frames);
	folder->frames.count = folder->block_frames;
	folder->args.count = 0;
	folder->out[folder->out_count++] = *token;
}

static bool begins_loop(const struct axr_folder *folder, const struct axr_token *token)
{
	struct axr_span text = token->text;

	if (text.len < 2 || text.len > 7 ||
	    (text.ptr[0] != 'f' && text.ptr[0] != 'w' && text.ptr[0] != 'd') ||
	    folder->at < folder->quiet)
		return false;
	return axr_span_is(text, "for") || axr_span_is(text, "foreach") ||
	       axr_span_is(text, "while") || axr_span_is(text, "do");
}

/*
 * The ';' at or behind token at, or so far as is looked; what was found before is not sought
 * again.
 */
static size_t statement_end(struct axr_folder *folder, size_t at)
{
	enum { LOOK = 256 };

	if (folder->next_semi < at)
		folder->next_semi = at;
	while (folder->next_semi < folder->in_count && folder->next_semi < at + LOOK &&
	       axr_token_sign(&folder->in[folder->next_semi]) != ';')
		folder->next_semi++;
	return folder->next_semi < at + LOOK ? folder->next_semi : at + LOOK;
}

/* A loop that could not be run: where it ends. */
static void enter_loop(struct axr_folder *folder)
{
	size_t at = folder->at + 1;

	if (folder->vb) {
		const struct axr_token *before = folder->at ? &folder->in[folder->at - 1] : NULL;

		/* Exit For, Loop While, End While */
		if (!before || before->kind != AXR_TOKEN_WORD)
			folder->loops++;
		return;
	}
	if (at < folder->in_count && axr_token_sign(&folder->in[at]) == '(' &&
	    folder->in[at].mate != UINT32_MAX && folder->in[at].mate > at)
		at = (size_t)folder->in[at].mate + 1;
	if (at < folder->in_count && axr_token_sign(&folder->in[at]) == '{' &&
	    folder->in[at].mate != UINT32_MAX && folder->in[at].mate > at)
		at = folder->in[at].mate;
	else
		at = statement_end(folder, at);
	if (folder->loop_end < at + 1)
		folder->loop_end = at + 1;
}

static bool ends_loop(const struct axr_token *token)
{
	return axr_token_word(token, "next") || axr_token_word(token, "loop") ||
	       axr_token_word(token, "wend");
}

/* Whether the end of out may be a constant: a look that is cheap, for it is taken at every token.
 */
static bool may_be_constant(const struct axr_folder *folder)
{
	const struct axr_token *last = &folder->out[folder->out_count - 1];
	const struct axr_group *groups = folder->groups.ptr;

	if (folder->groups.count && groups[folder->groups.count - 1].end + 1 >= folder->out_count)
		return true;
	if (last->kind == AXR_TOKEN_PUNCT || last->kind == AXR_TOKEN_NEWLINE)
		return false;
	return last->kind != AXR_TOKEN_WORD ||
	       (last->text.len && (last->text.ptr[0] == 't' || last->text.ptr[0] == 'f' ||
				   last->text.ptr[0] == 'v'));
}

static void put_token(struct axr_folder *folder)
{
	const struct axr_token *token = &folder->in[folder->at];
	const struct axr_token *last = folder->out_count > folder->base ?
					       &folder->out[folder->out_count - 1] : NULL;
	uint8_t sign = axr_token_sign(token);
	struct axr_operand operand;

	/* a property is known when no bracket follows it */
	if (last && last->kind == AXR_TOKEN_WORD && sign != '(' &&
	    folder->out_count >= folder->base + 2 && axr_token_sign(last - 1) == '.')
		axr_fold_property(folder);
	if (folder->out_count > folder->base + 1 && may_be_constant(folder) &&
	    sign != '.' && sign != '(' && sign != '[' && !axr_token_is(token, "?.") &&
	    axr_operand_before(folder, folder->out_count, &operand))
		axr_reduce(folder, axr_precedence(token, folder->vb));
	switch ((enum axr_token_kind)token->kind) {
	case AXR_TOKEN_PUNCT:
		put_sign(folder, token);
		break;
	case AXR_TOKEN_NEWLINE:
		end_line(folder, token);
		break;
	case AXR_TOKEN_WORD:
		if (folder->with_names && begins_loop(folder, token) && !axr_run_loop(folder))
			enter_loop(folder);
		if (folder->loops && folder->at >= folder->quiet && ends_loop(token) &&
		    !(last && axr_token_word(last, "resume")))
			folder->loops--;
		if (folder->with_names && axr_put_value(folder))
			break;
		folder->out[folder->out_count++] = *token;
		break;
	default:
		folder->out[folder->out_count++] = *token;
		break;
	}
}

/* The tokens [first, end) of in, which are those of one block. */
static void walk_block(struct axr_folder *folder, enum axr_lang lang, size_t first, size_t end)
{
	struct axr_operand operand;

	folder->lang = lang;
	folder->vb = lang == AXR_LANG_VB || lang == AXR_LANG_VBSCRIPT;
	folder->base = folder->out_count;
	folder->block_end = end;
	folder->block_frames = folder->frames.count = 0;
	folder->args.count = folder->groups.count = folder->pendings.count = 0;
	for (folder->at = first; folder->at < end && !folder->failed; folder->at++) {
		if (!axr_clock_token(folder->memory.arena->clock, folder->at)) {
			folder->failed = true;
			break;
		}
		if (folder->at >= folder->scope_change)
			axr_follow_scopes(folder);
		put_token(folder);
	}
	if (folder->out_count > folder->base && folder->out[folder->out_count - 1].kind ==
	    AXR_TOKEN_WORD)
		axr_fold_property(folder);
	if (axr_operand_before(folder, folder->out_count, &operand))
		axr_reduce(folder, 0);
	axr_end_assignments(folder, 0);
}

/* What a walk that failed left over of a block, as it is. */
static void put_rest(struct axr_folder *folder, size_t end)
{
	for (; folder->at < end; folder->at++)
		folder->out[folder->out_count++] = folder->in[folder->at];
}

/*
 * One walk over all blocks, from in to out; counts holds how many tokens each block has.  Without
 * names in and out may be the same: what is written is never longer than what was read.
 */
static bool walk(struct axr_folder *folder, const uint32_t *counts, uint32_t *results)
{
	const struct axr_page *page = folder->reader->page;
	struct axr_name *names = folder->names.ptr;
	size_t first = 0;

	for (size_t i = 0; i < folder->names.count; i++) {
		names[i].value.kind = AXR_VALUE_NONE;
		names[i].used = false;
	}
	folder->out_count = 0;
	folder->again = false;
	folder->quiet = folder->loop_end = folder->next_semi = 0;
	folder->loops = 0;
	folder->inside_count = folder->next_scope = folder->scope_change = 0;
	for (uint32_t i = 0; i < page->block_count; i++) {
		walk_block(folder, page->blocks[i].lang, first, first + counts[i]);
		if (folder->failed && folder->in == folder->out)
			put_rest(folder, first + counts[i]);
		first += counts[i];
		results[i] = (uint32_t)(folder->out_count - folder->base);
	}
	return !folder->failed;
}

/*
 * Walks with names until no name that was used turned out to be tainted behind its use.  Taints
 * only grow, so this ends; what the last walk says stands.
 */
static bool walk_names(struct axr_folder *folder, const uint32_t *counts, uint32_t *results)
{
	for (int pass = 0; pass < PASSES; pass++) {
		if (!walk(folder, counts, results))
			return false;
		if (!folder->again)
			return true;
	}
	/* still not settled: rather no values than wrong ones */
	return false;
}

/* The tokens in tokens, which is scratch of the reader, become those of the walk. */
static void keep(struct axr_page_reader *reader, const struct axr_token *tokens, size_t count,
		 const uint32_t *counts)
{
	uint32_t first = 0;

	if (count && tokens != reader->tokens)
		memcpy(reader->tokens, tokens, count * sizeof(*tokens));
	reader->token_count = count;
	for (uint32_t i = 0; i < reader->page->block_count; i++) {
		reader->page->blocks[i].first = first;
		reader->page->blocks[i].count = counts[i];
		first += counts[i];
	}
}

static void free_folder(struct axr_folder *folder)
{
	if (folder->out != folder->in)
		free(folder->out);
	free(folder->groups.ptr);
	free(folder->frames.ptr);
	free(folder->args.ptr);
	free(folder->pendings.ptr);
	free(folder->names.ptr);
	free(folder->slots);
	free(folder->functions.ptr);
	free(folder->params.ptr);
	free(folder->scopes.ptr);
}

/* One budget a page, however often it is folded. */
static void begin_budget(struct axr_page_reader *reader)
{
	size_t len = reader->page->text.len;

	if (reader->fold_begun)
		return;
	reader->fold_begun = true;
	reader->fold_bytes_left = reader->limits->fold_bytes;
	reader->fold_work_left = len * 8 + (size_t)32 * 1024 * 1024;
	reader->fold_steps_left =
		len < STEPS_MAX / STEPS_BYTE ? STEPS + len * STEPS_BYTE : STEPS_MAX;
}

/* The walks with names, where the page has any that may be constant. */
static void fold_names(struct axr_folder *folder, const uint32_t *counts, uint32_t *results)
{
	struct axr_page_reader *reader = folder->reader;

	folder->with_names = true;
	axr_survey(folder);
	if (folder->failed || (!folder->any_constant && !folder->functions.count))
		return;
	folder->out = malloc(folder->in_count * sizeof(*folder->out));
	if (!folder->out)
		folder->failed = true;
	else if (walk_names(folder, counts, results))
		keep(reader, folder->out, folder->out_count, results);
}

void axr_fold(struct axr_page_reader *reader)
{
	size_t count = reader->token_count;
	struct axr_page *page = reader->page;
	struct axr_folder folder = { .reader = reader, .in = reader->tokens, .in_count = count };
	uint32_t *counts = NULL, *results;

	if (!count)
		return;
	folder.memory.arena = reader->arena;
	begin_budget(reader);
	folder.memory.bytes_left = reader->fold_bytes_left;
	folder.memory.work_left = reader->fold_work_left;
	folder.steps = reader->fold_steps_left;
	counts = malloc((size_t)page->block_count * 2 * sizeof(*counts));
	if (!counts) {
		axr_reader_limit(reader, "memory");
		goto out;
	}
	results = counts + page->block_count;
	for (uint32_t i = 0; i < page->block_count; i++)
		counts[i] = page->blocks[i].count;
	folder.out = reader->tokens; /* memory that is touched first costs more than the walk */
	walk(&folder, counts, results);
	keep(reader, folder.out, folder.out_count, results);
	if (folder.failed)
		goto out;
	memcpy(counts, results, page->block_count * sizeof(*counts));
	folder.in_count = reader->token_count;
	fold_names(&folder, counts, results);
out:
	if (!axr_reader_step(reader, 0)) /* notes it */
		folder.failed = true;
	else if (folder.memory.exhausted)
		axr_reader_limit(reader, "fold_bytes");
	else if (folder.failed)
		axr_reader_limit(reader, "memory");
	else if (folder.out_of_steps)
		axr_reader_limit(reader, "fold_steps");
	reader->fold_bytes_left = folder.memory.bytes_left;
	reader->fold_work_left = folder.memory.work_left;
	reader->fold_steps_left = folder.steps;
	free_folder(&folder);
	free(counts);
}
