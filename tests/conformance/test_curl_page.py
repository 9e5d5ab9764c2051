"""Every example of the pages on the web services, run by bash and curl against a real service."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "--- the next example ---"


def examples(page: str) -> list[tuple[str, str]]:
    """The commands of the page and what each is said to print, in order."""
    blocks = BLOCK.findall((DOCS / page).read_text("utf-8"))
    kinds = [kind for kind, _ in blocks]
    assert kinds == ["sh", "text"] * (len(kinds) // 2), "every example is followed by what it prints"
    texts = [text for _, text in blocks]
    return list(zip(texts[::2], texts[1::2], strict=True))


def as_pattern(expected: str) -> re.Pattern[str]:
    """What is printed: exactly this, but anything in the place of ``...``."""
    return re.compile(".*?".join(map(re.escape, expected.strip().split("..."))), re.DOTALL)


@pytest.mark.long
@pytest.mark.parametrize("page", ["build-service.md", "traceparts.md", "search.md"])
def test_the_examples_print_what_the_page_says(start: Any, tmp_path: Path, page: str) -> None:
    bash = shutil.which("bash")
    assert bash, "bash is missing"
    assert shutil.which("curl"), "curl is missing"
    service, folder = start(tmp_path / "service"), tmp_path / "work"
    folder.mkdir()
    environment = {**os.environ, "URL": service.url, "KEY": service.key, "LC_ALL": "C"}
    script = f"\necho; echo '{MARK}'\n".join(commands for commands, _ in examples(page))
    done = subprocess.run(
        [bash, "-eu"],
        input=script,
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )
    printed = [text.replace("\r", "").strip() for text in done.stdout.split(MARK)]
    for (commands, expected), text in zip(examples(page), printed, strict=False):
        assert as_pattern(expected).fullmatch(text), f"{commands}\nprinted\n{text}\ninstead of\n{expected}"
    assert (done.returncode, len(printed)) == (0, len(examples(page))), done.stdout


@pytest.mark.parametrize(("printed", "fits"), [("a 12 c", True), ("a 12 d", False), ("a c", True), ("x a c", False)])
def test_three_dots_stand_for_anything_and_all_else_for_itself(printed: str, fits: bool) -> None:
    assert (as_pattern("a...c\n").fullmatch(printed) is not None) is fits
