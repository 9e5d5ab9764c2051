"""Models of which only the changed meshes are sent: the client always has the whole, whatever the service sends."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

import numpy as np
import pytest
from loopback import Handler, Loopback, answer, in_turn, loopback

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BadAnswer, Busy, RequestError
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.glb_delta import GlbMeshes, reduced
from cadwidgets.geometry.mesh import Mesh

SCRIPT = """
width = 2.0
assembly = cq.Assembly()
for at in range(3): assembly.add(cq.Workplane().sphere(2 + at), name=f"ball {at}", loc=cq.Location((9 * at, 0, 0)))
show_object(assembly.add(cq.Workplane().box(width, 1, 1), name="box"))
"""
ASKED = BuildRequest.of(script=SCRIPT, type="GLB")


def soup(seed: int) -> Mesh:
    points = np.random.default_rng(seed).random((300, 3), np.float32)
    return Mesh(points, np.arange(300, dtype=np.uint32).reshape(-1, 3))


FIRST, SECOND = write_glb([soup(1), soup(2)]), write_glb([soup(1), soup(3)])
DELTA = reduced(SECOND, GlbMeshes(FIRST).hashes)


def tag(glb: bytes) -> str:
    return f'"{hashlib.sha256(glb).hexdigest()}"'


def sent(body: bytes, status: int = 200, of: bytes = b"", **headers: str) -> Any:
    """A behaviour: this body, with the entity tag of the model that it is ``of``."""
    named = {"ETag": tag(of or body), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda handler: answer(handler, body, status, named)


def built(server: Loopback) -> tuple[BuildClient, list[bytes]]:
    """The client after two builds, and what they gave."""
    client = BuildClient.at(server.url, "key-1")
    return client, [client.build(ASKED).data for _ in range(2)]


def test_a_mesh_that_did_not_change_is_not_sent_again_and_the_client_has_the_same_bytes(service: Any) -> None:
    client, other = BuildClient.at(service.url, service.key), BuildClient.at(service.url, service.key)
    received: list[int] = []

    def build(width: float) -> bytes:
        values = {"width": width}
        came: list[int] = []
        model = client.build(
            BuildRequest.of(script=SCRIPT, type="GLB", values=values), progress=lambda count, _: came.append(count)
        )
        received.append(max(came, default=0))
        assert model.data == other.build(BuildRequest.of(script=SCRIPT, type="GLB", values=values)).data
        assert model.mesh.volume == pytest.approx(model.volume, rel=0.05)
        return model.data

    models = [build(width) for width in (2.0, 3.0, 4.0, 3.0)]
    assert models[1] == models[3] != models[2]
    assert received[0] == len(models[0])
    assert max(received[1:3]) < 0.2 * len(models[1])
    assert received[3] == 0, "nothing has changed"
    assert client.asked_whole == 0


def test_an_answer_without_a_body_or_with_a_part_of_it_is_filled_in() -> None:
    with loopback(
        in_turn(sent(FIRST), sent(DELTA, 226, SECOND, IM="glb-meshes", Delta_Base=tag(FIRST))), ours=True
    ) as server:
        client, models = built(server)
    assert models == [FIRST, SECOND]
    assert server.seen[0].headers["A-IM"] == "glb-meshes"
    assert "If-None-Match" not in server.seen[0].headers
    assert server.seen[1].headers["If-None-Match"] == tag(FIRST)
    assert (client.requests, client.asked_whole) == (2, 0)
    with loopback(in_turn(sent(FIRST), sent(b"", 304, FIRST)), ours=True) as server:
        assert built(server)[1] == [FIRST, FIRST]


@pytest.mark.parametrize(
    "wrong",
    [
        sent(DELTA, 226, FIRST, Delta_Base=tag(FIRST)),
        sent(DELTA, 226, SECOND, Delta_Base=tag(SECOND)),
        sent(DELTA, 226, SECOND),
        sent(DELTA[:-1], 226, SECOND, Delta_Base=tag(FIRST)),
        sent(b"glbmesh1", 226, SECOND, Delta_Base=tag(FIRST)),
        sent(b"", 226, SECOND, Delta_Base=tag(FIRST)),
        sent(SECOND, 226, SECOND, Delta_Base=tag(FIRST)),
        sent(b"", 304, SECOND),
        lambda handler: answer(handler, b"", 304),
        lambda handler: answer(handler, DELTA, 226),
    ],
    ids=range(10),
)
def test_what_cannot_be_put_together_is_asked_for_as_a_whole_by_the_same_call(
    wrong: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), loopback(in_turn(sent(FIRST), wrong, sent(SECOND)), ours=True) as server:
        client, models = built(server)
    assert models == [FIRST, SECOND]
    assert client.asked_whole == 1
    assert "the whole model is asked for" in caplog.text
    asked = [seen.headers for seen in server.seen]
    assert asked[1]["Idempotency-Key"] == asked[2]["Idempotency-Key"]
    assert "A-IM" not in asked[2]


def test_a_service_that_answers_nothing_but_parts_gave_no_model() -> None:
    with loopback(in_turn(sent(FIRST), sent(b"", 304, SECOND)), ours=True) as server, pytest.raises(BadAnswer):
        built(server)
    assert len(server.seen) == 3


def test_a_model_whose_hash_is_another_is_given_as_it_is_and_not_held() -> None:
    with loopback(sent(FIRST, 200, SECOND), ours=True) as server:
        assert built(server)[1] == [FIRST, FIRST]
    assert all("If-None-Match" not in seen.headers for seen in server.seen)


def test_no_other_service_and_no_other_type_is_asked_for_a_part() -> None:
    stl = b"solid box\nendsolid box\n"
    with loopback(sent(stl), ours=True) as server:
        BuildClient.at(server.url, "key-1").build(BuildRequest.of(script=SCRIPT, type="STL"))
    with loopback(sent(stl)) as foreign:
        BuildClient.at(foreign.url, "key-1").build(BuildRequest.of(script=SCRIPT, type="STL"))
    assert all("A-IM" not in seen.headers for seen in (*server.seen, *foreign.seen))


def test_a_build_in_the_background_says_so_is_never_repeated_and_no_foreign_service_is_asked() -> None:
    def busy(handler: Handler) -> None:
        answer(handler, b"busy", 503, {"Retry-After": "0"})

    with loopback(busy, ours=True) as server, pytest.raises(Busy):
        BuildClient.at(server.url, "key-1").build(ASKED, background=True)
    assert [seen.headers["Priority"] for seen in server.seen] == ["u=7"]
    with loopback(busy) as foreign, pytest.raises(RequestError, match="in the background"):
        BuildClient.at(foreign.url, "key-1").build(BuildRequest.of(script=SCRIPT), background=True)
    assert not foreign.seen


def test_the_times_of_a_build_add_up(service: Any) -> None:
    client = BuildClient.at(service.url, service.key)
    request = BuildRequest.of(script=SCRIPT, type="GLB", values={"width": 7.25})
    new, again = client.build(request), client.build(request)
    assert new.result.seconds == pytest.approx(new.timings["total"] + new.timings["send"])
    assert new.timings["wait"] + new.timings["worker"] < new.timings["total"]
    assert 0 < new.timings["run"] < new.timings["worker"]
    assert "decode" not in new.timings
    assert len(new.mesh.triangles)
    assert new.timings["decode"] > 0
    assert {"cache", "total", "send"} == set(again.timings)
    assert again.timings["cache"] < again.timings["total"]
