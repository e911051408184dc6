#include "known/sign.h"

#include "programs.h"

static struct axr_err err;

static int verify(struct axr_span bytes, struct axr_span signature, struct axr_span trust)
{
	return axr_sign_verify("clean", bytes, signature, trust, &err);
}

/* minisign's signature, of either kind, is good for us; altered it is not. */
static void we_verify_minisign(void **state)
{
	static const char *const kinds[] = { "", "-l" };
	struct axr_buf pub, sig;
	struct axr_span bytes = axr_span_str("some bytes\n");

	(void)state;
	need("minisign");
	spill("clean", bytes);
	assert_int_equal(run("minisign -GW -p k.pub -s k.key >/dev/null"), 0);
	pub = slurp("k.pub");
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(run("minisign -S %s -s k.key -t 'of a clean server' -m clean >log",
				     kinds[i]),
				 0);
		sig = slurp("clean.minisig");
		assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_OK);
		assert_int_equal(verify(axr_span_str("some byteS\n"), axr_buf_span(&sig),
					axr_buf_span(&pub)),
				 AXR_ETRUST);
		assert_non_null(strstr(err.text, "altered"));
		*(char *)memchr(sig.ptr + 60, 'c', sig.len - 60) ^= 1;
		assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_ETRUST);
		axr_buf_free(&sig);
	}
	axr_buf_free(&pub);
}

/* Every byte of the signature file but those of the untrusted comment matters. */
static void no_bit_may_flip(void **state)
{
	struct axr_buf pub, sig;
	struct axr_span bytes = axr_span_str("some bytes\n");
	size_t line;

	(void)state;
	need("minisign");
	spill("clean", bytes);
	assert_int_equal(run("minisign -GW -p k.pub -s k.key >/dev/null && "
			     "minisign -S -s k.key -m clean >log"),
			 0);
	pub = slurp("k.pub");
	sig = slurp("clean.minisig");
	line = axr_span_find_byte(axr_buf_span(&sig), '\n', 0);
	for (size_t i = line + 1; i + 1 < sig.len; i++) {
		sig.ptr[i] ^= 1;
		assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_ETRUST);
		sig.ptr[i] ^= 1;
	}
	for (size_t len = 0; len + 1 < sig.len; len++)
		assert_int_equal(verify(bytes, axr_span(sig.ptr, len), axr_buf_span(&pub)),
				 AXR_ETRUST);
	assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_OK);
	axr_buf_free(&pub);
	axr_buf_free(&sig);
}

static void minisign_verifies_ours(void **state)
{
	struct axr_buf key, pub, sig = { .ptr = NULL };
	struct axr_span bytes = axr_span_str("some bytes\n");

	(void)state;
	need("minisign");
	spill("clean", bytes);
	assert_int_equal(run("minisign -GW -p k.pub -s k.key >/dev/null"), 0);
	key = slurp("k.key");
	pub = slurp("k.pub");
	assert_false(axr_sign_needs_password(axr_buf_span(&key)));
	assert_int_equal(axr_sign_make(bytes, axr_buf_span(&key), axr_span(NULL, 0),
				       "clean server, 2 files", &sig, &err),
			 AXR_OK);
	spill("clean.minisig", axr_buf_span(&sig));
	assert_int_equal(run("minisign -V -p k.pub -m clean | grep -q 'clean server, 2 files'"), 0);
	assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_OK);
	axr_buf_free(&key);
	axr_buf_free(&pub);
	axr_buf_free(&sig);
}

static void foreign_keys_and_no_keys(void **state)
{
	struct axr_buf pub, sig;
	struct axr_span bytes = axr_span_str("some bytes\n");

	(void)state;
	need("minisign");
	spill("clean", bytes);
	assert_int_equal(run("minisign -GW -p k.pub -s k.key >/dev/null && "
			     "minisign -GW -p l.pub -s l.key >/dev/null && "
			     "minisign -S -s k.key -m clean >log"),
			 0);
	pub = slurp("l.pub");
	sig = slurp("clean.minisig");
	assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_ETRUST);
	assert_non_null(strstr(err.text, "another key"));
	assert_int_equal(verify(bytes, axr_span(NULL, 0), axr_buf_span(&pub)), AXR_ETRUST);
	assert_non_null(strstr(err.text, "not signed"));
	assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_span_str("RWQx")), AXR_EUSAGE);
	assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_span_str("")), AXR_EUSAGE);
	axr_buf_free(&pub);
	/* the Base64 line alone */
	assert_int_equal(run("tail -n 1 k.pub >bare"), 0);
	pub = slurp("bare");
	assert_int_equal(verify(bytes, axr_buf_span(&sig), axr_buf_span(&pub)), AXR_OK);
	axr_buf_free(&pub);
	axr_buf_free(&sig);
}

/*
 * A key sealed with the password "open" and the least that scrypt may cost, so that the test is
 * quick; made by hand after minisign's format, of a seed that signs nothing else.
 */
static void sealed_keys(void **state)
{
	static const char key[] = "untrusted comment: minisign encrypted secret key\n"
				  "RWRTY0IyAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AgAAAAAAAAAAAEAAAAAAAdUmN"
				  "fHKAXI7KRzams3sYnrG910phntQEY+vqIHicKKbT3ADz0kuU6zi8hKZMrUGDl8AhnvsS/txLgVes"
				  "dN8FTvWCl5w7SkgWAZ4j8cIAusBFL7KBBqciHpYvJCcL+ZuJCgYz8s0caos=" "\n";
	static const char pub[] = "RWR1bml0dGVzdJWNj2NrSGDlHB0b39u4fDbJFACXx0BUH2v+bIOolvwp";
	struct axr_buf sig = { .ptr = NULL };

	(void)state;
	assert_true(axr_sign_needs_password(axr_span_str(key)));
	assert_int_equal(axr_sign_make(axr_span_str("x"), axr_span_str(key), axr_span_str("shut"),
				       "c", &sig, &err),
			 AXR_EUSAGE);
	assert_int_equal(sig.len, 0);
	assert_int_equal(axr_sign_make(axr_span_str("x"), axr_span_str(key), axr_span_str("open"),
				       "c", &sig, &err),
			 AXR_OK);
	assert_int_equal(verify(axr_span_str("x"), axr_buf_span(&sig), axr_span_str(pub)), AXR_OK);
	axr_buf_free(&sig);
}

static void wrong_use(void **state)
{
	struct axr_buf sig = { .ptr = NULL };

	(void)state;
	assert_int_equal(axr_sign_make(axr_span_str("x"), axr_span_str("no key"), axr_span(NULL, 0),
				       "c", &sig, &err),
			 AXR_EUSAGE);
	assert_int_equal(axr_sign_make(axr_span_str("x"), axr_span_str("no key"), axr_span(NULL, 0),
				       "two\nlines", &sig, &err),
			 AXR_EUSAGE);
	assert_false(axr_sign_needs_password(axr_span_str("no key")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(we_verify_minisign, tree_enter, tree_leave),
		cmocka_unit_test_setup_teardown(no_bit_may_flip, tree_enter, tree_leave),
		cmocka_unit_test_setup_teardown(minisign_verifies_ours, tree_enter, tree_leave),
		cmocka_unit_test_setup_teardown(foreign_keys_and_no_keys, tree_enter, tree_leave),
		cmocka_unit_test(sealed_keys),
		cmocka_unit_test(wrong_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
