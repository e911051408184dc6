/*
 * Names of owners from /etc/passwd and /etc/group as they are.  Not by getpwuid(): that may ask a
 * directory over the network, from a machine that is being investigated.
 */
#include "os/os.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"

enum { TABLE_MAX = 4 << 20, SLOTS = 32 };

struct slot {
	bool known;
	uint32_t number;
	struct axr_span name; /* in the table, or the digits below */
	char digits[11];
};

struct table {
	const char *path;
	bool loaded;
	struct axr_buf text;
	struct slot slots[SLOTS]; /* by the number's low bits: a tree has few owners */
};

struct axr_os_owners {
	struct table users, groups;
};

struct axr_os_owners *axr_os_owners_new(void)
{
	struct axr_os_owners *owners = calloc(1, sizeof(*owners));

	if (owners) {
		owners->users.path = "/etc/passwd";
		owners->groups.path = "/etc/group";
	}
	return owners;
}

void axr_os_owners_free(struct axr_os_owners *owners)
{
	if (!owners)
		return;
	axr_buf_free(&owners->users.text);
	axr_buf_free(&owners->groups.text);
	free(owners);
}

/* "name:password:number:...", a line each: passwd(5), group(5) */
static struct axr_span find(struct axr_span text, uint32_t number)
{
	struct axr_span line;

	while (axr_span_line(&text, &line)) {
		const struct axr_span name = axr_span_until(&line, ':');
		uint64_t value;

		axr_span_until(&line, ':');
		if (name.len && axr_parse_u64(axr_span_until(&line, ':'), UINT32_MAX, &value) &&
		    value == number)
			return name;
	}
	return axr_span(NULL, 0);
}

static struct axr_span name_of(struct table *table, uint32_t number)
{
	struct slot *slot = &table->slots[number % SLOTS];

	if (slot->known && slot->number == number)
		return slot->name;
	if (!table->loaded && axr_os_load(table->path, TABLE_MAX, &table->text))
		axr_buf_reset(&table->text);
	table->loaded = true;
	slot->known = true;
	slot->number = number;
	slot->name = find(axr_buf_span(&table->text), number);
	if (!slot->name.len) {
		snprintf(slot->digits, sizeof(slot->digits), "%u", (unsigned)number);
		slot->name = axr_span_str(slot->digits);
	}
	return slot->name;
}

void axr_os_owner(struct axr_os_owners *owners, struct axr_os_handle handle,
		  const struct axr_os_stat *stat, struct axr_span *user, struct axr_span *group)
{
	(void)handle;
	*user = name_of(&owners->users, stat->user);
	*group = name_of(&owners->groups, stat->group);
}
