"""Two versions of one document state the same assets, procurement and overall objective.

Source: 预算法 §14: what is published is the approved budget; a version that replaces another says what was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, FindingPlace, Severity

_SOURCE = "《预算法》第十四条：公开的是批准的预算；更正的应当说明"
_HINT = "请以定稿为准，统一两个版本。"


@rule(
    title="同一文件的两个版本资产、采购和整体绩效相同",
    severity=Severity.WARNING,
    needs=("other_version",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for version in context.shelf.versions:
        found = version.changes
        if found is None:
            continue
        names = context.shelf.name, version.name
        places = tuple(FindingPlace(file=name) for name in names)
        for item in (*found.assets, *found.procurement):
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{item.name}：{names[0]} 为 {item.amounts.new} {item.unit}，{names[1]} 为 {item.amounts.old} {item.unit}",
                places=places,
                expected=str(item.amounts.old),
                found=str(item.amounts.new),
                difference=item.amounts.change,
                hint=_HINT,
                source=_SOURCE,
            )
        if found.overall is not None:
            parts = [text.name for text in found.overall.texts]
            parts += [f"指标“{indicator.name}”" for indicator in found.overall.indicators]
            said = f"有 {len(parts)} 处不同：{'、'.join(parts[:5])}" if parts else "只在一个版本中有"
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"整体支出绩效目标申报表{said}",
                places=places,
                hint=_HINT,
                source=_SOURCE,
            )
