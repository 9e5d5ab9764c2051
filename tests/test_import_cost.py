"""Importing cadwidgets loads next to nothing: a kernel starts fast, and no CAD kernel ever enters it."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {"IPython", "OCP", "cadquery", "fastapi", "httpx", "ipywidgets", "numpy", "pandas", "pythreejs"}
REPORT = "\nimport json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"


def modules_after(code: str) -> set[str]:
    """The top-level modules of a fresh interpreter that ran ``code``."""
    ran = subprocess.run([sys.executable, "-c", code + REPORT], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stdout))


def test_importing_the_package_loads_nothing_heavy():
    assert modules_after("import cadwidgets") & HEAVY == set()


def test_the_names_of_the_package_are_listed_without_loading_them():
    assert modules_after("import cadwidgets; dir(cadwidgets)") & HEAVY == set()


def test_the_widgets_never_load_the_cad_kernel():
    code = "import cadwidgets\nfor name in dir(cadwidgets): getattr(cadwidgets, name)"
    loaded = modules_after(code)
    assert loaded >= {"pythreejs", "ipywidgets"}
    assert loaded & {"OCP", "cadquery", "fastapi", "uvicorn"} == set()


def test_reading_geometry_needs_neither_jupyter_nor_a_network_client():
    loaded = modules_after("from cadwidgets import Mesh, read_mesh")
    assert loaded & (HEAVY - {"numpy"}) == set()


def test_the_service_runs_without_jupyter_and_without_the_kernel_in_its_own_process():
    loaded = modules_after("import cadwidgets.service.app")
    assert loaded & {"IPython", "ipywidgets", "pythreejs", "pandas", "cadquery", "OCP"} == set()


def test_loading_the_extension_loads_no_widget_and_no_network_client_on_the_users_time():
    """What else it loads is IPython's own, which is there already."""
    assert modules_after("import cadwidgets.magics") & (HEAVY - {"IPython"}) == set()
