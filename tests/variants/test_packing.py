"""Variants in an archive: real builds by a real service, whole or not at all."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trimesh
from running_service import RunningService

from cadwidgets import connect
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.requests import CONTRACT_FORMATS, FILE_FORMATS, BuildRequest
from cadwidgets.errors import AuthError, Cancelled, ConnectionFailed, RequestError
from cadwidgets.modelscript import parse_script
from cadwidgets.tables.design_read import read_design
from cadwidgets.variants.file_names import file_names
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.pack_contents import PackedVariant
from cadwidgets.variants.packing import Packed, pack, pack_rows

SCRIPT = """
import cadquery as cq

# @preset wide: width=80
width = 40.0  # [10:400] mm
depth = 20.0  # [1:400] mm
box = cq.Workplane().box(width, depth, 10).faces(">Z").workplane().hole(depth / 2)
show_object(box)
"""
SCHEMA = parse_script(SCRIPT)


def variants(*widths: float, script: str = SCRIPT) -> list[PackedVariant]:
    rows = [DesignRow(SCHEMA.defaults | {"width": width}) for width in widths]
    return [
        PackedVariant(name, row, BuildRequest.of(script=script, values=row.values))
        for name, row in zip(file_names(rows, "plate"), rows, strict=True)
    ]


@pytest.fixture
def client(service: RunningService) -> BuildClient:
    return BuildClient.at(service.url, service.key)


def packed(client: BuildClient, path: Path, chosen: Sequence[PackedVariant], **more: Any) -> Packed:
    return pack(chosen, client, path, SCHEMA, **more)


def table_of(archive: zipfile.ZipFile) -> list[dict[str, str]]:
    import csv

    return list(csv.DictReader(io.StringIO(archive.read("variants.csv").decode("utf-8-sig"))))


def test_an_archive_has_every_variant_in_every_format(client: BuildClient, tmp_path: Path) -> None:
    done = packed(client, tmp_path / "plates.zip", variants(40, 50, 60), formats=["step", "STL"])
    with zipfile.ZipFile(done.path) as archive:
        assert archive.testzip() is None
        names = [f"plate-width_{width}{suffix}" for width in (40, 50, 60) for suffix in (".step", ".stl")]
        assert archive.namelist() == list(done.names) == [*names, "variants.csv"]
        for row in table_of(archive):
            assert archive.read(row["file STEP"]).startswith(b"ISO-10303-21;")
            mesh: Any = trimesh.load(io.BytesIO(archive.read(row["file STL"])), file_type="stl")
            assert mesh.is_watertight
            assert mesh.volume == pytest.approx(float(row["volume [mm³]"]), rel=0.01)
            assert mesh.extents[0] == pytest.approx(float(row["width [mm]"]))
            assert (row["status"], row["error"]) == ("ready", "")
        assert read_design(archive.read("variants.csv"), SCHEMA) == [v.row.values for v in variants(40, 50, 60)]
    assert done.failed == {}
    assert list(tmp_path.iterdir()) == [done.path]


def test_every_format_of_a_file_can_be_packed(client: BuildClient, tmp_path: Path) -> None:
    done = packed(client, tmp_path / "all.zip", variants(40), formats=FILE_FORMATS)
    assert done.failed == {}
    assert len(done.names) == len(FILE_FORMATS) + 1


def test_one_that_fails_does_not_stop_the_others(client: BuildClient, tmp_path: Path) -> None:
    chosen = variants(40, 5000, 60)
    done = packed(client, tmp_path / "plates.zip", chosen, formats=["STEP", "STL"])
    assert list(done.failed) == ["plate-width_5000"]
    with zipfile.ZipFile(done.path) as archive:
        assert archive.read("failed.txt").decode().startswith("plate-width_5000: width = ")
        rows = table_of(archive)
        assert [row["status"] for row in rows] == ["ready", "failed", "ready"]
        assert [row["file STEP"] for row in rows] == ["plate-width_40.step", "", "plate-width_60.step"]
        assert "from 10 to 400" in rows[1]["error"]


def test_a_row_that_has_failed_is_told_and_not_built_again(client: BuildClient, tmp_path: Path) -> None:
    good, bad = variants(40, 50)
    failed = replace(bad, row=bad.row.failed("the fillet is too large", "script"))
    done = packed(client, tmp_path / "a.zip", [good, failed], formats=["STEP", "STL"])
    assert client.requests == 2
    assert done.failed == {"plate-width_50": "the fillet is too large"}


def test_rows_of_a_table_are_packed_by_a_pattern_at_the_embedded_service(tmp_path: Path) -> None:
    model = VariantModel.of(connect(), script=SCRIPT, preset="wide")
    rows = [DesignRow(model.values({"depth": depth})) for depth in (12.0, 15.0)]
    done = pack_rows(
        model, rows, tmp_path / "a.zip", "plate", ["STL"], pattern="{n}-{preset}-{depth:.1f}", numbers=[9, 10]
    )
    assert done.names == ("09-wide-12.0.stl", "10-wide-15.0.stl", "variants.csv")
    with zipfile.ZipFile(done.path) as archive:
        assert [float(row["size_x [mm]"]) for row in table_of(archive)] == pytest.approx([80.0, 80.0])


def test_what_a_row_knows_already_stands_in_the_table(client: BuildClient, tmp_path: Path) -> None:
    (one,) = variants(40)
    row = replace(one.row, results={"volume": 1.5, "wall": 2.0}, status="cancelled", error="once", seconds=3.0)
    done = packed(client, tmp_path / "one.zip", [replace(one, row=row)])
    with zipfile.ZipFile(done.path) as archive:
        (told,) = table_of(archive)
    assert (told["volume [mm³]"], told["m.wall"], told["seconds [s]"]) == ("1.5", "2.0", "3.0")
    assert (told["status"], told["error"]) == ("ready", "")
    assert float(told["area [mm²]"]) > 0


def test_the_same_variants_give_the_same_bytes_out_of_the_cache(service: RunningService, tmp_path: Path) -> None:
    contents, builds = set(), []
    for attempt, threads in enumerate((4, 1)):
        client = BuildClient.at(service.url, service.key)
        done = packed(client, tmp_path / f"{attempt}.zip", variants(71, 72, 73), threads=threads)
        contents.add(done.path.read_bytes())
        builds.append((service.builds, done.cached))
    assert len(contents) == 1
    assert builds == [(builds[0][0], 0), (builds[0][0], 3)]


def test_cancelling_leaves_nothing(client: BuildClient, tmp_path: Path) -> None:
    cancel, seen = threading.Event(), []

    def progress(done: int, wanted: int) -> None:
        seen.append((done, wanted))
        cancel.set()

    with pytest.raises(Cancelled):
        packed(client, tmp_path / "plates.zip", variants(*range(81, 101)), progress=progress, cancel=cancel)
    assert seen == [(0, 20)]
    assert list(tmp_path.iterdir()) == []


def test_progress_tells_files_that_are_done(client: BuildClient, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    packed(client, tmp_path / "a.zip", variants(40, 50), progress=lambda done, wanted: seen.append((done, wanted)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_an_archive_from_before_stays_when_the_new_one_does_not_come(service: RunningService, tmp_path: Path) -> None:
    path = tmp_path / "plates.zip"
    path.write_bytes(b"from before")
    with pytest.raises(AuthError):
        packed(BuildClient.at(service.url, "no-such-key"), path, variants(201, 202))
    with pytest.raises(ConnectionFailed):
        packed(BuildClient.at("http://127.0.0.1:9"), path, variants(203))
    assert [file.name for file in tmp_path.iterdir()] == ["plates.zip"]
    assert path.read_bytes() == b"from before"


def test_at_most_a_few_files_lie_beside_the_archive(client: BuildClient, tmp_path: Path) -> None:
    most = 0

    def progress(done: int, wanted: int) -> None:
        nonlocal most
        most = max(most, *(len(list(folder.iterdir())) for folder in tmp_path.iterdir() if folder.is_dir()), 0)

    packed(client, tmp_path / "plates.zip", variants(*range(101, 113)), threads=2, progress=progress)
    assert 1 <= most <= 4


def test_a_killed_process_leaves_no_archive_and_another_attempt_builds_only_the_rest(
    service: RunningService, tmp_path: Path
) -> None:
    code = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parent)]!r}
from test_packing import *
import pathlib
pack(variants(*range(301, 325)), BuildClient.at({service.url!r}, {service.key!r}), {str(tmp_path / "a.zip")!r}, SCHEMA,
     threads=1, progress=lambda done, wanted: print(done, flush=True))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != "8":
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    assert not (tmp_path / "a.zip").exists()
    done = packed(BuildClient.at(service.url, service.key), tmp_path / "a.zip", variants(*range(301, 325)))
    assert 8 <= done.cached < 24
    assert zipfile.ZipFile(done.path).testzip() is None


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a", "A"], "the same name"),
        (["../a"], "can be called"),
        (["NUL"], "can be called"),
        (["x" * 120], "can be called"),
        ([], "no variants"),
    ],
)
def test_names_that_are_not_safe_are_refused(client: BuildClient, tmp_path: Path, names: list[str], told: str) -> None:
    (one,) = variants(40)
    with pytest.raises(RequestError, match=told):
        packed(client, tmp_path / "a.zip", [replace(one, name=name) for name in names])


@pytest.mark.parametrize("formats", [[], ["MEASURE"], ["STEP", "IGES"]])
def test_formats_that_are_no_files_are_refused(client: BuildClient, tmp_path: Path, formats: list[str]) -> None:
    with pytest.raises(RequestError, match="format"):
        packed(client, tmp_path / "a.zip", variants(40), formats=formats)


def test_a_place_that_cannot_be_written_is_told_before_anything_is_built(client: BuildClient, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be written"):
        packed(client, tmp_path / "nowhere" / "a.zip", variants(401, 402))
    assert client.requests == 0


def test_a_foreign_service_is_asked_only_once_somebody_agrees(contract_server: Any, tmp_path: Path) -> None:
    client = BuildClient.at(contract_server.url, contract_server.key)
    chosen = variants(40, 50)
    with pytest.raises(RequestError, match="counts every build, and this archive takes 4") as refused:
        packed(client, tmp_path / "a.zip", chosen, formats=["STEP", "STL"])
    assert refused.value.allowed == "charged=True, once you agree to that"
    with pytest.raises(RequestError, match="no place for the output type GLB"):
        packed(client, tmp_path / "a.zip", chosen, formats=["STEP", "GLB"], charged=True)
    assert contract_server.builds == 0
    done = packed(client, tmp_path / "a.zip", chosen, formats=CONTRACT_FORMATS, charged=True)
    assert contract_server.builds == 2 * len(CONTRACT_FORMATS) == client.requests
    with zipfile.ZipFile(done.path) as archive:
        assert len(archive.namelist()) == 2 * len(CONTRACT_FORMATS) + 1
