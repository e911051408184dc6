/*
 * Feeds a fuzz target what a corpus holds, each input whole, cut short and with bytes turned, so
 * that every build, with every compiler and sanitizer, meets what fuzzing once found.
 *
 * usage: replay_NAME CORPUS     reads CORPUS/NAME/ and prints TAP
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of its own length, so that a sanitizer sees a read behind the end. */
static void feed(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	if (size)
		memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void replay(uint8_t *data, size_t size)
{
	size_t step = size / 16 + 1;

	feed(data, size);
	for (size_t cut = 0; cut < size; cut += step)
		feed(data, cut);
	for (size_t at = 0; at < size; at += step) {
		data[at] ^= 0x20;
		feed(data, size);
		data[at] ^= 0xa0;
		feed(data, size);
		data[at] ^= 0x80;
	}
}

static int replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(1 << 24);
	size_t size;

	if (!file || !data)
		return -1;
	size = fread(data, 1, 1 << 24, file);
	fclose(file);
	replay(data, size);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	const char *name = strstr(argv[0], "replay_");
	char folder[4096], path[8192];
	struct dirent *entry;
	unsigned count = 0;
	DIR *dir;

	if (argc != 2 || !name)
		return 1;
	name += strlen("replay_");
	snprintf(folder, sizeof(folder), "%s/%.*s", argv[1], (int)strcspn(name, "."), name);
	feed(NULL, 0);
	dir = opendir(folder);
	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (replay_file(path)) {
			printf("Bail out! cannot read %s\n", path);
			return 1;
		}
		printf("ok %u - %s\n", ++count, entry->d_name);
	}
	if (!count) {
		printf("Bail out! no corpus in %s\n", folder);
		return 1;
	}
	closedir(dir);
	printf("1..%u\n", count);
	return 0;
}
