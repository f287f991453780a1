"""What the page shows of a comparison: every number and word ready to print, in plain dictionaries for the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from budgetbook.forms.lexicon import title_key
from budgetbook.model.comparison import (
    Amounts,
    Change,
    Comparison,
    Document,
    Figure,
    IndicatorChange,
    Piece,
    PieceKind,
    ProjectChange,
    RowChange,
    StatementChange,
    TextChange,
)
from budgetbook.writers.comparison.labels import (
    SIDES,
    change_word,
    number,
    project_word,
    rate,
    sides,
    signed,
    title,
    wan,
)
from budgetbook.writers.comparison.summary import compared, points, project_money, projects_counted
from budgetbook.writers.printable import printable

_ROWS = 25  # of a statement shown at once; the rest folds away
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:亿元|万元|元|%)?")
_FULL_BAR = Decimal(100)  # percent: a bigger rate is drawn no longer
_PHASES = {"budget": "预算", "final_accounts": "决算"}


def view(found: Comparison) -> dict[str, Any]:
    """The variables of `page.jinja`."""
    old_side, new_side = sides(found)
    rates = [abs(figure.amounts.rate) for figure in found.figures if figure.amounts.rate]
    most = min(max(rates, default=_FULL_BAR), _FULL_BAR)
    statements = [
        _statement(one, f"statement-{number}", found)
        for number, one in enumerate(found.statements, 1)
        if one.change is not Change.SAME
    ]
    sections = [
        {
            "title": printable(f"{one.section}、{one.title}"),
            "change": one.change.value,
            "tag": "" if one.change is Change.CHANGED else change_word(one.change, found.standing),
            "paragraphs": list(_paragraphs(one.pieces)),
        }
        for one in found.narrative
    ]
    sections += [{"title": one.name, "change": "changed", "tag": "", **_text(one, found)} for one in found.profile]
    made: dict[str, Any] = {
        "title": printable(title(found)),
        "old_side": printable(old_side),
        "new_side": printable(new_side),
        "documents": [
            {"side": printable(side), "words": printable(_document(one))}
            for side, one in ((old_side, found.old), (new_side, found.new))
        ],
        "remarks": [printable(remark) for remark in found.remarks],
        "identical": compared(found) if found.identical else "",
        "figures": [_figure(one, most) for one in found.figures],
        "figures_same": _same(found),
        "points": [f"{name}：{words}" for name, words in points(found)],
        "statements": statements,
        "unchanged": "、".join(printable(one.title) for one in found.statements if one.change is Change.SAME),
        "projects": [_project(one, found) for one in found.projects],
        "projects_note": f"{projects_counted(found)}。按变化的种类排列，金额变化大的在前；金额单位：万元。",
        "sections": sections,
        "sections_note": f"{len(sections)} 处有变化，{found.sections_same} 节没有变化。",
        "overall": _overall(found),
        "items": [
            {"name": one.name, "unit": one.unit, "amounts": _money(one.amounts)}
            for one in (*found.procurement, *found.assets)
        ],
    }
    if not statements:
        made["unchanged"] = ""
    chapters = [("figures", "主要数字"), ("statements", "报表"), ("projects", "项目"), ("sections", "文字")]
    chapters += [("overall", "整体绩效"), ("items", "资产与采购")]
    anchors = {"sections": "words"}
    made["chapters"] = [
        {"id": anchors.get(name, name), "words": words}
        for name, words in chapters
        if made[name] and not found.identical
    ]
    return made


def _document(one: Document) -> str:
    parts = [f"{one.entity.name}（{one.entity.kind.word}）{one.fiscal_year} 年度{_PHASES[one.phase.value]}"]
    if one.source is not None:
        parts.append(one.source.name + (f"，{one.source.pages} 页" if one.source.pages else ""))
    return "　".join(parts)


def _money(found: Amounts) -> dict[str, str]:
    way = "up" if found.change > 0 else "down" if found.change < 0 else ""
    return {
        "old": number(found.old),
        "new": number(found.new),
        "change": signed(found.change),
        "rate": rate(found),
        "way": way,
    }


def _same(found: Comparison) -> str:
    """What is said in place of main figures none of which changed; empty where one did."""
    if any(figure.amounts.change for figure in found.figures):
        return ""
    shown = [f"{one.name} {number(one.amounts.new)} {one.unit.value}" for one in found.figures]
    return f"没有变化：{'，'.join(shown)}。"


def _figure(one: Figure, most: Decimal) -> dict[str, Any]:
    """A figure with the length of its bar: half the cell for the biggest rate shown, which counts as no more than doubled."""
    share = min(abs(one.amounts.rate or Decimal(0)), _FULL_BAR) * 50 / most
    return {
        "name": one.name,
        "unit": one.unit.value,
        "amounts": _money(one.amounts),
        "bar": f"{share:.1f}" if one.amounts.rate else "",
    }


def _statement(one: StatementChange, name: str, found: Comparison) -> dict[str, Any]:
    rows = [_row(row, found) for row in one.rows]
    alone = one.change in (Change.ADDED, Change.REMOVED)
    note = f"{one.compared} 个金额可以对比，{one.differing} 个不同，变化大的在前。"
    if one.old_title and title_key(one.old_title) != title_key(one.title):
        note += f"前一份文件中叫《{one.old_title}》。"
    if alone:
        note = f"只有一份文件有这张表，{one.differing} 个金额。"
    return {
        "id": name,
        "title": printable(one.title),
        "unit": one.unit.value,
        "change": one.change.value,
        "tag": change_word(one.change, found.standing) if alone else "",
        "note": printable(note),
        "rows": rows[:_ROWS],
        "more": rows[_ROWS:],
    }


def _row(row: RowChange, found: Comparison) -> dict[str, Any]:
    name = f"{row.code} {row.label}" if row.code and not row.label.startswith(row.code) else row.label
    # What repeats the row's own amount (all of it current, all of one fund) says nothing new.
    others = [cell for cell in row.cells if cell.amounts != row.main]
    return {
        "name": printable(f"{row.side} · {name}" if row.side else name),
        "was": printable(row.old_label or ""),
        "change": row.change.value,
        "tag": "" if row.change is Change.CHANGED else change_word(row.change, found.standing),
        "total": row.level == 0,
        "main": _money(row.main),
        "cells": [{"column": printable(cell.column), "amounts": _money(cell.amounts)} for cell in others],
    }


def _project(one: ProjectChange, found: Comparison) -> dict[str, Any]:
    where = one.unit or ""
    if one.old_unit:
        where += f"（原在{one.old_unit}）"
    evidence = "，".join(one.evidence)
    if one.form is not Change.SAME:
        where += f"（绩效目标表：{change_word(one.form, found.standing)}）"
    return {
        "change": one.change.value,
        "word": project_word(one, found.standing),
        "name": printable(one.name),
        "was": printable(one.old_name or "") if one.change is Change.RENAMED else "",
        "where": printable(where),
        "money": project_money(one),
        "evidence": evidence + (f"（把握 {one.likeness:.0%}）" if one.likeness is not None else ""),
        "parts": "；".join(
            f"年度{part.name} {number(wan(part.amounts.old))} → {number(wan(part.amounts.new))}" for part in one.parts
        ),
        "indicators": [_indicator(each, found) for each in one.indicators],
        "texts": [{"name": text.name, **_text(text, found)} for text in one.texts],
    }


def _indicator(one: IndicatorChange, found: Comparison) -> dict[str, str]:
    return {
        "change": one.change.value,
        "word": "改" if one.change is Change.CHANGED else change_word(one.change, found.standing),
        "name": printable(one.name),
        "where": printable("，".join(part for part in (SIDES[one.side], one.level) if part)),
        "old": printable(one.old or "—"),
        "new": printable(one.new or "—"),
    }


def _overall(found: Comparison) -> dict[str, Any] | None:
    one = found.overall
    if one is None:
        return None
    alone = one.change is not Change.CHANGED
    return {
        "word": f"{change_word(one.change, found.standing)}：只有一份文件有整体支出绩效目标申报表" if alone else "",
        "indicators": [_indicator(each, found) for each in one.indicators],
        "texts": [{"name": text.name, **_text(text, found)} for text in one.texts],
    }


def _text(text: TextChange, found: Comparison) -> dict[str, Any]:
    return {"word": change_word(text.change, found.standing), "paragraphs": list(_paragraphs(text.pieces))}


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[dict[str, Any]]:
    """The paragraphs in which something differs, whole; how many lie between them that say the same."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = printable(piece.text).split("\n")
        lines[-1].append(Piece(piece.kind, first))
        lines += [[Piece(piece.kind, text)] for text in rest]
    skipped = 0
    for line in lines:
        shown = [piece for piece in line if piece.text]
        if all(piece.kind is PieceKind.EQUAL for piece in shown):
            skipped += bool(shown)
            continue
        if skipped:
            yield {"skipped": skipped, "pieces": []}
            skipped = 0
        yield {
            "skipped": 0,
            "pieces": [{"kind": one.kind.value, "text": one.text, "runs": list(_runs(one.text))} for one in shown],
        }
    if skipped:
        yield {"skipped": skipped, "pieces": []}


def _runs(text: str) -> Iterator[dict[str, Any]]:
    """`text` with its amounts told apart."""
    at = 0
    for found in _AMOUNT.finditer(text):
        if found.start() > at:
            yield {"amount": False, "text": text[at : found.start()]}
        yield {"amount": True, "text": found[0]}
        at = found.end()
    if at < len(text):
        yield {"amount": False, "text": text[at:]}
