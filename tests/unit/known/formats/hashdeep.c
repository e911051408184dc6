#include "list.h"

#define HEAD "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n"

static void strongest_digest(void **state)
{
	(void)state;
	reads(HEAD "## Invoked from: /srv\n## $ hashdeep -r .\n## \n1," MD5_A "," SHA256_A
		   ",/srv/a,b.aspx\n",
	      1);
	lists("srv/a,b.aspx", AXR_SHA256, 0xca, 0x97);
	axr_baseline_free(&list);
	reads("%%%% HASHDEEP-1.0\r\n%%%% size,sha1,md5,tiger,filename\r\n1," SHA1_A "," MD5_A
	      ",x,C:\\a\r\n",
	      1);
	lists("c/a", AXR_SHA1, 0x86, 0xf7);
	axr_baseline_free(&list);
}

static void roots(void **state)
{
	(void)state;
	reads(HEAD "## Root: C:\\Web\n## Root: D:\\Mail\n1," MD5_A "," SHA256_A ",C:\\Web\\a\n", 1);
	assert_int_equal(list.root_count, 2);
	assert_span(axr_baseline_root_key(&list, 1), "d/mail");
	assert_true(list.roots_named);
	axr_baseline_free(&list);
}

static void more_roots_than_are_taken(void **state)
{
	struct axr_buf text = { .ptr = NULL };

	(void)state;
	axr_buf_puts(&text, HEAD);
	for (unsigned i = 0; i <= AXR_BASELINE_ROOTS_MAX; i++)
		axr_buf_printf(&text, "## Root: D:\\Sites\\%u\n", i);
	axr_buf_puts(&text, "1," MD5_A "," SHA256_A ",D:\\Sites\\7\\a\n");
	axr_buf_putc(&text, '\0');
	fails((const char *)text.ptr, "list:1027: more than 1,024 roots");
	axr_buf_free(&text);
}

static void appended_lists(void **state)
{
	(void)state;
	reads(HEAD "1," MD5_A "," SHA256_A ",a\n" HEAD "1," MD5_A "," SHA256_B ",b\n", 2);
	lists("b", AXR_SHA256, 0x3e, 0x23);
	axr_baseline_free(&list);
}

static void malformed(void **state)
{
	(void)state;
	fails("%%%% HASHDEEP-2.0\n", "list:1: is of another version");
	fails("%%%% HASHDEEP-1.0\n1," MD5_A ",x\n", "list:2: a row before");
	fails("%%%% HASHDEEP-1.0\n%%%% size,tiger,filename\n", "list:2: has no column md5");
	fails("%%%% HASHDEEP-1.0\n%%%% size,md5\n", "list:2: has no column filename");
	fails("%%%% HASHDEEP-1.0\n%%%% filename,md5\n", "list:2: the file name must be");
	fails("%%%% HASHDEEP-1.0\n%%%% a,b,c,d,e,f,g,h,i,md5,filename\n", "list:2: more than 8");
	fails(HEAD, "list: lists no file");
	fails(HEAD "1," MD5_A "\n", "list:3: fewer columns");
	fails(HEAD "1," MD5_A "," SHA256_A ",\n", "list:3: the file name is empty");
	fails(HEAD "-1," MD5_A "," SHA256_A ",a\n", "list:3: the size is no number");
	fails(HEAD "1," MD5_A "," MD5_A ",a\n", "list:3: the digest has not the length");
	fails(HEAD "1," MD5_A ",zz" SHA256_A ",a\n", "list:3: the digest has not the length");
	fails(HEAD "# \n\n1," MD5_A
		   ",zzzz8112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb,a\n",
	      "list:5: expected an MD5");
	/* hashdeep writes a name with a line break as two lines */
	fails(HEAD "1," MD5_A "," SHA256_A ",new\nline\n", "list:4: fewer columns");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strongest_digest),
		cmocka_unit_test(roots),
		cmocka_unit_test(more_roots_than_are_taken),
		cmocka_unit_test(appended_lists),
		cmocka_unit_test(malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
