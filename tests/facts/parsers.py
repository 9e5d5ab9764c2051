"""Every reader of files and answers from elsewhere: valid samples, the errors that it may raise, and what must hold."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import fuzz_samples as S  # noqa: N812 - used in every line
import numpy as np

from cadwidgets.clients import _classic_answer, _gateway_answers, _gateway_configurator, _whole
from cadwidgets.clients._build_answer import read_facts
from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import parsed
from cadwidgets.clients._part_download import part_files
from cadwidgets.clients._refusals import json_of, raise_for, unreadable
from cadwidgets.clients._xml import root_of
from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.bom_json import to_json
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.lock import LockFile
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import SearchPage
from cadwidgets.errors import BadAnswer, CadWidgetsError, GeometryError, RequestError
from cadwidgets.geometry.amf import read_amf, write_amf
from cadwidgets.geometry.carried_bom import carried_bom
from cadwidgets.geometry.glb import read_glb
from cadwidgets.geometry.glb_delta import GlbMeshes, completed, reduced
from cadwidgets.geometry.glb_parts import packed, unpacked
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.geometry.stl import read_stl, write_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.threemf_reader import read_3mf
from cadwidgets.geometry.tjs import read_tjs, write_tjs
from cadwidgets.tables.bom_read import read_bom


@dataclass(frozen=True)
class Parser:
    """``read`` raises nothing but ``errors``, and checks what it gives."""

    read: Callable[[bytes], object]
    errors: tuple[type[Exception], ...]
    samples: Sequence[bytes]


def _checked(read: Callable[[bytes], Mesh], data: bytes) -> None:
    """A mesh whose numbers are numbers, and whose indices and groups name what is there."""
    mesh = read(data)
    assert np.isfinite(mesh.vertices).all()
    assert mesh.triangles.size == 0 or int(mesh.triangles.max()) < len(mesh.vertices)
    assert mesh.normals is None or (mesh.normals.shape == mesh.vertices.shape and np.isfinite(mesh.normals).all())
    assert all(0 <= group.start <= group.start + group.count <= len(mesh.triangles) for group in mesh.groups)
    assert all(0.0 <= group.opacity <= 1.0 for group in mesh.groups)
    assert mesh.area >= 0.0


def _lying_glb(data: bytes) -> None:
    """Only the JSON is wrong: the frame and its lengths are made anew around it."""
    _checked(read_glb, packed(data, [bytes(unpacked(S.GLB)[2])]))


_HELD = GlbMeshes(S.GLB)


def _taken_apart(data: bytes) -> None:
    """Whatever a GLB says of itself, it is the same again."""
    meshes = GlbMeshes(data)
    assert completed(meshes.reduced(meshes.hashes), [meshes]) == data


def of_answer(read: Callable[[Answer], object]) -> Callable[[bytes], object]:
    """The reader of an answer as one of a success's body."""
    return lambda data: read(Answer(200, {}, data, "http://x"))


def _configured(answer: Answer) -> object:
    return _gateway_configurator.read_configured(answer, PartRef(part_id="1"))


def _page(data: bytes) -> None:
    answer = Answer(200, {}, data, "http://x")
    with unreadable(answer, "the page"):
        SearchPage.from_json(json_of(answer))


def _told(data: bytes) -> None:
    """What a build's headers tell."""
    headers = dict.fromkeys(
        ("x-build-properties", "x-build-warnings", "server-timing", "x-builds-left"), data.decode("latin-1")
    )
    read_facts(Answer(200, headers, b""), 1.0)


def _refused(data: bytes) -> None:
    raise_for(Answer(500, {}, data, "http://x"))


def _archived(data: bytes) -> None:
    files = read_archive(data)
    assert all(".." not in name.split("/") and not name.startswith("/") for name in files)


def _locked(data: bytes) -> None:
    lock = LockFile.parse(data)
    assert LockFile.parse(lock.text.encode()) == lock


def _whole_or_not(data: bytes) -> None:
    for kind in ("STL", "STEP", "AMF", "TJS", "GLB", "3MF", "BOM"):
        assert _whole.is_whole(kind, io.BytesIO(data)) in (True, False)
    _whole.is_web_page(io.BytesIO(data))


def _text(data: bytes) -> None:
    text = BomText.parse(data)
    assert all(field.label for field in text.fields)
    assert all(field.number is None or isinstance(field.number, float) for field in text.fields)
    BomText.parse(text.to_bytes())


