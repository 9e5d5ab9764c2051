"""Title and description of a script, in the author's own words."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import load_script
from cadwidgets.modelscript.about import MAX_DESCRIPTION, MAX_TITLE, about


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        ('"""A box."""\na = 1\n', "A box", ""),
        ('"""\n  A box\n\n  of wood.\n\n  Square.\n"""\n', "A box", "of wood.\n\nSquare."),
        ('# No.\n"""Doc"""\nTITLE = "Other"\n', "Doc", ""),
        ('# About a box\nTITLE = "Box"\n', "Box", "About a box"),
        ('METADATA = {"TITLE": "Box"}\n', "Box", ""),
        ('METADATA = {"TITLE": "No"}\nTITLE = "Box"\n', "Box", ""),
        (
            "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n\n# Box.\n#\n# Of wood,\n# square.\n\n# More\na = 1\n",
            "Box",
            "Of wood,\nsquare.",
        ),
        ("\n\n## Box ##\n", "Box ##", ""),
        ("# @unit in\n# --- Size ---\nwidth = 3\n", "", ""),
        ("width = 3  # [1:9] Width\n# Later\n", "", ""),
        ("import cadquery as cq\n# Later\n", "", ""),
        ("TITLE = open('x').read()\n", "", ""),
        ("TITLE = 3\n", "", ""),
        ("", "", ""),
        ("\ufeff# Box\r\n# of wood\r\na = 1\r\n", "Box", "of wood"),
        ("print 'Python 2'\n", "", ""),
    ],
)
def test_the_title_is_the_first_line_that_is_written_for_people(text: str, title: str, description: str) -> None:
    assert about(load_script(text)) == (title, description)


def test_endless_words_are_cut_short() -> None:
    found = about(load_script(f'"""{"t" * 5000}\n{"d" * 5000}"""'))
    assert (len(found.title), len(found.description)) == (MAX_TITLE, MAX_DESCRIPTION)
    assert found.title.endswith("…")
    assert found.description.endswith("…")
