/*
 * The only door to the system: posix_*.c or win32_*.c stands behind it, chosen by the build.
 *
 * Files are reached by handle.  Nothing but a root is opened by a path, so no length limit of a
 * path matters and nobody can swap a folder for a link under a running walk.
 *
 * Acts return 0 or the system's own error code (errno, GetLastError()), which is what struct
 * axr_problem carries; axr_os_trouble() and axr_os_error() say what it means.  All functions may be
 * called from any thread.  Names and paths are bytes on POSIX and WTF-8 on Windows.
 */
#ifndef AXR_OS_OS_H
#define AXR_OS_OS_H

#include <stdalign.h>

#include "base/buf.h"

/* ---- Errors ------------------------------------------------------------------------------- */

/* What an error code of an open, list, stat or read means for a report. */
enum axr_trouble axr_os_trouble(int code);

/* The system's words for a code, in English where it can: "Permission denied".  Returns text. */
const char *axr_os_error(int code, char *text, size_t size);

/* Out of handles: to close some and to try again may help. */
bool axr_os_out_of_handles(int code);

/* The codes that say: this is not what it was; there is no memory; this is no folder. */
int axr_os_code_changed(void);
int axr_os_code_memory(void);
int axr_os_code_not_a_folder(void);

/* ---- Rights ------------------------------------------------------------------------------- */

/*
 * Takes the right to read files whatever their permissions say, for the whole process, where this
 * user may have it.  Returns whether it is held now: "held" or "not held"; NULL where the system
 * knows no such right.  May be called again.
 */
const char *axr_os_take_backup_privilege(void);

/* ---- Handles ------------------------------------------------------------------------------ */

/* A descriptor or a HANDLE; -1 where there is none. */
struct axr_os_handle {
	intptr_t value;
};

static inline struct axr_os_handle axr_os_none(void)
{
	struct axr_os_handle handle = { -1 };

	return handle;
}

static inline bool axr_os_is_open(struct axr_os_handle handle)
{
	return handle.value != -1;
}

/* Closes and sets to none; none is left alone. */
void axr_os_close(struct axr_os_handle *handle);

enum axr_os_kind {
	AXR_OS_UNKNOWN, /* the listing does not say: ask axr_os_stat_at() */
	AXR_OS_FILE,
	AXR_OS_DIR,
	AXR_OS_LINK,   /* symbolic link, junction, any reparse point that leads elsewhere */
	AXR_OS_SPECIAL /* FIFO, socket, device */
};

/* What makes two handles the same thing: volume and file number. */
struct axr_os_id {
	uint64_t volume, file[2];
};

static inline bool axr_os_same(struct axr_os_id a, struct axr_os_id b)
{
	return a.file[0] == b.file[0] && a.file[1] == b.file[1] && a.volume == b.volume;
}

struct axr_os_stat {
	enum axr_os_kind kind; /* never AXR_OS_UNKNOWN */
	struct axr_os_id id;
	uint64_t size;
	uint32_t mode;       /* POSIX permission bits, 07777; 0 on Windows */
	uint32_t user, group; /* POSIX numbers; 0 on Windows */
	unsigned attributes; /* enum axr_attribute, where the file system has them */
	bool stays; /* a link that cannot lead to another computer: junction, mounted volume */
	struct axr_time created, mtime, ctime, accessed;
};

/*
 * Opens what the user named, a directory or a file: here alone links are followed, in every
 * component.  Never blocks on a FIFO or a device; the caller asks axr_os_stat() what it got.
 */
int axr_os_open_root(struct axr_os_handle *handle, const char *path);

/* Opens a directory (a file) in a directory by its NUL-terminated name; a link is an error. */
int axr_os_open_dir(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name);
int axr_os_open_file(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name);

/*
 * Opens a name in a directory for axr_os_stat() and axr_os_owner() alone, which is granted where
 * reading is not: a file that another process keeps to itself.  A link is opened itself.
 */
int axr_os_open_to_ask(struct axr_os_handle *handle, struct axr_os_handle parent,
		       const char *name);

