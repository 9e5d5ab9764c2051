"""What the classic services list: catalogs, categories, products, languages; which part numbers there are; exports."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event
from typing import Literal

from cadwidgets.clients._classic_calls import ClassicCalls
from cadwidgets.clients._classic_export import EXPORT_FORMATS, read_export
from cadwidgets.clients._classic_lists import (
    read_catalogs,
    read_categories,
    read_found,
    read_languages,
    read_part_data,
    read_products,
    read_state,
)
from cadwidgets.clients._http import Answer, HttpSession, Notice
from cadwidgets.clients._parts import Pace, PartsClient
from cadwidgets.clients._retry import Retries
from cadwidgets.contract.found import CatalogState, FoundPart
from cadwidgets.contract.parts import CatalogInfo, Category, ConfiguredPart, PartRef, Product
from cadwidgets.errors import RequestError
from cadwidgets.settings import Secret

PRODUCTS_PER_PAGE = 30_000
"""What the contract takes where no Size is given."""

Answers = Literal["json", "xml"]


class ClassicCatalog(PartsClient):
    """The lists of one service. All calls raise SourceError and its kinds, and Cancelled; none is counted as a lead.

    ``answers`` are asked for as JSON or XML, which mean the same. A busy service (503, 429) is waited for within the
    pace's deadline, as it asks or by the minute, and each wait is told to ``notice`` (the log, if none is given).
    """

    def __init__(
        self,
        http: HttpSession,
        *,
        email: Secret | str,
        answers: Answers = "json",
        pace: Pace | None = None,
        retries: Retries | None = None,
        notice: Notice | None = None,
    ) -> None:
        super().__init__(http, email=email, pace=pace, retries=retries, notice=notice)
        if answers not in ("json", "xml"):
            raise RequestError("answers come in two forms", parameter="answers", value=answers, allowed="json or xml")
        self._answers = answers
        self._calls = ClassicCalls(http, self._email, self._retries, self.notice)

    def catalogs(self, *, language: str = "en", cancel: Event | None = None) -> tuple[CatalogInfo, ...]:
        """The catalogs that the key may use."""
        return read_catalogs(self._listed("CatalogsList", self._spoken(language), cancel))

    def categories(self, catalog: str, *, language: str = "en", cancel: Event | None = None) -> tuple[Category, ...]:
        """The categories of the catalog with this classification id."""
        query = {"ClassificationID": needed(catalog, "catalog")} | self._spoken(language)
        return read_categories(self._listed("CategoriesList", query, cancel), catalog)

    def products(
        self,
        catalog: str,
        category: str = "",
        *,
        language: str = "en",
        cancel: Event | None = None,
        page_size: int = PRODUCTS_PER_PAGE,
    ) -> tuple[Product, ...]:
        """The part families of a catalog, or of one of its categories (its path), of all pages.

        Pages are asked for until one brings nothing new: a service may give fewer than ``page_size`` at a time.
        """
        query = {"ClassificationID": needed(catalog, "catalog"), "Size": str(page_size)} | self._spoken(language)
        query |= {"Path": category} if category else {}
        found: dict[Product, None] = {}
        page = 1
        while True:
            more = read_products(self._listed("ProductsList", query | {"Page": str(page)}, cancel))
            if not set(more) - found.keys():
                return tuple(found)
            found |= dict.fromkeys(more)
            page += 1

    def languages(self, *, cancel: Event | None = None) -> Mapping[str, str]:
        """The languages that the service knows: their codes and labels."""
        return read_languages(self._listed("LanguagesList", {}, cancel))

    def catalog_availability(self, catalog: str, *, cancel: Event | None = None) -> CatalogState:
        """What is told of one catalog, by the caller's own label of it. Raises NotFound."""
        return read_state(self._listed("CatalogAvailability", {"Catalog": needed(catalog, "catalog")}, cancel), catalog)

    def find(
        self, part_number: str, catalog: str, *, ignore_punctuation: bool = False, cancel: Event | None = None
    ) -> FoundPart:
        """The part with this number in a catalog, by the caller's own label of it. Raises NotFound.

        With ``ignore_punctuation`` blanks and ``. - / +`` do not matter.
        """
        query = {"PartNumber": needed(part_number, "part_number"), "Catalog": needed(catalog, "catalog")}
        query |= {"PartNumberDetails": "1"} | ({"SearchPNAliases": "1"} if ignore_punctuation else {})
        return read_found(self._listed("PartNumberAvailability", query, cancel), catalog)

    def part_data(self, part: PartRef, *, language: str = "en", cancel: Event | None = None) -> ConfiguredPart:
        """A part's titles, description and picture. The classic services tell nothing of its parameters."""
        query = pair_of(part) | self._spoken(language)
        return read_part_data(self._listed("PartNumberData", query, cancel), part)

    def synchronization(
        self,
        data_type: int,
        format: Literal["json", "csv", "xml"] = "json",  # noqa: A002 - the contract's word
        *,
        language: str = "en",
        catalog_id: str = "",
        class_path: str = "",
        part_id: str = "",
        supplier_info: bool = False,
        system_bom: bool = False,
        cancel: Event | None = None,
    ) -> tuple[tuple[str, bytes], ...]:
        """A kind of data of all catalogs, or narrowed to one, to a path of categories, to a family: (name, bytes).

        ``data_type`` is 1 for catalogs, 2 categories, 3 products, 4 products' categories, 5 part numbers, 8 suppliers.
        """
        if format not in EXPORT_FORMATS:
            raise RequestError(
                "an export has another format", parameter="format", value=format, allowed=", ".join(EXPORT_FORMATS)
            )
        narrowed = {"CatalogID": catalog_id, "ClassPath": class_path, "PartId": part_id}
        narrowed |= {"SupplierInfo": "1" if supplier_info else "", "SystemBOM": "1" if system_bom else ""}
        return read_export(self._exported(data_type, narrowed, language, cancel, format))

    def _exported(
        self,
        data_type: int,
        narrowed: Mapping[str, str],
        language: str,
        cancel: Event | None,
        form: str = "json",
    ) -> Answer:
        query = {"Format": form, "DataType": str(data_type), "Language": language}
        query |= {name: text for name, text in narrowed.items() if text}
        return self._listed("SynchronizationData", query, cancel)

    def _listed(self, name: str, query: Mapping[str, str], cancel: Event | None) -> Answer:
        """The answer of a call that only reads, whatever its status is."""
        return self._calls.get(name, {"Format": self._answers, **query}, seconds=self._pace().deadline, cancel=cancel)

    def _spoken(self, language: str) -> dict[str, str]:
        """The language, and that addresses in the answer are wanted in https, which plain http has not got."""
        return {"Language": language} | ({"https": "1"} if self._base().lower().startswith("https:") else {})


def pair_of(part: PartRef) -> dict[str, str]:
    """The part in the contract's parameter names. Raises RequestError for a part id without its selection path."""
    if part.part_number:
        return {"ClassificationID": part.classification_id, "PartNumber": part.part_number}
    if not part.has_path:
        raise RequestError(
            "the classic services need the selection path of a part", parameter="SelectionPath", allowed="its own text"
        )
    return {"PartID": part.part_id, "SelectionPath": part.selection_path}


def needed(text: str, parameter: str) -> str:
    """The text, unless it is empty: the service would refuse it."""
    if not text.strip():
        raise RequestError(f"{parameter} is empty", parameter=parameter, value=text, allowed="a text")
    return text
