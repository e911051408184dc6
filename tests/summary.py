#!/usr/bin/env python3
"""Counts what the last test run of each build kind said, from meson's JUnit logs.

Prints what failed and what was skipped and why, then one line "N passed, N failed". Exits 1 where
anything failed, or where nothing was run.
"""

import sys
import xml.etree.ElementTree as ElementTree


def main(kinds):
    passed, failed, skipped = 0, 0, 0
    for kind in kinds:
        before = passed
        root = ElementTree.parse(f"build/{kind}/meson-logs/testlog.junit.xml").getroot()
        for suite in root.iter("testsuite"):
            for case in suite.iter("testcase"):
                name = f"{kind}: {suite.get('name')} {case.get('name')}"
                if case.find("failure") is not None or case.find("error") is not None:
                    print(f"FAILED {name}")
                    failed += 1
                elif case.find("skipped") is not None:
                    print(f"skipped {name}: {case.findtext('system-out') or 'no reason given'}")
                    skipped += 1
                else:
                    passed += 1
        if passed == before:
            print(f"FAILED {kind}: no test passed")
            failed += 1
    line = f"{passed} passed, {failed} failed"
    print(f"{line}, {skipped} skipped" if skipped else line)
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
