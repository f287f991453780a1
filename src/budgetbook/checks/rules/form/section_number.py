"""The sections are numbered without a gap: the third follows the second.

A number that isn't there is a section that was lost, unless its words stand in the section before under a heading that was not taken for one.
Numbers begin anew with every part. Known forms are judged section by section (form.section_missing).
Source: the document's own numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.narrative import Section
from budgetbook.model.numerals import numeral, numeral_value

_SOURCE = "情况说明各部分按序号连续编排"
_HINT = "请核对是否漏了一部分，或序号写错。"


@rule(title="情况说明各部分的序号连续", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    if context.disclosure.form is not None:
        yield NotJudged("这种格式按部分检查，见 form.section_missing")
        return
    if context.damaged.note("narrative"):
        yield NotJudged("情况说明识别有疑问，无法判断序号是否连续")
        return
    for one, following in pairwise(context.disclosure.narrative):
        last, this = numeral_value(one.section), numeral_value(following.section)
        if last is None or this is None or this <= last + 1:
            continue
        missing = [numeral(each) for each in range(last + 1, this)]
        if any(_stands_in(one, each) for each in missing):
            continue
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"情况说明第{one.section}部分之后是第{following.section}部分，没有找到第{'、'.join(missing)}部分",
            places=(placed(following.place, section=following.section, text=following.title),),
            expected=missing[0],
            found=following.section,
            hint=_HINT,
            source=_SOURCE,
        )


def _stands_in(section: Section, numeral: str) -> bool:
    return re.search(rf"(?:^|\n)\s*(?:第?{numeral}[、．.]|第{numeral}部分)", section.text) is not None
