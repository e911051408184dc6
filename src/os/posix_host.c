/* The machine: clocks, processors, priorities. */
#include "os/os.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct axr_time axr_os_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct axr_time){ now.tv_sec, (uint32_t)now.tv_nsec, true };
}

uint64_t axr_os_ticks(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

void axr_os_sleep(uint64_t nanoseconds)
{
	struct timespec left = { (time_t)(nanoseconds / 1000000000),
				 (long)(nanoseconds % 1000000000) };

	while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR)
		;
}

unsigned axr_os_processors(void)
{
	cpu_set_t set;
	long online;

	if (!sched_getaffinity(0, sizeof(set), &set) && CPU_COUNT(&set) > 0)
		return (unsigned)CPU_COUNT(&set);
	online = sysconf(_SC_NPROCESSORS_ONLN); /* more processors than a cpu_set_t holds */
	return online > 0 ? (unsigned)online : 1;
}

const char *axr_os_host(char *text, size_t size)
{
	if (!size)
		return "";
	if (gethostname(text, size) < 0)
		text[0] = '\0';
	text[size - 1] = '\0';
	return text;
}

const char *axr_os_take_backup_privilege(void)
{
	return NULL;
}

void axr_os_lower_priority(void)
{
#ifdef SYS_ioprio_set
	/* linux/ioprio.h: IOPRIO_WHO_PROCESS, the calling thread, IOPRIO_CLASS_IDLE << 13 */
	syscall(SYS_ioprio_set, 1, 0, 3 << 13);
#endif
	setpriority(PRIO_PROCESS, 0, 19);
}

struct axr_os_handle axr_os_stream_handle(enum axr_os_stream stream)
{
	const struct axr_os_handle handle = { (int)stream };

	return handle;
}
