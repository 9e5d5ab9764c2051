"""From the lists of a foreign catalog to what the search pane shows: hits, facets, a page of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cadwidgets.contract.found import FoundPart
from cadwidgets.contract.parts import CatalogInfo, Category, Configuration, Product
from cadwidgets.contract.search import Facet, FacetValue, Filter, Hit, HitColumn, SearchPage
from cadwidgets.errors import RequestError
from cadwidgets.widgets._shelf import Wanted

CATALOG, CATEGORY, FAMILY = FACETS = ("catalog", "category", "family")
_HAS_CAD = "cad"
_SORTED = ("part_number", "title")
Chosen = Mapping[str, tuple[str, ...]]


def chosen(filters: Iterable[Filter]) -> Chosen:
    """The values that are chosen, by facet. Raises RequestError for another facet, and for a range."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(FACETS, ())
    for condition in filters:
        if condition.facet not in found or not condition.values:
            raise RequestError(
                "this catalog cannot be narrowed by that",
                parameter="filter",
                value=condition.text,
                allowed=", ".join(f"{name}:..." for name in FACETS),
            )
        found[condition.facet] += condition.values
    return found


def category_code(path: str) -> str:
    """A category's path as a tree facet wants it, with its parents before dots: ``W.10`` for ``/W/W.10/``."""
    code = ""
    for step in path.strip("/").split("/"):
        code = step if not code or step.startswith(f"{code}.") else f"{code}.{step}"
    return code


def catalog_facet(catalogs: Iterable[CatalogInfo], picked: Sequence[str]) -> Facet:
    """The catalogs by title; how many parts they have is not told."""
    values = (
        FacetValue(known.classification_id, None, known.title, known.classification_id in picked) for known in catalogs
    )
    return Facet(CATALOG, "Catalog", "text", tuple(values))


def category_facet(categories: Iterable[Category], picked: Sequence[str]) -> Facet:
    """The tree of the categories."""
    codes = {category_code(known.path): known.title for known in categories}
    values = (FacetValue(code, None, title, code in picked) for code, title in codes.items())
    return Facet(CATEGORY, "Category", "tree", tuple(values))


def family_facet(counts: Mapping[str, int], titles: Mapping[str, str]) -> Facet:
    """The families that were opened, with the count of their part numbers."""
    values = (FacetValue(family, count, titles.get(family, ""), True) for family, count in counts.items())
    return Facet(FAMILY, "Family", "text", tuple(values))


def family_hit(product: Product, catalog: str) -> Hit:
    """A family, which opens to its part numbers."""
    return Hit("", product.title, catalog, product.part_id, "", product.part_id, "", {}, product.picture_url)


def part_hit(known: Configuration, family: str, title: str, catalog: str) -> Hit:
    """A part number of an opened family."""
    told = {} if known.cad_available is None else {_HAS_CAD: "yes" if known.cad_available else "no"}
    owner = known.part.classification_id or catalog
    return Hit(
        known.part_number, title or known.part_number, owner, family, known.part.selection_path, family, "", told
    )


def found_hit(found: FoundPart, number: str, catalog: str) -> Hit:
    """A part whose whole number was typed."""
    name, owner = found.part_number or number, found.classification_id or catalog
    return Hit(name, name, owner, found.part_id, found.selection_path, found.part_id, "", {})


def matching(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Those whose number or title has every word of the text."""
    words = text.casefold().split()
    return [hit for hit in hits if all(word in f"{hit.part_number} {hit.title}".casefold() for word in words)]


def page_of(hits: Iterable[Hit], facets: Iterable[Facet], wanted: Wanted) -> SearchPage:
    """The page that is wanted, each part once. Raises RequestError for a column that cannot be sorted by."""
    distinct = _sorted(list({hit.part: hit for hit in hits}.values()), wanted.sort)
    shown = distinct[wanted.size * (wanted.page - 1) : wanted.size * wanted.page]
    columns = (HitColumn(_HAS_CAD, "CAD", "text"),) if any(hit.attributes for hit in shown) else ()
    pages = -(-len(distinct) // wanted.size)
    return SearchPage(len(distinct), False, wanted.page, pages, tuple(shown), tuple(facets), columns=columns)


def _sorted(hits: list[Hit], sort: str) -> list[Hit]:
    column = sort.removeprefix("-")
    if not column:
        return hits
    if column not in _SORTED:
        raise RequestError(
            "this catalog is not sorted by that", parameter="sort", value=sort, allowed=", ".join(_SORTED)
        )
    return sorted(hits, key=lambda hit: str(getattr(hit, column)).casefold(), reverse=sort.startswith("-"))
