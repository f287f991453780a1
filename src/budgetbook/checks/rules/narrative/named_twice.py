"""Parts of one whole that a section names twice have one amount: in the list, and again where each is explained.

The list comes first, then a numbered paragraph begins with the same words, both being parts of the same amount. Only for words that the
statements don't bear out (else narrative.amount does).
Source: DOMAIN §5: the words repeat each other's figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import printed
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SHORTEST = 4  # characters
_NUMBERED = re.compile(r"(?:（[一二三四五六七八九十\d]+）|[一二三四五六七八九十\d]+[、.．])$")
_SOURCE = "情况说明各处对同一事项的金额应当一致"
_HINT = "请核对两处金额，改正写错的一处。"


@rule(
    title="同一事项在同一部分中的金额一致", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        named: dict[tuple[int, str], list[Mention]] = defaultdict(list)
        for mention in telling.mentions:
            if mention.parent is not None and len(mention.words) >= _SHORTEST and _is_unknown(context, mention):
                named[id(mention.parent), mention.words].append(mention)
        for same in named.values():
            if len(same) != 2 or not _explained(telling, *same):
                continue
            if not printed(same[0].quantity).meets(printed(same[1].quantity)):
                yield _finding(telling, *same)


def _explained(telling: Telling, first: Mention, second: Mention) -> bool:
    """Whether the second mention begins a numbered paragraph, and the first stands in words."""
    text = telling.plain.text
    numbered = [_NUMBERED.match(text, text.rfind("\n", 0, one.start) + 1, one.start) for one in (first, second)]
    return numbered[0] is None and numbered[1] is not None


def _is_unknown(context: Context, mention: Mention) -> bool:
    matcher = context.matcher_or_none
    return mention.phrase is None or matcher is None or not matcher.match(mention).cells


def _finding(telling: Telling, first: Mention, second: Mention) -> Finding:
    said = telling.quote(second.start, second.quantity.start)
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{section_words(telling)}：“{said}”先写 {as_printed(first.quantity)}，后写 {as_printed(second.quantity)}",
        places=tuple(section_place(telling, one.start, one.end) for one in (first, second)),
        expected=str(in_unit_of(second.quantity, first.quantity.value)),
        found=str(in_unit_of(second.quantity, second.quantity.value)),
        difference=in_unit_of(second.quantity, second.quantity.value - first.quantity.value),
        hint=_HINT,
        source=_SOURCE,
    )
