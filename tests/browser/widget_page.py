"""A page that holds one of our widgets without a notebook: the test plays the kernel."""

from __future__ import annotations

import base64
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from playwright.sync_api import Locator, Page

SHOTS = Path(__file__).parent / "shots"
THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
PAGE = """<!doctype html><html lang="en"><head><title>Notebook</title></head>
<body data-jp-theme-light="THEME" style="margin: 12px; background: var(--jp-layout-color0)">
<main id="place"></main></body></html>"""
START = """async ([code, traits, others]) => {
  const listeners = {};
  const revived = value => {  // {"base64": text} stands for bytes
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(revived);
    if ("base64" in value) return new DataView(Uint8Array.from(atob(value.base64), c => c.charCodeAt(0)).buffer);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revived(inner)]));
  };
  const models = revived(others);
  window.kernel = {
    traits: revived(traits), sent: [], buffers: [],
    get: name => kernel.traits[name],
    send(message, _callbacks, buffers = []) {
      kernel.sent.push(message);
      kernel.buffers.push(...buffers);
    },
    on: (event, listener) => (listeners[event] ??= new Set()).add(listener),
    off: (event, listener) => listeners[event]?.delete(listener),
    set(name, value) {
      kernel.traits[name] = revived(value);
      for (const listener of listeners[`change:${name}`] ?? []) listener();
    },
    save_changes() {},
    widget_manager: {get_model: async id => ({get: name => models[id][name]})},
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

    def start(self, others: Mapping[str, Mapping[str, Any]] = MappingProxyType({}), **traits: Any) -> WidgetPage:
        """Show the widget with these traits, among ``others`` by the ids of their models."""
        self.page.evaluate(START, [self._esm, _with_text(traits), _with_text(others)])
        return self

    def set(self, name: str, value: Any) -> None:
        """The kernel gives a trait another value."""
        self.page.evaluate("([name, value]) => kernel.set(name, value)", [name, _with_text(value)])

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


def _with_text(value: Any) -> Any:
    """What JSON can say: bytes as the text that the page makes them of again."""
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, Mapping):
        return {name: _with_text(inner) for name, inner in value.items()}
    return [_with_text(inner) for inner in value] if isinstance(value, list | tuple) else value
