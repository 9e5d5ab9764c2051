"""What is asked of a service: frozen, checked, hashable values. A request's digest names its answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cadwidgets.contract.files import check_files
from cadwidgets.contract.options import OPTION_PREFIX, OPTIONS, PARAMETER_PREFIX, read_options
from cadwidgets.contract.parameters import RESERVED, Value
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import RequestError

CONTRACT_FORMATS = ("STL", "STEP", "AMF", "TJS")
"""The four output types of the Build Service's contract."""
SUFFIXES = {
    "STL": ".stl",
    "STEP": ".step",
    "AMF": ".amf",
    "TJS": ".json",
    "GLB": ".glb",
    "3MF": ".3mf",
    "BREP": ".brep",
    "SVG": ".svg",
    "DXF": ".dxf",
    "VRML": ".wrl",
    "PNG": ".png",
    "BOM": ".bom.json",
    "MEASURE": ".measure.json",
    "SECTION": ".section.glb",
    "PROPERTIES": ".properties.json",
}
"""The endings of the files of each output type; those beyond the contract are this project's own service's."""
FORMATS = tuple(SUFFIXES)
"""All output types of this project's own service."""
QUESTIONS = {"MEASURE": "picks", "SECTION": "planes", "PROPERTIES": "measures"}
"""The output types that answer a question about a model, each with the option that asks it; PROPERTIES answers without
it, too."""
FILE_FORMATS = tuple(name for name in FORMATS if name not in QUESTIONS)
"""Those of a whole model, as people download it."""
MAX_SCRIPT_BYTES = 1 << 20
"""A script may be this long, in bytes of UTF-8."""


@dataclass(frozen=True)
class BuildRequest:
    """One build: a script, or the id of a stored one, a preset, single values and the type of the answer.

    ``values``, ``options`` (by bare name, as in contract/options.py) and ``files`` (name and bytes of what lies beside
    the script) are kept as sorted pairs so that equal requests are equal and hash alike; make one with `of`.
    """

    type: str
    script: str = ""
    model_id: str = ""
    preset: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    options: tuple[tuple[str, Value], ...] = ()
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.script and not self.model_id:
            raise RequestError(
                "neither a script nor the id of a stored model was given",
                parameter="s",
                allowed="a ModelScript in s, or a model's id",
            )
        if self.type not in FORMATS:
            raise RequestError(
                f"type {self.type!r} is not known",
                parameter="type",
                value=self.type,
                allowed=", ".join(FORMATS),
            )
        if len(self.script.encode("utf-8", "surrogatepass")) > MAX_SCRIPT_BYTES:
            raise RequestError("the script is longer than 1 MiB", parameter="s", allowed="at most 1 MiB")
        read_options(dict(self.options))
        check_files(self.files)

    @classmethod
    def of(
        cls,
        *,
        script: str = "",
        model_id: str = "",
        type: str = "STL",  # noqa: A002 - the contract's word
        preset: str = "",
        values: Mapping[str, Any] | None = None,
        options: Mapping[str, object] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> BuildRequest:
        """A request from loose values; the type's case does not matter, and an option's default is no option.

        Raises RequestError.
        """
        return cls(
            type.upper(),
            script,
            "" if script else model_id,
            preset,
            tuple(sorted((values or {}).items())),
            _changed_options(options or {}),
            tuple(sorted((files or {}).items())),
        )

    def as_type(self, kind: str, *keep: str, **options: Value) -> BuildRequest:
        """The same model as another output type: with those of its options that are to be kept, and further ones."""
        kept = {name: value for name, value in self.options if name in keep}
        return replace(self, type=kind, options=tuple(sorted({**kept, **options}.items())))

    @property
    def beyond_contract(self) -> str:
        """What a service that keeps only the contract cannot do of this request, in words; empty if it can do all."""
        if self.type not in CONTRACT_FORMATS:
            return f"the output type {self.type} (it has {', '.join(CONTRACT_FORMATS)})"
        if self.options:
            return "the option " + OPTION_PREFIX + self.options[0][0]
        if self.files:
            return f"files beside the script ({self.files[0][0]})"
        reserved = next((name for name, _ in self.values if name in RESERVED), "")
        return f"the parameter {reserved!r}, a name that the contract keeps for itself" if reserved else ""

    @property
    def is_contract(self) -> bool:
        """Whether a service that keeps only the contract can take this request."""
        return not self.beyond_contract

    @property
    def digest(self) -> str:
        """SHA-256 over all that decides the answer, in hexadecimal."""
        files = [(name, hashlib.sha256(data).hexdigest()) for name, data in self.files]
        parts = [self.type, self.script, self.model_id, self.preset, self.values, self.options, files]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def form(self) -> dict[str, str]:
        """The HTTP form, without the key and the files: ``s`` or ``id``, ``type``, ``preset``, values, options.

        A value whose name means something else on its own is called ``p.name``, an option ``o.name``.
        """
        fields = {"s": self.script} if self.script else {"id": self.model_id}
        fields["type"] = self.type
        if self.preset:
            fields["preset"] = self.preset
        fields |= {_field_name(name): http_text(value) for name, value in self.values}
        return fields | {OPTION_PREFIX + name: http_text(value) for name, value in self.options}

    def parts(self) -> tuple[tuple[str, tuple[str, bytes]], ...]:
        """The files as the fields of a multipart body: (``files``, (name, bytes)) each."""
        return tuple(("files", pair) for pair in self.files)


def _changed_options(given: Mapping[str, object]) -> tuple[tuple[str, Value], ...]:
    read = read_options(given)
    return tuple((name, read[name]) for name in sorted(given) if read[name] != OPTIONS[name].default)


def _field_name(parameter: str) -> str:
    clashes = parameter in RESERVED or parameter.startswith((OPTION_PREFIX, PARAMETER_PREFIX))
    return PARAMETER_PREFIX + parameter if clashes else parameter


def http_text(value: object) -> str:
    """A parameter's value as the contract sends it: ``true``, ``4``, ``2.5``, ``1,2,3``, or the text itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return ",".join(http_text(item) for item in value)
    return repr(value) if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class CadRequest:
    """One catalog part in one CAD format, ``with_text`` for its BOM text in the archive.

    TraceParts records each of them, with the mail address of who asks.
    """

    part: PartRef
    format_id: int
    language: str = "en"
    with_text: bool = True
