"""Which project of last year is which of this year's, through other names, units and amounts.

Equal names first. What is left is weighed: likeness of the names, of objective and summary, the unit, the amount. A pair needs words to bear it
out, never an amount alone; figures and ordinals that differ in a name (第一批, 第二批) make two projects of it. Candidates come
from an index of shared pairs of characters, so that hundreds of projects don't make a hundred thousand comparisons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from budgetbook.codes import name_key
from budgetbook.comparing.listing import Project
from budgetbook.comparing.names import likeness

_LEAST = 0.62
_LEAST_NAME, _LEAST_PURPOSE = 0.55, 0.7
_MOST_CANDIDATES = 12
_FIGURES = frozenset("0123456789一二三四五六七八九十")


class Match(NamedTuple):
    """A project of the old document with one of the new. `likeness` is None where the names are equal, `evidence` then empty."""

    old: Project
    new: Project
    likeness: float | None = None
    evidence: tuple[str, ...] = ()


class Matched(NamedTuple):
    """All pairs, and what only one of the documents has."""

    pairs: list[Match]
    removed: list[Project]
    added: list[Project]


def matched(old: list[Project], new: list[Project]) -> Matched:
    """The projects of two documents, matched."""
    left, right = list(old), list(new)
    pairs: list[Match] = []
    tests: tuple[Callable[[Project], object], ...] = (
        lambda one: (one.key, one.unit_key, one.yuan, one.carried),
        lambda one: (one.key, one.unit_key, one.carried),
        lambda one: (one.key, one.unit_key),
        lambda one: (one.key, one.yuan),
        lambda one: one.key,
    )
    for key_of in tests:
        waiting: dict[object, list[Project]] = defaultdict(list)
        for project in right:
            waiting[key_of(project)].append(project)
        for project in list(left):
            partners = waiting.get(key_of(project))
            if partners:
                partner = partners.pop(0)
                left.remove(project)
                right.remove(partner)
                pairs.append(Match(project, partner))
    for match in _renamed(left, right):
        left.remove(match.old)
        right.remove(match.new)
        pairs.append(match)
    return Matched(pairs, left, right)


def _renamed(old: list[Project], new: list[Project]) -> list[Match]:
    """The likeliest pairs among projects of different names, each project once."""
    weighed = [match for project in old for other in _candidates(project, new) if (match := _weighed(project, other))]
    weighed.sort(key=lambda match: match.likeness or 0, reverse=True)
    taken: set[int] = set()
    found = []
    for match in weighed:
        if id(match.old) not in taken and id(match.new) not in taken:
            taken |= {id(match.old), id(match.new)}
            found.append(match)
    return found


def _candidates(project: Project, others: list[Project]) -> list[Project]:
    """The few of `others` that share most with `project`; only those that share words at all."""
    shared: Counter[int] = Counter()
    for number, other in enumerate(others):
        common = 3 * len(project.letters & other.letters)
        if project.purpose and other.purpose:
            common += len(project.purpose & other.purpose)
        if common:
            shared[number] = common
    return [others[number] for number, _ in shared.most_common(_MOST_CANDIDATES)]


def _weighed(old: Project, new: Project) -> Match | None:
    names = likeness(old.letters, new.letters)
    purpose = likeness(old.purpose, new.purpose) if old.purpose and new.purpose else None
    if _other_figures(old.key, new.key):
        return None
    same_unit = not old.unit_key or not new.unit_key or old.unit_key == new.unit_key
    if names < _LEAST_NAME and (purpose is None or purpose < _LEAST_PURPOSE or not same_unit):
        return None
    same_amount = old.yuan is not None and old.yuan == new.yuan and bool(old.yuan)
    near = _near(old.yuan, new.yuan)
    words = max(names, (names + 2 * purpose) / 3) if purpose is not None else names
    score = 0.8 * words + 0.1 * same_unit + (0.15 if same_amount else 0.05 if near else 0)
    if purpose is not None and purpose < 0.2:
        score -= 0.15  # the names are alike, what they are for is not
    if score < _LEAST:
        return None
    evidence = [f"名称相似 {names:.0%}"]
    if purpose is not None:
        evidence.append(f"目标和概况相似 {purpose:.0%}")
    if old.unit_key and new.unit_key:
        evidence.append("同一单位" if old.unit_key == new.unit_key else "单位不同")
    if same_amount or near:
        evidence.append("金额相同" if same_amount else "金额相近")
    return Match(old, new, min(score, 1.0), tuple(evidence))


def _near(one: Decimal | None, other: Decimal | None) -> bool:
    if not one or not other:
        return False
    return abs(one - other) <= max(one, other) / 10


def _other_figures(one: str, other: str) -> bool:
    """Whether the names differ in their figures: both have some, and not the same."""
    mine, theirs = ([char for char in name_key(name) if char in _FIGURES] for name in (one, other))
    return mine != theirs and bool(mine) and bool(theirs)
