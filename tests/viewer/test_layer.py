"""A new mesh costs the browser few messages, no new objects, and is never mixed with the last one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import pythreejs as three
from comm.base_comm import BaseComm

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.viewer import Viewer

Sent = list[tuple[str, str, dict[str, Any], int]]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What goes to the browser: (kind of message, comm, changed state, bytes of arrays)."""
    messages: Sent = []

    class Counted(BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **_):
            state = (data or {}).get("state", {})
            messages.append((msg_type, self.comm_id, state, sum(memoryview(part).nbytes for part in buffers or ())))

    monkeypatch.setattr("comm.create_comm", Counted)
    return messages


@pytest.fixture
def moving(sent: Sent, box: Callable[..., Mesh]) -> Callable[..., Sent]:
    """``moving(mesh)``: the messages of one more mesh, in a viewer that has shown two."""
    viewer = Viewer(box())
    viewer.mesh = box((31.0, 20.0, 10.0))

    def show(mesh: Mesh, **traits: Any) -> Sent:
        sent.clear()
        viewer.mesh = mesh
        return list(sent)

    show.viewer = viewer
    return show


def _kinds(messages: Sent) -> set[str]:
    return {kind for kind, *_ in messages}


def test_a_mesh_of_other_arrays_is_a_message_for_each_array_and_one_that_swaps(moving, box) -> None:
    viewer = moving.viewer
    viewer.grid = False
    other = box((40.0, 21.0, 11.0))
    turned = Mesh(other.vertices, other.triangles[::-1], normals=other.vertices)
    messages = moving(turned)
    assert _kinds(messages) == {"comm_msg"}, "no object is made or closed"
    arrays = [message for message in messages if message[3]]
    assert len(arrays) == 4, "places, normals and index of the triangles, places of the edges"
    assert len(messages) <= 4 + 2 + 1 + 2, "two objects that stand elsewhere, the swap, the far plane and the label"
    frame = viewer._scene.frame
    swaps = [place for place, message in enumerate(messages) if message[1] == frame.comm.comm_id]
    assert len(swaps) == 1
    assert all(place < swaps[0] for place, message in enumerate(messages) if message[3]), "all arrays come before it"


def test_arrays_that_are_the_same_are_not_sent_again(moving, box) -> None:
    bytes_sent = sum(size for *_, size in moving(box((32.0, 20.0, 10.0))))
    mesh = box((32.0, 20.0, 10.0)).with_normals()
    assert bytes_sent == mesh.vertices.nbytes + mesh.feature_edges().nbytes


def test_what_is_on_screen_is_never_touched(box, sent: Sent) -> None:
    viewer = Viewer(box())
    viewer.mesh = box((31.0, 20.0, 10.0))
    for width in (32.0, 33.0, 34.0):
        on_screen = [drawn.geometry.attributes["position"] for drawn in viewer._scene.frame.children]
        before = [attribute.array for attribute in on_screen]
        viewer.mesh = box((width, 20.0, 10.0))
        assert all(attribute.array is array for attribute, array in zip(on_screen, before, strict=True))


@pytest.mark.parametrize("then", ["painted", "bare", "nothing", "back"])
def test_another_layout_takes_new_objects_and_leaves_none_behind(then: str, box, alive) -> None:
    painted = box(groups=(Group("all", 0, 12, "#123456"),))
    viewer = Viewer()
    sizes = []
    for extra in range(3):
        viewer.mesh = box((30.0 + extra, 20.0, 10.0))
        viewer.mesh = {"painted": painted, "bare": box(), "nothing": None, "back": box((5.0, 5.0, 5.0))}[then]
        viewer.edges = then != "bare"
        viewer.edges = True
        sizes.append(alive())
    assert sizes[1] == sizes[2]
    viewer.close()
    assert alive() == 0


def test_after_a_rest_the_spare_objects_hold_no_arrays_and_the_next_mesh_is_whole(moving, box, sent: Sent) -> None:
    viewer = moving.viewer
    viewer._scene.rest()
    assert viewer._scene._model._spare
    assert _spare_bytes(viewer) == 0
    mesh = box((32.0, 20.0, 10.0))
    messages = moving(mesh)
    assert _kinds(messages) == {"comm_msg"}
    (drawn,) = [part for part in viewer._scene.frame.children if isinstance(part, three.Mesh)]
    attributes = drawn.geometry.attributes
    assert np.array_equal(attributes["position"].array + np.float32(drawn.position), mesh.with_normals().vertices)
    assert len(attributes["index"].array) == 3 * len(mesh.triangles)


def test_a_viewer_in_a_notebook_comes_to_rest_by_itself_once_no_mesh_has_come_for_a_while(box, monkeypatch) -> None:
    monkeypatch.setattr("cadwidgets.viewer.viewer._REST_SECONDS", 0.01)

    async def notebook() -> list[int]:
        viewer = Viewer()
        for width in (30.0, 31.0, 32.0):
            viewer.mesh = box((width, 20.0, 10.0))
        sizes = [_spare_bytes(viewer)]
        await asyncio.sleep(0.1)
        sizes.append(_spare_bytes(viewer))
        viewer.mesh = box((33.0, 20.0, 10.0))
        viewer.close()
        await asyncio.sleep(0.1)  # a closed viewer sends nothing any more
        return sizes

    kept, left = asyncio.run(notebook())
    assert kept > 0
    assert left == 0


def _spare_bytes(viewer: Viewer) -> int:
    spare = [drawn for layer in (viewer._scene._model, viewer._scene._ground) for drawn in layer._spare]
    return sum(part.array.nbytes for drawn in spare for part in drawn.geometry.attributes.values())
