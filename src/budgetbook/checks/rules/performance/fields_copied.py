"""Each field of a form says what it asks for: no text is only the project's name, and no text fills field after field.

Law and regulation may well be named as basis and as safeguard; so two equal fields are nothing, three or more are a warning.
Source: 项目支出绩效目标表“项目概况”至“总体目标”; DOMAIN §7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import count
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.naming import only_names
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import Said, rule
from budgetbook.codes import name_key
from budgetbook.model.finding import Finding, Severity

_LEAST_ALIKE = count("least_alike", 3, "栏", "几栏是同一段文字才报告", least=2)
_LEAST_NAMED = count("least_named", 2, "栏", "几栏只写了项目名称才报告")
_LEAST_LENGTH = count("shortest", 6, "字", "多长的文字才比较")
_MOST_QUOTED = 24
_HINT = "请按各栏要求分别填写概况、依据、必要性、措施、计划和目标。"


@rule(
    title="绩效目标表各栏内容不雷同",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目概况”“立项依据”“项目设立必要性”“制度、措施”“实施计划”“总体目标”",
    hint=_HINT,
    parameters=(
        _LEAST_ALIKE,
        _LEAST_NAMED,
        _LEAST_LENGTH,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    shortest = int(context.limit(_LEAST_LENGTH))
    least_named, least_alike = int(context.limit(_LEAST_NAMED)), int(context.limit(_LEAST_ALIKE))
    for form in forms(context):
        name = name_key(plain(form.project.name))
        named = _labels([one.label for one in form.texts if only_names(one.text.rstrip("。;；"), name)])
        if len(named) >= least_named:
            yield _finding(form, f"{'、'.join(named)}只写了项目名称", form.project.name)
            continue
        texts = [one.text for one in form.texts]
        if len(texts) - len(set(texts)) < least_alike - 1:
            continue  # none stands in that many fields
        same: dict[str, list[str]] = defaultdict(list)
        for text in form.texts:
            if len(text.text) >= shortest:
                same[text.text].append(text.label)
        for text_, labels in same.items():
            if len(labels) >= least_alike and len(copied := _labels(labels)) >= least_alike:
                quote = text_ if len(text_) <= _MOST_QUOTED else text_[:_MOST_QUOTED] + "…"
                yield _finding(form, f"{'、'.join(copied)}是同一段文字：“{quote}”", quote)


def _labels(labels: list[str]) -> list[str]:
    """`labels`, both objectives counted once: a project's year is often its whole."""
    if "年度目标" in labels and "实施期目标" in labels:
        return [label for label in labels if label != "实施期目标"]
    return labels


def _finding(form: Form, wrong: str, text: str) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{form.words}{wrong}",
        places=(form.place(text),),
        found=text,
        hint=_HINT,
    )
