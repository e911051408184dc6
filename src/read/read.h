/*
 * An open file to bytes, digests and facts: one fstat before, every byte read() once and hashed
 * on the way, one fstat behind.
 *
 *	axr_read_begin(reader, subject, &handle, code);
 *	while (axr_read_window(reader, subject))
 *		... look at subject->window ...
 *	axr_read_end(reader);
 *
 * A file is given as one window where it fits; else as windows of setup->window bytes, each
 * beginning AXR_READ_OVERLAP (or a quarter window, if that is less) before the end of the one
 * before, so that nothing shorter can hide on a border.  When the last window (subject->
 * window_last) is there, size, digests and problems are final, and subject->read_whole is right.
 *
 * Trouble never ends in silence: a file that is refused, gone, changed under our eyes, broken or
 * left half-read because the scan was stopped gets a problem.  What was read until then is still
 * given as windows.
 */
#ifndef AXR_READ_READ_H
#define AXR_READ_READ_H

#include <stdatomic.h>

#include "base/subject.h"
#include "os/os.h"

enum {
	AXR_READ_WINDOW = 64 << 20, /* default */
	AXR_READ_WINDOW_LEAST = 64 << 10,
	AXR_READ_OVERLAP = 1 << 20
};

struct axr_read_setup {
	uint64_t window;   /* bytes; 0: AXR_READ_WINDOW; at least AXR_READ_WINDOW_LEAST */
	unsigned digests;  /* enum axr_digest wanted of every file; SHA-256 is always made */
	uint64_t max_rate; /* bytes a second, all readers together; 0: no limit */
	const atomic_bool *stop; /* may be NULL; asked between reads of at most 256 KiB */
};

struct axr_read;   /* what all readers of a scan share */
struct axr_reader; /* one per worker */

int axr_read_open(struct axr_read **read, const struct axr_read_setup *setup, struct axr_err *err);
void axr_read_free(struct axr_read *read); /* after its readers */

/* Bytes read so far by all readers; from any thread. */
uint64_t axr_read_bytes(const struct axr_read *read);

int axr_reader_open(struct axr_reader **reader, struct axr_read *read, struct axr_err *err);
void axr_reader_free(struct axr_reader *reader);

/*
 * Starts on a file.  code is what the opening returned: where it is not 0 the subject gets the
 * problem and there will be no window.  Takes the handle over, which may be open in any case: then
 * it is asked for the facts.  Fills in subject->file, of which path and name must be set; what it
 * fills in lies in the subject's arena.
 */
void axr_read_begin(struct axr_reader *reader, struct axr_subject *subject,
		    struct axr_os_handle *handle, int code);

/* What file the one at hand is; *id is set only where true, which is where it could be opened. */
bool axr_read_id(const struct axr_reader *reader, struct axr_os_id *id);

/*
 * The next window, into subject->window, .window_at, .window_last; false when there is none.  An
 * empty file has one empty window.  The window lives until the next call on the reader.  With the
 * first one subject->file.label is set.
 */
bool axr_read_window(struct axr_reader *reader, struct axr_subject *subject);

/*
 * Makes the digests of mask that are still missing, from the window: for a file that is reported.
 * Does nothing where the window is not the whole file (all three were made on the way) or the
 * file was not read whole.
 */
void axr_read_digests(struct axr_reader *reader, struct axr_subject *subject, unsigned mask);

/*
 * Fills in subject->file.mime and .magic by libmagic from the beginning of the first window;
 * does nothing on a later one.  The first call of a reader loads libmagic's table (20 ms).
 */
void axr_read_type(struct axr_reader *reader, struct axr_subject *subject);

/*
 * Fills in the same facts as axr_read_begin() from what the walk learnt of the file by its name;
 * its content stays unread.  code as there.
 */
void axr_read_facts(struct axr_reader *reader, struct axr_subject *subject,
		    const struct axr_os_stat *stat, int code);

/*
 * Fills in subject->file.signature and .signer of a program that was read whole, where the system
 * can say (os/authenticode.h).
 */
void axr_read_signature(struct axr_reader *reader, struct axr_subject *subject);

/* Closes the file; what was not asked for is not read. */
void axr_read_end(struct axr_reader *reader);

#endif
