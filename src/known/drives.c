/*
 * Roots of a scan that hold drives: the folder that a triage tool made, with "C" in it.  What lies
 * in there is asked for by its whole path, so that a list of C:\inetpub says nothing of C:\Windows.
 *
 * A copy of C:\inetpub\wwwroot may have a folder "c" as well, and who owns the server may put
 * "c\inetpub" into it, to lie where the list says nothing.  So a root holds drives only where one
 * of its drives holds what the list has there, and the root itself nothing that the list has right
 * below one of its own.  Where it is not taken for one, all that is not listed is new: that is much
 * to read, and nothing is lost.
 */
#include <stdlib.h>

#include "base/span.h"
#include "known/path.h"
#include "known/run.h"

enum { KEY_ROOM = 2048 /* of one name; no system has longer ones */ };

/* What stands right below some folders of a list, as keys of names. */
struct names {
	struct axr_arena arena;
	struct axr_span *keys;
	size_t count, cap;
	bool failed;
};

static void add(struct names *names, struct axr_span key)
{
	/* lists go folder by folder */
	if (names->count && axr_span_eq(names->keys[names->count - 1], key))
		return;
	if (names->count == names->cap) {
		struct axr_span *grown = axr_arena_grow(&names->arena, names->keys, names->count,
							&names->cap, sizeof(*grown));

		if (!grown) {
			names->failed = true;
			return;
		}
		names->keys = grown;
	}
	names->keys[names->count++] = key;
}

/* Adds the folders right below one, and marks it: its files are added in one go. */
static void add_folders(struct names *names, const struct axr_baseline *baseline,
			struct axr_span folder, bool *marks)
{
	for (size_t i = 0; i < baseline->dir_count; i++) {
		struct axr_span key = axr_baseline_dir_key(baseline, i);

		if (!axr_path_below(key, folder))
			continue;
		key = axr_span_from(key, folder.len ? folder.len + 1 : 0);
		if (key.len)
			add(names, axr_span_until(&key, '/'));
		else
			marks[i] = true;
	}
}

static void add_files(struct names *names, const struct axr_baseline *baseline, const bool *marks)
{
	for (size_t i = 0; i < baseline->row_count && !names->failed; i++) {
		uint8_t *key;

		if (!marks[baseline->rows[i].dir])
			continue;
		key = axr_arena_alloc(&names->arena, axr_baseline_row_room(baseline, i));
		if (key)
			add(names, axr_path_last(axr_span(
					   key, axr_baseline_row_key(baseline, i, key))));
		else
			names->failed = true;
	}
}

static int by_bytes(const void *a, const void *b)
{
	return axr_span_cmp(*(const struct axr_span *)a, *(const struct axr_span *)b);
}

static void names_free(struct names *names)
{
	axr_arena_free(&names->arena);
}

/* What the list has right below these folders; false without memory. */
static bool names_below(struct names *names, const struct axr_baseline *baseline,
			const struct axr_span *folders, size_t count)
{
	bool *marks = calloc(baseline->dir_count + 1, sizeof(*marks));

	*names = (struct names){ .failed = !marks };
	axr_arena_init(&names->arena, 0);
	for (size_t i = 0; marks && i < count; i++)
		add_folders(names, baseline, folders[i], marks);
	if (marks)
		add_files(names, baseline, marks);
	free(marks);
	if (names->count)
		qsort(names->keys, names->count, sizeof(*names->keys), by_bytes);
	return !names->failed;
}

/* What is met while a folder of the scan is listed. */
struct met {
	const struct names *names;
	bool listed;         /* one of the names */
	char drives[52][3];  /* folders that may be drives, as they are called: "C", "c:" */
	size_t drive_count;
};

static void on_name(void *to, const char *name)
{
	struct met *met = to;
	uint8_t room[KEY_ROOM];
	struct axr_span key = axr_span_str(name);

	if (axr_path_key_room(key.len) > sizeof(room))
		return;
	key = axr_span(room, axr_path_key(room, key));
	met->listed |= met->names->count &&
		       bsearch(&key, met->names->keys, met->names->count, sizeof(key), by_bytes);
	if (key.len == 1 && axr_is_alpha(key.ptr[0]) && strlen(name) < sizeof(met->drives[0]) &&
	    met->drive_count < sizeof(met->drives) / sizeof(met->drives[0]))
		strcpy(met->drives[met->drive_count++], name);
}

static unsigned letter_of(uint8_t c)
{
	return axr_lower(c) - (unsigned)'a';
}

/* Whether something stands in that drive that the list has there. */
static bool drive_is_listed(const struct axr_baseline *baseline,
			    const struct axr_known_place *place, size_t root, const char *drive)
{
	const uint8_t letter = axr_lower((uint8_t)drive[0]);
	const struct axr_span key = { &letter, 1 };
	struct names names;
	struct met met = { .names = &names };

	if (names_below(&names, baseline, &key, 1) && names.count)
		place->list(place->user, root, drive, on_name, &met);
	names_free(&names);
	return met.listed;
}

/* The roots that the paths of the list may be relative to; a guess that all is one is none. */
static bool own_names(struct names *names, const struct axr_baseline *baseline)
{
	struct axr_span *roots = calloc(baseline->root_count + 1, sizeof(*roots));
	size_t count = 0;
	bool good;

	for (size_t i = 0; roots && i < baseline->root_count; i++)
		if (baseline->roots[i].key_len || !i || baseline->roots_named)
			roots[count++] = axr_baseline_root_key(baseline, i);
	good = names_below(names, baseline, roots, count) && roots;
	free(roots);
	return good;
}

uint32_t axr_known_drives(const struct axr_baseline *baseline, const struct axr_known_place *place,
			  size_t root)
{
	struct names names = { .keys = NULL };
	struct met met = { .names = &names }, own = { .names = &names };
	bool listed = false;
	uint32_t drives = 0;

	if (!place->list || !baseline->absolute)
		return 0;
	place->list(place->user, root, NULL, on_name, &met);
	for (size_t i = 0; i < met.drive_count; i++) {
		listed = listed || drive_is_listed(baseline, place, root, met.drives[i]);
		drives |= 1u << letter_of((uint8_t)met.drives[i][0]);
	}
	if (!listed)
		return 0;
	if (own_names(&names, baseline))
		place->list(place->user, root, NULL, on_name, &own);
	else
		own.listed = true; /* without memory there is a doubt */
	names_free(&names);
	return own.listed ? 0 : drives;
}

bool axr_known_in_drive(uint32_t drives, struct axr_span key)
{
	return key.len > 2 && axr_is_alpha(key.ptr[0]) && key.ptr[1] == '/' &&
	       drives >> letter_of(key.ptr[0]) & 1;
}
