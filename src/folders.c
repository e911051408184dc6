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
	if (axr_dirconfig_is_deepest(found->above))
		tell(scan, found->path, "too many configurations above it: it is not counted");
	else if (atomic_load(&scan->config_bytes) > held_limit)
		tell(scan, found->path, "too many configurations in memory: it is not counted");
	else if (load(found->handle, &bytes)) /* which its scan tells as well */
		tell(scan, found->path, "it cannot be read: it is not counted");
	else
		own = axr_dirconfig_new(found->above, folder, axr_buf_span(&bytes), &err);
	if (own && err.text[0])
		tell(scan, found->path, err.text);
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
