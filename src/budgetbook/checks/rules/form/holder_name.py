"""The name printed above a statement is the entity's own: not an old one, and not misspelt.

A name that is like the entity's without being it is asked about; another body's (a unit's own statement) is not.
Source: DOMAIN §1, old unit names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import alike
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, statement_words
from budgetbook.codes import name_key
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_LIKE = alike("0.7", "表上的名称与本单位名称有多像，就怀疑是旧名称或笔误")
_OFFICE = re.compile(r"[（(]?(?:本级|机关|汇总|部门|本部)[）)]?$")
_SOURCE = "部门预算公开格式：表上注明的单位名称与封面一致"
_HINT = "请核对现用名称，各表统一。"


@rule(
    title="报表上的单位名称就是本单位",
    severity=Severity.WARNING,
    needs=("statements",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(_LIKE,),
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    own = _key(disclosure.entity.name)
    held = [(one, _key(one.holder)) for one in disclosure.statements if one.holder]
    if not held:
        yield NotJudged("报表上没有注明单位名称")
        return
    if not any(name == own for _, name in held):
        yield NotJudged("报表上的名称都不是封面上的名称，无法判断以哪个为准")
        return
    printed = {row.coordinates.unit for one in disclosure.statements if one.kind is not Kind.OTHER for row in one.rows}
    units = {_key(unit) for unit in printed if unit}
    for statement, name in held:
        if name == own or name in own or own in name or name in units:
            continue
        if SequenceMatcher(None, name, own, autojunk=False).ratio() < context.limit(_LIKE):
            continue
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{statement_words(statement)}上的单位名称是“{statement.holder}”，本文件是“{disclosure.entity.name}”",
            places=(placed(statement.place, statement=statement_words(statement), text=statement.holder),),
            expected=disclosure.entity.name,
            found=statement.holder,
            hint=_HINT,
            source=_SOURCE,
        )


def _key(name: str | None) -> str:
    return _OFFICE.sub("", name_key(name or ""))
