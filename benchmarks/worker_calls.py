"""What a worker does with a script, called in this process. Seconds are CPU time, except those of `plain`."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from OCP.BRepTools import BRepTools
from timing import cpu_seconds, wall_seconds

from cadwidgets.geometry.glb import read_glb
from cadwidgets.modelscript import load_script
from cadwidgets.service.builds import body_meshes
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.export import export
from cadwidgets.service.builds.kept_meshes import KeptMeshes
from cadwidgets.service.builds.run import run_job
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.write_options import WriteOptions

Answer = dict[str, Any]


def forget_meshes() -> None:
    """As in a process that has meshed nothing yet."""
    body_meshes.KEPT = KeptMeshes(0)


def send(path: str, angle: float) -> Answer:
    """What the script at ``path`` shows, from its parts to the file for the viewer."""
    parts = _parts(path)
    forget_meshes()
    for part in parts:
        BRepTools.Clean_s(part.shape.wrapped)
    options = WriteOptions(angle=angle)
    with tempfile.TemporaryDirectory() as name:
        folder, written = Path(name), []
        seconds = cpu_seconds(lambda: written.append(export(parts, "mm", "GLB", options, folder, _no_stage)))
        data = (folder / written[0]).read_bytes()
    return {"seconds": seconds, "triangles": len(read_glb(data).triangles), "bytes": len(data)}


@cache
def _parts(path: str) -> list[Part]:
    script = load_script(Path(path).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        return execute(script, script.schema.resolve(), Path(folder)).parts


def _no_stage(name: str) -> nullcontext[None]:
    return nullcontext()


def build(script: str, options: dict[str, str], values: dict[str, Any]) -> Answer:
    """A whole build for the viewer. ``run`` and ``write``: the seconds of its stages, the latter all after the script;
    ``reading``: those of reading its file, which a notebook's process does."""
    with tempfile.TemporaryDirectory() as folder:
        job = {"op": "build", "script": script, "type": "GLB", "options": options, "values": values, "memo": False}
        forget_meshes()
        frame: dict[str, Any] = {}
        seconds = cpu_seconds(lambda: frame.update(run_job(job, Path(folder))))
        if "ok" not in frame:
            raise RuntimeError(str(frame["error"]))
        data = (Path(folder) / frame["ok"]["file"]).read_bytes()
    meshes: list[Any] = []
    reading = cpu_seconds(lambda: meshes.append(read_glb(data)))
    stages = frame["ok"]["timings"]
    return {
        "seconds": seconds,
        "run": stages["run"],
        "write": sum(stages[name] for name in ("mesh", "read", "encode")),
        "reading": reading,
        "bytes": len(data),
        "triangles": len(meshes[0].triangles),
    }


def plain(script: str, values: dict[str, Any]) -> Answer:
    """The script alone, as CadQuery runs it: no mesh, no file. Wall time: it stands beside a whole round trip."""
    loaded = load_script(script)
    checked = loaded.schema.resolve("", values)
    with tempfile.TemporaryDirectory() as folder:
        return {"seconds": wall_seconds(lambda: execute(loaded, checked, Path(folder)))}
