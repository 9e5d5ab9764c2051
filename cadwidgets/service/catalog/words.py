"""The catalog's words in other languages than English. A test knows every text that must be here."""

from __future__ import annotations

from collections.abc import Mapping

_ROWS: tuple[tuple[str, str, str], ...] = (
    # labels of the bill of materials
    ("Part number", "Artikelnummer", "Référence"),
    ("Designation", "Bezeichnung", "Désignation"),
    ("Standard", "Norm", "Norme"),
    ("Material", "Werkstoff", "Matière"),
    ("Mass (calculated)", "Masse (berechnet)", "Masse (calculée)"),
    ("Component", "Komponente", "Composant"),
    ("Catalog", "Katalog", "Catalogue"),
    # dimensions and what a part is chosen by
    ("Nominal diameter d", "Nenndurchmesser d", "Diamètre nominal d"),
    ("Pitch P", "Steigung P", "Pas P"),
    ("Length l", "Länge l", "Longueur l"),
    ("Head diameter dk", "Kopfdurchmesser dk", "Diamètre de tête dk"),
    ("Head height k", "Kopfhöhe k", "Hauteur de tête k"),
    ("Hexagon socket s", "Innensechskant s", "Six pans creux s"),
    ("Socket depth t", "Innensechskanttiefe t", "Profondeur du six pans t"),
    ("Thread length b", "Gewindelänge b", "Longueur filetée b"),
    ("Threaded length", "Länge mit Gewinde", "Longueur avec filetage"),
    ("Head edge v", "Kopfkante v", "Arête de tête v"),
    ("Hole diameter d1", "Lochdurchmesser d1", "Diamètre du trou d1"),
    ("Washer diameter d2", "Scheibendurchmesser d2", "Diamètre de la rondelle d2"),
    ("Washer thickness h", "Scheibendicke h", "Épaisseur de la rondelle h"),
    ("Bore d", "Bohrung d", "Alésage d"),
    ("Outside diameter D", "Außendurchmesser D", "Diamètre extérieur D"),
    ("Width B", "Breite B", "Largeur B"),
    ("Chamfer r_s min", "Kantenkürzung r_s min", "Chanfrein r_s min"),
    ("Dimension series", "Maßreihe", "Série de dimensions"),
    ("Outcome", "Ergebnis", "Résultat"),
    # materials
    ("steel", "Stahl", "acier"),
    ("bearing steel 100Cr6", "Wälzlagerstahl 100Cr6", "acier à roulements 100Cr6"),
    # categories and catalogs
    ("Fasteners", "Verbindungselemente", "Éléments de fixation"),
    ("Screws", "Schrauben", "Vis"),
    ("Washers", "Scheiben", "Rondelles"),
    ("Screws with washers", "Schrauben mit Scheiben", "Vis avec rondelles"),
    ("Bearings", "Lager", "Paliers et roulements"),
    ("Ball bearings", "Kugellager", "Roulements à billes"),
    ("Jobs that fail", "Aufträge, die scheitern", "Tâches qui échouent"),
    ("cadwidgets standard parts", "cadwidgets-Normteile", "pièces normalisées cadwidgets"),
    (
        "Standard parts, made by this service: nobody sells them here.",
        "Normteile, die dieser Dienst erzeugt: hier verkauft sie niemand.",
        "Pièces normalisées, créées par ce service : personne ne les vend ici.",
    ),
    ("cadwidgets examples", "cadwidgets-Beispiele", "exemples cadwidgets"),
    # families: title, description, name
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
    (
        "Hexagon socket head cap screw",
        "Zylinderschraube mit Innensechskant",
        "Vis à tête cylindrique à six pans creux",
    ),
    ("ISO 7089 plain washers", "ISO 7089 flache Scheiben", "ISO 7089 rondelles plates"),
    (
        "for M3 to M12, normal series, product grade A",
        "für M3 bis M12, normale Reihe, Produktklasse A",
        "pour M3 à M12, série normale, grade A",
    ),
    ("Plain washer", "Flache Scheibe", "Rondelle plate"),
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
    ("ISO 15 deep groove ball bearings", "ISO 15 Rillenkugellager", "ISO 15 roulements rigides à billes"),
    (
        "623 to 629, 608, 6000 to 6010, 6200 to 6210; open, simplified inside, without cage",
        "623 bis 629, 608, 6000 bis 6010, 6200 bis 6210; offen, innen vereinfacht, ohne Käfig",
        "623 à 629, 608, 6000 à 6010, 6200 à 6210 ; ouverts, intérieur simplifié, sans cage",
    ),
    ("Deep groove ball bearing", "Rillenkugellager", "Roulement rigide à billes"),
    ("A part that is never built", "Ein Teil, das nie gebaut wird", "Une pièce qui n'est jamais construite"),
    (
        "every CAD request for it ends as a failed job",
        "jede CAD-Anfrage dafür endet als gescheiterter Auftrag",
        "toute demande CAO la concernant finit en tâche échouée",
    ),
    ("Failing part", "Scheiterndes Teil", "Pièce qui échoue"),
)
"""English, German, French."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {english: german for english, german, _ in _ROWS},
    "fr": {english: french for english, _, french in _ROWS},
}
"""From English, by language code."""
