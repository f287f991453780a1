"""A column for last year's budget equals last year's own statements at the same coordinates.

Columns of an adjusted budget or an outturn are other figures. Where most of a column differs, its basis was changed (a reform, another scope):
that is one notice, not a defect of each cell.
Source: last year's published statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from budgetbook.checks.axes import POSITION
from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.shelf.cells import Cells, agree, common
from budgetbook.checks.shelf.wording import cells_differ, here, there
from budgetbook.checks.wording import statement_words
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, Severity

_YEAR, _PHASE = POSITION["year"], POSITION["phase"]
_HINT = "上年预算数以上年公开的文件为准；口径有调整的，请在表下注明。"
_MOST = 0.5  # of a column's amounts may differ before its basis is another
_LEAST = 6
_Pair = tuple[Cell, Cell]


@rule(
    title="报表的上年预算列与上年公开的一致",
    severity=Severity.WARNING,
    needs=("previous", "statements"),
    source="上年公开的预算",
    hint=_HINT,
    phases=(Phase.BUDGET,),
)
def check(context: Context) -> Iterable[Said]:
    ours, theirs = common(context, context.last_year.context)
    printed = unknown = 0
    columns: dict[int, list[tuple[Cell, Cell, bool]]] = defaultdict(list)
    for cell, before in _pairs(ours, theirs):
        printed += 1
        if not before:
            unknown += 1
            continue
        same = next((one for one in before if agree(cell, one)), None)
        columns[cell.statement].append((cell, same or before[0], same is not None))
    if printed and printed == unknown:
        yield NotJudged("上年列的金额未能与上年的报表对应")
    for cells in columns.values():
        yield from _judged(context, cells)


def _pairs(ours: Cells, theirs: Cells) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each amount printed for last year's budget, with the cells of last year's statements at its coordinates, those of its own kind first."""
    last = theirs.disclosure.fiscal_year
    for key, cells in ours.by_key.items():
        if key[_YEAR] != last or key[_PHASE] is not None:
            continue
        wanted = (*key[:_YEAR], None, *key[_YEAR + 1 :])
        for cell in cells:
            kind = ours.disclosure.statements[cell.statement].kind
            yield cell, theirs.at(wanted, kind) or theirs.at(wanted)


def _judged(context: Context, cells: list[tuple[Cell, Cell, bool]]) -> Iterator[Finding]:
    wrong = [(cell, before) for cell, before, same in cells if not same]
    told = [one for one in cells if one[0].yuan or one[1].yuan]
    if len(wrong) >= _LEAST and len(wrong) > _MOST * len(told):
        yield _other_basis(context, wrong, len(told))
        return
    for cell, before in wrong:
        yield cells_differ(
            context,
            cell,
            context.last_year,
            before,
            whose="上年公开的文件中",
            severity=Severity.WARNING,
            hint=_HINT,
            source="上年公开的预算",
        )


def _other_basis(context: Context, wrong: list[_Pair], told: int) -> Finding:
    cell, before = max(wrong, key=lambda pair: abs(pair[0].yuan - pair[1].yuan))
    statement = context.disclosure.statements[cell.statement]
    return Finding(
        rule="",
        severity=Severity.NOTICE,
        message=(
            f"{statement_words(statement)}的上年列有 {len(wrong)} 个数（共 {told} 个）与上年公开的预算不同，"
            "像是口径不同（机构改革、调整预算或上年执行数）"
        ),
        places=(here(context, cell), there(context.last_year, before)),
        hint="请在表头或表下注明上年列的口径。",
        source="上年公开的预算",
    )
