/*
 * Makes builtin_data.c: the rules compiled in one set for each kind of content, their texts, and
 * the indicator lists; what every start needs is masked, the texts are deflated.  Runs at build
 * time, on the system that the program is for.
 *
 *	pack OUTPUT --page FILE... --config FILE... --pe FILE... --text FILE... --other FILE...
 *	     --ioc FILE...
 *
 * The same input and libyara make the same output, byte by byte.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/mask.h"
#include "base/num.h"
#include "base/span.h"
#include "detect/builtin.h"
#include "detect/gate/gate.h"
#include "detect/needs.h"
#include "detect/places.h"
#include "detect/yara.h"

enum {
	FILES_MAX = 256,
	WORTH_LEAST = 10 /* of each rule of a set with a gate */
};

static const struct {
	const char *option;
	const char *name; /* of the compiled set */
	unsigned contents;
} classes[] = {
	/* a configuration may carry code, as a page may be a configuration */
	{ "--page", "built-in/page", 1U << AXR_CONTENT_PAGE | 1U << AXR_CONTENT_CONFIG },
	{ "--config", "built-in/config", 1U << AXR_CONTENT_CONFIG },
	{ "--pe", "built-in/pe", 1U << AXR_CONTENT_PE },
	{ "--text", "built-in/text", 1U << AXR_CONTENT_TEXT },
	{ "--other", "built-in/other", 1U << AXR_CONTENT_OTHER },
};

struct input {
	const char *path;
	char name[128]; /* "built-in/chopper.yar" */
	struct axr_buf text;
};

static bool read_file(struct input *input)
{
	FILE *file = fopen(input->path, "rb");
	const char *base = input->path;
	uint8_t chunk[4096];
	size_t got;
	bool ok;

	for (const char *p = input->path; *p; p++)
		if (*p == '/' || *p == '\\')
			base = p + 1;
	snprintf(input->name, sizeof(input->name), "built-in/%s", base);
	if (!file) {
		perror(input->path);
		return false;
	}
	while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0)
		for (size_t i = 0; i < got; i++)
			if (chunk[i] != '\r') /* a checkout may have turned the ends of lines */
				axr_buf_putc(&input->text, chunk[i]);
	ok = !ferror(file) && !input->text.failed;
	fclose(file);
	return ok;
}

/* The table is written last, from these. */
struct output {
	FILE *file;
	struct axr_buf table;
	unsigned count;
};

/* As a string: a compiler takes a hundred times longer over a list of numbers. */
static void write_bytes(struct output *out, const uint8_t *bytes, size_t len)
{
	fprintf(out->file, "static const uint8_t packed_%u[] =", out->count);
	for (size_t i = 0; i < len; i++)
		fprintf(out->file, "%s\\%03o%s", i % 24 ? "" : "\n\t\"", bytes[i],
			i % 24 == 23 || i + 1 == len ? "\"" : "");
	fprintf(out->file, "%s;\n\n", len ? "" : " \"\"");
}

static void write_entry(struct output *out, const char *kind, const char *name, unsigned contents,
			struct axr_span clear, struct axr_span packed)
{
	write_bytes(out, packed.ptr, packed.len);
	axr_buf_printf(&out->table,
		       "\t{ %s, \"%s\", %uU, %zuU,\n\t  { %" PRIu64 "U, %" PRIu64 "U },\n"
		       "\t  { packed_%u, %zuU } },\n",
		       kind, name, contents, clear.len, axr_hash_bytes(clear, 0),
		       axr_hash_bytes(clear, clear.len + 1), out->count++, packed.len);
}

static bool write_deflated(struct output *out, const char *kind, const char *name,
			   unsigned contents, struct axr_span bytes)
{
	uLongf len = compressBound((uLong)bytes.len);
	uint8_t *deflated = malloc(len);
	bool ok = deflated && compress2(deflated, &len, bytes.ptr, (uLong)bytes.len, 9) == Z_OK;

	if (ok)
		write_entry(out, kind, name, contents, bytes, axr_span(deflated, len));
	free(deflated);
	return ok;
}

static bool write_masked(struct output *out, const char *kind, const char *name, unsigned contents,
			 struct axr_span bytes)
{
	uint8_t *masked = malloc(bytes.len + 1);

	if (!masked)
		return false;
	axr_mask(masked, bytes.ptr, bytes.len, 0);
	write_entry(out, kind, name, contents, bytes, axr_span(masked, bytes.len));
	free(masked);
	return true;
}

static bool write_set(struct output *out, size_t which, struct axr_span saved)
{
	struct axr_buf places = { 0 };
	size_t len = 0;
	bool ok = axr_places_cut(saved, &len, &places) &&
		  write_masked(out, "AXR_PACKED_RULES", classes[which].name,
			       classes[which].contents, axr_span(saved.ptr, len));

	if (ok)
		write_entry(out, "AXR_PACKED_PLACES", classes[which].name, 0,
			    axr_buf_span(&places), axr_buf_span(&places));
	axr_buf_free(&places);
	return ok;
}

