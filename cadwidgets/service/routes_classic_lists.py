"""The classic calls that list: formats, languages, catalogs, categories, products, parts."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response

from cadwidgets.service import catalog
from cadwidgets.service.catalog.formats import FORMATS, formats_of
from cadwidgets.service.classic_answers import ClassicRoute, answer
from cadwidgets.service.classic_catalog import (
    catalog_rows,
    category_rows,
    families_in,
    find_catalog,
    find_number,
    format_rows,
    language_rows,
    part_info,
    product_rows,
    supplier_info,
)
from cadwidgets.service.classic_documents import FLAG, PAIRS, TEXT, an_object, answers, documented, either, list_of
from cadwidgets.service.classic_export import exported, read_export
from cadwidgets.service.classic_request import names_a_part, read_call, read_format, read_part
from cadwidgets.service.context import ServiceContext

PAGE_SIZE = 30_000
_INTEGER = {"type": "integer"}
_FORMATS = list_of(cadFormatId=_INTEGER, cadFormatName=TEXT)
_PART = {"version": TEXT, "selectionPath": TEXT}
_FOUND = an_object(
    ("classificationId", "partID", "partNumber"), classificationId=TEXT, partID=TEXT, partNumber=TEXT, **_PART
)
_EXPORT = (
    "DataType",
    "Version",
    "CatalogID",
    "ClassPath",
    "PartId",
    "CatalogsContentType",
    "SupplierInfo",
    "SystemBOM",
)


def list_routes(service: ServiceContext) -> APIRouter:
    """All lists of ``service``'s catalogs."""
    router = APIRouter(route_class=ClassicRoute, default_response_class=Response)
    _format_routes(router, service)
    _catalog_routes(router, service)
    _part_routes(router, service)
    return router


def _format_routes(router: APIRouter, service: ServiceContext) -> None:
    @router.get(
        "/CADFormatsList",
        summary="The CAD formats of the key, or of a part",
        openapi_extra=documented(*PAIRS, "Version"),
        responses=answers(either("The formats", {"anyOf": [_FORMATS, an_object(cadFormatList=_FORMATS)]})),
    )
    async def cad_formats_list(request: Request) -> Response:
        """An array with `Version` 1 or none, an object with `cadFormatList` with 2."""
        call = read_call(service, request.query_params.multi_items())
        known = formats_of(*read_part(service, call.query)) if names_a_part(call.query) else FORMATS
        rows = format_rows(known)
        return answer(call, "CADFormatsList", {"cadFormatList": rows}, version_1=rows)

    @router.get(
        "/CADdataAvailability",
        summary="Whether a part can be shown, and its CAD formats",
        openapi_extra=documented(*PAIRS),
        responses=answers(either("The formats", an_object(viewerAvailability=FLAG, cadFormatList=_FORMATS))),
    )
    async def cad_data_availability(request: Request) -> Response:
        """Every part that has a format can be shown."""
        call = read_call(service, request.query_params.multi_items())
        rows = format_rows(formats_of(*read_part(service, call.query)))
        return answer(call, "CADdataAvailability", {"viewerAvailability": str(bool(rows)), "cadFormatList": rows})

    @router.get(
        "/CADFormatAvailability",
        summary="Whether a part comes in a format",
        openapi_extra=documented(*PAIRS, "CADFormatID", "Version"),
        responses=answers(either("It does", an_object(availability=FLAG, cadFormatId=_INTEGER, cadFormatName=TEXT))),
    )
    async def cad_format_availability(request: Request) -> Response:
        """A format that there is not is answered with 404."""
        call = read_call(service, request.query_params.multi_items())
        wanted = read_format(call.query, *read_part(service, call.query))
        return answer(call, "CADFormatAvailability", {"availability": "True", **format_rows([wanted])[0]})

    @router.get(
        "/LanguagesList",
        summary="The languages of labels",
        openapi_extra=documented("Version"),
        responses=answers(either("The languages", an_object(languageList=list_of(language=TEXT, title=TEXT)))),
    )
    async def languages_list(request: Request) -> Response:
        """Each is called by its own name."""
        call = read_call(service, request.query_params.multi_items())
        return answer(call, "LanguagesList", {"languageList": language_rows()})


