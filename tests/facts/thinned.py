"""Tests of many equal cases: which of them run when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def thinned(names: Iterable[str], always: Collection[str] = ()) -> list[Any]:
    """All ``names`` as parameters of a test: some ``always``, every eighth of them in the long tests, and the others
    before a release."""
    return [
        pytest.param(name, marks=() if name in always else pytest.mark.release if place % 8 else pytest.mark.long)
        for place, name in enumerate(names)
    ]
