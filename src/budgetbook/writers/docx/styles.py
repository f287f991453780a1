"""Styles of the DOCX: the fixed ones from `parts/styles.xml`, and a set for table cells in each size a document uses.

Cells take their look from paragraph styles, so that an officer changes a whole document's tables in one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files

from lxml import etree

from budgetbook.writers.docx.markup import Element, W, serialised, w
from budgetbook.writers.layout import CellKind

# Line pitch of table text as a multiple of its size; above every typeface's own, so that rows are equally high everywhere.
PITCH = 1.45


class CellLook(StrEnum):
    """How a cell's text stands: the stem of its style's id."""

    HEAD = "CellHead"
    TEXT = "CellText"
    CENTRED = "CellCentred"
    AMOUNT = "CellAmount"


LOOK_OF = {
    CellKind.HEAD: CellLook.HEAD,
    CellKind.LABEL: CellLook.TEXT,
    CellKind.CODE: CellLook.TEXT,
    CellKind.TEXT: CellLook.TEXT,
    CellKind.AMOUNT: CellLook.AMOUNT,
    CellKind.FIELD: CellLook.CENTRED,
    CellKind.INDEX: CellLook.CENTRED,
}
_NAMES = {
    CellLook.HEAD: "表格栏目",
    CellLook.TEXT: "表格文字",
    CellLook.CENTRED: "表格居中",
    CellLook.AMOUNT: "表格金额",
}
_ALIGNMENT = {CellLook.HEAD: "center", CellLook.TEXT: "left", CellLook.CENTRED: "center", CellLook.AMOUNT: "right"}


def fixed_part(name: str) -> bytes:
    """A part that is the same in every document, e.g. `settings.xml`."""
    return (files("budgetbook.writers.docx") / "parts" / name).read_bytes()


def cell_style(look: CellLook, half_points: int) -> str:
    """The style's id for cells of that look and size."""
    return f"{look.value}{half_points}"


def styles_part(sizes: Iterable[int]) -> bytes:
    """`word/styles.xml` with cell styles for each size in `sizes` (half points)."""
    root = etree.fromstring(fixed_part("styles.xml"), etree.XMLParser(remove_blank_text=True, resolve_entities=False))
    table_style = root.find(f"{{{W}}}style[@{{{W}}}type='table']")
    assert table_style is not None
    for size in sorted(set(sizes), reverse=True):
        for look in CellLook:
            table_style.addprevious(_cell_style(look, size))
    return serialised(root)


def line_pitch(half_points: int) -> int:
    """Distance of lines of table text in twentieths of a point."""
    return round(half_points * 10 * PITCH)


def _cell_style(look: CellLook, half_points: int) -> Element:
    points = half_points / 2
    return w(
        "style",
        w("name", val=f"{_NAMES[look]} {points:g}磅"),
        w("basedOn", val="Normal"),
        w(
            "pPr",
            w("spacing", line=line_pitch(half_points), lineRule="atLeast"),
            w("jc", val=_ALIGNMENT[look]),
        ),
        w(
            "rPr",
            w("rFonts", eastAsia="黑体" if look is CellLook.HEAD else "宋体"),
            w("kern", val=0),
            w("sz", val=half_points),
            w("szCs", val=half_points),
        ),
        type="paragraph",
        customStyle=1,
        styleId=cell_style(look, half_points),
    )
