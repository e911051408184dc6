#include "read/read.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/span.h"
#include "os/authenticode.h"
#include "read/facts.h"
#include "read/label.h"
#include "read/rate.h"
#include "read/type.h"

enum {
	CHUNK = 256 << 10, /* of one read(): stays in the cache while it is hashed */
	SMALL = 64 << 10,  /* least buffer */
	KEEP = 4 << 20,    /* a larger buffer is given back where the next file is much smaller */
	ALL = AXR_MD5 | AXR_SHA1 | AXR_SHA256
};

struct axr_read {
	struct axr_read_setup setup;
	size_t window, overlap;
	struct axr_table *table; /* of libmagic */
	struct axr_rate rate;
	atomic_uint_least64_t bytes;
};

struct axr_reader {
	struct axr_read *read;
	struct axr_digester *digester;
	struct axr_os_owners *owners;
	struct axr_typer *typer; /* NULL until asked for */
	struct axr_os_verifier *verifier; /* NULL until asked for */
	bool no_typer;           /* it failed; said once per file that asks */
	char why[128];

	struct axr_os_handle handle;
	struct axr_os_stat before;
	uint8_t *buffer;
	size_t cap, have;
	uint64_t at;    /* of buffer[0] in the file */
	uint64_t total; /* read of it */
	unsigned mask;
	bool active; /* there is another window */
	bool first;
	bool at_end; /* of the file, reached without trouble */
	bool failed; /* trouble cut it short */
};

/* ---- Opening and closing ------------------------------------------------------------------ */

int axr_read_open(struct axr_read **read, const struct axr_read_setup *setup, struct axr_err *err)
{
	struct axr_read *new = calloc(1, sizeof(*new));
	uint64_t window = setup->window ? setup->window : AXR_READ_WINDOW;

	*read = NULL;
	if (!new)
		return axr_fail(err, AXR_ENOMEM, "no memory for reading");
	if (window < AXR_READ_WINDOW_LEAST)
		window = AXR_READ_WINDOW_LEAST;
	if (window > SIZE_MAX / 4)
		window = SIZE_MAX / 4;
	new->setup = *setup;
	new->window = (size_t)window;
	new->overlap = window / 4 < AXR_READ_OVERLAP ? (size_t)window / 4 : AXR_READ_OVERLAP;
	if (axr_rate_init(&new->rate, setup->max_rate)) {
		free(new);
		return axr_fail(err, AXR_ENOMEM, "no memory for reading");
	}
	new->table = axr_table_new(&axr_packed_table);
	if (!new->table) {
		axr_read_free(new);
		return axr_fail(err, AXR_ENOMEM, "no memory for reading");
	}
	*read = new;
	return AXR_OK;
}

void axr_read_free(struct axr_read *read)
{
	if (!read)
		return;
	axr_table_free(read->table);
	axr_rate_fini(&read->rate);
	free(read);
}

uint64_t axr_read_bytes(const struct axr_read *read)
{
	return atomic_load_explicit(&read->bytes, memory_order_relaxed);
}

int axr_reader_open(struct axr_reader **reader, struct axr_read *read, struct axr_err *err)
{
	struct axr_reader *new = calloc(1, sizeof(*new));

	*reader = NULL;
	if (!new)
		return axr_fail(err, AXR_ENOMEM, "no memory for reading");
	new->read = read;
	new->handle = axr_os_none();
	new->digester = axr_digester_new();
	new->owners = axr_os_owners_new();
	if (!new->digester || !new->owners) {
		axr_reader_free(new);
		return axr_fail(err, AXR_ENOMEM, "no memory for reading");
	}
	*reader = new;
	return AXR_OK;
}

void axr_reader_free(struct axr_reader *reader)
{
	if (!reader)
		return;
	axr_os_close(&reader->handle);
	axr_digester_free(reader->digester);
	axr_os_owners_free(reader->owners);
	axr_typer_free(reader->typer);
	axr_os_verifier_free(reader->verifier);
	free(reader->buffer);
	free(reader);
}

/* ---- One file ----------------------------------------------------------------------------- */

static void refuse(struct axr_subject *subject, int code)
{
	const enum axr_trouble trouble = axr_os_trouble(code);
	char words[128];

	axr_os_error(code, words, sizeof(words));
	if (trouble == AXR_TROUBLE_VANISHED)
		axr_subject_problem(subject, trouble, code, "was listed, then gone: %s", words);
	else if (trouble == AXR_TROUBLE_CHANGED)
		axr_subject_problem(subject, trouble, code, "is not what was listed: %s", words);
	else if (trouble == AXR_TROUBLE_BLOCKED)
		axr_subject_problem(subject, trouble, code,
				    "another process lets nobody read it: %s", words);
	else if (trouble == AXR_TROUBLE_ANTIVIRUS)
		axr_subject_problem(subject, trouble, code, "an antivirus holds it back: %s",
				    words);
	else
		axr_subject_problem(subject, trouble, code, "cannot be opened: %s", words);
}

