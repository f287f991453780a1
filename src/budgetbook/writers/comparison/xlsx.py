"""A comparison as a workbook: main figures, statements, projects, indicators and words, one line for each difference, ready to filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from budgetbook.model.comparison import Amounts, Change, Comparison, Piece, PieceKind
from budgetbook.writers.comparison.labels import SIDES, change_word, project_word, sides, title, wan
from budgetbook.writers.printable import printable
from budgetbook.writers.xlsx.measure import height_of
from budgetbook.writers.xlsx.page import set_up_page

_FONT, _HEAD = "宋体", "黑体"
_SIZE, _LINE, _HIGHEST = 10, 19, 400  # points: of letters, a line, and a row at most
_LONGEST = 32_000  # a cell holds 32,767 characters
_LEAD = 20  # letters of what stands before a difference
Value = str | Decimal | None


class _Sheet(NamedTuple):
    """A sheet: its columns with width and whether they hold numbers, and its lines."""

    name: str
    columns: tuple[tuple[str, int, str], ...]
    lines: list[tuple[Value, ...]]


def write_xlsx(found: Comparison, path: Path) -> None:
    """Write `found` to `path`. Raises OSError where it can't be written."""
    whole = BytesIO()
    with Workbook(
        whole, {"in_memory": True, "default_format_properties": {"font_name": _FONT, "font_size": 10}}
    ) as book:
        # As in other files of ours: the date of the run would make every run another file.
        created = datetime(min(max(found.new.fiscal_year, 1900), 9999), 1, 1, tzinfo=UTC)
        book.set_properties({"title": printable(title(found)), "created": created})
        looks = _looks(book)
        sheets = [sheet for number, sheet in enumerate(_sheets(found)) if sheet.lines or not number]
        for number, sheet in enumerate(sheets):
            _write(book, sheet, found, looks, remarks=found.remarks if not number else ())
    path.write_bytes(whole.getvalue())


def _looks(book: Workbook) -> dict[str, Any]:
    cell = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
    return {
        "title": book.add_format({"font_name": _HEAD, "font_size": 15, "bold": True}),
        "remark": book.add_format({"font_color": "#8A5200"}),
        "head": book.add_format(
            {**cell, "font_name": _HEAD, "bg_color": "#EEF1F5", "text_wrap": True, "valign": "vcenter"}
        ),
        "text": book.add_format({**cell, "text_wrap": True}),
        "money": book.add_format({**cell, "num_format": "#,##0.00####"}),
        "rate": book.add_format({**cell, "num_format": '+0.00"%";-0.00"%";0.00"%"'}),
    }


def _write(book: Workbook, sheet: _Sheet, found: Comparison, looks: dict[str, Any], remarks: Sequence[str]) -> None:
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, printable(title(found)), looks["title"])
    row = 1
    for remark in remarks:
        page.write_string(row, 0, printable(remark), looks["remark"])
        row += 1
    head = row
    for column, (name, width, _) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(head, column, printable(name), looks["head"])
    for line in sheet.lines:
        row += 1
        texts = [
            height_of(value, width, _SIZE)
            for value, (_, width, _) in zip(line, sheet.columns, strict=True)
            if isinstance(value, str)
        ]
        if max(texts, default=0) > _LINE:
            page.set_row(row, min(max(texts) + 2, _HIGHEST))
        for column, (value, (_, _, look)) in enumerate(zip(line, sheet.columns, strict=True)):
            if isinstance(value, Decimal):
                page.write_number(row, column, float(value), looks[look])
            elif value:
                page.write_string(row, column, printable(value)[:_LONGEST], looks["text"])
            else:
                page.write_blank(row, column, None, looks[look])
    last = len(sheet.columns) - 1
    page.autofilter(head, 0, max(row, head), last)
    page.freeze_panes(head + 1, 0)
    page.repeat_rows(head)
    set_up_page(page, landscape=True, last_row=max(row, head), last_column=last, entity=found.new.entity.name)


