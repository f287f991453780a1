"""Project performance forms in words, for the rules on them."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.checks.wording import placed
from budgetbook.model.finding import FindingPlace
from budgetbook.model.money import with_separators
from budgetbook.model.performance import ProjectPerformance

FUNDING_SIDES = {"whole": "实施期", "annual": "年度"}
"""The two columns of a form's funding, and what the form calls them."""


def form_words(project: ProjectPerformance) -> str:
    """绩效目标表“…”（某单位）."""
    return f"绩效目标表“{project.name}”" + (f"（{project.unit}）" if project.unit else "")


def yuan_words(amount: Decimal) -> str:
    """1,381,100 元."""
    return f"{with_separators(amount)} 元"


def form_place(project: ProjectPerformance, *, text: str | None = None) -> FindingPlace:
    """The form as a place of a finding."""
    return placed(project.place, section="十", row=project.name, text=text)
