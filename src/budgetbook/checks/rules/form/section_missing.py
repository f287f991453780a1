"""Every section that the form asks for is there, told by its title.

Source: 预算法 §14: procurement, operating costs and the reasons of change are explained; the province's form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from budgetbook import forms
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import alike
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.forms.form import fill
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, FindingPlace, Severity

_SOURCE = "《预算法》第十四条；《预算法实施条例》第六条；部门预算公开格式"
_HINT = "请补上缺少的部分；没有内容的，保留标题并说明没有。"
_KEY = re.compile(r"^(?:部门|单位)|[\s“”\"]+|情况说明$|说明$|情况$")
_LIKE = alike("0.7", "标题与格式规定的标题有多像，就算是这一部分")


@rule(
    title="情况说明各部分齐全",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    forms=("shanxi", "national"),
    parameters=(_LIKE,),
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    assert disclosure.form is not None
    form = forms.load(disclosure.form)
    wanted = [(one.section, _title(disclosure, one.title)) for one in form.sections]
    missing = _unmatched(wanted, [_key(one.title) for one in disclosure.narrative], float(context.limit(_LIKE)))
    if len(missing) * 2 > len(wanted):
        yield NotJudged("情况说明的各部分标题与公开格式大多不同，无法判断是否齐全")
        return
    for section, title in missing:
        if any(one.section == section for one in disclosure.narrative) and len(disclosure.narrative) == len(wanted):
            continue  # the section is there under a title of its own
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"情况说明中没有找到“{section}、{title}”",
            places=(FindingPlace(section=section),),
            expected=title,
            hint=_HINT,
            source=_SOURCE,
        )


def _title(disclosure: Disclosure, title: str) -> str:
    return fill(title, year=disclosure.fiscal_year, kind=disclosure.entity.kind, entity=disclosure.entity.name)


def _key(title: str) -> str:
    return _KEY.sub("", title)


def _unmatched(wanted: list[tuple[str, str]], printed: list[str], least: float) -> list[tuple[str, str]]:
    """The wanted titles that no printed one stands for: the same first, then what is most like it; none stands for two."""
    left = list(printed)
    missing = []
    for section, title in wanted:
        if _key(title) in left:
            left.remove(_key(title))
        else:
            missing.append((section, title))
    for section, title in list(missing):
        like = [(SequenceMatcher(None, _key(title), one, autojunk=False).ratio(), one) for one in left]
        best, one = max(like, default=(0.0, ""))
        if best >= least:
            left.remove(one)
            missing.remove((section, title))
    return missing
