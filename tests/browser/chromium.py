"""The Chromium that the browser tests drive: found here, by the tests and by scripts/setup alike.

Run as a program it prints the path, or says what is missing and fails. Needs only the standard library.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
PLAYWRIGHT = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
MISSING = (
    "No Chromium found. Install chromium or google-chrome, or run '.venv/bin/playwright install chromium', "
    "or put the path of one into CADWIDGETS_CHROMIUM."
)

FLAGS = (
    "--no-sandbox",  # root has no other way, and only pages of our own are opened
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",  # WebGL without a GPU, the same pixels everywhere
    "--enable-unsafe-swiftshader",
)


def find() -> Path | None:
    """The first browser that answers when asked for its version, or None."""
    return next((path for path in _candidates() if _answers(path)), None)


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("CADWIDGETS_CHROMIUM"):
        yield Path(chosen)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (path for path in PLACES if path.exists())
    for folder in PLAYWRIGHT:
        yield from sorted(folder.glob("chromium-*/*/chrome"), reverse=True)


def _answers(path: Path) -> bool:
    """Ubuntu's chromium-browser may be a script that only recommends a snap: it exits with an error."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    browser = find()
    print(browser or MISSING)
    sys.exit(browser is None)
