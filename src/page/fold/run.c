#include "page/fold/run.h"

enum { STEP = 64 }; /* of a run, in those of the clock */

const struct axr_token *axr_run_peek(const struct axr_run *run, size_t n)
{
	static const struct axr_token none = { .kind = AXR_TOKEN_NEWLINE };

	return run->at + n < run->end ? &run->folder->in[run->at + n] : &none;
}

bool axr_run_step(struct axr_run *run)
{
	if (!run->folder->steps)
		run->folder->out_of_steps = true;
	if (!run->folder->steps || run->folder->memory.exhausted ||
	    !axr_clock_step(run->folder->memory.arena->clock, STEP))
		return false;
	run->folder->steps--;
	return true;
}

void axr_run_pay(struct axr_run *run, size_t tokens)
{
	enum { TOKEN = 4 }; /* as dear as so many bytes */

	axr_fold_work(&run->folder->memory, tokens * TOKEN);
}

bool axr_run_sign(struct axr_run *run, uint8_t sign)
{
	if (axr_token_sign(axr_run_peek(run, 0)) != sign)
		return false;
	run->at++;
	return true;
}

bool axr_run_word(struct axr_run *run, const char *word)
{
	if (!axr_token_word(axr_run_peek(run, 0), word))
		return false;
	run->at++;
	return true;
}

struct axr_local *axr_run_local(struct axr_run *run, struct axr_span name, bool add)
{
	/* every look compares it: who cannot pay gets no further step */
	if (name.len > AXR_NAME_LONG)
		axr_fold_work(&run->folder->memory, name.len);
	for (size_t i = 0; i < run->local_count; i++)
		if (axr_span_eq(run->locals[i].name, name))
			return &run->locals[i];
	if (!add || run->local_count == AXR_RUN_LOCALS)
		return NULL;
	run->locals[run->local_count] = (struct axr_local){ .name = name };
	return &run->locals[run->local_count++];
}

static bool run_function(struct axr_folder *folder, uint32_t function, const struct axr_value *args,
			 size_t count, struct axr_value *result)
{
	const struct axr_function *code = folder->functions.ptr;
	const struct axr_span *params = folder->params.ptr;
	struct axr_run run = { .folder = folder };
	enum axr_flow flow = AXR_FLOW_NEXT;
	size_t inside = folder->inside_count;

	if (function >= folder->functions.count || folder->depth >= AXR_RUN_CALLS)
		return false;
	code += function;
	if (count != code->param_count || count > AXR_RUN_LOCALS / 2)
		return false;
	run.lang = code->lang;
	run.vb = run.lang == AXR_LANG_VB || run.lang == AXR_LANG_VBSCRIPT;
	run.at = code->body;
	run.end = code->end;
	for (size_t i = 0; i < count; i++)
		axr_run_local(&run, params[code->params + i], true)->value = args[i];
	if (run.vb) {
		run.function = code->name;
		axr_run_local(&run, code->name, true)->value.kind = AXR_VALUE_NULL;
	}
	folder->depth++;
	folder->inside_count = 0; /* it sees the page, not its caller */
	if (code->expression)
		flow = axr_run_evaluate(&run, 0, &run.result) && run.at == run.end ? AXR_FLOW_RETURN
										   : AXR_FLOW_FAIL;
	else if (run.vb)
		flow = axr_run_vb(&run);
	else
		while (flow == AXR_FLOW_NEXT && run.at < run.end)
			flow = axr_run_c(&run);
	folder->depth--;
	folder->inside_count = inside;
	if (flow == AXR_FLOW_FAIL || (run.vb && flow == AXR_FLOW_NEXT && run.at < run.end))
		return false;
	*result = run.result;
	if (run.vb && run.result.kind == AXR_VALUE_NONE)
		*result = axr_run_local(&run, code->name, false)->value;
	return result->kind != AXR_VALUE_NONE && result->kind != AXR_VALUE_NULL;
}

/* The same value in the same place; texts that are only equal count as different. */
static bool is_same(const struct axr_value *a, const struct axr_value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == AXR_VALUE_INT || a->kind == AXR_VALUE_CHAR || a->kind == AXR_VALUE_BOOL)
		return a->number == b->number;
	if (a->kind == AXR_VALUE_ARRAY)
		return a->items == b->items && a->count == b->count;
	return a->text.ptr == b->text.ptr && a->text.len == b->text.len;
}

bool axr_run_function(struct axr_folder *folder, uint32_t function, const struct axr_value *args,
		      size_t count, struct axr_value *result)
{
	struct axr_memo *memo = &folder->memos[folder->at % AXR_MEMOS];
	bool same, ok;

	if (folder->depth || count > sizeof(memo->args) / sizeof(*memo->args))
		return run_function(folder, function, args, count, result);
	same = memo->at == folder->at + 1 && memo->function == function && memo->count == count;
	for (size_t i = 0; same && i < count; i++)
		same = is_same(&memo->args[i], &args[i]);
	if (same) {
		*result = memo->result;
		return result->kind != AXR_VALUE_NONE;
	}
	*memo = (struct axr_memo){ .at = folder->at + 1, .function = function,
				   .count = (uint32_t)count };
	if (count)
		memcpy(memo->args, args, count * sizeof(*args));
	ok = run_function(folder, function, args, count, result);
	if (ok)
		memo->result = *result;
	return ok;
}

/* What the run has left in its locals is now what the names of the page have. */
static void export_locals(const struct axr_run *run)
{
	for (size_t i = 0; i < run->local_count; i++) {
		const struct axr_local *local = &run->locals[i];
		struct axr_name *name = axr_name_of(run->folder, local->name, true);

		if (!name || name->tainted)
			continue;
		name->value = local->value;
		if (local->value.kind == AXR_VALUE_NULL)
			name->value.kind = AXR_VALUE_NONE;
	}
}

bool axr_run_loop(struct axr_folder *folder)
{
	enum { LONGEST = 1024 }; /* loop */
	struct axr_run run = { .folder = folder, .lang = folder->lang, .vb = folder->vb,
			       .at = folder->at, .end = folder->block_end };
	enum axr_flow flow;

	if (run.end > run.at + LONGEST)
		run.end = run.at + LONGEST;
	flow = run.vb ? axr_run_vb_loop(&run) : axr_run_c(&run);
	if (flow != AXR_FLOW_NEXT)
		return false;
	folder->quiet = run.at;
	export_locals(&run);
	return true;
}
