"""Schemas and rows of design tables as hypothesis draws them, with values that no format must change."""

from __future__ import annotations

from bom_lines import HOSTILE
from hypothesis import strategies as st

from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema

SCHEMA = ParameterSchema(
    (
        Parameter("width", "float", 40.0, label="Overall width", minimum=-1e300, maximum=1e300, unit="mm"),
        Parameter("teeth", "int", 12),
        Parameter("lid", "bool", True),
        Parameter("style", "choice", "hex", choices=("hex", "round", "=1+1", "1,5")),
        Parameter("bore", "choice", 8.0, choices=(6.0, 8.0, 10.5)),
        Parameter("note", "text", "none"),
        Parameter("size", "tuple", (1.0, 2.0, 3.0)),
        Parameter("volume", "float", 1.0, label="Volume of the tank", unit="l"),
    ),
    presets={"wide": {"width": 400.0, "lid": False}, "beyond": {"width": 2e300}},
)
"""A parameter of every kind, one of them named like a result, and a preset that breaks a bound."""

numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
texts = texts.filter(lambda text: "\0" not in text)
values = st.fixed_dictionaries(
    {
        "width": st.one_of(st.floats(-1e300, 1e300), st.sampled_from([0.1 + 0.2, 5e-324, 2e300])),
        "teeth": st.integers(-(10**25), 10**25),
        "lid": st.booleans(),
        "style": st.sampled_from(SCHEMA["style"].choices),
        "bore": st.sampled_from(SCHEMA["bore"].choices),
        "note": texts,
        "size": st.tuples(numbers, numbers, numbers),
        "volume": numbers,
    }
)
results = st.dictionaries(st.sampled_from([*RESULTS, "hole radius", "teeth", "=1+1 [x]", "status"]), numbers)
rows = st.builds(
    DesignRow,
    values=values,
    results=results,
    status=st.sampled_from(["waiting", "ready", "failed"]),
    error=texts,
    seconds=st.one_of(st.none(), st.floats(0, 1e6)),
    currency=st.sampled_from(["", "EUR", "USD"]),
)
design_rows = st.lists(rows, max_size=6)
