#include "baselines.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "known/baseline.h"
#include "known/crypto.h"
#include "known/formats/formats.h"
#include "known/shipped.h"
#include "known/sign.h"
#include "os/os.h"

enum {
	KEY_LIMIT = 64 << 10 /* bytes of a key or a signature; real ones have under 1,000 */
};

static const size_t baseline_limit = (size_t)2 << 30; /* 20 million rows */

/* A baseline with its signature, as bytes. */
struct loaded {
	struct axr_buf bytes, signature;
};

static void loaded_free(struct loaded *loaded)
{
	axr_buf_free(&loaded->bytes);
	axr_buf_free(&loaded->signature);
}

static int load(struct axr_buf *bytes, const char *path, size_t limit, struct axr_err *err)
{
	int code = axr_os_load(path, limit, bytes);
	char text[128];

	if (!code)
		return AXR_OK;
	return axr_fail(err, AXR_EIO, "cannot read '%s': %s", path,
			axr_os_error(code, text, sizeof(text)));
}

/* The file and, where it is there, its signature beside it. */
static int load_baseline(struct loaded *loaded, const char *path, struct axr_known_file *file,
			 struct axr_err *err)
{
	struct axr_buf beside = { 0 };
	struct axr_os_stat stat;
	int status = load(&loaded->bytes, path, baseline_limit, err);

	axr_buf_printf(&beside, "%s.minisig", path);
	if (status == AXR_OK && beside.failed)
		status = axr_fail(err, AXR_ENOMEM, "out of memory");
	if (status == AXR_OK && !axr_os_stat_path((const char *)beside.ptr, &stat))
		status = load(&loaded->signature, (const char *)beside.ptr, KEY_LIMIT, err);
	axr_buf_free(&beside);
	*file = (struct axr_known_file){
		.name = path,
		.bytes = axr_buf_span(&loaded->bytes),
		.signature = axr_buf_span(&loaded->signature),
	};
	return status;
}

/* A key may be given as the file that holds it, or as its text. */
static int load_trust(struct axr_buf *key, const char *trust, struct axr_err *err)
{
	struct axr_os_stat stat;
	int status = AXR_OK;

	if (!axr_os_stat_path(trust, &stat))
		status = load(key, trust, KEY_LIMIT, err);
	else
		axr_buf_puts(key, trust);
	if (status == AXR_OK && key->failed)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	if (status == AXR_OK && !key->len)
		return axr_fail(err, AXR_EUSAGE, "the trusted key is empty");
	return status;
}

int axr_baselines_open(struct axr_known **known, const struct axr_options *options,
		       struct axr_err *err)
{
	struct axr_known_setup setup = {
		.shipped = options->no_builtin ? NULL : &axr_shipped_exchange,
		.baseline_count = options->baseline_count,
	};
	struct loaded *loaded = calloc(options->baseline_count + 1, sizeof(*loaded));
	struct axr_known_file *files = calloc(options->baseline_count + 1, sizeof(*files));
	struct axr_buf trust = { 0 };
	struct axr_span key;
	int status = loaded && files ? AXR_OK : axr_fail(err, AXR_ENOMEM, "out of memory");

	*known = NULL;
	if (status == AXR_OK && options->trust)
		status = load_trust(&trust, options->trust, err);
	for (size_t i = 0; i < options->baseline_count && status == AXR_OK; i++)
		status = load_baseline(&loaded[i], options->baselines[i], &files[i], err);
	setup.baselines = files;
	key = axr_buf_span(&trust);
	setup.trust = options->trust ? &key : NULL;
	if (status == AXR_OK)
		status = axr_known_open(known, &setup, err);
	for (size_t i = 0; loaded && i < options->baseline_count; i++)
		loaded_free(&loaded[i]);
	axr_buf_free(&trust);
	free(files);
	free(loaded);
	return status;
}

int axr_baseline_check(const char *path, const char *trust, struct axr_baseline_info *info,
		       struct axr_err *err)
{
	struct loaded loaded = { 0 };
	struct axr_known_file file;
	struct axr_baseline baseline = { 0 };
	struct axr_buf key = { 0 };
	int status = load_baseline(&loaded, path, &file, err);

	*info = (struct axr_baseline_info){ 0 };
	if (status == AXR_OK && trust) {
		status = load_trust(&key, trust, err);
		if (status == AXR_OK)
			status = axr_sign_verify(path, file.bytes, file.signature,
						 axr_buf_span(&key), err);
		info->is_signed = status == AXR_OK;
	}
	if (status == AXR_OK)
		status = axr_baseline_init(&baseline, path, err);
	if (status == AXR_OK)
		status = axr_formats_read(&baseline, file.bytes, err);
	info->rows = baseline.row_count;
	info->format = baseline.format;
	axr_baseline_free(&baseline);
	axr_buf_free(&key);
	loaded_free(&loaded);
	return status;
}

/* A secret key, which no password may lock. */
static void forget(struct axr_buf *key)
{
	if (key->cap)
		axr_crypto_forget(key->ptr, key->cap);
	axr_buf_free(key);
}

int axr_baseline_key_locked(const char *key_file, struct axr_err *err)
{
	struct axr_buf key = { 0 };
	int status = load(&key, key_file, KEY_LIMIT, err);

	if (status == AXR_OK)
		status = axr_sign_needs_password(axr_buf_span(&key));
	forget(&key);
	return status;
}

static int write_signature(const char *path, struct axr_span signature, struct axr_err *err)
{
	struct axr_os_output *output = NULL;
	struct axr_buf name = { 0 };
	char text[128], *left = NULL;
	int code;

	axr_buf_printf(&name, "%s.minisig", path);
	if (name.failed) {
		axr_buf_free(&name);
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	}
	code = axr_os_output_open(&output, (const char *)name.ptr);
	if (!code) {
		axr_os_output_write(output, signature); /* its error is told by the next */
		code = axr_os_output_close(output, true, &left);
	}
	if (left)
		axr_fail(err, AXR_EIO, "cannot rename '%.340s', which is whole: %s", left,
			 axr_os_error(code, text, sizeof(text)));
	else if (code)
		axr_fail(err, AXR_EIO, "cannot write '%s': %s", (const char *)name.ptr,
			 axr_os_error(code, text, sizeof(text)));
	free(left);
	axr_buf_free(&name);
	return code ? AXR_EIO : AXR_OK;
}

int axr_baseline_sign(const char *path, const char *key_file, const char *password,
		      struct axr_err *err)
{
	struct axr_buf bytes = { 0 }, key = { 0 }, signature = { 0 }, comment = { 0 };
	int status = load(&bytes, path, baseline_limit, err);

	if (status == AXR_OK)
		status = load(&key, key_file, KEY_LIMIT, err);
	axr_buf_printf(&comment, "baseline of aspxray, %lld bytes", (long long)bytes.len);
	if (status == AXR_OK && comment.failed)
		status = axr_fail(err, AXR_ENOMEM, "out of memory");
	if (status == AXR_OK)
		status = axr_sign_make(axr_buf_span(&bytes), axr_buf_span(&key),
				       axr_span_str(password), (const char *)comment.ptr,
				       &signature, err);
	if (status == AXR_OK)
		status = write_signature(path, axr_buf_span(&signature), err);
	axr_buf_free(&comment);
	axr_buf_free(&signature);
	forget(&key);
	axr_buf_free(&bytes);
	return status;
}
