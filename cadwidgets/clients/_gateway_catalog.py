"""What the API gateway lists: catalogs, categories, products, languages, contacts; and which part numbers it has."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event
from typing import NoReturn

from cadwidgets.clients._gateway_answers import (
    read_catalogs,
    read_categories,
    read_contact,
    read_found,
    read_languages,
    read_products,
    read_products_and_categories,
    read_state,
)
from cadwidgets.clients._gateway_calls import GatewayCalls
from cadwidgets.clients._gateway_refusals import refusal
from cadwidgets.clients._http import Answer, HttpSession, Notice
from cadwidgets.clients._parts import Pace, PartsClient
from cadwidgets.clients._retry import Retries
from cadwidgets.contract.found import CatalogState, FoundPart, SupplierContact
from cadwidgets.contract.parts import CatalogInfo, Category, Product
from cadwidgets.errors import RequestError
from cadwidgets.settings import Secret

UNKNOWN_LANGUAGE = "a language that the gateway does not know"


class GatewayCatalog(PartsClient):
    """The listings of one gateway. All calls raise SourceError and its kinds, and Cancelled; none is counted as a lead.

    ``tenant`` is the tenantUid that came with the key. A busy gateway (429, 503) is waited for within the pace's
    deadline, as it asks or by the minute, and each wait is told to ``notice`` (the log, if none is given).
    """

    def __init__(
        self,
        http: HttpSession,
        *,
        tenant: Secret | str,
        email: Secret | str,
        pace: Pace | None = None,
        retries: Retries | None = None,
        notice: Notice | None = None,
    ) -> None:
        super().__init__(http, email=email, pace=pace, retries=retries, notice=notice)
        tenant = tenant if isinstance(tenant, Secret) else Secret(tenant)
        self._calls = GatewayCalls(http, tenant, self._email, self._retries, self.notice)

    def catalogs(self, *, language: str = "en", cancel: Event | None = None) -> tuple[CatalogInfo, ...]:
        """The catalogs that the key may use."""
        query = {"cultureInfo": language}
        return read_catalogs(self._listed("v2/Search/CatalogList", query, "the catalogs", cancel))

    def categories(self, catalog: str, *, language: str = "en", cancel: Event | None = None) -> tuple[Category, ...]:
        """The categories of the catalog with this classification id."""
        query = {"classificationCode": _needed(catalog, "catalog"), "cultureInfo": language}
        return read_categories(self._listed("v2/Search/CategoryList", query, "the categories", cancel), catalog)

    def products(
        self, catalog: str, category: str = "", *, language: str = "en", cancel: Event | None = None
    ) -> tuple[Product, ...]:
        """The part families of a catalog, or of one of its categories. An unknown catalog or language has none."""
        query = {"cultureInfo": language, "classificationCode": _needed(catalog, "catalog")}
        query |= {"categoryCode": category} if category else {}  # an empty one would list nothing
        return read_products(self._listed("v2/Search/ProductList", query, "the products", cancel))

    def products_and_categories(
        self, catalog: str, part_id: str = "", *, cancel: Event | None = None
    ) -> tuple[tuple[Product, ...], tuple[Category, ...]]:
        """The part families of a catalog, or one of them, with their categories."""
        query = {"classificationCode": _needed(catalog, "catalog")} | ({"partFamilyCode": part_id} if part_id else {})
        answer = self._listed("v2/Search/ProductAndCategoryList", query, "the products and categories", cancel)
        return read_products_and_categories(answer, catalog)

    def languages(self, *, cancel: Event | None = None) -> Mapping[str, str]:
        """The languages that the gateway knows: their codes and labels."""
        return read_languages(self._listed("v2/SupportedLanguages", {}, "the languages", cancel))

    def contact(self, catalog: str, *, cancel: Event | None = None) -> SupplierContact:
        """Who supplies a catalog."""
        query = {"classificationCode": _needed(catalog, "catalog")}
        return read_contact(self._listed("v1/Contact/Catalog", query, "the contact", cancel))

    def catalog_availability(self, catalog: str, *, cancel: Event | None = None) -> CatalogState:
        """What is told of one catalog, by its classification id or an alias of it. Raises NotFound."""
        query = {"catalog": _needed(catalog, "catalog")}
        return read_state(self._listed("v2/Search/Catalog/Availability", query, "this catalog", cancel), catalog)

    def find(
        self, part_number: str, catalog: str, *, ignore_punctuation: bool = False, cancel: Event | None = None
    ) -> FoundPart:
        """The part with this number in a catalog (its classification id or an alias). Raises NotFound.

        With ``ignore_punctuation`` blanks and ``. - / +`` do not matter.
        """
        query = {"partNumber": _needed(part_number, "part_number"), "catalog": _needed(catalog, "catalog")}
        query |= {"removeChar": "true"} if ignore_punctuation else {}
        return read_found(self._listed("v2/Search/PartNumber/Availability", query, "this part number", cancel))

    def find_own_code(self, own_code: str, catalog: str, *, cancel: Event | None = None) -> FoundPart:
        """The part that the key's owner calls by a code of his own. Raises NotFound."""
        query = {"yourOwnCode": _needed(own_code, "own_code"), "catalog": _needed(catalog, "catalog")}
        return read_found(self._listed("v2/Search/YourOwnCode/Availability", query, "this code", cancel))

    def _listed(self, path: str, query: Mapping[str, str], what: str, cancel: Event | None) -> Answer:
        """The answer of a call that only reads; raises what anything but a 200 means."""
        answer = self._calls.get(path, query, seconds=self._pace().deadline, cancel=cancel)
        return answer if answer.status == 200 else _refuse(answer, what)


def _needed(text: str, parameter: str) -> str:
    """The text, unless it is empty: the gateway would refuse it, or list nothing."""
    if not text.strip():
        raise RequestError(f"{parameter} is empty", parameter=parameter, value=text, allowed="a text")
    return text


def _refuse(answer: Answer, what: str) -> NoReturn:
    raise refusal(answer, what, UNKNOWN_LANGUAGE)
