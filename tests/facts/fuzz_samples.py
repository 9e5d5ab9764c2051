"""Small valid files and answers of every kind that is read, made by our own writers where there are any."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import numpy as np

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.lock import LockedFile, LockEntry, LockFile
from cadwidgets.contract.parts import PartRef
from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.tables.bom_read import json_text


def zip_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def json_of(value: Any) -> bytes:
    return json.dumps(value).encode()


def _box() -> Mesh:
    corners = [(x, y, z) for x in (0.0, 1.0) for y in (0.0, 2.0) for z in (0.0, 3.0)]
    sides = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
    triangles = np.array([half for a, b, c, d in sides for half in ((a, b, c), (a, c, d))], np.uint32)
    groups = (Group("a", 0, 6, "#ff0000"), Group("b", 6, 6, "#00ff00", 0.5))
    mesh = Mesh(np.array(corners, np.float32), triangles, groups=groups, unit="mm")
    return replace(mesh, edges=mesh.feature_edges(), faces=np.arange(12))


BOX = _box()
LINES = (
    BomLine("ISO 4762 M6", "screw", 4.0, mass_kg=0.01, part=PartRef(part_id="90-1", selection_path="{a}")),
    BomLine("A-1", "set", children=(BomLine("A-2", "pin", attributes=(("material", "steel", ""),)),)),
)
_FILES = (LockedFile("a.step", "0" * 64, 7),)
LOCK = LockFile((LockEntry("M6", PartRef("C", "M6"), "STEP", _FILES, quantity=2.0),), ("x",)).text.encode()
BOM = json_text(LINES, "t").encode()
_FACET = b"facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1.5e0 0\nendloop\nendfacet\n"
ASCII_STL = b"solid a\n" + _FACET * 3 + b"endsolid a\nsolid b\n" + _FACET + b"endsolid b\n"
PLACED = b"""<constellation id="c"><instance objectid="0"><deltax>1</deltax><rz>90</rz></instance>
<instance objectid="d"/></constellation><constellation id="d"><instance objectid="1"/></constellation></amf>"""
RICH_TJS = json.dumps(
    {
        "scale": 1, "vertices": [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], "normals": [0, 0, 1], "colors": [255, 0],
        "uvs": [[0, 0]], "materials": [{"colorDiffuse": [1, 0, 0]}],
        "faces": [255, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 0, 1, 2, 0],
    }
).encode()  # fmt: skip
_POSITIONS = {"itemSize": 3, "array": [0, 0, 0, 1, 0, 0, 0, 1, 0]}
SCENE = json.dumps(
    {
        "metadata": {"version": 4.5, "type": "Object"},
        "materials": [{"uuid": "m", "color": 255}],
        "geometries": [
            {
                "uuid": "g",
                "data": {
                    "attributes": {"position": _POSITIONS, "color": _POSITIONS},
                    "index": {"array": [0, 1, 2]},
                    "groups": [{"start": 0, "count": 3, "materialIndex": 0}],
                },
            }
        ],
        "object": {"children": [{"geometry": "g", "material": "m", "matrix": np.eye(4).reshape(-1).tolist()}]},
    }
).encode()
BOM_TEXT = "Attribute\tValue\tUnit\nDiameter\t12,5\tmm\nName\tSchraube Ø6\nMass: 8,2 g\nX=1\n".encode()
CSV = b'Item;Part number;Quantity;Name\n1;A-1;2;pin\n1.1;"A;2";1,5;\'bolt\n'

AMF = write_amf([BOX])
MODEL_3MF = b"""<model unit="inch"><resources>
<basematerials id="5"><base name="a" displaycolor="#808080"/></basematerials>
<object id="1" pid="5"><mesh>
<vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1.5e0" z="0"/></vertices>
<triangles><triangle v1="0" v2="1" v3="2" pid="5" p1="0"/></triangles></mesh></object>
<object id="2"><components><component objectid="1" transform="1 0 0 0 1 0 0 0 1 5 0 0"/></components></object>
</resources><build><item objectid="1"/><item objectid="2"/></build></model>"""
GLB = write_glb([BOX])
ZIP_URL = "http://x/a.zip"
CAD_FILES = [
    json_of(
        {
            "globalInfo": {"jobId": "1", "downloadable": "True"},
            "filesPath": [{"type": "Archive", "path": "http://x/a.zip"}],
        }
    ),
    json_of([["43488976"], [["Archive", "http://x/a.zip"], ["PrimaryCADFile", "http://x/a.stp"]]]),
    json_of({"codeError": "403", "messageError": "no"}),
    b"<WsX><GlobalInfo><JobId>1</JobId><Downloadable>true</Downloadable></GlobalInfo><FilesPath><Item><Type>Archive</Type>"
    b"<Path>http://x/a.zip</Path></Item></FilesPath></WsX>",
]
CONFIGURED = json_of(
    {
        "globalInfo": {
            "partFamilyInfo": {"title": "T", "selectionPath": "{a}", "partNumber": "1"},
            "configurationErrors": ["x"],
        },
        "configuratorList": [
            {"symbol": "D", "type": "list", "value": 1, "values": [{"value": "1", "selected": "True"}]}
        ],
        "bomFields": [{"label": "L", "value": "1", "unit": "mm"}],
        "cadFormatList": [{"cadFormatId": 19, "cadFormatName": "STEP"}],
    }
)
SAID = [
    json_of({"error": {"kind": "script", "message": "m", "line": 3, "column": 1, "excerpt": "x", "output": "o"}}),
    json_of({"error": {"kind": "timeout", "message": "m", "limit": 3.5}}),
    b"<html><head><title>Down</title></head><body>We &amp; you</body></html>",
]
FACTS = [
    json_of({"volume": 6.0, "bounding_box": [0, 0, 0, 1, 1, 1]}),
    json_of(["thin wall"]),
    b"parse;dur=1.5, run;dur=20",
    b"41",
]

LINKS = [json_of("https://x/a.zip"), json_of({"url": "http://x"})]
ARCHIVE = zip_of({"a.stl": b"solid"})
SEARCH_PAGE = {
    "total": 1,
    "about": False,
    "page": 1,
    "pages": 1,
    "hits": [
        {
            "part_number": "M6",
            "title": "T",
            "classification_id": "C",
            "part_id": "90-1",
            "selection_path": "{a}",
            "family": "F",
            "category": "K",
            "attributes": {"d": "6"},
        }
    ],
    "facets": [],
    "understood": [],
}
