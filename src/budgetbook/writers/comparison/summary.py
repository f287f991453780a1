"""A comparison in a few lines, for the terminal and the top of the page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.model.comparison import Amounts, Change, Comparison, ProjectChange, RowChange
from budgetbook.model.statement import Kind
from budgetbook.writers.comparison.labels import change_word, number, rate, signed, wan

_MOST = 4  # of the assets and of procurement told
_BY_FUNCTION = (Kind.EXPENDITURE, Kind.GENERAL_PUBLIC_EXPENDITURE, Kind.INCOME_EXPENDITURE)


def compared(found: Comparison) -> str:
    """How much two documents that say the same were compared in."""
    cells = sum(statement.compared for statement in found.statements)
    return f"{cells} 个金额、{found.projects_same} 个项目、{found.sections_same} 节文字全部相同。"


def projects_counted(found: Comparison) -> str:
    """新增 1，取消 2，更名 1，有变化 3，未变 20."""
    said = [
        f"{change_word(change, found.standing)} {count}"
        for change in (Change.ADDED, Change.REMOVED, Change.RENAMED, Change.CHANGED)
        if (count := sum(one.change is change for one in found.projects))
    ]
    return "，".join([*said, f"未变 {found.projects_same}"])


def points(found: Comparison) -> Iterator[tuple[str, str]]:
    """What differs besides the main figures, as (what, how)."""
    differing = [one for one in found.statements if one.differing]
    if differing:
        yield "报表", f"{len(differing)} 张表 {sum(one.differing for one in differing)} 个金额不同"
    if found.projects:
        yield "项目", projects_counted(found)
    if found.narrative:
        titles = "、".join(one.section for one in found.narrative)
        yield "文字", f"{len(found.narrative)} 节不同（{titles}），{found.sections_same} 节相同"
    if found.profile:
        yield "概况", f"{'、'.join(text.name for text in found.profile)}有变化"
    indicators = [one for project in found.projects for one in project.indicators]
    indicators += found.overall.indicators if found.overall is not None else ()
    if indicators:
        words = {Change.CHANGED: "改了指标值", Change.ADDED: "新增", Change.REMOVED: "取消"}
        said = [f"{word} {n}" for kind, word in words.items() if (n := sum(one.change is kind for one in indicators))]
        yield "指标", "，".join(said)
    for name, items in (("资产", found.assets), ("采购", found.procurement)):
        if items:
            said = [f"{one.name} {number(one.amounts.old)} → {number(one.amounts.new)} {one.unit}" for one in items]
            yield name, "；".join(said[:_MOST]) + ("……" if len(said) > _MOST else "")


def biggest_rows(found: Comparison, most: int) -> list[tuple[str, RowChange]]:
    """The rows that changed most, with their unit of money: the finest of the first statement that shows expenditure by function."""
    for kind in _BY_FUNCTION:
        for statement in found.statements:
            rows = [row for row in statement.rows if row.main.change and row.level]
            if statement.kind is kind and rows:
                finest = max(len(row.code or "") for row in rows)
                return [(statement.unit.value, row) for row in rows if len(row.code or "") == finest][:most]
    return []


def project_money(one: ProjectChange) -> str:
    """The money of a project in 万元: of the year, and of the whole period where it changed."""
    said = [f"年度 {_both(one.annual)}"] if one.annual.old is not None or one.annual.new is not None else []
    if one.whole is not None and one.whole.change:
        said.append(f"实施期 {_both(one.whole)}")
    return "；".join(said)


def _both(found: Amounts) -> str:
    old, new = number(wan(found.old)), number(wan(found.new))
    if found.old is None or found.new is None:
        return f"{new if found.old is None else old} 万元"
    if not found.change:
        return f"{new} 万元"
    more = f"，{rate(found)}" if rate(found) else ""
    return f"{old} → {new} 万元（{signed(wan(found.change) or Decimal(0))}{more}）"
