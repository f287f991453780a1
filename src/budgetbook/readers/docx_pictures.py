"""Pictures in the place of tables: a screenshot of a statement under its title. It is read as a scan, or it is said that it was not."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place
from budgetbook.readers.announcing import LEAST_HIGH, LEAST_WIDE, announces_table
from budgetbook.readers.blocks import Block, Grid
from budgetbook.readers.docx_package import DocxPackage, Element
from budgetbook.readers.docx_text import local

_EMU = 360_000  # to the centimetre
_VML = re.compile(r"(?<![a-z-])(width|height):\s*(\d+(?:\.\d+)?)(pt|in|cm|mm)", re.IGNORECASE)
_CENTIMETRES = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1}


class Pictured(NamedTuple):
    """What recognition found in a picture, or that it stays unread."""

    blocks: tuple[Block, ...] = ()
    damage: Damage | None = None


class Pictures:
    """The pictures of the part of a DOCX that holds its text."""

    def __init__(self, package: DocxPackage, part: str, path: Path) -> None:
        self._package, self._part, self._path = package, part, path

    def table_in(self, paragraph: Element, above: str, place: Place) -> Pictured:
        """What stands in the picture that `paragraph` is, where the line `above` it announces a table. Raises UnreadableFile, TooLarge."""
        identifier = _large_picture(paragraph) if announces_table(above) else None
        if identifier is None:
            return Pictured()
        content = self._package.related(self._part, identifier)
        blocks = tuple(self._read(content, place)) if content else ()
        if any(isinstance(block, Grid) for block in blocks):
            return Pictured(blocks)
        from budgetbook.readers import scan

        advice = (
            f"请换成文字的表格，或{scan.ADVICE.removeprefix('请')}" if scan.missing_parts() else "请换成文字的表格再读"
        )
        note = f"“{above[:30]}”下面是一张图片，其中的表格没有读入。{advice}"
        return Pictured(damage=Damage(what="picture", note=note, place=place))

    def _read(self, content: bytes, place: Place) -> Iterator[Block]:
        from budgetbook.readers import scan

        if scan.missing_parts() or not scan.recognises(content[:16], self._path):
            return
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "picture"
            file.write_bytes(content)
            try:
                found = scan.read(file)
            except (UnreadableFile, TooLarge):
                return
        for block in found.blocks:
            yield _placed(block, place)


def _placed(block: Block, place: Place) -> Block:
    """The block, whose place in the picture says nothing, where the picture stands."""
    if isinstance(block, Grid):
        rows = tuple(tuple(msgspec.structs.replace(cell, place=place) for cell in row) for row in block.rows)
        return msgspec.structs.replace(block, rows=rows, place=place)
    return msgspec.structs.replace(block, place=place)


def _large_picture(paragraph: Element) -> str | None:
    """The identifier of the picture in `paragraph`, where it is large enough to hold a table."""
    large = False
    identifier: str | None = None
    for element in paragraph.iter():
        name = local(element)
        if name in ("blip", "imagedata"):
            named = {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}
            identifier = named.get("embed") or named.get("id")
        elif name == "extent":
            wide, high = (_whole(element.get(side)) / _EMU for side in ("cx", "cy"))
            large = large or (wide >= LEAST_WIDE and high >= LEAST_HIGH)
        elif name in ("shape", "rect"):
            sizes = _VML.findall(element.get("style") or "")
            sides = {side.lower(): float(size) * _CENTIMETRES[unit.lower()] for side, size, unit in sizes}
            large = large or (sides.get("width", 0) >= LEAST_WIDE and sides.get("height", 0) >= LEAST_HIGH)
    return identifier if large else None


def _whole(value: str | None) -> int:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 12 else 0
