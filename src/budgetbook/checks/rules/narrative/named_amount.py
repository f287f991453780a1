"""An amount that the words give a unit or a project by its name is the one that the statements print for it.

Only where the words are that name and nothing else (a unit's with 预算 behind it), and no amount of that name in any statement agrees. In a section
about one unit, a project is that unit's where it has one of this name. A last digit that is off by one is a notice.
Source: DOMAIN §5: the words repeat the statements' figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.narrative.matching import agree
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.plain import plain_text
from budgetbook.checks.narrative.wording import (
    as_printed,
    in_unit_of,
    lost_a_digit,
    money_words,
    section_place,
    section_words,
)
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import cell_words, finding_place
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_OF_ALL = frozenset({Kind.INCOME_EXPENDITURE, Kind.INCOME, Kind.EXPENDITURE})  # where a unit's row is its whole budget
_BUDGET = re.compile(
    r"^(?:20\d\d年度?)?(?P<name>.+?)(?:20\d\d年度?)?(?:部门|单位|收入|支出|年初)?预算(?:总额|总计|合计)?$"
)
_SHORTEST = 4  # characters: 其他, 培训 name no project that one could be sure of
_SOURCE = "情况说明中单位、项目的金额应与报表一致"
_HINT = "请核对报表中该单位或项目的金额。"
_Named = dict[str, dict[str, list[Cell]]]


@rule(
    title="文字中单位和项目的金额与报表一致",
    severity=Severity.WARNING,
    needs=("narrative", "statements"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    asked = [
        (telling, mention)
        for telling in context.tellings
        for mention in telling.mentions
        if mention.phrase is None and mention.quantity.value and len(mention.words) >= _SHORTEST
    ]
    units, projects = _named(context, {name for _, mention in asked for name in _names(mention.words)})
    judged = False
    for telling, mention in asked:
        cells = _cells(mention.words, telling, units, projects)
        if not cells or not all(cell.sound for cell in cells):
            continue
        judged = True
        if not any(agree(mention.quantity, cell) for cell in cells):
            yield _finding(context, telling, mention, cells[0])
    if not judged:
        yield NotJudged("文中没有按名称写出报表中单位或项目的金额")


def _names(words: str) -> tuple[str, ...]:
    """The project, and the unit, that words which are nothing but a name may mean."""
    budget = _BUDGET.match(words)
    return (words,) if budget is None else (words, budget["name"])


def _named(context: Context, names: set[str]) -> tuple[_Named, _Named]:
    """The cells of rows that are one unit's or one project's in all, by name and unit (empty where none is named); the total first.

    Only of those that bear one of `names`.
    """
    units: _Named = defaultdict(lambda: defaultdict(list))
    projects: _Named = defaultdict(lambda: defaultdict(list))
    for number in context.book.cells:
        statement = context.disclosure.statements[number]
        of_all = statement.kind in _OF_ALL
        for at, row in enumerate(statement.rows):
            where = row.coordinates
            is_unit = of_all and where.unit is not None and row.code is None and row.label == where.unit
            if (where.project is None and not is_unit) or (name := plain_text(row.label)) not in names:
                continue
            found = units[name][""] if where.project is None else projects[name][plain_text(where.unit or "")]
            found += [cell for cell in context.row(number, at) if not cell.blank]
    return units, projects


def _cells(words: str, telling: Telling, units: _Named, projects: _Named) -> list[Cell]:
    """The cells that words which are nothing but a name may mean."""
    project, *unit = _names(words)
    named = projects.get(project) or (units.get(unit[0]) if unit else None)
    if named is None:
        return []
    about = plain_text(telling.section.title)
    return named[about] if about in named else [cell for cells in named.values() for cell in cells]


def _finding(context: Context, telling: Telling, mention: Mention, cell: Cell) -> Finding:
    quantity = mention.quantity
    off = quantity.value - cell.yuan
    slight = abs(off) <= max(quantity.step, 2 * cell.half) or lost_a_digit(context.disclosure, quantity, cell.yuan)
    return Finding(
        rule="",
        severity=Severity.NOTICE if slight else Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, quantity.start)}” {as_printed(quantity)}，"
            f"{cell_words(context.disclosure, cell)}为 {money_words(quantity, cell.yuan)}"
        ),
        places=(section_place(telling, mention.start, mention.end), finding_place(context.disclosure, cell)),
        expected=str(in_unit_of(quantity, cell.yuan)),
        found=str(in_unit_of(quantity, quantity.value)),
        difference=in_unit_of(quantity, off),
        hint=_HINT,
        source=_SOURCE,
    )
