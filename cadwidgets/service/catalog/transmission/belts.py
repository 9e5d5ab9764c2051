"""Timing belts that pulleys are made for: pitch, pitch line offset, groove of the pulley, widths and numbers of teeth.

Where the numbers come from, and what was compared:

* HTD: the groove values of the manual of the program GEAR2000 (camsoft.it) describe an arc with straight flanks
  tangent to it; the widths that it states besides follow from them within 0.05 mm. The tables of nothson.com have the
  same radii and widths, but grooves deeper by 0.06 to 0.1 mm, which do not fit them. Pitch line offsets are the inch
  values (0.381 mm for 3M) that the OpenSCAD pulley of droftarts has, too (not 14M); the manual has them rounded or
  smaller by up to 0.06 mm (14M), and so does not count.
* MXL, XL, L, H: grooves and offsets (2a) after nothson.com; the offsets are also in the OpenSCAD pulley (MXL, XL), and
  the outside diameters seen of two lists (china-timing-pulley.xyz, EP-XL and EP-L050) follow them. Those lists have
  hubs of several lengths, here is one of them.
* T: grooves of the form N after nothson.com. Its offsets (2a = 0.6, 1, 2 mm) are not those of pulleys as sold: the list
  EP-T5 follows 2a = 0.85 mm within 0.03 mm, the OpenSCAD pulley has 1.86 mm for T10. Used here: pulleys as sold.
* 2GT: the offset is in the OpenSCAD pulley. NopSCADlib has the same diameter for 20 teeth, but 9.75 mm instead of 9.68
  for 16: it does not count. The maker publishes no groove: an arc with tangents stands for it. A shop (jumia.com.gh)
  states 7 mm between the flanges and 16 mm overall for 20 teeth and belts of 6 mm.
"""

from __future__ import annotations

from typing import NamedTuple

_OPENSCAD, _GEAR2000 = "OpenSCAD pulley of droftarts", "GEAR2000 manual, HTD pulleys"
_NOTHSON = "nothson.com, technical parameters of pulleys"
_MARTIN, _REPRAP = "Martin stock timing pulleys", "reprap.org, GT2 timing belt"
_EP_XL, _EP_L, _EP_T5 = "pulley list EP-XL", "pulley list EP-L050", "pulley list EP-T5"


class Width(NamedTuple):
    """A belt width (mm), its code in part numbers, the width of the rim with flanges, and the overall length (mm).

    ``agreeing`` are the documents that state that rim, ``length_agreeing`` those that state that length for all teeth.
    """

    belt: float
    code: str
    rim: float
    length: float
    agreeing: tuple[str, ...] = ()
    length_agreeing: tuple[str, ...] = ()


class Groove(NamedTuple):
    """The groove of a pulley, in mm and degrees.

    Its flanks are inclined by ``flank`` each. Its bottom is an arc of radius ``bottom``, or, for trapezoidal belts
    (``arc`` is False), flat and ``bottom`` wide. ``tip`` rounds the edges of the teeth.
    """

    depth: float
    bottom: float
    flank: float
    tip: float
    arc: bool
    agreeing: tuple[str, ...] = ()


class Belt(NamedTuple):
    """A belt profile: pitch, offset of the pitch line, groove, teeth of the pulleys, widths of the belt (mm).

    ``rise`` is by how much the flanges are at least larger than the teeth; ``bores`` are the finished bores that the
    pulleys are sold with; ``pitch_agreeing`` and ``agreeing`` are the documents
    that state the pitch and the offset.
    """

    name: str
    standard: str
    pitch: float
    offset: float
    groove: Groove
    rise: float
    teeth: tuple[int, ...]
    widths: tuple[Width, ...]
    pitch_agreeing: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()
    bores: tuple[float, ...] = ()


_SMALL = (10, 12, 14, 15, 16, 18, 19, 20, 22, 24, 25, 26, 28, 30, 32, 36, 40, 44, 48, 60)
_HTD = (12, 14, 15, 16, 18, 20, 21, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 60, 72)
_HTD_8M = (22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 44, 48, 56, 64, 72)
_HTD_14M = (28, 29, 30, 32, 34, 36, 38, 40)
_H = (14, 15, 16, 18, 19, 20, 22, 24, 25, 26, 28, 30, 32, 36, 40, 44, 48)
_GT = (16, 18, 20, 22, 24, 25, 28, 30, 32, 36, 40, 48, 50, 60, 80)
_ISO_5294, _ISO_13050, _DIN_7721 = "ISO 5294", "ISO 13050", "DIN 7721"

