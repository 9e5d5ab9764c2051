"""What the hexagon socket set screws of ISO 4026 to 4029 share: M3 to M24, sockets and property classes.

Compared value by value, without a difference but where told: the ISO 4028 page of Fuller (s, t, dp, z), FastenersWB
(``iso4028def``; its ``iso4026def`` is not used: its t is neither that of short nor of long screws), the ISO 4026 page
of Fastenit (s, t of short screws, dp), and the tables of Creative Fasteners after DIN 913, 914 and 916 (s, dp, dt, dv).

Short screws have a shallower socket, a shorter dog and a blunter cone. They end before the least length of test screws
of ISO 898-5, which is unverified but for cups from M8 up (a data sheet of ISO 4029 at scribd.com).
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import FASTENERS_WB, Column, PropertyClass, stainless

FULLER, FASTENIT, CREATIVE = "Fuller ISO 4028", "Fastenit ISO 4026", "Creative Fasteners DIN 913, 914, 916"

DOCUMENTS = (FULLER, FASTENERS_WB, FASTENIT)
SOCKET = (
    Column("s", "Hexagon socket s", "nominal", (FULLER, FASTENERS_WB, FASTENIT)),
    Column("t", "Socket depth t", "minimum", (FULLER, FASTENERS_WB)),
)
CLASSES = (PropertyClass("45H"), stainless("A2-21H"), stainless("A4-21H"))
"""Hardness classes of ISO 898-5 and ISO 3506-3: such screws are not pulled."""
