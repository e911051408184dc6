#include "report/text_keep.h"

#include <stdlib.h>

enum {
	BYTES_MAX = 32 << 20, /* of findings of one level, whatever was asked for */
	CHOOSY_MAX = 1000     /* up to so many are compared with what comes; else the first stay */
};

static char *copy(struct axr_span s)
{
	char *text = malloc(s.len + 1);

	if (text) {
		if (s.len)
			memcpy(text, s.ptr, s.len);
		text[s.len] = '\0';
	}
	return text;
}

/* Room for one more element; NULL: no memory, the old array stays. */
static void *grow(void *items, size_t count, size_t *cap, size_t size)
{
	size_t more = *cap ? 2 * *cap : 16;

	if (count < *cap)
		return items;
	items = realloc(items, more * size);
	if (items)
		*cap = more;
	return items;
}

bool axr_text_lines_add(struct axr_text_lines *lines, struct axr_span line)
{
	char **grown, *text;
	size_t last = 0;

	lines->total++;
	if (lines->limit && lines->count == lines->limit) {
		if (lines->limit > CHOOSY_MAX)
			return true;
		for (size_t i = 1; i < lines->count; i++)
			if (strcmp(lines->items[i], lines->items[last]) > 0)
				last = i;
		if (axr_span_cmp(line, axr_span_str(lines->items[last])) >= 0)
			return true;
		text = copy(line);
		if (!text)
			return false;
		free(lines->items[last]);
		lines->items[last] = text;
		return true;
	}
	grown = grow(lines->items, lines->count, &lines->cap, sizeof(*grown));
	text = grown ? copy(line) : NULL;
	if (grown)
		lines->items = grown;
	if (!text)
		return false;
	lines->items[lines->count++] = text;
	return true;
}

bool axr_text_lines_have(const struct axr_text_lines *lines, struct axr_span line)
{
	/* what came last is the likely one */
	for (size_t i = lines->count; i--;)
		if (axr_span_is(line, lines->items[i]))
			return true;
	return false;
}

static int line_cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void axr_text_lines_sort(struct axr_text_lines *lines)
{
	if (lines->count)
		qsort(lines->items, lines->count, sizeof(*lines->items), line_cmp);
}

void axr_text_lines_free(struct axr_text_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->items[i]);
	free(lines->items);
}

int axr_text_entry_cmp(const void *left, const void *right)
{
	const struct axr_text_entry *a = left, *b = right;
	int order = b->score - a->score;

	if (!order)
		order = strcmp(a->path, b->path);
	if (!order && a->host && b->host)
		order = strcmp(a->host, b->host);
	return order;
}

/* The entry that goes first when there is no room. */
static size_t worst_of(const struct axr_text_entries *entries)
{
	size_t worst = 0;

	for (size_t i = 1; i < entries->count; i++)
		if (axr_text_entry_cmp(&entries->items[i], &entries->items[worst]) > 0)
			worst = i;
	return worst;
}

static bool is_full(const struct axr_text_entries *entries)
{
	return entries->count && ((entries->limit && entries->count >= entries->limit) ||
				  entries->bytes > BYTES_MAX);
}

bool axr_text_entries_want(struct axr_text_entries *entries, int score, struct axr_span path)
{
	const struct axr_text_entry *worst;

	entries->total++;
	if (!is_full(entries))
		return true;
	if (!entries->limit)
		return false;
	worst = &entries->items[worst_of(entries)];
	if (score != worst->score)
		return score > worst->score;
	return axr_span_cmp(path, axr_span_str(worst->path)) < 0;
}

static size_t size_of(const struct axr_text_entry *entry)
{
	return sizeof(*entry) + strlen(entry->path) + strlen(entry->body);
}

static void entry_free(struct axr_text_entry *entry)
{
	free(entry->path);
	free(entry->body);
	free(entry->host);
}

bool axr_text_entries_add(struct axr_text_entries *entries, struct axr_text_entry *entry)
{
	struct axr_text_entry *grown;
	size_t place = entries->count;

	if (!entry->path || !entry->body) {
		entry_free(entry);
		return false;
	}
	if (is_full(entries)) {
		place = worst_of(entries);
		entries->bytes -= size_of(&entries->items[place]);
		entry_free(&entries->items[place]);
	} else {
		grown = grow(entries->items, entries->count, &entries->cap, sizeof(*grown));
		if (!grown) {
			entry_free(entry);
			return false;
		}
		entries->items = grown;
		entries->count++;
	}
	entries->items[place] = *entry;
	entries->bytes += size_of(entry);
	return true;
}

void axr_text_entries_sort(struct axr_text_entries *entries)
{
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), axr_text_entry_cmp);
}

void axr_text_entries_free(struct axr_text_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		entry_free(&entries->items[i]);
	free(entries->items);
}

static struct axr_text_folder *folder_of(struct axr_text_folders *folders, struct axr_span host,
					 struct axr_span path)
{
	struct axr_text_folder *grown;
	char *text, *name;

	/* the walk tells folder by folder: the last ones are the likely ones */
	for (size_t i = folders->count; i--;)
		if (axr_span_is(path, folders->items[i].path) &&
		    axr_span_is(host, folders->items[i].host))
			return &folders->items[i];
	if (folders->limit && folders->count == folders->limit)
		return NULL;
	grown = grow(folders->items, folders->count, &folders->cap, sizeof(*grown));
	text = grown ? copy(path) : NULL;
	name = text ? copy(host) : NULL;
	if (grown)
		folders->items = grown;
	if (!name) {
		free(text);
		return NULL;
	}
	folders->items[folders->count] = (struct axr_text_folder){
		.host = name,
		.path = text,
		.names = { .limit = folders->name_limit },
	};
	return &folders->items[folders->count++];
}

bool axr_text_folders_add(struct axr_text_folders *folders, struct axr_span host,
			  struct axr_span path, struct axr_span name, int score)
{
	struct axr_text_folder *folder = folder_of(folders, host, path);

	folders->total++;
	if (!folder) {
		folders->elsewhere++;
		return true;
	}
	folder->count++;
	if (score > folder->score)
		folder->score = score;
	return axr_text_lines_add(&folder->names, name);
}

static int folder_cmp(const void *left, const void *right)
{
	const struct axr_text_folder *a = left, *b = right;

	if (a->score != b->score)
		return b->score - a->score;
	return strcmp(a->path, b->path) ? strcmp(a->path, b->path) : strcmp(a->host, b->host);
}

void axr_text_folders_sort(struct axr_text_folders *folders)
{
	if (folders->count)
		qsort(folders->items, folders->count, sizeof(*folders->items), folder_cmp);
	for (size_t i = 0; i < folders->count; i++)
		axr_text_lines_sort(&folders->items[i].names);
}

void axr_text_folders_free(struct axr_text_folders *folders)
{
	for (size_t i = 0; i < folders->count; i++) {
		axr_text_lines_free(&folders->items[i].names);
		free(folders->items[i].path);
		free(folders->items[i].host);
	}
	free(folders->items);
}
