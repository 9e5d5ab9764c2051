"""Builds happen in processes that load VTK only for the scripts that use it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LEAN = "from cadwidgets.service.builds.lean_import import import_cadquery\nimport_cadquery()\n"


def printed(code: str) -> list[str]:
    """The lines that ``code`` prints in a process of its own, with as few threads as those for builds."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.long
def test_what_forks_for_builds_has_loaded_no_vtk_and_has_one_thread() -> None:
    code = """
import os, sys
from cadwidgets.service.builds import run
run.prepare()
print(sorted(name for name in sys.modules if name.startswith(("vtk", "OCP.IVtk"))))
import OCP
print(OCP.IVtkOCC is OCP.OCP.IVtkOCC, OCP.IVtkVTK is OCP.OCP.IVtkVTK)  # as before CadQuery is imported
print(len(os.listdir("/proc/self/task")) if os.path.exists("/proc/self/task") else 1)
"""
    assert printed(LEAN + code) == ["[]", "True True", "1"]


@pytest.mark.long
def test_the_names_that_stand_for_vtk_behave_as_its_own() -> None:
    code = """
import sys
import cadquery as cq
from cadquery.occ_impl import assembly, shapes
from cadquery.occ_impl.exporters import vtk as exporter
stand_in = shapes.vtkPolyData
print(hasattr(stand_in, "__len__"), "vtkmodules" in sys.modules)
data = cq.Workplane().box(1, 2, 3).val().toVtkPolyData()
from vtkmodules.vtkCommonDataModel import VTK_LINE, vtkPolyData
import OCP
from OCP.IVtkOCC import IVtkOCC_Shape
print(isinstance(data, stand_in), isinstance(data, vtkPolyData), isinstance(1, stand_in), data.GetNumberOfPolys())
print([one.GetNumberOfCells() > 0 for one in exporter.extractEdgesFaces(data)])
print(exporter.VTK_LINE.__index__() == VTK_LINE)
print(shapes.IVtkOCC_Shape.real() is IVtkOCC_Shape is OCP.IVtkOCC.IVtkOCC_Shape)
print(assembly.vtkMapper.GetResolveCoincidentTopology() >= 0)
import cadquery.vis
print(cadquery.vis.vtkMapper.__module__)
"""
    assert printed(LEAN + code) == [
        "False False",
        "True True False 12",
        "[True, True]",
        "True",
        "True",
        "True",
        "vtkmodules.vtkRenderingCore",
    ]


@pytest.mark.release
def test_where_vtk_is_loaded_already_nothing_stands_for_it() -> None:
    code = "import vtkmodules\n" + LEAN + "from cadquery.occ_impl import shapes\nprint(type(shapes.vtkPolyData))"
    assert "StandIn" not in printed(code)[0]


USES_VTK = """
import sys
before = [name for name in sys.modules if name.startswith("vtk")]
box = cq.Workplane().box(1, 2, 3)
data = box.val().toVtkPolyData()
cq.exporters.export(box, "box.vtp")
print(before, data.GetNumberOfPolys(), len(open("box.vtp").read()) > 1000)
show_object(box)
"""


@pytest.mark.long
def test_a_script_that_asks_for_vtk_has_it(run_job, tmp_path) -> None:
    outcome = run_job({"op": "build", "script": USES_VTK, "type": "STL"}, tmp_path)
    assert "ok" in outcome.frame, outcome
    assert outcome.output.strip() == "[] 12 True"


SOLVERS = """
sketch = cq.Sketch().segment((0, 0), (0, 3), "s1").arc((0, 3), (1.5, 1.5), (0, 0), "a1")
sketch = sketch.constrain("s1", "Fixed", None).constrain("a1", "ArcAngle", 60).solve().assemble()
plate = cq.Workplane().box(10, 10, 1)
assembly = cq.Assembly(plate, name="a").add(plate, name="b")
assembly.constrain("a@faces@>Z", "b@faces@<Z", "Plane").solve()
print(round(assembly.children[0].loc.toTuple()[0][2], 6), sketch.val().Area() > 0)
cq.exporters.exportDXF(cq.Workplane().rect(1, 2), "plate.dxf")
print(cq.importers.importDXF("plate.dxf").wires().size())
show_object(assembly)
"""


@pytest.mark.long
def test_solvers_and_drawings_work_as_ever(run_job, tmp_path) -> None:
    outcome = run_job({"op": "build", "script": SOLVERS, "type": "GLB"}, tmp_path)
    assert "ok" in outcome.frame, outcome
    assert outcome.output.split() == ["1.0", "True", "1"]
