"""What calamine doesn't tell of an XLSX: number formats, borders, hidden rows and columns, and how large a sheet says it is.

The zip comes from a stranger: limits before anything is unpacked, XML without entities, DTD or network, read as a stream.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
from lxml import etree

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.readers.xlsx_numbers import BUILT_IN, GENERAL

MOST_CELLS = 1_000_000  # of the rectangle a sheet's values lie in, which calamine fills whole
_MOST_MEMBERS = 20_000
_MOST_BYTES = 512 * 2**20  # unpacked, all parts together
_MOST_COLUMNS = 16_384
_ADVICE = "请用 Excel 或 WPS 打开后另存为新的 xlsx 再读"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Position = tuple[int, int]
NOT_CALCULATED = "#公式未计算"
# Row where it names one, column, style, whether it holds anything, what it shows where its formula failed.
_RawCell = tuple[int | None, int, str | None, bool, str]


class SheetLooks(msgspec.Struct, kw_only=True):
    """Of one sheet, all from 0: the number format of each cell that has one, cells with a line at their side, what is hidden,
    cells that lead to a place in the same workbook, and what cells show whose formula gave no value."""

    formats: dict[Position, str] = {}
    lined: set[Position] = set()
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    links: set[Position] = set()
    failed: dict[Position, str] = {}


def check_archive(path: Path) -> None:
    """Raise TooLarge or UnreadableFile for a zip that unpacks to more than a workbook can need."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise UnreadableFile(path, f"xlsx 压缩包打不开（{error}）", _ADVICE) from error
    if len(entries) > _MOST_MEMBERS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise TooLarge(path, "xlsx 压缩包展开后过大", _ADVICE)