int axr_os_stat(struct axr_os_handle handle, struct axr_os_stat *stat);

/* The same by name; of a link itself, not of what it leads to. */
int axr_os_stat_at(struct axr_os_handle parent, const char *name, struct axr_os_stat *stat);

/*
 * Whether axr_os_stat_at() in this directory, and axr_os_owner() without a handle, tell of a file
 * all that they tell of it once it is open.  False on Windows, and where an image is NTFS.
 */
bool axr_os_stat_at_tells_all(struct axr_os_handle dir);

/* Files that the kernel makes up (/proc, /sys): some have no end, some must not be read. */
bool axr_os_is_synthetic(struct axr_os_handle handle);

/*
 * Reads up to size bytes at the handle's own position; *got is 0 at the end only.  May give fewer
 * than asked.
 */
int axr_os_read(struct axr_os_handle handle, void *bytes, size_t size, size_t *got);

/*
 * How many directories a walk may hold open that it does not list just now.  Few on Windows: there
 * nobody may rename or remove a folder while another has something below it open, and a live server
 * does that with every deployment.
 */
unsigned axr_os_dirs_held(void);

/* ---- Directories -------------------------------------------------------------------------- */

/* One chunk of a directory; about 70 KB, the caller allocates it.  The fields are private. */
struct axr_os_listing {
	alignas(8) uint8_t bytes[64 << 10]; /* 600 to 2,700 entries, by the length of the names */
	size_t got, at;
	char name[4096];
};

struct axr_os_entry {
	const char *name; /* NUL-terminated; never "." or ".."; lives until the next entry */
	size_t len;
	enum axr_os_kind kind; /* a hint, AXR_OS_UNKNOWN where the file system gives none */
	uint64_t size;         /* where sized */
	bool sized;            /* the listing told the size: on Windows */
};

/*
 * Reads the next chunk of an open directory; where it stands is kept in the handle, which nobody
 * else may list meanwhile.  *more is false at the end, when the chunk is empty.
 */
int axr_os_list(struct axr_os_handle dir, struct axr_os_listing *chunk, bool *more);

/* The next entry of the chunk; false when there is none left. */
bool axr_os_list_next(struct axr_os_listing *chunk, struct axr_os_entry *entry);

/* ---- Streams ------------------------------------------------------------------------------ */

/*
 * The named streams of an open file: contents beside its own, behind "name:stream" on NTFS.  Names
 * come without colons and type; the caller frees them with axr_os_folder_free().  None is no error,
 * on file systems without streams neither.
 */
int axr_os_streams(struct axr_os_handle file, char ***names, size_t *count);

/* Opens one for reading; its facts are those of the file, but for the size. */
int axr_os_open_stream(struct axr_os_handle *stream, struct axr_os_handle file, const char *name);

/* ---- Owners ------------------------------------------------------------------------------- */

struct axr_os_owners; /* names already looked up, bounded; one per worker */

struct axr_os_owners *axr_os_owners_new(void); /* NULL: no memory */
void axr_os_owners_free(struct axr_os_owners *owners);

/*
 * The names of owner and group (on Windows with their SIDs), or their numbers where they have none;
 * empty where unknown.  They live until the next call.  Asks the local tables only: no directory
 * service, no network.
 */
void axr_os_owner(struct axr_os_owners *owners, struct axr_os_handle handle,
		  const struct axr_os_stat *stat, struct axr_span *user, struct axr_span *group);

/* ---- Files of ours ------------------------------------------------------------------------ */

/* What joins the names of a path: '/', or '\\' on Windows, where '/' is taken as well. */
char axr_os_separator(void);

struct axr_arena;

/*
 * The path of a name in a folder, in the arena; "" without memory.  Joined with the separator,
 * which behind \\?\ is the only one that Windows takes.
 */
const char *axr_os_join(struct axr_arena *arena, const char *folder, const char *name);

/* What a path leads to, links followed.  Fails where it does not exist or may not be asked. */
int axr_os_stat_path(const char *path, struct axr_os_stat *stat);

