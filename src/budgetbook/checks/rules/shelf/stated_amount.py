"""An amount that the words give for last year's budget equals last year's own statements.

Source: last year's published statements; DOMAIN §5, Words against statements.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.matching import Match
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.last_year import LastYear
from budgetbook.checks.shelf.wording import in_file, there
from budgetbook.checks.wording import cell_words
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, Severity

_HINT = "上年预算数以上年公开的文件为准；口径有调整的，请在文中写明。"


@rule(
    title="文字中的上年预算数与上年公开的一致",
    severity=Severity.WARNING,
    needs=("previous", "narrative"),
    source="上年公开的预算",
    hint=_HINT,
    phases=(Phase.BUDGET,),
)
def check(context: Context) -> Iterable[Said]:
    for telling, match in LastYear(context).amounts():
        if match.contradicted:
            yield _finding(context, telling, match)


def _finding(context: Context, telling: Telling, match: Match) -> Finding:
    mention, cell, before = match.mention, match.cells[0], context.last_year
    quantity = mention.quantity
    off = quantity.value - cell.yuan
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, quantity.start)}”为 {as_printed(quantity)}，"
            f"上年公开的文件中{cell_words(before.context.disclosure, cell)}为 {money_words(quantity, cell.yuan)}，"
            f"相差 {money_words(quantity, abs(off))}"
        ),
        places=(
            in_file(section_place(telling, mention.start, mention.end), context.shelf.name),
            there(before, cell),
        ),
        expected=str(in_unit_of(quantity, cell.yuan)),
        found=str(in_unit_of(quantity, quantity.value)),
        difference=in_unit_of(quantity, off),
        hint=_HINT,
        source="上年公开的预算",
    )
