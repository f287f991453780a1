"""A ledger and a form give a disclosure."""

from __future__ import annotations

import msgspec

from budgetbook.compiler.compiled import Compiled
from budgetbook.compiler.completion import complete_lines
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.compiler.narrative import narrative
from budgetbook.compiler.statements import filled, statements
from budgetbook.compiler.validation import notices
from budgetbook.compiler.wording import is_disclosed, procurement_of, year_cost
from budgetbook.forms.form import Form
from budgetbook.model.disclosure import Disclosure, EntityKind, Source
from budgetbook.model.ledger import Ledger
from budgetbook.model.narrative import Term
from budgetbook.model.performance import OverallPerformance, ProjectPerformance


def compile_ledger(ledger: Ledger, form: Form, source: Source | None = None) -> Compiled:
    """The disclosure that `ledger` makes in `form`, every cell the sum of its lines.

    `source` is the workbook it was entered in. Call `defects` first: a ledger with defects compiles all the same (a draft can be
    looked at), but what is missing shows as a gap and sums may not balance.
    """
    evaluator = Evaluator(complete_lines(ledger))
    sections, mentions, lacking = narrative(ledger, form, evaluator)
    disclosure = Disclosure(
        source=source,
        entity=ledger.entity,
        fiscal_year=ledger.fiscal_year,
        form=form.name,
        profile=ledger.profile,
        statements=statements(ledger, form, evaluator),
        narrative=sections,
        overall_performance=_overall(ledger, form),
        projects=tuple(_performance_forms(ledger, form, evaluator)),
        procurement=procurement_of(ledger),
        assets=ledger.assets,
        purchase_catalogue=ledger.purchase_catalogue,
        catalogue_reference=ledger.catalogue_reference,
        glossary=tuple(
            Term(term=each.term, text=filled(each.text, ledger)) for each in (ledger.glossary or form.glossary)
        ),
    )
    return Compiled(disclosure, ledger, form, evaluator, mentions, lacking, notices(ledger, form))


def unit_ledger(ledger: Ledger, unit_name: str) -> Ledger:
    """The part of a department's ledger that is one unit's, as that unit's own.

    What the department says of itself (profile, assets, last year's figures, reasons, overall form) is not the unit's: the unit's own
    are the entries whose name ends in `@` and the unit's name (`reason.reception@某馆`); the rest shows as gaps to fill.
    """
    unit = next(each for each in ledger.units if each.name == unit_name)
    mark = f"@{unit_name}"
    return msgspec.structs.replace(
        ledger,
        entity=msgspec.structs.replace(ledger.entity, name=unit.name, kind=EntityKind.UNIT, code=unit.code),
        units=(unit,),
        profile=type(ledger.profile)(),
        lines=tuple(each for each in ledger.lines if each.coordinates.unit == unit_name),
        projects=tuple(each for each in ledger.projects if each.unit == unit_name),
        overall_performance=None,
        procurement=tuple(each for each in ledger.procurement if each.unit == unit_name),
        assets=None,
        previous=tuple(
            msgspec.structs.replace(each, name=each.name.removesuffix(mark))
            for each in ledger.previous
            if each.name.endswith(mark)
        ),
        words=tuple(
            msgspec.structs.replace(each, name=each.name.removesuffix(mark))
            for each in ledger.words
            if each.name.endswith(mark)
        ),
    )


def _performance_forms(ledger: Ledger, form: Form, evaluator: Evaluator) -> list[ProjectPerformance]:
    """The published performance forms, of the projects with money this year and in their order: by unit, then as entered."""
    order = {unit.name: number for number, unit in enumerate(ledger.units)}
    projects = sorted(ledger.projects, key=lambda each: order.get(each.unit, len(order)))
    title = filled(form.project_form_title, ledger) if form.project_form_title else None
    return [
        msgspec.structs.replace(
            each.performance,
            title=each.performance.title or title,
            year=each.performance.year or ledger.fiscal_year,
            unit=each.performance.unit or each.unit,
        )
        for each in projects
        if is_disclosed(each) and each.performance is not None and year_cost(each, evaluator) != 0
    ]


def _overall(ledger: Ledger, form: Form) -> OverallPerformance | None:
    overall = ledger.overall_performance
    if overall is None:
        return None
    title = filled(form.overall_form_title, ledger) if form.overall_form_title else None
    return msgspec.structs.replace(
        overall,
        title=overall.title or title,
        year=overall.year or ledger.fiscal_year,
        entity=overall.entity or ledger.entity.name,
    )
