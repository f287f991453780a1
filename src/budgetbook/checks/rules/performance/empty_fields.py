"""Every field of a form is filled: texts, objectives, and a target for each indicator.

Two and more empty texts are a warning, one a notice; an empty target is a warning. A field that is empty in most forms of the document is not
part of its form. Signatures and filing dates that no form has are one notice.
Source: 项目支出绩效目标表; DOMAIN §7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import count
from budgetbook.checks.performance.forms import OBJECTIVES, TEXT_FIELDS, Form, forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SIGNED = {"responsible": "负责人", "handler": "经办人", "telephone": "联系电话", "filed_at": "填报日期"}
_MANY = count("many", 2, "栏", "空几栏作为警告，少于它的作为提示")
_MOST_NAMED = 4
_HINT = "请补填空白的栏目。"


@rule(
    title="绩效目标表各栏都已填写",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表",
    hint=_HINT,
    parameters=(_MANY,),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    filed = [form for form in forms(context) if not form.doubt]
    labels = {**TEXT_FIELDS, **{f"objective.{side}": label for side, label in OBJECTIVES.items()}}
    blanks = [_blanks(form) for form in filed]
    blank_in = Counter(field for fields in blanks for field in fields)
    used = [field for field in labels if blank_in[field] * 2 <= len(filed)]
    for form, fields in zip(filed, blanks, strict=True):
        empty = [labels[field] for field in used if field in fields and not _doubtful(form, field)]
        if empty:
            yield _finding(
                form,
                f"没有填写{'、'.join(empty)}",
                Severity.WARNING if len(empty) >= context.limit(_MANY) else Severity.NOTICE,
            )
        untold = [one.name for one in form.distinct if one.empty]
        if untold:
            listed = "、".join(f"“{name}”" for name in untold[:_MOST_NAMED]) + (
                "等" if len(untold) > _MOST_NAMED else ""
            )
            yield _finding(form, f"指标{listed}没有填写指标值", Severity.WARNING)
    # Other provinces' forms have no signatures; where some are signed, the form has them.
    if context.disclosure.form or any(getattr(form.project, field) for form in filed for field in _SIGNED):
        yield from _unsigned(filed)


def _unsigned(filed: list[Form]) -> Iterator[Finding]:
    lacking = {
        label: count
        for field, label in _SIGNED.items()
        if (count := sum(1 for form in filed if not getattr(form.project, field)))
    }
    if filed and lacking:
        listed = "、".join(f"{label}（{count} 份）" for label, count in lacking.items())
        yield Finding(
            rule="",
            severity=Severity.NOTICE,
            message=f"绩效目标表没有填写{listed}，共 {len(filed)} 份表",
            places=(filed[0].place(),),
            hint="公开时隐去联系方式的可以不填；否则请补填。",
        )


def _blanks(form: Form) -> list[str]:
    """The texts and objectives of a form where nothing stands."""
    project = form.project
    texts = [field for field in TEXT_FIELDS if _blank(getattr(project, field))]
    return texts + [f"objective.{side}" for side in OBJECTIVES if _blank(getattr(project.objective, side))]


def _blank(text: str | None) -> bool:
    return not text or text.isspace()


def _doubtful(form: Form, field: str) -> bool:
    return bool(form.damaged.within(*field.split(".")))


def _finding(form: Form, wrong: str, severity: Severity) -> Finding:
    return Finding(rule="", severity=severity, message=f"{form.words}{wrong}", places=(form.place(),), hint=_HINT)
