#include "progress.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "console.h"

struct cli_progress {
	const struct axr_scan *scan;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool done;
	size_t drawn; /* columns that the last line took */
};

enum { LINE_MAX_COLUMNS = 200 };

/* "1:02:03" or "2:03" */
static void format_duration(char *text, size_t size, double seconds)
{
	unsigned long s = (unsigned long)seconds;

	if (s >= 3600)
		snprintf(text, size, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
	else
		snprintf(text, size, "%lu:%02lu", s / 60, s % 60);
}

/* Writes the line over the one before; with spaces, as not every console knows escapes. */
static void put(struct cli_progress *progress, const char *text)
{
	const unsigned columns = cli_console_columns();
	const size_t most = columns && columns <= LINE_MAX_COLUMNS ? columns - 1 : LINE_MAX_COLUMNS;
	char line[LINE_MAX_COLUMNS + 2];
	size_t len = strlen(text), end;

	if (len > most)
		len = most;
	end = progress->drawn < most ? progress->drawn : most;
	line[0] = '\r';
	memcpy(line + 1, text, len);
	if (end > len)
		memset(line + 1 + len, ' ', end - len);
	progress->drawn = len;
	fwrite(line, 1, 1 + (end > len ? end : len), stderr);
	fflush(stderr);
}

static void draw(struct cli_progress *progress)
{
	struct axr_progress p;
	char left[32] = "", spent[32], text[LINE_MAX_COLUMNS];

	axr_scan_progress(progress->scan, &p);
	format_duration(spent, sizeof(spent), p.seconds);
	/* before the walk is done nobody knows how much there is */
	if (p.walk_done && p.files_done && p.files_done < p.files_seen) {
		double per_file = p.seconds / (double)p.files_done;

		format_duration(left, sizeof(left),
				per_file * (double)(p.files_seen - p.files_done));
	}
	snprintf(text, sizeof(text),
		 "%s  %llu%s%llu files  %.0f MB/s  %llu found  %llu problems%s%s",
		 spent, (unsigned long long)p.files_done, p.walk_done ? " of " : " of at least ",
		 (unsigned long long)p.files_seen,
		 p.seconds > 0 ? (double)p.bytes_done / 1e6 / p.seconds : 0.0,
		 (unsigned long long)p.findings, (unsigned long long)p.problems,
		 *left ? "  left " : "", left);
	put(progress, text);
}

static void *run(void *arg)
{
	struct cli_progress *progress = arg;

	pthread_mutex_lock(&progress->lock);
	while (!progress->done) {
		struct timespec until;

		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += 500000000;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&progress->wake, &progress->lock, &until);
		if (!progress->done)
			draw(progress);
	}
	pthread_mutex_unlock(&progress->lock);
	return NULL;
}

struct cli_progress *cli_progress_start(const struct axr_scan *scan)
{
	struct cli_progress *progress;

	if (!cli_console_columns())
		return NULL;
	progress = calloc(1, sizeof(*progress));
	if (!progress)
		return NULL;
	progress->scan = scan;
	pthread_mutex_init(&progress->lock, NULL);
	pthread_cond_init(&progress->wake, NULL);
	if (pthread_create(&progress->thread, NULL, run, progress)) {
		pthread_cond_destroy(&progress->wake);
		pthread_mutex_destroy(&progress->lock);
		free(progress);
		return NULL;
	}
	return progress;
}

void cli_progress_stop(struct cli_progress *progress)
{
	if (!progress)
		return;
	pthread_mutex_lock(&progress->lock);
	progress->done = true;
	pthread_cond_signal(&progress->wake);
	pthread_mutex_unlock(&progress->lock);
	pthread_join(progress->thread, NULL);
	pthread_cond_destroy(&progress->wake);
	pthread_mutex_destroy(&progress->lock);
	put(progress, ""); /* nothing, and the place where the next line begins */
	fputc('\r', stderr);
	fflush(stderr);
	free(progress);
}
