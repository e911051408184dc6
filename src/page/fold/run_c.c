/* Statements of C# and JScript. */
#include "page/fold/run.h"

/* Moves over a simple statement, or a head and its body; not over an else. */
static bool skip_one(struct axr_run *run)
{
	size_t from = run->at;

	while (run->at < run->end) {
		const struct axr_token *token = axr_run_peek(run, 0);
		uint8_t sign = axr_token_sign(token);

		if (!axr_run_step(run))
			return false;
		if (sign == ';') {
			run->at++;
			break;
		}
		if (sign == '}')
			break;
		if (token->mate == UINT32_MAX || token->mate <= run->at) {
			run->at++;
			continue;
		}
		run->at = token->mate + 1;
		if (sign == '{')
			break;
	}
	return run->at > from;
}

/* Moves over the statement here without running it. */
static bool skip(struct axr_run *run)
{
	do {
		if (!skip_one(run))
			return false;
	} while (axr_run_word(run, "else"));
	return true;
}

static bool condition(struct axr_run *run, bool *truth)
{
	struct axr_value value;

	if (!axr_run_sign(run, '(') || !axr_run_evaluate(run, 0, &value) ||
	    !axr_run_sign(run, ')') ||
	    (value.kind != AXR_VALUE_BOOL && value.kind != AXR_VALUE_INT))
		return false;
	*truth = value.number != 0;
	return true;
}

static void skip_to_semicolon(struct axr_run *run)
{
	size_t from = run->at;

	while (run->at < run->end && !axr_run_sign(run, ';'))
		run->at++;
	axr_run_pay(run, run->at - from);
}

static enum axr_flow run_if(struct axr_run *run)
{
	enum axr_flow flow = AXR_FLOW_NEXT;
	bool truth;

	if (!condition(run, &truth))
		return AXR_FLOW_FAIL;
	if (truth) {
		flow = axr_run_c(run);
		if (flow != AXR_FLOW_NEXT)
			return flow;
		return axr_run_word(run, "else") && !skip(run) ? AXR_FLOW_FAIL : flow;
	}
	/* over the first branch alone: its else is ours */
	if (axr_token_sign(axr_run_peek(run, 0)) == '{' &&
	    axr_run_peek(run, 0)->mate != UINT32_MAX && axr_run_peek(run, 0)->mate > run->at)
		run->at = axr_run_peek(run, 0)->mate + 1;
	else
		skip_to_semicolon(run);
	return axr_run_word(run, "else") ? axr_run_c(run) : flow;
}

/* The body of a loop once; *flow tells whether to go on. */
static bool body(struct axr_run *run, size_t at, enum axr_flow *flow)
{
	run->at = at;
	*flow = axr_run_c(run);
	return *flow == AXR_FLOW_NEXT || *flow == AXR_FLOW_CONTINUE;
}

/* Behind a loop, at its end: flow is what the last run of its body said. */
static enum axr_flow leave(struct axr_run *run, size_t body_at, enum axr_flow flow)
{
	if (flow == AXR_FLOW_FAIL || flow == AXR_FLOW_RETURN)
		return flow;
	run->at = body_at;
	return skip(run) ? AXR_FLOW_NEXT : AXR_FLOW_FAIL;
}

static bool simple_list(struct axr_run *run)
{
	do {
		if (!axr_run_simple(run))
			return false;
	} while (axr_run_sign(run, ','));
	return true;
}

static enum axr_flow run_for(struct axr_run *run)
{
	size_t test, step, start, close = axr_run_peek(run, 0)->mate;
	enum axr_flow flow = AXR_FLOW_NEXT;
	struct axr_value value;

	if (close == UINT32_MAX || !axr_run_sign(run, '('))
		return AXR_FLOW_FAIL;
	if (axr_token_sign(axr_run_peek(run, 0)) != ';' && !simple_list(run))
		return AXR_FLOW_FAIL;
	if (!axr_run_sign(run, ';'))
		return AXR_FLOW_FAIL;
	test = run->at;
	start = close + 1;
	for (;;) {
		run->at = test;
		if (!axr_run_evaluate(run, 0, &value) || value.kind != AXR_VALUE_BOOL ||
		    !axr_run_sign(run, ';'))
			return AXR_FLOW_FAIL;
		step = run->at;
		if (!value.number || !body(run, start, &flow))
			return leave(run, start, flow);
		run->at = step;
		if (axr_token_sign(axr_run_peek(run, 0)) != ')' && !simple_list(run))
			return AXR_FLOW_FAIL;
		if (run->at != close)
			return AXR_FLOW_FAIL;
	}
}

