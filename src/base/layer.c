#include "base/layer.h"

#include "base/span.h"

/* The byte of the parent that byte at comes from. */
static uint64_t step_out(const struct axr_layer *layer, uint64_t at)
{
	size_t low = 0, high = layer->map_count;
	uint64_t scale = layer->scale ? layer->scale : 1;

	if (!layer->map) {
		at = at * scale + layer->shift;
		return layer->parent && at > layer->parent->bytes.len ? layer->parent->bytes.len :
									at;
	}
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (layer->map[mid].here <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return 0;
	at = layer->map[low - 1].there + (at - layer->map[low - 1].here) * scale;
	/* decoded text may be longer than what it was decoded from */
	if (low < layer->map_count && at > layer->map[low].there &&
	    layer->map[low].there >= layer->map[low - 1].there)
		at = layer->map[low].there;
	return layer->parent && at > layer->parent->bytes.len ? layer->parent->bytes.len : at;
}

uint64_t axr_layer_origin(const struct axr_layer *layer, size_t at)
{
	uint64_t offset = at;

	for (; layer; layer = layer->parent)
		offset = step_out(layer, offset);
	return offset;
}

uint32_t axr_layer_line(const struct axr_layer *layer, size_t at)
{
	const struct axr_layer *text = NULL;
	uint64_t offset = at, text_at = 0;

	for (; layer; layer = layer->parent) {
		if (layer->is_text) {
			text = layer;
			text_at = offset;
		}
		offset = step_out(layer, offset);
	}
	return text ? axr_span_line_at(text->bytes, (size_t)text_at) : 0;
}

/* Of a line that is text: a page that was hung on to binary begins and ends without a line end. */
static bool is_of_line(uint8_t c)
{
	return c >= ' ' || c == '\t';
}

struct axr_span axr_layer_excerpt(const struct axr_layer *layer, size_t at, size_t len, size_t max)
{
	struct axr_span s = layer->bytes;
	size_t from, to, room;

	if (at > s.len)
		at = s.len;
	if (len > s.len - at)
		len = s.len - at;
	if (len >= max)
		return axr_span_cut(s, at, max);
	room = max - len;
	from = at;
	while (from && at - from < room / 3 && is_of_line(s.ptr[from - 1]))
		from--;
	/* not in the middle of a UTF-8 sequence */
	while (from < at && (s.ptr[from] & 0xc0) == 0x80)
		from++;
	to = at + len;
	while (to < s.len && to - from < max && is_of_line(s.ptr[to]))
		to++;
	while (to > at + len && to < s.len && (s.ptr[to] & 0xc0) == 0x80)
		to--;
	return axr_span_trim(axr_span_cut(s, from, to - from));
}
