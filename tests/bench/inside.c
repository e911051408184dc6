/*
 * What can only be measured inside the program.  Prints one line "NAME TAB BYTES TAB SECONDS" for
 * each measure; run reads them.
 *
 *	inside limits FILE     what no scanner can beat: read(), the digests, libyara's automaton
 *	inside page FILE       page reader, decoders and script detector over one page
 *	inside hostile         the same over texts made to be slow, each at two lengths
 *	inside hostile NAME BYTES
 *	                       one of them at one length, once: for a profiler
 *	inside walk FOLDER     the walk and a stat of every file, one thread
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/span.h"
#include "decode/decode.h"
#include "detect/builtin.h"
#include "detect/detect.h"
#include "detect/yara.h"
#include "hostile.h"
#include "os/os.h"
#include "walk/walk.h"

enum {
	READ_SIZE = 256 << 10,
	ROUNDS = 5, /* the best one counts: what else runs can only add */
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "inside: %s\n", what);
	exit(1);
}

static double now(void)
{
	return (double)axr_os_ticks() / 1e9;
}

static void tell(const char *name, uint64_t bytes, double seconds)
{
	printf("%s\t%llu\t%.9f\n", name, (unsigned long long)bytes, seconds);
	fflush(stdout);
}

static struct axr_buf slurp(const char *path)
{
	struct axr_buf bytes = { .limit = 64 << 20 };
	FILE *file = fopen(path, "rb");
	size_t got = 1;

	if (!file)
		die(path);
	while (got && axr_buf_reserve(&bytes, READ_SIZE)) {
		got = fread(bytes.ptr + bytes.len, 1, READ_SIZE, file);
		bytes.len += got;
	}
	fclose(file);
	return bytes;
}

/* ---- The limits --------------------------------------------------------------------------- */

static void limit_read(const char *path)
{
	static uint8_t buffer[READ_SIZE];
	double best = 1e9;
	uint64_t total = 0;

	for (int i = 0; i < ROUNDS; i++) {
		FILE *file = fopen(path, "rb");
		double began = now();
		size_t got;

		if (!file)
			die(path);
		setvbuf(file, NULL, _IONBF, 0);
		total = 0;
		while ((got = fread(buffer, 1, sizeof(buffer), file)))
			total += got;
		best = now() - began < best ? now() - began : best;
		fclose(file);
	}
	tell("read", total, best);
}

static void limit_digest(const char *name, unsigned mask, struct axr_span bytes)
{
	struct axr_digester *digester = axr_digester_new();
	double best = 1e9;

	for (int i = 0; digester && i < ROUNDS; i++) {
		struct axr_file file = { 0 };
		double began = now();

		axr_digester_begin(digester, mask);
		for (size_t at = 0; at < bytes.len; at += READ_SIZE)
			axr_digester_update(digester, axr_span_cut(bytes, at, READ_SIZE));
		axr_digester_end(digester, &file);
		best = now() - began < best ? now() - began : best;
	}
	tell(name, bytes.len, best);
	axr_digester_free(digester);
}

static void no_match(void *user, const struct axr_yara_match *match)
{
	(void)user;
	(void)match;
}

static void no_flood(void *user, const struct axr_yara_rule *rule, const char *string)
{
	(void)user;
	(void)rule;
	(void)string;
}

static void time_rules(const char *name, struct axr_yara_rules *rules, struct axr_span bytes)
{
	const struct axr_yara_sink sink = { no_match, no_flood, NULL };
	struct axr_yara_scanner *scanner = NULL;
	struct axr_err err;
	double best = 1e9;
	int code;

	if (axr_yara_scanner_open(&scanner, rules, &err) < 0)
		die(err.text);
	for (int i = 0; i < ROUNDS; i++) {
		double began = now();

		axr_yara_scan(scanner, bytes, 0, bytes.len, &sink, &code);
		best = now() - began < best ? now() - began : best;
	}
	tell(name, bytes.len, best);
	axr_yara_scanner_free(scanner);
	axr_yara_rules_free(rules);
}

/* libyara with one string that never occurs, then with each of our sets. */
static void limit_rules(struct axr_span bytes)
{
	const struct axr_span text =
		axr_span_str("rule one { strings: $a = \"qzjxkvqzjxkv\" condition: $a }");
	const char *const space = "one";
	const struct axr_yara_texts texts = { &text, &space, 1 };
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;
	struct axr_builtin builtin;
	struct axr_err err;

	if (axr_yara_start(&err) < 0 || axr_builtin_open(&builtin, &err) < 0)
		die(err.text);
	if (axr_yara_compile(&rules, &texts, &fault) < 0)
		die(fault.why);
	time_rules("rules-one", rules, bytes);
	for (size_t i = 0; i < builtin.rule_count; i++) {
		char name[64];

		if (axr_yara_load_packed(&rules, builtin.rules[i].bytes, builtin.rules[i].places,
					 &fault) < 0)
			continue;
		snprintf(name, sizeof(name), "rules-set-%#x", builtin.rules[i].contents);
		time_rules(name, rules, bytes);
	}
	axr_builtin_free(&builtin);
	axr_yara_stop();
}

static void limits(const char *path)
{
	struct axr_buf file = slurp(path);
	struct axr_span bytes = axr_buf_span(&file);

	limit_read(path);
	limit_digest("sha256", AXR_SHA256, bytes);
	limit_digest("sha1", AXR_SHA1, bytes);
	limit_digest("md5", AXR_MD5, bytes);
	limit_rules(bytes);
	axr_buf_free(&file);
}

