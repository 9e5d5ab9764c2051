"""Lock files at real services: written, read and checked, at ours and at foreign ones."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.lock import LockFile
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import AuthError, Cancelled, LockBroken, RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.lock import LockReport, check, lock_parts, read_lock

PAIR = PartRef("CONTRACT_WASHERS", "WR-8")
WASHER = PartRef("CONTRACT_WASHERS", "W-8")


@pytest.fixture
def ours(service: Any) -> Sources:
    """A team's service that has the parts too."""
    url = service.url + "/tpowebservices"
    email = "designer@localhost.localdomain"
    return connect(traceparts_api="classic", traceparts_url=url, traceparts_key=service.key, traceparts_email=email)


@pytest.fixture(params=["classic", "gateway"])
def foreign(request: pytest.FixtureRequest, contract_server: Any) -> Sources:
    """The contract-only server, which counts."""
    url = contract_server.traceparts_url if request.param == "classic" else contract_server.gateway_url
    return connect(
        traceparts_api=request.param,
        traceparts_url=url,
        traceparts_key=contract_server.key,
        traceparts_tenant=contract_server.tenant,
        traceparts_email=contract_server.email,
    )


def screw(ours: Sources, **changes: Any) -> BomLine:
    return BomLine(**{"part_number": "ISO 4762 M6x20", "name": "Screw", "part": part_at(ours)} | changes)


def part_at(ours: Sources) -> PartRef:
    assert ours.catalog is not None
    return ours.catalog.part("ISO 4762 M6x20").part


def test_a_bill_of_materials_is_locked_read_and_found_unchanged(ours: Sources, tmp_path: Path) -> None:
    path = tmp_path / "parts.lock"
    bom = Bom(
        [screw(ours, quantity=4), BomLine(name="Frame", quantity=2, children=(screw(ours), BomLine(name="Glue")))]
    )
    lock = bom.lock(path, source=ours)
    assert [(entry.part_number, entry.quantity, entry.format) for entry in lock.entries] == [
        ("ISO 4762 M6x20", 6.0, "STEP AP214")
    ]
    assert lock.not_locked == ("Glue",)
    assert read_lock(path) == lock
    assert Bom.check_lock(path, source=ours) == LockReport(1, 1)
    line = Bom.from_lock(path).lines[0]
    assert (line.quantity, line.part, line.cad_file) == (6.0, part_at(ours), "ISO_4762_M6x20.step")


def test_locking_again_writes_the_same_bytes(ours: Sources, tmp_path: Path) -> None:
    first, second = tmp_path / "a.lock", tmp_path / "b.lock"
    for path in (first, second):
        lock_parts([screw(ours)], path, "STEP AP203", source=ours)
    assert first.read_bytes() == second.read_bytes()


def test_a_part_that_changed_is_named_with_both_digests(ours: Sources, tmp_path: Path) -> None:
    path = tmp_path / "parts.lock"
    lock = lock_parts([screw(ours)], path, source=ours)
    file = lock.entries[0].files[0]
    other = dataclasses.replace(lock.entries[0], files=(dataclasses.replace(file, sha256="0" * 64),))
    path.write_text(LockFile((other,)).text)
    with pytest.raises(LockBroken) as caught:
        check(path, source=ours)
    (said,) = caught.value.deviations
    assert said.startswith("ISO 4762 M6x20: changed, ISO_4762_M6x20.step in STEP AP214")
    assert "0" * 12 in said
    assert file.sha256[:12] in said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"part": PartRef("CADWIDGETS_STANDARD", "M6x2000")}, "no longer has it"),
        ({"format": "STEP AP999"}, "no longer gives it in STEP AP999"),
    ],
)
def test_a_part_that_is_lost_is_told_from_one_that_changed(
    ours: Sources, tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    path = tmp_path / "parts.lock"
    lock = lock_parts([screw(ours)], path, source=ours)
    path.write_text(LockFile((dataclasses.replace(lock.entries[0], **change),)).text)
    with pytest.raises(LockBroken, match=told) as caught:
        check(path, source=ours)
    assert "lost" in caught.value.deviations[0]


def test_a_format_that_a_part_does_not_come_in_names_the_part_and_leaves_the_old_lock(
    ours: Sources, tmp_path: Path
) -> None:
    path = tmp_path / "parts.lock"
    path.write_text("before")
    with pytest.raises(RequestError, match="ISO 4762 M6x20") as caught:
        lock_parts([screw(ours)], path, "Parasolid", source=ours)
    assert "STEP AP214" in caught.value.allowed
    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["parts.lock"]


@pytest.mark.long
def test_a_foreign_catalog_is_asked_only_with_a_yes(foreign: Sources, contract_server: Any, tmp_path: Path) -> None:
    path = tmp_path / "parts.lock"
    lines = [BomLine("W-8", part=WASHER), BomLine("WR-8", part=PAIR)]
    with pytest.raises(RequestError, match="2 CAD requests") as caught:
        lock_parts(lines, path, "STEP", source=foreign)
    assert (caught.value.parameter, contract_server.cad_requests, path.exists()) == ("agree", 0, False)
    lock = lock_parts(lines, path, "STEP", source=foreign, agree=True)
    assert contract_server.cad_requests == 2
    assert [len(entry.files) for entry in lock.entries][1] > 1
    with pytest.raises(RequestError, match="2 CAD requests"):
        check(path, source=foreign)
    assert contract_server.cad_requests == 2
    assert check(path, source=foreign, agree=True).parts == 2
    assert contract_server.cad_requests == 4


def test_a_path_that_cannot_be_written_costs_no_cad_request(
    foreign: Sources, contract_server: Any, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match="cannot be written"):
        lock_parts([BomLine("W-8", part=WASHER)], tmp_path / "none" / "x.lock", source=foreign, agree=True)
    assert contract_server.cad_requests == 0


def test_a_refused_key_is_no_broken_lock(foreign: Sources, contract_server: Any, tmp_path: Path) -> None:
    path = tmp_path / "parts.lock"
    lock_parts([BomLine("W-8", part=WASHER)], path, "STEP", source=foreign, agree=True)
    contract_server.fail_next(403, 10, only="CadDataAvailability")
    with pytest.raises(AuthError):
        Bom.check_lock(path, source=foreign, agree=True)


def test_lines_without_a_part_cannot_be_locked(ours: Sources, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no line is a part"):
        lock_parts([BomLine(name="Glue")], tmp_path / "x.lock", source=ours)


def test_whoever_no_longer_waits_gets_no_lock(ours: Sources, tmp_path: Path) -> None:
    gone = threading.Event()
    gone.set()
    with pytest.raises(Cancelled):
        lock_parts([screw(ours)], tmp_path / "x.lock", source=ours, cancel=gone)
    assert list(tmp_path.iterdir()) == []


def test_progress_names_the_parts(ours: Sources, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    lock_parts([screw(ours)], tmp_path / "x.lock", source=ours, progress=lambda *said: told.append(said))
    assert told == [("1 of 1: ISO 4762 M6x20", 0.0)]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be read"):
        check(tmp_path / "none.lock")
    with pytest.raises(RequestError, match="cannot be read"):
        Bom.from_lock(tmp_path)
