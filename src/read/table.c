#include "read/table.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/inflate.h"

struct axr_table {
	const struct axr_packed_table *packed;
	pthread_mutex_t lock;
	struct axr_buf bytes; /* empty until asked for */
};

struct axr_table *axr_table_new(const struct axr_packed_table *packed)
{
	struct axr_table *table = calloc(1, sizeof(*table));

	if (!table)
		return NULL;
	if (pthread_mutex_init(&table->lock, NULL)) {
		free(table);
		return NULL;
	}
	table->packed = packed;
	return table;
}

void axr_table_free(struct axr_table *table)
{
	if (!table)
		return;
	pthread_mutex_destroy(&table->lock);
	axr_buf_free(&table->bytes);
	free(table);
}

static bool unpack(struct axr_table *table)
{
	const struct axr_packed_table *packed = table->packed;
	struct axr_buf *bytes = &table->bytes;

	if (bytes->len == packed->size)
		return true;
	bytes->limit = packed->size;
	if (axr_buf_reserve(bytes, packed->size) &&
	    axr_inflate(packed->deflated, bytes, AXR_WRAP_ZLIB) && bytes->len == packed->size)
		return true;
	axr_buf_free(bytes);
	return false;
}

bool axr_table_bytes(struct axr_table *table, struct axr_span *bytes, char *text, size_t size)
{
	bool good;

	pthread_mutex_lock(&table->lock);
	good = unpack(table);
	*bytes = axr_buf_span(&table->bytes);
	pthread_mutex_unlock(&table->lock);
	if (!good)
		snprintf(text, size, "the table in this program is damaged, or memory is short");
	return good;
}
