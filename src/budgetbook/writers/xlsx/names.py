"""Sheet names: short, unique, and allowed by Excel."""

from __future__ import annotations

import re

LONGEST = 31  # UTF-16 units, Excel's limit
_FORBIDDEN = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_YEAR = re.compile(r"^\d{4}年(?:度)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class SheetNames:
    """Gives out sheet names; each differs from all before it, whatever their case."""

    def __init__(self) -> None:
        self._taken = {"history"}  # Excel keeps this one for itself

    def name(self, wanted: str) -> str:
        """`wanted` as a name that Excel takes: forbidden characters become their full-width twins, length is cut, a number makes it unique."""
        plain = " ".join(_CONTROL.sub(" ", wanted).translate(_FORBIDDEN).split()).strip("'") or "表"
        number, name = 1, _cut(plain, LONGEST)
        while name.casefold() in self._taken:
            number += 1
            name = _cut(plain, LONGEST - len(f" {number}")) + f" {number}"
        self._taken.add(name.casefold())
        return name


def short_title(title: str, *, entity: str) -> str:
    """A statement's title without the year and the entity it begins with: every sheet of the workbook shares them."""
    return _YEAR.sub("", _YEAR.sub("", title.strip()).removeprefix(entity)).strip() or title.strip()


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.rstrip(" '") or "表"
