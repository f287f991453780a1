"""Published files are read back: what was written must say the same as what it was written from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.performance import Funding, Indicator, ProjectPerformance
from budgetbook.model.statement import Row, Statement


def differences(written: Disclosure, read: Disclosure) -> tuple[str, ...]:
    """What `read` says otherwise than `written`, one Chinese line each; empty where they agree.

    Compared are the entity, the year, every row label and amount of every statement in order, and of every performance form the name,
    the funding and the indicators. White space is not compared: lines wrap differently in each format.
    """
    return tuple(_differences(written, read))


def amounts_in(disclosure: Disclosure) -> int:
    """How many printed amounts `differences` compares: cells of statements and funding of forms."""
    cells = sum(amount is not None for s in disclosure.statements for row in s.rows for amount in row.amounts)
    funding = sum(
        value is not None
        for project in disclosure.projects
        for side in (project.funding.whole, project.funding.annual)
        for value in _funding(side)
    )
    return cells + funding


def _differences(written: Disclosure, read: Disclosure) -> Iterator[str]:
    if _plain(written.entity.name) != _plain(read.entity.name):
        yield f"单位名称：应为“{written.entity.name}”，读回“{read.entity.name}”"
    if written.fiscal_year != read.fiscal_year:
        yield f"年度：应为 {written.fiscal_year}，读回 {read.fiscal_year}"
    if len(written.statements) != len(read.statements):
        yield f"报表数：应为 {len(written.statements)}，读回 {len(read.statements)}"
    for ours, theirs in zip(written.statements, read.statements, strict=False):
        yield from _statement(ours, theirs)
    if len(written.projects) != len(read.projects):
        yield f"项目绩效目标表：应为 {len(written.projects)} 张，读回 {len(read.projects)} 张"
    for number, (ours_form, theirs_form) in enumerate(zip(written.projects, read.projects, strict=False), 1):
        yield from _project(number, ours_form, theirs_form)


def _statement(ours: Statement, theirs: Statement) -> Iterator[str]:
    if (ours.kind, ours.unit, len(ours.columns)) != (theirs.kind, theirs.unit, len(theirs.columns)):
        yield (
            f"{ours.title}：应为 {ours.kind}、{ours.unit}、{len(ours.columns)} 列，"
            f"读回 {theirs.kind}、{theirs.unit}、{len(theirs.columns)} 列"
        )
        return
    # A statement that says 本表无数据 says nothing more by the rows it prints, and readers may leave out rows without amounts.
    if _is_empty(ours) and _is_empty(theirs):
        return
    if len(ours.rows) != len(theirs.rows):
        yield f"{ours.title}：应为 {len(ours.rows)} 行，读回 {len(theirs.rows)} 行"
    # A two-sided statement may be held side by side or one side after the other: each side keeps its order.
    for our_row, their_row in zip(_sides_apart(ours.rows), _sides_apart(theirs.rows), strict=False):
        if _plain(our_row.label) != _plain(their_row.label):
            yield f"{ours.title}：应为“{our_row.label}”行，读回“{their_row.label}”行"
            return
        if our_row.amounts != their_row.amounts:
            yield f"{ours.title} {our_row.label}：应为 {_printed(our_row)}，读回 {_printed(their_row)}"


def _is_empty(statement: Statement) -> bool:
    return all(amount is None for row in statement.rows for amount in row.amounts)


def _sides_apart(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row.flow or ""))


def _project(number: int, ours: ProjectPerformance, theirs: ProjectPerformance) -> Iterator[str]:
    where = f"第 {number} 张绩效目标表（{ours.name}）"
    if _plain(ours.name) != _plain(theirs.name):
        yield f"{where}：项目名称读回“{theirs.name}”"
        return
    for side, our_side, their_side in (
        ("实施期", ours.funding.whole, theirs.funding.whole),
        ("年度", ours.funding.annual, theirs.funding.annual),
    ):
        if _funding(our_side) != _funding(their_side):
            yield f"{where}：{side}资金应为 {_said(our_side)}，读回 {_said(their_side)}"
    for side, our_list, their_list in (
        ("实施期", ours.indicators.whole, theirs.indicators.whole),
        ("年度", ours.indicators.annual, theirs.indicators.annual),
    ):
        our_texts, their_texts = [_indicator(each) for each in our_list], [_indicator(each) for each in their_list]
        if our_texts != their_texts:
            missing = [text for text in our_texts if text not in their_texts][:3]
            yield f"{where}：{side}指标应有 {len(our_texts)} 个，读回 {len(their_texts)} 个；不同的有 {missing}"


def _funding(funding: Funding) -> tuple[object, ...]:
    return tuple(getattr(funding, name) for name in Funding.__struct_fields__)


def _said(funding: Funding) -> str:
    """The amounts of `funding` in the order of the form, blanks left out."""
    return "、".join(f"{amount} 元" for amount in _funding(funding) if amount is not None) or "空白"


def _indicator(indicator: Indicator) -> tuple[str, str]:
    return _plain(indicator.name), _plain(indicator.target)


def _printed(row: Row) -> list[str]:
    return ["" if amount is None else str(amount) for amount in row.amounts]


def _plain(text: str | None) -> str:
    return re.sub(r"[\s$]+", "", text or "")
