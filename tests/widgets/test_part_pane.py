"""The pane of a part: hostile texts stay texts, pictures keep their place, links and lines of a BOM are right."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace

import pytest
from small_shelf import SmallShelf, washer

from cadwidgets.clients.pictures import Picture
from cadwidgets.contract.part_details import SourcedValue
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.widgets._bom_line import line_of_pick
from cadwidgets.widgets._part_downloads import PartDownloads
from cadwidgets.widgets._part_fetch import Fetched, format_to_show, preview_format
from cadwidgets.widgets._part_html import data_html, data_lines, title_html
from cadwidgets.widgets._part_view import PartView
from cadwidgets.widgets._shelf import PartFacts

HOSTILE = '"><script>alert(1)</script>\u202e' + "x" * 300
PICTURE = Picture("png", b"\x89PNG\r\n\x1a\n")


@pytest.fixture
def facts() -> PartFacts:
    return SmallShelf().facts(washer("6"), threading.Event())


def test_hostile_texts_are_never_markup() -> None:
    size = SourcedValue(HOSTILE, HOSTILE, 1.0, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), False)
    shown = title_html(HOSTILE, HOSTILE) + data_html([(HOSTILE, HOSTILE, HOSTILE)], [size])
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;") == 10


def test_a_value_without_a_second_source_says_so_in_words(facts: PartFacts) -> None:
    alone = replace(facts.dimensions[0], agreeing=(), verified=False)
    assert "unverified" not in data_html(data_lines(facts), facts.dimensions)
    assert "nominal, unverified" in data_html((), [alone])


def test_the_line_of_a_part_has_its_data_and_the_digits_of_its_mass(facts: PartFacts) -> None:
    line = line_of_pick(replace(facts, mass=6.65, part_number="00123"))
    assert (line.part_number, line.mass_kg, line.source) == ("00123", 0.00665, "SMALL")
    assert line.attributes == (("Thread d", "6", "mm"), ("Finish", "plain", ""))
    assert line_of_pick(replace(facts, mass=None)).mass_kg is None


def test_the_line_names_the_file_that_was_downloaded(facts: PartFacts) -> None:
    line = line_of_pick(facts, PartFiles({"a.step": b"solid"}))
    assert (line.cad_file, line.sha256) == ("a.step", hashlib.sha256(b"solid").hexdigest())
    assert line_of_pick(facts, PartFiles({})).sha256 == ""


def test_the_picture_stands_in_the_place_of_a_3d_view_that_does_not_come(facts: PartFacts) -> None:
    view = PartView(lambda: None)
    view.tell(replace(facts, picture=PICTURE), on_request=True)
    assert PICTURE.data_url in view.picture.value
    assert (view.viewer.layout.display, view.button.layout.display) == ("none", "")
    view.show(facts.part, Fetched(why_not="no triangles"))
    assert "no triangles" in view.note.value
    assert not view.viewer.stale, "there is nothing that could be out of date"


def test_formats_keep_the_choice_where_it_is_offered_again(facts: PartFacts) -> None:
    told: list[int] = []
    downloads = PartDownloads(lambda: told.append(1), lambda: None, lambda: None)
    downloads.offer(facts.formats)
    assert downloads.format == CadFormat(901, "STEP AP214")
    downloads.menu.value = facts.formats[1]
    downloads.offer((CadFormat(900, "GLB"), *facts.formats))
    assert downloads.format == facts.formats[1]
    downloads.offer(())
    assert (downloads.format, downloads.button.disabled) == (None, True)


def test_links_have_the_files_the_bom_text_and_the_archive(facts: PartFacts) -> None:
    downloads = PartDownloads(lambda: None, lambda: None, lambda: None)
    downloads.link(PartFiles({"a.step": b"1"}, b"text", b"zip", "a.txt"), "ISO 7089/6 <b>")
    for name in ("a.step", "a.txt", "ISO_7089_6_b_.zip"):
        assert f'download="{name}"' in downloads.links.value
    downloads.link(None)
    assert downloads.links.value == ""


def test_a_picture_is_made_from_triangles_and_only_on_request_from_step(facts: PartFacts) -> None:
    glb, stl, step, dxf = (CadFormat(n, label) for n, label in enumerate(["GLB", "STL", "STEP AP214", "DXF 2D front"]))
    assert preview_format(replace(facts, formats=(step, stl, glb))) == glb
    assert preview_format(replace(facts, formats=(step, stl))) == stl
    assert preview_format(replace(facts, formats=(dxf, step))) is None
    assert format_to_show(replace(facts, formats=(dxf, step))) == step
    assert format_to_show(replace(facts, formats=(dxf,))) is None
