"""Small files and answers that are meant to take much memory or time, and the reader that each goes to."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

import fuzz_samples as S  # noqa: N812 - used in every line
from loopback import answer, loopback

from cadwidgets.clients import _classic_answer
from cadwidgets.clients._http import Answer, HttpSession, RemoteEndpoint
from cadwidgets.clients._json import parsed
from cadwidgets.clients._part_download import part_files
from cadwidgets.clients._refusals import raise_for
from cadwidgets.clients._zip import read_archive
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.lock import LockFile
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.geometry.amf import read_amf
from cadwidgets.geometry.carried_bom import carried_bom
from cadwidgets.geometry.glb import read_glb
from cadwidgets.geometry.glb_parts import packed, unpacked
from cadwidgets.geometry.stl import read_stl
from cadwidgets.geometry.threemf_reader import read_3mf
from cadwidgets.geometry.tjs import read_tjs
from cadwidgets.tables.bom_read import read_bom

MEGABYTE = bytes(1 << 20)


def gzipped(mebibytes: int) -> bytes:
    """So many MiB of zeros, packed without ever being in memory."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(MEGABYTE) for _ in range(mebibytes)), packer.flush()])


def zip_of_zeros(mebibytes: int, name: str = "a.stl") -> bytes:
    """The same as the member of a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(mebibytes):
            member.write(MEGABYTE)
    return buffer.getvalue()


def zip_of_many(entries: int) -> bytes:
    """A directory of so many empty files, without the files."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    return entry * entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(entry) * entries, 0, 0)


def glb_with(**accessor: object) -> bytes:
    """A box whose first accessor claims something else; None takes a member away."""
    text, _, buffer = unpacked(S.GLB)
    document = json.loads(text)
    first = document["accessors"][0]
    first |= accessor
    document["accessors"][0] = {name: value for name, value in first.items() if value is not None}
    return packed(json.dumps(document).encode(), [bytes(buffer)])


def of_answer(read: Callable[[Answer], object], status: int = 200) -> Callable[[bytes], object]:
    return lambda data: read(Answer(status, {}, data, "http://x"))


def _served(ask: Callable[[str], object]) -> Callable[[bytes], object]:
    """Ask a service that sends these bytes as a packed answer."""

    def asked(data: bytes) -> object:
        with loopback(lambda handler: answer(handler, data, headers={"Content-Encoding": "gzip"})) as server:
            return ask(server.url)

    return asked


_get = _served(lambda url: HttpSession(RemoteEndpoint(url)).get("x"))
_build = _served(lambda url: BuildClient.at(url).build(BuildRequest.of(script="x = 1")))
_file = _served(lambda url: HttpSession(RemoteEndpoint(url)).download(f"{url}/a.zip"))
_catalog = of_answer(_classic_answer.read_cad_files)
_refusal = of_answer(raise_for, 500)

GZIP, ZIP = gzipped(200), zip_of_zeros(200)
_ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{_ENTITIES}]><amf>&e9;</amf>'.encode()
DEEP_XML = b"<amf>" + b"<a>" * 500_000
WIDE_XML = b"<amf>" + b"<a/>" * 500_000 + b"</amf>"
FULL_ROW = b"<amf><object id='0'><mesh><vertices><vertex>" + b"<x/>" * 250_000
LONG_NUMBER = b"<amf><object><mesh><vertices><vertex><coordinates><x>" + b"&#49;" * 400_000
DEEP_JSON, WIDE_JSON = b"[" * 2_000_000, b"[" + b"{}," * 500_000 + b"{}]"
DEEP_BOM = b'{"format": "cadwidgets-bom", "version": 1, "lines": ' + b'[{"children": ' * 100_000
MANY_MATERIALS = b'{"vertices": [], "faces": [], "materials": [' + b"{}," * 300_000 + b"{}]}"

BOMBS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "gzip to a call": (_get, GZIP),
    "gzip to a build": (_build, GZIP),
    "gzip to a file": (_file, GZIP),
    "zip": (read_archive, ZIP),
    "zip of a part": (part_files, ZIP),
    "zip of many": (read_archive, zip_of_many(300_000)),
    "AMF in a zip": (read_amf, zip_of_zeros(200, "a.amf")),
    "AMF in a zip of many": (read_amf, b"PK\x03\x04" + zip_of_many(300_000)),
    "laughs to a catalog": (_catalog, LAUGHS),
    "laughs in an AMF": (read_amf, LAUGHS),
    "3MF in a zip": (read_3mf, zip_of_zeros(200, "3D/3dmodel.model")),
    "laughs in a 3MF": (read_3mf, S.zip_of({"3D/3dmodel.model": LAUGHS})),
    "deep XML in a 3MF": (read_3mf, S.zip_of({"3D/3dmodel.model": DEEP_XML})),
    "deep XML to a catalog": (_catalog, DEEP_XML),
    "deep XML in an AMF": (read_amf, DEEP_XML),
    "wide XML to a catalog": (_catalog, WIDE_XML),
    "wide XML in an AMF": (read_amf, WIDE_XML),
    "a full row of an AMF": (read_amf, FULL_ROW),
    "a long number of an AMF": (read_amf, LONG_NUMBER),
    "deep JSON": (parsed, DEEP_JSON),
    "wide JSON": (parsed, WIDE_JSON),
    "deep JSON to a catalog": (_catalog, DEEP_JSON),
    "wide JSON in a refusal": (_refusal, WIDE_JSON),
    "long number": (parsed, b"9" * 4_000_000),
    "deep TJS": (read_tjs, b'{"vertices": [], "faces": ' + DEEP_JSON),
    "materials of a TJS": (read_tjs, MANY_MATERIALS),
    "deep BOM": (read_bom, DEEP_BOM),
    "deep BOM that is carried": (lambda data: carried_bom(data, "BOM"), DEEP_JSON),
    "wide BOM that is carried": (lambda data: carried_bom(data, "BOM"), WIDE_JSON),
    "deep lock file": (LockFile.parse, DEEP_JSON),
    "STL of 4,294,967,295 triangles": (read_stl, bytes(80) + b"\xff\xff\xff\xff" + bytes(5000)),
    "GLB of 40,000,000 numbers that are not there": (read_glb, glb_with(count=40_000_000, bufferView=None)),
    "GLB of more numbers than it has": (read_glb, glb_with(count=(1 << 53) - 1)),
    "GLB of a chunk of 4 GiB": (read_glb, S.GLB[:12] + b"\xff\xff\xff\xff" + S.GLB[16:]),
    "GLB of 4 GiB": (read_glb, S.GLB[:8] + b"\xff\xff\xff\xff" + S.GLB[12:]),
    "deep GLB": (read_glb, packed(DEEP_JSON, [])),
}
