"""A ModelExplorer saved as a page whose sliders still work: which builds it takes, and what it says beforehand."""

from __future__ import annotations

import base64
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.parameters import Parameter
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.sources import Sources
from cadwidgets.widgets._saved_sliders import along
from cadwidgets.widgets.model_explorer import ModelExplorer

BOX = """
width = 10.0   # [5:1:50] mm  Width
count = 2      # [1:9] Boxes
closed = True  # Closed
style = "a"    # [a, b] Style
label = "text" # Label
assert count != 9, "nine are too many"
show_object(cq.Workplane().box(width, 2, 3 * count))
"""


def explore(source: Sources, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=BOX, source=source, ahead=False, **options)
    explorer.wait()
    return explorer


def data_of(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8").split('id="data">')[1].split("</script>")[0]
    return json.loads(text)


def test_each_slider_is_built_along_its_values_with_the_others_where_they_are(ours: Sources, tmp_path: Path) -> None:
    explorer = explore(ours)
    saved = explorer.to_html(tmp_path / "box", sliders=["width", "count"], steps=4)
    data = data_of(saved.path)
    width, count = data["sliders"]
    assert width["values"] == [5, 10, 35, 50], "both ends, and the present value"
    assert (width["at"], count["values"], count["at"]) == (1, [1, 2, 6, 9], 1)
    volumes = {key: build.get("volume") for key, build in data["builds"].items()}
    assert volumes == {
        "1,1": pytest.approx(120),
        "0,1": pytest.approx(60),
        "2,1": pytest.approx(420),
        "3,1": pytest.approx(600),
        "1,0": pytest.approx(60),
        "1,2": pytest.approx(360),
        "1,3": None,
    }
    assert "nine are too many" in data["builds"]["1,3"]["error"]
    assert (saved.builds, list(saved.refused)) == (6, ["width=10, count=9"])
    assert [(one["title"], one["text"]) for one in data["parameters"]][:2] == [("Width", "10"), ("Boxes", "2")]
    assert explorer.status == "ready"
    assert explorer.params["width"] == 10.0


def test_a_grid_is_built_in_every_combination(ours: Sources, tmp_path: Path) -> None:
    saved = explore(ours).to_html(tmp_path / "box", sliders={"width": [30, 20], "closed": [False]}, grid=True)
    data = data_of(saved.path)
    assert [slider["values"] for slider in data["sliders"]] == [[10, 20, 30], None]
    assert data["sliders"][1]["texts"] == ["no", "yes"]
    assert set(data["builds"]) == {f"{width},{closed}" for width in range(3) for closed in range(2)}
    assert len(data["shapes"]) == 3, "a parameter that changes nothing takes no room"
    assert saved.builds == 6


def test_the_size_is_told_before_anything_is_built_and_nearly_what_it_will_be(ours: Sources, tmp_path: Path) -> None:
    explorer = explore(ours)
    before = explorer._client.requests
    plan = explorer.html_size(sliders=["width"], steps=5)
    assert (plan.builds, plan.values) == (5, {"width": (5.0, 10.0, 27.0, 39.0, 50.0)})
    assert explorer._client.requests == before
    saved = explorer.to_html(tmp_path / "box", sliders=["width"], steps=5)
    assert saved.bytes == pytest.approx(plan.bytes, rel=0.02)
    assert repr(plan) == f"<PagePlan: 5 builds, about {plan.bytes / 1000:.1f} kB (width: 5 values)>"


def test_what_is_over_the_budget_is_refused_before_anything_is_built(ours: Sources, tmp_path: Path) -> None:
    explorer = explore(ours)
    before = explorer._client.requests
    with pytest.raises(RequestError, match=r"46 builds make a page of about .* more than the budget of 0\.5 MB"):
        explorer.to_html(tmp_path / "box", sliders=["width"], steps=100, budget=0.5)
    assert explorer._client.requests == before
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sliders", "message"),
    [
        (["wide"], "no parameter 'wide'"),
        (["label"], "no slider moves through the values of label"),
        ({"width": [500]}, "is outside a number from 5 to 50"),
        ("width", "these are no sliders"),
    ],
)
def test_what_is_no_slider_is_refused(ours: Sources, tmp_path: Path, sliders: Any, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        explore(ours).to_html(tmp_path / "box", sliders=sliders)


def test_before_there_is_a_model_there_is_none_to_save(dead: Sources, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no model yet"):
        explore(dead).to_html(tmp_path / "box")


def test_a_foreign_service_is_asked_only_once_that_is_allowed(
    foreign: Sources, contract_server: Any, tmp_path: Path
) -> None:
    explorer = explore(foreign)
    built = contract_server.builds
    with pytest.raises(RequestError, match="counts every build, and this page takes 2 more") as refused:
        explorer.to_html(tmp_path / "box", sliders=["width"], steps=3)
    assert refused.value.parameter == "charged"
    assert contract_server.builds == built
    assert explorer.to_html(tmp_path / "alone").builds == 1, "what is on screen is there already"
    assert contract_server.builds == built
    saved = explorer.to_html(tmp_path / "box", sliders=["width"], steps=3, charged=True)
    assert (saved.builds, contract_server.builds) == (3, built + 2)


def test_progress_is_told_and_whoever_cancels_is_heard(ours: Sources, tmp_path: Path) -> None:
    explorer, cancel, told = explore(ours), threading.Event(), []

    def progress(done: int, wanted: int) -> None:
        told.append((done, wanted))
        if done == 2:
            cancel.set()

    with pytest.raises(Cancelled):
        explorer.to_html(tmp_path / "box", sliders=["width"], steps=4, progress=progress, cancel=cancel)
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert not list(tmp_path.iterdir())
    assert "Ready" in explorer._state.line.value


def test_the_bill_of_materials_is_in_the_page_once_for_all_builds_that_share_it(ours: Sources, tmp_path: Path) -> None:
    data = data_of(explore(ours).to_html(tmp_path / "box", sliders=["closed"]).path)
    assert {build["bom"] for build in data["builds"].values()} == {0}
    assert [heading for heading, _ in data["boms"][0]["columns"]][:2] == ["Part reference", "Quantity"]


def test_no_key_is_in_the_page(ours: Sources, service: Any, tmp_path: Path) -> None:
    text = explore(ours).to_html(tmp_path / "box", sliders=["width"], steps=2).path.read_text("utf-8")
    assert service.key not in text
    assert service.url not in text


@pytest.mark.parametrize("where", ["ours", "foreign"])
def test_the_menu_of_downloads_makes_a_page_at_every_service(where: str, request: pytest.FixtureRequest) -> None:
    explorer = explore(request.getfixturevalue(where))
    explorer.downloads.menu.value = "HTML"
    explorer.downloads._menu_row.children[-1].click()
    assert explorer._mailbox.wait(lambda: "Save" in explorer.downloads._message.value, 30)
    link = explorer.downloads._message.value
    assert 'download="modelscript.html"' in link
    page = base64.b64decode(link.split("base64,")[1].split('"')[0])
    assert page.startswith(b"<!DOCTYPE html>")


@given(
    low=st.integers(-50, 50), room=st.integers(1, 400), step=st.sampled_from([1, 2, 5, 7]), steps=st.integers(2, 12),
    share=st.floats(0, 1), kind=st.sampled_from(["int", "float"]),
)  # fmt: skip
def test_values_along_a_slider_are_few_in_order_within_it_and_hold_the_present_one(
    low: int, room: int, step: int, steps: int, share: float, kind: Any
) -> None:
    now = low + int(share * room) if kind == "int" else round(low + share * room, 3)
    parameter = Parameter("x", kind, low, minimum=low, maximum=low + room, step=step)
    values = along(parameter, now, steps)
    assert now in values
    assert values == sorted(set(values))
    assert len(values) <= steps
    assert low <= values[0] <= values[-1] <= low + room


@given(count=st.integers(1, 30), at=st.integers(0, 29), steps=st.integers(2, 9))
def test_of_many_choices_some_are_taken_evenly_and_the_present_one_is_among_them(
    count: int, at: int, steps: int
) -> None:
    choices = tuple(f"M{number}" for number in range(count))
    now = choices[min(at, count - 1)]
    values = along(Parameter("size", "choice", choices[0], choices=choices), now, steps)
    assert now in values
    assert len(values) <= steps
    assert values == [choice for choice in choices if choice in values]
