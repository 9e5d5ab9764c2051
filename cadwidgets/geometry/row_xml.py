"""The XML of AMF and 3MF: a small tree of everything but the rows of vertices and triangles, which are lists of texts.

A million triangles are some seven million elements: as a tree they take gigabytes. Rows in the plain form that
programs write are cut out of the text with regular expressions; whatever is left goes through expat, element by
element. Document types and entities are refused where they are declared, so nothing is ever expanded or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from cadwidgets.errors import GeometryError

Texts = list[bytes | None]
_MARK = "cadwidgets-rows"
"""The element that stands in the text for rows cut out of it."""
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000
"""Beside rows: an empty element is some 30 times as large in memory as in text."""
_LONGEST_NUMBER = 1000


@dataclass(frozen=True)
class Rows:
    """What a file has millions of: elements ``element`` in elements ``around``, each with a text for its ``fields``.

    The fields are elements in it or, with ``by_attributes``, its attributes. ``plain`` matches one as programs write
    it, which begins with ``head`` and ends with ``tail``: a group for each field, tags and numbers and nothing else.
    """

    element: str
    around: str
    fields: tuple[str, ...]
    plain: re.Pattern[bytes]
    head: bytes
    tail: bytes
    by_attributes: bool = False


class RowTree:
    """``root`` of the tree; ``rows`` gives the texts of all rows by the element around them, as many per row as it has
    fields (None: missing)."""

    def __init__(self, text: bytes, kinds: Sequence[Rows]) -> None:
        """Raises GeometryError with the byte where the XML breaks."""
        rest, cut = _cut(text, kinds) if _MARK.encode() not in text else (text, [])
        try:
            self.root, self.rows = _Parser(kinds, cut).parse(rest)
        except GeometryError:
            if not cut:
                raise
            self.root, self.rows = _Parser(kinds, []).parse(text)  # fails as well, and knows the place in the whole


def _cut(text: bytes, kinds: Sequence[Rows]) -> tuple[bytes, list[Texts]]:
    """The text with a mark in place of every block of plain rows, and these rows.

    Rows consist of tags and numbers alone: wherever they stand, also in a comment, the text around them means the
    same without them.
    """
    pieces, blocks, at = [], list[Texts](), 0
    for start, end, kind in _blocks(text, {rows.around.encode(): rows for rows in kinds}):
        found, width = kind.plain.split(text[start:end]), len(kind.fields)
        if any(found[:: width + 1]):  # something between the rows
            continue
        texts: Texts = [None] * (len(found) // (width + 1) * width)
        for place in range(width):
            texts[place::width] = found[place + 1 :: width + 1]
        pieces += [text[at:start], f'<{_MARK} number="{len(blocks)}"/>'.encode()]
        blocks.append(texts)
        at = end
    return b"".join([*pieces, text[at:]]), blocks


def _blocks(text: bytes, kinds: dict[bytes, Rows]) -> Iterator[tuple[int, int, Rows]]:
    """(Start, end, kind) of what lies from the first row to the last one in the elements around rows."""
    opened: re.Match[bytes] | None = None
    for tag in re.finditer(rb"<(/?)(%b)\b" % b"|".join(kinds), text):
        if opened is not None and tag[1] and tag[2] == opened[2]:
            kind = kinds[tag[2]]
            start, end = (
                text.find(kind.head, opened.end(), tag.start()),
                text.rfind(kind.tail, opened.end(), tag.start()),
            )
            if 0 <= start < end:
                yield start, end + len(kind.tail), kind
        opened = None if tag[1] else tag


class _Parser:
    """Feeds a tree from expat, rows aside."""

    def __init__(self, kinds: Sequence[Rows], cut: list[Texts]) -> None:
        self._kinds = {rows.element: rows for rows in kinds}
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
        if kind := self._kinds.get(name):
            self._row = name
            if kind.by_attributes:
                self._add([attributes[field].encode() if field in attributes else None for field in kind.fields])
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
            if not self._kinds[name].by_attributes:
                self._add([self._fields.get(field) for field in self._kinds[name].fields])
            self._fields.clear()
            self._row = ""
        elif name in self._kinds[self._row].fields:
            self._fields[name] = self._text.encode()

    def _add(self, texts: Texts) -> None:
        if not self._open:
            raise GeometryError("the XML's root is a row of numbers", offset=0)
        self._rows.setdefault(self._open[-1], []).extend(texts)


def _refuse(*declaration: object) -> NoReturn:
    raise GeometryError("the XML declares a document type or entities", offset=0)
