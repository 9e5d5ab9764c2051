"""How a model is written: the options of a build, checked like a model's own parameters.

Over HTTP an option is called ``o.deflection`` and so on: no variable of a script has a dot in its name.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import RequestError

OPTION_PREFIX = "o."
PARAMETER_PREFIX = "p."
"""``p.id=4`` sets a script's own parameter ``id``, whose bare name belongs to the contract."""

VIEWS = ("iso", "front", "back", "left", "right", "top", "bottom")

OPTIONS = ParameterSchema(
    (
        Parameter(
            "deflection",
            "float",
            0.0,
            minimum=0.0,
            description="Largest distance of the triangles from the exact surface, in the model's unit; 0 = a tenth "
            "of the size of each edge, which is CadQuery's own default",
        ),
        Parameter(
            "angle",
            "float",
            0.1,
            minimum=0.01,
            maximum=1.5,
            unit="rad",
            description="Largest angle between neighbouring segments of the triangles",
        ),
        Parameter("ascii", "bool", False, description="STL as text instead of binary"),
        Parameter("zip", "bool", False, description="AMF packed in a zip archive, as the format allows"),
        Parameter(
            "schema",
            "choice",
            "AP214",
            choices=("AP203", "AP214", "AP242"),
            description="Application protocol of STEP (ISO 10303)",
        ),
        Parameter("view", "choice", "iso", choices=VIEWS, description="Side from which SVG, DXF and PNG see the model"),
        Parameter("width", "int", 800, minimum=16, maximum=4096, description="Width of SVG and PNG in pixels"),
        Parameter("height", "int", 600, minimum=16, maximum=4096, description="Height of SVG and PNG in pixels"),
        Parameter(
            "picks",
            "text",
            "",
            maximum=4000,
            description='What MEASURE measures: a list in JSON of ["face", part, number, [x, y, z]], where "edge", '
            '"vertex" and "part" take the number -1',
        ),
        Parameter(
            "selectors",
            "text",
            "",
            maximum=4000,
            description="MEASURE: `suggest` asks for CadQuery selectors of the picks, a list in JSON of "
            '[part, [["faces", ">Z"], ...]] for what such selectors choose',
        ),
        Parameter(
            "planes",
            "text",
            "",
            description="Planes of a SECTION, 1 to 3 in JSON: [[[0, 0, 1], 5.0]] is one with its normal and its offset "
            "along it; kept is what lies behind it",
        ),
        Parameter(
            "measures",
            "text",
            "",
            maximum=4000,
            description="What PROPERTIES measures besides: an object in JSON of names, each with selectors of CadQuery "
            'and what is to be told of what they choose in the whole model, as in {"bore": '
            "\"faces('>Z').edges('%CIRCLE').radius\"}",
        ),
        Parameter(
            "memo",
            "bool",
            True,
            description="Whether the build may use what a process remembers of its earlier builds of the same script; "
            "the model is the same without, and takes longer",
        ),
        Parameter("version", "int", 0, minimum=0, description="Version of a stored model; 0 = the latest"),
    )
)
"""Every option with its default and what is allowed."""


def read_options(given: Mapping[str, object]) -> dict[str, Value]:
    """The value of every option: defaults, then ``given`` by bare name.

    Raises RequestError, with the name as it is sent over HTTP.
    """
    try:
        return OPTIONS.resolve(values=given)
    except RequestError as error:
        message = str(error) if str(error).startswith("there is no") else OPTION_PREFIX + str(error)
        raise RequestError(
            message.replace("parameter", "option", 1),
            parameter=OPTION_PREFIX + error.parameter,
            value=error.value,
            allowed=error.allowed,
        ) from None
