/* An inventory: what there is, in batches, since each file costs next to nothing. */
#include "scan.h"

enum { TEXT_MAX = 1 << 20 /* bytes of paths that go together: some are megabytes long */ };

/* What becomes of a file: a row, trouble that is told instead, or nothing: it is passed over. */
enum listed { ROW, TROUBLE, SPARED };

/* The facts of the file and, where they are asked for, its digests. */
static enum listed list_one(struct axr_worker *worker, const struct axr_entry *entry,
			    struct axr_subject *subject)
{
	struct axr_walk *walk = worker->scan->walk;
	const bool hashes = worker->scan->engine->options.inventory == AXR_INVENTORY_HASHES;
	struct axr_os_handle handle = axr_os_none();
	struct axr_os_stat stat;
	bool spared;
	int code;

	if (!hashes && axr_walk_stat_file(walk, entry, &stat, &code)) {
		if (!code && axr_walk_spares(walk, entry, stat.id))
			return SPARED;
		axr_read_facts(worker->reader, subject, &stat, code);
		return subject->problem_count ? TROUBLE : ROW;
	}
	code = axr_walk_open_file(walk, entry, &handle);
	if (!hashes && axr_os_is_open(handle))
		code = 0; /* its content is not asked for */
	axr_read_begin(worker->reader, subject, &handle, code);
	spared = axr_scan_spares(worker, entry);
	while (hashes && !spared && axr_read_window(worker->reader, subject))
		;
	axr_read_end(worker->reader);
	if (spared)
		return SPARED;
	return (hashes ? subject->read_whole : !subject->problem_count) ? ROW : TROUBLE;
}

/* Fills a parcel with rows, up to the first file with a problem; false at the end of the walk. */
static bool list_some(struct axr_worker *worker, struct axr_parcel *parcel)
{
	struct axr_scan *scan = worker->scan;
	struct axr_entry entry;

	while (parcel->row_count < scan->outbox.row_cap && !parcel->subject.problem_count &&
	       parcel->arena.used < TEXT_MAX) {
		enum listed listed;

		if (!axr_walk_next(scan->walk, &entry, &parcel->arena))
			return false;
		axr_subject_init(&parcel->subject, &parcel->arena, &worker->scratch);
		axr_entry_names(&entry, &parcel->subject.file);
		listed = list_one(worker, &entry, &parcel->subject);
		if (listed == ROW)
			parcel->rows[parcel->row_count++] = parcel->subject.file;
		if (listed != SPARED)
			axr_scan_count(scan, entry.root, &parcel->subject);
		axr_walk_done(scan->walk, &entry);
	}
	return true;
}

void axr_scan_list(struct axr_worker *worker)
{
	struct axr_outbox *outbox = &worker->scan->outbox;
	bool more = true;

	while (more) {
		struct axr_parcel *parcel = axr_outbox_blank(outbox);

		more = list_some(worker, parcel);
		if (parcel->row_count || parcel->subject.problem_count)
			axr_outbox_post(outbox, parcel);
		else
			axr_outbox_return(outbox, parcel);
	}
}
