"""How others call what a line of a bill of materials says, in English, German, French, Italian and Spanish."""

from __future__ import annotations

import re

_SPELLINGS = {
    "item": "pos|position|item no|item number|pos nr|#|nr|no",
    "quantity": "qty|menge|anzahl|stückzahl|stück|stk|count|quantité|qté|quantità|q tà|cantidad|cant",
    "unit": "uom|unit of measure|einheit|me|mengeneinheit|unité|unità|unidad",
    "reference_designation": (
        "reference|references|ref des|refdes|designator|designators|referenzkennzeichen|kennzeichen|bmk|repère"
    ),
    "part_number": (
        "part no|part nr|partnumber|number|article number|article no|order number|order no|mpn|teilenummer"
        "|teile nr|sachnummer|sach nr|artikelnummer|artikel nr|bestellnummer|bestell nr|materialnummer|ident nr"
        "|identnummer|numéro de pièce|référence|codice|numero parte|codice articolo|número de pieza|referencia"
    ),
    "name": (
        "description|title|designation|part description|component|benennung|bezeichnung|beschreibung|titel"
        "|désignation|nom|descrizione|denominazione|nome|descripción|denominación|nombre"
    ),
    "technical_data": "technische daten|données techniques|dati tecnici|datos técnicos",
    "standard": "norm|din|normblatt|norme|norma",
    "material": "werkstoff|materials|matière|matériau|materiale",
    "mass_kg": (
        "mass|unit mass|weight|unit weight|gewicht|masse|einzelgewicht|gewicht kg/einheit|poids|massa|peso|masa"
    ),
    "mass_total_kg": "total mass",
    "unit_cost": (
        "cost|price|unit price|price each|preis|einzelpreis|stückpreis|kosten|prix|prix unitaire|prezzo|precio"
    ),
    "currency": "währung|devise|monnaie|valuta|moneda",
    "supplier": (
        "vendor|manufacturer|lieferant|hersteller|fournisseur|fabricant|fornitore|produttore|proveedor|fabricante"
    ),
    "source": "catalog|catalogue|quelle|katalog|catalogo|catálogo",
    "cad_file": "file|file name|datei|cad datei|fichier|archivo",
    "sha256": "sha 256",
    "remark": (
        "remarks|comment|comments|note|notes|bemerkung|bemerkungen|anmerkung|kommentar|remarque|osservazioni|nota"
    ),
    "level": "level|ebene|stufe|niveau|livello|nivel",
}
_UNIT = re.compile(r"(.*?)(?:\s*[\[(]\s*([^\])]*?)\s*[\])]|_(kg))")


def field_called(label: str) -> tuple[str, str]:
    """The field that a label means, in whatever spelling, and the unit behind it: ``Gewicht (g)``, ``mass_kg``.

    The field is empty for a label that is not known.
    """
    found = _UNIT.fullmatch(label.strip())
    name, unit = (found.group(1), found.group(2) or found.group(3)) if found else (label, "")
    return _FIELDS.get(plain(label)) or _FIELDS.get(plain(name), ""), unit


def plain(label: str) -> str:
    """A label as it is compared: ``Part_No.`` is ``part no``."""
    return " ".join(re.sub(r"[_.\-:]", " ", label.lower()).split())


_FIELDS = {plain(spelling): name for name, said in _SPELLINGS.items() for spelling in (name, *said.split("|"))}
