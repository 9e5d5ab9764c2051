"""STEP (ISO 10303-21) out of the kernel: one plain shape, or an assembly with names, colours and shared geometry."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cadquery as cq
from OCP.BRepBuilderAPI import BRepBuilderAPI_Copy
from OCP.IFSelect import IFSelect_RetDone
from OCP.Interface import Interface_Static
from OCP.Quantity import Quantity_Color, Quantity_ColorRGBA, Quantity_TypeOfColor
from OCP.StepBasic import StepBasic_Product
from OCP.STEPCAFControl import STEPCAFControl_Writer
from OCP.STEPControl import STEPControl_AsIs, STEPControl_Controller, STEPControl_Writer
from OCP.StepRepr import StepRepr_NextAssemblyUsageOccurrence
from OCP.TCollection import TCollection_ExtendedString, TCollection_HAsciiString
from OCP.TDataStd import TDataStd_Name
from OCP.TDocStd import TDocStd_Document
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS_Shape
from OCP.XCAFDoc import XCAFDoc_ColorType, XCAFDoc_DocumentTool

from cadwidgets.service.builds.exporters.step_origin import entities, forget_origin, name_model
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.shapes import Part

_UNITS = {"mm": "MM", "cm": "CM", "m": "M", "in": "INCH", "ft": "FT", "um": "UM"}
"""The kernel's names; one that it does not know, such as IN, it ignores without a word."""
_SCHEMAS = {"AP203": "AP203", "AP214": "AP214IS", "AP242": "AP242DIS"}
_MODEL = "model"


def write_step(parts: Sequence[Part], unit: str, schema: str, path: Path) -> None:
    """Write STEP AP203, AP214 or AP242; numbers stay as they are and ``unit`` says what they mean.

    Several parts, and a single one with a colour, become the components of an assembly. Those that show the same
    geometry at several places share it, each with its own colour.

    Raises Failure, and OSError for a file that is not complete.
    """
    if schema == "AP203":
        _check_host()
    _set_up(_UNITS[unit], _SCHEMAS[schema])
    plain = len(parts) == 1 and not parts[0].color
    writer = _plain(parts[0]) if plain else _assembly(parts)
    name_model(writer.Model(), _MODEL)
    if schema == "AP203":
        forget_origin(writer.Model())
    writer.Write(str(path))
    _check(path)


def _check_host() -> None:
    """AP203 names the machine by its address. Where the kernel cannot look that up, it crashes. Raises Failure."""
    try:
        socket.gethostbyname(socket.gethostname())
    except OSError:
        raise Failure(
            "request",
            "the service cannot write STEP AP203: its machine's name has no address in /etc/hosts",
            parameter="o.schema",
            value="AP203",
            allowed="AP214, AP242",
        ) from None


def _set_up(unit: str, schema: str) -> None:
    """Set all that matters on each call: the kernel's settings are global, and stay."""
    STEPControl_Controller.Init_s()  # before this there are no settings, and setting one does nothing
    options = {
        "xstep.cascade.unit": unit,
        "write.step.unit": unit,
        "write.step.schema": schema,
        "write.step.product.name": _MODEL,
    }
    for name, value in options.items():
        if not Interface_Static.SetCVal_s(name, value):
            raise RuntimeError(f"the CAD kernel does not take {value} for {name}")


def _plain(part: Part) -> STEPControl_Writer:
    writer = STEPControl_Writer()
    if writer.Transfer(part.shape.wrapped, STEPControl_AsIs) != IFSelect_RetDone:
        raise _not_expressible()
    if part.name:
        for product in entities(writer.Model(), StepBasic_Product):
            _name_product(product, TCollection_HAsciiString(_encoded(part.name)))
    return writer


def _assembly(parts: Sequence[Part]) -> STEPControl_Writer:
    document = TDocStd_Document(TCollection_ExtendedString("XmlOcaf"))
    _Components(document).add(parts)
    assembler = STEPCAFControl_Writer()
    assembler.SetColorMode(True)
    assembler.SetNameMode(True)
    if not assembler.Transfer(document, STEPControl_AsIs):
        raise _not_expressible()
    writer = assembler.ChangeWriter()
    _name_products(writer.Model(), [part.name or f"part {number}" for number, part in enumerate(parts, 1)])
    return writer


