/* The line that every file goes down, and the workers that carry it. */
#include "scan.h"

#include "base/span.h"
#include "judge/judge.h"
#include "os/ntfs.h"

enum {
	/*
	 * Layers, pages and tokens of one window: a server that is looked at live has no more to
	 * spare.  It is enough for a page of one megabyte, all of it code; what needs more is told
	 * of.
	 */
	SCRATCH_LIMIT = 80 << 20,
	SCRATCH_KEEP = 8 << 20
};

/* libmagic's words are worth their time where a page is no text, and for what is reported. */
static bool type_matters(const struct axr_subject *subject)
{
	/* of a file in several windows the first is gone when it comes to be reported */
	if (!subject->window_at && !subject->window_last)
		return true;
	return subject->layer_count && subject->layers[0].content == AXR_CONTENT_OTHER &&
	       (axr_span_istarts(subject->file.extension, "as") ||
		axr_span_is(subject->file.extension, "config"));
}

/*
 * The time that the window at hand may take from began on, or a half of it: what holds the decoders
 * up leaves the rest to the detectors.  A window is all of a file, but for the largest: they are
 * given it for each, so that no file is too long to be read.
 */
static void give_time(struct axr_worker *worker, uint64_t began, unsigned part)
{
	const uint64_t second = 1000000000;

	axr_clock_begin(&worker->clock, began,
			worker->scan->engine->options.file_timeout * second / part);
}

static void look(struct axr_worker *worker, struct axr_subject *subject)
{
	const uint64_t began = axr_os_ticks();

	worker->clock.told = false;
	give_time(worker, began, 2);
	axr_decode(subject, &axr_decode_default_limits,
		   axr_discover_encoding(worker->scan->engine->server, worker->folder,
					 subject->file.path));
	give_time(worker, began, 1);
	if (type_matters(subject))
		axr_read_type(worker->reader, subject);
	axr_read_digests(worker->reader, subject,
			 axr_detectors_digests_of(worker->scan->engine->detectors, subject));
	axr_detect(worker->detect, subject);
	if (worker->scratch.failed)
		axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
				    "more memory was needed to read it than one file may take");
	axr_arena_reset(&worker->scratch, SCRATCH_KEEP);
	subject->layer_count = 0;
}

/*
 * Known content at its place needs no look, unless the user is paranoid.  A file of several windows
 * is known only when its last one is read, and was looked at by then.
 */
static void look_unless_known(struct axr_worker *worker, struct axr_subject *subject)
{
	struct axr_scan *scan = worker->scan;

	if (subject->window_last && !worker->usual)
		axr_known(scan->known, subject);
	if (subject->known_good && !scan->engine->options.paranoid)
		return;
	look(worker, subject);
}

bool axr_scan_tells(const struct axr_options *options, const struct axr_finding *finding)
{
	return finding->file_class == AXR_CLASS_MISSING ||
	       finding->file_class == AXR_CLASS_UNEXPECTED ||
	       finding->file_class == AXR_CLASS_MODIFIED ||
	       finding->file_class == AXR_CLASS_MOVED ||
	       (finding->level != AXR_CLEAN && finding->level >= options->report);
}

static bool is_incomplete(const struct axr_subject *subject)
{
	for (size_t i = 0; i < subject->problem_count; i++)
		if (subject->problems[i].incomplete)
			return true;
	return false;
}

void axr_scan_count(struct axr_scan *scan, size_t root, const struct axr_subject *subject)
{
	const bool unread = scan->engine->options.inventory == AXR_INVENTORY_FACTS;
	struct axr_counts *counts = &scan->counts[root];

	if (subject->read_whole)
		atomic_fetch_add(&counts->hashed, 1);
	if ((!unread && !subject->read_whole) || is_incomplete(subject))
		atomic_fetch_add(&counts->failed, 1);
	else if (subject->known_good && !scan->engine->options.paranoid)
		atomic_fetch_add(&counts->known, 1);
	else if (!scan->engine->options.inventory)
		atomic_fetch_add(&counts->scanned, 1);
	atomic_fetch_add(&counts->bytes, unread ? subject->file.size : subject->bytes_read);
	atomic_fetch_add(&scan->files_done, 1);
}

/* "name:stream", also at the end of the path and of what stands below the root. */
static void name_stream(struct axr_subject *subject, const char *stream)
{
	struct axr_file *file = &subject->file;
	struct axr_span *const names[] = { &file->path, &file->relative };
	const size_t at = file->path.len - file->name.len;

	for (size_t i = 0; i < 2; i++) {
		const struct axr_span name = *names[i];
		const size_t len = strlen(stream);
		uint8_t *whole = axr_arena_alloc(subject->arena, name.len + 1 + len + 1);

		*names[i] = axr_span("", 0);
		if (!whole)
			continue; /* the arena's failure is told in the end */
		memcpy(whole, name.ptr, name.len);
		whole[name.len] = ':';
		memcpy(whole + name.len + 1, stream, len + 1);
		*names[i] = axr_span(whole, name.len + 1 + len);
	}
	file->directory = axr_span_cut(file->path, 0, file->directory.len);
	file->name = axr_span_from(file->path, at);
}

/* Opens the file, or one of its streams; of a file, finds out which streams it has. */
static int open_content(struct axr_worker *worker, const struct axr_entry *entry,
			const char *stream, struct axr_subject *subject,
			struct axr_os_handle *handle)
{
	const struct axr_streams *streams = worker->scan->streams;
	struct axr_os_handle file;
	int code = axr_walk_open_file(worker->scan->walk, entry, handle), listed;

