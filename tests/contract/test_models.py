"""Stored models and accounts as a service tells of them."""

from __future__ import annotations

import pytest

from cadwidgets.contract.accounts import Account, ApiKey
from cadwidgets.contract.models import StoredModel, StoredVersion, model_id_in
from cadwidgets.contract.parameters import ParameterSchema


@pytest.mark.parametrize(
    ("text", "model_id"),
    [
        ("2qus7a32", "2qus7a32"),
        (" 2qus7a32\n", "2qus7a32"),
        ("http://127.0.0.1:8765/parts/2qus7a32", "2qus7a32"),
        ("https://example.com/parts/2qus7a32/?version=3#top", "2qus7a32"),
        ("/parts/abcdefg", "abcdefg"),
        ("short", ""),
        ("far_too_long", ""),
        ("bracket.py", ""),
        ("http://[bad/parts/x", ""),
        ("", ""),
    ],
)
def test_an_id_is_found_also_in_the_url_of_its_page(text: str, model_id: str) -> None:
    assert model_id_in(text) == model_id


def test_what_an_answer_leaves_out_has_a_plain_meaning() -> None:
    assert StoredModel.from_json({"id": "2qus7a32"}) == StoredModel("2qus7a32", version=1)
    assert Account.from_json({"name": "a"}) == Account("a", None, 0)
    assert Account("a", 3, 5).left == 0
    assert Account("a").left is None
    assert ApiKey.from_json({"id": "1"}) == ApiKey("1")


@pytest.mark.parametrize("versions", [3, [1, 2, 3]])
def test_versions_may_be_counted_or_listed(versions: object) -> None:
    data = {"id": "2qus7a32", "version": 2, "versions": versions, "script": "x", "schema": ParameterSchema().to_json()}
    model = StoredVersion.from_json(data)
    assert (model.version, model.versions, model.script) == (2, 3, "x")
