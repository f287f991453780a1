"""A printed cell is the sum of the cells that split it along one coordinate.

By function and economic class, fund, nature, period, public cost, unit and project; a level that a statement doesn't print is skipped
(DOMAIN §5, Within).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.sums import sums_counted
from budgetbook.model.finding import Severity


@rule(
    title="合计等于各分项之和",
    severity=Severity.ERROR,
    needs=("statements",),
    source="《预算法实施条例》第六条；各报表取自同一预算数据，分项相加等于合计",
    hint="合计或某一分项有误，仅凭本式无法判断是哪一个；请与批复的预算核对。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    for book in context.books:
        yield from sums_counted(context.disclosure, book)
