"""The Markdown pages: every link to a file finds it, every Python example parses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PAGES = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
IMAGE_TAG = re.compile(r"""<img[^>]+src=["']([^"']+)""")
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


def without_examples(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def heading_anchors(text: str) -> set[str]:
    """The anchors that the headings of a page get: lower case, words joined by hyphens."""
    headings = re.findall(r"^#+\s+(.*)$", without_examples(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_to_files_and_headings_lead_somewhere(page):
    text = page.read_text("utf-8")
    targets = LINK.findall(without_examples(text)) + IMAGE_TAG.findall(text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    dead = []
    for target in local:
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and anchor not in heading_anchors(file.read_text("utf-8"))):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python_examples_parse(page):
    for example in EXAMPLE.findall(page.read_text("utf-8")):
        # a cell of a notebook may begin with magics
        lines = [line for line in example.splitlines() if not line.lstrip().startswith(("%", "!"))]
        ast.parse("\n".join(lines))
