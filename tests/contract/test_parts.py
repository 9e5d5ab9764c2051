"""How a part is named."""

from __future__ import annotations

import pytest

from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import RequestError


@pytest.mark.parametrize(
    "pair",
    [
        {},
        {"classification_id": "C"},
        {"part_number": "P"},
        {"selection_path": "1|"},
        {"part_id": "10-1-1", "part_number": "P"},
        {"classification_id": "C", "part_number": "P", "part_id": "10-1-1", "selection_path": "1|"},
    ],
)
def test_half_a_pair_a_mixed_pair_and_none_are_refused(pair: dict[str, str]) -> None:
    with pytest.raises(RequestError, match="exactly one complete pair"):
        PartRef(**pair)


def test_a_part_id_alone_means_the_default_configuration() -> None:
    assert not PartRef(part_id="10-17102002-114249").has_path
    assert PartRef(part_id="10-17102002-114249", selection_path="1|1|1|1|=0|").has_path
