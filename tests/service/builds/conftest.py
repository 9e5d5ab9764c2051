"""One pool of real workers that builds the scripts of all tests here."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from staying_process import StayingProcess

from cadwidgets.modelscript import load_script
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.export import export
from cadwidgets.service.builds.shapes import Part, one_shape, properties
from cadwidgets.service.builds.shim import Model
from cadwidgets.service.builds.write_options import WriteOptions
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import Outcome, WorkerPool

Build = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def run_job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Outcome]]:
    """Runs one job in a folder, perhaps within `Limits`, and gives its outcome."""
    scratch = tmp_path_factory.getbasetemp()
    with asyncio.Runner() as runner:
        pool = WorkerPool(children=1, scratch=scratch, confinement=probe(Isolation(allow_root=True), scratch))
        yield lambda job, folder, *limits: runner.run(pool.run(job, folder, *limits))
        runner.run(pool.close())


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StayingProcess]:
    """Builds in a process that stays, and in fresh ones."""
    staying = StayingProcess(tmp_path_factory.mktemp("jobs"))
    yield staying
    staying.close()


@pytest.fixture
def build(run_job, tmp_path: Path) -> Build:
    """Builds a script with values; the ``ok`` part of the frame, its ``file`` as a path."""

    def build(script: str, output: str = "STL", preset: str = "", **values: Any) -> dict[str, Any]:
        folder = tmp_path / os.urandom(4).hex()
        folder.mkdir()
        job = {"op": "build", "script": script, "type": output, "preset": preset, "values": values}
        frame = run_job(job, folder).frame
        assert "ok" in frame, frame
        return frame["ok"] | {"file": folder / frame["ok"]["file"]}

    return build


@pytest.fixture
def run(tmp_path: Path):
    """Runs a script in this process and gives its model."""

    def run(text: str) -> Model:
        return execute(load_script(text), {}, tmp_path)

    return run


@pytest.fixture
def fail(run_job, tmp_path: Path) -> Build:
    """Builds a script that must fail; the ``error`` part of the frame."""

    def fail(script: str, preset: str = "", **values: Any) -> dict[str, Any]:
        job = {"op": "build", "script": script, "type": "STL", "preset": preset, "values": values}
        frame = run_job(job, tmp_path).frame
        assert "error" in frame, frame
        return frame["error"]

    return fail


@pytest.fixture
def export_parts(tmp_path: Path) -> Callable[..., Path]:
    """Writes parts in a type with options, given by bare name; the file, alone in its folder."""

    def export_parts(parts: Sequence[Part], output: str, unit: str = "mm", **options: Any) -> Path:
        folder = tmp_path / os.urandom(4).hex()
        folder.mkdir()
        given, known = WriteOptions.of(output, options), properties(one_shape(parts)) if output == "PROPERTIES" else {}
        name = export(parts, unit, output, given, folder, lambda stage: nullcontext(), known=known)
        assert [path.name for path in folder.iterdir()] == [name]
        return folder / name

    return export_parts
