"""Answers of classic catalogs, documented and otherwise: what they mean, or which error they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.clients._classic_answer import CadFiles, read_cad_files
from cadwidgets.clients._classic_lists import read_formats
from cadwidgets.clients._http import Answer
from cadwidgets.contract.parts import CadFormat
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    NotFound,
    SourceError,
    TimedOut,
)

URL = "https://example.com/part.zip"
READY = {"jobId": "43488976", "downloadable": "True", "error": "False"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["globalInfo", "filesPath", "jobId", "downloadable", "error", "path", "codeError"]),
            inner,
        )
    ),
    max_leaves=12,
)


def answer(body: Any, status: int = 200, **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, data, "https://x/?k=***")


def ready(*files: dict[str, Any], **changes: Any) -> Answer:
    return answer({"globalInfo": READY | changes, "filesPath": list(files)})


def test_a_ready_answer_gives_the_archive() -> None:
    said = read_cad_files(ready({"type": "Archive", "path": URL}))
    assert said == CadFiles("43488976", True, (("Archive", URL),))
    assert said.archive == URL


@pytest.mark.parametrize("kind", ["Archive", "URL", "archive", "url"])
def test_the_archive_is_chosen_by_type_not_by_place(kind: str) -> None:
    main = {"type": "PrimaryCADFile", "path": "https://example.com/part.zip.stp"}
    assert read_cad_files(ready(main, {"type": kind, "path": URL})).archive == URL


def test_without_a_type_the_archive_is_what_ends_with_zip() -> None:
    files = ({"type": "BOMFields", "path": "https://example.com/a.txt"}, {"path": URL})
    assert read_cad_files(ready(*files)).archive == URL


def test_an_answer_without_an_archive_has_none() -> None:
    assert read_cad_files(ready({"type": "BOMFields", "path": "https://example.com/a.txt"})).archive == ""


@pytest.mark.parametrize("value", ["False", "false", False, 0, "0"])
@pytest.mark.parametrize("files", [None, [], [{"type": "Archive", "path": ""}], [{"type": "Archive", "path": URL}]])
def test_not_downloadable_means_wait(value: Any, files: Any) -> None:
    said = read_cad_files(answer({"globalInfo": READY | {"downloadable": value}, "filesPath": files}))
    assert said == CadFiles("43488976", False)


@pytest.mark.parametrize("value", ["True", "true", True, 1, "1"])
@pytest.mark.parametrize("status", [200, 500])
def test_the_error_flag_is_final_whatever_the_status(value: Any, status: int) -> None:
    with pytest.raises(BuildRefused):
        read_cad_files(answer({"globalInfo": READY | {"error": value}, "filesPath": []}, status))


def test_missing_flags_are_told_by_what_is_there() -> None:
    with_path = {"globalInfo": {}, "filesPath": [{"type": "Archive", "path": URL}]}
    assert read_cad_files(answer(with_path)).ready
    assert not read_cad_files(answer({"globalInfo": {"jobId": 7}})).ready
    with pytest.raises(BadAnswer):
        read_cad_files(answer({}))


def test_the_older_answer_is_read() -> None:
    body = [["43488976"], [["Archive", URL], ["PrimaryCADFile", "https://example.com/a.stp"]]]
    assert read_cad_files(answer(body)).archive == URL


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("400", SourceError),
        ("403", AuthError),
        ("404", NotFound),
        ("408", TimedOut),
        ("500", SourceError),
        ("503", Busy),
    ],
)
@pytest.mark.parametrize("status", [200, None])
def test_an_error_object_is_an_error_even_under_status_200(
    code: str, expected: type[SourceError], status: int | None
) -> None:
    body = {"codeError": code, "messageError": "the reason"}
    with pytest.raises(SourceError, match="the reason") as raised:
        read_cad_files(answer(body, status or int(code)))
    assert type(raised.value) is expected
    assert raised.value.status == int(code)


@pytest.mark.parametrize("status", [401, 403])
def test_a_plain_refusal_is_an_auth_error(status: int) -> None:
    with pytest.raises(AuthError):
        read_cad_files(answer(b"<html>no</html>", status))


def test_busy_tells_when_to_ask_again() -> None:
    for status in (429, 503):
        with pytest.raises(Busy) as raised:
            read_cad_files(answer(b"", status, retry_after="7"))
        assert raised.value.retry_after == 7.0
    with pytest.raises(Busy) as raised:
        read_cad_files(answer(b"", 503))
    assert raised.value.retry_after == 60.0


@pytest.mark.parametrize("body", [b"", b"  ", b"<html>", b'"text"', b"12", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_an_answer_that_is_no_json_object_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_cad_files(answer(body))


@given(JSON)
def test_any_json_is_read_or_refused_as_a_source_error(body: Any) -> None:
    try:
        said = read_cad_files(answer(body))
    except SourceError:
        return
    assert isinstance(said.ready, bool)


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"cadFormatList": rows}])
def test_formats_are_read_from_a_list_or_an_object(wrap: Any) -> None:
    rows = [{"cadFormatId": 19, "cadFormatName": "STEP AP214"}, {"cadFormatId": "77", "cadFormatName": "STL"}]
    expected = (CadFormat(19, "STEP AP214"), CadFormat(77, "STL"))
    assert read_formats(answer(wrap(rows))) == expected


@pytest.mark.parametrize("body", [[{"id": 1}], ["STL"], {"cadFormatList": 5}, [{"cadFormatId": "x"}]])
def test_formats_of_another_shape_are_a_bad_answer(body: Any) -> None:
    with pytest.raises(BadAnswer):
        read_formats(answer(body))
