"""The words of assemblies in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Screws with washers", "Schrauben mit Scheiben", "Vis avec rondelles"),
    (
        "ISO 4762 screws with ISO 7089 washers",
        "ISO 4762 Schrauben mit Scheiben ISO 7089",
        "ISO 4762 vis avec rondelles ISO 7089",
    ),
    (
        "M3 to M12: a hexagon socket head cap screw and its plain washer, put together",
        "M3 bis M12: eine Zylinderschraube mit Innensechskant und ihre flache Scheibe, zusammengesetzt",
        "M3 à M12 : une vis à tête cylindrique à six pans creux et sa rondelle plate, assemblées",
    ),
    (
        "Hexagon socket head cap screw with plain washer",
        "Zylinderschraube mit Innensechskant und flacher Scheibe",
        "Vis à tête cylindrique à six pans creux avec rondelle plate",
    ),
    ("UCP pillow block bearing units", "UCP Stehlagereinheiten", "UCP paliers à semelle"),
    (
        "UCP201 to UCP218: an insert bearing UC2 in a pillow block P2, put together",
        "UCP201 bis UCP218: ein Spannlager UC2 in einem Stehlagergehäuse P2, zusammengesetzt",
        "UCP201 à UCP218 : un roulement-insert UC2 dans un corps à semelle P2, assemblés",
    ),
    ("Pillow block bearing unit", "Stehlagereinheit", "Palier à semelle"),
    ("UCF square flange bearing units", "UCF Vierloch-Flanschlagereinheiten", "UCF paliers-appliques carrés"),
    (
        "UCF201 to UCF218: an insert bearing UC2 in a square flange housing F2, put together",
        "UCF201 bis UCF218: ein Spannlager UC2 in einem Vierloch-Flanschgehäuse F2, zusammengesetzt",
        "UCF201 à UCF218 : un roulement-insert UC2 dans un corps carré F2, assemblés",
    ),
    ("Square flange bearing unit", "Vierloch-Flanschlagereinheit", "Palier-applique carré"),
    ("UCFL oval flange bearing units", "UCFL Zweiloch-Flanschlagereinheiten", "UCFL paliers-appliques ovales"),
    (
        "UCFL201 to UCFL218: an insert bearing UC2 in an oval flange housing FL2, put together",
        "UCFL201 bis UCFL218: ein Spannlager UC2 in einem Zweiloch-Flanschgehäuse FL2, zusammengesetzt",
        "UCFL201 à UCFL218 : un roulement-insert UC2 dans un corps ovale FL2, assemblés",
    ),
    ("Oval flange bearing unit", "Zweiloch-Flanschlagereinheit", "Palier-applique ovale"),
)
