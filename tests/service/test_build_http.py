"""The Build Service as any program meets it: plain HTTP, the contract's parameters and status codes."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.geometry.registry import read_mesh

BOX = "length = 1.0\nwidth = 2.0\nshow_object(cq.Workplane().box(length, width, 3))\n"
TYPES = {
    "STL": "model/stl",
    "STEP": "model/step",
    "AMF": "application/x-amf",
    "TJS": "application/json; charset=utf-8",
}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def error(self) -> dict[str, Any]:
        return dict(json.loads(self.body)["error"])


def lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def ask(request: urllib.request.Request) -> Reply:
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Reply(answer.status, lower(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        return Reply(error.code, lower(error.headers), error.read())


def post(service: Any, path: str = "/parts/build", accept: str = "*/*", **fields: str) -> Reply:
    data = urllib.parse.urlencode({"key": service.key, **fields}).encode()
    return ask(urllib.request.Request(service.url + path, data, {"Accept": accept}))


def get(service: Any, **fields: str) -> Reply:
    query = urllib.parse.urlencode({"key": service.key, **fields})
    return ask(urllib.request.Request(f"{service.url}/parts/build?{query}"))


@pytest.mark.parametrize("method", [get, post])
@pytest.mark.parametrize("kind", TYPES)
def test_a_box_of_1_2_3_has_volume_6_in_every_type_by_get_and_post(
    service: Any, method: Any, kind: str, tmp_path: Path
) -> None:
    reply = method(service, s=BOX, type=kind)
    assert reply.status == 200, reply.text
    assert reply.headers["content-type"] == TYPES[kind]
    assert volume(reply.body, kind, tmp_path) == pytest.approx(6.0, rel=1e-6)


def volume(body: bytes, kind: str, folder: Path) -> float:
    if kind != "STEP":
        mesh = read_mesh(body, kind)
        assert mesh.is_watertight
        return mesh.volume
    import cadquery

    file = folder / "model.step"
    file.write_bytes(body)
    return float(cadquery.importers.importStep(str(file)).val().Volume())


def test_the_contracts_own_example_builds_with_its_preset_and_the_value_on_top(service: Any) -> None:
    plain = post(service, id="2qus7a32", type="STL")
    longer = get(service, id="2qus7a32", preset="short", p_length="120", type="stl")
    assert plain.status == longer.status == 200
    size = read_mesh(longer.body, "STL").bounding_box
    assert max(high - low for low, high in zip(size[:3], size[3:], strict=True)) >= 120 * 0.99
    assert plain.body != longer.body


def test_a_value_changes_the_model_and_the_script_beats_the_id(service: Any) -> None:
    reply = post(service, s=BOX, id="nosuchid", type="STL", length="4")
    assert read_mesh(reply.body, "STL").volume == pytest.approx(24.0, rel=1e-6)


def test_the_body_beats_the_query_string(service: Any) -> None:
    data = urllib.parse.urlencode({"key": service.key, "s": BOX, "type": "STL", "length": "2"}).encode()
    reply = ask(urllib.request.Request(f"{service.url}/parts/build?length=9&type=STEP", data))
    assert read_mesh(reply.body, "STL").volume == pytest.approx(12.0, rel=1e-6)


@pytest.mark.parametrize("key", ["", "wrong", "test-key "])
def test_a_missing_or_wrong_key_is_403_before_anything_else(service: Any, key: str) -> None:
    for fields in ({"s": BOX, "type": "STL"}, {}, {"id": "nosuchid"}):
        data = urllib.parse.urlencode({"key": key, **fields}).encode()
        reply = ask(urllib.request.Request(service.url + "/parts/build", data))
        assert reply.status == 403
        assert "key" in reply.text
        assert service.key not in reply.text.replace(key or "-", "")


def test_an_unknown_id_is_404_and_names_it(service: Any) -> None:
    reply = post(service, id="nosuchid", type="STL")
    assert reply.status == 404
    assert "nosuchid" in reply.text


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"type": "STL"}, "s"),
        ({"s": BOX}, "type"),
        ({"s": BOX, "type": "PDF"}, "type"),
        ({"s": BOX, "type": "STL", "depth": "1"}, "depth"),
        ({"s": BOX, "type": "STL", "length": "long"}, "length"),
        ({"s": BOX, "type": "STL", "length": "nan"}, "length"),
        ({"s": BOX, "type": "STL", "preset": "short"}, "preset"),
    ],
)
def test_what_cannot_be_a_build_is_400_with_parameter_and_what_is_allowed(
    service: Any, fields: dict[str, str], parameter: str
) -> None:
    reply = post(service, accept="application/json", **fields)
    assert reply.status == 400
    assert reply.error["parameter"] == parameter
    assert reply.error["allowed"]
    plain = post(service, **fields)
    assert (plain.status, plain.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert plain.text.count("\n") == 1


def test_a_script_that_raises_is_500_with_its_line(service: Any) -> None:
    script = "a = 1\nb = 2\nraise ValueError('too thin')\n"
    reply = post(service, s=script, type="STL")
    assert reply.status == 500
    assert "too thin" in reply.text
    assert "line 3" in reply.text
    error = post(service, s=script, type="STL", accept="application/json").error
    assert (error["kind"], error["line"]) == ("script", 3)
    assert "raise ValueError" in error["excerpt"]


def test_a_script_that_does_not_parse_is_500_with_line_and_column(service: Any) -> None:
    error = post(service, s="a = 1\nb = (\n", type="STL", accept="application/json").error
    assert error["kind"] == "syntax"
    assert error["line"] == 2


@pytest.mark.parametrize(
    ("script", "status", "word"),
    [
        ("import ctypes\nctypes.string_at(0)", 502, "segmentation"),
        ("import os\nos._exit(3)", 502, "status 3"),
        ("while True: pass", 504, "3 s"),
        ("import sys\nsys.exit(1)", 500, "exit"),
    ],
)
def test_a_script_that_takes_its_process_down_is_told_as_what_it_was_and_the_service_lives(
    own_service: Any, script: str, status: int, word: str
) -> None:
    pid = own_service.health["pid"]
    reply = post(own_service, s=script, type="STL")
    assert (reply.status, word in reply.text) == (status, True), reply.text
    assert post(own_service, s=BOX, type="STL").status == 200
    assert own_service.health["pid"] == pid


def test_a_client_that_leaves_frees_its_worker(own_service: Any) -> None:
    data = urllib.parse.urlencode({"key": own_service.key, "s": "while True: pass", "type": "STL"}).encode()
    assert post(own_service, s=BOX, type="STL").status == 200
    for _ in range(8):
        with pytest.raises(TimeoutError):
            urllib.request.urlopen(own_service.url + "/parts/build", data, timeout=0.3)
    # eight abandoned endless builds of 3 s on few workers would keep this one waiting beyond its patience
    fields = urllib.parse.urlencode({"key": own_service.key, "s": BOX, "type": "STL"}).encode()
    with urllib.request.urlopen(own_service.url + "/parts/build", fields, timeout=8) as answer:
        assert answer.status == 200


def test_parameters_are_told_without_running_the_script(service: Any, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    script = f"open({str(mark)!r}, 'w')\nwidth = 4.0  # [1:0.5:9] mm  Width\n"
    reply = post(service, "/parts/parameters", s=script)
    assert reply.status == 200
    (parameter,) = json.loads(reply.body)["parameters"]
    assert (parameter["name"], parameter["minimum"], parameter["maximum"], parameter["step"]) == (
        "width",
        1,
        9,
        0.5,
    )
    assert not mark.exists()


def test_every_answer_tells_properties_and_stage_times(service: Any) -> None:
    reply = post(service, s=BOX, type="STL")
    properties = json.loads(reply.headers["x-build-properties"])
    assert properties["volume"] == pytest.approx(6.0)
    assert properties["area"] == pytest.approx(22.0)
    assert properties["bounding_box"] == pytest.approx([-0.5, -1, -1.5, 0.5, 1, 1.5], abs=1e-6)
    assert all(stage in reply.headers["server-timing"] for stage in ("parse", "run", "mesh", "write"))


def test_only_successful_builds_are_counted(service: Any) -> None:
    before = service.builds
    post(service, s=BOX, type="STL")
    post(service, s="raise ValueError", type="STL")
    post(service, id="nosuchid", type="STL")
    assert service.builds == before + 1


def test_a_page_of_somebody_else_cannot_use_the_service_by_its_own_name(service: Any) -> None:
    request = urllib.request.Request(service.url + "/health", headers={"Host": "evil.example"})
    assert ask(request).status == 400


def test_a_host_that_others_can_reach_is_refused_until_scripts_are_confined() -> None:
    command = [sys.executable, "-m", "cadwidgets", "serve", "--host", "0.0.0.0", "--port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "0.0.0.0" in ended.stderr
    assert "Traceback" not in ended.stderr
