"""A project form's total for the year equals the project's amount in the projects statement.

The form is in yuan, the statement usually in 万元 with two decimals, so they may be 50 yuan apart. Names repeat, so all forms of one name (and unit, where both say it) are
held against all rows of that name: one of each is compared directly, of several only the amounts without a partner are reported.
Source: DOMAIN §5, Forms; §4, a project's key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetbook.checks.cells import Cell, form_cell
from budgetbook.checks.comparison import agreement
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.performance.forms import Form, forms
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, cell_words, finding_place, form_place, form_words, unit_of
from budgetbook.codes import name_key
from budgetbook.model.coordinates import Coordinates, Flow, Nature, Period
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.performance import ProjectPerformance
from budgetbook.model.statement import Kind

_ENOUGH_TO_TELL = 5  # forms
_HINT = "绩效目标表的年度资金总额应与项目支出表（本年预算）一致；请核对后改正其中一处。"


@rule(
    title="绩效目标表年度资金与项目支出表一致",
    severity=Severity.ERROR,
    needs=(Kind.PROJECTS, "project_forms"),
    source="项目支出绩效目标表“年度资金总额”；项目支出预算表（本年预算）",
    hint=_HINT,
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    if _without_year(context.disclosure.projects):
        yield NotJudged("各绩效目标表都只列实施期资金，没有年度资金一栏")
        return
    rows = _rows(context)
    of_name: dict[str, list[Form]] = defaultdict(list)
    for form in forms(context):
        of_name[name_key(form.project.name)].append(form)
    for name, same in of_name.items():
        for filed, cells in _by_unit(context, same, rows.get(name, [])):
            yield from _compare(context, filed, cells)


def _without_year(projects: Sequence[ProjectPerformance]) -> bool:
    """Whether the forms are of a kind that prints the whole period's funding only (陕西), so that a blank year is nobody's omission."""
    whole_only = sum(one.funding.annual.total is None and one.funding.whole.total is not None for one in projects)
    return len(projects) >= _ENOUGH_TO_TELL and whole_only > len(projects) * 0.9


def _rows(context: Context) -> dict[str, list[Cell]]:
    """The totals of the projects in the statement, by name."""
    found: dict[str, list[Cell]] = defaultdict(list)
    at = Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CURRENT)
    statement = context.statement(Kind.PROJECTS)
    for cell in context.cells(Kind.PROJECTS, at, whatever=("unit", "project")):
        if context.value(cell, "project") is not None:
            found[name_key(statement.rows[cell.row].label)].append(cell)
    return found


def _by_unit(context: Context, filed: list[Form], cells: list[Cell]) -> Iterable[tuple[list[Form], list[Cell]]]:
    """Forms and rows of one name, apart by unit where every one of them names its unit and the units are the same."""
    if len(filed) == len(cells) == 1:
        return [(filed, cells)]
    units = {name_key(form.project.unit or "") for form in filed}
    held = {name_key(str(context.value(cell, "unit") or "")) for cell in cells}
    if "" in units | held or not units <= held:
        return [(filed, cells)]
    return [
        (
            [form for form in filed if name_key(form.project.unit or "") == unit],
            [cell for cell in cells if name_key(str(context.value(cell, "unit"))) == unit],
        )
        for unit in sorted(units)
    ]


def _compare(context: Context, filed: list[Form], cells: list[Cell]) -> Iterable[Said]:
    if not cells:  # a project that isn't in the statement is for another rule
        return
    left = list(cells)
    alone: list[Cell] = []
    for one in filed:
        total = one.project.funding.annual.total
        if one.damaged.within("funding", "annual") or one.damaged.note("name"):
            yield NotJudged(f"{one.words}：年度资金识别有疑问")
            return
        if total is None:
            if len(filed) == len(cells) == 1:
                yield _unfilled(context, one.project, cells[0])
            else:
                yield NotJudged(f"{one.words}：没有填写年度资金总额")
            return
        form = form_cell(one.number, 1, total)
        partner = next((cell for cell in left if _near(cell, total)), None)
        if partner is None:
            alone.append(form)
        else:
            left.remove(partner)
            yield agreement(partner, form)
    if len(filed) == len(cells):
        yield from (agreement(cell, form) for cell, form in zip(left, alone, strict=True))
    elif alone:
        yield NotJudged(f"{filed[0].words}：项目支出表中同名项目的个数与绩效目标表不同，无法逐一对应")


def _near(cell: Cell, yuan: Decimal) -> bool:
    """Whether `yuan` could have been printed as `cell`: half a step of its last digit (50 yuan for 0.01 万元)."""
    return abs(cell.yuan - yuan) <= cell.half


def _unfilled(context: Context, project: ProjectPerformance, cell: Cell) -> Finding:
    amount = amount_words(unit_of(context.disclosure, cell), cell.yuan)
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{form_words(project)}没有填写年度资金总额，{cell_words(context.disclosure, cell)}为 {amount}",
        places=(form_place(project), finding_place(context.disclosure, cell)),
        expected=str(cell.yuan),
        hint="请在绩效目标表中填写年度资金总额及各来源金额。",
    )
