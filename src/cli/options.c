#include "options.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cli_list_free(struct cli_list *list)
{
	free(list->items);
	list->items = NULL;
	list->count = 0;
}

static bool list_add(struct cli_list *list, const char *item)
{
	const char **items = realloc(list->items, (list->count + 1) * sizeof(*items));

	if (!items)
		return false;
	list->items = items;
	items[list->count++] = item;
	return true;
}

static void print_help(const struct cli_command *command, const struct cli_option *options)
{
	printf("usage: aspxray %s %s\n%s\n\n", command->name, command->synopsis, command->summary);
	for (const struct cli_option *o = options; o->name; o++) {
		char left[64], letter[6] = "    ";

		if (o->letter)
			snprintf(letter, sizeof(letter), "-%c, ", o->letter);
		snprintf(left, sizeof(left), "%s--%s%s%s", letter, o->name, o->value ? " " : "",
			 o->value ? o->value : "");
		printf("  %-28s %s\n", left, o->help);
	}
	printf("\naspxray(1) and README.md say more.\n");
}

/* A decimal number up to max behind which stands end; false where text is anything else. */
static bool parse_number(const char *text, uint64_t max, uint64_t *number, const char **end)
{
	char *stop;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*number = strtoumax(text, &stop, 10);
	*end = stop;
	return !errno && *number <= max;
}

static bool parse_size(const char *text, uint64_t *size)
{
	static const char units[] = "KMGT";
	const char *end, *unit;
	uint64_t number;
	unsigned shift = 0;

	if (!parse_number(text, UINT64_MAX, &number, &end))
		return false;
	if (*end) {
		unit = strchr(units, *end >= 'a' ? *end - 32 : *end);
		if (!unit || end[1])
			return false;
		shift = 10 * (unsigned)(unit - units + 1);
	}
	if (number > UINT64_MAX >> shift)
		return false;
	*size = number << shift;
	return true;
}

/* Stores the value of what is no list; false where it is none of its kind. */
static bool store(const struct cli_option *o, char *values, const char *value)
{
	void *place = values + o->offset;
	uint64_t number;
	const char *end;

	switch (o->kind) {
	case CLI_FLAG:
	case CLI_HELP:
		*(bool *)place = true;
		return true;
	case CLI_STRING:
		*(const char **)place = value;
		return true;
	case CLI_UNSIGNED:
		if (!parse_number(value, 1000000000, &number, &end) || *end)
			return false;
		*(unsigned *)place = (unsigned)number;
		return true;
	case CLI_SIZE:
		return parse_size(value, place);
	case CLI_LEVEL:
		return axr_level_parse(value, place) == AXR_OK;
	case CLI_LIST:
		break;
	}
	return false;
}

static const struct cli_option *find_long(const struct cli_option *options, const char *name,
					  size_t len)
{
	for (const struct cli_option *o = options; o->name; o++)
		if (strlen(o->name) == len && !memcmp(o->name, name, len))
			return o;
	return NULL;
}

static const struct cli_option *find_short(const struct cli_option *options, char letter)
{
	for (const struct cli_option *o = options; o->name; o++)
		if (letter && o->letter == letter)
			return o;
	return NULL;
}

/* One option at argv[*at] that starts with a dash; moves *at past a value of its own. */
static int parse_one(const struct cli_command *command, const struct cli_option *options, int argc,
		     char **argv, int *at, char *values)
{
	const char *arg = argv[*at], *value = NULL;
	const struct cli_option *o;

	if (arg[1] == '-') {
		size_t len = strcspn(arg + 2, "=");

		o = find_long(options, arg + 2, len);
		if (arg[2 + len])
			value = arg + 2 + len + 1;
	} else {
		o = find_short(options, arg[1]);
		if (arg[2])
			value = arg + 2;
	}
	if (!o)
		return cli_usage(command->name, "unknown option '%s'", arg);
	if (o->kind == CLI_HELP) {
		print_help(command, options);
		return cli_flush();
	}
	if (!o->value && value)
		return cli_usage(command->name, "option '--%s' takes no value", o->name);
	if (o->value && !value) {
		if (*at + 1 >= argc)
			return cli_usage(command->name, "option '--%s' needs a value: %s", o->name,
					 o->value);
		value = argv[++*at];
	}
	if (o->kind == CLI_LIST)
		return list_add((struct cli_list *)(void *)(values + o->offset), value)
			       ? -1
			       : cli_fail(EXIT_RUN, "out of memory");
	if (!store(o, values, value))
		return cli_usage(command->name, "'%s' is no value for '--%s': %s", value, o->name,
				 o->value);
	return -1;
}

int cli_parse(const struct cli_command *command, const struct cli_option *options, int argc,
	      char **argv, void *values, struct cli_list *rest)
{
	bool only_rest = false;

	for (int at = 1; at < argc; at++) {
		int status = -1;

		if (only_rest || argv[at][0] != '-' || !argv[at][1]) {
			if (!list_add(rest, argv[at]))
				return cli_fail(EXIT_RUN, "out of memory");
		} else if (!strcmp(argv[at], "--")) {
			only_rest = true;
		} else {
			status = parse_one(command, options, argc, argv, &at, values);
		}
		if (status >= 0)
			return status;
	}
	return -1;
}
