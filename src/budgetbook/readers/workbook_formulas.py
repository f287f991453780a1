"""Formulas whose result isn't in the file: a program wrote them and none has computed them, so their cells look blank."""

from __future__ import annotations

import re
import zipfile

from budgetbook.readers.xlsx_package import sheet_parts

# A cell with a formula and no value. Source: ECMA-376 part 1, 18.3.1.4 (c), .40 (f), .96 (v).
_UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


def uncomputed_formulas(archive: zipfile.ZipFile) -> dict[str, frozenset[str]]:
    """The cells (I6) of each sheet, by its name, that hold a formula without a result."""
    found = {}
    for name, part in sheet_parts(archive).items():
        with archive.open(part) as file:
            found[name] = frozenset(match[1].decode() for match in _UNCOMPUTED.finditer(file.read()))
    return found
