#include "decode/decoder.h"

#include "base/span.h"

/*
 * A map may not outgrow the text it explains: beyond this many points they are set at least
 * COARSE bytes apart, and what is between is near enough.
 */
enum { POINTS_MAX = 1 << 18, COARSE = 256 };

/* Bytes that a layer below parent may have; at least 1, since 0 would be no limit. */
static size_t most_of(const struct axr_decoding *decoding, const struct axr_layer *parent)
{
	const struct axr_decode_limits *limits = decoding->limits;
	uint64_t most = (uint64_t)parent->bytes.len * limits->ratio + limits->slack;

	if (most > decoding->bytes_left)
		most = decoding->bytes_left;
	if (most > UINT32_MAX)
		most = UINT32_MAX;
	return most ? (size_t)most : 1;
}

/* Bytes that the arena could still keep. */
static size_t room_of(const struct axr_decoding *decoding)
{
	const struct axr_arena *scratch = decoding->subject->scratch;

	return scratch->used < scratch->limit ? scratch->limit - scratch->used : 1;
}

void axr_draft_begin(struct axr_draft *draft, struct axr_decoding *decoding,
		     const struct axr_layer *parent)
{
	const size_t most = most_of(decoding, parent), room = room_of(decoding);

	*draft = (struct axr_draft){ .decoding = decoding, .parent = parent, .scale = 1 };
	/* what cannot be kept need not be made */
	draft->text.limit = most < room ? most : room;
}

/* Tells which limit a draft has come to, if any; false where it cannot be kept for it. */
static bool is_within_limits(const struct axr_draft *draft)
{
	struct axr_decoding *decoding = draft->decoding;

	if (!draft->text.failed && !draft->points.failed)
		return true;
	/* a part of it would leave the other layers without memory */
	if (draft->text.limit < most_of(decoding, draft->parent)) {
		axr_decode_cut(decoding, draft->parent, "memory");
		return false;
	}
	axr_decode_cut(decoding, draft->parent,
		       decoding->bytes_left <= draft->text.len ? "bytes" : "ratio");
	return true;
}

void axr_draft_from(struct axr_draft *draft, size_t there)
{
	struct axr_map_point point = { (uint32_t)draft->text.len, (uint32_t)there };
	size_t count = draft->points.len / sizeof(point);

	if (count) {
		struct axr_map_point *last = (struct axr_map_point *)(void *)draft->points.ptr;
		uint32_t gone;

		last += count - 1;
		gone = point.here - last->here;
		if (last->there + gone * draft->scale == point.there)
			return;
		if (!gone) {
			last->there = point.there;
			return;
		}
		if (count >= POINTS_MAX && gone < COARSE)
			return;
	}
	axr_buf_put(&draft->points, axr_span(&point, sizeof(point)));
}

static void charge(struct axr_decoding *decoding, uint64_t used)
{
	decoding->bytes_left = used < decoding->bytes_left ? decoding->bytes_left - used : 0;
}

void axr_draft_drop(struct axr_draft *draft)
{
	charge(draft->decoding, draft->text.len + draft->points.len);
	axr_buf_free(&draft->text);
	axr_buf_free(&draft->points);
}

static bool is_there(const struct axr_subject *subject, struct axr_span text)
{
	for (size_t i = 0; i < subject->layer_count; i++)
		if (axr_span_eq(subject->layers[i].bytes, text))
			return true;
	return false;
}

static unsigned depth_of(const struct axr_layer *layer)
{
	unsigned depth = 0;

	for (; layer->parent; layer = layer->parent)
		depth++;
	return depth;
}

/* Whether the budget has room for one more layer below parent; tells where it has not. */
static bool has_room(struct axr_decoding *decoding, const struct axr_layer *parent)
{
	const struct axr_decode_limits *limits = decoding->limits;

	if (depth_of(parent) >= limits->depth) {
		axr_decode_cut(decoding, parent, "depth");
		return false;
	}
	if (decoding->subject->layer_count >= limits->layers ||
	    decoding->subject->layer_count >= AXR_LAYERS_MAX) {
		axr_decode_cut(decoding, parent, "number of layers");
		return false;
	}
	return true;
}

/* A single point at the beginning is no map, but a shift. */
static bool is_shift(struct axr_layer *layer, const struct axr_map_point *points, size_t count)
{
	if (count != 1 || points->here)
		return false;
	layer->shift = points->there;
	return true;
}

static bool keep(struct axr_draft *draft, struct axr_layer *layer)
{
	struct axr_arena *scratch = draft->decoding->subject->scratch;
	struct axr_span points = axr_buf_span(&draft->points);
	size_t count = points.len / sizeof(*layer->map);

	layer->bytes = axr_arena_copy(scratch, axr_buf_span(&draft->text));
	if (layer->bytes.len != draft->text.len)
		return false;
	if (is_shift(layer, (const void *)points.ptr, count))
		return true;
	layer->map = (const void *)axr_arena_copy(scratch, points).ptr;
	layer->map_count = count;
	return !scratch->failed;
}

/* A layer for text, not yet counted; NULL where it is empty or there already, or has no room. */
static struct axr_layer *begin_layer(const struct axr_draft *draft, struct axr_span text,
				     const char *name)
{
	struct axr_subject *subject = draft->decoding->subject;
	const struct axr_layer *parent = draft->parent;
	struct axr_layer *layer;

	if (!text.len || is_there(subject, text) || !has_room(draft->decoding, parent))
		return NULL;
	layer = &subject->layers[subject->layer_count];
	*layer = (struct axr_layer){ .parent = parent, .scale = draft->scale };
	layer->name = parent->parent
			      ? axr_arena_printf(subject->scratch, "%s/%s", parent->name, name)
			      : name;
	return layer;
}

struct axr_layer *axr_draft_add(struct axr_draft *draft, const char *name)
{
	struct axr_decoding *decoding = draft->decoding;
	const struct axr_layer *parent = draft->parent;
	struct axr_layer *layer = NULL;

	if (is_within_limits(draft))
		layer = begin_layer(draft, axr_buf_span(&draft->text), name);
	if (layer && !keep(draft, layer)) {
		axr_decode_cut(decoding, parent, "memory");
		layer = NULL;
	}
	if (layer) {
		layer->content = axr_probe_text(layer->bytes, &layer->is_text);
		decoding->maker[decoding->subject->layer_count++] = decoding->now;
	}
	axr_draft_drop(draft);
	return layer;
}

struct axr_layer *axr_draft_add_made(struct axr_draft *draft, struct axr_span text,
				     const struct axr_map_point *points, size_t count,
				     const char *name)
{
	struct axr_decoding *decoding = draft->decoding;
	struct axr_layer *layer;

	if (text.len > most_of(decoding, draft->parent)) {
		axr_decode_cut(decoding, draft->parent, decoding->bytes_left ? "ratio" : "bytes");
		text.len = 0;
	}
	layer = begin_layer(draft, text, name);
	if (layer) {
		layer->bytes = text;
		if (!is_shift(layer, points, count)) {
			layer->map = points;
			layer->map_count = count;
		}
		decoding->maker[decoding->subject->layer_count++] = decoding->now;
	}
	charge(decoding, text.len + count * sizeof(*points));
	return layer;
}