def _sheets(found: Comparison) -> Iterator[_Sheet]:
    old, new = sides(found)
    money = ((old, 16, "money"), (new, 16, "money"), ("增减", 16, "money"), ("增减率", 11, "rate"))
    yield _Sheet("主要数字", (("项目", 30, "text"), ("单位", 10, "text"), *money), list(_figures(found)))
    yield _Sheet(
        "报表",
        (
            ("变化", 9, "text"),
            ("报表", 34, "text"),
            ("编码", 10, "text"),
            ("科目", 34, "text"),
            ("列", 26, "text"),
            ("单位", 8, "text"),
            *money,
        ),
        list(_statements(found)),
    )
    yield _Sheet(
        "项目",
        (
            ("变化", 10, "text"),
            ("项目", 36, "text"),
            ("原名称", 30, "text"),
            ("单位", 26, "text"),
            ("依据", 32, "text"),
            *((f"{name}（万元）" if look == "money" else name, width, look) for name, width, look in money),
        ),
        list(_projects(found)),
    )
    yield _Sheet(
        "绩效指标",
        (
            ("变化", 9, "text"),
            ("项目", 34, "text"),
            ("期间", 9, "text"),
            ("类别", 16, "text"),
            ("指标", 32, "text"),
            (old, 24, "text"),
            (new, 24, "text"),
        ),
        list(_indicators(found)),
    )
    yield _Sheet(
        "文字",
        (("变化", 9, "text"), ("位置", 34, "text"), (f"{old}（删去）", 60, "text"), (f"{new}（新写）", 60, "text")),
        list(_words(found)),
    )


def _money(amounts: Amounts) -> tuple[Value, Value, Value, Value]:
    return amounts.old, amounts.new, amounts.change, amounts.rate


def _figures(found: Comparison) -> Iterator[tuple[Value, ...]]:
    for figure in found.figures:
        yield (figure.name, figure.unit.value, *_money(figure.amounts))
    for item in (*found.procurement, *found.assets):
        yield (item.name, item.unit, *_money(item.amounts))


def _statements(found: Comparison) -> Iterator[tuple[Value, ...]]:
    for statement in found.statements:
        for row in statement.rows:
            word = "" if row.change is Change.CHANGED else change_word(row.change, found.standing)
            label = f"{row.side} · {row.label}" if row.side else row.label
            for cell in row.cells:
                place = (word, statement.title, row.code, label, cell.column, statement.unit.value)
                yield (*place, *_money(cell.amounts))


def _projects(found: Comparison) -> Iterator[tuple[Value, ...]]:
    for one in found.projects:
        amounts = one.annual
        values = wan(amounts.old), wan(amounts.new), wan(amounts.change), amounts.rate
        yield (project_word(one, found.standing), one.name, one.old_name, one.unit, "，".join(one.evidence), *values)


def _indicators(found: Comparison) -> Iterator[tuple[Value, ...]]:
    owners = [(one.name, one.indicators) for one in found.projects]
    owners += [("整体绩效", found.overall.indicators)] if found.overall is not None else []
    for name, indicators in owners:
        for one in indicators:
            word = change_word(one.change, found.standing)
            yield (word, name, SIDES[one.side], one.level, one.name, one.old, one.new)


def _words(found: Comparison) -> Iterator[tuple[Value, ...]]:
    texts = [(f"情况说明 {one.section}、{one.title}", one.change, one.pieces) for one in found.narrative]
    texts += [(one.name, one.change, one.pieces) for one in found.profile]
    texts += [
        (f"项目“{one.name}”{text.name}", text.change, text.pieces) for one in found.projects for text in one.texts
    ]
    if found.overall is not None:
        texts += [(f"整体绩效 {text.name}", text.change, text.pieces) for text in found.overall.texts]
    for where, change, pieces in texts:
        for removed, added in _spots(pieces):
            yield (change_word(change, found.standing), where, removed, added)


def _spots(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Each place where the words differ: what went and what came, each behind the words that lead to it."""
    before = removed = added = ""
    for piece in (*pieces, Piece(PieceKind.EQUAL, "")):
        if piece.kind is PieceKind.REMOVED:
            removed += piece.text
        elif piece.kind is PieceKind.ADDED:
            added += piece.text
        else:
            if removed or added:
                lead = before.rsplit("\n", 1)[-1][-_LEAD:]
                yield (f"{lead}{removed}".strip() if removed else ""), (f"{lead}{added}".strip() if added else "")
            before, removed, added = piece.text, "", ""
