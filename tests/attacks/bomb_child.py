"""Gives each bomb to its reader, and tells as a JSON line what came of it. Run by the tests; Linux only."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

from bombs import BOMBS


def kib(name: str) -> int:
    """``VmRSS``, the memory now, or ``VmHWM``, the most since `forget_peak`."""
    return int(re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def main() -> None:
    for name, (read, data) in BOMBS.items():
        forget_peak()
        before, begun, error = kib("VmRSS"), time.process_time(), ""
        try:
            read(data)
        except Exception as raised:
            error = type(raised).__name__
        took, extra = time.process_time() - begun, kib("VmHWM") - before
        print(json.dumps({"bomb": name, "error": error, "seconds": took, "mib": extra >> 10}), flush=True)


if __name__ == "__main__":
    main()
