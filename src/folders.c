#include "folders.h"

#include "base/buf.h"
#include "base/span.h"

enum {
	CONFIG_LIMIT = 1 << 20 /* bytes of a web.config; IIS itself takes 250 KB unless told */
};

/* All that are held at a time: a volume full of them must not take the memory. */
static const uint64_t held_limit = 256 << 20;

static void tell(struct axr_scan *scan, struct axr_span path, const char *text)
{
	struct axr_parcel *parcel = axr_outbox_blank(&scan->outbox);
	struct axr_subject *subject = &parcel->subject;

	axr_subject_init(subject, &parcel->arena, &parcel->arena);
	subject->file.path = axr_arena_copy(&parcel->arena, path);
	axr_subject_problem(subject, AXR_TROUBLE_CONFIG, 0, "%s", text);
	/* the file itself is scanned like any other: nothing is left out */
	if (subject->problem_count)
		subject->problems[0].incomplete = false;
	axr_outbox_post(&scan->outbox, parcel);
}

/* 0, or a system error; one that is too long is cut: its scan has all of it. */
static int load(struct axr_os_handle handle, struct axr_buf *bytes)
{
	size_t got = 1;
	int code = 0;

	while (got && !code && bytes->len < CONFIG_LIMIT) {
		if (!axr_buf_reserve(bytes, 16 << 10))
			return axr_os_code_memory();
		code = axr_os_read(handle, bytes->ptr + bytes->len, 16 << 10, &got);
		bytes->len += code ? 0 : got;
	}
	return code;
}

/* Opens a file below a folder by its path there, name by name; a link is an error. */
static int open_below(struct axr_os_handle dir, struct axr_span path, struct axr_os_handle *handle)
{
	struct axr_os_handle at = axr_os_none(), next = axr_os_none();
	int code = 0;

	while (!code && path.len) {
		char name[256];
		size_t len = 0;

		while (len < path.len && path.ptr[len] != '\\' && path.ptr[len] != '/')
			len++;
		if (len >= sizeof(name))
			return axr_os_code_changed();
		memcpy(name, path.ptr, len);
		name[len] = '\0';
		path = axr_span_from(path, len + 1);
		if (!len || axr_span_find_byte(axr_span(name, len), '\0', 0) != SIZE_MAX)
			continue;
		code = path.len ? axr_os_open_dir(&next, axr_os_is_open(at) ? at : dir, name) :
				  axr_os_open_file(handle, axr_os_is_open(at) ? at : dir, name);
		axr_os_close(&at);
		at = next;
		next = axr_os_none();
	}
	axr_os_close(&at);
	return code;
}

/* The files that sections of a configuration lie in. */
static void read_references(struct axr_scan *scan, const struct axr_walk_config *found,
			    struct axr_dirconfig *own)
{
	struct axr_buf bytes = { 0 };
	struct axr_span file;
	struct axr_err err;

	for (size_t i = 0; axr_dirconfig_reference(own, i, &file); i++) {
		struct axr_os_handle handle = axr_os_none();
		const char *why = NULL;

		if (!file.len)
			continue;
		axr_buf_reset(&bytes);
		if (open_below(found->dir, file, &handle) || load(handle, &bytes))
			why = "the file that a section of it lies in cannot be read: not counted";
		else if (axr_dirconfig_add(own, i, axr_buf_span(&bytes), &err) < 0)
			why = "the file that a section of it lies in is malformed";
		if (why)
			tell(scan, found->path, why);
		axr_os_close(&handle);
	}
	axr_buf_free(&bytes);
}

void *axr_folder_configure(void *user, const struct axr_walk_config *found)
{
	struct axr_scan *scan = user;
	struct axr_span folder = found->path;
	struct axr_dirconfig *own = NULL;
	struct axr_buf bytes = { 0 };
	struct axr_err err;

	while (folder.len && folder.ptr[folder.len - 1] != '\\' &&
	       folder.ptr[folder.len - 1] != '/')
		folder.len--;
	folder.len -= folder.len > 1;
	if (axr_dirconfig_is_deepest(found->above)) {
		tell(scan, found->path, "too many configurations above it: it is not counted");
	} else if (atomic_load(&scan->config_bytes) > held_limit) {
		tell(scan, found->path, "too many configurations in memory: it is not counted");
	} else if (load(found->handle, &bytes)) { /* which its scan tells as well */
		tell(scan, found->path, "it cannot be read: it is not counted");
	} else {
		own = axr_dirconfig_new(found->above, folder, axr_buf_span(&bytes), &err);
		if (!own)
			tell(scan, found->path, "no memory for it: it is not counted");
	}
	if (own && err.text[0])
		tell(scan, found->path, err.text);
	if (own)
		read_references(scan, found, own);
	if (own)
		atomic_fetch_add(&scan->config_bytes, axr_dirconfig_size(own));
	axr_buf_free(&bytes);
	return own;
}

void axr_folder_unconfigure(void *user, void *config)
{
	struct axr_scan *scan = user;

	atomic_fetch_sub(&scan->config_bytes, axr_dirconfig_size(config));
	axr_dirconfig_free(config);
}
