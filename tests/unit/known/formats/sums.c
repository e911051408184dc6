#include "list.h"

static void gnu(void **state)
{
	(void)state;
	reads("# a comment\n" SHA256_A "  a b/c\n" SHA256_B " *D:\\x\n\\" SHA256_A
	      "  new\\nline\\\\x\n",
	      3);
	lists("a b/c", AXR_SHA256, 0xca, 0x97);
	lists("d/x", AXR_SHA256, 0x3e, 0x23);
	lists("new\nline/x", AXR_SHA256, 0xca, 0x97);
	axr_baseline_free(&list);
	reads(MD5_A "  a\n" SHA1_A "  b\r\n", 2);
	assert_int_equal(list.digests, AXR_MD5 | AXR_SHA1);
	lists("a", AXR_MD5, 0x0c, 0xc1);
	lists("b", AXR_SHA1, 0x86, 0xf7);
	axr_baseline_free(&list);
}

static void bsd(void **state)
{
	(void)state;
	reads("SHA256 (a) = b) = " SHA256_A "\n\\MD5 (x\\ny) = " MD5_A "\nSHA1 (z) = " SHA1_A "\n", 3);
	lists("a) = b", AXR_SHA256, 0xca, 0x97);
	lists("x\ny", AXR_MD5, 0x0c, 0xc1);
	lists("z", AXR_SHA1, 0x86, 0xf7);
	axr_baseline_free(&list);
}

static void malformed(void **state)
{
	(void)state;
	fails(SHA256_A "  a\nnonsense\n", "list:2: expected \"HASH  NAME\"");
	fails(SHA256_A "  a\n" SHA256_A " a\n", "list:2: expected");
	fails(SHA256_A "  a\n" SHA256_A "  \n", "list:2: expected");
	fails(SHA256_A "  a\n\\" SHA256_A "  b\\q\n", "list:2: a backslash");
	fails(SHA256_A "  a\n\\" SHA256_A "  b\\\n", "list:2: a backslash");
	fails(SHA256_A "  a\nSHA512 (a) = " SHA256_A "\n", "list:2: expected");
	fails(SHA256_A "  a\nSHA256 (a) - " SHA256_A "\n", "list:2: expected");
	fails(SHA256_A SHA256_A "  a\n", "is no list of file hashes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gnu),
		cmocka_unit_test(bsd),
		cmocka_unit_test(malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
