#include "base/names.h"
#include "base/num.h"
#include "base/span.h"
#include "base/utf8.h"
#include "report/attack.h"
#include "report/json.h"
#include "report/ndjson.h"

enum { TECHNIQUES_MAX = 16 };

static void put_attributes(struct axr_buf *out, unsigned attributes)
{
	if (!attributes)
		return;
	axr_json_array(out, "attributes");
	for (unsigned bit = 1; bit && bit <= attributes; bit <<= 1)
		if (attributes & bit)
			axr_json_string(out, NULL, axr_attribute_name(bit));
	axr_json_close(out, ']');
}

static void put_digest(struct axr_buf *out, const char *key, const uint8_t *digest, size_t size)
{
	axr_json_hex(out, key, axr_span(digest, size));
}

static void put_hash(struct axr_buf *out, const struct axr_file *file)
{
	if (!file->digests)
		return;
	axr_json_object(out, "hash");
	if (file->digests & AXR_MD5)
		put_digest(out, "md5", file->md5, sizeof(file->md5));
	if (file->digests & AXR_SHA1)
		put_digest(out, "sha1", file->sha1, sizeof(file->sha1));
	if (file->digests & AXR_SHA256)
		put_digest(out, "sha256", file->sha256, sizeof(file->sha256));
	axr_json_close(out, '}');
}

/* Only a Windows path has a drive, and a fork behind its name. */
static void put_drive(struct axr_buf *out, const struct axr_file *file)
{
	struct axr_span path = file->path, fork = file->name;
	char letter[2] = "";

	if (path.len < 3 || !axr_is_alpha(path.ptr[0]) || path.ptr[1] != ':' ||
	    (path.ptr[2] != '\\' && path.ptr[2] != '/'))
		return;
	letter[0] = (char)(axr_lower(path.ptr[0]) - 32);
	axr_json_string(out, "drive_letter", letter);
	axr_span_until(&fork, ':');
	axr_json_span(out, "fork_name", fork);
}

/* By ECS valid speaks of the bytes, trusted of who signed them. */
static void put_signature(struct axr_buf *out, const struct axr_file *file)
{
	enum axr_signature signature = file->signature;

	if (signature == AXR_SIGNATURE_UNKNOWN)
		return;
	axr_json_object(out, "code_signature");
	axr_json_bool(out, "exists", signature != AXR_SIGNATURE_NONE);
	axr_json_string(out, "status", axr_signature_name(signature));
	if (signature != AXR_SIGNATURE_NONE) {
		axr_json_bool(out, "valid", signature != AXR_SIGNATURE_BROKEN);
		axr_json_bool(out, "trusted", signature == AXR_SIGNATURE_TRUSTED);
		axr_json_span(out, "subject_name", file->signer);
	}
	axr_json_close(out, '}');
}

void axr_ndjson_file(struct axr_buf *out, const struct axr_file *file, bool missing)
{
	char mode[5] = "0000";

	axr_json_object(out, "file");
	axr_json_span(out, "path", file->path);
	axr_json_span(out, "name", file->name);
	axr_json_span(out, "directory", file->directory);
	put_drive(out, file);
	axr_json_span(out, "extension", file->extension);
	axr_json_string(out, "type", "file");
	if (!missing)
		axr_json_number(out, "size", file->size);
	axr_json_span(out, "owner", file->owner);
	axr_json_span(out, "group", file->group);
	if (file->mode) {
		for (unsigned i = 4, bits = file->mode; i--; bits >>= 3)
			mode[i] = (char)('0' + (bits & 7));
		axr_json_string(out, "mode", mode);
	}
	axr_json_time(out, "created", file->created);
	axr_json_time(out, "mtime", file->mtime);
	axr_json_time(out, "ctime", file->ctime);
	axr_json_time(out, "accessed", file->accessed);
	put_attributes(out, file->attributes);
	axr_json_span(out, "mime_type", file->mime);
	put_hash(out, file);
	put_signature(out, file);
	axr_json_close(out, '}');
}

void axr_ndjson_file_extras(struct axr_buf *out, const struct axr_file *file)
{
	axr_json_string(out, "label", file->label);
	axr_json_span(out, "magic", file->magic);
	axr_json_span(out, "relative", file->relative);
	axr_json_lost(out, "path_hex", file->path);
	axr_json_lost(out, "name_hex", file->name);
	axr_json_lost(out, "directory_hex", file->directory);
	axr_json_lost(out, "extension_hex", file->extension);
	axr_json_lost(out, "owner_hex", file->owner);
	axr_json_lost(out, "group_hex", file->group);
	axr_json_lost(out, "magic_hex", file->magic);
	axr_json_lost(out, "signer_hex", file->signer);
	axr_json_lost(out, "relative_hex", file->relative);
}

void axr_ndjson_rule(struct axr_buf *out, const struct axr_finding *finding)
{
	const struct axr_reason *best = finding->reasons;

	if (!finding->reason_count)
		return;
	axr_json_object(out, "rule");
	axr_json_string(out, "name", best->rule);
	axr_json_string(out, "ruleset", best->ruleset);
	axr_json_string(out, "description", best->title);
	if (best->author && *best->author) {
		axr_json_array(out, "author");
		axr_json_string(out, NULL, best->author);
		axr_json_close(out, ']');
	}
	axr_json_string(out, "reference", best->reference);
	axr_json_close(out, '}');
}