class _Components:
    """The tree of an assembly: one level, a component for each part."""

    def __init__(self, document: TDocStd_Document) -> None:
        self._shapes = XCAFDoc_DocumentTool.ShapeTool_s(document.Main())
        self._colors = XCAFDoc_DocumentTool.ColorTool_s(document.Main())
        self._root = self._shapes.NewShape()
        TDataStd_Name.Set_s(self._root, TCollection_ExtendedString(_MODEL))

    def add(self, parts: Sequence[Part]) -> None:
        for number, part, shape in _told_apart(parts):
            geometry = self._shapes.AddShape(shape.Located(TopLoc_Location()), False)  # finds one it has already
            component = self._shapes.AddComponent(self._root, geometry, shape.Location())
            # for `_name_products`, which gives the true name
            TDataStd_Name.Set_s(component, TCollection_ExtendedString(str(number)))
            if part.color:
                self._colors.SetColor(component, _rgba(part), XCAFDoc_ColorType.XCAFDoc_ColorSurf)
        self._shapes.UpdateAssemblies()


def _told_apart(parts: Sequence[Part]) -> Iterator[tuple[int, Part, TopoDS_Shape]]:
    """Every part with its number and its shape, in an order and in copies that the kernel does not mix up.

    Of several uses of one geometry it forgets the name of one: of a use without a location unless it comes first,
    and of one that is at the place of another.
    """
    known: set[cq.Shape] = set()
    for number, part in sorted(enumerate(parts), key=lambda item: not item[1].shape.wrapped.Location().IsIdentity()):
        again = part.shape in known
        known.add(part.shape)
        yield number, part, BRepBuilderAPI_Copy(part.shape.wrapped).Shape() if again else part.shape.wrapped


def _rgba(part: Part) -> Quantity_ColorRGBA:
    red, green, blue = (int(part.color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return Quantity_ColorRGBA(
        Quantity_Color(red, green, blue, Quantity_TypeOfColor.Quantity_TOC_sRGB),
        part.opacity,
    )


def _name_products(model: Any, names: Sequence[str]) -> None:
    """Give occurrences and products their names: the kernel calls products by number and writes UTF-8 as it is."""
    uses = list(entities(model, StepRepr_NextAssemblyUsageOccurrence))
    products = [use.RelatedProductDefinition().Formation().OfProduct() for use in uses]
    numbers = [product.Id().ToCString() for product in products]
    for use, product, number in zip(uses, products, numbers, strict=True):
        place = int(use.Name().ToCString())
        text = TCollection_HAsciiString(_encoded(names[place]))
        use.SetName(text)
        use.SetId(TCollection_HAsciiString(str(place + 1)))  # the kernel counts on through all files of a process
        if product.Id().ToCString() == number:  # shared geometry is called like its first use
            _name_product(product, text)


def _name_product(product: StepBasic_Product, text: TCollection_HAsciiString) -> None:
    product.SetName(text)
    product.SetId(text)


def _encoded(text: str) -> str:
    r"""Text in the alphabet of ISO 10303-21, section 6.4.3.3: other characters as ``\X2\`` or ``\X4\`` directives."""
    return "".join(map(_encoded_character, text))


def _encoded_character(character: str) -> str:
    code = ord(character)
    if " " <= character <= "~":
        return character
    return f"\\X2\\{code:04X}\\X0\\" if code < 0x10000 else f"\\X4\\{code:08X}\\X0\\"


def _not_expressible() -> Failure:
    return Failure("geometry", "the CAD kernel cannot express the model in STEP")


def _check(path: Path) -> None:
    """The kernel says nothing when a disk is full or a limit is met: look at the end."""
    data = path.read_bytes() if path.exists() else b""
    if not data.rstrip().endswith(b"END-ISO-10303-21;"):
        raise OSError(f"the kernel could not write {path.name} in full")
