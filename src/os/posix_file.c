/* Files of ours: what we load, and what we write whole or not at all. */
#include "os/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/span.h"

enum { PARTIAL_TRIES = 100, STEP = 64 << 10 };

char axr_os_separator(void)
{
	return '/';
}

char *axr_os_real_path(const char *path)
{
	return realpath(path, NULL);
}

int axr_os_shown_path(const char *path, struct axr_buf *shown)
{
	axr_buf_puts(shown, path);
	return shown->failed ? ENOMEM : 0;
}

static int load(int fd, size_t limit, struct axr_buf *bytes)
{
	const size_t before = bytes->len;
	struct stat stat;

	/* a file comes in one piece; the byte more sees its end */
	if (!fstat(fd, &stat) && S_ISREG(stat.st_mode) && stat.st_size > 0 &&
	    (uintmax_t)stat.st_size <= limit && !axr_buf_reserve(bytes, (size_t)stat.st_size + 1))
		return ENOMEM;
	for (;;) {
		ssize_t n;

		if (bytes->cap == bytes->len && !axr_buf_reserve(bytes, STEP))
			return ENOMEM;
		n = read(fd, bytes->ptr + bytes->len, bytes->cap - bytes->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (!n)
			break;
		bytes->len += (size_t)n;
		if (bytes->len - before > limit)
			return EFBIG;
	}
	if (!axr_buf_reserve(bytes, 1))
		return ENOMEM;
	bytes->ptr[bytes->len] = '\0';
	return 0;
}

int axr_os_load(const char *path, size_t limit, struct axr_buf *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int code;

	if (fd < 0)
		return errno;
	code = load(fd, limit, bytes);
	close(fd);
	return code;
}

struct axr_os_output {
	int fd;
	int code;      /* the first error */
	char *path;    /* where it goes, links resolved */
	char *partial; /* where it is now; NULL where it is written to directly */
};

static int open_partial(struct axr_os_output *output, mode_t mode)
{
	const size_t size = strlen(output->path) + sizeof(".partial-") + 6;
	int code = 0;

	output->partial = malloc(size);
	if (!output->partial)
		return ENOMEM;
	for (unsigned i = 0; i < PARTIAL_TRIES; i++) {
		const uint64_t any = axr_os_ticks() / 100 + (uint64_t)getpid() * 7919 + i;

		snprintf(output->partial, size, "%s.partial-%06x", output->path,
			 (unsigned)(any & 0xffffff));
		output->fd = open(output->partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (output->fd >= 0)
			return 0;
		code = errno;
		if (code != EEXIST)
			break;
	}
	free(output->partial);
	output->partial = NULL;
	return code;
}

static int open_output(struct axr_os_output *output, const char *path)
{
	struct stat stat;

	/* what stands there is replaced where it really lies, and keeps its permissions */
	if (!lstat(path, &stat) && S_ISLNK(stat.st_mode))
		output->path = realpath(path, NULL);
	if (!output->path)
		output->path = strdup(path);
	if (!output->path)
		return ENOMEM;
	if (lstat(output->path, &stat) < 0)
		return errno == ENOENT ? open_partial(output, 0666) : errno;
	if (S_ISDIR(stat.st_mode))
		return EISDIR;
	if (S_ISREG(stat.st_mode))
		return open_partial(output, stat.st_mode & 0777);
	output->fd = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	return output->fd < 0 ? errno : 0;
}

int axr_os_output_open(struct axr_os_output **output, const char *path)
{
	struct axr_os_output *new = calloc(1, sizeof(*new));
	int code;

	*output = NULL;
	if (!new)
		return ENOMEM;
	new->fd = -1;
	code = open_output(new, path);
	if (code) {
		free(new->path);
		free(new);
		return code;
	}
	*output = new;
	return 0;
}

struct axr_os_handle axr_os_output_handle(const struct axr_os_output *output)
{
	const struct axr_os_handle handle = { output->fd };

	return handle;
}

static int write_all(int fd, struct axr_span bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0)
			bytes = axr_span_from(bytes, (size_t)n);
	}
	return 0;
}

int axr_os_output_write(struct axr_os_output *output, struct axr_span bytes)
{
	if (!output->code)
		output->code = write_all(output->fd, bytes);
	return output->code;
}

int axr_os_stdout_write(struct axr_span bytes)
{
	return fflush(stdout) ? errno : write_all(STDOUT_FILENO, bytes);
}

int axr_os_output_close(struct axr_os_output *output, bool keep, char **left)
{
	int code;

	*left = NULL;
	if (!output)
		return 0;
	code = output->code;
	/* only now does a full disk behind a network show */
	if (keep && !code && output->partial && fsync(output->fd) < 0 && errno != EINVAL)
		code = errno;
	if (close(output->fd) < 0 && !code && errno != EINTR)
		code = errno;
	if (output->partial && (!keep || code)) {
		unlink(output->partial);
	} else if (output->partial && rename(output->partial, output->path) < 0) {
		code = errno;
		*left = output->partial;
		output->partial = NULL;
	}
	free(output->partial);
	free(output->path);
	free(output);
	return code;
}
