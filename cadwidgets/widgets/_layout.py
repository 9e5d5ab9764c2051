"""How the widgets are arranged and coloured: two columns that wrap, colours that follow Jupyter's theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from cadwidgets.widgets._base import escape

VIEW_WIDTH, VIEW_HEIGHT = 470, 420
"""Pixels of the 3D view: beside the controls it fits a notebook in a window of 1,280 pixels."""

LABEL_WIDTH = "140px"
"""Of the labels before the controls of a part: all controls begin at one line."""
_NARROWEST = "min(260px, 100%)"
"""A column is not narrower, unless the notebook itself is."""

STYLE = """<style>
.cadw-pictures:has(.cadw-wide) { flex: 1 1 100% !important; }
.cadw-title { font-weight: 600; font-size: 1.05em; line-height: 1.3; }
.cadw-quiet { color: var(--jp-ui-font-color2, #616161); font-size: 0.92em; line-height: 1.45; }
.cadw-badge { display: inline-block; border: 1px solid var(--jp-border-color1, #bdbdbd); border-radius: 9px;
  padding: 0 8px; font-size: 0.86em; color: var(--jp-ui-font-color1, #333); white-space: nowrap;
  max-width: 100%; box-sizing: border-box; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom;
  line-height: 1.6; }
.cadw-head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; line-height: 1.6; }
.cadw-picture { display: block; margin: 4px 0; max-width: 100%; max-height: 300px; background: #fff;
  border-radius: 3px; }
.cadw-error { border-left: 4px solid #c4431a; background: var(--jp-layout-color2, #f3f3f3); padding: 8px 12px;
  color: var(--jp-ui-font-color0, #111); line-height: 1.45; overflow-wrap: anywhere; }
.cadw-error pre { margin: 6px 0 0; padding: 6px 8px; background: var(--jp-layout-color1, #fff); white-space: pre-wrap;
  color: var(--jp-ui-font-color0, #111); font-size: 0.92em; }
.cadw-note { border-left: 4px solid #b58900; padding: 4px 12px; color: var(--jp-ui-font-color1, #333);
  line-height: 1.45; }
.cadw-note + .cadw-note { margin-top: 4px; }
.cadw-save { color: var(--jp-content-link-color, #1565c0) !important; text-decoration: underline !important; }
.cadw-group { font-weight: 600; margin-top: 8px; border-bottom: 1px solid var(--jp-border-color2, #e0e0e0);
  color: var(--jp-ui-font-color1, #333); }
.cadw-numbers { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.cadw-numbers td { padding: 0 14px 0 0; color: var(--jp-ui-font-color1, #333); }
.cadw-numbers td + td { color: var(--jp-ui-font-color0, #111); }
.cadw-coded { display: flex; align-items: stretch; gap: 4px; line-height: 1.45; }
.cadw-code { flex: 1 1 auto; min-width: 0; font-family: var(--jp-code-font-family, monospace); font-size: 0.9em;
  padding: 6px 8px; user-select: all;
  background: var(--jp-layout-color2, #f3f3f3); color: var(--jp-ui-font-color0, #111); overflow-wrap: anywhere; }
.cadw-act { border: 1px solid var(--jp-border-color1, #bdbdbd) !important; border-radius: 4px;
  background: var(--jp-layout-color0, #fff) !important; color: var(--jp-ui-font-color1, #333) !important;
  box-shadow: none !important; flex: none; line-height: 26px !important; }
.cadw-act:enabled:hover { background: var(--jp-layout-color2, #f3f3f3) !important; }
.cadw-coded .cadw-act { height: auto; min-width: 64px; padding: 0 10px; font: inherit; cursor: pointer; }
.cadw-part { border-top: 1px solid var(--jp-border-color2, #e0e0e0); margin-top: 8px !important; padding-top: 8px; }
.cadw-part select, .cadw-part input { font-family: var(--jp-ui-font-family, system-ui, sans-serif) !important; }
.cadw-part :is(.jupyter-button, select, input, a):focus-visible { outline-offset: 1px;
  outline: 2px solid color-mix(in srgb, var(--jp-brand-color1, #1976d2) 70%, var(--jp-ui-font-color1, #212121))
  !important; }
[data-jp-theme-light="false"] :is(.cadw-part, .cadw-explorer .widget-dropdown) select {
  background-image: url("data:image/svg+xml;utf8,<svg \
xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'><path d='M5 7l4 4 4-4' fill='none' stroke='white'/></svg>"); }
.cadw-part .widget-html-content { line-height: 1.45; }
.cadw-save { line-height: 1.8; }
.cadw-data .cadw-table { columns: 2 300px; column-gap: 32px; }
.cadw-data .cadw-table table { width: 100%; }
.cadw-section { border-bottom: 1px solid var(--jp-border-color2, #e0e0e0); padding: 6px 0 4px; line-height: 1.45;
  color: var(--jp-ui-font-color1, #333); }
.cadw-wrap { white-space: normal !important; height: auto !important; line-height: 1.3 !important;
  padding: 6px 10px !important; text-align: left !important; }
.cadw-sizes { flex-wrap: wrap; height: auto !important; }
.cadw-sizes .slider-container { flex: 1 1 60px; min-width: 60px; }
.cadw-sizes .widget-readout { flex: 1 0 100%; max-width: none !important; height: auto; min-height: 28px;
  text-align: left; white-space: normal; overflow-wrap: anywhere; line-height: 1.4;
  padding-left: min(132px, 30%); box-sizing: border-box; }
.cadw-spoken { overflow: hidden; clip-path: inset(50%); }
.cadw-explorer .widget-html-content { min-width: 0; }
.cadw-lines { overflow: auto; max-height: 400px; }
.cadw-lines table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; line-height: 1.4; }
.cadw-lines th, .cadw-lines td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0;
  color: var(--jp-ui-font-color0, #111); border-bottom: 1px solid var(--jp-border-color2, #e0e0e0); }
.cadw-lines :is(th, td):nth-child(n + 3) { text-align: right; }
.cadw-lines :is(th, td):last-child { padding-right: 2px; }
.cadw-lines bdi { display: block; max-width: 26em; overflow-wrap: anywhere; min-width: 7em; }
.cadw-lines .cadw-quiet { color: var(--jp-ui-font-color1, #333); }
.cadw-stages { border-collapse: collapse; width: 100%; max-width: 470px; line-height: 1.5;
  font-variant-numeric: tabular-nums; color: var(--jp-ui-font-color1, #333); }
.cadw-stages th { font-weight: normal; text-align: left; padding: 0 10px 0 0; white-space: nowrap; width: 1%; }
.cadw-stages td { padding: 0; }
.cadw-stages td:last-child { text-align: right; padding-left: 10px; white-space: nowrap; width: 1%; }
.cadw-stages tfoot :is(th, td) { border-top: 1px solid var(--jp-border-color2, #e0e0e0);
  color: var(--jp-ui-font-color0, #111); }
.cadw-bar { display: block; position: relative; height: 10px; }
.cadw-bar i { position: absolute; top: 0; height: 10px; min-width: 2px; border-radius: 2px;
  background: var(--jp-brand-color1, #1976d2); }
.cadw-fold, .cadw-fold.mod-active { background: none !important; box-shadow: none !important; border: 0;
  width: auto !important; padding: 0 2px; align-self: flex-start; font-size: 0.92em;
  color: var(--jp-ui-font-color2, #616161) !important; }
.cadw-fold:hover { color: var(--jp-ui-font-color0, #111) !important; }
.cadw-table { overflow-x: auto; }
.cadw-line { white-space: nowrap; }
.cadw-table table { border-collapse: collapse; font-size: 0.92em; }
.cadw-table th, .cadw-table td { text-align: left !important; padding: 3px 14px 3px 0; vertical-align: top;
  color: var(--jp-ui-font-color0, #111); border-bottom: 1px solid var(--jp-border-color2, #e0e0e0); }
</style>"""

_COPY = (
    "Promise.resolve().then(() => navigator.clipboard.writeText(this.dataset.text)).then("
    "() => { this.textContent = 'Copied'; }, () => { this.textContent = 'Press Ctrl+C'; "
    "getSelection().selectAllChildren(this.previousElementSibling); })"
)


def two_columns(left: Sequence[ipywidgets.Widget], right: Sequence[ipywidgets.Widget]) -> tuple[ipywidgets.Widget, ...]:
    """The children of a widget: controls on the left, the picture on the right, below each other when narrow."""
    controls = ipywidgets.VBox(
        left, layout=ipywidgets.Layout(flex="1 1 300px", max_width="440px", min_width=_NARROWEST, margin="0 16px 0 0")
    )
    # as wide as the view: a long line below it would push the column under the controls
    picture = ipywidgets.VBox(right, layout=ipywidgets.Layout(flex=f"0 1 {VIEW_WIDTH + 8}px", min_width=_NARROWEST))
    picture.add_class("cadw-pictures")
    body = ipywidgets.HBox(
        (controls, picture), layout=ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
    )
    return ipywidgets.HTML(STYLE, layout=ipywidgets.Layout(display="none")), body


def side_by_side(picture: ipywidgets.Widget, texts: Sequence[ipywidgets.Widget]) -> ipywidgets.HBox:
    """A picture on the left and what is told of it on the right, below each other when narrow."""
    left = ipywidgets.VBox((picture,), layout=ipywidgets.Layout(flex="0 1 auto", min_width=_NARROWEST))
    right = ipywidgets.VBox(texts, layout=ipywidgets.Layout(flex="1 1 320px", min_width=_NARROWEST))
    layout = ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start", grid_gap="8px 16px")
    return ipywidgets.HBox((left, right), layout=layout)


def row(*widgets: ipywidgets.Widget) -> ipywidgets.HBox:
    """Widgets side by side, centred on one line, wrapping when narrow."""
    return ipywidgets.HBox(widgets, layout=ipywidgets.Layout(align_items="center", flex_flow="row wrap"))


def quiet(text: str) -> ipywidgets.HTML:
    """A word that explains and does not call for attention."""
    return ipywidgets.HTML(f'<span class="cadw-quiet">{text}</span>')


def code_line(code: str) -> str:
    """A line of code, and the button that puts it on the user's clipboard: only the browser can do that.

    A page that came over plain HTTP may not; there the code is marked for the user's own hand.
    """
    button = f'<button class="jupyter-button cadw-act" data-text="{escape(code)}" onclick="{_COPY}">Copy</button>'
    return f'<div class="cadw-coded"><div class="cadw-code">{escape(code)}</div>{button}</div>'


def small_button(label: str, icon: str, tooltip: str, action: Callable[[], None]) -> ipywidgets.Button:
    """A button for ``action``."""
    button = ipywidgets.Button(description=label, icon=icon, tooltip=tooltip, layout=ipywidgets.Layout(width="92px"))
    button.add_class("cadw-act")
    button.on_click(lambda _: action())
    return button
