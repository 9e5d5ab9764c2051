"""The words that several groups of families use, in other languages. Those of one group stand in its own words.py."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Part number", "Artikelnummer", "Référence"),
    ("Designation", "Bezeichnung", "Désignation"),
    ("Standard", "Norm", "Norme"),
    ("Material", "Werkstoff", "Matière"),
    ("Mass (calculated)", "Masse (berechnet)", "Masse (calculée)"),
    ("Component", "Komponente", "Composant"),
    ("Catalog", "Katalog", "Catalogue"),
    ("Nominal diameter d", "Nenndurchmesser d", "Diamètre nominal d"),
    ("Pitch P", "Steigung P", "Pas P"),
    ("Length l", "Länge l", "Longueur l"),
    ("steel", "Stahl", "acier"),
    ("bearing steel 100Cr6", "Wälzlagerstahl 100Cr6", "acier à roulements 100Cr6"),
    ("cadwidgets standard parts", "cadwidgets-Normteile", "pièces normalisées cadwidgets"),
    (
        "Standard parts, made by this service: nobody sells them here.",
        "Normteile, die dieser Dienst erzeugt: hier verkauft sie niemand.",
        "Pièces normalisées, créées par ce service : personne ne les vend ici.",
    ),
    ("cadwidgets examples", "cadwidgets-Beispiele", "exemples cadwidgets"),
    ("Property class", "Festigkeitsklasse", "Classe de qualité"),
    ("Thread", "Gewinde", "Filetage"),
    ("simplified", "vereinfacht", "simplifié"),
    ("real", "ausmodelliert", "réel"),
    ("Category", "Kategorie", "Catégorie"),
    ("Family", "Familie", "Famille"),
    ("Unverified values", "Ungeprüfte Werte", "Valeurs non vérifiées"),
)
"""English, German, French."""
