/* From a flow to reasons. */
#ifndef AXR_DETECT_SCRIPT_RULES_H
#define AXR_DETECT_SCRIPT_RULES_H

#include "base/subject.h"
#include "detect/script/flow.h"

/* What a value is worth at a sink: of those that fit, the first is told. */
struct axr_rule {
	uint16_t sink;
	uint32_t value, value_all, value_not; /* any of, all of, none of */
	uint32_t path, path_all, path_not;
	uint32_t object, object_all; /* of its taint: any of, all of */
	uint64_t kinds;	 /* any of the object's */
	int score;
	const char *name;
	const char *verb; /* what is done to the value, or the whole sentence where plain */
	bool plain;
	const char *technique;
};

extern const struct axr_rule axr_rules[]; /* to AXR_S_NONE */

/* What of the page around it makes a flow less of a finding. */
struct axr_excuse {
	const char *rule;
	uint64_t all, none;  /* traits of the page */
	uint32_t value_not;  /* of the value */
	int score;
	bool classic;	 /* in classic ASP alone */
	bool no_queries; /* where the client does not say what a database is asked */
};

extern const struct axr_excuse axr_excuses[]; /* to NULL */

/* Something to tell about a page. */
struct axr_remark {
	const char *rule, *title, *technique;
	const char *verb; /* in place of a title: what is done to the value that begins at from */
	uint32_t taint;	  /* of that value */
	int score;
	uint32_t token; /* the point; UINT32_MAX: byte at of the text */
	uint32_t at, len;
	uint32_t from;		   /* token where it begins, plus one; 0: nowhere */
	struct axr_script *script; /* whose tokens these are; set when it is read */
	const struct axr_layer *layer;
};

/* Rules that add to a finding and are none. */
#define AXR_RULE_GATE "password-gate"
#define AXR_RULE_HIDDEN "hidden-answer"

enum { AXR_REMARKS_MAX = 96 }; /* more than there are rules */

/* What is known of a page, the best remark of each rule. */
struct axr_remarks {
	struct axr_remark list[AXR_REMARKS_MAX];
	size_t count;
};

/* Keeps a remark unless there is a better one, or an earlier one as good, of its rule. */
void axr_remark(struct axr_remarks *remarks, const struct axr_remark *remark);

/* The traits that single words show; before the rules. */
void axr_script_words(struct axr_script *script);

/* What flows where it does harm. */
void axr_script_rules(struct axr_script *script, struct axr_remarks *remarks);

/* The sentence of a remark; made late, since it takes a look through the text for each line. */
const char *axr_remark_title(struct axr_script *script, const struct axr_remark *remark);

/* What the page is capable of. */
void axr_script_traits(struct axr_script *script, struct axr_span extension,
		       struct axr_remarks *remarks);

/* How the page is built: escaped names, empty blocks, encoded script. */
void axr_script_disguises(struct axr_script *script, struct axr_span extension,
			  struct axr_remarks *remarks);

/* Whether a file of this name is never code. */
bool axr_script_is_innocent(struct axr_span path);

/* What the page takes from elsewhere: includes, code files, objects. */
void axr_script_references(struct axr_script *script, struct axr_remarks *remarks);

/* Marks the names of server controls and server objects that the page's markup declares. */
void axr_script_controls(struct axr_script *script);

#endif
