"""The page of the comparison with open tables belongs to the catalog as it is."""

from __future__ import annotations

from pathlib import Path

from comparison.values import digest, own_values

PAGE = Path(__file__).parents[1] / "docs" / "catalog-sources.md"


def test_the_values_that_were_compared_are_those_of_the_catalog():
    assert f"`{digest(own_values())}`" in PAGE.read_text("utf-8"), "run scripts/compare-catalog"
