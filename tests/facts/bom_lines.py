"""Bills of materials as hypothesis draws them: nested, with duplicates, hostile texts and part numbers like numbers."""

from __future__ import annotations

from hypothesis import strategies as st

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.parts import PartRef

HOSTILE = (
    *("00123", "1E5", "=1+1", "+1", "-1", "@A1", "'=1", "'", "''x", "\t=x", "\r", "a\r\nb", " x ", "_x000D_", "\x01"),
    *("<script>alert(1)</script>", "a|b", "\u202eevil", "\u2066x", "x" * 300, "1,5", "#N/A", "nan", "None", "TRUE"),
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8), st.just(""))
numbers = st.floats(0, 1e6, allow_nan=False)
parts = st.one_of(
    st.none(),
    st.builds(PartRef, classification_id=st.text(min_size=1, max_size=4), part_number=st.sampled_from(HOSTILE)),
    st.builds(PartRef, part_id=st.sampled_from(HOSTILE), selection_path=texts),
)


def _line(children: st.SearchStrategy[tuple[BomLine, ...]]) -> st.SearchStrategy[BomLine]:
    return st.builds(
        BomLine,
        part_number=texts,
        name=st.sampled_from(["", "screw", "washer"]),
        quantity=st.one_of(st.integers(0, 9).map(float), numbers),
        unit=st.sampled_from(["pcs", "m", ""]),
        reference_designation=texts,
        material=st.sampled_from(["", "steel"]),
        mass_kg=st.one_of(st.none(), numbers),
        unit_cost=st.one_of(st.none(), numbers),
        currency=st.sampled_from(["", "EUR", "USD"]),
        remark=texts,
        attributes=st.lists(st.tuples(texts, texts, texts), max_size=3).map(tuple),
        part=parts,
        sha256=texts,
        children=children,
    )


def _lines(children: st.SearchStrategy[tuple[BomLine, ...]]) -> st.SearchStrategy[tuple[BomLine, ...]]:
    drawn = st.lists(_line(children), max_size=3)
    return st.one_of(drawn, drawn.map(lambda lines: lines + lines[:1])).map(tuple)


bom_lines = st.recursive(st.just(()), _lines, max_leaves=6)
