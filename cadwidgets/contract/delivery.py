"""Which files a key's classic CAD requests name one by one, beside the zip with all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cadwidgets.errors import RequestError

ZIP_TYPES = ("Archive", "URL")
"""What the zip may be called in an answer."""
FILE_TYPES = {"primary": "PrimaryCADFile", "secondary": "SecondaryCADFile", "bom": "BOMFields"}
"""The further types of files, by the names that people choose them by."""


@dataclass(frozen=True)
class Delivery:
    """``files`` are names of `FILE_TYPES`; none by default, as documented for DownloadCADPath."""

    files: tuple[str, ...] = ()
    zip_type: str = ZIP_TYPES[0]

    @classmethod
    def of(cls, files: Iterable[str] = (), zip_type: str = "") -> Self:
        """Checked settings, in the order of `FILE_TYPES`. Raises RequestError."""
        wanted = {name.strip().lower() for name in files if name.strip()}
        if unknown := sorted(wanted - set(FILE_TYPES)):
            raise RequestError(
                f"{unknown[0]!r} is no type of file", parameter="files", value=unknown[0], allowed=", ".join(FILE_TYPES)
            )
        chosen = zip_type or ZIP_TYPES[0]
        if chosen not in ZIP_TYPES:
            raise RequestError(
                f"{chosen!r} is no type of zip", parameter="zip_type", value=chosen, allowed=" or ".join(ZIP_TYPES)
            )
        return cls(tuple(name for name in FILE_TYPES if name in wanted), chosen)
