"""The plot of variants in the browser, with a real `VariantPlot` behind it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image
from played_plot import FAILED, PlayedPlot, columns_of, grid_of

from cadwidgets.widgets._plot_columns import PlotColumn
from cadwidgets.widgets.variant_plot import VariantPlot

pytestmark = [pytest.mark.own_javascript, pytest.mark.long]

Play = Callable[..., PlayedPlot]
MOST_MILLISECONDS = 4000
"""Of drawing 10,000 variants; about 500 on two cores with eight other things to do."""
DRAW_MILLISECONDS = """async () => {
  const start = performance.now();
  kernel.set("picked", kernel.traits.picked);
  kernel.set("kind", kernel.traits.kind);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
POINT_MILLISECONDS = """([x, y]) => {
  const canvas = document.querySelector(".cadw-plot-canvas"), box = canvas.getBoundingClientRect();
  const start = performance.now();
  for (let step = 0; step < 20; step += 1) {
    canvas.dispatchEvent(new PointerEvent("pointermove", {clientX: box.left + x + 13 * step, clientY: box.top + y}));
  }
  return (performance.now() - start) / 20;
}"""


def shown(kind: str = "scatter", variants: Any = None, **traits: Any) -> VariantPlot:
    plot = VariantPlot(kind=kind, **traits)
    plot.show(*(columns_of(60) if variants is None else variants))
    return plot


def three(*masses: float, failed: dict[int, str] | None = None) -> VariantPlot:
    """Variants 10, 11, 12 at lengths 1, 2, 3."""
    length = PlotColumn("length", "Length", "mm", np.array([1.0, 2.0, 3.0]))
    plot = VariantPlot()
    plot.show([10, 11, 12], [length, PlotColumn("mass", "Mass", "kg", np.array(masses), group="result")], failed or {})
    return plot


def test_arrow_keys_go_from_variant_to_variant_and_enter_picks_one(play_plot: Play) -> None:
    played = play_plot(three(5.0, 1.0, 3.0))
    played.figure.focus()
    played.press("ArrowRight", "ArrowRight")
    assert played.said == "Variant 11: Length 2 mm, Mass 1 kg"
    played.press("Enter")
    assert played.plot.picked == 11
    played.press("ArrowUp", "ArrowUp", "Enter")
    assert played.plot.picked == 10, "up is along Y"
    assert "Variant 10: Length 1 mm, Mass 5 kg" in played.page.page.locator(".cadw-plot-lists").inner_text()
    played.press("End", "Space", "Home", "Space")
    assert played.plot.selected == (12, 10)
    played.press("Space")
    assert played.plot.selected == (12,)
    played.press("Escape")
    assert played.tip.is_hidden()


def test_the_pointer_tells_the_values_and_a_click_picks(play_plot: Play) -> None:
    played = play_plot(three(5.0, 1.0, 3.0))
    played.figure.focus()
    played.press("Home")
    box = played.page.page.locator(".cadw-plot-canvas").bounding_box()
    x, y = 92, 40  # the corner: the first is the largest, which both axes end at
    played.page.page.mouse.move(box["x"] + x + 3, box["y"] + y + 2)
    assert played.tip.inner_text().split("\n") == ["Variant 10", "Length", "1 mm", "Mass", "5 kg"]
    played.page.page.mouse.down()
    played.page.page.mouse.up()
    played.answer()
    assert played.plot.picked == 10
    played.page.page.mouse.move(box["x"] + 300, box["y"] + 390)
    assert played.tip.is_hidden()


def test_a_frame_selects_what_is_in_it_and_a_click_with_ctrl_one_more(play_plot: Play) -> None:
    played = play_plot(three(5.0, 1.0, 3.0))
    box = played.page.page.locator(".cadw-plot-canvas").bounding_box()
    mouse = played.page.page.mouse
    mouse.move(box["x"] + 300, box["y"] + 100)
    mouse.down()
    mouse.move(box["x"] + 990, box["y"] + 360, steps=4)
    mouse.up()
    played.answer()
    assert played.plot.selected == (11, 12)
    played.page.page.keyboard.down("Control")
    mouse.click(box["x"] + 92, box["y"] + 40)
    played.page.page.keyboard.up("Control")
    played.answer()
    assert played.plot.selected == (11, 12, 10)
    assert played.plot.picked == -1
    played.page.button("Select none").click()
    played.answer()
    assert played.plot.selected == ()


def test_a_failed_variant_is_there_and_says_why(play_plot: Play) -> None:
    played = play_plot(three(5.0, np.nan, 3.0, failed={11: FAILED}))
    played.figure.focus()
    played.press("ArrowRight", "ArrowRight")
    assert played.said.startswith(f"Variant 11: failed: {FAILED}")
    assert f"Failed: {FAILED}" in played.tip.inner_text()
    played.page.page.locator("summary", has_text="1 failed").click()
    assert FAILED in played.page.page.locator(".cadw-plot-failed").inner_text()
    played.page.button("Variant 11").click()
    played.answer()
    assert played.plot.picked == 11


def test_a_variant_without_a_result_is_counted(play_plot: Play) -> None:
    played = play_plot(three(5.0, np.nan, 3.0))
    assert "2 of 3 variants shown, 1 without a value here." in played.page.page.locator(".cadw-plot-lists").inner_text()


def test_kinds_and_columns_are_chosen_in_menus(play_plot: Play) -> None:
    played = play_plot(shown())
    assert (played.plot.x, played.plot.y) == ("length", "mass")
    played.choose("Picture", "Pareto front")
    assert (played.plot.kind, played.plot.x, played.plot.y) == ("pareto", "mass", "volume")
    played.choose("Y", "Stiffness (N/mm)")
    before = played.plot.front
    played.choose("Y is better", "larger is better")
    assert played.plot.senses == {"stiffness": "max"}
    assert played.plot.front != before
    counted = f"{len(played.plot.front)} on the Pareto front"
    assert counted in played.page.page.locator(".cadw-plot-lists").inner_text()
    assert counted in str(played.figure.get_attribute("aria-label"))
    played.choose("Picture", "Map")
    played.choose("Colour", "Volume (mm³)")
    assert (played.plot.x, played.plot.y, played.plot.color) == ("length", "width", "volume")
    played.choose("Picture", "Scatter plot")
    assert (played.plot.x, played.plot.y) == ("length", "mass"), "each kind has its own"
    assert played.page.page.get_by_label("X", exact=True).input_value() == "length"


def test_limits_on_parallel_axes_filter_and_what_is_left_is_selected(play_plot: Play) -> None:
    plot = three(5.0, 1.0, 3.0)
    plot.kind = "parallel"
    played = play_plot(plot)
    played.page.page.locator("summary", has_text="Axes and limits").click()
    played.page.page.get_by_label("Mass, from").fill("2")
    played.page.page.get_by_label("Mass, from").press("Enter")
    played.page.button("Select the 2 within the limits").click()
    played.answer()
    assert played.plot.selected == (10, 12)
    played.figure.focus()
    played.press("ArrowDown", "ArrowDown", "Enter")
    assert played.plot.picked == 12, "what is filtered away is not reached"


def test_an_axis_is_brushed_by_the_pointer(play_plot: Play) -> None:
    plot = three(5.0, 1.0, 3.0)
    plot.kind = "parallel"
    played = play_plot(plot)
    box = played.page.page.locator(".cadw-plot-canvas").bounding_box()
    mouse = played.page.page.mouse
    mouse.move(box["x"] + 62, box["y"] + 84)
    mouse.down()
    mouse.move(box["x"] + 62, box["y"] + 260, steps=5)
    mouse.up()
    played.settle()
    played.page.button("Select the 2 within the limits").click()
    played.answer()
    assert played.plot.selected == (11, 12)
    played.plot.picked = 12
    played.answer()
    played.page.screenshot("plot-brushed")
    assert played.page.page.locator("button", has_text="within the limits").is_visible(), "a brush outlives new results"


def test_a_line_is_pointed_at_between_its_axes(play_plot: Play) -> None:
    plot = three(5.0, 1.0, 3.0)
    plot.kind = "parallel"
    played = play_plot(plot)
    canvas = played.page.page.locator(".cadw-plot-canvas")
    canvas.click(position={"x": 92, "y": 84 + 284 * 7 // 8})
    played.answer()
    assert played.plot.picked == -1, "nothing is there"
    canvas.click(position={"x": 70, "y": 376})
    played.answer()
    assert played.plot.picked == 10


def test_a_cell_of_a_map_tells_its_variant(play_plot: Play) -> None:
    played = play_plot(shown("map", grid_of(4, 3)))
    played.figure.focus()
    played.press("Home", "Enter")
    first = played.plot.picked
    played.press("ArrowUp", "Enter")
    assert {first, played.plot.picked} < set(range(12))
    assert played.plot.picked != first
    assert "Map of 12 variants" in str(played.figure.get_attribute("aria-label"))


@pytest.mark.parametrize("kind", ["scatter", "map", "parallel", "pareto"])
def test_a_picture_is_saved_by_the_browser(play_plot: Play, kind: str) -> None:
    played = play_plot(shown(kind, picked=7))
    for name, begin in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with played.page.page.expect_download() as download:
            played.page.button(name).click()
        assert download.value.suggested_filename == f"variants-{kind}.{name.lower()}"
        data = download.value.path().read_bytes()
        assert data.startswith(begin)
        if name == "PNG":
            image = Image.open(io.BytesIO(data)).convert("RGB")
            assert image.size[1] == 800, "twice as fine as the page"
            assert len(set(image.resize((200, 100)).get_flattened_data())) > 20
        else:
            assert "Mass" in data.decode()
    assert played.page.errors == []


def test_a_saved_notebook_gets_a_small_picture_once_the_plot_is_at_rest(play_plot: Play) -> None:
    plot = shown()
    plot._keeps_picture = True
    played = play_plot(plot, "dark")
    played.page.page.wait_for_function("kernel.sent.length > 0")
    assert played.page.sent() == [{"type": "picture"}]
    png = bytes(played.page.page.evaluate("Array.from(new Uint8Array(kernel.buffers[0]))"))
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == (640, 400)
    assert image.getpixel((2, 398)) == (255, 255, 255), "as on paper, whatever the theme"
    plot.picture.came(png)
    assert len(plot.picture._data or b"") < 30_000


def test_the_plot_follows_a_change_of_the_theme(play_plot: Play) -> None:
    played = play_plot(shown())
    canvas = played.page.page.locator("canvas").first

    def ground() -> int:
        return Image.open(io.BytesIO(canvas.screenshot())).convert("L").getpixel((3, 300))

    assert ground() == 255
    played.page.page.evaluate("document.documentElement.style.setProperty('--jp-layout-color0', '#111111')")
    played.page.page.wait_for_timeout(300)
    assert ground() < 40


def test_texts_stay_texts(play_plot: Play) -> None:
    hostile = "<img src=x onerror=alert(1)>\u202egnp"
    columns = [
        PlotColumn("a", hostile, hostile, np.arange(3.0)),
        PlotColumn("b", hostile, "", (hostile, "b", "c"), "choice"),
        PlotColumn("c", hostile, "", np.arange(3.0), group="result"),
    ]
    for kind in ("scatter", "parallel", "map"):
        played = play_plot(
            shown(kind, (range(3), columns, {2: hostile}), picked=1, color="b" if kind == "scatter" else "c")
        )
        played.figure.focus()
        played.press("ArrowRight")
        assert played.page.page.locator("#place img").count() == 0
        assert "\u202e" not in played.tip.inner_text()
        assert played.page.errors == []


def test_no_variants_are_an_empty_plot_and_the_first_ones_appear(play_plot: Play) -> None:
    plot = VariantPlot()
    played = play_plot(plot)
    assert played.page.page.get_by_text("No variants yet.").is_visible()
    plot.show(*columns_of(5))
    played.answer()
    assert played.page.page.get_by_text("No variants yet.").is_hidden()
    assert str(played.figure.get_attribute("aria-label")).startswith("Scatter plot of 5 variants: Length from")


@pytest.mark.long
@pytest.mark.parametrize("kind", ["scatter", "map", "parallel", "pareto"])
def test_ten_thousand_variants_stay_fluent(play_plot: Play, kind: str) -> None:
    played = play_plot(shown(kind, columns_of(10_000)))
    drawn = [played.page.page.evaluate(DRAW_MILLISECONDS) for _ in range(5)]
    pointed = played.page.page.evaluate(POINT_MILLISECONDS, [200, 250])
    played.page.page.wait_for_timeout(2000)
    played.page.screenshot(f"plot-many-{kind}")
    print(f"{kind}: drawn in {np.median(drawn):.0f} ms, pointed in {pointed:.1f} ms")
    assert np.median(drawn) < MOST_MILLISECONDS
    assert pointed < 100
