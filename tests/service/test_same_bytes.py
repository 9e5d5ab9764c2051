"""Every CAD file of a part is the same, byte for byte, from any service, on any day: a lock file relies on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.service.catalog.formats import FORMATS
from cadwidgets.sources import Sources, connect

Start = Callable[..., Any]
SCREW = "ISO 4762 M6x20"
ASSEMBLIES = ("ISO 4762 M3x5 with ISO 7089", "UCP201")
JULIAN_DAY_0_OF_UNIX = 2440588
"""As DXF counts days."""


def source_of(service: Any) -> Sources:
    url = service.url + "/tpowebservices"
    return connect(
        traceparts_api="classic", traceparts_url=url, traceparts_key=service.key, traceparts_email=EMBEDDED_EMAIL
    )


def files_of(source: Sources, number: str, labels: list[str], **options: str) -> Mapping[str, Mapping[str, bytes]]:
    """All files of a part, by format and by name, asked for in this order."""
    assert source.catalog is not None
    part = source.catalog.part(number, options=options).part
    return {label: source.parts.download(part, label).files for label in labels}


@pytest.fixture
def two(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Sources, Sources]:
    """Two processes with folders of their own, in time zones where it is never the same day for all of it."""
    made = []
    for name, zone in (("west", "Pacific/Pago_Pago"), ("east", "Pacific/Kiritimati")):
        monkeypatch.setenv("TZ", zone)
        (tmp_path / name).mkdir()
        made.append(source_of(start(tmp_path / name, "--classic-limit", "0")))
    return made[0], made[1]


def assert_same(two: tuple[Sources, Sources], number: str, **options: str) -> None:
    labels = [known.label for known in FORMATS]
    west = files_of(two[0], number, labels, **options)
    east = files_of(two[1], number, labels[::-1], **options)
    again = files_of(two[1], number, labels, **options)
    assert [label for label in labels if not west[label] == east[label] == again[label]] == []


@pytest.mark.release
def test_all_formats_are_the_same_whichever_service_made_them_and_whatever_it_made_before(
    two: tuple[Sources, Sources],
) -> None:
    assert len(FORMATS) == 15
    assert_same(two, SCREW)


@pytest.mark.long
def test_no_file_tells_the_day(service: Any) -> None:
    now = datetime.now(UTC)
    days = [f"{now:%Y-%m-%d}", f"{now:%Y%m%d}", str(JULIAN_DAY_0_OF_UNIX + int(now.timestamp() // 86400))]
    days += [f"CALENDAR_DATE({now.year}"]  # an entity of STEP AP203
    for label, files in files_of(source_of(service), SCREW, [known.label for known in FORMATS]).items():
        for data in files.values():
            assert [day for day in days if day.encode() in data] == [], label


@pytest.mark.release
@pytest.mark.parametrize("number", ASSEMBLIES)
def test_assemblies_are_the_same_too(two: tuple[Sources, Sources], number: str) -> None:
    assert_same(two, number)


@pytest.mark.release
def test_a_screw_with_its_real_thread_is_the_same_too(two: tuple[Sources, Sources]) -> None:
    assert_same(two, SCREW, thread="real")