def _catalog_routes(router: APIRouter, service: ServiceContext) -> None:
    @router.get(
        "/CatalogsList",
        summary="The catalogs",
        openapi_extra=documented("Version", "SupplierInfo"),
        responses=answers(either("The catalogs", an_object(classificationList={"type": "array"}))),
    )
    async def catalogs_list(request: Request) -> Response:
        """With `SupplierInfo=1`, each with `supplierInfo`."""
        call = read_call(service, request.query_params.multi_items())
        rows = catalog_rows(list(service.catalogs), call.language, supplier=call.query.flag("SupplierInfo"))
        return answer(call, "CatalogsList", {"classificationList": rows})

    @router.get(
        "/CatalogAvailability",
        summary="A catalog's id and when it changed",
        openapi_extra=documented("Catalog", "Version"),
        responses=answers(either("It is there", an_object(classificationId=TEXT, updated=TEXT))),
    )
    async def catalog_availability(request: Request) -> Response:
        """The label of a catalog is its id."""
        call = read_call(service, request.query_params.multi_items())
        found = find_catalog(service.catalogs, call.query.needed("Catalog"))
        content = {"classificationId": found.classification_id, "updated": found.updated}
        return answer(call, "CatalogAvailability", content)

    @router.get(
        "/CategoriesList",
        summary="The categories of a catalog",
        openapi_extra=documented("ClassificationID", "Version"),
        responses=answers(either("The categories", an_object(categorieList={"type": "array"}))),
    )
    async def categories_list(request: Request) -> Response:
        """The key is spelled `categorieList`, as in the contract."""
        call = read_call(service, request.query_params.multi_items())
        found = find_catalog(service.catalogs, call.query.needed("ClassificationID"))
        rows = category_rows(service.catalogs, found.contents.categories, call.language)
        return answer(call, "CategoriesList", {"categorieList": rows})

    @router.get(
        "/ProductsList",
        summary="The part families of a catalog",
        openapi_extra=documented("ClassificationID", "Path", "Size", "Page", "Version"),
        responses=answers(either("The families of a page", {"type": "object"})),
    )
    async def products_list(request: Request) -> Response:
        """Past the last page, `productList` is missing."""
        call = read_call(service, request.query_params.multi_items())
        families = families_in(service.catalogs, call.query.needed("ClassificationID"), call.query["Path"])
        size, page = call.query.number("Size", PAGE_SIZE), call.query.number("Page", 1)
        shown = families[(page - 1) * size : page * size]
        rows = product_rows(service.catalogs, shown, str(request.base_url), call.language)
        return answer(call, "ProductsList", {"productList": rows} if rows else {})

    @router.get(
        "/SynchronizationData",
        summary="A whole catalog at once",
        openapi_extra=documented(*_EXPORT),
        responses=answers({"description": "A zip with one file", "content": {"application/zip": {}}}),
    )
    async def synchronization_data(request: Request) -> Response:
        """`Format` (json, xml or csv) is that of the file inside; `DataType` 1 catalogs, 2 categories, 3 families,
        4 families with their categories, 5 part numbers, 8 suppliers."""
        call = read_call(service, request.query_params.multi_items(), "json", "xml", "csv")
        wanted = read_export(service.catalogs, call, str(request.base_url))
        data = await asyncio.to_thread(exported, wanted, call.form, call.caller.account)
        return Response(data, media_type="application/zip")


def _part_routes(router: APIRouter, service: ServiceContext) -> None:
    @router.get(
        "/PartNumberAvailability",
        summary="Where a part number is found",
        openapi_extra=documented("Catalog", "PartNumber", "SearchPNAliases", "PartNumberDetails", "Version"),
        responses=answers(either("The part", _FOUND)),
    )
    async def part_number_availability(request: Request) -> Response:
        """`SearchPNAliases=1` ignores blanks and punctuation, `PartNumberDetails=1` adds version and path."""
        call = read_call(service, request.query_params.multi_items())
        query = call.query
        aliases, details = query.flag("SearchPNAliases"), query.flag("PartNumberDetails")
        names = query.needed("Catalog"), query.needed("PartNumber")
        family, found = find_number(service.catalogs, *names, aliases=aliases)
        content = {"classificationId": family.classification_id, "partID": family.part_id}
        content |= {"partNumber": found.part_number}
        if details:
            content |= {"version": catalog.PART_VERSION, "selectionPath": family.selection_path(found)}
        return answer(call, "PartNumberAvailability", content)

    @router.get(
        "/PartNumberData",
        summary="What is known of a part",
        openapi_extra=documented(*PAIRS, "CADFormatID", "HtmlFormat", "CurrentStepNumber", "Version"),
        responses=answers(either("The part", an_object(globalInfo={"type": "object"}))),
    )
    async def part_number_data(request: Request) -> Response:
        """`HtmlFormat=1` escapes the descriptions for a page."""
        call = read_call(service, request.query_params.multi_items())
        family, found = read_part(service, call.query)
        if call.query["CADFormatID"]:
            read_format(call.query, family, found)
        call.query.number("CurrentStepNumber", 1)
        as_html = call.query.flag("HtmlFormat")
        home = service.catalogs.catalog_of(family.classification_id)
        info = part_info(home, family, found, str(request.base_url), call.language, as_html=as_html)
        content = {
            "globalInfo": {"partInfo": info},
            "manufacturerInfo": supplier_info(home, call.language),
        }
        return answer(call, "PartNumberData", content)
