"""The purchase-of-services catalogue (政府购买服务指导性目录) in blocks → its entries, by department where it is listed so.

The catalogue is a table of a code and one column for each level, printed over many pages with its head and title repeated. A code says its
level: A, A15, A1502, A150201 (DOMAIN §2). A row with one text and no code names the department of the rows below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import msgspec

from budgetbook.model.disclosure import Damage
from budgetbook.model.narrative import CatalogueEntry
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Cell, Grid, Line
from budgetbook.readers.meaning.wording import squeezed

_CODE = re.compile(r"[A-Z](?:\d{2}){0,4}")
_LIKE_CODE = re.compile(r"[A-Z][0-9A-Z]{1,9}")
_CODE_AND_NAME = re.compile(r"([A-Z](?:\d{2}){0,4})[\s、.．]+(?=\D)(.+)", re.DOTALL)
_CODE_HEADINGS = frozenset({"代码", "编码", "目录代码", "目录编码", "品目编码", "品目代码"})
_LEVEL_HEADING = re.compile(r"([一二三四五])级(?:目录|品目|指标)?(?:名称)?")
_NAME_HEADINGS = frozenset({"名称", "目录名称", "品目名称", "服务名称", "目录"})
_NUMERALS = "一二三四五"


def purchase_catalogue(blocks: Sequence[Block]) -> tuple[tuple[CatalogueEntry, ...], tuple[Damage, ...]]:
    """The entries in printed order, and damage with subjects `/purchase_catalogue/N`. Both empty where no catalogue is printed."""
    reader = _CatalogueReader()
    for block in blocks:
        if isinstance(block, Grid):
            reader.grid(block)
        else:
            reader.line(block)
    return reader.settled(), tuple(reader.damage)


class _Head(msgspec.Struct, frozen=True):
    """Column of the codes and, by column, the level that the column holds (None: names of every level)."""

    code: int
    levels: dict[int, int | None]


class _CatalogueReader:
    """Takes blocks in order. A catalogue begins with its head and goes on over pages until a grid without codes or another heading."""

    def __init__(self) -> None:
        self.entries: list[CatalogueEntry] = []
        self.damage: list[Damage] = []
        self._head: _Head | None = None
        self._department: str | None = None

    def line(self, line: Line) -> None:
        """A heading that isn't the catalogue's own ends it."""
        if line.heading and "目录" not in line.text:
            self._head, self._department = None, None

    def grid(self, grid: Grid) -> None:
        """The rows of the catalogue in `grid`."""
        heads = [_head(row) for row in grid.rows]
        if self._head is not None and not any(heads) and not any(_code_in(row, self._head) for row in grid.rows):
            self._head, self._department = None, None
        for row, head in zip(grid.rows, heads, strict=True):
            if head is not None:
                self._head = head
            elif self._head is not None:
                self._row(row, self._head, grid.place)

    def _row(self, row: Sequence[Cell], head: _Head, place: Place | None) -> None:
        texts = [(column, cell.text) for column, cell in enumerate(row) if cell.text.strip() and not cell.covered]
        if not texts:
            return
        place = next((cell.place for cell in row if cell.place is not None), place)
        code = _code_in(row, head)
        if code is None:
            self._without_code(texts, place)
            return
        rest = [(column, text) for column, text in texts if column != head.code]
        both = _CODE_AND_NAME.fullmatch(_half_width(row[head.code].text))
        if both is not None and not rest:
            rest = [(head.code, both[2])]
        self._entry(code, rest, head, place)

    def _without_code(self, texts: list[tuple[int, str]], place: Place | None) -> None:
        if len(texts) == 1:
            self._department = squeezed(texts[0][1])
            return
        words = "、".join(squeezed(text) for _, text in texts)
        self._doubt("garbled_row", f"目录中“{words}”一行没有代码", place, subject=None)

    def _entry(self, code: str, rest: list[tuple[int, str]], head: _Head, place: Place | None) -> None:
        # Where the levels above are printed again in the row, the entry's own name is the last.
        name = squeezed(rest[-1][1]) if rest else ""
        by_column = head.levels.get(rest[-1][0]) if rest else None
        subject = f"/purchase_catalogue/{len(self.entries)}"
        level = len(code) // 2 + 1 if _CODE.fullmatch(code) else by_column or 1
        if not rest:
            self._doubt("missing_name", f"目录代码“{code}”没有名称", place, subject)
        elif _CODE.fullmatch(code) and by_column not in (None, level):
            self._doubt(
                "shifted_row", f"目录代码“{code}”是第 {level} 级，名称却在第 {by_column} 级一列", place, subject
            )
        self.entries.append(CatalogueEntry(code=code, name=name, level=level, department=self._department, place=place))

    def settled(self) -> tuple[CatalogueEntry, ...]:
        """The entries with garbled codes (AI50401, I60601, A40604) told by their names and the entries above them; each leaves damage."""
        codes: dict[tuple[int, str], Counter[str]] = {}
        for entry in self.entries:
            if _CODE.fullmatch(entry.code):
                codes.setdefault((entry.level, entry.name), Counter())[entry.code] += 1
        above: dict[int, str] = {}
        settled = []
        for number, entry in enumerate(self.entries):
            code = entry.code
            if not _CODE.fullmatch(code):
                code = _meant(entry, codes.get((entry.level, entry.name), Counter()), above) or code
                read = f"，按名称和上级目录读作 {code}" if code != entry.code else ""
                note = f"目录代码“{entry.code}”不是字母加两位一级的数字{read}"
                self._doubt("garbled_code", note, entry.place, f"/purchase_catalogue/{number}/code")
            above[entry.level] = code
            settled.append(msgspec.structs.replace(entry, code=code))
        return tuple(settled)

    def _doubt(self, what: str, note: str, place: Place | None, subject: str | None) -> None:
        self.damage.append(Damage(what=what, note=note, place=place, subject=subject))


def _meant(entry: CatalogueEntry, same_name: Counter[str], above: dict[int, str]) -> str | None:
    """The code that a garbled one stands for: what most entries of this name have, else the entry above with the last two digits."""
    for code, times in same_name.most_common(1):
        if 2 * times > same_name.total():
            return code
    parent = above.get(entry.level - 1, "")
    built = parent + entry.code[-2:]
    return built if parent and _CODE.fullmatch(built) and len(built) // 2 + 1 == entry.level else None


def _head(row: Sequence[Cell]) -> _Head | None:
    """The head that `row` is: a code column and columns of levels or of names."""
    words = {column: squeezed(cell.text) for column, cell in enumerate(row) if cell.text.strip()}
    code = next((column for column, word in words.items() if word in _CODE_HEADINGS), None)
    levels: dict[int, int | None] = {}
    for column, word in words.items():
        named = _LEVEL_HEADING.fullmatch(word)
        if named is not None:
            levels[column] = _NUMERALS.index(named[1]) + 1
        elif word in _NAME_HEADINGS:
            levels[column] = None
    return _Head(code, levels) if code is not None and levels else None


def _code_in(row: Sequence[Cell], head: _Head) -> str | None:
    """The code in `row`'s code column, sound or garbled; None where there is none."""
    if head.code >= len(row):
        return None
    text = _half_width(row[head.code].text)
    both = _CODE_AND_NAME.fullmatch(text)
    plain = both[1] if both is not None else re.sub(r"\s+", "", text)
    return plain if _CODE.fullmatch(plain) or (_LIKE_CODE.fullmatch(plain) and any(map(str.isdigit, plain))) else None


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
