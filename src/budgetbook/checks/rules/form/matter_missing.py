"""The words speak of what the law asks every department to explain: operating costs, procurement, state assets.

Known forms are judged section by section (form.section_missing); here, other places' words are searched for the matter anywhere, so that no
form is assumed. Short texts may be a part of the words only.
Source: 预算法 §14; 财预〔2016〕143号 地方预决算公开操作规程.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.statement import Kind

_SOURCE = "《预算法》第十四条；《地方预决算公开操作规程》（财预〔2016〕143号）"
_HINT = "请在情况说明中补充这一事项；没有的，说明没有。"
_FEWEST_SECTIONS, _SHORTEST = 3, 500


@rule(title="法定事项有说明", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    text = "".join("".join((one.title + one.text).split()) for one in disclosure.narrative)
    if disclosure.form is not None:
        yield NotJudged("这种格式按部分检查，见 form.section_missing")
        return
    if len(disclosure.narrative) < _FEWEST_SECTIONS or len(text) < _SHORTEST or context.damaged.note("narrative"):
        yield NotJudged("读到的文字太少，可能只是情况说明的一部分")
        return
    for matter, elsewhere in _matters(disclosure):
        if matter not in text and not elsewhere:
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"情况说明中没有说到{matter}",
                places=(FindingPlace(),),
                expected=matter,
                hint=_HINT,
                source=_SOURCE,
            )


def _matters(disclosure: Disclosure) -> Iterable[tuple[str, bool]]:
    """Each matter, and whether something else in the document states it."""
    titles = "".join(one.title for one in disclosure.statements)
    if disclosure.entity.kind is EntityKind.DEPARTMENT:  # a public institution has no such costs
        yield "机关运行经费", any(one.kind is Kind.OPERATING_COSTS for one in disclosure.statements)
    yield "政府采购", disclosure.procurement is not None or "政府采购" in titles
    yield "国有资产", disclosure.assets is not None or "国有资产" in titles
