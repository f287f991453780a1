"""The implementing unit of a form is a unit of the projects statement, by the same name.

Source: 项目支出绩效目标表“实施单位”; DOMAIN §1 (old unit names).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import MOST_PLACES, alike
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.matching import projects
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import statement_name
from budgetbook.codes import name_key
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_LIKE = alike("0.6", "实施单位与报表中的单位有多像，就提示应为该单位")
_OFFICE = re.compile(r"[（(]?(?:局|部门)?(?:本级|机关)[）)]?$")
_HINT = "请把绩效目标表的实施单位改为预算单位的规范名称，与项目支出表一致。"


@rule(
    title="绩效目标表的实施单位是项目支出表中的单位",
    severity=Severity.WARNING,
    needs=(Kind.PROJECTS, "project_forms"),
    source="项目支出绩效目标表“实施单位”；项目支出预算表（本年预算）",
    hint=_HINT,
    parameters=(
        _LIKE,
        MOST_PLACES,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    names = {one.unit_name for one in projects(context)} - {""}
    known = {name_key(name) for name in (*names, context.disclosure.entity.name)}
    if not names:
        yield NotJudged("项目支出表没有列出单位")
        return
    stated: dict[str, list[Form]] = defaultdict(list)
    for form in forms(context):
        unit = form.project.unit
        if unit and not form.doubt and not form.damaged.note("unit"):
            stated[unit].append(form)
    # 某某局（本级） and 某某局本级 are the office of the department.
    others = {
        unit: filed
        for unit, filed in stated.items()
        if name_key(_OFFICE.sub("", unit)) not in known and name_key(unit) not in known
    }
    if stated and len(others) == len(stated):
        yield NotJudged("绩效目标表的实施单位都不是项目支出表中的单位，两表的单位写法不同，无法核对")
        return
    where = statement_name(context.disclosure, context.number(Kind.PROJECTS))
    for unit, filed in others.items():
        like = get_close_matches(unit, names, 1, float(context.limit(_LIKE)))
        meant = f"，应为“{like[0]}”" if like else ""
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{len(filed)} 份绩效目标表的实施单位“{unit}”不是{where}中的单位{meant}",
            places=tuple(form.place(unit) for form in filed[: int(context.limit(MOST_PLACES))]),
            expected=like[0] if like else None,
            found=unit,
            hint=_HINT,
        )
