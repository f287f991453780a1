"""A disclosure that says it has no operating costs has none in its statement.

Source: 预算法实施条例 §6: operating costs of agencies are stated and explained; DOMAIN §6, 八.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import cell_words, finding_place, printed_words
from budgetbook.model.coordinates import Coordinates, Flow, Institution, Nature
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_NONE = re.compile(r"(?:无|没有|未安排|不涉及)(?:安排)?机关运行经费")
_AT = Coordinates(flow=Flow.EXPENDITURE, nature=Nature.OPERATING, institution=Institution.AGENCY)
_SOURCE = "《预算法实施条例》第六条；机关运行经费预算表"
_HINT = "请核对：有机关运行经费的，应写明金额和增减原因；没有的，报表应注明本表无数据。"


@rule(
    title="写明无机关运行经费的，报表中也没有",
    severity=Severity.ERROR,
    needs=("narrative", Kind.OPERATING_COSTS),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    cells = [
        one for one in context.cells(Kind.OPERATING_COSTS, _AT, whatever=("fund", "period")) if one.sound and one.yuan
    ]
    for telling in context.tellings:
        for match in _NONE.finditer(telling.plain.text):
            for cell in cells[:1]:
                yield Finding(
                    rule="",
                    severity=Severity.ERROR,
                    message=(
                        f"{section_words(telling)}写“{telling.quote(match.start(), match.end())}”，"
                        f"{cell_words(context.disclosure, cell)}却为{printed_words(context.disclosure, cell)}"
                    ),
                    places=(
                        section_place(telling, match.start(), match.end()),
                        finding_place(context.disclosure, cell),
                    ),
                    expected="0",
                    found=str(cell.amount),
                    hint=_HINT,
                    source=_SOURCE,
                )