/* ---- Pages -------------------------------------------------------------------------------- */

struct page_cost {
	double decode, script;
	bool cut; /* a limit ended it */
};

/* As scan_one() does it, with the detectors that read what the decoders made of a page. */
static struct page_cost page_cost(struct axr_span text, const char *extension, int rounds)
{
	static struct axr_subject subject; /* too large for a stack */
	const struct axr_detector *script = &axr_detector_script;
	const struct axr_detect_setup setup = { 0 };
	struct page_cost best = { 1e9, 1e9, false };
	struct axr_arena arena, scratch;
	struct axr_err err;
	void *shared = NULL;

	if (script->open && script->open(&shared, &setup, &err) < 0)
		die(err.text);
	axr_arena_init(&arena, 0);
	axr_arena_init(&scratch, 512 << 20);
	for (int i = 0; i < rounds; i++) {
		double began = now(), decoded;

		axr_subject_init(&subject, &arena, &scratch);
		subject.file.name = axr_span_str("page");
		subject.file.extension = axr_span_str(extension);
		subject.window = text;
		subject.window_last = true;
		axr_decode(&subject, &axr_decode_default_limits, axr_span(NULL, 0));
		decoded = now();
		script->inspect(shared, NULL, &subject);
		axr_detector_config.inspect(NULL, NULL, &subject);
		axr_detector_type.inspect(NULL, NULL, &subject);
		best.decode = decoded - began < best.decode ? decoded - began : best.decode;
		best.script = now() - decoded < best.script ? now() - decoded : best.script;
		best.cut = subject.problem_count > 0;
		axr_arena_reset(&arena, 1 << 20);
		axr_arena_reset(&scratch, 8 << 20); /* as scan.c keeps it */
	}
	axr_arena_free(&arena);
	axr_arena_free(&scratch);
	if (script->close)
		script->close(shared);
	return best;
}

static void page(const char *path)
{
	struct axr_buf file = slurp(path);
	struct page_cost cost = page_cost(axr_buf_span(&file), "aspx", 3 * ROUNDS);

	tell("page-decode", file.len, cost.decode);
	tell("page-script", file.len, cost.script);
	axr_buf_free(&file);
}

static void hostile_one(const struct hostile *kind, size_t size, int rounds)
{
	struct axr_buf text = hostile_make(kind, size);
	struct page_cost cost = page_cost(axr_buf_span(&text), kind->extension, rounds);
	char name[64];

	snprintf(name, sizeof(name), "hostile-%s%s", kind->name, cost.cut ? "!" : "");
	tell(name, text.len, cost.decode + cost.script);
	axr_buf_free(&text);
}

/* A "!" behind the name: a limit ended it, which the scan tells as a problem. */
static void hostile(void)
{
	for (size_t i = 0; i < hostile_count; i++) {
		hostile_one(&hostile_kinds[i], hostile_kinds[i].most / 4, 3);
		hostile_one(&hostile_kinds[i], hostile_kinds[i].most, 3);
	}
}

static void hostile_alone(const char *name, const char *bytes)
{
	for (size_t i = 0; i < hostile_count; i++)
		if (!strcmp(hostile_kinds[i].name, name))
			hostile_one(&hostile_kinds[i], strtoul(bytes, NULL, 10), 1);
}

/* ---- The walk ----------------------------------------------------------------------------- */

static void walk(const char *folder)
{
	const struct axr_walk_root root = {
		.open = folder,
		.shown = axr_span_str(folder),
		.separator = '/',
		.origin = "argument",
	};
	const struct axr_walk_setup setup = { .roots = &root, .root_count = 1 };
	struct axr_walk *state = NULL;
	struct axr_arena arena;
	struct axr_entry entry;
	struct axr_err err;
	uint64_t files = 0;
	double began = now();

	if (axr_walk_open(&state, &setup, &err) < 0)
		die(err.text);
	axr_arena_init(&arena, 0);
	while (axr_walk_next(state, &entry, &arena)) {
		struct axr_os_handle handle = axr_os_none();
		struct axr_os_stat stat;
		int code;

		if (!axr_walk_stat_file(state, &entry, &stat, &code) &&
		    !axr_walk_open_file(state, &entry, &handle))
			axr_os_stat(handle, &stat);
		axr_os_close(&handle);
		axr_walk_done(state, &entry);
		axr_arena_reset(&arena, 1 << 16);
		files++;
	}
	tell("walk", files, now() - began);
	axr_arena_free(&arena);
	axr_walk_free(state);
}

int main(int argc, char **argv)
{
	struct axr_span mode = axr_span_str(argc > 1 ? argv[1] : "");

	if (axr_span_is(mode, "limits") && argc == 3)
		limits(argv[2]);
	else if (axr_span_is(mode, "page") && argc == 3)
		page(argv[2]);
	else if (axr_span_is(mode, "hostile") && argc == 2)
		hostile();
	else if (axr_span_is(mode, "hostile") && argc == 4)
		hostile_alone(argv[2], argv[3]);
	else if (axr_span_is(mode, "walk") && argc == 3)
		walk(argv[2]);
	else
		die("usage: inside limits FILE | page FILE | hostile [NAME BYTES] | walk FOLDER");
	return 0;
}
