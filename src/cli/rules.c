#include <stdio.h>
#include <string.h>

#include "options.h"

struct values {
	bool help;
	struct cli_list rules, iocs;
	bool no_builtin;
};

static const struct cli_option options[] = {
	{ "rules", 'r', CLI_LIST, offsetof(struct values, rules), "FILE|DIR",
	  "also these YARA rules, source or compiled" },
	{ "ioc", 0, CLI_LIST, offsetof(struct values, iocs), "FILE|DIR",
	  "also these indicators, in the format of Loki and THOR" },
	{ "no-builtin", 0, CLI_FLAG, offsetof(struct values, no_builtin), NULL,
	  "without the built-in rules and indicators" },
	{ "help", 'h', CLI_HELP, offsetof(struct values, help), NULL, "this text" },
	{ 0 },
};

struct listing {
	bool only_failures;
	unsigned long loaded, failed;
};

static struct axr_span of(const char *s)
{
	struct axr_span span = { (const uint8_t *)s, s ? strlen(s) : 0 };

	return span;
}

static void on_rule(void *user, const struct axr_rule_info *rule)
{
	struct listing *listing = user;
	char name[512], source[1024], title[1024];

	if (rule->failure) {
		listing->failed++;
		cli_complain(of(rule->source), rule->line, of(rule->failure));
		return;
	}
	listing->loaded++;
	if (listing->only_failures)
		return;
	if (rule->name)
		printf("%3d  %-44s %s\n     %s\n", rule->score,
		       axr_printable(of(rule->name), name, sizeof(name)),
		       axr_printable(of(rule->source), source, sizeof(source)),
		       axr_printable(of(rule->title), title, sizeof(title)));
	else
		printf("     %s: %s\n", axr_printable(of(rule->source), source, sizeof(source)),
		       axr_printable(of(rule->title), title, sizeof(title)));
}

static int list(const struct values *values, bool only_failures)
{
	struct axr_options engine_options;
	struct listing listing = { .only_failures = only_failures };
	struct axr_engine *engine = NULL;
	struct axr_err err;
	int status;

	axr_options_init(&engine_options);
	engine_options.rules = values->rules.items;
	engine_options.rule_count = values->rules.count;
	engine_options.iocs = values->iocs.items;
	engine_options.ioc_count = values->iocs.count;
	engine_options.no_builtin = values->no_builtin;
	status = axr_engine_open(&engine, &engine_options, &err);
	if (status < 0)
		return cli_fail(cli_status(status), "%s", err.text);
	axr_engine_rules(engine, on_rule, &listing);
	axr_engine_free(engine);
	printf("%lu %s loaded, %lu not\n", listing.loaded,
	       listing.loaded == 1 ? "rule or list" : "rules and lists", listing.failed);
	status = cli_flush();
	return status ? status : listing.failed ? AXR_EXIT_INCOMPLETE : 0;
}

static int run(int argc, char **argv)
{
	struct values values = { 0 };
	struct cli_list rest = { 0 };
	int status = cli_parse(&cli_rules, options, argc, argv, &values, &rest);

	if (status >= 0)
		goto out;
	if (rest.count != 1)
		status = cli_usage("rules", "one of 'list' and 'check' is needed");
	else if (!strcmp(rest.items[0], "list"))
		status = list(&values, false);
	else if (!strcmp(rest.items[0], "check"))
		status = list(&values, true);
	else
		status = cli_usage("rules", "unknown action '%s'", rest.items[0]);
out:
	cli_list_free(&values.rules);
	cli_list_free(&values.iocs);
	cli_list_free(&rest);
	return status;
}

const struct cli_command cli_rules = {
	.name = "rules",
	.synopsis = "list|check [OPTION]...",
	.summary = "List the rules and indicators that would run, or check that all can be loaded.",
	.run = run,
};
