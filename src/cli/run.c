#include "run.h"

#include "console.h"
#include "progress.h"

/* What of the user's own files cannot be used is also said where it will be seen. */
static void on_record(void *outputs, const struct axr_record *record)
{
	const struct axr_problem *problem = record->problem;

	cli_outputs_record(outputs, record);
	if (record->kind != AXR_RECORD_PROBLEM || problem->trouble != AXR_TROUBLE_RULE)
		return;
	cli_complain(problem->path, problem->line, problem->text);
}

/*
 * The program is about to end: to take 20,000 pieces of rules apart first would take as long as to
 * scan a page.
 */
static struct axr_engine *volatile last; /* nobody reads it but a search for leaks */

int cli_run_scan(const char *command, const struct axr_options *options,
		 const struct cli_list *paths, const struct cli_output_values *output, bool quiet)
{
	struct cli_outputs outputs = { 0 };
	struct cli_progress *progress = NULL;
	struct axr_engine *engine = NULL;
	struct axr_scan *scan = NULL;
	struct axr_err err;
	int status = axr_engine_open(&engine, options, &err);

	if (status >= 0)
		status = axr_scan_open(&scan, engine, paths->items, paths->count, &err);
	if (status < 0) {
		status = cli_fail(cli_status(status), "%s", err.text);
		goto out;
	}
	status = cli_outputs_open(&outputs, command, output);
	if (status)
		goto out;
	for (size_t i = 0; i < outputs.count; i++)
		if (axr_scan_spare(scan, outputs.reporters[i]) < 0) {
			status = cli_fail(EXIT_RUN, "out of memory");
			goto out;
		}
	cli_console_catch(scan);
	if (!quiet)
		progress = cli_progress_start(scan);
	status = (int)axr_scan_run(scan, on_record, &outputs);
	cli_progress_stop(progress);
out:
	status = cli_outputs_close(&outputs, status);
	cli_console_catch(NULL);
	axr_scan_free(scan);
	last = engine;
	return status;
}
