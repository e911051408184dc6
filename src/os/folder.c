/* A whole folder of ours at once: rules, baselines, hives, the streams of a file. */
#include "os/os.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/span.h"

const char *axr_os_join(struct axr_arena *arena, const char *folder, const char *name)
{
	const char separator = axr_os_separator();
	const size_t len = strlen(folder);

	if (len && folder[len - 1] == separator)
		return axr_arena_printf(arena, "%s%s", folder, name);
	return axr_arena_printf(arena, "%s%c%s", folder, separator, name);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int add_name(char ***names, size_t *count, const char *name)
{
	char **grown = *names;

	if (!(*count & (*count - 1))) /* full at each power of two */
		grown = realloc(*names, (*count ? 2 * *count : 1) * sizeof(**names));
	if (!grown)
		return axr_os_code_memory();
	*names = grown;
	grown[*count] = strdup(name);
	if (!grown[*count])
		return axr_os_code_memory();
	++*count;
	return 0;
}

static int list_names(struct axr_os_handle dir, char ***names, size_t *count)
{
	struct axr_os_listing *chunk = malloc(sizeof(*chunk));
	struct axr_os_entry entry;
	bool more = true;
	int code = 0;

	if (!chunk)
		return axr_os_code_memory();
	while (!code && more) {
		code = axr_os_list(dir, chunk, &more);
		while (!code && axr_os_list_next(chunk, &entry))
			code = add_name(names, count, entry.name);
	}
	free(chunk);
	return code;
}

int axr_os_folder(const char *path, char ***names, size_t *count)
{
	struct axr_os_handle dir;
	struct axr_os_stat stat;
	int code = axr_os_open_root(&dir, path);

	*names = NULL;
	*count = 0;
	if (code)
		return code;
	code = axr_os_stat(dir, &stat);
	if (!code && stat.kind != AXR_OS_DIR)
		code = axr_os_code_not_a_folder();
	if (!code)
		code = list_names(dir, names, count);
	axr_os_close(&dir);
	if (code) {
		axr_os_folder_free(*names, *count);
		*names = NULL;
		*count = 0;
	} else if (*count) {
		qsort(*names, *count, sizeof(**names), by_bytes);
	}
	return code;
}

void axr_os_folder_free(char **names, size_t count)
{
	for (size_t i = 0; names && i < count; i++)
		free(names[i]);
	free(names);
}
