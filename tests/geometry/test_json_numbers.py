"""Long lists of numbers are read piece by piece, with the same result, or refusal, as the whole text at once."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays, json_numbers
from cadwidgets.geometry.json_numbers import CutObject, NumberText

NAMES = ("vertices", "faces")


def read(data, lists):
    """The numbers of a text, or what is wrong with it."""
    try:
        document = json_arrays.parse(data, lists)
        vertices = json_arrays.floats(document.get("vertices"), "vertices")
        return vertices.tolist(), json_arrays.integers(document.get("faces"), "faces").tolist()
    except GeometryError as error:
        return str(error), error.offset


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(json_arrays, "_LONG_BYTES", 0)
    monkeypatch.setattr(json_numbers, "_PIECE", 8)


def test_long_lists_stay_text_until_they_are_asked_for(small_pieces):
    document = json_arrays.parse(b'{"vertices": [0.5, 1e3, -2], "faces": [1, 22, 333, 4444], "n": [7]}', NAMES)
    assert isinstance(document, CutObject)
    assert isinstance(document.get("vertices"), NumberText)
    assert ("faces" in document, "uvs" in document) == (True, False)
    assert document.get("uvs", 5) == 5
    assert list(document.get("n")) == [7]
    faces = json_arrays.integers(document.get("faces"), "faces")
    assert (faces.dtype, faces.tolist()) == (np.int64, [1, 22, 333, 4444])
    vertices = json_arrays.floats(document.get("vertices"), "vertices")
    assert (vertices.dtype, vertices.tolist()) == (np.float64, [0.5, 1000.0, -2.0])


@pytest.mark.parametrize(
    "text",
    [
        '{"vertices": [], "faces": [ ]}',
        '{"metadata": {"vertices": 2, "faces": 1}, "vertices": [1.5, 2], "faces": [0, 1, 2, 3, 4, 5, 6]}',
        '{"deep": {"vertices": [9, 9]}, "vertices": [1.5, 2], "faces": [0, 1]}',
        '{"deep": {"vertices": [9, 9]}}',
        '{"vertices": [1, 2], "vertices": [3], "faces": []}',
        '{"name": "\\"vertices\\": [8]", "vertices": [1, 2], "faces": [3]}',
        '{"v\\u0065rtices": [1, 2], "faces": [3.0, 4]}',
        '{"vertices": [1, 2, NaN, 4, 5, 6, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4, 5, 1e999], "faces": []}',
        '{"vertices": [1, 2, "]", 4, 5, 6, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4, [5], 6, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4, {"a": 5}, 6, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4, null, true, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4, 5, 6, 7, 8, ], "faces": []}',
        '{"vertices": [1, 2, 3, 4,, 5, 6, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4 5, 6, 7, 8], "faces": []}',
        '{"vertices": [1, 2, 3, 4, 5, 6, 7, 8], "faces": [1, 2, 3, 4, 5.5, 6]}',
        '{"vertices": [1], "faces": [1, 2, 3, 99999999999999999999, 5, 6]}',
        '{"vertices": [1, 2, 0.1000000000000000055511151231257827, 3], "faces": [1]}',
        '{"vertices": [1, 2, 3, 4',
        '{"vertices": [1, 2, 3, 4], "faces": [1]',
        '["vertices", [1, 2, 3, 4]]',
    ],
)
def test_every_text_is_read_or_refused_as_a_whole_one_is(small_pieces, text):
    assert read(text.encode(), NAMES) == read(text.encode(), ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)), st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_no_number_changes(vertices, faces):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_arrays, "_LONG_BYTES", 0)
        patch.setattr(json_numbers, "_PIECE", 40)
        document = json_arrays.parse(json.dumps({"vertices": vertices, "faces": faces}).encode(), NAMES)
        assert json_arrays.floats(document.get("vertices"), "vertices").tolist() == vertices
        assert json_arrays.integers(document.get("faces"), "faces").tolist() == faces


def test_quotes_without_end_are_not_all_looked_at():
    assert json_numbers.cut_out(b'{"vertices": [1], "x": "' + b'\\"' * 20_000 + b'"}', NAMES) is not None
    hidden = b'{"x": "' + b'\\"' * 20_000 + b'", "vertices": [1]}'
    assert list(json_numbers.cut_out(hidden, NAMES).get("vertices")) == [1]
