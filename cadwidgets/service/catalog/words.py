"""The words that several groups of families use, in other languages. Those of one group stand in its own words.py."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Part number", "Artikelnummer", "Référence"),
    ("Designation", "Bezeichnung", "Désignation"),
    ("Standard", "Norm", "Norme"),
    ("Material", "Werkstoff", "Matière"),
    ("Mass (calculated)", "Masse (berechnet)", "Masse (calculée)"),
    ("Mass (stated)", "Masse (angegeben)", "Masse (indiquée)"),
    ("Component", "Komponente", "Composant"),
    ("Catalog", "Katalog", "Catalogue"),
    ("Nominal diameter d", "Nenndurchmesser d", "Diamètre nominal d"),
    ("Pitch P", "Steigung P", "Pas P"),
    ("Length l", "Länge l", "Longueur l"),
    ("steel", "Stahl", "acier"),
    ("bearing steel 100Cr6", "Wälzlagerstahl 100Cr6", "acier à roulements 100Cr6"),
    ("cadwidgets standard parts", "cadwidgets-Normteile", "pièces normalisées cadwidgets"),
    (
        "cadwidgets standard parts by standard",
        "cadwidgets-Normteile nach Normen",
        "pièces normalisées cadwidgets par norme",
    ),
    ("Without a standard", "Ohne Norm", "Sans norme"),
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
    ("Description", "Beschreibung", "Description"),
    (
        "Parts that their owner has imported",
        "Teile, die ihr Besitzer importiert hat",
        "Pièces importées par leur propriétaire",
    ),
    (
        "The owner of this catalog, who has imported it.",
        "Der Besitzer dieses Katalogs, der ihn importiert hat.",
        "Le propriétaire de ce catalogue, qui l'a importé.",
    ),
    ("Category", "Kategorie", "Catégorie"),
    ("Family", "Familie", "Famille"),
    ("Unverified values", "Ungeprüfte Werte", "Valeurs non vérifiées"),
)
"""English, German, French."""