/* Whether this is a file that can be told of; else the subject gets the problem. */
static bool is_file(struct axr_subject *subject, const struct axr_os_stat *stat, int code)
{
	subject->file.extension = axr_extension_of(subject->file.name, subject->arena);
	if (code)
		refuse(subject, code);
	else if (stat->kind != AXR_OS_FILE)
		axr_subject_problem(subject, AXR_TROUBLE_CHANGED, 0,
				    "was listed as a file and is none");
	return !code && stat->kind == AXR_OS_FILE;
}

void axr_read_facts(struct axr_reader *reader, struct axr_subject *subject,
		    const struct axr_os_stat *stat, int code)
{
	if (is_file(subject, stat, code))
		axr_facts_fill(subject, stat, axr_os_none(), reader->owners);
}

void axr_read_begin(struct axr_reader *reader, struct axr_subject *subject,
		    struct axr_os_handle *handle, int code)
{
	int asked = -1;

	axr_read_end(reader);
	reader->handle = *handle;
	*handle = axr_os_none();
	reader->have = 0;
	reader->at = reader->total = 0;
	reader->at_end = reader->failed = false;
	reader->first = true;
	if (!code || axr_os_is_open(reader->handle))
		asked = axr_os_stat(reader->handle, &reader->before);
	if (!asked && reader->before.kind == AXR_OS_FILE)
		axr_facts_fill(subject, &reader->before, reader->handle, reader->owners);
	if (!is_file(subject, &reader->before, code ? code : asked))
		return;
	reader->mask = reader->before.size > reader->read->window
			       ? ALL
			       : reader->read->setup.digests | AXR_SHA256;
	axr_digester_begin(reader->digester, reader->mask);
	if (reader->cap > KEEP && reader->before.size < reader->cap / 8) {
		free(reader->buffer);
		reader->buffer = NULL;
		reader->cap = 0;
	}
	reader->active = true;
}

bool axr_read_id(const struct axr_reader *reader, struct axr_os_id *id)
{
	if (reader->active)
		*id = reader->before.id;
	return reader->active;
}

/* Room for all that is expected and a byte more, which tells the end; at most a window and that. */
static bool make_room(struct axr_reader *reader)
{
	const size_t most = reader->read->window + 1;
	uint64_t want = reader->before.size - reader->at + 1;
	uint8_t *grown;

	if (reader->cap > reader->have)
		return true;
	if (reader->at > reader->before.size || want <= reader->have)
		want = 2 * (uint64_t)reader->have; /* it grows */
	if (want < SMALL)
		want = SMALL;
	if (want > most)
		want = most;
	grown = realloc(reader->buffer, (size_t)want);
	if (!grown)
		return false;
	reader->buffer = grown;
	reader->cap = (size_t)want;
	return true;
}

static bool is_stopped(const struct axr_reader *reader)
{
	const atomic_bool *stop = reader->read->setup.stop;

	return stop && atomic_load_explicit(stop, memory_order_relaxed);
}

/* Reads and hashes one chunk; false at the end, for whatever reason. */
static bool read_chunk(struct axr_reader *reader, struct axr_subject *subject)
{
	const size_t most = reader->read->window + 1;
	size_t size = most - reader->have, got;
	uint8_t *to;
	int code;

	reader->failed = true; /* unless it comes to its end below */
	if (is_stopped(reader)) {
		axr_subject_problem(subject, AXR_TROUBLE_STOPPED, 0,
				    "the scan was stopped after %" PRIu64 " of %" PRIu64 " bytes",
				    reader->total, reader->before.size);
		return false;
	}
	if (!make_room(reader)) {
		axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
				    "no memory to read past byte %" PRIu64, reader->total);
		return false;
	}
	to = reader->buffer + reader->have;
	if (size > reader->cap - reader->have)
		size = reader->cap - reader->have;
	if (size > CHUNK)
		size = CHUNK;
	code = axr_os_read(reader->handle, to, size, &got);
	if (code) {
		enum axr_trouble trouble;
		char words[128];

		axr_os_error(code, words, sizeof(words));
		trouble = axr_os_trouble(code);
		if (trouble != AXR_TROUBLE_BLOCKED && trouble != AXR_TROUBLE_ANTIVIRUS)
			trouble = AXR_TROUBLE_READ;
		axr_subject_problem(subject, trouble, code,
				    "cannot be read from byte %" PRIu64 " on: %s", reader->total,
				    words);
		return false;
	}
	reader->failed = false;
	reader->have += got;
	reader->total += got;
	axr_digester_update(reader->digester, axr_span(to, got));
	atomic_fetch_add_explicit(&reader->read->bytes, got, memory_order_relaxed);
	axr_rate_pay(&reader->read->rate, got, reader->read->setup.stop);
	/* fewer than asked at the size that was told: the end, without asking for it */
	reader->at_end = !got || (got < size && reader->total == reader->before.size);
	return !reader->at_end;
}

