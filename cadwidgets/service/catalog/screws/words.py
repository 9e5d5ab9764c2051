"""The words of screws in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Head diameter dk", "Kopfdurchmesser dk", "Diamètre de tête dk"),
    ("Head height k", "Kopfhöhe k", "Hauteur de tête k"),
    ("Hexagon socket s", "Innensechskant s", "Six pans creux s"),
    ("Socket depth t", "Innensechskanttiefe t", "Profondeur du six pans t"),
    ("Thread length b", "Gewindelänge b", "Longueur filetée b"),
    ("Threaded length", "Länge mit Gewinde", "Longueur avec filetage"),
    ("Head edge v", "Kopfkante v", "Arête de tête v"),
    ("Fasteners", "Verbindungselemente", "Éléments de fixation"),
    ("Screws", "Schrauben", "Vis"),
    (
        "ISO 4762 hexagon socket head cap screws",
        "ISO 4762 Zylinderschrauben mit Innensechskant",
        "ISO 4762 vis à tête cylindrique à six pans creux",
    ),
    (
        "M3 to M12 with coarse thread, plain head, thread simplified to its nominal diameter",
        "M3 bis M12 mit Regelgewinde, glatter Kopf, Gewinde vereinfacht auf seinen Nenndurchmesser",
        "M3 à M12 à pas gros, tête lisse, filetage simplifié à son diamètre nominal",
    ),
    ("Hexagon socket head cap screw", "Zylinderschraube mit Innensechskant", "Vis à tête cylindrique à six pans creux"),
)
