"""Variants built for real: by any executor, each once, and failures told in the row."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from types import ModuleType
from unittest.mock import patch

import pytest
from server import ContractServer  # tests/contract_server

from cadwidgets import connect
from cadwidgets.errors import AuthError, Cancelled, RequestError
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.plan import planned

Make = Callable[..., VariantBuilder]


def volume(values: dict) -> float:
    """Of the box with four rounded edges."""
    corners = (4.0 - math.pi) * values["fillet"] ** 2
    return 10.0 * (values["width"] * values["depth"] - corners)


MODELSCRIPT = """
import cadquery as cq
p_width = FloatParam(min=1.0, max=100.0, presets={'default': 40.0}, desc="Width")
p_depth = FloatParam(min=1.0, max=100.0, presets={'default': 20.0}, desc="Depth")
def build():
    return cq.Workplane("XY").box(p_width.value, p_depth.value, 10.0)
"""
"""A box in the words of the Build Service's contract."""


def points(box: VariantModel, **vary: object) -> list[dict]:
    return planned(box.schema, box.base, vary)


@contextmanager
def spawned() -> Iterator[Executor]:
    # a spawned process runs the main module again: not the one that IPython's tests have left here
    with patch.dict(sys.modules, __main__=ModuleType("__main__")), ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize("executor", [lambda: ThreadPoolExecutor(3), spawned], ids=["threads", "processes"])
def test_any_executor_builds_them(builder: Make, box: VariantModel, executor: object) -> None:
    wanted = points(box, width=[31, 32, 33], fillet=[1, 2])
    with executor() as pool:
        rows = builder(pool).all(wanted)
    assert [row.values for row in rows] == wanted
    assert [row.results["volume"] for row in rows] == pytest.approx([volume(point) for point in wanted], rel=1e-6)
    assert {row.results["size_x"] for row in rows} == {31.0, 32.0, 33.0}


def test_what_was_built_once_is_never_asked_for_again(builder: Make, box: VariantModel) -> None:
    wanted = points(box, width=[41, 42], depth=[21, 22])
    first = builder()
    before = box.source.build.requests
    rows = dict(first.rows(wanted[:3]))
    assert box.source.build.requests == before + 3
    first.close()
    second = builder()
    assert second.requests(wanted) == 1
    again = second.all([*wanted, *wanted])
    assert box.source.build.requests == before + 4
    assert again[:3] == [rows[at] for at in range(3)]
    assert again[:4] == again[4:]


def test_a_variant_that_fails_says_why_and_stops_no_other(builder: Make, box: VariantModel) -> None:
    made = builder()
    rows = made.all(points(box, depth=[23], fillet=[1, 30, 2]))
    assert [row.status for row in rows] == ["ready", "failed", "ready"]
    assert rows[1].kind == "script"
    assert "fillet" in rows[1].error or "BRep" in rows[1].error or "StdFail" in rows[1].error
    assert rows[1].results == {}
    assert made.known(rows[1].values) == rows[1]


def test_a_cancelled_run_keeps_what_is_done_and_goes_on_from_there(builder: Make, box: VariantModel) -> None:
    wanted = points(box, width=range(51, 81))
    cancel = threading.Event()
    made = builder()
    with pytest.raises(Cancelled):  # noqa: PT012 - where it is cancelled is the point
        for done, _ in enumerate(made.rows(wanted, cancel)):
            if done == 3:
                cancel.set()
    left = made.requests(wanted)
    assert 20 <= left <= 26  # those that were at work may have ended, and are kept only if they were handed on
    assert len(made.all(wanted)) == 30


def test_a_service_that_refuses_the_key_ends_the_run_with_nothing_marked_as_failed(box: VariantModel, service) -> None:
    refused = VariantModel.of(connect(build_url=service.url, build_key="wrong"), script=box.script)
    made = VariantBuilder(refused)
    with pytest.raises(AuthError):
        made.all(points(box, width=[20, 21]))
    assert made.known({**box.base, "width": 20.0}) is None


def test_a_foreign_service_is_asked_only_once_somebody_has_agreed(contract_server: ContractServer) -> None:
    foreign = connect(build_url=contract_server.url, build_key=contract_server.key)
    model = VariantModel.of(foreign, script=MODELSCRIPT)
    wanted = points(model, p_width=[20, 21, 22], p_depth=[20])
    with pytest.raises(RequestError, match="3 requests"):
        VariantBuilder(model).all(wanted)
    assert contract_server.builds == 0
    rows = VariantBuilder(model, charged=True).all(wanted)
    assert {row.error for row in rows} == {""}
    assert contract_server.builds == 3
    assert [row.results["volume"] for row in rows] == pytest.approx([4000.0, 4200.0, 4400.0], rel=1e-6)