	if (code) {
		if (stream)
			axr_os_close(handle); /* the facts of the file are not the stream's */
		return code;
	}
	if (stream) {
		file = *handle;
		code = streams->open(handle, file, stream);
		axr_os_close(&file);
		return code;
	}
	listed = streams->list(*handle, &worker->streams, &worker->stream_count);
	if (listed) {
		char words[128];

		axr_subject_problem(subject, AXR_TROUBLE_READ, listed,
				    "its streams cannot be listed: %s",
				    axr_os_error(listed, words, sizeof(words)));
	}
	return 0;
}

static void judge_one(struct axr_worker *worker, struct axr_parcel *parcel)
{
	struct axr_scan *scan = worker->scan;
	const struct axr_engine *engine = scan->engine;
	struct axr_subject *subject = &parcel->subject;

	if (axr_judge_minds_signature(subject))
		axr_read_signature(worker->reader, subject);
	axr_judge(subject, axr_engine_whose(engine), &parcel->finding);
	parcel->has_finding = axr_scan_tells(&engine->options, &parcel->finding);
	if (!parcel->has_finding) {
		atomic_fetch_add(&scan->untold[subject->file_class], 1);
		if (parcel->finding.level > AXR_CLEAN)
			atomic_fetch_add(&scan->untold_levels[parcel->finding.level], 1);
		return;
	}
	axr_read_digests(worker->reader, subject, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
	if (parcel->finding.level > AXR_INFO)
		axr_read_type(worker->reader, subject);
	axr_read_signature(worker->reader, subject);
}

bool axr_scan_spares(struct axr_worker *worker, const struct axr_entry *entry)
{
	struct axr_os_id id;

	return axr_read_id(worker->reader, &id) &&
	       axr_walk_spares(worker->scan->walk, entry, id);
}

static void free_streams(struct axr_worker *worker)
{
	axr_os_folder_free(worker->streams, worker->stream_count);
	worker->streams = NULL;
	worker->stream_count = 0;
}

/* A file, or where stream is not NULL that stream of it: a file of its own. */
static void scan_one(struct axr_worker *worker, const struct axr_entry *entry, const char *stream,
		     struct axr_parcel *parcel)
{
	struct axr_scan *scan = worker->scan;
	const struct axr_engine *engine = scan->engine;
	struct axr_subject *subject = &parcel->subject;
	struct axr_os_handle handle = axr_os_none();
	int code;

	axr_subject_init(subject, &parcel->arena, &worker->scratch);
	axr_entry_names(entry, &subject->file);
	worker->usual = stream && axr_ntfs_stream_is_usual(axr_span_str(stream));
	if (stream)
		name_stream(subject, stream);
	code = open_content(worker, entry, stream, subject, &handle);
	axr_read_begin(worker->reader, subject, &handle, code);
	if (!stream && axr_scan_spares(worker, entry)) {
		axr_known(scan->known, subject); /* for a list it is there, whatever it holds */
		axr_read_end(worker->reader);
		free_streams(worker);
		return;
	}
	worker->folder = axr_walk_config(scan->walk, entry);
	while (axr_read_window(worker->reader, subject))
		look_unless_known(worker, subject);
	if (!subject->window_last && !worker->usual) /* there was no window */
		axr_known(scan->known, subject);
	if (engine->server && !stream) { /* IIS serves no streams */
		give_time(worker, axr_os_ticks(), 10); /* real ones take microseconds */
		axr_discover_serve(engine->server, worker->folder, subject);
	}
	if (parcel->arena.failed)
		axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
				    "there is more to tell of it than one file may take");
	judge_one(worker, parcel);
	axr_read_end(worker->reader);
	if (!stream)
		axr_scan_count(scan, entry->root, subject);
}

static void send(struct axr_outbox *outbox, struct axr_parcel *parcel)
{
	if (parcel->has_finding || parcel->subject.problem_count)
		axr_outbox_post(outbox, parcel);
	else
		axr_outbox_return(outbox, parcel);
}

/* Goes through the streams that the file had when it was scanned. */
static void scan_streams(struct axr_worker *worker, const struct axr_entry *entry)
{
	struct axr_outbox *outbox = &worker->scan->outbox;

	for (size_t i = 0; i < worker->stream_count && !atomic_load(&worker->scan->stop); i++) {
		struct axr_parcel *parcel = axr_outbox_blank(outbox);

		scan_one(worker, entry, worker->streams[i], parcel);
		send(outbox, parcel);
	}
	free_streams(worker);
}

static void scan_all(struct axr_worker *worker)
{
	struct axr_scan *scan = worker->scan;
	struct axr_outbox *outbox = &scan->outbox;
	struct axr_entry entry;

	for (;;) {
		struct axr_parcel *parcel = axr_outbox_blank(outbox);

		if (!axr_walk_next(scan->walk, &entry, &parcel->arena)) {
			axr_outbox_return(outbox, parcel);
			break;
		}
		scan_one(worker, &entry, NULL, parcel);
		scan_streams(worker, &entry);
		axr_walk_done(scan->walk, &entry);
		send(outbox, parcel); /* and with it the text of the entry */
	}
}

void *axr_scan_work(void *arg)
{
	struct axr_worker *worker = arg;
	struct axr_scan *scan = worker->scan;

	axr_arena_init(&worker->scratch, SCRATCH_LIMIT);
	worker->clock = (struct axr_clock){ .now = axr_os_ticks, .stop = &scan->stop };
	worker->scratch.clock = &worker->clock;
	if (scan->engine->options.nice)
		axr_os_lower_priority();
	if (scan->engine->options.inventory)
		axr_scan_list(worker);
	else
		scan_all(worker);
	axr_arena_free(&worker->scratch);
	axr_outbox_leave(&scan->outbox);
	return NULL;
}
