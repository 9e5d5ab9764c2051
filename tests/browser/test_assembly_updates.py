"""Two hundred changes of one part among fifty: little travels, the camera stays, nothing piles up anywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from test_explore import READY

ASSEMBLY = '''
import json, ipywidgets, psutil
from cadwidgets import ModelExplorer

SCRIPT = """
width = 10.0  # [10:0.5:110] mm  Width
assembly = cq.Assembly()
shapes = cq.Workplane().sphere(4), cq.Workplane().cylinder(6, 3)
for n in range(49):
    place = cq.Location((12 * (n % 7), 12 * (n // 7), 0))
    assembly.add(shapes[n % 2], name=f"part {n}", loc=place)
assembly.add(cq.Workplane().box(width, 5, 5), name="bar", loc=cq.Location((36, -12, 0)))
show_object(assembly)
"""
explorer = ModelExplorer(script=SCRIPT, ahead=False, budget=0)  # a draft is coarser in all of its parts
answers, whole = [], explorer._client._held.whole

def counted(answer):
    answers.append(len(answer.body))
    return whole(answer)

explorer._client._held.whole = counted

def told():
    scene = explorer.viewer._scene
    camera = [*scene.camera.position, *scene.camera.quaternion, *scene.controls.target]
    memory = psutil.Process().memory_full_info()
    return print(json.dumps({
        "status": explorer.status, "draft": explorer.draft, "params": explorer.params, "camera": camera,
        "widgets": len(ipywidgets.widget._instances), "memory": memory.pss, "answers": answers}))

explorer
'''


@pytest.mark.release
def test_of_two_hundred_changes_of_one_part_only_that_part_travels_and_nothing_is_left(notebook: Any) -> None:
    received = _counted(notebook.page)
    page = notebook.open(notebook.lab.write("fifty.ipynb", ASSEMBLY)).run_all()
    page.output(READY)
    page.pixels()
    whole, drawn = _settled(page, 10.0)["answers"][0], sum(received)
    page.output(".cadwidgets-viewer-stage").press("ArrowRight")  # where the user has put it
    page.pixels()
    start = _told(page)
    half = _states(page, range(1, 101))
    before = sum(received)
    states = [start, half, end := _states(page, range(101, 201))]
    assert (sum(received) - before) / 100 < 0.02 * drawn, "to the page, for one change"
    assert len(end["answers"]) >= 201, "each was built"
    assert max(end["answers"][1:]) < 0.02 * whole
    assert end["camera"] == start["camera"]
    assert end["widgets"] == half["widgets"]
    assert end["buffers"] == half["buffers"]
    assert end["memory"] - half["memory"] < 30_000_000
    assert end["heap"] - half["heap"] < 30_000_000
    assert page.errors == []
    print({name: [state.get(name) for state in states] for name in ("widgets", "buffers", "memory", "heap")})
    print({"whole": whole, "answer": max(end["answers"][1:]), "drawn": drawn, "change": (sum(received) - before) / 100})


def _counted(page: Any) -> list[int]:
    """The bytes of each message that the page gets from the kernel from now on."""
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sizes.append(len(data))))
    return sizes


def _states(page: Any, steps: range) -> dict[str, Any]:
    """What the page and the kernel hold after so many steps of the slider, each shown before the next."""
    for step in steps:
        page.press("Width")
        _settled(page, 10.0 + step / 2)
    counts = page.webgl()
    session = page.page.context.new_cdp_session(page.page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    return _told(page) | {"buffers": counts["created"] - counts["deleted"], "heap": heap}


def _settled(page: Any, width: float) -> dict[str, Any]:
    for _ in range(600):
        told = _told(page)
        if told["status"] == "ready" and not told["draft"] and told["params"]["width"] == width:
            return told
        page.page.wait_for_timeout(50)
    raise AssertionError(f"never ready: {told}")


def _told(page: Any) -> dict[str, Any]:
    return dict(json.loads(page.run_beside("told()")))
