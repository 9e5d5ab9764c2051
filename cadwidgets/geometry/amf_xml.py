"""The XML of an AMF: a small tree of everything but the rows of vertices and triangles, which are lists of texts.

A million triangles are some seven million elements: as a tree they take gigabytes. Rows in the plain form that
programs write are cut out of the text with regular expressions; whatever is left goes through expat, element by
element. Document types and entities are refused where they are declared, so nothing is ever expanded or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from cadwidgets.errors import GeometryError

Texts = list[bytes | None]
_ROWS = {"vertex": ("x", "y", "z"), "triangle": ("v1", "v2", "v3")}
_MARK = "cadwidgets-rows"
"""The element that stands in the text for rows cut out of it."""
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000
"""Beside rows: an empty element is some 30 times as large in memory as in text."""
_LONGEST_NUMBER = 1000
_BLOCK = re.compile(rb"<(/?)(vertices|volume)\b")
_NUMBER = rb"([\s0-9.eE+-]*)"
_ROW = {
    b"vertices": re.compile(
        rb"<vertex>\s*<coordinates>\s*<x>%b</x>\s*<y>%b</y>\s*<z>%b</z>\s*</coordinates>\s*</vertex>\s*"
        % (_NUMBER, _NUMBER, _NUMBER)
    ),
    b"volume": re.compile(
        rb"<triangle>\s*<v1>%b</v1>\s*<v2>%b</v2>\s*<v3>%b</v3>\s*</triangle>\s*" % (_NUMBER, _NUMBER, _NUMBER)
    ),
}
_ENDS = {b"vertices": (b"<vertex>", b"</vertex>"), b"volume": (b"<triangle>", b"</triangle>")}


class AmfTree:
    """``root`` of the tree; ``rows`` gives three texts per row by the element around the rows (None: missing)."""

    def __init__(self, text: bytes) -> None:
        """Raises GeometryError with the byte where the XML breaks."""
        rest, cut = _cut(text) if _MARK.encode() not in text else (text, [])
        try:
            self.root, self.rows = _Parser(cut).parse(rest)
        except GeometryError:
            if not cut:
                raise
            self.root, self.rows = _Parser([]).parse(text)  # fails as well, and knows the place in the whole text


def _cut(text: bytes) -> tuple[bytes, list[Texts]]:
    """The text with a mark in place of every block of plain rows, and these rows.

    Rows consist of tags and numbers alone: wherever they stand, also in a comment, the text around them means the
    same without them.
    """
    pieces, blocks, at = [], list[Texts](), 0
    for start, end, kind in _blocks(text):
        fields = _ROW[kind].split(text[start:end])
        if any(fields[::4]):  # something between the rows
            continue
        texts: Texts = [None] * (len(fields) // 4 * 3)
        for place in range(3):
            texts[place::3] = fields[place + 1 :: 4]
        pieces += [text[at:start], f'<{_MARK} number="{len(blocks)}"/>'.encode()]
        blocks.append(texts)
        at = end
    return b"".join([*pieces, text[at:]]), blocks


def _blocks(text: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(Start, end, kind) of what lies from the first row to the last one of ``vertices`` and ``volume`` elements."""
    opened: re.Match[bytes] | None = None
    for tag in _BLOCK.finditer(text):
        if opened is not None and tag[1] and tag[2] == opened[2]:
            head, tail = _ENDS[tag[2]]
            start, end = text.find(head, opened.end(), tag.start()), text.rfind(tail, opened.end(), tag.start())
            if 0 <= start < end:
                yield start, end + len(tail), tag[2]
        opened = None if tag[1] else tag


class _Parser:
    """Feeds a tree from expat, rows aside."""

    def __init__(self, cut: list[Texts]) -> None:
        self._cut = cut
        self._rows: dict[Element, Texts] = {}
        self._builder = TreeBuilder()
        self._open: list[Element] = []
        self._row = ""  # the kind of the row that is open
        self._fields: dict[str, bytes] = {}
        self._text = ""
        self._elements = 0

    def parse(self, text: bytes) -> tuple[Element, dict[Element, Texts]]:
        """(The root, the rows by the element around them)."""
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
        except ParseError as error:  # of the tree, which has rows only where the text has elements
            raise GeometryError(f"not XML: {error}", offset=max(parser.ErrorByteIndex, 0)) from None
        except (LookupError, ValueError) as error:  # an encoding nobody knows
            raise GeometryError(f"the XML cannot be decoded: {error}", offset=0) from None
        return self._builder.close(), self._rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._text = ""
        if self._row:
            return
        name = name.rpartition(":")[2]
        if name == _MARK and self._cut:
            self._add(self._cut[int(attributes["number"])])
        if name in _ROWS:
            self._row = name
            return
        self._elements += 1
        if len(self._open) >= MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise GeometryError(f"the XML has more than {MAX_DEPTH} levels, or {MAX_ELEMENTS} elements", offset=0)
        self._open.append(self._builder.start(name, attributes))

    def _data(self, text: str) -> None:
        if self._row:
            self._text += text[:_LONGEST_NUMBER]
            if len(self._text) > _LONGEST_NUMBER:
                raise GeometryError(f"a number has more than {_LONGEST_NUMBER} characters", offset=0)
        else:
            self._builder.data(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if not self._row:
            self._builder.end(name)
            self._open.pop()
        elif name == self._row:
            self._add([self._fields.get(field) for field in _ROWS[name]])
            self._fields.clear()
            self._row = ""
        elif name in _ROWS[self._row]:
            self._fields[name] = self._text.encode()

    def _add(self, texts: Texts) -> None:
        if not self._open:
            raise GeometryError("the XML's root is a row of numbers, not <amf>", offset=0)
        self._rows.setdefault(self._open[-1], []).extend(texts)


def _refuse(*declaration: object) -> NoReturn:
    raise GeometryError("the XML declares a document type or entities", offset=0)
