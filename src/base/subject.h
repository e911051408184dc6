/*
 * The file under scan and all that the stages have learnt of it.  It goes down the line
 * read -> known -> decode -> detect -> judge -> report; what it owns lies in its arenas: what will
 * be told in one, what dies with the window (layers, pages) in the other.
 */
#ifndef AXR_BASE_SUBJECT_H
#define AXR_BASE_SUBJECT_H

#include "base/arena.h"
#include "base/layer.h"

enum {
	AXR_LAYERS_MAX = 64,    /* readings of one window */
	AXR_REASONS_MAX = 1000, /* reasons kept of one file */
	AXR_PROBLEMS_MAX = 100  /* problems kept of one file; the last says that there are more */
};

struct axr_subject {
	struct axr_arena *arena;   /* what is told of the file: facts, reasons, problems */
	struct axr_arena *scratch; /* what dies with the window: layers, pages, tokens */
	struct axr_file file;

	struct axr_span window; /* the part of the file that is in memory: all of it, mostly */
	uint64_t bytes_read;    /* of the file, all in all */
	uint64_t window_at;     /* its offset in the file */
	bool window_last;

	struct axr_layer layers[AXR_LAYERS_MAX]; /* of this window; [0] is raw */
	size_t layer_count;

	struct axr_reason *reasons;
	size_t reason_count, reason_cap;
	bool reasons_cut; /* there were more than are kept */
	struct axr_problem *problems;
	size_t problem_count, problem_cap;

	const struct axr_span *urls; /* where IIS serves it, by the server's configuration */
	size_t url_count;
	const char *serving; /* how, or why not; NULL where the server is not known */

	enum axr_class file_class; /* by the known stage */
	bool known_good;           /* stock or baselined content at its place */
	bool read_whole;           /* every byte was read and hashed */
	bool followed;             /* the flow of its pages was followed to the end ... */
	bool lost;                 /* ... and this of one it was not */
};

/* An empty subject on these arenas (they may be one); they are not reset. */
void axr_subject_init(struct axr_subject *subject, struct axr_arena *arena,
		      struct axr_arena *scratch);

/* Resets the arena for an empty subject that lies in it, with all that is told; NULL: no memory. */
struct axr_subject *axr_subject_anew(struct axr_arena *arena);

/*
 * Adds a reason (a copy; its strings must live as long as ->arena or the engine; the excerpt and
 * the name of the layer are copied).  The same rule of the same set counts once: the first place
 * stays.
 */
void axr_subject_reason(struct axr_subject *subject, const struct axr_reason *reason);

/*
 * Fills in offset, line, excerpt and layer of a reason from the len bytes at at of a layer, and
 * adds it.
 */
void axr_subject_reason_at(struct axr_subject *subject, const struct axr_layer *layer, size_t at,
			   size_t len, struct axr_reason reason);

/* Notes a problem with this file; the text is printf'ed into the arena. */
__attribute__((format(AXR_PRINTF, 4, 5))) void axr_subject_problem(struct axr_subject *subject,
								   enum axr_trouble trouble,
								   int code, const char *format,
								   ...);

/*
 * Whether the time for this file is up, or the scan is to end.  Then that is a problem, told once:
 * something was cut short while "rules looked at layer" (what) raw (which; may be NULL).
 */
bool axr_subject_late(struct axr_subject *subject, const char *what, const char *which);

#endif
