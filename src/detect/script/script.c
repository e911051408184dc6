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

static void tell(struct axr_subject *subject, const struct axr_layer *layer,
		 struct axr_script *script, const struct axr_remark *remark)
{
	struct axr_reason reason = {
		.detector = "script",
		.rule = remark->rule,
		.title = axr_remark_title(script, remark),
		.score = remark->score,
		.technique = remark->technique,
	};
	size_t at = remark->at, len = remark->len;

	if (remark->token < script->page->token_count) {
		at = script->page->tokens[remark->token].at;
		len = script->page->tokens[remark->token].len;
	}
	if (remark->from && remark->from <= script->page->token_count)
		reason.from_line = axr_layer_line(layer, script->page->tokens[remark->from - 1].at);
	axr_subject_reason_at(subject, layer, at, len, reason);
}

static void tell_all(struct axr_subject *subject, const struct axr_layer *layer,
		     struct axr_script *script, struct axr_remarks *remarks)
{
	/* the worst first: of one rule the subject keeps what it is told first */
	for (;;) {
		struct axr_remark *worst = NULL;

		for (size_t i = 0; i < remarks->count; i++)
			if (remarks->list[i].score && (!worst || remarks->list[i].score > worst->score))
				worst = &remarks->list[i];
		if (!worst)
			return;
		tell(subject, layer, script, worst);
		worst->score = 0;
	}
}

/* False where memory ran out: then what was read before is followed all the same. */
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

static void inspect_page(const struct axr_vocabulary *vocabulary, struct axr_subject *subject,
			 const struct axr_layer *layer)
{
	struct axr_remarks remarks = { .count = 0 };
	struct axr_script script = {
		.arena = subject->scratch,
		.told = subject->arena,
		.page = layer->page,
		.vocabulary = vocabulary,
	};

	if (!read_page(&script))
		axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
				    "no memory to follow the flow of the page");
	if (script.symbol_count) { /* then there are the arrays as well */
		axr_script_rules(&script, &remarks);
		axr_script_traits(&script, subject->file.extension, &remarks);
	}
	axr_script_references(&script, &remarks);
	tell_all(subject, layer, &script, &remarks);
}

static void script_inspect(const void *shared, void *worker, struct axr_subject *subject)
{
	(void)worker;
	for (size_t i = 0; i < subject->layer_count; i++)
		if (subject->layers[i].page)
			inspect_page(shared, subject, &subject->layers[i]);
}

const struct axr_detector axr_detector_script = {
	.name = "script",
	.open = script_open,
	.close = script_close,
	.inspect = script_inspect,
};
