"""Project by project: added, removed, renamed, changed, with what differs in their forms."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.comparing.amounts import amounts, differ
from budgetbook.comparing.damage import Doubts
from budgetbook.comparing.forms import Filed, filed_indicators, parts_compared, texts_compared, whole_compared
from budgetbook.comparing.listing import Project
from budgetbook.comparing.matching import Match, Matched
from budgetbook.model.comparison import Change, ProjectChange
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.money import MoneyUnit, round_to

_ORDER = (Change.ADDED, Change.REMOVED, Change.RENAMED, Change.CHANGED)


def projects_compared(old: Disclosure, new: Disclosure, found: Matched) -> tuple[tuple[ProjectChange, ...], int]:
    """The projects that differ, by change and then the biggest first, and the number of those that don't."""
    doubts = Doubts(old.damage), Doubts(new.damage)
    changes = [_alone(project, Change.ADDED) for project in found.added]
    changes += [_alone(project, Change.REMOVED) for project in found.removed]
    pairs = [_pair(match, old, new, doubts) for match in found.pairs]
    changes += [one for one in pairs if one.change is not Change.SAME]
    changes.sort(key=lambda one: (_ORDER.index(one.change), -abs(one.annual.change)))
    return tuple(changes), sum(one.change is Change.SAME for one in pairs)


def _alone(project: Project, change: Change) -> ProjectChange:
    added = change is Change.ADDED
    return ProjectChange(
        change=change,
        name=project.name,
        unit=project.unit or None,
        annual=amounts(None if added else project.yuan, project.yuan if added else None, MoneyUnit.YUAN),
        old_place=None if added else project.place,
        new_place=project.place if added else None,
    )


def _pair(match: Match, old: Disclosure, new: Disclosure, doubts: tuple[Doubts, Doubts]) -> ProjectChange:
    before, now = match.old, match.new
    annual = amounts(before.yuan, now.yuan, MoneyUnit.YUAN)
    if before.yuan is None or now.yuan is None or not differ(before.yuan, now.yuan, before.step, now.step):
        annual = amounts(before.yuan, before.yuan if before.yuan is not None else now.yuan, MoneyUnit.YUAN)
    changed = ProjectChange(
        change=Change.SAME,
        name=now.name,
        old_name=before.name if before.name != now.name else None,
        unit=now.unit or None,
        old_unit=before.unit if before.unit_key != now.unit_key else None,
        annual=annual,
        evidence=match.evidence,
        likeness=None if match.likeness is None else round_to(Decimal(str(match.likeness)), 2),
        old_place=before.place,
        new_place=now.place,
    )
    if old.projects and new.projects and (before.number is None) != (now.number is None):
        changed = replace(changed, form=Change.ADDED if before.number is None else Change.REMOVED)
    if before.number is not None and now.number is not None:
        forms = Filed(old, before.number, doubts[0]), Filed(new, now.number, doubts[1])
        changed = replace(
            changed,
            whole=whole_compared(*forms),
            parts=tuple(parts_compared(*forms)),
            texts=tuple(texts_compared(*forms)),
            indicators=tuple(filed_indicators(*forms)),
        )
    return replace(changed, change=_change(match, changed))


def _change(match: Match, found: ProjectChange) -> Change:
    if match.likeness is not None:
        return Change.RENAMED
    whole = found.whole is not None and found.whole.change
    moved = found.old_unit is not None
    differs = (
        found.annual.change
        or whole
        or moved
        or found.parts
        or found.texts
        or found.indicators
        or found.form is not Change.SAME
    )
    return Change.CHANGED if differs else Change.SAME
