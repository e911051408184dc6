/* What the configurations on the way down to a file say, each read once, when it is needed. */
#include "walk/state.h"

#include <string.h>

#include "base/span.h"

enum {
	NAME_MAX_LEN = 16,
	CONFIG_SEEN = 1 << NAME_MAX_LEN /* beside a bit for each letter in upper case */
};

/* How IIS, its tools and people write a name. */
static const unsigned usual_cases[] = { 0, 1, 0x11, 0xffff };

void axr_walk_note_config(const struct axr_walk *walk, struct axr_walk_dir *dir, const char *name,
			  size_t len)
{
	const char *wanted = walk->setup.config_name;
	unsigned cases = CONFIG_SEEN, none = 0;

	if (!wanted || len > NAME_MAX_LEN || strlen(wanted) != len ||
	    !axr_span_iis(axr_span(name, len), wanted))
		return;
	for (size_t i = 0; i < len; i++)
		cases |= (unsigned)(name[i] != wanted[i]) << i;
	atomic_compare_exchange_strong(&dir->config_case, &none, cases);
}

static int open_as(struct axr_walk *walk, const struct axr_dir_use *use, unsigned cases,
		   char name[NAME_MAX_LEN + 1], struct axr_os_handle *handle)
{
	const char *wanted = walk->setup.config_name;
	const size_t len = strlen(wanted);

	for (size_t i = 0; i < len; i++) {
		const bool letter = wanted[i] >= 'a' && wanted[i] <= 'z';

		name[i] = letter && cases >> i & 1 ? (char)(wanted[i] - 32) : wanted[i];
	}
	name[len] = '\0';
	return axr_dir_open_file(&walk->dirs, use, name, handle);
}

/* Tries the case that the listing met; where it is not through, those that are usual. */
static int open_config(struct axr_walk *walk, const struct axr_dir_use *use, unsigned cases,
		       char name[NAME_MAX_LEN + 1], struct axr_os_handle *handle)
{
	struct axr_os_stat stat;
	int code = 0;

	if (cases)
		code = open_as(walk, use, cases, name, handle);
	for (size_t i = 0; !cases && i < sizeof(usual_cases) / sizeof(*usual_cases); i++) {
		code = open_as(walk, use, usual_cases[i], name, handle);
		if (!code)
			break;
	}
	if (!code)
		code = axr_os_stat(*handle, &stat);
	if (!code && stat.kind != AXR_OS_FILE)
		code = axr_os_code_changed();
	return code;
}

/* The bytes of a path up to its last name. */
static size_t folder_len(const char *path, size_t len, char separator)
{
	while (len && path[len - 1] != '/' && path[len - 1] != separator)
		len--;
	return len;
}

/* Of a root that is a file: the folder that it lies in, by the path that the user named. */
static int open_beside(const struct axr_walk_top *top, struct axr_dir_use *use)
{
	const size_t len = folder_len(top->open, strlen(top->open), axr_os_separator());
	struct axr_buf folder = { 0 };
	int code = axr_os_code_memory();

	*use = (struct axr_dir_use){ .handle = axr_os_none(), .own = true };
	axr_buf_put(&folder, len ? axr_span(top->open, len) : axr_span(".", 1));
	axr_buf_putc(&folder, '\0');
	if (!folder.failed)
		code = axr_os_open_root(&use->handle, (const char *)folder.ptr);
	axr_buf_free(&folder);
	return code;
}

static void *call(struct axr_walk *walk, struct axr_walk_dir *dir, bool is_file, const char *name,
		  struct axr_walk_config *found)
{
	const struct axr_walk_top *top = &walk->roots[dir->root];
	const size_t len = strlen(name), before = folder_len((const char *)top->shown, top->len,
							     top->separator);
	const size_t path_len = is_file ? before + len : axr_walk_path_len(walk, dir, len);
	struct axr_buf path = { 0 };
	void *own = NULL;

	if (axr_buf_reserve(&path, path_len)) {
		if (is_file) {
			memcpy(path.ptr, top->shown, before);
			memcpy(path.ptr + before, name, len);
		} else {
			axr_walk_path_put(walk, dir, name, len, path.ptr, path_len);
		}
		found->path = axr_span(path.ptr, path_len);
		own = walk->setup.configure(walk->setup.user, found);
	} else {
		axr_walk_trouble(walk, dir, name, is_file ? 0 : len, AXR_TROUBLE_MEMORY, 0,
				 "no memory for its path: it is not counted");
	}
	axr_buf_free(&path);
	return own;
}

/* One that cannot be opened is told of when its turn to be scanned comes. */
static void configure(struct axr_walk *walk, struct axr_walk_dir *dir, bool is_file)
{
	const bool listed = atomic_load(&dir->listed) && !is_file;
	const unsigned cases = atomic_load(&dir->config_case);
	struct axr_walk_config found = {
		.root = dir->root,
		.handle = axr_os_none(),
		.above = dir->parent ? dir->parent->config : NULL,
	};
	struct axr_dir_use use = { .handle = axr_os_none() };
	char name[NAME_MAX_LEN + 1];
	void *own = NULL;
	int code = -1;

	if (is_file)
		code = open_beside(&walk->roots[dir->root], &use);
	else if ((cases || !listed) && dir->known)
		code = axr_dir_open(&walk->dirs, dir, &use);
	if (!code)
		code = open_config(walk, &use, cases, name, &found.handle);
	if (!code) {
		found.dir = use.handle;
		own = call(walk, dir, is_file, name, &found);
	}
	axr_os_close(&found.handle);
	axr_dir_close(&walk->dirs, &use);
	dir->config_own = own;
	dir->config = own ? own : dir->parent ? dir->parent->config : NULL;
	atomic_store_explicit(&dir->configured, true, memory_order_release);
}

const void *axr_walk_config(struct axr_walk *walk, const struct axr_entry *entry)
{
	struct axr_walk_dir *dir = entry->dir, *way = NULL;

	if (!walk->setup.config_name)
		return NULL;
	if (atomic_load_explicit(&dir->configured, memory_order_acquire))
		return dir->config;
	pthread_mutex_lock(&walk->config_lock);
	for (; dir && !atomic_load(&dir->configured); dir = dir->parent) {
		dir->next = way;
		way = dir;
	}
	for (; way; way = way->next)
		configure(walk, way, entry->is_root);
	pthread_mutex_unlock(&walk->config_lock);
	return entry->dir->config;
}
