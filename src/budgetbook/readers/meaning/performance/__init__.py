"""Performance forms in blocks → records: every project's form and the entity's overall form (DOMAIN §7).

Forms are matched by their labels and order, never by column. What conversion shifted or cut so that it is not beyond doubt what belongs
where is read as well as it can be and reported as Damage.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.performance_terms import performance_terms
from budgetbook.model.disclosure import Damage
from budgetbook.model.performance import (
    Funding,
    Indicators,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.readers.blocks import Block
from budgetbook.readers.meaning.performance.listing import ListedProject, listings
from budgetbook.readers.meaning.performance.overall import read_overall
from budgetbook.readers.meaning.performance.pages import joined_pages
from budgetbook.readers.meaning.performance.project import ReadForm, read_project
from budgetbook.readers.meaning.performance.separating import Which, separated


class PerformanceReading(msgspec.Struct, frozen=True, kw_only=True):
    """What the forms of a document say. `damage` points into the disclosure: `/projects/N/…`, `/overall_performance/…`."""

    projects: tuple[ProjectPerformance, ...] = ()
    overall: OverallPerformance | None = None
    damage: tuple[Damage, ...] = ()


def _is_empty(form: ProjectPerformance) -> bool:
    """Whether a form was published empty, as forms are that don't apply."""
    return not form.name and form.funding == _NOTHING and form.indicators == Indicators()


_NOTHING = WholeAndAnnualFunding(whole=Funding(), annual=Funding())


def performance_forms(blocks: Sequence[Block], fiscal_year: int) -> PerformanceReading:
    """The performance forms in `blocks`, projects in printed order. Blocks of other things are passed over.

    A form that prints no year is of `fiscal_year`. Of several overall forms the first counts.
    """
    terms = performance_terms()
    listed = listings(blocks, terms, fiscal_year)
    raw = separated(listed.rest, terms)
    forms = [read_project(form, terms, fiscal_year) for form in raw if form.which is Which.PROJECT]
    forms = list(joined_pages([form for form in forms if not _is_empty(form.performance)], terms))
    overall = [read_overall(form, terms, fiscal_year) for form in raw if form.which is Which.OVERALL]
    projects: list[ReadForm | ListedProject] = [*forms, *listed.projects]
    damage = [doubt.under(f"/projects/{number}") for number, form in enumerate(projects) for doubt in form.doubts]
    damage += [doubt.under("/overall_performance") for _, doubts in overall[:1] for doubt in doubts]
    return PerformanceReading(
        projects=tuple(form.performance for form in projects),
        overall=overall[0][0] if overall else listed.overall,
        damage=tuple(damage),
    )
