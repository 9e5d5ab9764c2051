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
)
