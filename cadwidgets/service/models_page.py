"""The page that lists the stored models, with a search box."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse

from cadwidgets.service.model_page import day
from cadwidgets.service.models import Entry
from cadwidgets.service.pages import Html, element, join, page
from cadwidgets.service.picture_notice import PICTURE_SIZE

_MAX_WORDS = 200


def models_page(entries: Sequence[Entry], total: int, *, text: str, limit: int, offset: int) -> HTMLResponse:
    """Models ``offset`` to ``offset + limit`` of the ``total`` that contain the words of ``text``."""
    body = join(
        element("h1", "Models"),
        _search_box(text),
        element("p", _found(total, text), class_="soft", role="status"),
        element("ul", *map(_item, entries), class_="models"),
        _pager(total, text, limit, offset),
    )
    return page("Models", body)


def _search_box(text: str) -> Html:
    label = element("label", "Search", for_="search")
    box = element("input", type="search", id="search", name="q", value=text, maxlength=200)
    return element(
        "form", label, element("div", box, element("button", "Search")), action="/parts", class_="search", role="search"
    )


def _found(total: int, text: str) -> str:
    number = {0: "No model", 1: "One model"}.get(total, f"{total} models")
    return f"{number} with “{text}”" if text.strip() else number


def _item(entry: Entry) -> Html:
    width, height = PICTURE_SIZE
    picture = element(
        "img",
        src=f"/parts/{entry.id}/picture.png?version={entry.version}",
        width=width,
        height=height,
        alt="",  # the title stands beside it
        loading="lazy",
    )
    title = element("h2", element("a", entry.title, href=f"/parts/{entry.id}"))
    which = f" · version {entry.version} · {day(entry.updated)} · by {entry.owner}" if entry.owner else " · sample"
    words = " ".join(entry.description.split())
    short = words if len(words) <= _MAX_WORDS else words[:_MAX_WORDS].rsplit(" ", 1)[0] + " …"
    description = element("p", short) if short else Html()
    facts = element("p", element("code", entry.id), which, class_="soft")
    return element("li", picture, element("div", title, facts, description))


def _pager(total: int, text: str, limit: int, offset: int) -> Html:
    links = []
    if offset > 0:
        links.append(_page_link("Newer", text, limit, max(0, offset - limit)))
    if offset + limit < total:
        links.append(_page_link("Older", text, limit, offset + limit))
    return element("nav", *links, class_="chips", aria_label="Pages") if links else Html()


def _page_link(name: str, text: str, limit: int, offset: int) -> Html:
    query = {"q": text, "limit": limit, "offset": offset}
    return element("a", name, href=f"/parts?{urlencode(query)}")
