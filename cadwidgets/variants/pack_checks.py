"""What is looked at before anything is built for an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cadwidgets.clients._zip import compared, is_plain_name
from cadwidgets.contract.requests import FILE_FORMATS, SUFFIXES, BuildRequest
from cadwidgets.errors import RequestError
from cadwidgets.variants.name_texts import MAX_NAME


def check_names(called: Sequence[str], kinds: Sequence[str]) -> None:
    """Every file of the variants that are ``called`` so can be made, and has a name of its own. Raises RequestError."""
    unknown = [kind for kind in kinds if kind not in FILE_FORMATS]
    if unknown or not kinds:
        message = f"there is no file in the format {unknown[0]!r}" if unknown else "no format was chosen"
        raise RequestError(message, parameter="formats", value=unknown, allowed=", ".join(FILE_FORMATS))
    if not called:
        raise RequestError("no variants were chosen", parameter="variants", allowed="at least one")
    names = [name + SUFFIXES[kind] for name in called for kind in kinds]
    unsafe = next((name for name in names if not is_plain_name(name) or len(name) > MAX_NAME), "")
    ((_, times),) = Counter(map(compared, names)).most_common(1)
    if unsafe or times > 1:
        message = f"no file can be called {unsafe[:80]!r}" if unsafe else "two files would have the same name"
        raise RequestError(message, parameter="variants", value=unsafe[:80], allowed="names as file_names makes them")


def check_charges(requests: Sequence[BuildRequest], source: str, *, charged: bool) -> None:
    """Nothing is asked of a foreign service that it cannot do, or that nobody has agreed to."""
    beyond = next((request.beyond_contract for request in requests if request.beyond_contract), "")
    if beyond:
        allowed = "files within the contract, or a service of cadwidgets"
        message = f"{source} keeps only the Build Service's contract, which has no place for {beyond}"
        raise RequestError(message, parameter="formats", allowed=allowed)
    if not charged:
        raise RequestError(
            f"{source} counts every build, and this archive takes {len(requests)}",
            parameter="charged",
            value=False,
            allowed="charged=True, once you agree to that",
        )
