#include "page/page.h"

#include "page/reader.h"

const struct axr_page_limits axr_page_default_limits = {
	.blocks = 250000,
	.tokens = 3000000,
	.directives = 2000,
	.references = 2000,
	.fold_bytes = 16 * 1024 * 1024,
};

enum {
	BLOCK = 64, /* steps */
	ALIAS_MAX = 1024
};

void axr_reader_limit(struct axr_page_reader *reader, const char *limit)
{
	reader->page->truncated = true;
	if (!reader->page->limit)
		reader->page->limit = limit;
}

bool axr_reader_step(struct axr_page_reader *reader, size_t steps)
{
	if (axr_clock_step(reader->arena->clock, steps))
		return true;
	axr_reader_limit(reader, "time");
	return false;
}

/* One more place in an array of the arena; NULL (noted) where there is none. */
static void *grow(struct axr_page_reader *reader, void *array, size_t count, size_t *cap,
		  size_t size)
{
	void *more = array;

	if (count == *cap)
		more = axr_arena_grow(reader->arena, array, count, cap, size);
	if (!more)
		axr_reader_limit(reader, "memory");
	return more;
}

bool axr_reader_block(struct axr_page_reader *reader, const struct axr_block *block)
{
	struct axr_page *page = reader->page;
	struct axr_block *blocks;

	if (!axr_reader_step(reader, BLOCK))
		return false;
	if (page->block_count >= reader->limits->blocks) {
		axr_reader_limit(reader, "blocks");
		return false;
	}
	blocks = grow(reader, page->blocks, page->block_count, &reader->block_cap, sizeof(*blocks));
	if (!blocks)
		return false;
	page->blocks = blocks;
	blocks[page->block_count++] = *block;
	return true;
}

bool axr_reader_directive(struct axr_page_reader *reader, const struct axr_directive *directive)
{
	struct axr_page *page = reader->page;
	struct axr_directive *directives;

	/* more than a page can use; they are heeded, and only not kept */
	if (page->directive_count >= reader->limits->directives) {
		axr_reader_limit(reader, "directives");
		return true;
	}
	directives = grow(reader, page->directives, page->directive_count, &reader->directive_cap,
			  sizeof(*directives));
	if (!directives)
		return false;
	page->directives = directives;
	directives[page->directive_count++] = *directive;
	return true;
}

bool axr_reader_reference(struct axr_page_reader *reader, enum axr_reference_kind kind,
			  struct axr_span target, size_t at)
{
	struct axr_page *page = reader->page;
	struct axr_reference *references;

	if (page->reference_count >= reader->limits->references) {
		axr_reader_limit(reader, "references");
		return false;
	}
	references = grow(reader, page->references, page->reference_count, &reader->reference_cap,
			  sizeof(*references));
	if (!references)
		return false;
	page->references = references;
	references[page->reference_count++] =
		(struct axr_reference){ .kind = kind, .target = target, .at = (uint32_t)at };
	return true;
}

bool axr_reader_alias(struct axr_page_reader *reader, struct axr_span name, struct axr_span target)
{
	struct axr_page *page = reader->page;
	struct axr_alias *aliases;

	/* so long is no name: it would be written in the place of each short one */
	if (!target.len || target.len > ALIAS_MAX)
		return true;
	if (page->alias_count >= reader->limits->directives) {
		axr_reader_limit(reader, "aliases");
		return false;
	}
	aliases = grow(reader, page->aliases, page->alias_count, &reader->alias_cap,
		       sizeof(*aliases));
	if (!aliases)
		return false;
	page->aliases = aliases;
	aliases[page->alias_count++] = (struct axr_alias){ .name = name, .target = target };
	return true;
}

struct axr_span axr_directive_get(const struct axr_directive *directive, const char *attribute)
{
	for (uint32_t i = 0; i < directive->attribute_count; i++)
		if (axr_span_iis(directive->attributes[i].name, attribute))
			return directive->attributes[i].value;
	return axr_span(NULL, 0);
}

/* A .cs or .vb is code from its first byte. */
static bool read_source_file(struct axr_page_reader *reader)
{
	static const char *const extensions[] = { "cs", "vb", "jsl" };
	struct axr_block block = { .kind = AXR_BLOCK_FILE,
				   .len = (uint32_t)reader->page->text.len };

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		if (axr_span_iis(reader->extension, extensions[i]))
			return axr_reader_block(reader, &block);
	return false;
}

static void read_all(struct axr_page_reader *reader)
{
	struct axr_page *page = reader->page;
	bool razor = axr_span_iis(reader->extension, "cshtml") ||
		     axr_span_iis(reader->extension, "vbhtml");

	reader->asp = axr_is_classic_extension(reader->extension);
	if (!read_source_file(reader)) {
		if (razor)
			axr_read_razor(reader);
		else
			axr_read_blocks(reader);
	}
	axr_decide_languages(reader);
	for (uint32_t i = 0; i < page->block_count; i++)
		axr_read_tokens(reader, i);
	axr_read_aliases(reader);
	page->server_code = page->block_count > 0;
	for (uint32_t i = 0; i < page->reference_count; i++)
		if (page->references[i].kind == AXR_REF_CODE)
			page->server_code = true;
}

/* Folds, and reads what turns out to be evaluated, a few times over. */
static void fold_all(struct axr_page_reader *reader)
{
	enum { ROUNDS = 4 };
	uint32_t first = 0, next;

	reader->evaluated_left = reader->page->text.len + (size_t)1024 * 1024;
	axr_fold(reader);
	for (int round = 0; round < ROUNDS; round++) {
		next = reader->page->block_count;
		if (!axr_add_evaluated(reader, first))
			break;
		first = next;
		axr_fold(reader);
	}
}

struct axr_page *axr_page_read(struct axr_arena *arena, struct axr_span text,
			       struct axr_span extension, const struct axr_page_limits *limits)
{
	struct axr_page_reader reader = {
		.arena = arena,
		.page = axr_arena_alloc(arena, sizeof(*reader.page)),
		.limits = limits ? limits : &axr_page_default_limits,
		.extension = extension,
		.pool = { .arena = arena },
		.search_left = text.len * 4 + 65536,
	};
	struct axr_page *page = reader.page;

	if (!page)
		return NULL;
	if (text.len > UINT32_MAX - 16) {
		text.len = UINT32_MAX - 16;
		axr_reader_limit(&reader, "length");
	}
	page->text = text;
	read_all(&reader);
	fold_all(&reader);

	axr_pair_brackets(reader.tokens, reader.token_count);
	page->tokens = reader.tokens;
	page->token_count = (uint32_t)reader.token_count;
	return page;
}
