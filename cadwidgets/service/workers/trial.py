"""A build's confinement tried by itself: started like a zygote, it takes every step of a child's, and ends.

It ends with status 0 when all of them went well, else with the error on its standard error.
"""

from __future__ import annotations

import importlib.util
import os
import sys

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.start import settle_in


def main() -> None:
    """Take the steps. Raises what the first one that fails raises."""
    home, layers = settle_in(sys.argv)
    os.close(os.open(home / "tried", os.O_CREAT | os.O_EXCL))
    if importlib.util.find_spec("cadquery") is None:
        sys.exit(f"user {os.geteuid()} cannot read Python's packages in {sys.prefix}")
    sandbox.confine(sandbox.Limits(), layers, home)


if __name__ == "__main__":
    main()
