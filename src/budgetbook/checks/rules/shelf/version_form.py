"""Two versions of one document hold the same performance forms and projects.

Source: 预算法 §14: what is published is the approved budget; a version that replaces another says what was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.projects import at_place, differences
from budgetbook.model.comparison import Change, ProjectChange
from budgetbook.model.finding import Finding, Severity

_SOURCE = "《预算法》第十四条：公开的是批准的预算；更正的应当说明"
_HINT = "请以批复的绩效目标表为准，统一两个版本。"


@rule(
    title="同一文件的两个版本项目和绩效目标表相同",
    severity=Severity.WARNING,
    needs=("other_version",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for version in context.shelf.versions:
        if version.changes is None:
            continue
        theirs = version.context.disclosure
        if (context.disclosure.projects and theirs.projects) or (context.disclosure.statements and theirs.statements):
            for change in version.changes.projects:
                yield from _finding(context, version, change)


def _finding(context: Context, version: Neighbour, change: ProjectChange) -> Iterator[Finding]:
    names = context.shelf.name, version.name
    if change.change in (Change.ADDED, Change.REMOVED):
        has, lacks = names if change.change is Change.ADDED else names[::-1]
        message = f"项目“{change.name}”只在 {has} 中有，{lacks} 中没有"
    else:
        said = list(differences(change, "前一版本", "后一版本"))
        if change.change is Change.RENAMED:
            said.insert(0, f"名称前一版本为“{change.old_name}”")
        if not said:
            return
        message = f"项目“{change.name}”在两个版本中不同：{'；'.join(said)}"
    yield Finding(
        rule="",
        severity=Severity.WARNING,
        message=message,
        places=(
            at_place(change.new_place, change.name, names[0]),
            at_place(change.old_place, change.old_name or change.name, names[1]),
        ),
        hint=_HINT,
        source=_SOURCE,
    )
