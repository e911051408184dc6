/*
 * The tables against the iconv that they were made from.  Both stand behind the same three
 * functions; those of the tables have other names in this program.
 */
#include "os/table_codepage.h"

#include "base/span.h"
#include "os/os.h"
#include "../test.h"

struct axr_os_codepage *axr_table_codepage_open(unsigned number);
void axr_table_codepage_close(struct axr_os_codepage *codepage);
size_t axr_table_codepage_read(struct axr_os_codepage *codepage, struct axr_span bytes,
			       uint8_t *text, size_t size, size_t *wrote);

enum { BYTES = 256, TEXT = 8 * BYTES, ROUNDS = 40, FIRST_PAGES = 65536 };

struct reader {
	struct axr_os_codepage *(*open)(unsigned);
	void (*close)(struct axr_os_codepage *);
	size_t (*read)(struct axr_os_codepage *, struct axr_span, uint8_t *, size_t, size_t *);
};

static const struct reader by_iconv = { axr_os_codepage_open, axr_os_codepage_close,
					axr_os_codepage_read };
static const struct reader by_table = { axr_table_codepage_open, axr_table_codepage_close,
					axr_table_codepage_read };

/* These compose letters from two bytes far apart; the tables give the two. */
static bool composes(unsigned number)
{
	return number == 1255 || number == 1258;
}

static struct axr_span read_all(const struct reader *reader, unsigned number, struct axr_span bytes,
				uint8_t *text)
{
	struct axr_os_codepage *codepage = reader->open(number);
	size_t at = 0, len = 0, took, wrote;

	assert_non_null(codepage);
	do {
		took = reader->read(codepage, axr_span_from(bytes, at), text + len, TEXT - len,
				    &wrote);
		len += wrote;
		at += took;
	} while (took && at < bytes.len);
	reader->close(codepage);
	return axr_span(text, len);
}

static void assert_same(unsigned number, struct axr_span bytes)
{
	uint8_t texts[2][TEXT];
	struct axr_span one = read_all(&by_iconv, number, bytes, texts[0]);
	struct axr_span other = read_all(&by_table, number, bytes, texts[1]);

	if (one.len == other.len && !memcmp(one.ptr, other.ptr, one.len))
		return;
	print_message("code page %u\n", number);
	assert_int_equal(one.len, other.len);
	assert_memory_equal(one.ptr, other.ptr, one.len);
}

static bool is_paged(unsigned number)
{
	struct axr_os_codepage *codepage = axr_os_codepage_open(number);
	struct axr_os_codepage *table = axr_table_codepage_open(number);
	const bool known = codepage;

	assert_int_equal(known, table != NULL);
	axr_os_codepage_close(codepage);
	axr_table_codepage_close(table);
	return known;
}

static void all_pages_read_alike(void **state)
{
	uint8_t bytes[BYTES];
	uint32_t seed = 1;
	size_t pages = 0;

	(void)state;
	for (unsigned number = 0; number <= FIRST_PAGES; number++) {
		if (!is_paged(number))
			continue;
		pages++;
		for (size_t i = 0; i < BYTES; i++)
			bytes[i] = (uint8_t)i;
		if (!composes(number))
			assert_same(number, axr_span(bytes, BYTES));
		for (size_t round = 0; round < ROUNDS && !composes(number); round++) {
			for (size_t i = 0; i < BYTES; i++) {
				seed = seed * 1664525 + 1013904223;
				bytes[i] = (uint8_t)(seed >> 24);
				/* escapes and their like by themselves are rare in noise */
				if (round % 2 && bytes[i] < 0x1b && bytes[i] != 0xe &&
				    bytes[i] != 0xf)
					bytes[i] |= 0x80;
			}
			assert_same(number, axr_span(bytes, BYTES));
		}
	}
	assert_int_equal(pages, axr_codepage_number_count);
	assert_true(pages > 150);
}

static void states_and_lines(void **state)
{
	(void)state;
	assert_same(50220, axr_span_str("a\x1b$BCf\n\x43\x66\x1b(B<%\x1b(J\\~\x1b$@!!\x1b"));
	assert_same(50225, axr_span_str("\x1b$)C<%\x0e\x30\x21\x0f%>\n\x0e\x30\x22\n<a>"));
	assert_same(939, axr_span_str("\x4c\x6c\x0e\x42\xc1\x0f\x7c\x0e\x42"));
	assert_same(932, axr_span_str("\x83\x5c<%\x83"));
	assert_same(20932, axr_span_str("\x8f\xb0\xa1\x8e\xb1\xa4\xa2\x8f\xb0"));
}

static void all_of_gb18030(void **state)
{
	uint8_t bytes[4 * 50];

	(void)state;
	for (uint32_t linear = 0; linear < 126 * 10 * 126 * 10; linear += 50) {
		for (uint32_t i = 0; i < 50; i++) {
			const uint32_t at = linear + i;

			bytes[4 * i] = (uint8_t)(0x81 + at / 12600);
			bytes[4 * i + 1] = (uint8_t)(0x30 + at / 1260 % 10);
			bytes[4 * i + 2] = (uint8_t)(0x81 + at / 10 % 126);
			bytes[4 * i + 3] = (uint8_t)(0x30 + at % 10);
		}
		/* the first plane, and samples of the rest */
		if (linear < 60000 || linear % 35000 == 0 || (linear > 1235000 && linear < 1240000))
			assert_same(54936, axr_span(bytes, sizeof(bytes)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_pages_read_alike),
		cmocka_unit_test(states_and_lines),
		cmocka_unit_test(all_of_gb18030),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