/* It grows as fast as we read: it gets one window more than it was, then we leave it. */
static bool runs_away(struct axr_reader *reader, struct axr_subject *subject)
{
	if (reader->total < reader->before.size ||
	    reader->total - reader->before.size <= reader->read->window)
		return false;
	reader->failed = true;
	axr_subject_problem(subject, AXR_TROUBLE_CHANGED, 0,
			    "grows while it is read: had %" PRIu64 " bytes, left at %" PRIu64,
			    reader->before.size, reader->total);
	return true;
}

/* All that can be known of the file is known now. */
static void finish(struct axr_reader *reader, struct axr_subject *subject)
{
	struct axr_os_stat after;
	int code;

	subject->read_whole = reader->at_end && !reader->failed;
	subject->bytes_read = reader->total;
	/* of a file that was read in part the system knows the size, unless it grew past that */
	if (subject->read_whole || reader->total > subject->file.size)
		subject->file.size = reader->total;
	reader->active = false;
	if (!subject->read_whole)
		return;
	axr_digester_end(reader->digester, &subject->file);
	code = axr_os_stat(reader->handle, &after);
	if (code)
		axr_subject_problem(subject, AXR_TROUBLE_READ, code,
				    "cannot be asked whether it changed while it was read");
	else
		axr_facts_compare(subject, &reader->before, &after, reader->total);
}

/* It turned out larger than a window: digests can no longer be made later. */
static void hash_all(struct axr_reader *reader)
{
	if (reader->mask == ALL)
		return;
	reader->mask = ALL;
	axr_digester_begin(reader->digester, ALL);
	axr_digester_update(reader->digester, axr_span(reader->buffer, reader->have));
}

bool axr_read_window(struct axr_reader *reader, struct axr_subject *subject)
{
	const size_t window = reader->read->window;

	if (!reader->active)
		return false;
	if (!reader->first) {
		const size_t drop = window - reader->read->overlap;

		reader->have -= drop;
		reader->at += drop;
		memmove(reader->buffer, reader->buffer + drop, reader->have);
	}
	while (reader->have <= window && !runs_away(reader, subject) &&
	       read_chunk(reader, subject))
		;
	if (reader->have <= window || reader->failed)
		finish(reader, subject);
	else if (reader->first)
		hash_all(reader);
	subject->window = axr_span(reader->buffer, reader->have < window ? reader->have : window);
	subject->window_at = reader->at;
	subject->window_last = !reader->active;
	if (reader->first)
		subject->file.label = axr_label_of(subject->window);
	reader->first = false;
	return true;
}

void axr_read_digests(struct axr_reader *reader, struct axr_subject *subject, unsigned mask)
{
	mask &= ~subject->file.digests;
	if (!mask || !subject->read_whole || subject->window_at || !subject->window_last)
		return;
	axr_digester_begin(reader->digester, mask);
	axr_digester_update(reader->digester, subject->window);
	axr_digester_end(reader->digester, &subject->file);
}

void axr_read_type(struct axr_reader *reader, struct axr_subject *subject)
{
	if (subject->window_at || subject->file.mime.len)
		return;
	if (!reader->typer && !reader->no_typer) {
		reader->typer = axr_typer_new(reader->read->table, reader->why,
					      sizeof(reader->why));
		reader->no_typer = !reader->typer;
	}
	if (reader->no_typer ||
	    !axr_typer_ask(reader->typer, subject->window, subject->arena, &subject->file.mime,
			   &subject->file.magic, reader->why, sizeof(reader->why)))
		axr_subject_problem(subject, AXR_TROUBLE_DETECTOR, 0, "libmagic: %s", reader->why);
}

void axr_read_signature(struct axr_reader *reader, struct axr_subject *subject)
{
	struct axr_file *file = &subject->file;
	struct axr_span signer;

	if (!subject->read_whole || file->signature || !file->label || strcmp(file->label, "EXE"))
		return;
	if (!reader->verifier)
		reader->verifier = axr_os_verifier_new();
	if (!reader->verifier)
		return;
	file->signature = axr_os_verify(reader->verifier, reader->handle, &signer);
	file->signer = axr_arena_copy(subject->arena, signer);
}

void axr_read_end(struct axr_reader *reader)
{
	axr_os_close(&reader->handle);
	reader->active = false;
}
