#include "detect/yara.h"

#include <stdio.h>
#include <stdlib.h>

#include <yara.h>
#include <yara/exec.h>

#include "base/err.h"
#include "base/mask.h"
#include "base/num.h"
#include "base/span.h"
#include "detect/places.h"

struct axr_yara_rules {
	YR_RULES *yr;
	struct axr_yara_rule *table; /* by the order in yr */
	size_t count;
};

struct axr_yara_scanner {
	YR_SCANNER *yr;
	const struct axr_yara_rules *rules;
	const struct axr_yara_sink *sink; /* of the running scan */
	uint64_t base;
};

int axr_yara_start(struct axr_err *err)
{
	int code = yr_initialize();

	if (code != ERROR_SUCCESS)
		return axr_fail(err, AXR_EINTERNAL, "libyara does not start (error %d)", code);
	/*
	 * libyara would copy up to 512 bytes of every match, of which a hostile file can have
	 * millions; we look at the layer itself.
	 */
	yr_set_configuration_uint32(YR_CONFIG_MAX_MATCH_DATA, 0);
	return AXR_OK;
}

void axr_yara_stop(void)
{
	yr_finalize();
}

/* ---- Compiling and loading ---------------------------------------------------------------- */

static void on_compiler(int level, const char *file, int line, const YR_RULE *rule,
			const char *message, void *user)
{
	struct axr_yara_fault *fault = user;

	(void)file;
	if (level != YARA_ERROR_LEVEL_ERROR || fault->why[0])
		return;
	fault->line = line > 0 ? (uint32_t)line : 0;
	if (rule && rule->identifier)
		snprintf(fault->why, sizeof(fault->why), "rule %s: %s", rule->identifier, message);
	else
		snprintf(fault->why, sizeof(fault->why), "%s", message);
}

static int fail(struct axr_yara_fault *fault, enum axr_status status, const char *why)
{
	if (!fault->why[0])
		snprintf(fault->why, sizeof(fault->why), "%s", why);
	return status;
}

static int define(YR_COMPILER *compiler)
{
	int code = ERROR_SUCCESS;

	for (unsigned i = 0; i < AXR_EXTERNAL_STRINGS && code == ERROR_SUCCESS; i++)
		code = yr_compiler_define_string_variable(compiler, axr_external_names[i], "");
	if (code == ERROR_SUCCESS)
		code = yr_compiler_define_integer_variable(
			compiler, axr_external_names[AXR_EXTERNAL_OSVERSION], 0);
	return code;
}

static int add_text(YR_COMPILER *compiler, struct axr_span text, const char *space,
		    struct axr_yara_fault *fault)
{
	char *copy;
	int errors;

	if (axr_span_starts(text, "\xef\xbb\xbf"))
		text = axr_span_from(text, 3);
	/* libyara would take the NUL for the end, and lose the rules behind it silently */
	if (axr_span_find_byte(text, 0, 0) != SIZE_MAX) {
		fault->line = axr_span_line_at(text, axr_span_find_byte(text, 0, 0));
		return fail(fault, AXR_EFORMAT, "holds a NUL byte");
	}
	copy = malloc(text.len + 1);
	if (!copy)
		return fail(fault, AXR_ENOMEM, "out of memory");
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	copy[text.len] = 0;
	errors = yr_compiler_add_string(compiler, copy, space);
	free(copy);
	return errors ? fail(fault, AXR_EFORMAT, "does not compile") : AXR_OK;
}

/* A meta entry as a number, whether written as one or in quotes. */
static bool meta_number(const YR_META *meta, int64_t *number)
{
	uint64_t value;

	if (meta->type == META_TYPE_INTEGER) {
		*number = meta->integer;
		return true;
	}
	if (meta->type != META_TYPE_STRING ||
	    !axr_parse_u64(axr_span_str(meta->string), 1000, &value))
		return false;
	*number = (int64_t)value;
	return true;
}

