/* A line on standard error that tells how far a scan has come, while it runs. */
#ifndef AXR_CLI_PROGRESS_H
#define AXR_CLI_PROGRESS_H

#include "aspxray.h"

struct cli_progress;

/* Starts a thread that redraws the line twice a second; NULL where there is no terminal. */
struct cli_progress *cli_progress_start(const struct axr_scan *scan);

/* Wipes the line and ends the thread; NULL is fine. */
void cli_progress_stop(struct cli_progress *progress);

#endif
