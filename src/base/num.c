#include "base/num.h"

#include "base/span.h"

bool axr_parse_u64(struct axr_span s, uint64_t max, uint64_t *value)
{
	uint64_t n = 0;

	if (!s.len)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned)(s.ptr[i] - '0');

		if (digit > 9 || n > (max - digit) / 10)
			return false;
		n = n * 10 + digit;
		if (n > max)
			return false;
	}
	*value = n;
	return true;
}

bool axr_parse_hex(struct axr_span s, uint8_t *bytes, size_t len)
{
	if (s.len != 2 * len)
		return false;
	for (size_t i = 0; i < len; i++) {
		int high = axr_hex_value(s.ptr[2 * i]), low = axr_hex_value(s.ptr[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

void axr_format_hex(char *text, const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < len; i++) {
		*text++ = digits[bytes[i] >> 4];
		*text++ = digits[bytes[i] & 15];
	}
	*text = '\0';
}

/* Days since 1970-01-01; Howard Hinnant's days_from_civil. */
static int64_t days_of(int64_t year, unsigned month, unsigned day)
{
	int64_t era, yoe, doy;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	yoe = year - era * 400;
	doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int64_t axr_time_of(int64_t year, unsigned month, unsigned day, unsigned hour, unsigned minute,
		    unsigned second)
{
	return days_of(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

/* The last count digits of number and what stands behind them; returns the end. */
static char *put_digits(char *text, uint64_t number, size_t count, char behind)
{
	for (size_t i = count; i--; number /= 10)
		text[i] = (char)('0' + number % 10);
	text[count] = behind;
	return text + count + 1;
}

size_t axr_format_u64(char text[AXR_U64_DIGITS + 1], uint64_t number)
{
	size_t count = 1;

	for (uint64_t rest = number; rest > 9; rest /= 10)
		count++;
	put_digits(text, number, count, '\0');
	return count;
}

void axr_format_time(char *text, size_t size, struct axr_time time)
{
	int64_t days = time.sec / 86400, rest = time.sec % 86400;
	int64_t era, doe, yoe, doy, mp, year;

	*text = '\0';
	if (!time.known || time.sec < axr_time_of(0, 1, 1, 0, 0, 0) ||
	    time.sec >= axr_time_of(10000, 1, 1, 0, 0, 0))
		return;
	if (rest < 0) {
		rest += 86400;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	year = yoe + era * 400 + (mp >= 10);
	if (size < sizeof("0000-00-00T00:00:00.000Z"))
		return;
	/* not snprintf(): an inventory has millions of these */
	text = put_digits(text, (uint64_t)year, 4, '-');
	text = put_digits(text, (uint64_t)(mp < 10 ? mp + 3 : mp - 9), 2, '-');
	text = put_digits(text, (uint64_t)(doy - (153 * mp + 2) / 5 + 1), 2, 'T');
	text = put_digits(text, (uint64_t)(rest / 3600), 2, ':');
	text = put_digits(text, (uint64_t)(rest / 60 % 60), 2, ':');
	text = put_digits(text, (uint64_t)(rest % 60), 2, '.');
	text = put_digits(text, time.nsec / 1000000 % 1000, 3, 'Z');
	*text = '\0';
}

/* len digits at *at as a number; -1 where they are not digits. */
static int digits_at(struct axr_span s, size_t at, size_t len)
{
	uint64_t n;

	if (at + len > s.len || !axr_parse_u64(axr_span_cut(s, at, len), 9999, &n))
		return -1;
	return (int)n;
}

static bool parse_offset(struct axr_span s, int64_t *seconds)
{
	int hour, minute;

	*seconds = 0;
	if (axr_span_iis(s, "z"))
		return true;
	if (s.len != 6 || (s.ptr[0] != '+' && s.ptr[0] != '-') || s.ptr[3] != ':')
		return false;
	hour = digits_at(s, 1, 2);
	minute = digits_at(s, 4, 2);
	if (hour < 0 || minute < 0)
		return false;
	*seconds = (s.ptr[0] == '-' ? -1 : 1) * (hour * 3600 + minute * 60);
	return true;
}

bool axr_parse_time(struct axr_span s, struct axr_time *time)
{
	int year = digits_at(s, 0, 4), month = digits_at(s, 5, 2), day = digits_at(s, 8, 2);
	int hour = digits_at(s, 11, 2), minute = digits_at(s, 14, 2), second = digits_at(s, 17, 2);
	size_t at = 19;
	int64_t offset;
	uint32_t nsec = 0, unit = 100000000;

	if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59 || second < 0 || second > 60)
		return false;
	if (s.ptr[4] != '-' || s.ptr[7] != '-' || s.ptr[13] != ':' || s.ptr[16] != ':')
		return false;
	if (at < s.len && s.ptr[at] == '.') {
		for (at++; at < s.len && axr_is_digit(s.ptr[at]); at++, unit /= 10)
			nsec += (uint32_t)(s.ptr[at] - '0') * unit;
	}
	if (!parse_offset(axr_span_from(s, at), &offset))
		return false;
	time->sec = axr_time_of(year, (unsigned)month, (unsigned)day, (unsigned)hour,
				(unsigned)minute, (unsigned)second) - offset;
	time->nsec = nsec;
	time->known = true;
	return true;
}

uint64_t axr_hash_bytes(struct axr_span s, uint64_t seed)
{
	uint64_t hash = 0xcbf29ce484222325u ^ seed;

	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ s.ptr[i]) * 0x100000001b3u;
	return hash;
}
