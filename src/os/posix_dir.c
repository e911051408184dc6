/* Handles, facts and directories. */
#include "os/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "os/ntfs.h"

enum axr_trouble axr_os_trouble(int code)
{
	switch (code) {
	case ENOENT:
		return AXR_TROUBLE_VANISHED;
	case ELOOP:
	case ENOTDIR:
	case EISDIR:
	case ENXIO:
	case ESTALE: /* was one thing when it was listed, is another now */
		return AXR_TROUBLE_CHANGED;
	case EAGAIN:
	case EBUSY:
	case ETXTBSY:
		return AXR_TROUBLE_BLOCKED;
	case EIO:
	case EBADMSG:
	case EUCLEAN:
		return AXR_TROUBLE_READ;
	case ENOMEM:
		return AXR_TROUBLE_MEMORY;
	default:
		return AXR_TROUBLE_OPEN;
	}
}

const char *axr_os_error(int code, char *text, size_t size)
{
	const char *words = strerrordesc_np(code);

	if (!size)
		return "";
	text[0] = '\0';
	if (!words)
		words = "unknown error";
	strncat(text, words, size - 1);
	return text;
}

bool axr_os_out_of_handles(int code)
{
	return code == EMFILE || code == ENFILE;
}

int axr_os_code_changed(void)
{
	return ESTALE;
}

int axr_os_code_memory(void)
{
	return ENOMEM;
}

int axr_os_code_not_a_folder(void)
{
	return ENOTDIR;
}

void axr_os_close(struct axr_os_handle *handle)
{
	if (axr_os_is_open(*handle))
		close((int)handle->value);
	*handle = axr_os_none();
}

/* Opening a FIFO does not wait, opening a terminal does not make it ours. */
enum { OPEN_FLAGS = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

/* Leaves no trace in access times where the system grants that: to the owner and to root. */
static int open_at(struct axr_os_handle *handle, int parent, const char *name, int flags)
{
	int fd = openat(parent, name, OPEN_FLAGS | flags | O_NOATIME);

	if (fd < 0 && errno == EPERM)
		fd = openat(parent, name, OPEN_FLAGS | flags);
	handle->value = fd;
	return fd < 0 ? errno : 0;
}

int axr_os_open_root(struct axr_os_handle *handle, const char *path)
{
	return open_at(handle, AT_FDCWD, path, 0);
}

int axr_os_open_dir(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name)
{
	return open_at(handle, (int)parent.value, name, O_DIRECTORY | O_NOFOLLOW);
}

int axr_os_open_file(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name)
{
	return open_at(handle, (int)parent.value, name, O_NOFOLLOW);
}

int axr_os_open_to_ask(struct axr_os_handle *handle, struct axr_os_handle parent,
		       const char *name)
{
	const int fd = openat((int)parent.value, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);

	handle->value = fd;
	return fd < 0 ? errno : 0;
}

static struct axr_time time_of(const struct statx *stx, unsigned which,
			       struct statx_timestamp stamp)
{
	struct axr_time time = { 0 };

