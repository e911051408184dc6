/* Statements of VB.NET and VBScript. */
#include "page/fold/run.h"

static bool at_end_of_line(const struct axr_run *run)
{
	return axr_run_peek(run, 0)->kind == AXR_TOKEN_NEWLINE;
}

static void skip_line(struct axr_run *run)
{
	size_t from = run->at;

	while (run->at < run->end && !at_end_of_line(run))
		run->at++;
	axr_run_pay(run, run->at - from);
}

/* Words that close what is around a statement. */
static bool closes(const struct axr_token *token)
{
	return axr_token_word(token, "next") || axr_token_word(token, "loop") ||
	       axr_token_word(token, "wend") || axr_token_word(token, "else") ||
	       axr_token_word(token, "elseif") || axr_token_word(token, "end");
}

/* Whether the statement here opens a body of lines. */
static bool opens(struct axr_run *run)
{
	const struct axr_token *token = axr_run_peek(run, 0);
	size_t n = 0;

	if (axr_token_word(token, "for") || axr_token_word(token, "do") ||
	    axr_token_word(token, "while") || axr_token_word(token, "select") ||
	    axr_token_word(token, "with"))
		return true;
	if (!axr_token_word(token, "if"))
		return false;
	while (run->at + n < run->end && axr_run_peek(run, n)->kind != AXR_TOKEN_NEWLINE)
		n++;
	axr_run_pay(run, n);
	return axr_token_word(axr_run_peek(run, n - 1), "then");
}

/* Moves over lines to the word that closes the body they are of. */
static bool skip_lines(struct axr_run *run)
{
	size_t depth = 0;

	while (run->at < run->end) {
		if (!axr_run_step(run))
			return false;
		if (at_end_of_line(run)) {
			run->at++;
			continue;
		}
		if (closes(axr_run_peek(run, 0))) {
			bool middle = axr_token_word(axr_run_peek(run, 0), "else") ||
				      axr_token_word(axr_run_peek(run, 0), "elseif");

			if (!depth)
				return true;
			depth -= !middle;
		} else if (opens(run)) {
			depth++;
		}
		skip_line(run);
	}
	return false;
}

static bool condition(struct axr_run *run, bool *truth)
{
	struct axr_value value;

	if (!axr_run_evaluate(run, 0, &value) || value.kind != AXR_VALUE_BOOL)
		return false;
	*truth = value.number != 0;
	return true;
}

static enum axr_flow statement(struct axr_run *run);

/* If c Then statement [Else statement] */
static enum axr_flow single_line_if(struct axr_run *run, bool truth)
{
	enum axr_flow flow = AXR_FLOW_NEXT;
	size_t from = run->at;

	if (!truth) {
		while (run->at < run->end && !at_end_of_line(run) && !axr_run_word(run, "else"))
			run->at++;
		axr_run_pay(run, run->at - from);
		if (at_end_of_line(run))
			return flow;
	}
	if (run->depth >= AXR_RUN_DEPTH)
		return AXR_FLOW_FAIL;
	run->depth++;
	flow = statement(run);
	run->depth--;
	if (flow == AXR_FLOW_NEXT && axr_token_word(axr_run_peek(run, 0), "else"))
		skip_line(run);
	return flow;
}

static enum axr_flow run_if(struct axr_run *run)
{
	enum axr_flow flow;
	bool truth, done = false;

	for (;;) {
		if (!condition(run, &truth))
			return AXR_FLOW_FAIL;
		axr_run_word(run, "then");
		if (!at_end_of_line(run))
			return done ? AXR_FLOW_FAIL : single_line_if(run, truth);
		if (truth && !done) {
			flow = axr_run_vb(run);
			if (flow != AXR_FLOW_NEXT)
				return flow;
			done = true;
		}
		if (!closes(axr_run_peek(run, 0)) && !skip_lines(run))
			return AXR_FLOW_FAIL;
		while (done && !axr_token_word(axr_run_peek(run, 0), "end")) {
			skip_line(run);
			if (!skip_lines(run))
				return AXR_FLOW_FAIL;
		}
		if (axr_run_word(run, "elseif"))
			continue;
		if (axr_run_word(run, "else")) {
			flow = axr_run_vb(run);
			if (flow != AXR_FLOW_NEXT)
				return flow;
		}
		return axr_run_word(run, "end") && axr_run_word(run, "if") ? AXR_FLOW_NEXT
									  : AXR_FLOW_FAIL;
	}
}

/* The body of a loop from at on; true where the loop goes on. */
static bool body(struct axr_run *run, size_t at, enum axr_flow *flow)
{
	run->at = at;
	/* a body of nothing at the end of the code takes no step */
	*flow = axr_run_step(run) ? axr_run_vb(run) : AXR_FLOW_FAIL;
	return *flow == AXR_FLOW_NEXT;
}

/* Behind the word that closes a loop whose body begins at start. */
static enum axr_flow leave(struct axr_run *run, size_t start, enum axr_flow flow, const char *word)
{
	if (flow == AXR_FLOW_FAIL || flow == AXR_FLOW_RETURN)
		return flow;
	run->at = start;
	if (!skip_lines(run))
		return AXR_FLOW_FAIL;
	if (!axr_run_word(run, word) && !(axr_run_word(run, "end") && axr_run_word(run, "while")))
		return AXR_FLOW_FAIL;
	skip_line(run);
	return AXR_FLOW_NEXT;
}

