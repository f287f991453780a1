"""A department's statements are the sums of its units' statements, where every unit that it lists is on the shelf.

Where units pay each other (上级补助收入, 附属单位上缴收入 and the expenditure for them) a department may leave that money out: then a notice.
Source: 预算法 §8: a department's budget is made of the budgets of its units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.axes import POSITION, Key
from budgetbook.checks.cells import Cell
from budgetbook.checks.context import KIND_WORDS, Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.shelf.cells import PROJECT, UNIT, Cells, common
from budgetbook.checks.shelf.wording import here, off_words, there
from budgetbook.checks.wording import cell_words, in_unit_of, printed_words, unit_of
from budgetbook.model.coordinates import DIMENSIONS, Fund, Nature
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO
from budgetbook.model.statement import Kind, Role

_SOURCE = "《预算法》第八条：部门预算由本部门及其所属各单位预算组成"
_HINT = "请核对部门汇总时是否漏了或重复了某个单位，再与各单位的批复核对。"
_WITHIN = {Fund.SUPERIOR_SUBSIDY, Fund.SUBORDINATE_PAYMENT, Nature.PAYMENT_TO_SUPERIOR, Nature.SUBSIDY_TO_SUBORDINATES}
_NOT_SUMMED = (Kind.OTHER, Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS)
_CODES = tuple(POSITION[name] for name in ("function", "economic", "government_economic", "income"))
_MOST_WORDED = 3
_Wrong = tuple[
    Cell, Decimal, list[tuple[Cell, int]]
]  # what is summed, the sum, and each part with the number of its unit


@rule(
    title="部门报表等于所属各单位之和",
    severity=Severity.WARNING,
    needs=("units", "statements"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    if not context.shelf.complete:
        yield NotJudged("没有给出部门所列全部单位的文件，未核对各单位之和")
        return
    ours, *theirs = common(context, *(unit.context for unit in context.shelf.units))
    severity = Severity.NOTICE if any(_pays_within(cells) for cells in theirs) else Severity.WARNING
    found: list[list[_Wrong]] = []
    for kind in dict.fromkeys(statement.kind for statement in context.disclosure.statements):
        if kind in _NOT_SUMMED or context.missing(kind) is not None:
            continue
        reason = next((why for cells in theirs if (why := _unusable(context, cells, kind))), None)
        if reason is not None:
            yield NotJudged(reason)
            continue
        if wrong := list(_wrong(ours, theirs, kind, context.number(kind))):
            found.append(wrong)
    if sum(any(_is_grand_total(cell.key) for cell, _, _ in wrong) for wrong in found) > 1:
        # A wrong figure is wrong in one statement. Totals off in several: the document doesn't list each of its units (only those with projects).
        yield NotJudged("几张表的总计都不等于所给各单位之和，可能还有部门没有逐个列出的单位，未核对各单位之和")
        return
    if len(found) > 1 and all(cell.yuan > total for wrong in found for cell, total, _ in wrong):
        # The same, where what those units have is too little to move the totals.
        yield NotJudged("几张表都有数大于所给各单位之和，可能还有部门没有逐个列出的单位，未核对各单位之和")
        return
    for wrong in found:
        yield _finding(context, wrong, severity)


def _is_grand_total(key: Key) -> bool:
    return all(value is None for name, value in zip(DIMENSIONS, key, strict=True) if name not in ("flow", "period"))


def _pays_within(cells: Cells) -> bool:
    return any(
        cell.yuan
        for key, found in cells.by_key.items()
        if key[POSITION["fund"]] in _WITHIN or key[POSITION["nature"]] in _WITHIN
        for cell in found
    )


def _unusable(context: Context, cells: Cells, kind: Kind) -> str | None:
    """Why a unit's statement of `kind` can't be added up (Chinese); None where it can."""
    unit = cells.context
    name = unit.disclosure.entity.name
    missing = unit.missing(kind)
    if missing is not None:
        return f"{name}：{missing}"
    try:
        statement = unit.whole(kind)
    except NotJudged as reason:
        return f"{name}：{reason}"
    if unit.damaged.within("statements", unit.number(kind)):
        return f"{name}：{KIND_WORDS[kind]}识别有疑问"
    columns = {column.coordinates for column in context.statement(kind).columns}
    if statement.columns and {column.coordinates for column in statement.columns} != columns:
        return f"{name}：{KIND_WORDS[kind]}的列与部门的不同"
    return None


def _wrong(ours: Cells, theirs: list[Cells], kind: Kind, number: int) -> Iterator[_Wrong]:
    """The department's cells that differ from the sum, with that sum and the units' cells."""
    for key, cells in ours.by_key.items():
        printed = [cell for cell in cells if cell.statement == number]
        if not printed or key[UNIT] is not None or key[PROJECT] is not None:
            continue
        # Where a unit prints an amount, a blank at the same coordinates is no other amount of it.
        own = [[cell for cell in cells if not cell.blank] or cells for cells in (unit.at(key, kind) for unit in theirs)]
        if any(_are_parts(cells) for cells in (printed, *own)):
            continue
        # Where a unit prints an amount twice and differently, neither may hide the other.
        for choose in (min, max):
            parts = [(choose(cells, key=lambda one: one.yuan), number) for number, cells in enumerate(own) if cells]
            total = sum((cell.yuan for cell, _ in parts), ZERO)
            allowed = sum((cell.half for cell, _ in parts if not cell.blank), ZERO)
            wrong = next((cell for cell in printed if abs(cell.yuan - total) > allowed + cell.half), None)
            if wrong is not None:
                yield wrong, total, parts
                break


def _are_parts(cells: list[Cell]) -> bool:
    """Whether one statement prints several rows at one key that are parts, of which none is the whole."""
    return len({cell.row for cell in cells}) > 1 and all(cell.role is Role.ITEM for cell in cells)


def _depth(key: Key) -> int:
    return sum(len(str(key[at])) for at in _CODES if key[at] is not None)


def _finding(context: Context, wrong: list[_Wrong], severity: Severity) -> Finding:
    """All of one statement: a cell that is wrong takes those it is a part of with it, so the finest is named first."""
    wrong.sort(key=lambda one: -_depth(one[0].key))
    disclosure = context.disclosure
    said = [
        f"{cell_words(disclosure, cell, beside=wrong[0][0] if number else None)}为{printed_words(disclosure, cell)}，"
        f"各单位之和为 {off_words(context, cell, total)}，相差 {off_words(context, cell, abs(cell.yuan - total))}"
        for number, (cell, total, _) in enumerate(wrong[:_MOST_WORDED])
    ]
    more = f"；另有 {len(wrong) - _MOST_WORDED} 个数不等" if len(wrong) > _MOST_WORDED else ""
    cell, total, parts = wrong[0]
    unit = unit_of(disclosure, cell)
    places = [here(context, cell)]
    places += [there(context.shelf.units[number], part) for part, number in parts]
    within = "（单位之间有上级补助、上缴等往来，可能已抵销）" if severity is Severity.NOTICE else ""
    return Finding(
        rule="",
        severity=severity,
        message="；".join(said) + more + within,
        places=tuple(places),
        expected=str(in_unit_of(unit, total)),
        found=str(in_unit_of(unit, cell.yuan)),
        difference=in_unit_of(unit, cell.yuan - total),
        hint=_HINT,
        source=_SOURCE,
    )
