"""The text of an ASCII STL is read in chunks: what stands at the border of two is looked at like all else."""

from __future__ import annotations

import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import stl_text
from cadwidgets.geometry.stl import read_stl

FACET = b"facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet"


@pytest.mark.parametrize("stray", [b".5", b"-1", b"7", b"e1", b","])
def test_a_number_that_hangs_on_to_a_word_at_the_end_of_a_chunk_is_refused(
    stray: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stl_text, "_CHUNK", len(FACET) + 20)
    text = b"solid\n" + FACET + b"\n" + FACET + b"\n" + FACET + b"\nendsolid\n"
    assert len(read_stl(text).triangles) == 3
    with pytest.raises(GeometryError, match=r"stands where|ends within"):
        read_stl(text.replace(b"endfacet\nfacet", b"endfacet" + stray + b"\nfacet", 1))
