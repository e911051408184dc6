#include "report/hashdeep.h"

#include <openssl/evp.h>

#include "known/formats/formats.h"
#include "known/path.h"
#include "../known/programs.h"
#include "../known/subjects.h"

static void hash(struct axr_file *file, struct axr_span bytes)
{
	file->size = bytes.len;
	file->digests = AXR_MD5 | AXR_SHA256;
	assert_true(EVP_Digest(bytes.ptr, bytes.len, file->md5, NULL, EVP_md5(), NULL));
	assert_true(EVP_Digest(bytes.ptr, bytes.len, file->sha256, NULL, EVP_sha256(), NULL));
}

/* The row of a file below the folder. */
static bool put_row(struct axr_buf *out, const struct tree *tree, const char *name)
{
	struct axr_buf bytes = slurp(name);
	struct axr_file file = { .label = "" };
	char path[400];
	bool put;

	snprintf(path, sizeof(path), "%s/%s", tree->path, name);
	file.path = axr_span_str(path);
	hash(&file, axr_buf_span(&bytes));
	put = axr_baseline_write_row(out, &file);
	axr_buf_free(&bytes);
	return put;
}

static void text(void **state)
{
	const struct axr_span roots[] = { axr_span_str("C:\\inetpub"), axr_span_str("a\nb") };
	struct axr_file file = { .label = "", .path = axr_span_str("C:\\inetpub\\a,b.aspx") };
	struct axr_buf out = { .ptr = NULL };

	(void)state;
	hash(&file, axr_span_str("abc"));
	axr_baseline_write_head(&out, "1.2.3", roots, 2);
	assert_true(axr_baseline_write_row(&out, &file));
	assert_span(axr_buf_span(&out),
		    "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## aspxray 1.2.3\n"
		    "## Root: C:\\inetpub\n##\n"
		    "3,900150983cd24fb0d6963f7d28e17f72,"
		    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,"
		    "C:\\inetpub\\a,b.aspx\n");
	axr_buf_free(&out);
}

/* A name must not write rows of its own. */
static void line_breaks_are_refused(void **state)
{
	struct axr_file file = { .label = "", .path = axr_span_str("/a\nb") };
	struct axr_buf out = { .ptr = NULL };

	(void)state;
	assert_false(axr_baseline_write_row(&out, &file));
	file.path = axr_span_str("/a\r");
	assert_false(axr_baseline_write_row(&out, &file));
	assert_int_equal(out.len, 0);
}

static void put_tree(void)
{
	assert_int_equal(run("mkdir -p 't/sub dir' && printf a >'t/one.aspx' && "
			     "printf bb >'t/sub dir/two, three.txt' && : >t/empty && "
			     "printf c >'t/\xc3\xa4#%%.asp'"),
			 0);
}

/* "hashdeep -a" finds nothing new, nothing missing, and sees an edit, a move and a loss. */
static void hashdeep_audits_ours(void **state)
{
	const struct tree *tree = *state;
	struct axr_buf out = { .ptr = NULL };
	const struct axr_span root = axr_span_str(tree->path);

	need("hashdeep");
	put_tree();
	axr_baseline_write_head(&out, "1", &root, 1);
	assert_true(put_row(&out, tree, "t/one.aspx") && put_row(&out, tree, "t/empty") &&
		    put_row(&out, tree, "t/sub dir/two, three.txt") &&
		    put_row(&out, tree, "t/\xc3\xa4#%.asp"));
	spill("ours", axr_buf_span(&out));
	axr_buf_free(&out);
	assert_int_equal(run("hashdeep -a -vv -k ours -r '%s/t' >out", tree->path), 0);
	assert_int_equal(run("grep -q 'Audit passed' out && grep -q 'Files matched: 4' out"), 0);
	assert_int_not_equal(run("printf x >>t/one.aspx; hashdeep -a -vv -k ours -r '%s/t' >out",
				 tree->path),
			     0);
	assert_int_equal(run("grep -q 'Audit failed' out && grep -q 'New files found: 1' out"), 0);
}

static bool is_stock(const struct axr_baseline *baseline, const struct tree *tree,
		     const char *name)
{
	struct axr_buf bytes = slurp(name);
	struct axr_file file = { .label = "" };
	char path[400];
	uint8_t key[800];
	bool same;

	hash(&file, axr_buf_span(&bytes));
	axr_buf_free(&bytes);
	snprintf(path, sizeof(path), "%s/%s", tree->path, name);
	return axr_baseline_path(baseline,
				 axr_span(key, axr_path_key(key, axr_span_str(path))), &file,
				 &same) != SIZE_MAX &&
	       same;
}

static void we_read_hashdeep(void **state)
{
	static const char *const options[] = { "-c md5,sha256", "-c sha256", "-c md5",
					       "-c sha1,md5,tiger", "" };
	const struct tree *tree = *state;
	struct axr_baseline baseline;

	need("hashdeep");
	put_tree();
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		struct axr_buf list;
		bool sha1 = strstr(options[i], "sha1") != NULL;

		assert_int_equal(run("hashdeep %s -r '%s/t' >theirs", options[i], tree->path),
				 0);
		list = slurp("theirs");
		assert_int_equal(axr_baseline_init(&baseline, "theirs", NULL), AXR_OK);
		assert_int_equal(axr_formats_read(&baseline, axr_buf_span(&list), NULL), AXR_OK);
		axr_buf_free(&list);
		assert_int_equal(baseline.row_count, 4);
		assert_int_equal(baseline.digests, sha1			    ? AXR_SHA1 :
						   !strcmp(options[i], "-c md5") ? AXR_MD5 :
										   AXR_SHA256);
		if (!sha1) {
			assert_true(is_stock(&baseline, tree, "t/one.aspx"));
			assert_true(is_stock(&baseline, tree, "t/sub dir/two, three.txt"));
			assert_true(is_stock(&baseline, tree, "t/empty"));
			assert_true(is_stock(&baseline, tree, "t/\xc3\xa4#%.asp"));
		}
		axr_baseline_free(&baseline);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text),
		cmocka_unit_test(line_breaks_are_refused),
		cmocka_unit_test_setup_teardown(hashdeep_audits_ours, tree_enter, tree_leave),
		cmocka_unit_test_setup_teardown(we_read_hashdeep, tree_enter, tree_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