struct techniques {
	struct axr_span ids[TECHNIQUES_MAX];
	size_t count;
};

static void note(struct techniques *list, struct axr_span id)
{
	for (size_t i = 0; i < list->count; i++)
		if (axr_span_eq(list->ids[i], id))
			return;
	if (id.len && list->count < TECHNIQUES_MAX)
		list->ids[list->count++] = id;
}

/* The arrays "id" and "name" of techniques; a name only where we have it. */
static void put_techniques(struct axr_buf *out, const struct techniques *list)
{
	size_t start;

	axr_json_array(out, "id");
	for (size_t i = 0; i < list->count; i++)
		axr_json_span(out, NULL, list->ids[i]);
	axr_json_close(out, ']');
	start = out->len;
	axr_json_array(out, "name");
	for (size_t i = 0; i < list->count; i++) {
		const struct axr_attack *row = axr_attack_find(list->ids[i]);

		axr_json_string(out, NULL, row ? row->name : NULL);
	}
	axr_json_close_empty(out, ']', start);
}

static void put_tactics(struct axr_buf *out, const struct techniques *list)
{
	struct techniques ids = { .count = 0 }, names = { .count = 0 };

	for (size_t i = 0; i < list->count; i++) {
		const struct axr_attack *row = axr_attack_find(list->ids[i]);

		if (!row)
			continue;
		note(&ids, axr_span_str(row->tactic));
		note(&names, axr_span_str(row->tactic_name));
	}
	if (!ids.count)
		return;
	axr_json_object(out, "tactic");
	axr_json_array(out, "id");
	for (size_t i = 0; i < ids.count; i++)
		axr_json_span(out, NULL, ids.ids[i]);
	axr_json_close(out, ']');
	axr_json_array(out, "name");
	for (size_t i = 0; i < names.count; i++)
		axr_json_span(out, NULL, names.ids[i]);
	axr_json_close(out, ']');
	axr_json_close(out, '}');
}

void axr_ndjson_threat(struct axr_buf *out, const struct axr_finding *finding)
{
	struct techniques parents = { .count = 0 }, children = { .count = 0 };

	for (size_t i = 0; i < finding->reason_count; i++) {
		struct axr_span id = axr_span_str(finding->reasons[i].technique), parent = id;

		parent = axr_span_until(&parent, '.');
		note(&parents, parent);
		if (parent.len < id.len)
			note(&children, id);
	}
	if (!parents.count)
		return;
	axr_json_object(out, "threat");
	axr_json_string(out, "framework", "MITRE ATT&CK");
	put_tactics(out, &parents);
	axr_json_object(out, "technique");
	put_techniques(out, &parents);
	if (children.count) {
		axr_json_object(out, "subtechnique");
		put_techniques(out, &children);
		axr_json_close(out, '}');
	}
	axr_json_close(out, '}');
	axr_json_close(out, '}');
}

static void put_reason(struct axr_buf *out, const struct axr_reason *reason)
{
	axr_json_object(out, NULL);
	axr_json_string(out, "detector", reason->detector);
	axr_json_string(out, "rule", reason->rule);
	axr_json_int(out, "score", reason->score);
	axr_json_string(out, "title", reason->title);
	axr_json_string(out, "layer", reason->layer);
	if (reason->located)
		axr_json_number(out, "offset", reason->offset);
	axr_json_count(out, "line", reason->line);
	axr_json_count(out, "from_line", reason->from_line);
	axr_json_span(out, "excerpt", reason->excerpt);
	axr_json_lost(out, "excerpt_hex", reason->excerpt);
	axr_json_string(out, "technique", reason->technique);
	axr_json_string(out, "author", reason->author);
	axr_json_string(out, "reference", reason->reference);
	axr_json_string(out, "ruleset", reason->ruleset);
	axr_json_close(out, '}');
}

static void put_urls(struct axr_buf *out, const struct axr_finding *finding)
{
	size_t start = out->len;
	bool lost = false;

	axr_json_array(out, "url");
	for (size_t i = 0; i < finding->url_count; i++) {
		axr_json_span(out, NULL, finding->urls[i]);
		lost = lost || !axr_utf8_valid(finding->urls[i]);
	}
	axr_json_close_empty(out, ']', start);
	if (!lost)
		return;
	axr_json_array(out, "url_hex");
	for (size_t i = 0; i < finding->url_count; i++)
		if (finding->urls[i].len)
			axr_json_hex(out, NULL, finding->urls[i]);
	axr_json_close(out, ']');
}

void axr_ndjson_finding(struct axr_buf *out, const struct axr_finding *finding)
{
	axr_json_object(out, "aspxray");
	axr_json_string(out, "level", axr_level_name(finding->level));
	axr_json_int(out, "score", finding->score);
	axr_json_string(out, "class", axr_class_name(finding->file_class));
	put_urls(out, finding);
	axr_json_string(out, "serving", finding->serving);
	if (finding->reason_count) {
		axr_json_array(out, "reasons");
		for (size_t i = 0; i < finding->reason_count; i++)
			put_reason(out, &finding->reasons[i]);
		axr_json_close(out, ']');
	}
	axr_json_string(out, "next", finding->next);
	axr_ndjson_file_extras(out, finding->file);
	axr_json_close(out, '}');
}
