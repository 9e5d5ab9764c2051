"""The catalog's parts as workers deliver them: read again by the kernel, with the volume, box and names of the part."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cadquery as cq
import pytest
from some_families import every_family  # tests/facts, on the path by pyproject.toml

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part
from cadwidgets.service.builds.parts import parts_of
from cadwidgets.service.builds.shapes import one_shape
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import WorkerPool

PARTS = {family.id: family.part_numbers[len(family.part_numbers) // 2] for family in catalog.families()}
"""One part of every standard family."""


class Worker:
    """A pool, the event loop that it lives in, and the folder of its jobs."""

    def __init__(self, scratch: Path) -> None:
        self.runner = asyncio.Runner()
        confinement = probe(Isolation(allow_root=True), scratch)
        self.pool = WorkerPool(children=1, scratch=scratch, confinement=confinement)

    def frame(self, op: str, family: str, folder: Path, **more: Any) -> dict[str, Any]:
        job = {"op": op, "family": family, "part_number": PARTS.get(family, "FAILS"), **more}
        return dict(self.runner.run(self.pool.run(job, folder)).frame)

    def close(self) -> None:
        self.runner.run(self.pool.close())
        self.runner.close()


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    made = Worker(tmp_path_factory.getbasetemp())
    yield made
    made.close()


@pytest.mark.parametrize("family", every_family())
def test_the_step_file_has_the_volume_the_box_and_the_names_of_the_part(
    worker: Worker, tmp_path: Path, family: str
) -> None:
    done = worker.frame("part", family, tmp_path, type="STEP")["ok"]
    shape = one_shape(parts_of(build_part(family, PARTS[family])))
    again = cq.importers.importStep(str(tmp_path / done["file"]))
    solids = [solid for item in again.vals() for solid in item.Solids()]
    assert len(solids) == len(shape.Solids())
    assert all(solid.isValid() for solid in solids)
    assert sum(solid.Volume() for solid in solids) == pytest.approx(shape.Volume(), rel=1e-6)
    box, expected = cq.Compound.makeCompound(solids).BoundingBox(), shape.BoundingBox()
    for name in ("xmin", "ymin", "zmin", "xmax", "ymax", "zmax"):
        assert getattr(box, name) == pytest.approx(getattr(expected, name), abs=1e-4)
    components = catalog.family(family).configuration(PARTS[family]).components
    names = [known.part_number for known in components] or [PARTS[family]]
    products = re.findall(r"= PRODUCT\('([^']*)'", (tmp_path / done["file"]).read_text())
    assert [name for name in dict.fromkeys(products) if name != "model"] == names


@pytest.mark.long
@pytest.mark.parametrize("family", every_family())
def test_measuring_says_what_building_says_and_writes_nothing(worker: Worker, tmp_path: Path, family: str) -> None:
    measuring, building = tmp_path / "measuring", tmp_path / "building"
    measuring.mkdir()
    building.mkdir()
    measured = worker.frame("measure", family, measuring)["ok"]
    built = worker.frame("part", family, building, type="STL")["ok"]
    assert measured["properties"] == built["properties"]
    assert measured["file"] is None
    assert list(measuring.iterdir()) == []


@pytest.mark.parametrize("op", ["part", "measure"])
def test_the_part_that_fails_comes_back_as_an_error(worker: Worker, tmp_path: Path, op: str) -> None:
    error = worker.frame(op, "failing", tmp_path, type="STEP")["error"]
    assert error["kind"] == "geometry"
    assert "made to fail" in error["message"]