/* foreach (var name in list), and for (name in list) of JScript, which gives the indices */
static enum axr_flow run_each(struct axr_run *run)
{
	size_t close = axr_run_peek(run, 0)->mate, name_at = run->at + 1;
	enum axr_flow flow = AXR_FLOW_NEXT;
	struct axr_value list, value;
	struct axr_local *local;
	struct axr_span name;

	while (name_at < run->end && name_at < run->at + 8 &&
	       !axr_token_word(&run->folder->in[name_at], "in"))
		name_at++;
	if (close == UINT32_MAX || name_at >= close)
		return AXR_FLOW_FAIL;
	name = run->folder->in[name_at - 1].text;
	run->at = name_at + 1;
	if (!axr_run_evaluate(run, 0, &list) || run->at != close)
		return AXR_FLOW_FAIL;
	for (size_t i = 0; i < axr_value_count(&run->folder->memory, &list); i++) {
		local = axr_run_local(run, name, true);
		if (!local || !axr_value_item(&run->folder->memory, &list, (int64_t)i, &value))
			return AXR_FLOW_FAIL;
		local->value = run->lang == AXR_LANG_JSCRIPT ? axr_value_int((int64_t)i) : value;
		if (!body(run, close + 1, &flow))
			break;
	}
	return leave(run, close + 1, flow);
}

static enum axr_flow run_while(struct axr_run *run)
{
	size_t test = run->at, start;
	enum axr_flow flow = AXR_FLOW_NEXT;
	bool truth;

	for (;;) {
		run->at = test;
		if (!condition(run, &truth))
			return AXR_FLOW_FAIL;
		start = run->at;
		if (!truth || !body(run, start, &flow))
			return leave(run, start, flow);
	}
}

static enum axr_flow run_do(struct axr_run *run)
{
	size_t start = run->at;
	enum axr_flow flow;
	bool truth = true;

	while (truth) {
		if (!body(run, start, &flow))
			return flow == AXR_FLOW_BREAK ? AXR_FLOW_FAIL : flow;
		if (!axr_run_word(run, "while") || !condition(run, &truth))
			return AXR_FLOW_FAIL;
	}
	return axr_run_sign(run, ';') ? AXR_FLOW_NEXT : AXR_FLOW_FAIL;
}

static enum axr_flow run_block(struct axr_run *run)
{
	size_t close = axr_run_peek(run, 0)->mate;
	enum axr_flow flow = AXR_FLOW_NEXT;

	if (close == UINT32_MAX || close <= run->at || close >= run->end)
		return AXR_FLOW_FAIL;
	run->at++;
	while (flow == AXR_FLOW_NEXT && run->at < close)
		flow = axr_run_c(run);
	if (flow == AXR_FLOW_NEXT)
		run->at = close + 1;
	return flow;
}

static enum axr_flow run_return(struct axr_run *run)
{
	if (!axr_run_evaluate(run, 0, &run->result))
		return AXR_FLOW_FAIL;
	return axr_run_sign(run, ';') || axr_token_sign(axr_run_peek(run, 0)) == '}' ||
	       run->at >= run->end ? AXR_FLOW_RETURN : AXR_FLOW_FAIL;
}

static enum axr_flow statement(struct axr_run *run)
{
	if (axr_token_sign(axr_run_peek(run, 0)) == '{')
		return run_block(run);
	if (axr_run_sign(run, ';'))
		return AXR_FLOW_NEXT;
	if (axr_run_word(run, "if"))
		return run_if(run);
	if (axr_run_word(run, "for")) {
		bool each = axr_token_word(axr_run_peek(run, 2), "in") ||
			    axr_token_word(axr_run_peek(run, 3), "in");

		return each ? run_each(run) : run_for(run);
	}
	if (axr_run_word(run, "foreach"))
		return run_each(run);
	if (axr_run_word(run, "while"))
		return run_while(run);
	if (axr_run_word(run, "do"))
		return run_do(run);
	if (axr_run_word(run, "return"))
		return run_return(run);
	if (axr_run_word(run, "break"))
		return axr_run_sign(run, ';') ? AXR_FLOW_BREAK : AXR_FLOW_FAIL;
	if (axr_run_word(run, "continue"))
		return axr_run_sign(run, ';') ? AXR_FLOW_CONTINUE : AXR_FLOW_FAIL;
	if (!axr_run_simple(run))
		return AXR_FLOW_FAIL;
	return axr_run_sign(run, ';') || axr_token_sign(axr_run_peek(run, 0)) == '}' ? AXR_FLOW_NEXT
										   : AXR_FLOW_FAIL;
}

enum axr_flow axr_run_c(struct axr_run *run)
{
	enum axr_flow flow;

	if (!axr_run_step(run) || run->depth >= AXR_RUN_DEPTH)
		return AXR_FLOW_FAIL;
	run->depth++;
	flow = statement(run);
	run->depth--;
	return flow;
}