static bool bound(struct axr_run *run, int64_t *number)
{
	struct axr_value value;

	return axr_run_evaluate(run, 0, &value) && axr_value_number(&value, number);
}

static enum axr_flow run_for(struct axr_run *run)
{
	struct axr_span name = axr_run_peek(run, 0)->text;
	enum axr_flow flow = AXR_FLOW_NEXT;
	struct axr_local *local = axr_run_local(run, name, true);
	int64_t from, to, step = 1;
	size_t start;

	run->at++;
	if (axr_run_word(run, "as"))
		run->at++;
	if (!local || !axr_run_sign(run, '=') || !bound(run, &from) || !axr_run_word(run, "to") ||
	    !bound(run, &to) || (axr_run_word(run, "step") && !bound(run, &step)) || !step ||
	    step > 1 << 20 || step < -(1 << 20) || to > INT32_MAX || to < INT32_MIN)
		return AXR_FLOW_FAIL;
	start = run->at;
	for (int64_t i = from; step > 0 ? i <= to : i >= to; i += step) {
		local->value = axr_value_int(i);
		if (!body(run, start, &flow))
			break;
		/* the body may move the counter */
		if (!axr_value_number(&local->value, &i) || i > INT32_MAX || i < INT32_MIN)
			return AXR_FLOW_FAIL;
	}
	return leave(run, start, flow, "next");
}

static enum axr_flow run_each(struct axr_run *run)
{
	struct axr_span name = axr_run_peek(run, 0)->text;
	struct axr_local *local = axr_run_local(run, name, true);
	enum axr_flow flow = AXR_FLOW_NEXT;
	struct axr_value list, item;
	size_t start;

	run->at++;
	if (axr_run_word(run, "as"))
		run->at++;
	if (!local || !axr_run_word(run, "in") || !axr_run_evaluate(run, 0, &list))
		return AXR_FLOW_FAIL;
	start = run->at;
	for (size_t i = 0; i < axr_value_count(&run->folder->memory, &list); i++) {
		if (!axr_value_item(&run->folder->memory, &list, (int64_t)i, &item))
			return AXR_FLOW_FAIL;
		local->value = item;
		if (!body(run, start, &flow))
			break;
	}
	return leave(run, start, flow, "next");
}

/* While c ... Wend, Do While c ... Loop, Do ... Loop Until c */
static enum axr_flow run_while(struct axr_run *run, bool loop)
{
	bool until = false, tested = true, truth = true;
	enum axr_flow flow = AXR_FLOW_NEXT;
	size_t test = run->at, start;

	if (loop) {
		tested = axr_run_word(run, "while") || (until = axr_run_word(run, "until"));
		test = run->at;
	}
	for (;;) {
		run->at = test;
		if (tested && (!condition(run, &truth) || truth == until))
			return truth == until ? leave(run, run->at, flow, loop ? "loop" : "wend")
					      : AXR_FLOW_FAIL;
		start = run->at;
		if (!body(run, start, &flow))
			return leave(run, start, flow, loop ? "loop" : "wend");
		if (tested)
			continue;
		if (!axr_run_word(run, "loop") ||
		    (!axr_run_word(run, "while") && !(until = axr_run_word(run, "until"))) ||
		    !condition(run, &truth))
			return AXR_FLOW_FAIL;
		if (truth == until)
			return AXR_FLOW_NEXT;
	}
}

enum axr_flow axr_run_vb_loop(struct axr_run *run)
{
	if (axr_run_word(run, "for"))
		return axr_run_word(run, "each") ? run_each(run) : run_for(run);
	if (axr_run_word(run, "while"))
		return run_while(run, false);
	return axr_run_word(run, "do") ? run_while(run, true) : AXR_FLOW_FAIL;
}

static enum axr_flow statement(struct axr_run *run)
{
	const struct axr_token *token = axr_run_peek(run, 0);

	if (axr_token_word(token, "for") || axr_token_word(token, "while") ||
	    axr_token_word(token, "do"))
		return axr_run_vb_loop(run);
	if (axr_run_word(run, "if"))
		return run_if(run);
	if (axr_run_word(run, "exit")) {
		if (axr_run_word(run, "function"))
			return AXR_FLOW_RETURN;
		run->at++;
		return AXR_FLOW_BREAK;
	}
	if (axr_run_word(run, "return"))
		return axr_run_evaluate(run, 0, &run->result) ? AXR_FLOW_RETURN : AXR_FLOW_FAIL;
	if (axr_run_word(run, "on")) {
		/* On Error Resume Next */
		skip_line(run);
		return AXR_FLOW_NEXT;
	}
	return axr_run_simple(run) ? AXR_FLOW_NEXT : AXR_FLOW_FAIL;
}

enum axr_flow axr_run_vb(struct axr_run *run)
{
	enum axr_flow flow = AXR_FLOW_NEXT;

	if (run->depth >= AXR_RUN_DEPTH)
		return AXR_FLOW_FAIL;
	run->depth++;
	while (flow == AXR_FLOW_NEXT && run->at < run->end) {
		if (!axr_run_step(run)) {
			flow = AXR_FLOW_FAIL;
		} else if (at_end_of_line(run)) {
			run->at++;
		} else if (closes(axr_run_peek(run, 0))) {
			break;
		} else {
			flow = statement(run);
			if (flow == AXR_FLOW_NEXT && !at_end_of_line(run) &&
			    !axr_token_word(axr_run_peek(run, 0), "else"))
				flow = AXR_FLOW_FAIL;
		}
	}
	run->depth--;
	return flow;
}
