/* Detectors opened on rules and lists out of a test, and a subject to show them. */
#ifndef AXR_TEST_DETECT_FIXTURE_H
#define AXR_TEST_DETECT_FIXTURE_H

#include "../test.h"

#include "base/buf.h"
#include "detect/detect.h"

struct fixture {
	struct axr_detect_setup setup; /* fill in .rules and .iocs before fixture_open() */
	struct axr_detectors *detectors;
	struct axr_detect_worker *worker;
	struct axr_arena arena;
	struct axr_subject subject;
	struct axr_buf told; /* what could not be loaded: "source:line: why\n" */
	unsigned loaded;     /* rules and lists that could be */
};

static inline struct axr_source source_of(const char *name, const char *text)
{
	struct axr_source source = { .name = name, .bytes = axr_span_str(text) };

	return source;
}

static inline void fixture_loaded(void *user, const struct axr_rule_info *info)
{
	struct fixture *f = user;

	if (info->failure)
		axr_buf_printf(&f->told, "%s:%u: %s\n", info->source, info->line, info->failure);
	else
		f->loaded++;
}

static inline void fixture_open(struct fixture *f)
{
	struct axr_err err = { "" };

	f->setup.loaded = fixture_loaded;
	f->setup.user = f;
	axr_arena_init(&f->arena, 0);
	if (axr_detectors_open(&f->detectors, &f->setup, &err) < 0 ||
	    axr_detect_worker_open(&f->worker, f->detectors, &err) < 0)
		fail_msg("%s", err.text);
	axr_buf_putc(&f->told, 0);
	f->told.len--;
}

static inline void fixture_close(struct fixture *f)
{
	axr_detect_worker_free(f->worker);
	axr_detectors_free(f->detectors);
	axr_arena_free(&f->arena);
	axr_buf_free(&f->told);
}

static inline const char *fixture_told(const struct fixture *f)
{
	return (const char *)f->told.ptr;
}

/* A file of this path and content, with a raw layer that holds all of it. */
static inline void fixture_file(struct fixture *f, const char *path, struct axr_span content)
{
	struct axr_file *file = &f->subject.file;
	size_t name = strlen(path), dot;

	axr_arena_reset(&f->arena, SIZE_MAX);
	axr_subject_init(&f->subject, &f->arena, &f->arena);
	while (name && path[name - 1] != '/' && path[name - 1] != '\\')
		name--;
	file->path = axr_span_str(path);
	file->name = axr_span_from(file->path, name);
	file->directory = axr_span_cut(file->path, 0, name ? name - 1 : 0);
	for (dot = file->name.len; dot > 0 && file->name.ptr[dot - 1] != '.'; dot--)
		;
	if (dot)
		file->extension = axr_span_from(file->name, dot);
	file->size = content.len;
	f->subject.window = content;
	f->subject.window_last = true;
	f->subject.layers[0] = (struct axr_layer){ .bytes = content, .name = "raw" };
	f->subject.layer_count = 1;
}

static inline void fixture_look(struct fixture *f)
{
	axr_detect(f->worker, &f->subject);
}

/* The reason of this detector and rule, or NULL. */
static inline const struct axr_reason *fixture_reason(const struct fixture *f, const char *detector,
						      const char *rule)
{
	for (size_t i = 0; i < f->subject.reason_count; i++)
		if (!strcmp(f->subject.reasons[i].detector, detector) &&
		    !strcmp(f->subject.reasons[i].rule, rule))
			return &f->subject.reasons[i];
	return NULL;
}

#endif
