#include "os/os.h"

#include "base/span.h"
#include "../test.h"

static struct axr_span read_some(struct axr_os_codepage *codepage, const char *bytes,
				 uint8_t *text, size_t size, size_t took)
{
	size_t wrote;

	assert_int_equal(axr_os_codepage_read(codepage, axr_span_str(bytes), text, size, &wrote),
			 took);
	return axr_span(text, wrote);
}

static void characters_are_read_and_broken_bytes_told(void **state)
{
	struct axr_os_codepage *codepage = axr_os_codepage_open(936);
	uint8_t text[64];

	(void)state;
	assert_non_null(codepage);
	assert_span(read_some(codepage, "\xd6\xd0<%", text, sizeof(text), 4), "\xe4\xb8\xad<%");
	/* up to the broken byte, then on behind it */
	assert_span(read_some(codepage, "a\xff" "b", text, sizeof(text), 2), "a\xef\xbf\xbd");
	assert_span(read_some(codepage, "b", text, sizeof(text), 1), "b");
	/* a character that is cut is left for the next call */
	assert_span(read_some(codepage, "a\xd6", text, sizeof(text), 1), "a");
	assert_span(read_some(codepage, "\xd6", text, sizeof(text), 0), "");
	/* as much as there is room for */
	assert_span(read_some(codepage, "123456789", text, 8, 8), "12345678");
	axr_os_codepage_close(codepage);
}

/* What an escape switched to holds for the next call. */
static void a_state_lives_from_call_to_call(void **state)
{
	struct axr_os_codepage *codepage = axr_os_codepage_open(50220);
	uint8_t text[64];

	(void)state;
	assert_non_null(codepage);
	assert_span(read_some(codepage, "\x1b$B", text, sizeof(text), 3), "");
	assert_span(read_some(codepage, "\x43\x66", text, sizeof(text), 2), "\xe4\xb8\xad");
	assert_span(read_some(codepage, "\x1b(Bal", text, sizeof(text), 5), "al");
	axr_os_codepage_close(codepage);
}

static void unknown_pages_are_refused(void **state)
{
	(void)state;
	assert_null(axr_os_codepage_open(0));
	assert_null(axr_os_codepage_open(28607));
	assert_null(axr_os_codepage_open(UINT32_MAX));
	axr_os_codepage_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_are_read_and_broken_bytes_told),
		cmocka_unit_test(a_state_lives_from_call_to_call),
		cmocka_unit_test(unknown_pages_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
