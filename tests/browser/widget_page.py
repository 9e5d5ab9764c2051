"""A page that holds one of our widgets without a notebook: the test plays the kernel."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Locator, Page

SHOTS = Path(__file__).parent / "shots"
THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
PAGE = """<!doctype html><html lang="en"><head><title>Notebook</title></head>
<body data-jp-theme-light="THEME" style="margin: 12px; background: var(--jp-layout-color0)">
<main id="place"></main></body></html>"""
START = """async ([code, traits]) => {
  const listeners = {};
  window.kernel = {
    traits, sent: [],
    get: name => kernel.traits[name],
    send: message => kernel.sent.push(message),
    on: (event, listener) => (listeners[event] ??= new Set()).add(listener),
    off: (event, listener) => listeners[event]?.delete(listener),
    set(name, value) {
      kernel.traits[name] = value;
      for (const listener of listeners[`change:${name}`] ?? []) listener();
    },
    save_changes() {},
    tell(message, bytes) {
      const buffers = [new DataView(new Uint8Array(bytes).buffer)];
      for (const listener of listeners["msg:custom"] ?? []) listener(message, buffers);
    },
  };
  const address = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
  const made = (await import(address)).default;
  const widget = typeof made === "function" ? made() : made;
  await widget.initialize?.({model: kernel});
  kernel.close = await widget.render({model: kernel, el: document.querySelector("#place")});
}"""


class WidgetPage:
    """A widget in a tab of its own; ``errors`` collects what its script complains of."""

    def __init__(self, page: Page, esm: str, css: str, theme: Literal["light", "dark"] = "light") -> None:
        self.page = page
        self.errors: list[str] = []
        self._esm = esm
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_content(PAGE.replace("THEME", "true" if theme == "light" else "false"))
        page.add_style_tag(path=THEMES / f"theme-{theme}-extension/index.css")
        page.add_style_tag(content=css)

    def start(self, **traits: Any) -> WidgetPage:
        """Show the widget with these traits."""
        self.page.evaluate(START, [self._esm, traits])
        return self

    def set(self, name: str, value: Any) -> None:
        """The kernel gives a trait another value."""
        self.page.evaluate("([name, value]) => kernel.set(name, value)", [name, value])

    def tell(self, message: Mapping[str, Any], data: bytes) -> None:
        """The kernel sends a message of its own, with bytes."""
        self.page.evaluate("([message, bytes]) => kernel.tell(message, bytes)", [message, list(data)])

    def sent(self) -> list[dict[str, Any]]:
        """What reached the kernel since the last time that this was asked."""
        messages: list[dict[str, Any]] = self.page.evaluate("kernel.sent.splice(0)")
        return messages

    def button(self, name: str, exact: bool = False) -> Locator:
        """A button by what it says."""
        return self.page.get_by_role("button", name=name, exact=exact)

    def focused(self) -> str:
        """What has the focus, in the words of whoever listens: its label or its text."""
        words: str = self.page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
        return words

    def fits(self) -> bool:
        """Whether the page needs no scrolling sideways."""
        fits: bool = self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        return fits

    def screenshot(self, name: str) -> None:
        """For a person to look at, in the folder shots."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
