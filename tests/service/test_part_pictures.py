"""Pictures of the catalog's parts over HTTP: no key, drawn once, the same afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from some_families import every_family  # tests/facts, on the path by pyproject.toml

from cadwidgets.errors import NotFound
from cadwidgets.service import catalog
from cadwidgets.service.part_pictures import PICTURE_SIZE, picture_path


def drawn(service: Any, path: str) -> httpx.Response:
    reply = httpx.get(f"{service.url}/{path}", timeout=60)
    assert reply.status_code == 200, reply.text
    return reply


@pytest.mark.long
@pytest.mark.parametrize("family_id", every_family())
def test_every_family_has_a_picture_of_its_first_part(service: Any, family_id: str) -> None:
    family = catalog.family(family_id)
    reply = drawn(service, picture_path(family))
    assert reply.headers["content-type"] == "image/png"
    assert reply.headers["x-content-type-options"] == "nosniff"
    picture = Image.open(io.BytesIO(reply.content))
    assert (picture.format, picture.size) == ("PNG", PICTURE_SIZE)
    assert len(np.unique(np.asarray(picture.convert("L")))) > 20  # a shaded body, no empty sheet
    assert drawn(service, picture_path(family, family.part_numbers[0])).content == reply.content


def test_every_part_has_its_own_picture(service: Any) -> None:
    family = catalog.family("iso4762")
    path = picture_path(family, "ISO 4762 M6x20")
    number = family.part_numbers.index("ISO 4762 M6x20")
    assert path == f"pictures/90-24112026-000010/{number}.png"
    assert drawn(service, path).content != drawn(service, picture_path(family)).content


@pytest.mark.long
def test_a_picture_is_drawn_once_and_outlives_the_service_that_drew_it(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    """One that is drawn anew would be another file in the place of the first."""
    path = picture_path(catalog.family("iso7089"))
    first = start(tmp_path)
    before = drawn(first, path).content
    kept = [(file.name, file.stat().st_ino) for file in (tmp_path / "cache").iterdir()]
    first.process.terminate()
    first.process.wait(timeout=30)
    assert drawn(start(tmp_path), path).content == before
    assert [(file.name, file.stat().st_ino) for file in (tmp_path / "cache").iterdir()] == kept
    assert len(kept) == 1


@pytest.mark.parametrize(
    "path",
    [
        "90-24112026-000011.png",
        "90-24112026-000030/99999.png",
        "90-24112026-000030/-1.png",
        "90-24112026-000030/one.png",
        "90-24112026-000030/" + "9" * 3000 + ".png",
        "90-24112026-000030",
        "..%2F..%2Fservice.lock.png",
    ],
)
def test_an_unknown_picture_is_not_found(service: Any, path: str) -> None:
    assert httpx.get(f"{service.url}/pictures/{path}", timeout=60).status_code == 404


def test_a_part_that_fails_has_no_picture_and_says_why(service: Any) -> None:
    reply = httpx.get(f"{service.url}/{picture_path(catalog.family('failing'))}", timeout=60)
    assert reply.status_code == 500
    assert "made to fail" in reply.text


def test_an_unknown_part_number_has_no_path() -> None:
    with pytest.raises(NotFound):
        picture_path(catalog.family("iso7089"), "ISO 7089 7")
