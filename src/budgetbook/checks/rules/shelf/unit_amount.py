"""What a department prints of a unit equals the unit's own statements: operating costs, projects, and statements by unit.

Source: 预算法 §14, §52: a unit's budget is approved by its department; both publish the same amounts.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.axes import Key
from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.cells import PROJECT, UNIT, Cells, agree, common
from budgetbook.checks.shelf.wording import all_differ
from budgetbook.codes import name_key
from budgetbook.model.finding import Severity

_SOURCE = "《预算法》第五十二条：单位预算由主管部门批复，两处公开的应为同一个数"
_HINT = "请与批复该单位的预算核对，改正部门或单位的公开文件。"


@rule(
    title="部门所列各单位的数与单位自己公开的一致",
    severity=Severity.WARNING,
    needs=("units", "statements"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for unit in context.shelf.units:
        if unit.listed_as is None:
            continue
        name = unit.context.disclosure.entity.name
        if not unit.context.disclosure.statements:
            yield NotJudged(f"{name}的文件中没有报表")
            continue
        pairs, compared = _pairs(context, unit)
        if not compared:
            yield NotJudged(f"部门的报表中没有可以与{name}核对的数")
        yield from all_differ(
            context,
            pairs,
            unit,
            whose=f"{name}公开的文件中",
            severity=Severity.WARNING,
            hint=_HINT,
            source=_SOURCE,
        )


def _pairs(context: Context, unit: Neighbour) -> tuple[list[tuple[Cell, Cell]], int]:
    """The department's cells of the unit that differ from the unit's own, and how many cells both print."""
    ours, theirs = common(context, unit.context)
    wanted = name_key(unit.listed_as or "")
    found, compared = [], 0
    for key, cells in ours.by_key.items():
        if key[UNIT] is None or name_key(str(key[UNIT])) != wanted:
            continue
        for cell in cells:
            before = _own(ours, theirs, cell, key)
            if before:
                compared += 1
                if not any(agree(cell, one) for one in before):
                    found.append((cell, before[0]))
    return found, compared


def _own(ours: Cells, theirs: Cells, cell: Cell, key: Key) -> list[Cell]:
    """The unit's cells at `key`, its own name left out: of a statement of the same kind, or of any where no project is meant."""
    kind = ours.disclosure.statements[cell.statement].kind
    at = (*key[:UNIT], None, *key[UNIT + 1 :])
    return theirs.at(at, kind) or ([] if key[PROJECT] is not None else theirs.at(at))