/* The same of a link itself; those before the last component are followed. */
int axr_os_stat_link(const char *path, struct axr_os_stat *stat);

/* The absolute path without links, "." and ".."; the caller frees it.  NULL where it fails. */
char *axr_os_real_path(const char *path);

/*
 * Appends the path as reports show it: as it is, but on Windows absolute, with "\\" alone and
 * without \\?\, as rules and baselines have it.
 */
int axr_os_shown_path(const char *path, struct axr_buf *shown);

/*
 * Appends a whole file (or pipe) to bytes; a NUL that does not count follows the last byte.  Fails
 * with the system's "file too large" when it is more than limit.
 */
int axr_os_load(const char *path, size_t limit, struct axr_buf *bytes);

/*
 * The names in a folder, sorted by bytes, without "." and ".."; any kind of entry.  The caller
 * frees them with axr_os_folder_free(), which takes NULL.
 */
int axr_os_folder(const char *path, char ***names, size_t *count);
void axr_os_folder_free(char **names, size_t count);

struct axr_os_output;

/*
 * A file that comes to be whole or not at all: written as PATH.partial-xxxxxx beside, put into its
 * place by axr_os_output_close(), which fails (and leaves nothing, and what stood there before
 * untouched) where any byte could not be written.  A path that is a pipe or a device is written
 * to directly.
 */
int axr_os_output_open(struct axr_os_output **output, const char *path);
/* Open until the output is closed, and its own: for axr_os_stat(). */
struct axr_os_handle axr_os_output_handle(const struct axr_os_output *output);

int axr_os_output_write(struct axr_os_output *output, struct axr_span bytes);

/*
 * keep false: throws it away.  Frees in any case; NULL is left alone.  First error of all calls.
 * What is whole and cannot be put into its place is not thrown away: *left (NULL else, and without
 * memory) is then the path where it lies, which the caller frees.  On Windows it is tried for five
 * seconds: whoever looks through new files, or shows the old one, lets go of them by then.
 */
int axr_os_output_close(struct axr_os_output *output, bool keep, char **left);

/*
 * Writes to standard output, behind what stdio holds for it.  Returns the system's code, where
 * errno of stdio is none on Windows.
 */
int axr_os_stdout_write(struct axr_span bytes);

/* ---- Code pages --------------------------------------------------------------------------- */

struct axr_os_codepage; /* reads one text: some code pages have a state */

/* By the number that Windows gives it; NULL where the system cannot read it, or without memory. */
struct axr_os_codepage *axr_os_codepage_open(unsigned number);
void axr_os_codepage_close(struct axr_os_codepage *codepage);

/*
 * Puts the text of the next bytes into text as UTF-8, which has room for size bytes, at least 8.
 * A byte that is no character becomes U+FFFD, and the next byte is the next character.  Returns
 * how many bytes were read, which may be fewer than there are; 0 where all that is left is the
 * beginning of a character that goes on behind bytes.
 */
size_t axr_os_codepage_read(struct axr_os_codepage *codepage, struct axr_span bytes, uint8_t *text,
			    size_t size, size_t *wrote);

/* ---- The machine -------------------------------------------------------------------------- */

struct axr_time axr_os_now(void);

/* Nanoseconds of a clock that never goes back. */
uint64_t axr_os_ticks(void);

void axr_os_sleep(uint64_t nanoseconds);

/* Processors that this process may use, at least 1. */
unsigned axr_os_processors(void);

/* The host's name; "" where it has none.  Returns text. */
const char *axr_os_host(char *text, size_t size);

/*
 * Lowest CPU and I/O priority for the calling thread (and those it starts): every worker calls it.
 */
void axr_os_lower_priority(void);

enum axr_os_stream { AXR_OS_STDIN, AXR_OS_STDOUT, AXR_OS_STDERR };

/* What the process was given for it; for axr_os_stat(), not to be closed. */
struct axr_os_handle axr_os_stream_handle(enum axr_os_stream stream);

#endif
