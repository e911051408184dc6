#include "report/ndjson_read.h"

#include <jansson.h>

#include "base/err.h"
#include "base/names.h"
#include "base/num.h"
#include "base/span.h"

/* More than a file may have of either is not ours. */
enum { LIST_MAX = 1000000 };

static struct axr_span span_of(const json_t *value)
{
	if (!json_is_string(value))
		return axr_span(NULL, 0);
	return axr_span(json_string_value(value), json_string_length(value));
}

static struct axr_span get(const json_t *object, const char *key)
{
	return span_of(json_object_get(object, key));
}

static struct axr_span copy(struct axr_arena *arena, struct axr_span s)
{
	return s.len ? axr_arena_copy(arena, s) : axr_span(NULL, 0);
}

/* A string of ours; NULL where it is not there. */
static const char *get_str(struct axr_arena *arena, const json_t *object, const char *key)
{
	struct axr_span s = get(object, key);

	return s.len ? axr_arena_str(arena, s) : NULL;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* The bytes behind a string: from the hex beside it where there is such, else the string. */
static struct axr_span decode(struct axr_arena *arena, struct axr_span text, struct axr_span hex)
{
	uint8_t *bytes;

	if (!hex.len || hex.len % 2)
		return copy(arena, text);
	bytes = axr_arena_alloc(arena, hex.len / 2);
	if (!bytes || !axr_parse_hex(hex, bytes, hex.len / 2))
		return copy(arena, text);
	return axr_span(bytes, hex.len / 2);
}

static uint64_t get_number(const json_t *object, const char *key)
{
	json_int_t value = json_integer_value(json_object_get(object, key));

	return value > 0 ? (uint64_t)value : 0;
}

/* Cut to what the field holds. */
static uint32_t get_number32(const json_t *object, const char *key)
{
	uint64_t value = get_number(object, key);

	return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

static int get_score(const json_t *object, const char *key)
{
	json_int_t value = json_integer_value(json_object_get(object, key));

	return value < -100 ? -100 : value > 100 ? 100 : (int)value;
}

static struct axr_time get_time(const json_t *object, const char *key)
{
	struct axr_time time = { 0 };

	if (!axr_parse_time(get(object, key), &time))
		time = (struct axr_time){ 0 };
	return time;
}

static size_t get_count(const json_t *array)
{
	size_t count = json_array_size(array);

	return count < LIST_MAX ? count : LIST_MAX;
}

static unsigned read_digest(const json_t *hash, const char *key, unsigned which, uint8_t *digest,
			    size_t size)
{
	return axr_parse_hex(get(hash, key), digest, size) ? which : 0;
}

static unsigned read_attributes(const json_t *array)
{
	unsigned attributes = 0;

	for (size_t i = 0; i < get_count(array); i++)
		for (unsigned bit = AXR_ATTR_READONLY; bit <= AXR_ATTR_SYSTEM; bit <<= 1)
			if (axr_span_is(span_of(json_array_get(array, i)), axr_attribute_name(bit)))
				attributes |= bit;
	return attributes;
}

static uint32_t read_mode(struct axr_span s)
{
	uint32_t mode = 0;

	for (size_t i = 0; i < s.len && i < 7; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '7')
			mode = mode << 3 | (uint32_t)(s.ptr[i] - '0');
	return mode;
}

static void read_file(struct axr_arena *arena, const json_t *root, struct axr_file *file)
{
	const json_t *in = json_object_get(root, "file"), *own = json_object_get(root, "aspxray");
	const json_t *hash = json_object_get(in, "hash");
	const json_t *signature = json_object_get(in, "code_signature");

	file->path = decode(arena, get(in, "path"), get(own, "path_hex"));
	file->name = decode(arena, get(in, "name"), get(own, "name_hex"));
	file->directory = decode(arena, get(in, "directory"), get(own, "directory_hex"));
	file->extension = decode(arena, get(in, "extension"), get(own, "extension_hex"));
	file->relative = decode(arena, get(own, "relative"), get(own, "relative_hex"));
	file->owner = decode(arena, get(in, "owner"), get(own, "owner_hex"));
	file->group = decode(arena, get(in, "group"), get(own, "group_hex"));
	file->size = get_number(in, "size");
	file->mode = read_mode(get(in, "mode"));
	file->attributes = read_attributes(json_object_get(in, "attributes"));
	file->created = get_time(in, "created");
	file->mtime = get_time(in, "mtime");
	file->ctime = get_time(in, "ctime");
	file->accessed = get_time(in, "accessed");
	file->digests = read_digest(hash, "md5", AXR_MD5, file->md5, sizeof(file->md5)) |
			read_digest(hash, "sha1", AXR_SHA1, file->sha1, sizeof(file->sha1)) |
			read_digest(hash, "sha256", AXR_SHA256, file->sha256, sizeof(file->sha256));
	axr_signature_parse(get(signature, "status"), &file->signature);
	file->signer = decode(arena, get(signature, "subject_name"), get(own, "signer_hex"));
	file->label = or_empty(get_str(arena, own, "label"));
	file->mime = copy(arena, get(in, "mime_type"));
	file->magic = decode(arena, get(own, "magic"), get(own, "magic_hex"));
}

static void read_reason(struct axr_arena *arena, const json_t *in, struct axr_reason *reason)
{
	reason->detector = or_empty(get_str(arena, in, "detector"));
	reason->rule = or_empty(get_str(arena, in, "rule"));
	reason->title = or_empty(get_str(arena, in, "title"));
	reason->score = get_score(in, "score");
	reason->layer = or_empty(get_str(arena, in, "layer"));
	reason->located = json_object_get(in, "offset");
	reason->offset = get_number(in, "offset");
	reason->line = get_number32(in, "line");
	reason->from_line = get_number32(in, "from_line");
	reason->excerpt = decode(arena, get(in, "excerpt"), get(in, "excerpt_hex"));
	reason->technique = get_str(arena, in, "technique");
	reason->author = get_str(arena, in, "author");
	reason->reference = get_str(arena, in, "reference");
	reason->ruleset = get_str(arena, in, "ruleset");
}

static bool read_reasons(struct axr_arena *arena, const json_t *array, struct axr_finding *finding)
{
	size_t count = get_count(array);
	struct axr_reason *reasons;

	if (!count)
		return true;
	reasons = axr_arena_array(arena, count, sizeof(*reasons));
	if (!reasons)
		return false;
	for (size_t i = 0; i < count; i++)
		read_reason(arena, json_array_get(array, i), &reasons[i]);
	finding->reasons = reasons;
	finding->reason_count = count;
	return true;
}

static bool read_urls(struct axr_arena *arena, const json_t *own, struct axr_finding *finding)
{
	const json_t *array = json_object_get(own, "url"), *hex = json_object_get(own, "url_hex");
	size_t count = get_count(array);
	struct axr_span *urls;

	if (!count)
		return true;
	urls = axr_arena_array(arena, count, sizeof(*urls));
	if (!urls)
		return false;
	for (size_t i = 0; i < count; i++)
		urls[i] = decode(arena, span_of(json_array_get(array, i)),
				 span_of(json_array_get(hex, i)));
	finding->urls = urls;
	finding->url_count = count;
	return true;
}

static int read_finding(struct axr_arena *arena, const json_t *root, struct axr_record *record,
			struct axr_err *err)
{
	const json_t *own = json_object_get(root, "aspxray");
	struct axr_finding *finding = axr_arena_alloc(arena, sizeof(*finding));
	struct axr_file *file = axr_arena_alloc(arena, sizeof(*file));
	const char *level = or_empty(get_str(arena, own, "level"));
	struct axr_span id = get(json_object_get(root, "event"), "id");

	if (!finding || !file || arena->failed)
		return AXR_OK; /* the caller asks the arena */
	if (axr_level_parse(level, &finding->level) < 0)
		return axr_fail(err, AXR_EFORMAT, "unknown aspxray.level");
	if (!axr_class_parse(get(own, "class"), &finding->file_class))
		return axr_fail(err, AXR_EFORMAT, "unknown aspxray.class");
	read_file(arena, root, file);
	finding->file = file;
	finding->score = get_score(own, "score");
	if (finding->score < 0)
		finding->score = 0;
	finding->serving = get_str(arena, own, "serving");
	finding->next = or_empty(get_str(arena, own, "next"));
	if (id.len >= sizeof(finding->id))
		return axr_fail(err, AXR_EFORMAT, "event.id is too long");
	if (id.len)
		memcpy(finding->id, id.ptr, id.len);
	if (!read_reasons(arena, json_object_get(own, "reasons"), finding) ||
	    !read_urls(arena, own, finding))
		return AXR_OK;
	record->kind = AXR_RECORD_FINDING;
	record->finding = finding;
	return AXR_OK;
}

static int read_problem(struct axr_arena *arena, const json_t *root, struct axr_record *record,
			struct axr_err *err)
{
	const json_t *own = json_object_get(root, "aspxray"), *in = json_object_get(root, "error");
	struct axr_problem *problem = axr_arena_alloc(arena, sizeof(*problem));
	struct axr_span code = get(in, "code");
	uint64_t number = 0;
	bool negative = axr_span_starts(code, "-");

	if (!problem)
		return AXR_OK;
	if (!axr_trouble_parse(get(own, "trouble"), &problem->trouble))
		return axr_fail(err, AXR_EFORMAT, "unknown aspxray.trouble");
	if (axr_parse_u64(axr_span_from(code, negative), INT32_MAX, &number))
		problem->code = negative ? -(int)number : (int)number;
	problem->path = decode(arena, get(json_object_get(root, "file"), "path"),
			       get(own, "path_hex"));
	problem->text = decode(arena, get(in, "message"), get(own, "text_hex"));
	problem->line = get_number32(own, "line");
	problem->incomplete = json_is_true(json_object_get(own, "incomplete"));
	record->kind = AXR_RECORD_PROBLEM;
	record->problem = problem;
	return AXR_OK;
}

static int read_state(struct axr_arena *arena, const json_t *root, struct axr_record *record)
{
	struct axr_file *file = axr_arena_alloc(arena, sizeof(*file));

	if (file) {
		read_file(arena, root, file);
		record->kind = AXR_RECORD_STATE;
		record->file = file;
	}
	return AXR_OK;
}

static void read_coverage(const json_t *in, struct axr_root *root)
{
	const json_t *skipped = json_object_get(in, "skipped");

	root->dirs = get_number(in, "directories");
	root->seen = get_number(in, "files");
	root->hashed = get_number(in, "hashed");
	root->scanned = get_number(in, "scanned");
	root->known = get_number(in, "known");
	root->failed = get_number(in, "failed");
	root->bytes = get_number(in, "bytes");
	for (int i = 0; i < AXR_SKIP_COUNT; i++)
		root->skipped[i] = get_number(skipped, axr_skip_name((enum axr_skip)i));
}

/* NULL where there is none, or no memory. */
static const struct axr_root *read_roots(struct axr_arena *arena, const json_t *own, size_t *count)
{
	const json_t *array = json_object_get(own, "roots");
	struct axr_root *roots;

	*count = get_count(array);
	roots = *count ? axr_arena_array(arena, *count, sizeof(*roots)) : NULL;
	if (!roots) {
		*count = 0;
		return NULL;
	}
	for (size_t i = 0; i < *count; i++) {
		const json_t *in = json_array_get(array, i);

		read_coverage(in, &roots[i]);
		roots[i].path = decode(arena, get(in, "path"), get(in, "path_hex"));
		roots[i].origin = or_empty(get_str(arena, in, "origin"));
		roots[i].missing = json_is_true(json_object_get(in, "missing"));
	}
	return roots;
}

static int read_start(struct axr_arena *arena, const json_t *root, struct axr_record *record)
{
	const json_t *own = json_object_get(root, "aspxray");
	const json_t *rules = json_object_get(own, "rules");
	struct axr_start *start = axr_arena_alloc(arena, sizeof(*start));
	struct axr_span id = get(rules, "id");

	if (!start)
		return AXR_OK;
	start->time = get_time(json_object_get(root, "event"), "start");
	start->host = or_empty(record->host);
	start->roots = read_roots(arena, own, &start->root_count);
	start->rules = get_number32(rules, "yara");
	start->iocs = get_number32(rules, "indicators");
	if (id.len && id.len < sizeof(start->rules_id))
		memcpy(start->rules_id, id.ptr, id.len);
	start->image = get_str(arena, own, "image");
	start->build = get_str(arena, own, "build");
	start->backup_privilege = get_str(arena, own, "backup_privilege");
	record->kind = AXR_RECORD_START;
	record->start = start;
	return AXR_OK;
}

static int read_end(struct axr_arena *arena, const json_t *root, struct axr_record *record)
{
	const json_t *event = json_object_get(root, "event");
	const json_t *own = json_object_get(root, "aspxray");
	const json_t *levels = json_object_get(own, "levels");
	const json_t *classes = json_object_get(own, "classes");
	struct axr_end *end = axr_arena_alloc(arena, sizeof(*end));

	if (!end)
		return AXR_OK;
	end->time = get_time(event, "end");
	end->seconds = (double)get_number(event, "duration") / 1e9;
	end->roots = read_roots(arena, own, &end->root_count);
	read_coverage(json_object_get(own, "total"), &end->total);
	for (int i = AXR_CLEAN; i <= AXR_MALICIOUS; i++)
		end->by_level[i] = get_number(levels, axr_level_name((enum axr_level)i));
	for (int i = AXR_CLASS_MATCH; i <= AXR_CLASS_STOCK; i++)
		end->by_class[i] = get_number(classes, axr_class_name((enum axr_class)i));
	end->problems = get_number(own, "problems");
	end->build = get_str(arena, own, "build");
	end->stopped = get_str(arena, own, "stopped");
	end->exit_status = get_number32(own, "exit_status");
	record->kind = AXR_RECORD_END;
	record->end = end;
	return AXR_OK;
}

static int read_record(struct axr_arena *arena, const json_t *root, struct axr_record *record,
		       struct axr_err *err)
{
	const json_t *event = json_object_get(root, "event");
	struct axr_span dataset = get(event, "dataset"), action = get(event, "action");

	record->time = get_time(root, "@timestamp");
	record->host = get_str(arena, json_object_get(root, "host"), "name");
	if (axr_span_is(dataset, "aspxray.finding"))
		return read_finding(arena, root, record, err);
	if (axr_span_is(dataset, "aspxray.problem"))
		return read_problem(arena, root, record, err);
	if (axr_span_is(dataset, "aspxray.inventory"))
		return read_state(arena, root, record);
	if (axr_span_is(dataset, "aspxray.scan") && axr_span_is(action, "scan-start"))
		return read_start(arena, root, record);
	if (axr_span_is(dataset, "aspxray.scan") && axr_span_is(action, "scan-end"))
		return read_end(arena, root, record);
	if (axr_span_is(get(event, "module"), "aspxray"))
		return axr_fail(err, AXR_EFORMAT, "a record that this version does not know");
	return axr_fail(err, AXR_EFORMAT, "not a record of aspxray");
}

int axr_record_read(struct axr_arena *arena, struct axr_span line, struct axr_record *record,
		    struct axr_err *err)
{
	json_error_t error;
	json_t *root;
	int status;

	*record = (struct axr_record){ 0 };
	root = json_loadb((const char *)line.ptr, line.len, JSON_ALLOW_NUL, &error);
	if (!json_is_object(root)) {
		json_decref(root);
		return axr_fail(err, AXR_EFORMAT, "no JSON object: %.200s",
				root ? "something else" : error.text);
	}
	status = read_record(arena, root, record, err);
	if (status == AXR_OK && arena->failed)
		status = axr_fail(err, AXR_ENOMEM, "out of memory");
	json_decref(root);
	return status;
}
