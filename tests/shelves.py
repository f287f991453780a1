"""Documents that belong together and agree in everything: a department's of last year and this year, and its units'. Made by the compiler."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from budgetbook import forms
from budgetbook.compiler import compile_ledger, unit_ledger
from budgetbook.forms.form import Form
from budgetbook.model.coordinates import Flow, Fund, Nature
from budgetbook.model.disclosure import Disclosure, Source
from budgetbook.model.ledger import Ledger, LedgerLine, LedgerProject, PreviousFigure
from budgetbook.model.performance import Funding
from budgetbook.services.prefill import prefill
from tests.ledgers import small_ledger


class Shelf(NamedTuple):
    """`last` and `this` are the department's disclosures of two years, `units` those of all its units for this year."""

    last: Disclosure
    this: Disclosure
    units: tuple[Disclosure, ...]

    @property
    def all(self) -> tuple[Disclosure, ...]:
        """Every document."""
        return (self.last, self.this, *self.units)


def shelf(ledger: Ledger | None = None) -> Shelf:
    """The documents of `ledger` (the small one where None) with a last year of other amounts, one project fewer and one of another name."""
    now = ledger or small_ledger()
    form = forms.load(now.form)
    last = compiled(last_year(now), form, "last.pdf")
    now = replace(now, previous=figures_of(last, form, now))
    this = compiled(now, form, "this.pdf")
    units = tuple(
        compiled(unit_ledger(now, unit.name), form, f"unit{number}.docx") for number, unit in enumerate(now.units)
    )
    return Shelf(last, this, units)


def compiled(ledger: Ledger, form: Form, name: str) -> Disclosure:
    """The disclosure of `ledger`, as if it had been read from a file of this name."""
    return compile_ledger(ledger, form, Source(name=name, sha256="", format="pdf")).disclosure


def figures_of(last: Disclosure, form: Form, ledger: Ledger) -> tuple[PreviousFigure, ...]:
    """What `last` prints as last year's figures of `ledger`."""
    return prefill(last, form=form, fiscal_year=ledger.fiscal_year, kind=ledger.entity.kind).previous


def last_year(ledger: Ledger) -> Ledger:
    """A ledger of the year before: nine tenths of the money to the yuan, without the last project of general public money, the first project under another name."""
    year = ledger.fiscal_year - 1
    dropped = next(project for project in reversed(ledger.projects) if _general_only(ledger, project))
    renamed = ledger.projects[0]
    gone = [line for line in ledger.lines if _is_of(line, dropped)]
    lines = tuple(_smaller(_without(line, gone), renamed) for line in ledger.lines if line not in gone)
    projects = tuple(_earlier(project, renamed, year) for project in ledger.projects if project is not dropped)
    overall = ledger.overall_performance
    return replace(
        ledger,
        fiscal_year=year,
        lines=lines,
        projects=projects,
        overall_performance=None if overall is None else replace(overall, year=year),
    )


def old_name(name: str) -> str:
    """What the first project was called last year."""
    return f"{name}（市级）"


def _general_only(ledger: Ledger, project: LedgerProject) -> bool:
    """Whether general public money alone pays a project: its income is then one line of its unit."""
    return all(line.coordinates.fund is Fund.GENERAL_PUBLIC for line in ledger.lines if _is_of(line, project))


def _is_of(line: LedgerLine, project: LedgerProject) -> bool:
    return (line.coordinates.unit, line.coordinates.project) == (project.unit, project.key)


def _without(line: LedgerLine, gone: list[LedgerLine]) -> LedgerLine:
    """An income line without what pays the lines that are gone."""
    at = line.coordinates
    if at.flow is not Flow.INCOME:
        return line
    paid = [
        each.yuan
        for each in gone
        if (each.coordinates.unit, each.coordinates.fund, each.coordinates.period) == (at.unit, at.fund, at.period)
    ]
    return replace(line, yuan=line.yuan - sum(paid, Decimal(0)))


def _less(yuan: Decimal) -> Decimal:
    return (yuan * 9 / 10).quantize(Decimal("0.01"))


def _smaller(line: LedgerLine, renamed: LedgerProject) -> LedgerLine:
    at = line.coordinates
    if at.nature is Nature.PROJECT and (at.unit, at.project) == (renamed.unit, renamed.key):
        at = replace(at, project=old_name(renamed.key))
    return replace(line, coordinates=at, yuan=_less(line.yuan))


def _earlier(project: LedgerProject, renamed: LedgerProject, year: int) -> LedgerProject:
    form = project.performance
    if form is not None:
        several = form.funding.whole.total != form.funding.annual.total
        form = replace(
            form,
            year=year,
            name=old_name(form.name) if project is renamed else form.name,
            funding=replace(
                form.funding,
                whole=form.funding.whole if several else _less_funding(form.funding.whole),
                annual=_less_funding(form.funding.annual),
            ),
            # What another year is for is said in other words.
            summary=f"按 {year} 年的任务书开展，{form.summary or ''}" if form.summary else None,
            plan=f"{year} 年分三步走：{form.plan}" if form.plan else None,
            objective=replace(form.objective, annual=f"{year} 年先行完成：{form.objective.annual}"),
        )
    if project is not renamed:
        return replace(project, performance=form)
    return replace(project, key=old_name(project.key), name=old_name(project.name), performance=form)


def _less_funding(funding: Funding) -> Funding:
    return Funding(
        **{
            name: None if (yuan := getattr(funding, name)) is None else _less(yuan)
            for name in funding.__struct_fields__
        }
    )
