"""The pages that people see in a browser: one look, no scripts, and every text escaped where it enters."""

from __future__ import annotations

import base64
import hashlib
import html
from importlib import resources

from fastapi.responses import HTMLResponse

_STYLE = resources.files(__package__).joinpath("pages.css").read_text("utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer would hide from the service that its own form was sent
    "Cache-Control": "no-cache",
    "Vary": "Accept",  # at the same address programs get JSON
}
_NAVIGATION = (("/parts", "Models"), ("/keys/test", "Try a key"), ("/docs", "API"))
_VOID = ("br", "img", "input", "link", "meta")


class Html(str):
    """Text that is HTML already. Only `element` and `join` make it, so nothing reaches a page unescaped."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: str | int | float | bool | None) -> Html:
    """One HTML element; ``content`` and values are escaped unless they are `Html`.

    ``class_`` and ``for_`` stand for Python's own words, other underscores for hyphens: ``aria_label``. True gives an
    attribute without a value, False and None leave it out.
    """
    opening = tag + "".join(
        f" {_attribute(key)}" if value is True else f' {_attribute(key)}="{html.escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{opening}>" if tag in _VOID else f"<{opening}>{join(*content)}</{tag}>")


def join(*content: str) -> Html:
    """Pieces one after the other; what is not `Html` yet is escaped."""
    return Html("".join(piece if isinstance(piece, Html) else html.escape(piece) for piece in content))


def page(title: str, body: Html, status: int = 200) -> HTMLResponse:
    """A whole page whose main part is ``body``. Browsers run no script on it and load nothing from elsewhere."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · cadwidgets"),
        element("style", Html(_STYLE)),
    )
    links = [element("a", text, href=address) for address, text in _NAVIGATION]
    header = element("header", element("strong", "cadwidgets"), element("nav", *links, aria_label="Service"))
    content = element("html", head, element("body", header, element("main", body)), lang="en")
    return HTMLResponse(f"<!DOCTYPE html>\n{content}\n", status, _HEADERS)


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
