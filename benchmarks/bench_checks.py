"""Checking the text samples: what follows from coordinates, false errors, single-amount changes found, and the time of one check."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from benchmarks.measurement import SAMPLES, TEXT_SAMPLES, Measurement, show
from budgetbook.checks import check
from budgetbook.checks.agreements import agreements
from budgetbook.checks.index import index
from budgetbook.checks.narrative.words import said_by_common_words
from budgetbook.checks.performance.money_in_text import amounts
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.performance.target import target_of
from budgetbook.checks.sums import sums
from budgetbook.codes.names import name_key
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import facts
from budgetbook.model.finding import Finding, Severity
from budgetbook.readers import read_document

CHANGE = Decimal("1.00")
# What the process remembers of a document's words; a second check of one document would find them there.
_CACHES_OF_WORDS = (plain, target_of, amounts, name_key, said_by_common_words)
_LARGEST, _PAGES, _MOST = SAMPLES / "pdf" / "shenzhen-water-2026.pdf", 160, 0.3


def run() -> Iterator[Measurement]:
    for name in TEXT_SAMPLES:
        yield from _sample(name, read_document(SAMPLES / "text" / f"{name}.txt"))
    yield _largest()


def _largest() -> Measurement:
    """All rules on the largest of the PDFs; its time is told for as many pages as the target names."""
    disclosure = read_document(_LARGEST)
    assert disclosure.source is not None and disclosure.source.pages
    took, pages = _fastest(lambda: check(disclosure)), disclosure.source.pages
    share = took * _PAGES / pages
    return Measurement(
        f"all rules on {pages} pages, after reading",
        f"{took * 1000:.0f} ms, {share * 1000:.0f} ms for {_PAGES} pages",
        f"≤ {_MOST * 1000:.0f} ms",
        share <= _MOST,
    )


def _sample(name: str, disclosure: Disclosure) -> Iterator[Measurement]:
    found = index(disclosure)
    agreed = [one for book in found.books for one in agreements(book) if not one.auxiliary]
    summed = [one for book in found.books for one in sums(disclosure, book) if not one.auxiliary]
    tails = sum(1 for one in (*agreed, *summed) if one.off and one.holds)
    yield Measurement(f"{name} identities", f"{len(agreed)} agreements, {len(summed)} sums, {tails} rounding tails")
    report = check(disclosure)
    # The samples' statements contradict themselves nowhere (truth/findings.json lists no such error): every error of an identity is a false
    # one. Errors of words and forms are judged by the reviewed list (tests/checks/reviewed.json).
    errors = [one for one in report.findings if one.severity is Severity.ERROR and one.rule.startswith("identity.")]
    yield Measurement(f"{name} errors on the statements", str(len(errors)), "0", not errors)
    for finding in errors:
        yield Measurement("  error", finding.message)
    yield Measurement(f"{name} warnings, not checked", f"{report.counts.warning}, {report.counts.not_checked}")
    before = _fastest(lambda: check(disclosure)), _fastest(lambda: _add_up(disclosure))
    # An error that the untouched document has already, of whatever rule, doesn't count as one that tells of a change.
    changes = _changes(
        disclosure, {finding.message for finding in report.findings if finding.severity is Severity.ERROR}
    )
    share = changes.caught / changes.made
    # A shared machine is slower by half for minutes on end: the changes lie between two tries.
    after = _fastest(lambda: check(disclosure)), _fastest(lambda: _add_up(disclosure))
    took, floor = map(min, zip(before, after, strict=True))
    slow = max(before[0], after[0])
    yield Measurement(
        f"{name} time of one check",
        f"{took * 1000:.1f} ms = {took / floor:.1f}× turning its cells into facts and adding them once; {slow * 1000:.1f} ms in the slower of two tries",
        "≤ 100 ms",
        took <= 0.1,
    )
    yield Measurement(
        f"{name} amounts changed by {CHANGE}, one at a time",
        f"{changes.caught}/{changes.made} = {share:.1%} caught",
        "100 %",
        changes.caught == changes.made,
    )
    yield Measurement(
        f"{name} changes reported as one finding, naming that cell and its true value",
        f"{changes.one_finding}/{changes.made}, {changes.named}/{changes.made} = {changes.named / changes.made:.1%}",
    )


def _fastest(action: object, times: int = 40) -> float:
    """Seconds of the fastest of several calls: the one least disturbed by others. None profits from words that one before it has seen."""
    assert callable(action)
    seconds = []
    for _ in range(times):
        for words_seen in _CACHES_OF_WORDS:
            words_seen.cache_clear()
        began = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def _add_up(disclosure: Disclosure) -> Decimal:
    """The floor: no check can do with less than seeing every amount with its coordinates."""
    return sum((fact.yuan for fact in facts(disclosure) if fact.yuan is not None), Decimal(0))


class Changes(NamedTuple):
    """How many amounts were changed, how many changes gave a new error, exactly one, and one that names the cell and its value."""

    made: int
    caught: int
    one_finding: int
    named: int


def _changes(disclosure: Disclosure, known: set[str]) -> Changes:
    made = caught = one_finding = named = 0
    for at, was, changed in _changed(disclosure):
        findings = [
            finding
            for finding in check(changed).findings
            if finding.severity is Severity.ERROR and finding.message not in known
        ]
        made += 1
        caught += bool(findings)
        one_finding += len(findings) == 1
        named += len(findings) == 1 and _names(findings[0], disclosure, at, was)
    return Changes(made, caught, one_finding, named)


def _changed(disclosure: Disclosure) -> Iterator[tuple[tuple[int, int, int], Decimal, Disclosure]]:
    """The disclosure with one nonzero amount changed, for each of them, with its place and its amount before."""
    for number, statement in enumerate(disclosure.statements):
        for row_number, row in enumerate(statement.rows):
            for column, amount in enumerate(row.amounts):
                if not amount:
                    continue
                amounts = (*row.amounts[:column], amount + CHANGE, *row.amounts[column + 1 :])
                rows = (
                    *statement.rows[:row_number],
                    replace(row, amounts=amounts),
                    *statement.rows[row_number + 1 :],
                )
                statements = (
                    *disclosure.statements[:number],
                    replace(statement, rows=rows),
                    *disclosure.statements[number + 1 :],
                )
                yield (number, row_number, column), amount, replace(disclosure, statements=statements)


def _names(finding: Finding, disclosure: Disclosure, at: tuple[int, int, int], was: Decimal) -> bool:
    """Whether `finding` blames the changed cell first and says what stood there before, within a rounding tail."""
    statement = disclosure.statements[at[0]]
    place = finding.places[0]
    right_place = (
        place.statement is not None
        and statement.title in place.statement
        and place.row is not None
        and place.row.endswith("".join(statement.rows[at[1]].label.split()))
        and place.column == statement.columns[at[2]].label
    )
    return right_place and finding.expected is not None and abs(Decimal(finding.expected) - was) <= Decimal("0.05")


if __name__ == "__main__":
    sys.exit(0 if show("Checking: false errors and mutations", run()) else 1)
