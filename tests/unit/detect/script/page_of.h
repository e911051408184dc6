/* Pages out of a test, shown to the script detector. */
#ifndef AXR_TEST_SCRIPT_PAGE_OF_H
#define AXR_TEST_SCRIPT_PAGE_OF_H

#include "../../test.h"

#include "detect/detect.h"
#include "detect/script/rules.h"
#include "detect/script/syntax.h"

struct shown {
	struct axr_arena arena;
	struct axr_subject subject;
	void *shared;
};

/* What the detector says of one page; extension has no dot. */
static inline void show(struct shown *shown, const char *extension, const char *text)
{
	struct axr_subject *subject = &shown->subject;
	struct axr_err err = { "" };

	axr_arena_init(&shown->arena, 0);
	axr_subject_init(subject, &shown->arena, &shown->arena);
	assert_int_equal(axr_detector_script.open(&shown->shared, NULL, &err), AXR_OK);
	subject->file.extension = axr_span_str(extension);
	subject->window = axr_span_str(text);
	subject->layers[0] = (struct axr_layer){
		.bytes = subject->window,
		.name = "raw",
		.content = AXR_CONTENT_PAGE,
		.is_text = true,
		.page = axr_page_read(&shown->arena, subject->window, axr_span_str(extension),
				      NULL),
	};
	subject->layer_count = 1;
	axr_detector_script.inspect(shown->shared, NULL, subject);
}

static inline void hide(struct shown *shown)
{
	axr_detector_script.close(shown->shared);
	axr_arena_free(&shown->arena);
}

static inline const struct axr_reason *reason_of(const struct shown *shown, const char *rule)
{
	for (size_t i = 0; i < shown->subject.reason_count; i++)
		if (!strcmp(shown->subject.reasons[i].rule, rule))
			return &shown->subject.reasons[i];
	return NULL;
}

static inline int worst_of(const struct shown *shown)
{
	int worst = 0;

	for (size_t i = 0; i < shown->subject.reason_count; i++)
		if (shown->subject.reasons[i].score > worst)
			worst = shown->subject.reasons[i].score;
	return worst;
}

#define assert_rule(extension, text, rule, score) \
	assert_rule_at(extension, text, rule, score, __FILE__, __LINE__)

/* That a page has a reason of this rule with at least this score; score 0: that it has none. */
static inline void assert_rule_at(const char *extension, const char *text, const char *rule,
				  int score, const char *file, int line)
{
	struct shown shown;
	const struct axr_reason *reason;
	bool right;

	show(&shown, extension, text);
	reason = reason_of(&shown, rule);
	right = score ? reason && reason->score >= score : !reason;
	if (!right)
		print_error("%s: %d for: %s\n", rule, reason ? reason->score : 0, text);
	hide(&shown);
	if (!right)
		_fail(file, line);
}

#define assert_worst_below(extension, text, score) \
	assert_worst_at(extension, text, score, __FILE__, __LINE__)

static inline void assert_worst_at(const char *extension, const char *text, int score,
				   const char *file, int line)
{
	struct shown shown;
	int worst;

	show(&shown, extension, text);
	worst = worst_of(&shown);
	for (size_t i = 0; worst >= score && i < shown.subject.reason_count; i++)
		print_error("%s %d\n", shown.subject.reasons[i].rule,
			    shown.subject.reasons[i].score);
	hide(&shown);
	if (worst >= score)
		_fail(file, line);
}

#endif
