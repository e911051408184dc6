/* A file that somebody keeps from being read, as evidence. */
#ifndef AXR_JUDGE_WITHHELD_H
#define AXR_JUDGE_WITHHELD_H

#include "base/subject.h"

/*
 * Adds a reason of detector "read": "antivirus" where one holds the file back, which it does to
 * what it takes for malicious; "locked" where it is something that IIS runs or obeys and a process
 * lets nobody read it, which IIS and editors never do.  Logs and databases are locked all the time
 * and get none.
 */
void axr_withheld_reasons(struct axr_subject *subject);

#endif
