"""Reading ``multipart/form-data`` (RFC 7578): texts, and the files that are to lie beside a script."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from cadwidgets.contract.files import FIELD, check_names, check_sizes
from cadwidgets.errors import RequestError
from cadwidgets.service.answers import Refused

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_MAX_PARTS = 400
logging.getLogger("python_multipart").setLevel(logging.ERROR)  # what is malformed is told to who sent it


@dataclass(frozen=True)
class Parts:
    """The text fields and the files of a form, each by name."""

    fields: Mapping[str, str]
    files: Mapping[str, bytes]


@dataclass
class _Part:
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    content: bytearray = field(default_factory=bytearray)


def read_multipart(content_type: str, body: bytes) -> Parts:
    """The parts of a multipart body. Raises Refused (400, 413), and RequestError for the name of a file."""
    reader = _read(content_type, body)
    if not reader.ended:
        raise _malformed("it ends before its last boundary")
    return _sorted(reader.parts)


def key_in(content_type: str, start: bytes) -> str:
    """The field ``key`` in the ``start`` of a multipart body, if it is there as a whole. Raises as `read_multipart`."""
    whole = _read(content_type, start).parts[:-1]
    return _sorted([part for part in whole if _option(part, b"name") == b"key"]).fields.get("key", "")


def _read(content_type: str, body: bytes) -> _Reader:
    boundary = parse_options_header(content_type)[1].get(b"boundary")
    if not boundary:
        raise _malformed("its Content-Type names no boundary")
    reader = _Reader()
    try:
        MultipartParser(boundary, reader.callbacks).write(body)
    except FormParserError as error:
        raise _malformed(str(error)) from None
    return reader


class _Reader:
    """Collects what the parser finds."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self.ended = False
        self._name = b""
        self._value = b""
        self.callbacks: MultipartCallbacks = {
            "on_part_begin": self._begin,
            "on_part_data": self._data,
            "on_header_begin": self._begin_header,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._end_header,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        if len(self.parts) >= _MAX_PARTS:
            raise Refused("toolarge", "the body has too many parts", allowed=f"at most {_MAX_PARTS}")
        self.parts.append(_Part())

    def _data(self, data: bytes, start: int, end: int) -> None:
        self.parts[-1].content += data[start:end]

    def _begin_header(self) -> None:
        self._name = self._value = b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        self.parts[-1].headers.append((self._name.lower(), self._value))

    def _end(self) -> None:
        self.ended = True


def _sorted(parts: list[_Part]) -> Parts:
    fields: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    for part in parts:
        label = _option(part, b"name")
        if label is None:
            raise _malformed("a part has no name")
        name, file_name = _text(label, "the name of a field"), _option(part, b"filename")
        if name == FIELD and file_name is not None:
            if file_name or part.content:  # a browser sends an empty part for no file
                files.append((_text(file_name, "the name of a file"), bytes(part.content)))
        elif file_name is None or name == "s":  # a script may come as a file
            fields[name] = _text(bytes(part.content), name[:80])
        else:
            allowed = f"{FIELD}, or s for the script"
            raise Refused("request", f"{name[:80]!r} takes no file", parameter=name[:80], allowed=allowed)
    return Parts(fields, _checked(files))


def _option(part: _Part, name: bytes) -> bytes | None:
    return parse_options_header(dict(part.headers).get(b"content-disposition"))[1].get(name)


def _checked(files: list[tuple[str, bytes]]) -> dict[str, bytes]:
    check_names(name for name, _ in files)
    try:
        check_sizes(files)
    except RequestError as error:
        raise Refused("toolarge", str(error), parameter=FIELD, allowed=error.allowed) from None
    return dict(files)


def _text(content: bytes, what: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("request", f"{what} is not UTF-8", allowed="UTF-8") from None


def _malformed(why: str) -> Refused:
    return Refused("request", f"the body is no multipart form: {why}", allowed="multipart/form-data (RFC 7578)")
