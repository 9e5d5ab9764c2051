"""XML from elsewhere: no document type, no entities, and only so many elements, so deep."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

MAX_DEPTH = 100
MAX_ELEMENTS = 300_000
"""An empty element is some 30 times as large in memory as in text."""


class _Limited(TreeBuilder):
    """A tree that stops growing. Raises ValueError."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._elements = 0

    def start(self, tag: str, attributes: dict[Any, Any], /) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise ValueError(f"the XML has more than {MAX_DEPTH} levels, or {MAX_ELEMENTS} elements")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def root_of(data: bytes) -> Element:
    """The root of the document. Raises ValueError with the reason for text that is no XML, and beyond the limits."""
    parser = DefusedXMLParser(target=_Limited(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        raise ValueError(f"no XML: {error}") from None
    except DefusedXmlException as error:
        raise ValueError(f"the XML declares a document type or entities: {error}") from None
    except LookupError as error:  # an encoding that nobody knows
        raise ValueError(f"the XML cannot be decoded: {error}") from None
    return root
