"""Scripts that ask part() for too much, or for nonsense, meet the same limits and errors as any other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.contract.bom_json import lines_from_json
from cadwidgets.service.workers.pool import Limits
from cadwidgets.widgets._bom_html import lines_html
from cadwidgets.widgets.bom import Bom

HTML = "<img src=x onerror=alert(1)>"


@pytest.fixture
def stopped(run_job: Callable[..., Any], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """The error of a script that does not come to its end within these limits."""

    def stopped(script: str, **limits: Any) -> dict[str, Any]:
        job = {"op": "build", "script": script, "type": "STL"}
        error: dict[str, Any] = run_job(job, tmp_path, Limits(**limits)).frame["error"]
        return error

    return stopped


@pytest.mark.long
def test_an_endless_loop_of_parts_meets_the_limit_of_time(stopped) -> None:
    error = stopped('while True: part("ISO 4762", "M6x20")', cpu_seconds=3)
    assert (error["kind"], error["limit"]) == ("timeout", 3.0)


@pytest.mark.long
def test_parts_that_are_kept_meet_the_limit_of_memory(stopped) -> None:
    script = """
kept = [part("6205").val()]
while True:
    kept.append(cq.Compound.makeCompound([shape.copy() for shape in kept]))
"""
    error = stopped(script, cpu_seconds=60, memory_bytes=1 << 30)
    assert error["kind"] in ("memory", "died")  # not all of the kernel's code survives that it gets no memory


@pytest.mark.long
def test_a_part_that_is_asked_for_again_and_again_takes_no_memory(build) -> None:
    script = """
import resource
def grown(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
part("6205")
before = grown()
for _ in range(1000): part("6205")
if grown() - before > 30: raise MemoryError
show_object(part("6205"))
"""
    assert build(script)["properties"]["solids"] >= 3


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('part(" " * 10**6)', "NotFound: there is no part ''"),
        ('part("")', "NotFound: there is no part ''"),
        ('part("M6 " * 10**5)', "NotFound: there is no part 'M6 M6"),
        ("part(object)", "RequestError: a part is named by a text"),
        ('part(b"6205")', "RequestError: a part is named by a text"),
        ('part("ISO 4762", d=object())', "a number or a text"),
        ('part("ISO 4762", d=float("nan"))', "there is none with d = nan"),
        ('part("ISO 4762", "M6x20", **{"x" * 10**6: 1})', "have no 'xxx"),
        (f'part("{HTML}")', f"NotFound: there is no part '{HTML}'"),
        ('part("\\x00\\ud800")', "NotFound: there is no part '\\x00\\ud800'"),
    ],
)
def test_nonsense_is_refused_briefly_at_its_line(fail, call: str, said: str) -> None:
    error = fail(f"\nshow_object({call})")
    assert (error["kind"], error["line"]) == ("script", 2)
    assert said in error["message"]
    assert len(error["message"]) < 400


def test_html_in_a_name_is_text_in_the_bill_and_where_the_bill_is_shown(build) -> None:
    script = f"""
inner = cq.Assembly(name="{HTML}").add(part("ISO 4762", "M6x20"), name="<b>screw</b>")
show_object(cq.Assembly(name="all").add(inner).add(cq.Workplane().box(1, 2, 3), name="<script>"))
"""
    lines = lines_from_json(json.loads(build(script, "BOM")["file"].read_bytes()))
    assert {line.name for line in lines} == {HTML, "<script>"}
    for shown in (lines_html(Bom(lines)), Bom(lines)._repr_html_()):
        assert "<img" not in shown
        assert "<script" not in shown
        assert "&lt;img" in shown