BELTS: dict[str, Belt] = {
    "pulley_2gt": Belt(
        "2GT",
        "trade standard",
        pitch=2,
        pitch_agreeing=(_OPENSCAD, _REPRAP),
        offset=0.254,
        groove=Groove(0.75, 0.555, 15, 0.15, arc=True),
        rise=3.3,
        teeth=_GT,
        widths=(Width(6, "6", 9, 16), Width(10, "10", 13, 20)),
        agreeing=(_OPENSCAD,),
        bores=(5, 6.35, 8, 10, 12),
    ),
    "pulley_htd_3m": Belt(
        "3M",
        _ISO_13050,
        pitch=3,
        pitch_agreeing=(_OPENSCAD, _NOTHSON),
        offset=0.381,
        groove=Groove(1.22, 0.91, 7, 0.3, arc=True, agreeing=(_GEAR2000,)),
        rise=3.5,
        teeth=(10, *_HTD),
        widths=(Width(9, "9", 14.5, 20), Width(15, "15", 20.5, 26)),
        agreeing=(_OPENSCAD,),
    ),
    "pulley_htd_5m": Belt(
        "5M",
        _ISO_13050,
        pitch=5,
        pitch_agreeing=(_OPENSCAD, _NOTHSON),
        offset=0.5715,
        groove=Groove(2.06, 1.56, 7, 0.48, arc=True, agreeing=(_GEAR2000,)),
        rise=4,
        teeth=_HTD,
        widths=(Width(9, "9", 14.5, 20), Width(15, "15", 20.5, 26), Width(25, "25", 30, 36)),
        agreeing=(_OPENSCAD,),
    ),
    "pulley_htd_8m": Belt(
        "8M",
        _ISO_13050,
        pitch=8,
        pitch_agreeing=(_OPENSCAD, _NOTHSON),
        offset=0.6858,
        groove=Groove(3.451, 2.57, 7, 0.8, arc=True, agreeing=(_GEAR2000,)),
        rise=6,
        teeth=_HTD_8M,
        widths=(Width(20, "20", 28, 38), Width(30, "30", 38, 48), Width(50, "50", 60, 70)),
        agreeing=(_OPENSCAD,),
    ),
    "pulley_htd_14m": Belt(
        "14M",
        _ISO_13050,
        pitch=14,
        pitch_agreeing=(_NOTHSON,),
        offset=1.397,
        groove=Groove(6, 4.65, 7, 1.4, arc=True, agreeing=(_GEAR2000,)),
        rise=8,
        teeth=_HTD_14M,
        widths=(Width(40, "40", 54, 69), Width(55, "55", 70, 85), Width(85, "85", 102, 117)),
    ),
    "pulley_t2_5": Belt(
        "T2.5",
        _DIN_7721,
        pitch=2.5,
        offset=0.26,
        groove=Groove(1, 0.9, 25, 0.3, arc=False, agreeing=(_NOTHSON,)),
        rise=3.5,
        teeth=_SMALL,
        widths=(Width(6, "6", 10, 16),),
    ),
    "pulley_t5": Belt(
        "T5",
        _DIN_7721,
        pitch=5,
        pitch_agreeing=(_EP_T5,),
        offset=0.425,
        groove=Groove(1.95, 1.5, 25, 0.6, arc=False, agreeing=(_NOTHSON,)),
        rise=3.5,
        teeth=_SMALL,
        widths=(
            Width(10, "10", 15, 21, (_EP_T5,), (_EP_T5,)),
            Width(16, "16", 21, 27, (_EP_T5,), (_EP_T5,)),
            Width(25, "25", 30, 36),
        ),
    ),
    "pulley_t10": Belt(
        "T10",
        _DIN_7721,
        pitch=10,
        pitch_agreeing=(_OPENSCAD,),
        offset=0.93,
        groove=Groove(3.4, 3.4, 25, 0.8, arc=False, agreeing=(_NOTHSON,)),
        rise=4,
        teeth=_SMALL[1:],
        widths=(Width(16, "16", 21, 31), Width(25, "25", 30, 40), Width(32, "32", 37, 47), Width(50, "50", 56, 66)),
        agreeing=(_OPENSCAD,),
    ),
    "pulley_mxl": Belt(
        "MXL",
        _ISO_5294,
        pitch=2.032,
        pitch_agreeing=(_OPENSCAD,),
        offset=0.254,
        groove=Groove(0.69, 0.84, 20, 0.13, arc=False, agreeing=(_NOTHSON,)),
        rise=3.3,
        teeth=_SMALL[2:],
        widths=(Width(6.4, "025", 10.5, 16),),
        agreeing=(_OPENSCAD, _NOTHSON),
    ),
    "pulley_xl": Belt(
        "XL",
        _ISO_5294,
        pitch=5.08,
        pitch_agreeing=(_OPENSCAD, _EP_XL, _MARTIN),
        offset=0.254,
        groove=Groove(1.65, 1.32, 25, 0.64, arc=False, agreeing=(_NOTHSON,)),
        rise=4.2,
        teeth=_SMALL,
        widths=(Width(9.5, "037", 14.3, 20, (_EP_XL,)),),
        agreeing=(_EP_XL, _OPENSCAD, _NOTHSON),
    ),
    "pulley_l": Belt(
        "L",
        _ISO_5294,
        pitch=9.525,
        pitch_agreeing=(_EP_L, _MARTIN),
        offset=0.381,
        groove=Groove(2.67, 3.05, 20, 1.17, arc=False, agreeing=(_NOTHSON,)),
        rise=4.4,
        teeth=_SMALL,
        widths=(Width(12.7, "050", 19, 30, (_EP_L,)), Width(19.1, "075", 25, 38), Width(25.4, "100", 32, 45)),
        agreeing=(_EP_L, _NOTHSON),
    ),
    "pulley_h": Belt(
        "H",
        _ISO_5294,
        pitch=12.7,
        pitch_agreeing=(_MARTIN,),
        offset=0.686,
        groove=Groove(3.05, 4.19, 20, 1.6, arc=False, agreeing=(_NOTHSON,)),
        rise=4.4,
        teeth=_H,
        widths=(Width(19.1, "075", 25, 38), Width(25.4, "100", 32, 45), Width(38.1, "150", 45, 58)),
        agreeing=(_NOTHSON,),
    ),
}
"""By the id of the family of pulleys."""
