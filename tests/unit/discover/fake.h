/* A running server that is made up: what its registry and its environment hold, row by row. */
#ifndef AXR_TEST_FAKE_H
#define AXR_TEST_FAKE_H

#include <errno.h>

#include "discover/live.h"

struct fake_row {
	const char *key; /* NULL: of the environment */
	const char *name, *text; /* text NULL: a number */
	uint32_t number;
	int code; /* that asking for it gives */
};

static const struct fake_row *fake_find(void *user, const char *key, const char *name)
{
	const struct fake_row *row = user;

	for (; row->name; row++)
		if (!strcmp(row->name, name) && !row->key == !key && (!key || !strcmp(row->key, key)))
			return row;
	return NULL;
}

static int fake_text(void *user, const char *key, const char *name, struct axr_buf *text)
{
	const struct fake_row *row = fake_find(user, key, name);

	if (row && row->text)
		axr_buf_puts(text, row->text);
	return !row ? ENOENT : row->code;
}

static int fake_number(void *user, const char *key, const char *name, uint32_t *number)
{
	const struct fake_row *row = fake_find(user, key, name);

	if (!row || row->text)
		return ENOENT;
	*number = row->number;
	return row->code;
}

static int fake_variable(void *user, const char *name, struct axr_buf *value)
{
	return fake_text(user, NULL, name, value);
}

static struct axr_live fake_server(struct fake_row *rows)
{
	return (struct axr_live){ fake_text, fake_number, fake_variable, rows };
}

static const char fake_v15[] = "SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Setup";
static const char fake_v14[] = "SOFTWARE\\Microsoft\\ExchangeServer\\v14\\Setup";

#endif
