#include "list.h"

static void powershell(void **state)
{
	(void)state;
	reads("#TYPE Microsoft.Powershell.Utility.FileHash\r\n\"Algorithm\",\"Hash\",\"Path\"\r\n"
	      "\"SHA256\",\"" SHA256_A "\",\"C:\\a, \"\"b\"\".aspx\"\r\n"
	      "\"SHA256\",,\"C:\\locked\"\r\n",
	      1);
	lists("c/a, \"b\".aspx", AXR_SHA256, 0xca, 0x97);
	axr_baseline_free(&list);
	reads("\"Path\";\"Hash\"\n\"C:\\x;y\";\"" MD5_A "\"\n", 1);
	lists("c/x;y", AXR_MD5, 0x0c, 0xc1);
	axr_baseline_free(&list);
	fails("\"Algorithm\",\"Hash\",\"Path\"\n\"SHA512\",\"" SHA256_A "\",\"x\"\n",
	      "list:2: the algorithm");
	fails("\"Algorithm\",\"Hash\",\"Path\"\n\n\"SHA256\",\"" SHA256_A "\",\"x\n",
	      "list:3: the quotes do not close");
	fails("\"Algorithm\",\"Hash\",\"Path\"\n\"SHA256\",\"xyz\",\"x\"\n",
	      "list:2: expected an MD5");
	fails("\"Algorithm\",\"Hash\",\"Path\"\n\"SHA256\"x,\"xyz\",\"x\"\n", "list:2: the quotes");
}

static void css_variants(void **state)
{
	(void)state;
	/* leading backslash; byte order mark; padded version; a name with a comma */
	reads("\xef\xbb\xbf" SHA256_A ",15.01.1466.010,\\FrontEnd\\HttpProxy\\owa\\a,b.js\n" SHA256_B
	      ",15.01.1466.010,\\ClientAccess\\ecp\\Version\\x.js\n",
	      2);
	assert_int_equal(list.kind, AXR_BASELINE_EXCHANGE);
	assert_true(list.frontend);
	lists("frontend/httpproxy/owa/a,b.js", AXR_SHA256, 0xca, 0x97);
	lists("clientaccess/ecp/version/x.js", AXR_SHA256, 0x3e, 0x23);
	axr_baseline_free(&list);
	/* no backslash */
	reads(SHA256_A ",15.2.1.1,ClientAccess\\owa\\a.js\n" SHA256_B
		       ",15.2.1.1,FrontEnd\\HttpProxy\\b.js\n",
	      2);
	lists("clientaccess/owa/a.js", AXR_SHA256, 0xca, 0x97);
	axr_baseline_free(&list);
	/* the nine lists that leave FrontEnd out */
	reads(SHA256_A ",15.2.659.4,\\owa\\a.js\n", 1);
	assert_false(list.frontend);
	lists("clientaccess/owa/a.js", AXR_SHA256, 0xca, 0x97);
	axr_baseline_free(&list);
	fails(SHA256_A ",15.2.659.4,\\owa\\a.js\nx,y\n", "list:2: expected \"SHA256,BUILD,PATH\"");
}

static void nsrl(void **state)
{
	(void)state;
	reads("\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\","
	      "\"OpSystemCode\",\"SpecialCode\"\n"
	      "\"" SHA1_A "\",\"" MD5_A "\",\"E8B7BE43\",\"a.txt\",1,3095,\"WIN\",\"\"\n"
	      "\"" SHA1_A "\",\"" MD5_A "\",\"E8B7BE43\",\"evil.txt\",1,3095,\"WIN\",\"M\"\n",
	      1);
	assert_int_equal(list.kind, AXR_BASELINE_CONTENTS);
	assert_int_equal(list.digests, AXR_SHA1);
	axr_baseline_free(&list);
	fails("\"SHA-1\",\"FileName\"\n\"x\",\"y\"\n", "list:2: expected an MD5");
}

static void too_many_columns(void **state)
{
	char text[500] = "\"Hash\",\"Path\"\n";

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(text, "x,");
	fails(text, "list:2: more than 32 columns");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(powershell),
		cmocka_unit_test(css_variants),
		cmocka_unit_test(nsrl),
		cmocka_unit_test(too_many_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