static void read_meta(struct axr_yara_rule *rule, const YR_META *meta)
{
	const struct {
		const char *key;
		const char **value;
	} texts[] = {
		{ "description", &rule->description },
		{ "author", &rule->author },
		{ "reference", &rule->reference },
		{ "technique", &rule->technique },
	};
	int64_t score;

	if (!strcmp(meta->identifier, "score") && meta_number(meta, &score))
		rule->score = score < 0 ? 0 : score > 100 ? 100 : (int)score;
	if (!strcmp(meta->identifier, "alone") && meta_number(meta, &score))
		rule->alone = score < 0 ? 0 : score > 100 ? 100 : (int)score;
	if (meta->type != META_TYPE_STRING || !meta->string[0])
		return;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (!*texts[i].value && !strcmp(meta->identifier, texts[i].key))
			*texts[i].value = meta->string;
}

/* Takes yr over, also on failure. */
static int wrap(struct axr_yara_rules **out, YR_RULES *yr, struct axr_yara_fault *fault)
{
	struct axr_yara_rules *rules = calloc(1, sizeof(*rules));
	YR_RULE *rule;
	YR_META *meta;
	size_t i = 0;

	if (rules)
		rules->table = calloc(yr->num_rules + 1, sizeof(*rules->table));
	if (!rules || !rules->table) {
		free(rules);
		yr_rules_destroy(yr);
		return fail(fault, AXR_ENOMEM, "out of memory");
	}
	rules->yr = yr;
	rules->count = yr->num_rules;
	yr_rules_foreach(yr, rule) {
		struct axr_yara_rule *to = &rules->table[i++];

		*to = (struct axr_yara_rule){
			.name = rule->identifier,
			.space = rule->ns->name,
			.score = AXR_YARA_SCORE,
			.hidden = RULE_IS_PRIVATE(rule),
		};
		yr_rule_metas_foreach(rule, meta)
			read_meta(to, meta);
		if (i == rules->count)
			break;
	}
	*out = rules;
	return AXR_OK;
}

int axr_yara_compile(struct axr_yara_rules **rules, const struct axr_yara_texts *texts,
		     struct axr_yara_fault *fault)
{
	YR_COMPILER *compiler = NULL;
	YR_RULES *yr = NULL;
	int status = AXR_OK;

	*fault = (struct axr_yara_fault){ 0 };
	if (yr_compiler_create(&compiler) != ERROR_SUCCESS)
		return fail(fault, AXR_ENOMEM, "out of memory");
	yr_compiler_set_callback(compiler, on_compiler, fault);
	yr_compiler_set_include_callback(compiler, NULL, NULL, NULL);
	if (define(compiler) != ERROR_SUCCESS)
		status = fail(fault, AXR_ENOMEM, "out of memory");
	for (size_t i = 0; i < texts->count && status == AXR_OK; i++) {
		fault->text = i;
		status = add_text(compiler, texts->texts[i], texts->spaces[i], fault);
	}
	if (status == AXR_OK && yr_compiler_get_rules(compiler, &yr) != ERROR_SUCCESS)
		status = fail(fault, AXR_ENOMEM, "out of memory");
	yr_compiler_destroy(compiler);
	return status == AXR_OK ? wrap(rules, yr, fault) : status;
}

bool axr_yara_is_compiled(struct axr_span bytes)
{
	return axr_span_starts(bytes, "YARA");
}

struct source {
	struct axr_span bytes;
	size_t at;
	bool masked;
};

static size_t read_source(void *to, size_t size, size_t count, void *user)
{
	struct source *source = user;
	const size_t rest = source->bytes.len - source->at;

	if (size && count > rest / size)
		count = rest / size;
	if (source->masked)
		axr_mask(to, source->bytes.ptr + source->at, size * count, source->at);
	else
		memcpy(to, source->bytes.ptr + source->at, size * count);
	source->at += size * count;
	return count;
}

static int read_rules(YR_RULES **yr, struct axr_span bytes, bool masked,
		      struct axr_yara_fault *fault)
{
	struct source source = { .bytes = bytes, .masked = masked };
	YR_STREAM stream = { .user_data = &source, .read = read_source };

	*fault = (struct axr_yara_fault){ 0 };
	switch (yr_rules_load_stream(&stream, yr)) {
	case ERROR_SUCCESS:
		return AXR_OK;
	case ERROR_UNSUPPORTED_FILE_VERSION:
		return fail(fault, AXR_EFORMAT, "compiled by another version of YARA");
	case ERROR_INSUFFICIENT_MEMORY:
		return fail(fault, AXR_ENOMEM, "out of memory");
	default:
		return fail(fault, AXR_EFORMAT, "damaged compiled rules");
	}
}

