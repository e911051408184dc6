#include "read/type.h"

#include <magic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"

enum {
	INPUT_MAX = 1 << 20,
	/*
	 * Looking into archives, device nodes, tar and JSON by libmagic's own parsers is not asked:
	 * it costs much, and what it parses is hostile.
	 */
	FLAGS = MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF |
		MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_APPTYPE |
		MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_CSV
};

struct axr_typer {
	magic_t magic;
};

static void say(char *text, size_t size, const char *why)
{
	snprintf(text, size, "%s", why ? why : "no reason given");
}

static bool load(struct axr_typer *typer, struct axr_span table)
{
	/* libmagic reads the table where it lies; its type lacks a const */
	void *where = (void *)(uintptr_t)table.ptr;
	size_t size = table.len;

	if (table.len)
		return magic_load_buffers(typer->magic, &where, &size, 1) == 0;
	return magic_load(typer->magic, NULL) == 0;
}

struct axr_typer *axr_typer_new(struct axr_table *table, char *text, size_t size)
{
	struct axr_typer *typer = calloc(1, sizeof(*typer));
	struct axr_span bytes;

	if (!typer) {
		say(text, size, "no memory");
		return NULL;
	}
	if (!axr_table_bytes(table, &bytes, text, size)) {
		free(typer);
		return NULL;
	}
	typer->magic = magic_open(FLAGS);
	if (!typer->magic || !load(typer, bytes)) {
		say(text, size, typer->magic ? magic_error(typer->magic) : "no memory");
		axr_typer_free(typer);
		return NULL;
	}
	return typer;
}

void axr_typer_free(struct axr_typer *typer)
{
	if (!typer)
		return;
	if (typer->magic)
		magic_close(typer->magic);
	free(typer);
}

static bool ask(struct axr_typer *typer, int flags, struct axr_span bytes, struct axr_arena *arena,
		struct axr_span *answer)
{
	const char *said;

	magic_setflags(typer->magic, FLAGS | flags);
	said = magic_buffer(typer->magic, bytes.ptr, bytes.len);
	*answer = axr_arena_copy(arena, axr_span_str(said));
	return said;
}

bool axr_typer_ask(struct axr_typer *typer, struct axr_span bytes, struct axr_arena *arena,
		   struct axr_span *mime, struct axr_span *words, char *text, size_t size)
{
	/* libmagic wants an address even for nothing */
	bytes = bytes.len ? axr_span_cut(bytes, 0, INPUT_MAX) : axr_span("", 0);
	if (ask(typer, MAGIC_MIME_TYPE, bytes, arena, mime) &&
	    ask(typer, MAGIC_NONE, bytes, arena, words))
		return true;
	say(text, size, magic_error(typer->magic));
	return false;
}