MESH, ANSWER = (GeometryError,), (CadWidgetsError,)
PARSERS: dict[str, Parser] = {
    "binary STL": Parser(partial(_checked, read_stl), MESH, [write_stl(S.BOX)]),
    "ASCII STL": Parser(partial(_checked, read_stl), MESH, [S.ASCII_STL]),
    "AMF": Parser(partial(_checked, read_amf), MESH, [S.AMF, S.AMF.replace(b"</amf>", S.PLACED)]),
    "zipped AMF": Parser(partial(_checked, read_amf), MESH, [write_amf([S.BOX], zip=True), S.zip_of({"a.amf": S.AMF})]),
    "AMF in a zip": Parser(lambda data: _checked(read_amf, S.zip_of({"a.amf": data})), MESH, [S.AMF]),
    "TJS": Parser(partial(_checked, read_tjs), MESH, [write_tjs(S.BOX), S.RICH_TJS, S.SCENE]),
    "GLB": Parser(partial(_checked, read_glb), MESH, [S.GLB]),
    "JSON in a GLB": Parser(_lying_glb, MESH, [unpacked(S.GLB)[0]]),
    "GLB taken apart": Parser(_taken_apart, MESH, [S.GLB]),
    "JSON of a GLB taken apart": Parser(
        lambda data: _taken_apart(packed(data, [bytes(unpacked(S.GLB)[2])])), MESH, [unpacked(S.GLB)[0]]
    ),
    "part of a GLB": Parser(
        lambda data: completed(data, [_HELD]), MESH, [_HELD.reduced(_HELD.hashes), reduced(S.GLB, [])]
    ),
    "3MF": Parser(partial(_checked, read_3mf), MESH, [write_3mf([S.BOX])]),
    "3MF's model": Parser(lambda data: _checked(read_3mf, S.zip_of({"3D/3dmodel.model": data})), MESH, [S.MODEL_3MF]),
    "any model": Parser(partial(_checked, read_mesh), MESH, [S.GLB, S.AMF, S.SCENE, S.ASCII_STL]),
    "a BOM that is carried": Parser(lambda data: carried_bom(data, "BOM"), MESH, [S.json_of(to_json(S.LINES))]),
    "a BOM file": Parser(read_bom, (RequestError, BadAnswer), [S.BOM, S.CSV, S.BOM_TEXT]),
    "BOM text": Parser(_text, (), [S.BOM_TEXT, S.BOM_TEXT.decode().encode("utf-16")]),
    "BOM text in a zip": Parser(lambda data: part_files(S.zip_of({"a": b"", "b.txt": data})), (), [S.BOM_TEXT]),
    "lock file": Parser(_locked, (RequestError,), [S.LOCK]),
    "zip": Parser(_archived, (BadAnswer,), [S.zip_of({"a.stp": b"solid" * 50, "f/b.txt": S.BOM_TEXT})]),
    "zip of a part": Parser(part_files, (BadAnswer,), [S.zip_of({"a.stp": b"ISO-10303-21;", "b.txt": S.BOM_TEXT})]),
    "is it whole": Parser(_whole_or_not, (), [S.GLB, S.AMF, S.SCENE, write_stl(S.BOX), S.ASCII_STL, S.ARCHIVE]),
    "JSON": Parser(parsed, (ValueError,), [S.SCENE, S.CONFIGURED]),
    "XML": Parser(root_of, (ValueError,), [S.CAD_FILES[3], S.AMF]),
    "refusal": Parser(_refused, ANSWER, S.SAID),
    "headers of a build": Parser(_told, (BadAnswer,), S.FACTS),
    "classic CAD files": Parser(of_answer(_classic_answer.read_cad_files), ANSWER, S.CAD_FILES),
    "gateway's configuration": Parser(of_answer(_configured), (BadAnswer,), [S.CONFIGURED]),
    "gateway's formats": Parser(of_answer(_gateway_answers.read_formats), (BadAnswer,), [S.CONFIGURED]),
    "page of results": Parser(_page, (BadAnswer,), [S.json_of(S.SEARCH_PAGE)]),
    "gateway's link": Parser(of_answer(_gateway_answers.read_file_url), (BadAnswer,), S.LINKS),
}