/*
 * Where one rule has none, the set has none, and is run over all that it is for: as that for pages
 * is, of which nearly all ask for the request, or for a process, or for a file.
 */
static bool pack_needs(struct output *out, size_t which, const struct axr_span *texts, size_t count)
{
	struct axr_buf needs = { 0 };
	bool ok = true;

	for (size_t i = 0; i < count && ok; i++) {
		struct axr_gate gate;

		ok = axr_gate_read(&gate, texts[i], AXR_NEED_GOOD) == AXR_OK && !axr_gate_below(&gate, WORTH_LEAST);
		for (size_t k = 0; k < gate.count && ok; k++)
			if (!gate.rules[k].hidden)
				axr_buf_put(&needs, axr_gate_needs(&gate, &gate.rules[k]));
		axr_gate_free(&gate);
	}
	ok = !ok || write_masked(out, "AXR_PACKED_NEEDS", classes[which].name, 0,
				 axr_buf_span(&needs));
	axr_buf_free(&needs);
	return ok;
}

static bool pack_rules(struct output *out, size_t which, struct input *inputs, size_t count)
{
	struct axr_span texts[FILES_MAX];
	const char *spaces[FILES_MAX];
	struct axr_yara_texts all = { texts, spaces, count };
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;
	struct axr_buf compiled = { 0 };
	bool ok = true;

	if (!count)
		return true;
	for (size_t i = 0; i < count; i++) {
		texts[i] = axr_buf_span(&inputs[i].text);
		spaces[i] = inputs[i].name;
	}
	if (axr_yara_compile(&rules, &all, &fault) < 0) {
		fprintf(stderr, "%s:%u: %s\n", inputs[fault.text].path, fault.line, fault.why);
		return false;
	}
	ok = axr_yara_save(rules, &compiled) &&
	     write_set(out, which, axr_buf_span(&compiled)) &&
	     pack_needs(out, which, texts, count);
	for (size_t i = 0; i < count && ok; i++)
		ok = write_deflated(out, "AXR_PACKED_SOURCE", inputs[i].name,
				    classes[which].contents, texts[i]);
	axr_yara_rules_free(rules);
	axr_buf_free(&compiled);
	return ok;
}

/* The files behind an option, up to the next one. */
static bool pack_option(struct output *out, const char *option, char **paths, size_t count)
{
	struct input inputs[FILES_MAX];
	size_t which = 0, read = 0;
	bool ok = count <= FILES_MAX;

	while (which < sizeof(classes) / sizeof(*classes) && strcmp(classes[which].option, option))
		which++;
	for (; read < count && ok; read++) {
		inputs[read] = (struct input){ .path = paths[read] };
		ok = read_file(&inputs[read]);
	}
	if (which < sizeof(classes) / sizeof(*classes))
		ok = ok && pack_rules(out, which, inputs, count);
	else if (!strcmp(option, "--ioc"))
		for (size_t i = 0; i < count && ok; i++)
			ok = write_masked(out, "AXR_PACKED_IOCS", inputs[i].name, 0,
					  axr_buf_span(&inputs[i].text));
	else
		ok = false;
	for (size_t i = 0; i < read; i++)
		axr_buf_free(&inputs[i].text);
	return ok;
}

static bool pack_all(struct output *out, char **args, size_t count)
{
	fprintf(out->file, "/* Made by pack.c from the files in signatures/. */\n"
			   "#include \"detect/builtin.h\"\n\n");
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;

		while (end < count && strncmp(args[end], "--", 2))
			end++;
		if (!pack_option(out, args[i], &args[i + 1], end - i - 1)) {
			fprintf(stderr, "pack: cannot pack %s\n", args[i]);
			return false;
		}
		i = end;
	}
	fprintf(out->file,
		"const struct axr_packed axr_packed[] = {\n%.*s};\n"
		"const size_t axr_packed_count = %uU;\n",
		(int)out->table.len, (const char *)out->table.ptr, out->count);
	return !out->table.failed && out->count;
}

int main(int argc, char **argv)
{
	struct output out = { 0 };
	struct axr_err err;
	bool ok;

	if (argc < 3 || axr_yara_start(&err) < 0)
		return 1;
	out.file = fopen(argv[1], "wb");
	if (!out.file) {
		perror(argv[1]);
		return 1;
	}
	ok = pack_all(&out, &argv[2], (size_t)argc - 2);
	ok &= !ferror(out.file);
	ok &= !fclose(out.file);
	if (!ok)
		remove(argv[1]);
	axr_buf_free(&out.table);
	axr_yara_stop();
	return ok ? 0 : 1;
}