int axr_yara_load(struct axr_yara_rules **rules, struct axr_span bytes,
		  struct axr_yara_fault *fault)
{
	YR_RULES *yr = NULL;
	int status = read_rules(&yr, bytes, false, fault);

	return status == AXR_OK ? wrap(rules, yr, fault) : status;
}

static bool fill_places(const YR_ARENA *arena, struct axr_span places)
{
	struct axr_places_buffer buffers[YR_MAX_ARENA_BUFFERS];

	for (uint32_t i = 0; i < arena->num_buffers; i++)
		buffers[i] = (struct axr_places_buffer){ arena->buffers[i].data,
							 arena->buffers[i].used };
	return axr_places_fill(places, buffers, arena->num_buffers);
}

int axr_yara_load_packed(struct axr_yara_rules **rules, struct axr_span masked,
			 struct axr_span places, struct axr_yara_fault *fault)
{
	YR_RULES *yr = NULL;
	int status = read_rules(&yr, masked, true, fault);

	if (status < 0)
		return status;
	if (!fill_places(yr->arena, places)) {
		yr->ext_vars_table = NULL; /* it would be followed */
		yr_rules_destroy(yr);
		return fail(fault, AXR_EFORMAT, "damaged compiled rules");
	}
	return wrap(rules, yr, fault);
}

static size_t write_buf(const void *from, size_t size, size_t count, void *user)
{
	struct axr_buf *out = user;

	axr_buf_put(out, axr_span(from, size * count));
	return out->failed ? 0 : count;
}

bool axr_yara_save(struct axr_yara_rules *rules, struct axr_buf *out)
{
	YR_STREAM stream = { .user_data = out, .write = write_buf };

	return yr_rules_save_stream(rules->yr, &stream) == ERROR_SUCCESS && !out->failed;
}

void axr_yara_rules_free(struct axr_yara_rules *rules)
{
	if (!rules)
		return;
	yr_rules_destroy(rules->yr);
	free(rules->table);
	free(rules);
}

size_t axr_yara_rule_count(const struct axr_yara_rules *rules)
{
	return rules->count;
}

const struct axr_yara_rule *axr_yara_rule(const struct axr_yara_rules *rules, size_t index)
{
	return &rules->table[index];
}

/* ---- Scanning ----------------------------------------------------------------------------- */

/* How much a match tells: its length, to a bound beyond which more of it says no more. */
static int32_t worth(const YR_MATCH *match)
{
	return match->match_length < 80 ? match->match_length : 80;
}

static void locate(const struct axr_yara_scanner *scanner, const YR_RULE *rule,
		   struct axr_yara_match *found)
{
	const YR_MATCH *best = NULL;
	YR_STRING *string;
	YR_MATCH *match;

	yr_rule_strings_foreach(rule, string) {
		if (STRING_IS_PRIVATE(string)) /* a condition, not the point */
			continue;
		yr_string_matches_foreach(scanner->yr, string, match) {
			if (!best || worth(match) > worth(best) ||
			    (worth(match) == worth(best) && match->offset < best->offset))
				best = match;
			break; /* they are sorted by offset */
		}
	}
	if (!best)
		return;
	found->located = true;
	found->at = (size_t)(best->base + best->offset - (int64_t)scanner->base);
	found->len = (size_t)best->match_length;
}

static int on_scan(YR_SCAN_CONTEXT *yr, int message, void *data, void *user)
{
	struct axr_yara_scanner *scanner = user;
	const YR_RULE *first = scanner->rules->yr->rules_table;
	const struct axr_yara_sink *sink = scanner->sink;

	(void)yr;
	if (message == CALLBACK_MSG_RULE_MATCHING) {
		const YR_RULE *rule = data;
		struct axr_yara_match found = { .rule = &scanner->rules->table[rule - first] };

		locate(scanner, rule, &found);
		sink->match(sink->user, &found);
	} else if (message == CALLBACK_MSG_TOO_MANY_MATCHES) {
		const YR_STRING *string = data;

		sink->flood(sink->user, &scanner->rules->table[string->rule_idx],
			    string->identifier);
	}
	return CALLBACK_CONTINUE;
}

