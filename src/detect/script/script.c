/* The script detector: what flows where inside a page. */
#include "base/err.h"
#include "base/span.h"
#include "detect/detect.h"
#include "detect/script/rules.h"
#include "detect/script/syntax.h"

static int script_open(void **shared, const struct axr_detect_setup *setup, struct axr_err *err)
{
	(void)setup;
	*shared = axr_vocabulary_new();
	return *shared ? AXR_OK : axr_fail(err, AXR_ENOMEM, "out of memory");
}

static void script_close(void *shared)
{
	axr_vocabulary_free(shared);
}

static void tell(struct axr_subject *subject, const struct axr_remark *remark)
{
	const struct axr_page *page = remark->script->page;
	struct axr_reason reason = {
		.detector = "script",
		.rule = remark->rule,
		.title = axr_remark_title(remark->script, remark),
		.score = remark->score,
		.technique = remark->technique,
	};
	size_t at = remark->at, len = remark->len;

	if (remark->token < page->token_count) {
		at = page->tokens[remark->token].at;
		len = page->tokens[remark->token].len;
	}
	if (remark->from && remark->from <= page->token_count)
		reason.from_line = axr_layer_line(remark->layer, page->tokens[remark->from - 1].at);
	axr_subject_reason_at(subject, remark->layer, at, len, reason);
}

/* A gate, or "not found" for an answer, is of interest where something hides behind it. */
static void drop_lone(struct axr_remarks *remarks)
{
	enum { DANGEROUS = 45 };
	bool dangerous = false;

	for (size_t i = 0; i < remarks->count; i++)
		dangerous |= remarks->list[i].score >= DANGEROUS;
	for (size_t i = 0; i < remarks->count && !dangerous; i++)
		if (!strcmp(remarks->list[i].rule, AXR_RULE_GATE) ||
		    !strcmp(remarks->list[i].rule, AXR_RULE_HIDDEN))
			remarks->list[i].score = 0;
}

static void tell_all(struct axr_subject *subject, struct axr_remarks *remarks)
{
	drop_lone(remarks);
	for (;;) {
		struct axr_remark *worst = NULL;

		for (size_t i = 0; i < remarks->count; i++)
			if (remarks->list[i].score &&
			    (!worst || remarks->list[i].score > worst->score))
				worst = &remarks->list[i];
		if (!worst)
			return;
		tell(subject, worst);
		worst->score = 0;
	}
}

/* False where memory or time ran out: then what was read before is followed all the same. */
static bool read_page(struct axr_script *script)
{
	axr_flow_node(script, 0); /* 0: nothing is known */
	if (!script->node_count || !axr_syntax_words(script))
		return false;
	axr_script_controls(script);
	if (axr_syntax_functions(script))
		axr_syntax_read(script);
	axr_flow_solve(script);
	return !script->failed;
}

/* Reads the page of one layer; what there is to say of it goes to *all, the best of each rule. */
static void inspect_page(const struct axr_vocabulary *vocabulary, struct axr_subject *subject,
			 const struct axr_layer *layer, struct axr_remarks *all)
{
	struct axr_script *script = axr_arena_alloc(subject->scratch, sizeof(*script));
	struct axr_remarks remarks = { .count = 0 };

	if (script) {
		script->arena = subject->scratch;
		script->told = subject->arena;
		script->page = layer->page;
		script->vocabulary = vocabulary;
	}
	if (!script || !read_page(script)) {
		subject->lost = true;
		if (!axr_subject_late(subject, "the flow of a page was followed, in layer",
				      layer->name))
			axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
					    "no memory to follow the flow of the page");
	}
	subject->followed |= layer->page->token_count > 0;
	subject->lost |= layer->page->truncated; /* nobody knows what flows in the rest */
	if (!script)
		return;
	if (script->symbol_count) { /* then there are the arrays as well */
		axr_script_words(script);
		axr_script_rules(script, &remarks);
		axr_script_traits(script, subject->file.extension, &remarks);
		axr_script_disguises(script, subject->file.extension, &remarks);
	}
	axr_script_references(script, &remarks);
	for (size_t i = 0; i < remarks.count; i++) {
		remarks.list[i].script = script;
		remarks.list[i].layer = layer;
		axr_remark(all, &remarks.list[i]);
	}
}

static void script_inspect(const void *shared, void *worker, struct axr_subject *subject)
{
	struct axr_remarks remarks = { .count = 0 };

	(void)worker;
	for (size_t i = 0; i < subject->layer_count; i++)
		if (subject->layers[i].page)
			inspect_page(shared, subject, &subject->layers[i], &remarks);
	tell_all(subject, &remarks);
}

const struct axr_detector axr_detector_script = {
	.name = "script",
	.open = script_open,
	.close = script_close,
	.inspect = script_inspect,
};
