#include "base/span.h"
#include "read/read.h"
#include "walk/walk.h"

void axr_options_init(struct axr_options *options)
{
	*options = (struct axr_options){
		.max_depth = AXR_WALK_DEPTH,
		.window = AXR_READ_WINDOW,
		.file_timeout = 60, /* seconds, between Loki-RS's 10 and THOR's 90 */
		.fail_on = AXR_SUSPICIOUS,
		.report = AXR_NOTABLE,
	};
}