int axr_yara_scanner_open(struct axr_yara_scanner **out, const struct axr_yara_rules *rules,
			  struct axr_err *err)
{
	struct axr_yara_scanner *scanner = calloc(1, sizeof(*scanner));

	if (!scanner || yr_scanner_create(rules->yr, &scanner->yr) != ERROR_SUCCESS) {
		free(scanner);
		return axr_fail(err, AXR_ENOMEM, "no memory for a YARA scanner");
	}
	scanner->rules = rules;
	/*
	 * NO_TRYCATCH: the bytes are in memory of ours, which does not fault; libyara's signal
	 * handlers and the lock around them are not wanted.  FAST_MODE: of strings whose number
	 * and places no condition asks for, the first match is enough.
	 */
	yr_scanner_set_flags(scanner->yr, SCAN_FLAGS_REPORT_RULES_MATCHING | SCAN_FLAGS_FAST_MODE |
						  SCAN_FLAGS_NO_TRYCATCH);
	yr_scanner_set_callback(scanner->yr, on_scan, scanner);
	*out = scanner;
	return AXR_OK;
}

void axr_yara_scanner_free(struct axr_yara_scanner *scanner)
{
	if (!scanner)
		return;
	yr_scanner_destroy(scanner->yr);
	free(scanner);
}

void axr_yara_interrupt(struct axr_yara_scanner *scanner)
{
	/*
	 * The scan loop reads this field anew every 4,096 bytes and every 100 instructions of a
	 * condition, with calls in between over which no compiler can keep its value; it is an
	 * aligned word, in nanoseconds, that libyara only reads once the scanner is open.  One of
	 * them is over by the next look.
	 */
	axr_yara_limit(scanner, 1);
}

void axr_yara_limit(struct axr_yara_scanner *scanner, uint64_t nanoseconds)
{
	__atomic_store_n(&scanner->yr->timeout, nanoseconds, __ATOMIC_SEQ_CST);
}

void axr_yara_set(struct axr_yara_scanner *scanner, enum axr_external which, const char *value)
{
	yr_scanner_define_string_variable(scanner->yr, axr_external_names[which], value);
}

struct block {
	YR_MEMORY_BLOCK yr;
	const uint8_t *bytes;
	uint64_t size; /* of the file */
};

static const uint8_t *block_fetch(YR_MEMORY_BLOCK *yr)
{
	return ((const struct block *)yr->context)->bytes;
}

static YR_MEMORY_BLOCK *block_first(YR_MEMORY_BLOCK_ITERATOR *iterator)
{
	return &((struct block *)iterator->context)->yr;
}

static YR_MEMORY_BLOCK *block_next(YR_MEMORY_BLOCK_ITERATOR *iterator)
{
	(void)iterator;
	return NULL;
}

static uint64_t block_size(YR_MEMORY_BLOCK_ITERATOR *iterator)
{
	return ((const struct block *)iterator->context)->size;
}

enum axr_yara_end axr_yara_scan(struct axr_yara_scanner *scanner, struct axr_span bytes,
				uint64_t base, uint64_t size, const struct axr_yara_sink *sink,
				int *code)
{
	struct block block = {
		.yr = { .size = bytes.len, .base = base, .fetch_data = block_fetch },
		/* an empty file has no bytes, yet rules without strings may match it */
		.bytes = bytes.len ? bytes.ptr : (const uint8_t *)"",
		.size = size,
	};
	YR_MEMORY_BLOCK_ITERATOR iterator = {
		.context = &block,
		.first = block_first,
		.next = block_next,
		.file_size = block_size,
		.last_error = ERROR_SUCCESS,
	};

	block.yr.context = &block;
	scanner->sink = sink;
	scanner->base = base;
	/* libyara keeps what it found in the scan before */
	scanner->yr->entry_point = YR_UNDEFINED;
	*code = yr_scanner_scan_mem_blocks(scanner->yr, &iterator);
	switch (*code) {
	case ERROR_SUCCESS:
		return AXR_YARA_DONE;
	case ERROR_SCAN_TIMEOUT:
		return AXR_YARA_TIMEOUT;
	default:
		return AXR_YARA_FAILED;
	}
}
