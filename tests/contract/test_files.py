"""Files beside a script: plain names, and no more of them than a service takes."""

from __future__ import annotations

import pytest

from cadwidgets.contract.files import MAX_ALL_BYTES, MAX_FILE_BYTES, MAX_FILES, check_files
from cadwidgets.errors import RequestError


@pytest.mark.parametrize("name", ["a", "part.step", "Part 1-b_2.stp", "helper.py", "_x.dxf", "9.stl"])
def test_plain_names_are_taken(name: str) -> None:
    check_files([(name, b"x")])


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        ".hidden",
        "a/b",
        "a\\b",
        "../a",
        "/a",
        "C:a",
        "a\n",
        "a\0b",
        "a.",
        "a ",
        " a",
        "ä.step",
        "x" * 101,
    ],
)
def test_names_that_lead_elsewhere_or_hide_are_refused(name: str) -> None:
    with pytest.raises(RequestError) as caught:
        check_files([(name, b"x")])
    assert (caught.value.parameter, caught.value.value) == ("files", name)
    assert caught.value.allowed


def test_two_names_that_differ_in_capitals_only_are_refused() -> None:
    with pytest.raises(RequestError, match="two files"):
        check_files([("A.step", b""), ("a.STEP", b"")])


def test_the_limits_hold_exactly() -> None:
    check_files([(f"{number}.txt", b"") for number in range(MAX_FILES)])
    check_files([("a", bytes(MAX_FILE_BYTES)), ("b", bytes(MAX_ALL_BYTES - MAX_FILE_BYTES))])
    for files in (
        [(f"{number}.txt", b"") for number in range(MAX_FILES + 1)],
        [("a", bytes(MAX_FILE_BYTES + 1))],
        [("a", bytes(MAX_FILE_BYTES)), ("b", bytes(MAX_ALL_BYTES - MAX_FILE_BYTES)), ("c", b"1")],
    ):
        with pytest.raises(RequestError):
            check_files(files)
