"""The XML of an AMF: a small tree of everything but the rows of vertices and triangles, which are lists of texts.

A million triangles are some seven million elements: as a tree they take gigabytes. Expat reads them one by one
without making elements. Document types and entities are refused where they are declared, so nothing is ever
expanded or fetched.
"""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from cadwidgets.errors import GeometryError

Texts = list[str | None]
_ROWS = {"vertex": ("x", "y", "z"), "triangle": ("v1", "v2", "v3")}


class AmfTree:
    """``root`` of the tree; ``rows`` gives three texts per row by the element around the rows (None: missing)."""

    def __init__(self, text: bytes) -> None:
        """Raises GeometryError with the byte where the XML breaks."""
        self.rows: dict[Element, Texts] = {}
        self._builder = TreeBuilder()
        self._open: list[Element] = []
        self._row = ""  # the kind of the row that is open
        self._names: tuple[str, ...] = ()
        self._fields: dict[str, str] = {}
        self._text = ""
        self._parse(text)
        self.root = self._builder.close()

    def _parse(self, text: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            parser.Parse(text, True)
        except expat.ExpatError as error:
            raise GeometryError(f"not XML: {error}", offset=max(parser.ErrorByteIndex, 0)) from None
        except (LookupError, ValueError) as error:  # an encoding nobody knows
            raise GeometryError(f"the XML cannot be decoded: {error}", offset=0) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._text = ""
        if self._row:
            return
        name = name.rpartition(":")[2]
        if name in _ROWS:
            self._row, self._names = name, _ROWS[name]
        else:
            self._open.append(self._builder.start(name, attributes))

    def _data(self, text: str) -> None:
        if self._row:
            self._text += text
        else:
            self._builder.data(text)

    def _end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if not self._row:
            self._builder.end(name)
            self._open.pop()
        elif name == self._row:
            self._close_row()
        else:
            self._fields[name] = self._text

    def _close_row(self) -> None:
        found, (one, two, three) = self._fields.get, self._names
        if not self._open:
            raise GeometryError(f"the XML's root is <{self._row}>, not <amf>", offset=0)
        self.rows.setdefault(self._open[-1], []).extend((found(one), found(two), found(three)))
        self._fields.clear()
        self._row = ""


def _refuse(*declaration: object) -> NoReturn:
    raise GeometryError("the XML declares a document type or entities", offset=0)
