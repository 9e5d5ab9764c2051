"""A drawing that stands where a model's picture would be, and says why there is none."""

from __future__ import annotations

import textwrap

from cadwidgets.service.pages import Html, element

PICTURE_SIZE = (800, 600)
"""Width and height of every picture in pixels."""
_LINE_LENGTH = 44
_MAX_LINES = 7


def picture_notice(reason: str) -> Html:
    """An SVG image of the size of a picture with ``reason`` in it, cut to what has room."""
    width, height = PICTURE_SIZE
    lines = textwrap.wrap(reason, _LINE_LENGTH, max_lines=_MAX_LINES, placeholder=" …")
    spans = [element("tspan", line, x="40", dy="1.4em") for line in lines]
    text = {"font-family": "sans-serif", "fill": "#1d2329"}
    return element(
        "svg",
        element("rect", width="100%", height="100%", fill="#f5f7f9"),
        element("text", "No picture", x="40", y="130", font_size="72", font_weight="600", **text),
        element("text", *spans, x="40", y="150", font_size="28", **text),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
