"""The words of screws in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("stainless steel 304", "nichtrostender Stahl 1.4301", "acier inoxydable 304"),
    ("stainless steel 316", "nichtrostender Stahl 1.4401", "acier inoxydable 316"),
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
        "M1.6 to M36 with coarse thread, plain head",
        "M1,6 bis M36 mit Regelgewinde, glatter Kopf",
        "M1,6 à M36 à pas gros, tête lisse",
    ),
    ("Hexagon socket head cap screw", "Zylinderschraube mit Innensechskant", "Vis à tête cylindrique à six pans creux"),
)
