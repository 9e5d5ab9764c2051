"""What is asked of a service: frozen, checked, hashable values. A request's digest names its answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadwidgets.contract.parameters import RESERVED
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
}
"""The endings of the files of each output type; those beyond the contract are this project's own service's."""
FORMATS = tuple(SUFFIXES)
"""All output types of this project's own service."""
MAX_SCRIPT_BYTES = 1 << 20
"""A script may be this long, in bytes of UTF-8."""


@dataclass(frozen=True)
class BuildRequest:
    """One build: a script, or the id of a stored one, a preset, single values and the type of the answer.

    ``values`` is kept as sorted pairs so that equal requests are equal and hash alike; make one with `of`.
    """

    type: str
    script: str = ""
    model_id: str = ""
    preset: str = ""
    values: tuple[tuple[str, Any], ...] = ()

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
        for name, value in self.values:
            if name in RESERVED:
                raise RequestError(
                    f"the Build Service keeps the name {name!r} for itself, so the parameter cannot be sent",
                    parameter=name,
                    value=value,
                    allowed="the script's default, or a parameter of another name",
                )
        if len(self.script.encode("utf-8", "surrogatepass")) > MAX_SCRIPT_BYTES:
            raise RequestError("the script is longer than 1 MiB", parameter="s", allowed="at most 1 MiB")

    @classmethod
    def of(
        cls,
        *,
        script: str = "",
        model_id: str = "",
        type: str = "STL",  # noqa: A002 - the contract's word
        preset: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> BuildRequest:
        """A request from loose values; the type's case does not matter. Raises RequestError."""
        pairs = tuple(sorted((values or {}).items()))
        return cls(type.upper(), script, "" if script else model_id, preset, pairs)

    @property
    def digest(self) -> str:
        """SHA-256 over all that decides the answer, in hexadecimal."""
        parts = [self.type, self.script, self.model_id, self.preset, self.values]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def form(self) -> dict[str, str]:
        """The HTTP form of the contract, without the key: ``s`` or ``id``, ``type``, ``preset``, then values."""
        fields = {"s": self.script} if self.script else {"id": self.model_id}
        fields["type"] = self.type
        if self.preset:
            fields["preset"] = self.preset
        return fields | {name: http_text(value) for name, value in self.values}


def http_text(value: object) -> str:
    """A parameter's value as the contract sends it: ``true``, ``4``, ``2.5``, ``1,2,3``, or the text itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return ",".join(http_text(item) for item in value)
    return repr(value) if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class CadRequest:
    """One catalog part in one CAD format: exactly one pair, (classification, number) or (part id, selection path)."""

    format_id: int
    classification_id: str = ""
    part_number: str = ""
    part_id: str = ""
    selection_path: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        by_number = (bool(self.classification_id), bool(self.part_number))
        by_path = (bool(self.part_id), bool(self.selection_path))
        if (any(by_number) and any(by_path)) or not (all(by_number) or all(by_path)):
            raise RequestError(
                "a part is named by exactly one complete pair",
                parameter="PartNumber",
                allowed="ClassificationID with PartNumber, or PartID with SelectionPath",
            )

    def query(self) -> dict[str, str]:
        """The part and the format in the classic service's own parameter names."""
        pair = (
            {"ClassificationID": self.classification_id, "PartNumber": self.part_number}
            if self.part_number
            else {"PartID": self.part_id, "SelectionPath": self.selection_path}
        )
        return pair | {"CADFormatID": str(self.format_id), "Language": self.language}
