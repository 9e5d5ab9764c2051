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
    ("Width across flats s", "Schlüsselweite s", "Surplat s"),
    ("Theoretical head diameter dk", "Theoretischer Kopfdurchmesser dk", "Diamètre de tête théorique dk"),
    ("Flat of the head dl", "Ebene Kopffläche dl", "Méplat de la tête dl"),
    ("Radius of the head rf", "Kopfradius rf", "Rayon de la tête rf"),
    (
        "ISO 4014 hexagon head screws with shank",
        "ISO 4014 Sechskantschrauben mit Schaft",
        "ISO 4014 vis à tête hexagonale partiellement filetées",
    ),
    (
        "M3 to M36 with coarse thread on a part of their length",
        "M3 bis M36 mit Regelgewinde auf einem Teil ihrer Länge",
        "M3 à M36 à pas gros, filetées sur une partie de leur longueur",
    ),
    (
        "Hexagon head screw with shank",
        "Sechskantschraube mit Schaft",
        "Vis à tête hexagonale partiellement filetée",
    ),
    ("ISO 4017 hexagon head screws", "ISO 4017 Sechskantschrauben", "ISO 4017 vis à tête hexagonale"),
    (
        "M1.6 to M36 with coarse thread up to the head",
        "M1,6 bis M36 mit Regelgewinde bis Kopf",
        "M1,6 à M36 à pas gros, entièrement filetées",
    ),
    ("Hexagon head screw", "Sechskantschraube mit Gewinde bis Kopf", "Vis à tête hexagonale entièrement filetée"),
    (
        "ISO 10642 hexagon socket countersunk head screws",
        "ISO 10642 Senkschrauben mit Innensechskant",
        "ISO 10642 vis à tête fraisée à six pans creux",
    ),
    (
        "M3 to M20 with coarse thread, 90 degree head",
        "M3 bis M20 mit Regelgewinde, Kopf mit 90 Grad",
        "M3 à M20 à pas gros, tête à 90 degrés",
    ),
    (
        "Hexagon socket countersunk head screw",
        "Senkschraube mit Innensechskant",
        "Vis à tête fraisée à six pans creux",
    ),
    (
        "ISO 7380-1 hexagon socket button head screws",
        "ISO 7380-1 Flachkopfschrauben mit Innensechskant",
        "ISO 7380-1 vis à tête cylindrique bombée plate à six pans creux",
    ),
    (
        "M3 to M16 with coarse thread up to the head",
        "M3 bis M16 mit Regelgewinde bis Kopf",
        "M3 à M16 à pas gros, entièrement filetées",
    ),
    (
        "Hexagon socket button head screw",
        "Flachkopfschraube mit Innensechskant",
        "Vis à tête cylindrique bombée plate à six pans creux",
    ),
)
