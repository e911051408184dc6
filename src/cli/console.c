#include "console.h"

bool cli_read_line(int (*read_byte)(char *byte), char *line, size_t size)
{
	size_t len = 0;
	char byte;
	int got;

	while ((got = read_byte(&byte)) == 1 && byte != '\n')
		if (len + 1 < size)
			line[len++] = byte;
	if (len && line[len - 1] == '\r')
		len--;
	line[len] = '\0';
	cli_console_wipe(&byte, 1);
	return got == 1 || (!got && len);
}
