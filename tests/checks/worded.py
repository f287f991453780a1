"""Disclosures with words to check: the invented ledger compiled, and what tests change in it."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.coordinates import Coordinates, Flow, Institution, Nature, Period
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.ledger import LedgerUnit
from budgetbook.model.narrative import Profile, Section
from tests.ledgers import BUREAU, CENTRE, small_ledger


@cache
def department() -> Disclosure:
    """The department's disclosure in the Shanxi form, sound in every respect."""
    return compile_ledger(small_ledger(), forms.load("shanxi")).disclosure


@cache
def unit() -> Disclosure:
    """The same money as one unit's, without operating costs."""
    ledger = small_ledger()
    at = Coordinates(flow=Flow.EXPENDITURE, period=Period.CURRENT, nature=Nature.BASIC)
    assert at.nature is not None
    lines = tuple(
        replace(one, coordinates=replace(one.coordinates, unit=CENTRE))
        for one in ledger.lines
        if one.coordinates.unit == CENTRE
    )
    return compile_ledger(
        replace(
            ledger,
            entity=Entity(name=CENTRE, kind=EntityKind.UNIT, code="207002"),
            units=(LedgerUnit(name=CENTRE, code="207002", institution=Institution.PUBLIC_INSTITUTION),),
            lines=lines,
            projects=tuple(one for one in ledger.projects if one.unit == CENTRE),
            procurement=tuple(one for one in ledger.procurement if one.unit == CENTRE),
            previous=(),
            words=(),
        ),
        forms.load("shanxi"),
    ).disclosure


def section(disclosure: Disclosure, numeral: str) -> Section:
    """The section numbered `numeral`."""
    return next(one for one in disclosure.narrative if one.section == numeral)


def saying(disclosure: Disclosure, numeral: str, was: str, now: str) -> Disclosure:
    """`disclosure` with `was` replaced by `now`, once, in a section that says it."""
    text = section(disclosure, numeral).text
    assert was in text, text
    return with_text(disclosure, numeral, text.replace(was, now, 1))


def with_text(disclosure: Disclosure, numeral: str, text: str) -> Disclosure:
    """`disclosure` whose section `numeral` has this text."""
    return replace(
        disclosure,
        narrative=tuple(replace(one, text=text) if one.section == numeral else one for one in disclosure.narrative),
    )


def without_words(disclosure: Disclosure) -> Disclosure:
    """`disclosure` without its narrative."""
    return replace(disclosure, narrative=())


def telling(
    text: str, *, entity: str = BUREAU, kind: EntityKind = EntityKind.DEPARTMENT, year: int = 2027
) -> Disclosure:
    """A disclosure of nothing but one section."""
    return Disclosure(
        entity=Entity(name=entity, kind=kind),
        fiscal_year=year,
        profile=Profile(),
        narrative=(Section(section="一", title="预算情况说明", text=text),),
    )
