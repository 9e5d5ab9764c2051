"""The client of our own service's catalogs: what the part picker offers, and the search."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from cadwidgets.clients._http import Answer, Patience, ServiceClient
from cadwidgets.clients._json import parsed
from cadwidgets.clients._refusals import json_of, unreadable
from cadwidgets.clients._retry import OURS
from cadwidgets.clients.own_catalogs import OwnCatalogsClient
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.contract.parts import CadFormat, PartFamily, PartRef
from cadwidgets.contract.search import Filter, SearchPage
from cadwidgets.contract.sizes import Sizes
from cadwidgets.errors import AuthError, BadAnswer, RequestError, SourceError

_KEY = "key"
_CALL_SECONDS = 60.0


class CatalogClient(ServiceClient):
    """Lists and searches the parts of a cadwidgets service, embedded or a team's; TraceParts has no such calls."""

    @property
    def own(self) -> OwnCatalogsClient:
        """The catalogs that its accounts bring themselves."""
        return OwnCatalogsClient(self._http)

    def listing(self) -> tuple[tuple[PartFamily, ...], tuple[CadFormat, ...]]:
        """All families with their part numbers, and the formats in which each part can be had.

        Raises AuthError for a wrong key, and SourceError or one of its kinds.
        """
        answer = self._http.get("catalog/families", secret_param=_KEY, timeout=_CALL_SECONDS)
        if answer.status == 403:
            raise AuthError("the catalog refused the key", url=answer.url, status=403)
        if answer.status != 200:
            raise SourceError(
                f"the catalog failed ({answer.status}): {answer.text}", url=answer.url, status=answer.status
            )
        return _read(answer)

    def part(
        self,
        number: str = "",
        *,
        part: PartRef | None = None,
        change: tuple[str, str] | None = None,
        options: Mapping[str, str] | None = None,
        language: str = "en",
        cancel: threading.Event | None = None,
    ) -> PartDetails:
        """A part by its designation in any spelling, ``iso4762 m6x20``: technical data with the source of every value.

        ``part`` names it in place of ``number``. ``change`` sets one of its parameters, ``("d", "8")``: the answer is
        the part after that, whose ``messages`` say what was not possible. ``options`` choose how it is shown, such as
        ``{"thread": "real"}``. Raises NotFound, which names near part numbers, AuthError, RequestError, Cancelled, and
        SourceError or one of its kinds.
        """
        if bool(number) == bool(part):
            raise RequestError("a part is named in exactly one way", parameter="number", allowed="number or part")
        query = _named(part) if part else {"number": number}
        symbol, value = change or ("", "")
        show = ",".join(f"{name}={chosen}" for name, chosen in (options or {}).items())
        query |= {"symbol": symbol, "value": value, "show": show, "language": language}
        answer = self._http.call(
            "GET", "catalog/part", query=query, patience=Patience(_CALL_SECONDS, cancel, retries=OURS)
        )
        with unreadable(answer, "the part"):
            return PartDetails.from_json(json_of(answer))

    def search(
        self,
        q: str = "",
        filters: Iterable[Filter] = (),
        page: int = 1,
        size: int = 20,
        classification: str = "",
        language: str = "en",
        cancel: threading.Event | None = None,
        *,
        sort: str = "",
    ) -> SearchPage:
        """The parts that ``q`` means, as somebody types it, and that pass all filters; ``page`` counts from 1.

        ``sort`` is the name of a column, or ``part_number``, with ``-`` before it for descending order; without it,
        the best hits come first. Raises RequestError for a filter that makes no sense and for an unknown column,
        NotFound for an unknown catalog, AuthError for a wrong key, Cancelled, and SourceError or one of its kinds.
        """
        query = {"q": q, "page": str(page), "size": str(size), "classification": classification, "language": language}
        query |= {"sort": sort} if sort else {}
        answer = self._http.call(
            "GET",
            "catalog/search",
            query={**query, "filter": [each.text for each in filters]},
            patience=Patience(_CALL_SECONDS, cancel, OURS),
        )
        with unreadable(answer, "the page of results"):
            return SearchPage.from_json(json_of(answer))

    def sizes(self, reference: str, *, cancel: threading.Event | None = None) -> Sizes:
        """The sizes that a reference such as ``deep-groove bearing.d, series=62`` names, with their part numbers.

        Raises RequestError for a reference that names no sizes, AuthError for a wrong key, Cancelled, and SourceError
        or one of its kinds.
        """
        answer = self._http.call(
            "GET", "catalog/sizes", query={"of": reference}, patience=Patience(_CALL_SECONDS, cancel, OURS)
        )
        with unreadable(answer, "the sizes"):
            return Sizes.from_json(json_of(answer))


def _named(part: PartRef) -> dict[str, str]:
    """The part as the service's query names it."""
    if part.part_id:
        return {"part_id": part.part_id, "path": part.selection_path}
    return {"classification": part.classification_id, "number": part.part_number}


def _read(answer: Answer) -> tuple[tuple[PartFamily, ...], tuple[CadFormat, ...]]:
    try:
        body = parsed(answer.body)
        families = tuple(PartFamily.from_json(family) for family in body["families"])
        formats = tuple(CadFormat(int(row["id"]), str(row["label"])) for row in body["formats"])
    except (ValueError, KeyError, TypeError):
        raise BadAnswer("the catalog's listing cannot be read", url=answer.url, status=answer.status) from None
    return families, formats