	if (stx->stx_mask & which)
		time = (struct axr_time){ stamp.tv_sec, stamp.tv_nsec, true };
	return time;
}

static enum axr_os_kind kind_of(unsigned mode)
{
	if (S_ISREG(mode))
		return AXR_OS_FILE;
	if (S_ISDIR(mode))
		return AXR_OS_DIR;
	return S_ISLNK(mode) ? AXR_OS_LINK : AXR_OS_SPECIAL;
}

static int stat_at(int parent, const char *name, int flags, struct axr_os_stat *stat)
{
	struct statx stx;

	if (statx(parent, name, flags, STATX_BASIC_STATS | STATX_BTIME, &stx) < 0)
		return errno;
	*stat = (struct axr_os_stat){
		.kind = kind_of(stx.stx_mode),
		.id = { .volume = makedev(stx.stx_dev_major, stx.stx_dev_minor),
			.file = { stx.stx_ino } },
		.size = stx.stx_size,
		.mode = stx.stx_mode & 07777,
		.user = stx.stx_uid,
		.group = stx.stx_gid,
		.created = time_of(&stx, STATX_BTIME, stx.stx_btime),
		.mtime = time_of(&stx, STATX_MTIME, stx.stx_mtime),
		.ctime = time_of(&stx, STATX_CTIME, stx.stx_ctime),
		.accessed = time_of(&stx, STATX_ATIME, stx.stx_atime),
	};
	return 0;
}

/*
 * What a mounted Windows volume knows beyond statx(): both NTFS drivers give these as extended
 * attributes in the machine's byte order; ntfs-3g tells the time of creation no other way.
 */
static void add_ntfs_facts(int fd, struct axr_os_stat *stat)
{
	uint32_t attributes;
	uint64_t created;

	if (fgetxattr(fd, "system.ntfs_attrib", &attributes, sizeof(attributes)) !=
	    sizeof(attributes))
		return;
	stat->attributes = axr_ntfs_attributes(attributes);
	if (!stat->created.known &&
	    fgetxattr(fd, "system.ntfs_crtime", &created, sizeof(created)) == sizeof(created))
		stat->created = axr_ntfs_time(created);
}

int axr_os_stat(struct axr_os_handle handle, struct axr_os_stat *stat)
{
	int code = stat_at((int)handle.value, "", AT_EMPTY_PATH, stat);

	if (!code && stat->kind == AXR_OS_FILE)
		add_ntfs_facts((int)handle.value, stat);
	return code;
}

bool axr_os_is_synthetic(struct axr_os_handle handle)
{
	/* linux/magic.h and fs/: proc, sys, debug, trace, security, cgroup 1 and 2, bpf, pstore,
	 * selinux, efivars, configfs, devpts, mqueue, binfmt_misc, fusectl */
	static const uint32_t kinds[] = {
		0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x27e0eb, 0x63677270,
		0xcafe4a11, 0x6165676c, 0xf97cff8c, 0xde5e81e4, 0x62656570, 0x1cd1, 0x19800202,
		0x42494e4d, 0x65735543,
	};
	struct statfs statfs;

	if (fstatfs((int)handle.value, &statfs) < 0)
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if ((uint32_t)statfs.f_type == kinds[i])
			return true;
	return false;
}

int axr_os_stat_at(struct axr_os_handle parent, const char *name, struct axr_os_stat *stat)
{
	return stat_at((int)parent.value, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, stat);
}

bool axr_os_stat_at_tells_all(struct axr_os_handle dir)
{
	uint32_t attributes;

	return fgetxattr((int)dir.value, "system.ntfs_attrib", &attributes, sizeof(attributes)) < 0;
}

int axr_os_stat_path(const char *path, struct axr_os_stat *stat)
{
	return stat_at(AT_FDCWD, path, 0, stat);
}

int axr_os_stat_link(const char *path, struct axr_os_stat *stat)
{
	return stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, stat);
}

int axr_os_read(struct axr_os_handle handle, void *bytes, size_t size, size_t *got)
{
	ssize_t n;

	do {
		n = read((int)handle.value, bytes, size);
	} while (n < 0 && errno == EINTR);
	*got = n < 0 ? 0 : (size_t)n;
	return n < 0 ? errno : 0;
}

unsigned axr_os_dirs_held(void)
{
	return 256; /* of the 1,024 handles that a process may have, unless it is told otherwise */
}

int axr_os_list(struct axr_os_handle dir, struct axr_os_listing *chunk, bool *more)
{
	ssize_t n;

	/* not readdir(): its buffer and its second descriptor would be one of each per directory */
	do {
		n = getdents64((int)dir.value, chunk->bytes, sizeof(chunk->bytes));
	} while (n < 0 && errno == EINTR);
	chunk->at = 0;
	chunk->got = n < 0 ? 0 : (size_t)n;
	*more = n > 0;
	return n < 0 ? errno : 0;
}

static enum axr_os_kind kind_of_hint(unsigned char type)
{
	switch (type) {
	case DT_REG:
		return AXR_OS_FILE;
	case DT_DIR:
		return AXR_OS_DIR;
	case DT_LNK:
		return AXR_OS_LINK;
	case DT_FIFO:
	case DT_SOCK:
	case DT_CHR:
	case DT_BLK:
		return AXR_OS_SPECIAL;
	default:
		return AXR_OS_UNKNOWN;
	}
}

bool axr_os_list_next(struct axr_os_listing *chunk, struct axr_os_entry *entry)
{
	while (chunk->at < chunk->got) {
		const struct dirent64 *dirent = (const void *)(chunk->bytes + chunk->at);
		const char *name = dirent->d_name;

		chunk->at += dirent->d_reclen;
		if (name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])))
			continue;
		*entry = (struct axr_os_entry){
			.name = name,
			.len = strlen(name),
			.kind = kind_of_hint(dirent->d_type),
		};
		return true;
	}
	return false;
}
