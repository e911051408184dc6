/* Windows paths as text: variables, separators, what a path begins with, what it names. */
#ifndef AXR_DISCOVER_WINPATH_H
#define AXR_DISCOVER_WINPATH_H

#include "base/arena.h"
#include "base/buf.h"

/* The values of the variables that configurations use; without a trailing separator. */
struct axr_winpath_variables {
	struct axr_span system_drive;  /* "C:" */
	struct axr_span system_root;   /* "C:\Windows" */
	struct axr_span program_files; /* "C:\Program Files" */
	struct axr_span program_data;  /* "C:\ProgramData" */
	struct axr_span exchange;      /* installation folder of Exchange; empty where unknown */
	/* appends the value of any other one; false where it has none; NULL: none is known */
	bool (*other)(const void *user, const char *name, struct axr_buf *value);
	const void *user;
};

/* What a default installation has. */
extern const struct axr_winpath_variables axr_winpath_defaults;

/*
 * The path with its %variables% replaced (any case; unknown ones stay), '\' between all names, no
 * doubled separators but the two that begin a UNC path, no trailing one but behind a drive.
 */
struct axr_span axr_winpath_expand(struct axr_arena *arena, struct axr_span path,
				   const struct axr_winpath_variables *variables);

/* Without the separators that it ends with: "C:" of "C:\". */
struct axr_span axr_winpath_trim(struct axr_span path);

/*
 * An order of paths, letters folded, in which what lies below a folder stands right behind it; <0,
 * 0, >0.
 */
int axr_winpath_cmp(struct axr_span a, struct axr_span b);

bool axr_winpath_is_unc(struct axr_span path);

/* The drive's letter in upper case; 0 where the path begins with none. */
char axr_winpath_drive(struct axr_span path);

/* path is folder or lies below it; letters fold as ASCII, '/' is '\'. */
bool axr_winpath_below(struct axr_span path, struct axr_span folder);

#endif
