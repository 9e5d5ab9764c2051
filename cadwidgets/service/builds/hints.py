"""What an exception of a script means, and what would be right, in words that the script's author understands."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from cadwidgets.errors import RequestError
from cadwidgets.modelscript.python2 import HINTS as PYTHON2_NAMES

_KERNEL = {
    "StdFail_NotDone": "the CAD kernel cannot build this; a fillet or a shell may be too large",
    "Standard_DomainError": "a size is zero, negative, or outside what the CAD kernel can build",
    "Standard_ConstructionError": "the CAD kernel cannot construct this; look for equal points and zero sizes",
    "Standard_NullObject": "an earlier step has left nothing to work on",
    "gp_VectorWithNullMagnitude": "a direction has no length",
}

_WHOLE_NUMBERS = "in Python 3 a / b is never a whole number: write a // b where one is needed"
_TEXTS: Mapping[str, str] = {
    "'float' object cannot be interpreted as an integer": _WHOLE_NUMBERS,
    "indices must be integers": _WHOLE_NUMBERS,
    "can't multiply sequence by non-int of type 'float'": _WHOLE_NUMBERS,
    "attempted relative import": "a file that lay beside the script is imported by its bare name (import helper), "
    "and is sent with files=",
    "STEP File could not be loaded": "a file that lay beside the script is sent with files=",
}
"""Parts of Python's and CadQuery's own messages, and what they mean here."""

_FREECAD_MODULES = {
    "Arch",
    "Draft",
    "FreeCADGui",
    "Helpers",
    "Import",
    "ImportGui",
    "Mesh",
    "MeshPart",
    "PartDesign",
    "PartGui",
    "PySide",
    "Sketcher",
    "Spreadsheet",
    "TechDraw",
}

_PYTHON2_MODULES = {
    "ConfigParser": "configparser",
    "Queue": "queue",
    "StringIO": "io",
    "Tkinter": "tkinter",
    "cPickle": "pickle",
    "cStringIO": "io",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
}

_PACKAGES = {
    "OCC",
    "bd_warehouse",
    "build123d",
    "cq_electronics",
    "cq_gears",
    "cq_queryabolt",
    "cq_server",
    "cq_warehouse",
    "cqkit",
    "cqmore",
    "cqparts",
    "cqterrain",
    "cqtoolbox",
    "jupyter_cadquery",
    "matplotlib",
    "numpy_stl",
    "ocp_vscode",
    "pandas",
    "paramak",
    "parafoil",
    "scipy",
    "shapely",
    "skimage",
    "solid",
    "stl",
    "svgpathtools",
    "sympy",
    "trimesh",
    "yaml",
}
"""Packages that CadQuery scripts import, so that one of these is not taken for a file of the user's."""


def hint(error: BaseException, text: str) -> str:
    """What would be right, or nothing. ``text`` is what the exception says."""
    kind = type(error).__name__
    if kind in _KERNEL:
        return _KERNEL[kind]
    if isinstance(error, (NameError, AttributeError)) and error.name and error.name in PYTHON2_NAMES:
        return PYTHON2_NAMES[error.name]
    if isinstance(error, RequestError):  # of part(): what it would take
        return error.allowed
    if isinstance(error, FileNotFoundError):
        return "a file that lay beside the script is sent with files="
    return next((meaning for part, meaning in _TEXTS.items() if part in text), "")


def missing_module(name: str) -> str:
    """Why a module cannot be imported: of FreeCAD, of Python 2, a package, or a file that lay beside the script."""
    top = name.partition(".")[0]
    needs = f"the script needs {name!r}"
    if top in _FREECAD_MODULES or name == "cadquery.freecad_impl":
        return f"{needs}, a module of FreeCAD; this service builds with CadQuery alone"
    if top in _PYTHON2_MODULES:
        return f"{needs}, a module of Python 2: in Python 3 it is {_PYTHON2_MODULES[top]}"
    if top != name and top in sys.modules:
        return f"{needs}, but the package {top!r} that is installed here has no such module"
    if top in _PACKAGES or top in sys.stdlib_module_names:
        return f"{needs}, a package that is not installed here, and a script cannot install one"
    return f"{needs}: if {top}.py is a file that lay beside the script, send it with files=; packages cannot be added"
