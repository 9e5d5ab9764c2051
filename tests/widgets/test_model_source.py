"""One positional argument is told apart safely: what is unclear is refused, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadwidgets import samples
from cadwidgets.errors import RequestError
from cadwidgets.widgets._model_source import model_source


def test_a_script_a_path_an_id_and_a_sample_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "part.py"
    file.write_bytes(b"\xef\xbb\xbfx = 1\r\n")
    assert model_source("x = 1\n").script == "x = 1\n"
    assert model_source("show_object(cq.Workplane().box(1, 2, 3))").model_id == ""
    assert model_source(str(file)).script.startswith("x = 1")
    assert model_source(file).title == "part.py"
    assert model_source("2qus7a32").model_id == "2qus7a32"
    assert model_source(samples.bracket).script == samples.bracket.text


@pytest.mark.parametrize("unclear", ["", "bracket", "no such thing", "a/b/c", 42, b"x = 1", "missing.py", Path("gone")])
def test_what_is_no_model_is_refused_with_what_would_be_one(unclear: object) -> None:
    with pytest.raises(RequestError) as caught:
        model_source(unclear)
    assert caught.value.allowed


def test_two_models_at_once_or_none_are_refused() -> None:
    for arguments in ({}, {"script": "x = 1", "model_id": "2qus7a32"}):
        with pytest.raises(RequestError, match="exactly one"):
            model_source(**arguments)


@pytest.mark.parametrize("model_id", ["short", "muchtoolong1", "../../etc", "2qus 7a3"])
def test_an_id_has_7_to_9_letters_and_digits(model_id: str) -> None:
    with pytest.raises(RequestError):
        model_source(model_id=model_id)


def test_a_file_that_is_not_text_is_told_as_that(tmp_path: Path) -> None:
    file = tmp_path / "part.py"
    file.write_bytes(b"x = '\xff'")
    with pytest.raises(RequestError, match="UTF-8"):
        model_source(file)