def sheet_looks(path: Path) -> dict[str, SheetLooks]:
    """The looks of every worksheet of the XLSX at `path`, by sheet name. Raises UnreadableFile, TooLarge."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = sheet_parts(archive)
            styles = _styles(archive, parts.pop("", ""))
            return {name: _looks(archive, part, styles, path, name) for name, part in parts.items()}
    except RuntimeError as error:  # what zipfile says of an encrypted part
        raise UnreadableFile(path, "xlsx 压缩包加了密码，或用了不支持的压缩方法", "请去掉密码后再读") from error
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError) as error:
        raise UnreadableFile(path, f"xlsx 内容已损坏（{error}）", _ADVICE) from error


def _elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[etree._Element]:
    """The elements called `names` (without namespace) of a part, each whole when it comes and freed afterwards."""
    with archive.open(part) as file:
        yield from _stream(file, tuple(f"{{*}}{name}" for name in names))


def _stream(file: IO[bytes], tags: tuple[str, ...]) -> Iterator[etree._Element]:
    parsed = etree.iterparse(
        file, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in parsed:
        yield element
        element.clear()
        while element.getprevious() is not None:
            parent = element.getparent()
            if parent is None:
                break
            del parent[0]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part; "" → the part of the styles."""
    workbook = _targets(archive, "").get("officeDocument", [("", "xl/workbook.xml")])[0][1]
    related = _targets(archive, workbook)
    by_id = {identity: target for each in related.values() for identity, target in each}
    parts = {"": related["styles"][0][1]} if related.get("styles") else {}
    for sheet in _elements(archive, workbook, "sheet"):
        identity = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if by_id.get(identity) in archive.namelist():
            parts[sheet.get("name", "")] = by_id[identity]
    return parts


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, list[tuple[str, str]]]:
    """Relations of a part (of the package for ""), by the last word of their type: (id, target part)."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, list[tuple[str, str]]] = {}
    if rels in archive.namelist():
        for relation in _elements(archive, rels, "Relationship"):
            target = relation.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = relation.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, []).append((relation.get("Id", ""), whole))
    return found


def _styles(archive: zipfile.ZipFile, part: str) -> list[tuple[str, bool]]:
    """For each cell style its number format and whether it draws a line at the left or right of a cell."""
    if part not in archive.namelist():
        return []
    codes = dict(BUILT_IN)
    lined: list[bool] = []
    styles: list[tuple[str, bool]] = []
    for element in _elements(archive, part, "numFmt", "border", "cellXfs"):
        kind = etree.QName(element).localname
        if kind == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", GENERAL)
        elif kind == "border":
            sides = {etree.QName(side).localname for side in element if side.get("style", "none") != "none"}
            lined.append(bool(sides & {"left", "right", "start", "end"}))
        else:
            for xf in element.iterfind("{*}xf"):
                border = int(xf.get("borderId", "0"))
                code = codes.get(int(xf.get("numFmtId", "0")), GENERAL)
                styles.append((code, 0 <= border < len(lined) and lined[border]))
    return styles


def _looks(archive: zipfile.ZipFile, part: str, styles: list[tuple[str, bool]], path: Path, name: str) -> SheetLooks:
    looks = SheetLooks()
    row = column = -1
    pending: list[_RawCell] = []
    ends: list[Position] = []
    for element in _elements(archive, part, "col", "c", "row", "hyperlink"):
        kind = etree.QName(element).localname
        if kind == "col":
            if _is_hidden(element):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                looks.hidden_columns.update(range(first - 1, min(last, _MOST_COLUMNS)))
        elif kind == "hyperlink":
            place = _REFERENCE.fullmatch(element.get("ref", "").partition(":")[0])
            if place and element.get("location"):
                looks.links.add((int(place.group(2)) - 1, _column(place.group(1))))
        elif kind == "c":
            place = _REFERENCE.fullmatch(element.get("r", ""))
            column = _column(place.group(1)) if place else column + 1
            # A cell may name another row than the one it is in. Calamine goes by the cell, and lays out all rows up to there.
            own = int(place.group(2)) - 1 if place else None
            pending.append((own, column, element.get("s"), any(True for _ in element), _failed(element)))
        else:
            row = int(element.get("r", row + 2)) - 1
            if _is_hidden(element):
                looks.hidden_rows.add(row)
            _note(looks, row, pending, styles, ends)
            pending, column = [], -1
            _must_fit(ends, path, name)
    return looks


def _failed(cell: etree._Element) -> str:
    """What a cell shows whose formula gave no value: the error, or that nobody has calculated it yet. "" of all others."""
    if cell.get("t") == "e":
        return cell.findtext("{*}v") or "#VALUE!"
    if cell.get("t", "n") == "n" and cell.find("{*}f") is not None and not cell.findtext("{*}v"):
        return NOT_CALCULATED
    return ""


def _note(
    looks: SheetLooks,
    row: int,
    cells: list[_RawCell],
    styles: list[tuple[str, bool]],
    ends: list[Position],
) -> None:
    for own, column, style, filled, failed in cells:
        if failed:
            looks.failed[row if own is None else own, column] = failed
        if filled:
            ends.append((row if own is None else own, column))
        if style is not None and 0 <= int(style) < len(styles):
            code, lined = styles[int(style)]
            if filled and code != GENERAL:
                looks.formats[row, column] = code
            if lined:
                looks.lined.add((row, column))
    if len(ends) > 2:  # only the rectangle is wanted
        rows, columns = [at[0] for at in ends], [at[1] for at in ends]
        ends[:] = [(min(rows), min(columns)), (max(rows), max(columns))]


def _must_fit(ends: list[Position], path: Path, name: str) -> None:
    if not ends:
        return
    rows, columns = [at[0] for at in ends], [at[1] for at in ends]
    if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MOST_CELLS:
        raise TooLarge(path, f"工作表“{name}”的单元格散布过广（超过 {MOST_CELLS // 10000} 万格）", _ADVICE)


def _is_hidden(element: etree._Element) -> bool:
    """Hidden for good: what an outline has only folded away is still the document's."""
    return element.get("hidden") in ("1", "true") and element.get("outlineLevel", "0") == "0"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
