#include "base/subject.h"

#include "base/clock.h"
#include "base/span.h"

enum { EXCERPT_MAX = 160 };

void axr_subject_init(struct axr_subject *subject, struct axr_arena *arena,
		      struct axr_arena *scratch)
{
	subject->arena = arena;
	subject->scratch = scratch;
	subject->file = (struct axr_file){ .label = "" };
	subject->window = axr_span(NULL, 0);
	subject->window_at = 0;
	subject->window_last = false;
	subject->layer_count = 0;
	subject->reasons = NULL;
	subject->reason_count = subject->reason_cap = 0;
	subject->reasons_cut = false;
	subject->problems = NULL;
	subject->problem_count = subject->problem_cap = 0;
	subject->urls = NULL;
	subject->url_count = 0;
	subject->serving = NULL;
	subject->file_class = AXR_CLASS_MATCH;
	subject->known_good = subject->read_whole = false;
	subject->followed = subject->lost = false;
}

struct axr_subject *axr_subject_anew(struct axr_arena *arena)
{
	struct axr_subject *subject;

	axr_arena_reset(arena, SIZE_MAX);
	subject = axr_arena_alloc(arena, sizeof(*subject));
	if (subject)
		axr_subject_init(subject, arena, arena);
	return subject;
}

/* Two rule files may use one name. */
static bool same_set(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool has_reason(const struct axr_subject *subject, const struct axr_reason *reason)
{
	for (size_t i = 0; i < subject->reason_count; i++) {
		const struct axr_reason *old = &subject->reasons[i];

		if (!strcmp(old->detector, reason->detector) &&
		    !strcmp(old->rule, reason->rule) && same_set(old->ruleset, reason->ruleset))
			return true;
	}
	return false;
}

void axr_subject_reason(struct axr_subject *subject, const struct axr_reason *reason)
{
	struct axr_reason *grown = subject->reasons;

	if (has_reason(subject, reason))
		return;
	if (subject->reason_count == AXR_REASONS_MAX) {
		if (!subject->reasons_cut)
			axr_subject_problem(subject, AXR_TROUBLE_LIMIT, 0,
					    "there are more than %d reasons; the rest is not told",
					    AXR_REASONS_MAX);
		subject->reasons_cut = true;
		return;
	}
	if (subject->reason_count == subject->reason_cap) {
		grown = axr_arena_grow(subject->arena, grown, subject->reason_count,
				       &subject->reason_cap, sizeof(*grown));
		if (!grown)
			return; /* the arena's failed flag makes it a problem */
		subject->reasons = grown;
	}
	grown[subject->reason_count] = *reason;
	if (reason->excerpt.len)
		grown[subject->reason_count].excerpt =
			axr_arena_copy(subject->arena, reason->excerpt);
	grown[subject->reason_count].layer =
		reason->layer ? axr_arena_str(subject->arena, axr_span_str(reason->layer)) : "raw";
	subject->reason_count++;
}

void axr_subject_reason_at(struct axr_subject *subject, const struct axr_layer *layer, size_t at,
			   size_t len, struct axr_reason reason)
{
	if (has_reason(subject, &reason))
		return; /* where it is costs a look at all that stands before it */
	reason.layer = layer->name;
	reason.located = true;
	reason.offset = axr_layer_origin(layer, at);
	reason.line = axr_layer_line(layer, at);
	reason.excerpt = axr_layer_excerpt(layer, at, len, EXCERPT_MAX);
	axr_subject_reason(subject, &reason);
}

void axr_subject_problem(struct axr_subject *subject, enum axr_trouble trouble, int code,
			 const char *format, ...)
{
	struct axr_problem *problem;
	va_list args;

	if (subject->problem_count == AXR_PROBLEMS_MAX)
		return;
	if (subject->problem_count == subject->problem_cap) {
		problem = axr_arena_grow(subject->arena, subject->problems, subject->problem_count,
					 &subject->problem_cap, sizeof(*problem));
		if (!problem)
			return;
		subject->problems = problem;
	}
	problem = &subject->problems[subject->problem_count++];
	va_start(args, format);
	*problem = (struct axr_problem){
		.trouble = trouble,
		.path = subject->file.path,
		.code = code,
		.text = axr_span_str(axr_arena_vprintf(subject->arena, format, args)),
		.incomplete = true,
	};
	va_end(args);
	/* the last one that is kept stands for all that may come */
	if (subject->problem_count == AXR_PROBLEMS_MAX) {
		problem->trouble = AXR_TROUBLE_LIMIT;
		problem->code = 0;
		problem->text = axr_span_str("there are more problems with it than are told");
	}
}

bool axr_subject_late(struct axr_subject *subject, const char *what, const char *which)
{
	struct axr_clock *clock = subject->scratch->clock;

	if (!clock || !clock->over)
		return false;
	if (!clock->told)
		axr_subject_problem(subject,
				    clock->stopped ? AXR_TROUBLE_STOPPED : AXR_TROUBLE_TIMEOUT, 0,
				    "%s while %s%s%s",
				    clock->stopped ? "stopped" : "time ran out", what,
				    which ? " " : "", which ? which : "");
	clock->told = true;
	return true;
}
