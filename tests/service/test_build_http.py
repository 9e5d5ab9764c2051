"""The Build Service as any program meets it: plain HTTP, the contract's parameters and status codes."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from plain_http import FORM, Reply, get, post, post_body, post_files, post_json, send

from cadwidgets.geometry.carried_bom import carried_bom
from cadwidgets.geometry.registry import read_mesh

BOX = "length = 1.0\nwidth = 2.0\nshow_object(cq.Workplane().box(length, width, 3))\n"
TYPES = {
    "STL": "model/stl",
    "STEP": "model/step",
    "AMF": "application/x-amf",
    "TJS": "application/json; charset=utf-8",
}


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


@pytest.mark.parametrize("script", ["s", "upload"])
def test_a_multipart_form_builds_with_the_script_as_text_or_as_a_file(service: Any, script: str) -> None:
    files = [("s", "box.py", BOX.encode())] if script == "upload" else []
    fields = {"s": BOX} if script == "s" else {}
    reply = post_files(service, files, **fields, type="STL", length="3")
    assert reply.status == 200, reply.text
    assert read_mesh(reply.body, "STL").volume == pytest.approx(18.0, rel=1e-6)


def test_a_json_object_builds_with_numbers_booleans_and_lists_as_the_form_sends_them(service: Any) -> None:
    script = "n = 1\na = 1.5\ndouble = False\nsize = (1.0, 1.0)\n"
    script += "show_object(cq.Workplane().box(n * a, size[0], size[1] * (2 if double else 1)))\n"
    said = {"s": script, "type": "stl", "n": 2, "a": 2.5, "double": True, "size": [3, 4.0]}
    reply = post_json(service, said)
    assert reply.status == 200, reply.text
    assert read_mesh(reply.body, "STL").volume == pytest.approx(2 * 2.5 * 3 * 4 * 2, rel=1e-6)


@pytest.mark.parametrize("value", [{"x": 1}, [[1]], None, [None]])
def test_json_that_a_form_cannot_say_is_400_and_names_the_field(service: Any, value: object) -> None:
    reply = post_json(service, {"s": BOX, "type": "STL", "length": value})
    assert (reply.status, reply.error["parameter"]) == (400, "length")


def test_of_a_repeated_name_the_last_counts(service: Any) -> None:
    body = urllib.parse.urlencode([("length", "9"), ("s", BOX), ("type", "STEP"), ("length", "5"), ("type", "STL")])
    reply = post_body(service, FORM, body.encode())
    assert read_mesh(reply.body, "STL").volume == pytest.approx(30.0, rel=1e-6)


@pytest.mark.parametrize(
    "pasted",
    [
        "http://127.0.0.1:8765/parts/g5r2zt9f?preset=x#top",
        "https://parametricparts.com/parts/g5r2zt9f",
        "/parts/g5r2zt9f/",
        " g5r2zt9f ",
    ],
)
def test_the_url_of_a_models_page_is_as_good_as_its_id(service: Any, pasted: str) -> None:
    reply = post(service, id=pasted, type="STL")
    assert reply.status == 200, reply.text
    assert reply.headers["content-disposition"] == 'attachment; filename="g5r2zt9f.stl"'


@pytest.mark.parametrize("model_id", ["short", "waytoolong1", "../etc/pa", "abcd-efgh", "g5r2zt9é", "http://[x/y"])
def test_an_id_that_no_model_can_have_is_404(service: Any, model_id: str) -> None:
    assert post(service, id=model_id, type="STL").status == 404


def test_a_version_that_a_model_does_not_have_is_404(service: Any) -> None:
    assert post(service, id="g5r2zt9f", type="STL", **{"o.version": "1"}).status == 200
    reply = post(service, id="g5r2zt9f", type="STL", **{"o.version": "7"})
    assert (reply.status, "version 7" in reply.text) == (404, True)


def test_a_script_parameter_with_a_reserved_name_is_reached_with_a_prefix(service: Any) -> None:
    script = "id = 1.0\nkey = 2.0\ntype = 3.0\nwidth = 1.0\nshow_object(cq.Workplane().box(id, key, type * width))\n"
    fields = {"p.id": "2", "p.key": "4", "p.type": "6", "p.width": "2", "width": "9"}
    reply = post(service, s=script, type="STL", **fields)
    assert reply.status == 200, reply.text
    assert read_mesh(reply.body, "STL").volume == pytest.approx(2 * 4 * 6 * 2, rel=1e-6)


@pytest.mark.parametrize(
    ("option", "value"), [("o.deflektion", "1"), ("o.", "1"), ("o.angle", "9"), ("o.schema", "AP1")]
)
def test_an_unknown_option_and_one_out_of_its_range_are_400(service: Any, option: str, value: str) -> None:
    reply = post(service, accept="application/json", s=BOX, type="STL", **{option: value})
    assert (reply.status, reply.error["parameter"]) == (400, option)
    assert reply.error["allowed"]


def test_the_key_may_come_in_a_header(service: Any) -> None:
    fields = {"key": "", "s": BOX, "type": "STL"}
    assert post(service, headers={"X-Api-Key": service.key}, **fields).status == 200
    assert post(service, headers={"X-Api-Key": "wrong"}, **fields).status == 403


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        ("*/*", False),
        ("", False),
        ("application/json", True),
        ("application/json, */*", True),
        ("text/plain, application/json;q=0.5", False),
        ("text/plain;q=0.5, application/json", True),
        ("application/*", True),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", False),
        ("application/json;q=0, */*", False),
    ],
)
def test_an_error_is_json_for_who_prefers_it(service: Any, accept: str, is_json: bool) -> None:
    reply = post(service, accept=accept, id="nosuchid", type="STL")
    assert reply.status == 404
    kind = "application/json" if is_json else "text/plain; charset=utf-8"
    assert reply.headers["content-type"] == kind


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_405_and_told_which_are_possible(service: Any, method: str) -> None:
    reply = send(method, service.url + "/parts/build")
    assert reply.status == 405
    assert reply.headers["allow"] == "GET, POST"


def test_a_name_cannot_write_headers(service: Any) -> None:
    evil = 'x"\r\nX-Evil: 1\r\n\r\n'
    reply = post(service, s=BOX, id=evil, type="STL")
    assert (reply.status, reply.headers["content-disposition"]) == (200, 'attachment; filename="model.stl"')
    for fields in ({"id": evil, "type": "STL"}, {"s": BOX, "type": evil}, {"s": BOX, "type": "STL", evil: "1"}):
        reply = post(service, **fields)
        assert reply.status in (400, 404)
        assert "x-evil" not in reply.headers
        assert reply.text.count("\n") == 1


def test_a_model_from_anybodys_script_does_nothing_in_a_browser(service: Any) -> None:
    headers = post(service, s=BOX, type="STL").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'"
    assert headers["content-disposition"].startswith("attachment")


def test_the_body_beats_the_query_string(service: Any) -> None:
    data = urllib.parse.urlencode({"s": BOX, "type": "STL", "length": "2"}).encode()
    reply = post_body(service, FORM, data, query="?length=9&type=STEP")
    assert read_mesh(reply.body, "STL").volume == pytest.approx(12.0, rel=1e-6)


@pytest.mark.parametrize("key", ["", "wrong", "test-key "])
def test_a_missing_or_wrong_key_is_403_before_anything_else(service: Any, key: str) -> None:
    for fields in ({"s": BOX, "type": "STL"}, {}, {"id": "nosuchid"}):
        reply = post(service, **{"key": key, **fields})
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


@pytest.mark.long
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


@pytest.mark.long
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
    reply = post(service, headers={"Cache-Control": "no-cache"}, s=BOX, type="STL")
    properties = json.loads(reply.headers["x-build-properties"])
    assert properties["volume"] == pytest.approx(6.0)
    assert properties["area"] == pytest.approx(22.0)
    assert properties["bounding_box"] == pytest.approx([-0.5, -1, -1.5, 0.5, 1, 1.5], abs=1e-6)
    times = timings(reply)
    assert list(times)[:-1] == ["wait", "worker", "parse", "run", "mesh", "read", "encode"]
    assert list(times)[-1] == "total"
    stages = sum(times[stage] for stage in times if stage not in ("wait", "worker", "total"))
    assert 0 < times["run"] < stages < times["worker"]
    assert times["wait"] + times["worker"] < times["total"]
    again = timings(post(service, s=BOX, type="STL"))
    assert list(again) == ["cache", "total"]
    assert 0 < again["cache"] < again["total"]


def timings(reply: Reply) -> dict[str, float]:
    """The milliseconds of each stage."""
    return {name: float(ms) for name, ms in re.findall(r"(\w+);dur=([0-9.]+)", reply.headers["server-timing"])}


def test_the_bill_of_materials_is_a_type_and_a_glb_carries_the_same(service: Any) -> None:
    script = 'screw = part("ISO 4762", "M6x20")\nfor at in 0, 20: show_object(screw.translate((at, 0, 0)))\n'
    told, glb = (post(service, s=script, type=kind) for kind in ("BOM", "glb"))
    assert told.headers["content-type"] == "application/json; charset=utf-8"
    assert told.headers["content-disposition"] == 'attachment; filename="model.bom.json"'
    (line,) = carried_bom(told.body, "BOM")
    assert (line.part_number, line.quantity) == ("ISO 4762 M6x20", 2.0)
    assert carried_bom(glb.body, "GLB") == (line,)
    assert json.loads(told.headers["x-build-properties"])["mass"] == pytest.approx(2 * line.mass_kg)


def test_a_part_that_there_is_not_is_500_with_the_script_s_line(service: Any) -> None:
    reply = post(service, s='size = 1.0\nshow_object(part("ISO 4762", "M6x21"))\n', type="BOM")
    assert (reply.status, "ISO 4762 M6x25" in reply.text, "line 2" in reply.text) == (500, True, True)


def test_only_successful_builds_are_counted(service: Any) -> None:
    before = service.builds
    post(service, s=BOX, type="STL", length="1.25")
    post(service, s="raise ValueError", type="STL")
    post(service, id="nosuchid", type="STL")
    assert service.builds == before + 1


def test_a_page_of_somebody_else_cannot_use_the_service_by_its_own_name(service: Any) -> None:
    assert send("GET", service.url + "/health", headers={"Host": "evil.example"}).status == 400


def test_a_name_that_is_html_comes_as_text_and_as_json(service: Any) -> None:
    script = 'screw = part("ISO 4762", "M6x20")\nshow_object(cq.Assembly(name="all").add(screw, name="s")'
    script += '.add(cq.Workplane().box(1, 2, 3), name="<script>alert(1)</script>"))'
    reply = post(service, s=script, type="BOM")
    assert reply.status == 200, reply.text
    assert reply.headers["content-type"].startswith("application/json")
    assert reply.headers["x-content-type-options"] == "nosniff"
    names = [line["name"] for line in json.loads(reply.text)]
    assert names == ["Hexagon socket head cap screw", "<script>alert(1)</script>"]


def test_a_part_of_no_sense_is_a_script_s_error(service: Any) -> None:
    reply = post(service, s='show_object(part(" " * 10**6))', type="STL")
    assert (reply.status, "there is no part" in reply.text, len(reply.text) < 500) == (500, True, True)
