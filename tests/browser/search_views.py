"""Views of a search for screws, as a kernel would send them to the search pane."""

from __future__ import annotations

from typing import Any

View = dict[str, Any]
COLUMNS = (
    ("d", "Thread", "mm"),
    ("l", "Length", "mm"),
    ("b", "Thread length", "mm"),
    ("dk", "Head diameter", "mm"),
    ("k", "Head height", "mm"),
    ("s", "Key size", "mm"),
    ("t", "Key depth", "mm"),
    ("w", "Wall", "mm"),
)
LENGTHS = (5, 6, 8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80, 90, 100, 110, 120, 130, 140, 150, 200)
CLASSES = (
    "8.8",
    "10.9",
    "12.9",
    "A1-50",
    "A2-50",
    "A2-70",
    "A2-80",
    "A4-50",
    "A4-70",
    "A4-80",
    "CU2",
    "CU3",
    "AL3",
    "Ti",
)


def view(**changes: Any) -> View:
    """A search that was answered: the typed ``M6``, a chosen length, 50 of 1,234 parts."""
    return {
        "seq": 0,
        "text": "socket screw M6",
        "searchable": True,
        "placeholder": "M6x20 hex socket, 6205 2RS, HTD 5M 25 teeth \u2026",
        "note": "",
        "status": "ready",
        "message": "",
        "error": None,
        "chips": [
            {"id": "understood:M6", "label": "Thread: 6 mm", "kind": "understood"},
            {"id": "filter:l", "label": "Length: 10 to 60 mm", "kind": "filter"},
        ],
        "facets": facets(),
        "columns": [{"name": name, "label": label, "kind": "number", "unit": unit} for name, label, unit in COLUMNS],
        "rows": rows(),
        "total": 1234,
        "about": False,
        "page": 1,
        "pages": 25,
        "sort": "l",
        "can_undo": True,
        "can_redo": False,
        "comparison": None,
    } | changes


def rows(count: int = 50, **changes: Any) -> list[View]:
    """Rows of screws; the third is selected."""
    return [row(place, selected=place == 2, **changes) for place in range(count)]


def row(place: int, **changes: Any) -> View:
    """One screw."""
    length = LENGTHS[place % len(LENGTHS)]
    head = "cylinder" if place % 2 else "button"
    cells = {"d": "6", "l": f"{length}", "b": "24", "dk": "10", "k": "5.7", "s": "5", "t": "3", "w": "2.3"}
    return {
        "id": f"screw-{place}",
        "part_number": f"ISO 4762 M6x{length}-{place}",
        "title": f"Hexagon socket {head} head screw",
        "cells": cells,
        "family": False,
        "selected": False,
        "compared": False,
    } | changes


def facets() -> list[View]:
    """A tree of categories, few texts, many texts, few numbers, many numbers."""
    categories = [
        ("CW.10", "Screws and bolts", 1234, False),
        ("CW.10.010", "Socket head screws", 830, True),
        ("CW.10.010.01", "With fine thread", 210, False),
        ("CW.10.020", "Hexagon head screws", 404, False),
        ("CW.20", "Nuts", 88, False),
        ("CW.20.010", "Hexagon nuts", 61, False),
    ]
    standards = [("ISO 4762", "ISO 4762", 700, False), ("ISO 7380-1", "ISO 7380-1", 534, False)]
    classes = [(name, name, 400 - 25 * place, False) for place, name in enumerate(CLASSES)]
    threads = [(str(size), str(size), 60 + size, size == 6) for size in (3, 4, 5, 6, 8, 10, 12)]
    lengths = [(str(length), str(length), 40, 10 <= length <= 60) for length in LENGTHS]
    return [
        facet("category", "Category", "tree", categories),
        facet("standard", "Standard", "text", standards),
        facet("class", "Property class", "text", classes),
        facet("d", "Thread", "number", threads, unit="mm"),
        facet("l", "Length", "number", lengths, unit="mm", low=10, high=60, minimum=5, maximum=200),
    ]


def facet(name: str, label: str, kind: str, values: list[tuple[str, str, int | None, bool]], **changes: Any) -> View:
    """A facet of (value, label, count, chosen)."""
    keys = ("value", "label", "count", "chosen")
    told = [dict(zip(keys, value, strict=True)) for value in values]
    ends = dict.fromkeys(("minimum", "maximum", "low", "high"))
    return {"name": name, "label": label, "kind": kind, "unit": "", "values": told, **ends} | changes


def comparison() -> View:
    """Three screws side by side, with a picture each."""
    picture = (
        "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'>"
        "<rect x='4' y='9' width='9' height='12' fill='%23678'/>"
        "<rect x='13' y='12' width='23' height='6' fill='%23abc'/></svg>"
    )
    lengths = (5, 6, 8)
    parts = [
        {"id": f"screw-{place}", "title": f"ISO 4762 M6x{length}-{place}", "picture": picture}
        for place, length in enumerate(lengths)
    ]
    return {
        "parts": parts,
        "rows": [
            {"label": "Standard", "values": ["ISO 4762"] * 3, "differs": False},
            {"label": "Length", "values": [f"{length} mm" for length in lengths], "differs": True},
            {"label": "Material", "values": ["steel"] * 3, "differs": False},
            {"label": "Mass", "values": ["4.1 g", "4.3 g", "4.7 g"], "differs": True},
        ],
    }


def starting() -> View:
    """The catalog is not there yet."""
    return view(status="starting", text="", chips=[], facets=[], columns=[], rows=[], total=0, pages=1, can_undo=False)


def failed() -> View:
    """The service said no."""
    error = {
        "headline": "The search does not work",
        "text": "Unknown facet 'x' in filter 'x:6'.",
        "allowed": "category, standard, d, l",
    }
    return view(status="failed", error=error)


def nothing() -> View:
    """No part fits."""
    return view(rows=[], total=0, pages=1, facets=facets()[:1])


def foreign() -> View:
    """A catalog that lists families and counts nothing; a category without its parent."""
    catalogs = [("W", "Scheiben & Sätze", None, True), ("N", "Muttern aller Art und Größe", None, False)]
    categories = [
        ("F_W.10.010", "Flat", None, False),
        ("F_W.10.010.1", "Small", None, False),
        ("X.7", "X", None, False),
    ]
    return {
        "chips": [{"id": "filter:catalog", "label": "Catalog: Scheiben & Sätze", "kind": "filter"}],
        "facets": [facet("catalog", "Catalog", "text", catalogs), facet("category", "Category", "tree", categories)],
        "columns": [],
        "rows": [row(place, part_number="", title=f"Scheiben {place}", cells={}, family=True) for place in range(4)],
        "total": 4,
        "pages": 1,
        "sort": "",
    }
