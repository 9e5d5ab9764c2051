"""The words of nuts in English, German and French: titles, descriptions and names."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("ISO 4032 hexagon regular nuts", "ISO 4032 Sechskantmuttern", "ISO 4032 écrous hexagonaux"),
    (
        "M1.6 to M36 with coarse thread, the hole at the thread's minor diameter, replaces DIN 934",
        "M1,6 bis M36 mit Regelgewinde, das Loch mit dem Kerndurchmesser des Gewindes, ersetzt DIN 934",
        "M1,6 à M36 à pas gros, le trou au diamètre intérieur du filetage, remplace DIN 934",
    ),
    ("Hexagon nut", "Sechskantmutter", "Écrou hexagonal"),
    ("ISO 4033 hexagon high nuts", "ISO 4033 hohe Sechskantmuttern", "ISO 4033 écrous hexagonaux hauts"),
    (
        "M5 to M36 with coarse thread, style 2, the hole at the thread's minor diameter",
        "M5 bis M36 mit Regelgewinde, Typ 2, das Loch mit dem Kerndurchmesser des Gewindes",
        "M5 à M36 à pas gros, style 2, le trou au diamètre intérieur du filetage",
    ),
    ("Hexagon high nut", "Hohe Sechskantmutter", "Écrou hexagonal haut"),
    (
        "ISO 4035 hexagon thin nuts, chamfered",
        "ISO 4035 niedrige Sechskantmuttern mit Fase",
        "ISO 4035 écrous hexagonaux bas à chanfrein",
    ),
    (
        "M1.6 to M36 with coarse thread, thin, the hole at the thread's minor diameter, replaces DIN 439 B",
        "M1,6 bis M36 mit Regelgewinde, niedrig, das Loch mit dem Kerndurchmesser des Gewindes, ersetzt DIN 439 B",
        "M1,6 à M36 à pas gros, bas, le trou au diamètre intérieur du filetage, remplace DIN 439 B",
    ),
    ("Hexagon thin nut", "Niedrige Sechskantmutter", "Écrou hexagonal bas"),
    (
        "ISO 4036 hexagon thin nuts, unchamfered",
        "ISO 4036 niedrige Sechskantmuttern ohne Fase",
        "ISO 4036 écrous hexagonaux bas sans chanfrein",
    ),
    (
        "M1.6 to M10 with coarse thread, plain prisms, hole at its minor diameter, replaces DIN 439 A",
        "M1,6 bis M10 mit Regelgewinde, glatte Prismen, Loch mit seinem Kerndurchmesser, ersetzt DIN 439 A",
        "M1,6 à M10 à pas gros, prismes simples, le trou au diamètre intérieur du filetage, remplace DIN 439 A",
    ),
    (
        "Hexagon thin nut, unchamfered",
        "Niedrige Sechskantmutter ohne Fase",
        "Écrou hexagonal bas sans chanfrein",
    ),
    (
        "ISO 8673 hexagon regular nuts, fine pitch",
        "ISO 8673 Sechskantmuttern mit Feingewinde",
        "ISO 8673 écrous hexagonaux à pas fin",
    ),
    (
        "M8x1 to M36x3, style 1, the hole at the thread's minor diameter, replaces DIN 934",
        "M8x1 bis M36x3, Typ 1, das Loch mit dem Kerndurchmesser des Gewindes, ersetzt DIN 934",
        "M8x1 à M36x3, style 1, le trou au diamètre intérieur du filetage, remplace DIN 934",
    ),
    ("Hexagon nut, fine pitch", "Sechskantmutter mit Feingewinde", "Écrou hexagonal à pas fin"),
    ("DIN 934 hexagon nuts", "DIN 934 Sechskantmuttern", "DIN 934 écrous hexagonaux"),
    (
        "M1.6 to M36 with coarse thread, older widths, the hole at the thread's minor diameter",
        "M1,6 bis M36 mit Regelgewinde, ältere Schlüsselweiten, das Loch mit dem Kerndurchmesser des Gewindes",
        "M1,6 à M36 à pas gros, anciennes ouvertures de clé, le trou au diamètre intérieur du filetage",
    ),
    ("DIN 439 B hexagon thin nuts", "DIN 439 B niedrige Sechskantmuttern", "DIN 439 B écrous hexagonaux bas"),
    (
        "M1.6 to M36 with coarse thread, thin, older widths, the hole at the thread's minor diameter",
        "M1,6 bis M36 mit Regelgewinde, niedrig, ältere Schlüsselweiten, das Loch mit dem Kerndurchmesser des Gewindes",
        "M1,6 à M36 à pas gros, bas, anciennes ouvertures de clé, le trou au diamètre intérieur du filetage",
    ),
    (
        "DIN 934 hexagon nuts, fine pitch",
        "DIN 934 Sechskantmuttern mit Feingewinde",
        "DIN 934 écrous hexagonaux à pas fin",
    ),
    (
        "M8x1 to M36x3, older widths, the hole at the thread's minor diameter",
        "M8x1 bis M36x3, ältere Schlüsselweiten, das Loch mit dem Kerndurchmesser des Gewindes",
        "M8x1 à M36x3, anciennes ouvertures de clé, le trou au diamètre intérieur du filetage",
    ),
    (
        "ISO 7040 prevailing torque hexagon nuts with insert",
        "ISO 7040 Sechskantmuttern mit Klemmteil, nichtmetallischer Einsatz",
        "ISO 7040 écrous hexagonaux autofreinés à anneau non métallique",
    ),
    (
        "M3 to M36, a steel or stainless nut and its polyamide ring, hole at the thread's minor diameter",
        "M3 bis M36, Mutter und Polyamidring, das Loch mit dem Kerndurchmesser des Gewindes",
        "M3 à M36, écrou et anneau en polyamide, trou au diamètre intérieur du filetage",
    ),
    (
        "Prevailing torque hexagon nut with insert",
        "Sechskantmutter mit Klemmteil",
        "Écrou hexagonal autofreiné",
    ),
    (
        "ISO 10511 prevailing torque hexagon thin nuts with insert",
        "ISO 10511 niedrige Sechskantmuttern mit Klemmteil, nichtmetallischer Einsatz",
        "ISO 10511 écrous hexagonaux bas autofreinés à anneau non métallique",
    ),
    (
        "M3 to M36, a thin nut and its polyamide ring, hole at the thread's minor diameter",
        "M3 bis M36, niedrige Mutter und Polyamidring, das Loch mit dem Kerndurchmesser des Gewindes",
        "M3 à M36, écrou bas et anneau en polyamide, trou au diamètre intérieur du filetage",
    ),
    (
        "Prevailing torque hexagon thin nut with insert",
        "Niedrige Sechskantmutter mit Klemmteil",
        "Écrou hexagonal bas autofreiné",
    ),
    (
        "DIN 985 prevailing torque hexagon nuts with insert, low type",
        "DIN 985 Sechskantmuttern mit Klemmteil, niedrige Form",
        "DIN 985 écrous hexagonaux autofreinés, forme basse",
    ),
    (
        "M3 to M24, older widths, a nut and its polyamide ring, hole at the thread's minor diameter",
        "M3 bis M24, ältere Schlüsselweiten, Mutter und Polyamidring, das Loch mit dem Kerndurchmesser des Gewindes",
        "M3 à M24, anciennes ouvertures de clé, écrou et anneau en polyamide, trou au diamètre intérieur du filetage",
    ),
    (
        "Prevailing torque hexagon nut with insert, low type",
        "Sechskantmutter mit Klemmteil, niedrige Form",
        "Écrou hexagonal autofreiné, forme basse",
    ),
    (
        "ISO 4161 hexagon nuts with flange",
        "ISO 4161 Sechskantmuttern mit Flansch",
        "ISO 4161 écrous hexagonaux à embase",
    ),
    (
        "M5 to M20 with coarse thread, hole at its minor diameter, flange not serrated, replaces DIN 6923",
        "M5 bis M20 mit Regelgewinde, Loch mit seinem Kerndurchmesser, Flansch ohne Verzahnung, ersetzt DIN 6923",
        "M5 à M20 à pas gros, le trou au diamètre intérieur du filetage, embase lisse, remplace DIN 6923",
    ),
    ("Hexagon nut with flange", "Sechskantmutter mit Flansch", "Écrou hexagonal à embase"),
    (
        "DIN 1587 hexagon domed cap nuts, high form",
        "DIN 1587 Sechskant-Hutmuttern, hohe Form",
        "DIN 1587 écrous borgnes hexagonaux, forme haute",
    ),
    (
        "M4 to M24 with coarse thread, the blind hole at the thread's minor diameter",
        "M4 bis M24 mit Regelgewinde, das Sackloch mit dem Kerndurchmesser des Gewindes",
        "M4 à M24 à pas gros, le trou borgne au diamètre intérieur du filetage",
    ),
    ("Hexagon domed cap nut", "Sechskant-Hutmutter", "Écrou borgne hexagonal"),
    ("DIN 557 square nuts", "DIN 557 Vierkantmuttern", "DIN 557 écrous carrés"),
    (
        "M5 to M20 with coarse thread, chamfered on one side, the hole at the thread's minor diameter",
        "M5 bis M20 mit Regelgewinde, einseitig gefast, das Loch mit dem Kerndurchmesser des Gewindes",
        "M5 à M20 à pas gros, chanfreinés d'un côté, le trou au diamètre intérieur du filetage",
    ),
    ("Square nut", "Vierkantmutter", "Écrou carré"),
    ("DIN 562 square thin nuts", "DIN 562 niedrige Vierkantmuttern", "DIN 562 écrous carrés bas"),
    (
        "M1.6 to M10 with coarse thread, unchamfered, the hole at the thread's minor diameter",
        "M1,6 bis M10 mit Regelgewinde, ohne Fase, das Loch mit dem Kerndurchmesser des Gewindes",
        "M1,6 à M10 à pas gros, sans chanfrein, le trou au diamètre intérieur du filetage",
    ),
    ("Square thin nut", "Niedrige Vierkantmutter", "Écrou carré bas"),
    ("DIN 508 nuts for T-slots", "DIN 508 Muttern für T-Nuten", "DIN 508 écrous pour rainures en T"),
    (
        "M4x5 to M36x42, as wide as the slot itself, the hole at the thread's minor diameter",
        "M4x5 bis M36x42, so breit wie die Nut selbst, das Loch mit dem Kerndurchmesser des Gewindes",
        "M4x5 à M36x42, de la largeur de la rainure, le trou au diamètre intérieur du filetage",
    ),
    ("Nut for T-slots", "Mutter für T-Nuten", "Écrou pour rainures en T"),
)
